import Administration
import Records

/// The keys, by name, of the cells that rows stand for in place of a reader's numbers; nil for a row whose dossiers
/// were all taken back.
struct RowNames {
  let units: [UnitKey?]
  private(set) var agencies: [(province: Int, key: AgencyKey)?] = []
  private(set) var fields: [FieldKey?] = []
  private(set) var procedures: [(province: Int, key: ProcedureID)?] = []
  let channels: [ChannelKey?]
  private(set) var serviceLevels: [(province: Int, key: NameKey)?] = []
  private(set) var spelled = SummaryNames()

  init(_ rows: DossierRows, _ words: DossierWords) {
    units = zip(rows.units.keys, rows.units.uses).map { key, use in use == 0 ? nil : key }
    channels = Self.used(rows.channels) { row, _ in rows.channel(row) }
    nameAgencies(rows, words)
    nameFields(rows, words)
    nameProcedures(rows, words)
    nameServiceLevels(rows, words)
  }

  private static func used<Key>(_ rows: NumberedRows, _ key: (_ row: Int, _ use: Int) -> Key) -> [Key?] {
    rows.uses.enumerated().map { row, use in use == 0 ? nil : key(row, use) }
  }

  private mutating func nameAgencies(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.agency)
    agencies = Self.used(rows.agencies) { row, use in
      let (province, level, agency) = rows.agency(row)
      return (province, AgencyKey(level: level, agency: names.key(agency, use)))
    }
    names.enter(into: &spelled.agencies)
  }

  private mutating func nameFields(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.field)
    fields = Self.used(rows.fields) { row, use in
      let (province, level, field) = rows.field(row)
      return FieldKey(province: province, level: level, field: names.key(field, use))
    }
    names.enter(into: &spelled.fields)
  }

  private mutating func nameProcedures(_ rows: DossierRows, _ words: DossierWords) {
    var known: [UInt32: (name: String, id: ProcedureID, uses: Int)] = [:]
    procedures = Self.used(rows.procedures) { row, use in
      let (province, number) = rows.procedure(row)
      if let entry = known[number] {
        known[number]?.uses += use
        return (province, entry.id)
      }
      let (code, name) = words.procedure(number)
      let id = ProcedureID(code: code, name: name)
      known[number] = (name, id, use)
      return (province, id)
    }
    for (name, id, uses) in known.values where !name.isEmpty {
      spelled.procedures[id, default: Spellings()].add(name, times: uses)
    }
  }

  private mutating func nameServiceLevels(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.serviceLevel)
    serviceLevels = Self.used(rows.serviceLevels) { row, use in
      let (province, level) = rows.serviceLevel(row)
      return (province, names.key(level, use))
    }
    names.enter(into: &spelled.serviceLevels)
  }
}

/// The names of a reader's numbers, each looked up once, with the number of dossiers that have it.
private struct NumberedNames {
  private let word: (UInt32) -> String
  private var known: [UInt32: (name: String, key: NameKey, uses: Int)] = [:]

  init(_ word: @escaping (UInt32) -> String) { self.word = word }

  mutating func key(_ number: UInt32, _ uses: Int) -> NameKey {
    if let entry = known[number] {
      known[number]?.uses += uses
      return entry.key
    }
    let name = word(number)
    let key = NameKey(name)
    known[number] = (name, key, uses)
    return key
  }

  func enter(into spellings: inout NameSpellings) {
    for (name, key, uses) in known.values { spellings.add(name, as: key, times: uses) }
  }
}

extension DossierRows {
  func names(_ words: DossierWords) -> RowNames { RowNames(self, words) }
}

import Administration
import Records

/// The keys of breakdowns that rows stand for, by name rather than by a reader's numbers; nil where a row's dossiers were
/// all taken back.
struct RowNames {
  /// By coarse row.
  private(set) var units: [UnitKey?]
  private(set) var fields: [FieldKey?]
  private(set) var channels: [ChannelKey?]
  /// By fine row, with its province.
  private(set) var agencies: [AgencyKey?] = []
  private(set) var procedures: [ProcedureID?] = []
  private(set) var serviceLevels: [NameKey?] = []
  private(set) var provinceOfPlace: [Int] = []
  private(set) var provinceOfMatter: [Int] = []
  private(set) var provinceOfWay: [Int] = []
  private(set) var spelled = SummaryNames()

  init(_ rows: DossierRows, _ words: DossierWords) {
    let counts = rows.counts
    units = Array(repeating: nil, count: counts.unit)
    fields = Array(repeating: nil, count: counts.field)
    channels = Array(repeating: nil, count: counts.channel)
    namePlaces(rows, words)
    nameMatters(rows, words)
    nameWays(rows, words)
  }

  private mutating func namePlaces(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.agency)
    for (row, use) in rows.placeUse.enumerated() {
      let (unit, agency) = rows.place(row)
      let key = rows.units[unit]
      provinceOfPlace.append(key.province)
      agencies.append(use == 0 ? nil : AgencyKey(level: key.level, agency: names.key(agency, use)))
      if use != 0 { units[unit] = key }
    }
    names.enter(into: &spelled.agencies)
  }

  private mutating func nameMatters(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.field)
    var known: [UInt32: (name: String, id: ProcedureID)] = [:]
    var uses: [UInt32: Int] = [:]
    for (row, use) in rows.matterUse.enumerated() {
      let (coarse, number) = rows.matter(row)
      let (province, level, field) = rows.field(coarse)
      provinceOfMatter.append(province)
      guard use != 0 else {
        procedures.append(nil)
        continue
      }
      fields[coarse] = FieldKey(province: province, level: level, field: names.key(field, use))
      if known[number] == nil {
        let (code, name) = words.procedure(number)
        known[number] = (name, ProcedureID(code: code, name: name))
      }
      uses[number, default: 0] += use
      procedures.append(known[number]?.id)
    }
    names.enter(into: &spelled.fields)
    for (number, use) in uses {
      if let (name, id) = known[number], !name.isEmpty {
        spelled.procedures[id, default: Spellings()].add(name, times: use)
      }
    }
  }

  private mutating func nameWays(_ rows: DossierRows, _ words: DossierWords) {
    var names = NumberedNames(words.serviceLevel)
    for (row, use) in rows.wayUse.enumerated() {
      let (channel, level) = rows.way(row)
      let key = rows.channel(channel)
      provinceOfWay.append(key.province)
      serviceLevels.append(use == 0 ? nil : names.key(level, use))
      if use != 0 { channels[channel] = key }
    }
    names.enter(into: &spelled.serviceLevels)
  }
}

/// The names of a reader's numbers, each asked for once, with how many dossiers bear it.
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

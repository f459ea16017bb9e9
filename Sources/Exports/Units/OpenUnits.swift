import Administration
import Diagnostics
import Records
import TabularInput

/// The units of exports without a registry (`units: open`): provinces and communes as the files name them, of any
/// country.
///
/// The files are read once in advance for these names alone, with the columns that show which rows are not records. A
/// unit's code is the cell of its code column or, if no row has one, its name. Of several spellings the first in
/// code-point order is kept, so that the order of the files does not matter.
package struct OpenUnits {
  /// The largest number of provinces; a column with more values holds something else.
  package static let mostProvinces = 1000
  package static let mostCommunes = 60_000

  /// What identifies a unit: its code or, if it has none, its name.
  private enum Key: Hashable {
    case code(String)
    case name(UnitName)

    init(code: String, name: String) { self = code.isEmpty ? .name(UnitName(name)) : .code(code) }
  }

  private struct CommuneKey: Hashable {
    let province: Key
    let own: Key
  }

  private struct Unit {
    var code: String
    var name: String

    /// Merges another mention of the same unit: of two spellings the first in code-point order is kept.
    mutating func add(code other: String, name otherName: String) {
      code = Self.first(code, other)
      name = Self.first(name, otherName)
    }

    var ownCode: String { code.isEmpty ? name : code }
    var ownName: String { name.isEmpty ? code : name }

    private static func first(_ a: String, _ b: String) -> String {
      if a.isEmpty || b.isEmpty { return a.isEmpty ? b : a }
      return b.unicodeScalars.lexicographicallyPrecedes(a.unicodeScalars) ? b : a
    }
  }

  private var provinces: [Key: Unit] = [:]
  private var communes: [CommuneKey: Unit] = [:]

  /// - Throws: status `dataRefused` if a header does not fit or there are too many units.
  package static func registry(
    dossiers: ExportFolder, staff: ExportFolder?, profiles: [Profile]
  ) throws(Failure) -> Registry {
    let rules = ExportRules(registry: try Registry(provinces: [], communes: []), profiles: profiles)
    var units = OpenUnits()
    for profile in profiles {
      if let code = profile.province { units.add(code: code, name: "", communeCode: "", commune: "") }
    }
    for file in dossiers.files {
      let (table, reader) = try ExportTable<DossierColumn>.open(
        file: file, in: dossiers, reading: DossierDecoder.columns, rules: rules)
      let slots = [
        table.plan.slot(.provinceCode), table.plan.slot(.province), table.plan.slot(.communeCode),
        table.plan.slot(.commune),
      ]
      try units.scan(table, reader, slots, file, fileProvince: table.profile.province)
    }
    for file in staff?.files ?? [] {
      guard let staff else { break }
      let (table, reader) = try ExportTable<StaffColumn>.open(
        file: file, in: staff, reading: StaffDecoder.columns, rules: rules)
      try units.scan(
        table, reader, [table.plan.slot(.provinceCode), table.plan.slot(.province), -1, -1], file,
        fileProvince: table.profile.province)
    }
    return try units.registry()
  }

  /// The largest number of distinct cell combinations remembered at a time.
  private static let mostRemembered = 1 << 16

  private mutating func scan<Column>(
    _ table: ExportTable<Column>, _ reader: RecordReader, _ slots: [Int], _ file: String, fileProvince: String?
  ) throws(Failure) {
    var reading = table.reading()
    var batch = table.batch()
    var known: Set<[String]> = []
    while try table.next(from: reader, into: &batch, &reading) {
      for record in 0..<batch.count {
        let cells = BatchCells(first: record * batch.columns)
        let texts = slots.map { String(decoding: batch.bytes[cells.seen($0, batch)], as: UTF8.self) }
        // A repeated header or a total names no unit, but a record with the same cells does: remember only cells of
        // records.
        if known.contains(texts) { continue }
        if try table.setAside(record, of: batch, &reading) { continue }
        // If a column holds free text, every row is new: forget all, and judge repeated rows again.
        if known.count >= Self.mostRemembered { known.removeAll(keepingCapacity: true) }
        known.insert(texts)
        // Codes are not checked like names, because they may have as many digits as telephone numbers.
        let (code, communeCode) = (PlaceholderCell.stated(texts[0]), PlaceholderCell.stated(texts[2]))
        let (name, commune) = (Self.name(texts[1]), Self.name(texts[3]))
        add(
          code: code.isEmpty && name.isEmpty ? fileProvince ?? "" : code, name: name, communeCode: communeCode,
          commune: commune)
        guard provinces.count <= Self.mostProvinces, communes.count <= Self.mostCommunes else {
          throw Failure(
            .dataRefused,
            "there are more than \(Self.mostProvinces) provinces or \(Self.mostCommunes) communes: at most so many are taken for units",
            at: Location(file, line: batch.positions[record].line),
            hint:
              "map columns with fewer different cells to province and commune; or list the units in a registry, which may have \(Registry.mostUnits) of each"
          )
        }
      }
    }
  }

  /// Returns a name unchanged, or an empty string if it must not be printed.
  private static func name(_ text: String) -> String { PrintableWord.of(text).isEmpty ? "" : text }

  private mutating func add(code: String, name: String, communeCode: String, commune: String) {
    guard !code.isEmpty || !name.isEmpty else { return }
    let province = Key(code: code, name: name)
    provinces[province, default: Unit(code: "", name: "")].add(code: code, name: name)
    guard !communeCode.isEmpty || !commune.isEmpty else { return }
    communes[
      CommuneKey(province: province, own: Key(code: communeCode, name: commune)), default: Unit(code: "", name: "")
    ].add(code: communeCode, name: commune)
  }

  private func registry() throws(Failure) -> Registry {
    guard !provinces.values.contains(where: { $0.ownCode == Registry.wholeCode }) else {
      throw Failure(
        .dataRefused, "a unit is called '\(Registry.wholeCode)', under which tables have the total of all units",
        hint: "give it another name in the files")
    }
    let bearers = Self.bearers(provinces)
    let all = provinces.compactMap { key, unit -> Province? in
      guard bearers[key] == nil else { return nil }
      return Province(
        code: unit.ownCode, portalCode: "", nameVi: unit.ownName, nameEn: unit.ownName, kindAtReform: .province,
        kindChangedOn: nil, kindNow: .province)
    }
    var inside: [Key: [Key: Unit]] = [:]
    for (key, unit) in communes {
      inside[bearers[key.province] ?? key.province, default: [:]][key.own, default: Unit(code: "", name: "")]
        .add(code: unit.code, name: unit.name)
    }
    let distinct = inside.mapValues { communes in
      let bearers = Self.bearers(communes)
      return communes.filter { bearers[$0.key] == nil }
    }
    let uses = Dictionary(grouping: distinct.values.flatMap(\.values), by: \.ownCode)
    let communes = distinct.flatMap { province, communes in
      let province = provinces[province]?.ownCode ?? ""
      return communes.values.map { unit in
        let code = unit.ownCode
        return Commune(
          code: uses[code]?.count ?? 1 > 1 ? Registry.communeCode(code, ofProvince: province) : code,
          provinceCode: province, nameVi: unit.ownName, nameEn: unit.ownName, kindAtReform: .commune,
          kindChangedOn: nil, kindNow: .commune)
      }
    }
    return try Registry(
      provinces: all, communes: communes, aliases: all.map { ($0.code, $0.code) }, isOfVietnam: false)
  }

  /// Maps units without a code to the unit with a code that they mean: the one with that name, or with that code.
  ///
  /// If several units with a code share the name, the first is taken, so that the name does not become a unit of its
  /// own. A name alone cannot show which of them a row means.
  private static func bearers(_ units: [Key: Unit]) -> [Key: Key] {
    let coded = units.filter { !$0.value.code.isEmpty }.sorted { $0.value.code < $1.value.code }
    var byName: [UnitName: Key] = [:]
    for (key, unit) in coded where !unit.name.isEmpty {
      byName[UnitName(unit.name)] = byName[UnitName(unit.name)] ?? key
    }
    let byCode = Dictionary(coded.map { ($0.value.code, $0.key) }) { first, _ in first }
    return units.reduce(into: [:]) { bearers, unit in
      if case .name(let name) = unit.key { bearers[unit.key] = byName[name] ?? byCode[unit.value.name] }
    }
  }
}

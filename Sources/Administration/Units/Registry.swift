import Diagnostics

/// The administrative units by which statistics are broken down: provinces and, within them, communes.
///
/// The built-in registry holds the 34 provinces and 3,321 communes since 1 July 2025 (Resolution 202/2025/QH15,
/// Decision 19/2025/QĐ-TTg). Units are in the order of their codes.
package struct Registry: Sendable {
  package let provinces: [Province]
  package let communes: [Commune]
  /// For each province, the positions of its communes in `communes`.
  package let communesOfProvince: [Range<Int>]
  /// The English name of each commune. If another of its kind and province has the same one, because Vietnamese tells
  /// them apart by tones, the Vietnamese name follows in brackets (`Son Ha (Sơn Hạ)`).
  package let communeNamesEn: [String]
  /// Whether the units are Vietnam's, all or some of them.
  package let isOfVietnam: Bool
  /// The units before the reform from which these were formed.
  package let former: FormerUnits
  private let provinceByCode: [String: Int]
  private let provinceByPortalCode: [String: Int]
  private let communeByCode: [String: Int]
  private let provinceByName: [UnitName: (position: Int, former: String?)]

  /// - Parameters:
  ///   - former: the units before the reform.
  ///   - aliases: other names of provinces, present or former, with the provinces' codes.
  /// - Throws: a failure if a code stands twice or is reserved, a commune names a province that is not in the list, or
  ///   there are too many units.
  package init(
    provinces: [Province], communes: [Commune], former: FormerUnits = .none,
    aliases: [(code: String, name: String)] = [], isOfVietnam: Bool = true
  ) throws(Failure) {
    self.former = former
    self.isOfVietnam = isOfVietnam
    guard provinces.count <= Self.mostUnits, communes.count <= Self.mostUnits else {
      throw Failure(.badConfiguration, "the registry has more than \(Self.mostUnits) provinces or communes")
    }
    guard !provinces.contains(where: { $0.code == Self.wholeCode }) else {
      throw Failure(
        .badConfiguration, "a unit has the code '\(Self.wholeCode)', under which tables have the total of all units",
        hint: "give it another code")
    }
    self.provinces = provinces.sorted { $0.code < $1.code }
    self.communes = communes.sorted { ($0.provinceCode, $0.code) < ($1.provinceCode, $1.code) }
    provinceByCode = try Self.index(self.provinces.map(\.code), of: "province code")
    provinceByPortalCode = try Self.index(self.provinces.map(\.portalCode), of: "portal code")
    communeByCode = try Self.index(self.communes.map(\.code), of: "commune code")
    communeNamesEn = Self.namesEn(self.communes)
    provinceByName = Self.names(self.provinces, former, aliases, provinceByCode)
    var ranges: [Range<Int>] = []
    var next = 0
    for province in self.provinces {
      let first = next
      while next < self.communes.count, self.communes[next].provinceCode == province.code { next += 1 }
      ranges.append(first..<next)
    }
    communesOfProvince = ranges
    if next < self.communes.count || ranges.map(\.count).reduce(0, +) != self.communes.count {
      let known = Set(self.provinces.map(\.code))
      let stray = self.communes.first { !known.contains($0.provinceCode) }
      throw Failure(
        .badConfiguration,
        "commune \(stray?.code ?? "") belongs to province '\(stray?.provinceCode ?? "")', which is not in the registry")
    }
  }

  /// The code of all units together, in tables and in the description of editions.
  package static let wholeCode = "VN"

  /// The largest number of units of a level: a position is stored in sixteen bits, and the highest number stands for
  /// none.
  package static let mostUnits = Int(UInt16.max)

  private static func namesEn(_ communes: [Commune]) -> [String] {
    struct Name: Hashable {
      let province: String
      let name: String
      let kind: Commune.Kind
    }
    func name(_ commune: Commune) -> Name {
      Name(province: commune.provinceCode, name: commune.nameEn, kind: commune.kindNow)
    }
    let bearers = Dictionary(communes.map { (name($0), 1) }, uniquingKeysWith: +)
    return communes.map { commune in
      guard bearers[name(commune)] ?? 0 > 1, commune.nameVi != commune.nameEn else { return commune.nameEn }
      return "\(commune.nameEn) (\(commune.nameVi))"
    }
  }

  /// Returns the names by which provinces are found. Present names take precedence over other names, and these over
  /// former ones. A name that two provinces share finds neither.
  private static func names(
    _ provinces: [Province], _ former: FormerUnits, _ aliases: [(code: String, name: String)], _ codes: [String: Int]
  ) -> [UnitName: (position: Int, former: String?)] {
    var names: [UnitName: (position: Int, former: String?)] = [:]
    let bearers = Dictionary(provinces.map { (UnitName($0.nameVi), 1) }, uniquingKeysWith: +)
    func add(_ name: String, _ position: Int, former: String? = nil) {
      let name = UnitName(name)
      if names[name] == nil, bearers[name] ?? 0 < 2 { names[name] = (position, former) }
    }
    for (position, province) in provinces.enumerated() { add(province.nameVi, position) }
    for (position, province) in provinces.enumerated() { add(province.nameEn, position) }
    let successors = Dictionary(former.provinces.map { ($0.code, codes[$0.mergedInto]) }) { first, _ in first }
    for alias in aliases {
      if let position = codes[alias.code] {
        add(alias.name, position)
      } else if let successor = successors[alias.code], let position = successor {
        add(alias.name, position, former: alias.code)
      }
    }
    for province in former.provinces {
      if let position = codes[province.mergedInto] { add(province.nameVi, position, former: province.code) }
    }
    return names
  }

  private static func index(_ codes: [String], of what: String) throws(Failure) -> [String: Int] {
    var positions: [String: Int] = [:]
    positions.reserveCapacity(codes.count)
    // Units outside the portal have no portal code.
    for (position, code) in codes.enumerated()
    where !code.isEmpty && positions.updateValue(position, forKey: code) != nil {
      throw Failure(.badConfiguration, "the registry has the \(what) '\(code)' twice")
    }
    return positions
  }

  /// Whether the units include all of Vietnam's provinces: only then is their sum the country's.
  package var isCountry: Bool {
    isOfVietnam && Self.vietnam.provinces.allSatisfy { provinceByCode[$0.code] != nil }
  }

  package func province(code: some StringProtocol) -> Int? { provinceByCode[String(code)] }
  package func province(portalCode: some StringProtocol) -> Int? { provinceByPortalCode[String(portalCode)] }
  /// Returns a province by any of its names, with or without the words that may precede one (`Tỉnh`, `TP.`, `UBND thành
  /// phố`); a former province gives the present one that it is part of, with the former one's code.
  package func province(named name: String) -> (position: Int, former: String?)? {
    // A text made only of such preceding words would take long to check, and no name is so long.
    guard name.utf8.count <= 400 else { return nil }
    var rest = UnitName(name)
    while true {
      if let found = provinceByName[rest] { return found }
      guard let shorter = Self.prefixes.lazy.compactMap({ rest.without($0) }).first else { return nil }
      rest = shorter
    }
  }

  private static let prefixes = [
    "uỷ ban nhân dân", "ubnd", "thành phố", "tỉnh", "tp", "t p", "t",
  ].map { UnitName($0) }

  package func commune(code: some StringProtocol) -> Int? { communeByCode[String(code)] }

  /// Returns the province with a code if the name is one of its own: in other data the code may be another unit's.
  package func province(code: String, named name: String) -> Province? {
    guard let position = province(code: code), province(named: name)?.position == position else { return nil }
    return provinces[position]
  }

  /// Returns the commune with a code if the name is its own, with or without its kind before it.
  package func commune(code: String, named name: String) -> Commune? {
    guard let commune = commune(code: code).map({ communes[$0] }) else { return nil }
    let whole = UnitName(name)
    let names = [whole] + ["xã", "phường", "đặc khu"].compactMap { whole.without(UnitName($0)) }
    return names.contains(UnitName(commune.nameVi)) ? commune : nil
  }

  /// Returns the commune that has a code within a province; if units are open, other provinces may use the same code.
  package func commune(code: String, ofProvince province: Int) -> Int? {
    if !isOfVietnam, let own = communeByCode[Self.communeCode(code, ofProvince: provinces[province].code)] {
      return own
    }
    return communeByCode[code]
  }

  /// Returns the code to use for a commune whose code several provinces use, each for a commune of its own.
  package static func communeCode(_ code: String, ofProvince province: String) -> String { "\(province)/\(code)" }

  /// Other names of Vietnam's provinces, present or former, with the provinces' codes.
  package static let vietnameseAliases: [(code: String, name: String)] =
    DataTable(embedded: "unit_aliases.csv", columns: 3).rows.map { (String($0[0]), String($0[1])) }

  /// The registry built into the program.
  package static let vietnam: Registry = {
    let centres = Dictionary(
      uniqueKeysWithValues: DataTable(embedded: "single_level_centres.csv", columns: 3).rows.map {
        (String($0[0]), Day(String($0[1])))
      })
    let provinces = DataTable(embedded: "provinces.csv", columns: 8).rows.map { cells in
      Province(
        code: String(cells[0]), portalCode: String(cells[1]), nameVi: String(cells[2]),
        nameEn: String(cells[3]), kindAtReform: known(cells[4]), kindChangedOn: Day(String(cells[5])),
        kindNow: known(cells[6]), singleLevelCentreSince: centres[String(cells[0])] ?? nil)
    }
    let communes = DataTable(embedded: "communes.csv", columns: 7).rows.map { cells in
      Commune(
        code: String(cells[0]), provinceCode: String(cells[1]), nameVi: String(cells[2]),
        nameEn: String(cells[3]), kindAtReform: known(cells[4]), kindChangedOn: Day(String(cells[5])),
        kindNow: known(cells[6]))
    }
    do throws(Failure) {
      return try Registry(
        provinces: provinces, communes: communes, former: .vietnam,
        aliases: vietnameseAliases)
    } catch {
      preconditionFailure("the built-in registry contradicts itself: \(error.findings)")
    }
  }()

  /// Returns the value of a word in the built-in data files.
  private static func known<Word: RawRepresentable>(_ cell: Substring) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: String(cell)) else {
      preconditionFailure("the built-in data have the unknown word '\(cell)'")
    }
    return word
  }
}

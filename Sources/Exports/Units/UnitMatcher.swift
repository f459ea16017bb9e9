import Administration

/// Finds the units, present or former, that cells state by code or by name; each distinct cell is decided once.
///
/// Tones are never dropped to force a match: two communes of one province may differ by a tone alone.
struct UnitMatcher: Sendable {
  /// A province, and whether the cell stated it as a former province that ended with the reform.
  struct FoundProvince: Sendable {
    let position: UInt16
    /// The code of the former province, if the cell stated one.
    var former: String?
    var isFormer: Bool { former != nil }
  }

  /// The province, and perhaps the former province, in which a commune's name is looked up.
  private struct Scope: Hashable {
    let province: UInt16
    let former: String?
  }

  /// The commune that a cell states.
  enum FoundCommune: Sendable {
    case commune(UInt16, isFormer: Bool)
    /// A former commune that was split.
    case undecidable
    case unknown
  }

  private let registry: Registry
  private var provincesByCode = DecodedWords<FoundProvince?>()
  private var provincesByName = DecodedWords<FoundProvince?>()
  private var communesByCode: [UInt16: DecodedWords<FoundCommune>] = [:]
  private var communesByName: [Scope: DecodedWords<FoundCommune>] = [:]
  private var communeNames: [UInt16: [UnitName: [Int]]] = [:]

  init(registry: Registry) { self.registry = registry }

  /// Whether the units are Vietnam's, to which the reform of 1 July 2025 applies.
  var areOfVietnam: Bool { registry.isOfVietnam }

  mutating func province(code: Range<Int>, in text: Span<UInt8>) -> FoundProvince? {
    let registry = registry
    return provincesByCode.value(code, in: text) { cell in
      for code in Self.codes(cell, digits: 2) {
        if let position = registry.province(code: code) { return FoundProvince(position: UInt16(position)) }
        if let former = registry.former.province(code: code), let found = Self.successor(former, registry) {
          return found
        }
      }
      // Some systems put the portal code into the code column.
      return Self.province(portalCode: cell, registry)
    }
  }

  mutating func province(name: Range<Int>, in text: Span<UInt8>) -> FoundProvince? {
    let registry = registry
    return provincesByName.value(name, in: text) { cell in
      registry.province(named: cell).map { FoundProvince(position: UInt16($0.position), former: $0.former) }
    }
  }

  /// Returns the province whose portal code a dossier code's prefix holds: `H26.12`, `000.00.12.H26`.
  func province(codePrefix: String) -> FoundProvince? {
    for part in codePrefix.split(separator: ".") {
      if let found = Self.province(portalCode: part, registry) { return found }
    }
    return nil
  }

  private static func province(portalCode: some StringProtocol, _ registry: Registry) -> FoundProvince? {
    if let position = registry.province(portalCode: portalCode) { return FoundProvince(position: UInt16(position)) }
    return registry.former.province(portalCode: portalCode).flatMap { successor($0, registry) }
  }

  private static func successor(_ former: FormerUnits.Province, _ registry: Registry) -> FoundProvince? {
    registry.province(code: former.mergedInto).map { FoundProvince(position: UInt16($0), former: former.code) }
  }

  /// - Parameter province: the province of the row; a commune of another province may still be found by its code.
  mutating func commune(code: Range<Int>, in text: Span<UInt8>, province: UInt16) -> FoundCommune {
    let registry = registry
    return communesByCode[province, default: DecodedWords()].value(code, in: text) { cell in
      for code in Self.codes(cell, digits: 5) {
        if let position = registry.commune(code: code, ofProvince: Int(province)) {
          return .commune(UInt16(position), isFormer: false)
        }
        if let fate = registry.former.commune(code: code) { return Self.found(fate, registry) }
      }
      return .unknown
    }
  }

  func contains(commune: UInt16, province: UInt16) -> Bool {
    registry.communesOfProvince[Int(province)].contains(Int(commune))
  }

  /// Returns a commune of a province by its full or bare name; a bare name that two units of the province share matches
  /// neither.
  ///
  /// - Parameter former: the code of the former province that the row states; it decides between former communes of one
  ///   name.
  mutating func commune(name: Range<Int>, in text: Span<UInt8>, province: UInt16, former: String?) -> FoundCommune {
    let registry = registry
    let names = names(ofCommunesIn: province)
    return communesByName[Scope(province: province, former: former), default: DecodedWords()].value(name, in: text) {
      cell in
      let found = Self.commune(named: cell, Int(province), names, registry)
      guard let former,
        let fate = Self.fate(of: cell, { registry.former.commune(named: $0, inFormerProvince: former) })
      else { return found }
      // A present commune that lies in the former province, at least in part, may be meant by its present name.
      if case .commune(let commune, isFormer: false) = found,
        registry.former.isCommune(registry.communes[Int(commune)].code, partlyOfFormerProvince: former)
      {
        return found
      }
      return Self.found(fate, registry)
    }
  }

  private mutating func names(ofCommunesIn province: UInt16) -> [UnitName: [Int]] {
    if let known = communeNames[province] { return known }
    var names: [UnitName: [Int]] = [:]
    for position in registry.communesOfProvince[Int(province)] {
      names[UnitName(registry.communes[position].nameVi), default: []].append(position)
    }
    communeNames[province] = names
    return names
  }

  private static func commune(
    named cell: String, _ province: Int, _ names: [UnitName: [Int]], _ registry: Registry
  ) -> FoundCommune {
    let whole = UnitName(cell)
    let name = withoutCommittee(whole)
    if let found = names[whole], found.count == 1 { return .commune(UInt16(found[0]), isFormer: false) }
    for (prefix, kinds) in communePrefixes {
      guard let bare = name.without(prefix) else { continue }
      let found = (names[bare] ?? []).filter {
        let unit = registry.communes[$0]
        return kinds.contains(unit.kindAtReform) || kinds.contains(unit.kindNow)
      }
      if found.count == 1 { return .commune(UInt16(found[0]), isFormer: false) }
    }
    if let found = names[name], found.count == 1 { return .commune(UInt16(found[0]), isFormer: false) }
    if !registry.isOfVietnam {
      return registry.commune(code: cell, ofProvince: province).map { .commune(UInt16($0), isFormer: false) }
        ?? .unknown
    }
    let code = registry.provinces[province].code
    return fate(of: cell) { registry.former.commune(named: $0, inProvince: code) }.map { found($0, registry) }
      ?? .unknown
  }

  /// Returns what became of the former commune that a cell names, with or without an abbreviated kind, such as `tt` for
  /// `thị trấn`.
  private static func fate(of cell: String, _ look: (UnitName) -> FormerUnits.Fate?) -> FormerUnits.Fate? {
    let name = withoutCommittee(UnitName(cell))
    for (prefix, full) in formerPrefixes {
      guard let bare = name.without(prefix) else { continue }
      if let fate = look(full.joined(with: bare)) { return fate }
    }
    return look(name)
  }

  /// Removes the committee from a name: `UBND xã …` is the commune's committee, as agency columns name it.
  private static func withoutCommittee(_ whole: UnitName) -> UnitName {
    committees.lazy.compactMap { whole.without($0) }.first ?? whole
  }

  private static func found(_ fate: FormerUnits.Fate, _ registry: Registry) -> FoundCommune {
    guard case .merged(let code) = fate else { return .undecidable }
    return registry.commune(code: code).map { .commune(UInt16($0), isFormer: true) } ?? .unknown
  }

  /// Returns a code as written and, if it is too short, with the leading zeros that spreadsheets remove.
  private static func codes(_ code: String, digits: Int) -> [String] {
    guard code.utf8.count < digits, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return [code] }
    return [code, String(repeating: "0", count: digits - code.utf8.count) + code]
  }

  private static let committees = ["ubnd", "uỷ ban nhân dân"].map { UnitName($0) }

  private static let communePrefixes: [(UnitName, [Commune.Kind])] = [
    (UnitName("xã"), [.commune]), (UnitName("x"), [.commune]), (UnitName("phường"), [.ward]), (UnitName("p"), [.ward]),
    (UnitName("đặc khu"), [.specialZone]), (UnitName("đk"), [.specialZone]),
  ]

  private static let formerPrefixes: [(UnitName, UnitName)] = [
    ("x", "xã"), ("p", "phường"), ("tt", "thị trấn"),
  ].map { (UnitName($0), UnitName($1)) }
}

import Administration

/// Finds the units that cells name, by code or by name; each distinct cell is decided once.
struct UnitMatcher {
  private let registry: Registry
  private var provincesByCode = DecodedWords<UInt16?>()
  private var provincesByName = DecodedWords<UInt16?>()
  private var communesByCode = DecodedWords<UInt16?>()
  private var communesByName: [UInt16: DecodedWords<UInt16?>] = [:]
  private lazy var provinceNames = Dictionary(
    registry.provinces.enumerated().map { (NameKey($1.nameVi), UInt16($0)) }, uniquingKeysWith: { first, _ in first })

  init(registry: Registry) { self.registry = registry }

  mutating func province(code: Range<Int>, in text: Span<UInt8>) -> UInt16? {
    let registry = registry
    return provincesByCode.value(code, in: text) { registry.province(code: Self.padded($0, to: 2)).map { UInt16($0) } }
  }

  mutating func province(name: Range<Int>, in text: Span<UInt8>) -> UInt16? {
    let names = provinceNames
    return provincesByName.value(name, in: text) { cell in
      Self.bareNames(NameKey(cell).text, prefixes: Self.provincePrefixes)
        .lazy.compactMap { names[NameKey($0)] }.first
    }
  }

  /// The province whose portal code a dossier code's prefix holds: `H26.12`, `000.00.12.H26`.
  func province(codePrefix: String) -> UInt16? {
    for part in codePrefix.split(separator: ".") {
      if let province = registry.province(portalCode: part) { return UInt16(province) }
    }
    return nil
  }

  mutating func commune(code: Range<Int>, in text: Span<UInt8>) -> UInt16? {
    let registry = registry
    return communesByCode.value(code, in: text) { registry.commune(code: Self.padded($0, to: 5)).map { UInt16($0) } }
  }

  func contains(commune: UInt16, province: UInt16) -> Bool {
    registry.communesOfProvince[Int(province)].contains(Int(commune))
  }

  /// A commune by its full or bare name inside a province; a bare name that two units of the province share is none.
  mutating func commune(name: Range<Int>, in text: Span<UInt8>, province: UInt16) -> UInt16? {
    let registry = registry
    return communesByName[province, default: DecodedWords()].value(name, in: text) { cell in
      Self.commune(named: cell, province: Int(province), registry: registry)
    }
  }

  private static func commune(named cell: String, province: Int, registry: Registry) -> UInt16? {
    let key = NameKey(cell).text
    let communes = registry.communesOfProvince[province]
    for (prefix, kinds) in communePrefixes where key.hasPrefix(prefix) {
      let bare = NameKey(key.dropFirst(prefix.count))
      let found = communes.filter {
        let unit = registry.communes[$0]
        return NameKey(unit.nameVi) == bare && (kinds.contains(unit.kindAtReform) || kinds.contains(unit.kindNow))
      }
      if found.count == 1 { return UInt16(found[0]) }
    }
    let found = communes.filter { NameKey(registry.communes[$0].nameVi).text == key }
    return found.count == 1 ? UInt16(found[0]) : nil
  }

  /// A code with the leading zeros that spreadsheets take away.
  private static func padded(_ code: String, to digits: Int) -> String {
    guard code.utf8.count < digits, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return code }
    return String(repeating: "0", count: digits - code.utf8.count) + code
  }

  private static let provincePrefixes = [
    "ubnd ", NameKey("tỉnh ").text + " ", NameKey("thành phố ").text + " ", "tp. ", "tp.", "tp ", "t.p ",
  ]

  private static let communePrefixes: [(String, [Commune.Kind])] = [
    (NameKey("xã").text + " ", [.commune]), ("x. ", [.commune]), (NameKey("phường").text + " ", [.ward]),
    ("p. ", [.ward]), (NameKey("đặc khu").text + " ", [.specialZone]),
  ]

  /// A name and what is left of it without the words that may stand before it, in turn.
  private static func bareNames(_ name: String, prefixes: [String]) -> [String] {
    var names = [name]
    while let last = names.last, let prefix = prefixes.first(where: { last.hasPrefix($0) }) {
      names.append(String(last.dropFirst(prefix.count)))
    }
    return names
  }
}

import Diagnostics

/// The administrative units that statistics are keyed by: provinces and, inside them, communes.
///
/// The built-in registry holds the 34 provinces and 3,321 communes since 1 July 2025 (Resolution 202/2025/QH15,
/// Decision 19/2025/QĐ-TTg). Order is that of the codes.
package struct Registry: Sendable {
  package let provinces: [Province]
  package let communes: [Commune]
  /// Position in `communes` of each province's communes, by position of the province.
  package let communesOfProvince: [Range<Int>]
  private let provinceByCode: [String: Int]
  private let provinceByPortalCode: [String: Int]
  private let communeByCode: [String: Int]

  /// - Throws: a failure where a code stands twice or a commune names no province of the list.
  package init(provinces: [Province], communes: [Commune]) throws(Failure) {
    self.provinces = provinces.sorted { $0.code < $1.code }
    self.communes = communes.sorted { ($0.provinceCode, $0.code) < ($1.provinceCode, $1.code) }
    provinceByCode = try Self.index(self.provinces.map(\.code), of: "province code")
    provinceByPortalCode = try Self.index(self.provinces.map(\.portalCode), of: "portal code")
    communeByCode = try Self.index(self.communes.map(\.code), of: "commune code")
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

  private static func index(_ codes: [String], of what: String) throws(Failure) -> [String: Int] {
    var positions: [String: Int] = [:]
    positions.reserveCapacity(codes.count)
    for (position, code) in codes.enumerated() where positions.updateValue(position, forKey: code) != nil {
      throw Failure(.badConfiguration, "the registry has the \(what) '\(code)' twice")
    }
    return positions
  }

  package func province(code: some StringProtocol) -> Int? { provinceByCode[String(code)] }
  package func province(portalCode: some StringProtocol) -> Int? { provinceByPortalCode[String(portalCode)] }
  package func commune(code: some StringProtocol) -> Int? { communeByCode[String(code)] }

  /// The registry built into the program.
  package static let vietnam: Registry = {
    let provinces = DataTable(embedded: "provinces.csv", columns: 8).rows.map { cells in
      Province(
        code: String(cells[0]), portalCode: String(cells[1]), nameVi: String(cells[2]),
        nameEn: String(cells[3]), kindAtReform: known(cells[4]), kindChangedOn: Day(String(cells[5])),
        kindNow: known(cells[6]))
    }
    let communes = DataTable(embedded: "communes.csv", columns: 7).rows.map { cells in
      Commune(
        code: String(cells[0]), provinceCode: String(cells[1]), nameVi: String(cells[2]),
        nameEn: String(cells[3]), kindAtReform: known(cells[4]), kindChangedOn: Day(String(cells[5])),
        kindNow: known(cells[6]))
    }
    do throws(Failure) {
      return try Registry(provinces: provinces, communes: communes)
    } catch {
      preconditionFailure("the built-in registry contradicts itself: \(error.findings)")
    }
  }()

  /// A word of the built-in data files.
  private static func known<Word: RawRepresentable>(_ cell: Substring) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: String(cell)) else {
      preconditionFailure("the built-in data have the unknown word '\(cell)'")
    }
    return word
  }
}

/// How amounts are written. Spaces between groups of three digits, and the currency after the number (`500 000 000 đ`),
/// are accepted in every form.
package enum NumberForm: String, Sendable, CaseIterable, Codable {
  /// Digits only: `1234`.
  case plain
  /// A point before every three digits, a comma before decimals: `1.234,50`.
  case vietnamese = "1.234,5"
  /// A comma before every three digits, a point before decimals: `1,234.50`.
  case english = "1,234.5"

  /// Returns the amount of a cell in whole units; nil if it is not one: it has a sign, broken groups or decimals other
  /// than zero.
  package func amount(_ cell: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    var (digits, sinceGroup, groups) = (0, 0, 0)
    var decimals: Int?
    let (own, point): (UInt8, UInt8) = self == .vietnamese ? (46, 44) : (44, 46)
    // A number may have only one kind of group separator; one with two is not a number.
    var group = self == .plain ? Self.space : own
    let end = Self.endOfNumber(in: cell)
    var next = 0
    while next < end {
      var byte = cell[next]
      next += 1
      if byte == 0xC2, next < end, cell[next] == 0xA0 {
        byte = Self.space
        next += 1
      }
      if byte == Self.space, groups == 0 { group = Self.space }
      if byte &- 48 <= 9 {
        if let count = decimals {
          // There are no fractions of a đồng.
          guard byte == 48 else { return nil }
          decimals = count + 1
          continue
        }
        let (product, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(byte - 48))
        guard !over, !carry else { return nil }
        value = sum
        digits += 1
        sinceGroup += 1
      } else if byte == group, decimals == nil {
        guard groups == 0 ? (1...3).contains(sinceGroup) : sinceGroup == 3 else { return nil }
        groups += 1
        sinceGroup = 0
      } else if self != .plain, byte == point, decimals == nil, digits > 0 {
        decimals = 0
      } else {
        return nil
      }
    }
    // Three decimals would be a group of the other form: `500,000` does not mean five hundred.
    guard digits > 0, groups == 0 || sinceGroup == 3, decimals.map({ (1...2).contains($0) }) ?? true else { return nil }
    return value
  }

  private static let space: UInt8 = 32

  /// Returns where the number ends: before the currency and the spaces between them, if there are any.
  private static func endOfNumber(in cell: Span<UInt8>) -> Int {
    guard let last = cell.indices.last, cell[last] &- 48 > 9 else { return cell.count }
    var start = cell.count
    while start > 0, cell[start - 1] &- 48 > 9 { start -= 1 }
    let behind = String(decoding: (start..<cell.count).map { cell[$0] }, as: UTF8.self)
    return currencies.contains(behind.lowercased().trimmedSpaces) ? start : cell.count
  }

  private static let currencies: Set<String> = ["đ", "đồng", "₫", "vnd", "vnđ"]
}

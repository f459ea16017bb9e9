/// How amounts are written.
package enum NumberForm: String, Sendable, CaseIterable, Codable {
  /// Digits only: `1234`.
  case plain
  /// A point every three digits, a comma before decimals: `1.234,50`.
  case vietnamese = "1.234,5"
  /// A comma every three digits, a point before decimals: `1,234.50`.
  case english = "1,234.5"

  /// The amount of a cell in whole units; nil where it is none: signs, broken groups, decimals that are not zero.
  package func amount(_ cell: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    var (digits, sinceGroup, groups) = (0, 0, 0)
    var decimals: Int?
    let (group, point): (UInt8, UInt8) = self == .vietnamese ? (46, 44) : (44, 46)
    for i in cell.indices {
      let byte = cell[i]
      if byte &- 48 <= 9 {
        if let count = decimals {
          // Half a đồng is no amount.
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
      } else if self != .plain, byte == group, decimals == nil {
        guard groups == 0 ? (1...3).contains(sinceGroup) : sinceGroup == 3 else { return nil }
        groups += 1
        sinceGroup = 0
      } else if self != .plain, byte == point, decimals == nil, digits > 0 {
        decimals = 0
      } else {
        return nil
      }
    }
    // Three decimals are a group behind the other form's separator: 500,000 is no five hundred.
    guard digits > 0, groups == 0 || sinceGroup == 3, decimals.map({ (1...2).contains($0) }) ?? true else { return nil }
    return value
  }
}

/// A kind of row that is not a record of the table. Such rows are counted, never silently dropped.
package enum SetAsideRow: String, Sendable, CaseIterable {
  /// A title, the national motto or anything else above the header.
  case preamble
  /// "(1) (2) (3)" under the header.
  case numberRow = "number_row"
  /// A repeated header, as in files put together from several.
  case repeatedHeader = "repeated_header"
  /// A row of totals, such as "Tổng cộng", with the figures in it.
  case footer
  /// A row of blank cells.
  case blank

  /// Returns whether the cells number the columns: `(1)`, `2`, `[3]`, `(4)=(5)+(6)`, rising by one; single letters may
  /// precede the numbers.
  static func isNumberRow(_ cells: [String]) -> Bool {
    var numbers: [Int] = []
    for cell in cells {
      let text = cell.filter { !$0.isWhitespace && !"()[]".contains($0) }
      if text.isEmpty { continue }
      if numbers.isEmpty, text.count == 1, let letter = text.first, letter.isASCII, letter.isLetter { continue }
      let formula = text.split(separator: "=", omittingEmptySubsequences: false)
      let terms = formula.dropFirst().joined()
      guard let number = Int(formula[0]), terms.allSatisfy({ "0123456789+-".contains($0) }) else { return false }
      numbers.append(number)
    }
    guard let first = numbers.first, numbers.count >= 3 else { return false }
    return first <= 2 && numbers.enumerated().allSatisfy { $1 == first + $0 }
  }

  /// Returns whether a cell's first two letters may begin the name of a total. A quick check: nearly every cell is a
  /// code, which fails it.
  static func opensLikeTotal(_ cell: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard cell.count >= 2 else { return false }
    let (first, second) = (text[cell.lowerBound] | 0x20, text[cell.lowerBound + 1] | 0x20)
    return "tcgs".utf8.contains(first) && (second >= 0x80 || "our".utf8.contains(second))
  }

  /// Returns whether a cell is a plain number, as a total may stand in any column: `1234`, `1.234`.
  static func isCount(_ cell: String) -> Bool {
    cell.utf8.contains { (48...57).contains($0) }
      && cell.utf8.allSatisfy { (48...57).contains($0) || ".,".utf8.contains($0) }
  }

  /// Returns whether a cell names a total: "Tổng cộng", "Tổng số: 1.234 hồ sơ", "Total".
  static func isTotal(_ cell: String) -> Bool {
    let bytes = Array(cell.utf8.prefix(2))
    guard opensLikeTotal(0..<bytes.count, in: bytes.span) else { return false }
    let words = HeaderKey(cell.filter { !$0.isNumber }).text
    return ["tongcong", "tongso", "tong", "cong", "total", "grandtotal", "subtotal", "tongsohoso", "tongconghoso"]
      .contains(words)
  }
}

/// The number of rows of a file that were set aside, by kind.
package struct SetAsideCounts: Sendable, Equatable {
  var counts = [Int](repeating: 0, count: SetAsideRow.allCases.count)

  package init() {}

  package subscript(row: SetAsideRow) -> Int { counts[row.position] }

  package var total: Int { counts.reduce(0, +) }

  mutating func add(_ row: SetAsideRow, times: Int = 1) { counts[row.position] += times }
}

extension SetAsideRow {
  private static let positions: [SetAsideRow: Int] = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  fileprivate var position: Int { Self.positions[self] ?? 0 }
}

/// What a cell looks like, for messages that may not show its content.
enum CellShape: String, Sendable {
  case blank = "nothing"
  case number = "a number"
  case date = "a date"
  /// Letters and digits without a space, like a code.
  case code = "a code"
  case words = "words"

  init(_ cell: String) {
    let text = cell.trimmedSpaces
    if text.isEmpty {
      self = .blank
    } else if Self.opensWithDate(text) {
      self = .date
    } else if text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 || $0 == 44 || $0 == 45 }) {
      self = .number
    } else if text.contains(where: \.isWhitespace) || !text.contains(where: { $0.isASCII && $0.isNumber }) {
      self = .words
    } else {
      self = .code
    }
  }

  /// Returns whether a text begins with three numbers and the same separator between them: `2025-07-15`, `15/07/2025
  /// 08:30`, `1.7.25`.
  private static func opensWithDate(_ text: String) -> Bool { dateParts(text) != nil }

  /// Returns the first three numbers of a text that looks like a date; nil for any other text.
  static func dateParts(_ text: String) -> (Int, Int, Int)? {
    let bytes = text.utf8.span
    var parts: [Int] = []
    var separator: UInt8?
    var next = 0
    while true {
      let first = next
      var number = 0
      while next < bytes.count, next - first < 5, (48...57).contains(bytes[next]) {
        number = number * 10 + Int(bytes[next] - 48)
        next += 1
      }
      guard (1...4).contains(next - first) else { return nil }
      parts.append(number)
      if parts.count == 3 { break }
      guard next < bytes.count, [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(bytes[next]),
        separator ?? bytes[next] == bytes[next]
      else { return nil }
      separator = bytes[next]
      next += 1
    }
    let isOver = next == bytes.count || bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "T")
    guard isOver else { return nil }
    return (parts[0], parts[1], parts[2])
  }
}

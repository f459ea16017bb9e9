/// How CSV files are written: strictly by RFC 4180 for programs, or so that a spreadsheet opens them with a double
/// click.
///
/// Excel expects the list separator and the decimal mark of the machine's region (`;` and `,` in Vietnam), and
/// recognises UTF-8 only by a byte-order mark.
package struct CSVFormat: Sendable, Hashable {
  package var separator: Character
  package var decimal: Character
  package var hasByteOrderMark: Bool

  package init(separator: Character = ",", decimal: Character = ".", hasByteOrderMark: Bool = false) {
    self.separator = separator
    self.decimal = decimal
    self.hasByteOrderMark = hasByteOrderMark
  }

  package static let standard = CSVFormat()
  /// The valid separators of cells, and the valid decimal marks.
  package static let separators: [Character] = [",", ";", "|", "\t"]
  package static let decimals: [Character] = [".", ","]

  /// Returns a rendered file, rewritten where the format is not the standard one, with the number of its neutralised
  /// cells.
  ///
  /// - Parameter quoted: returns a cell as written in a file with the given separator.
  package func file(_ text: String, quoted: (String, Character) -> String) -> RenderedFile {
    let isStandard = self == .standard
    let signs = Self.signs(in: text)
    // The standard format needs no second pass where no cell can be neutralised or quoted next to text of the template.
    if isStandard, !signs.mayBeNeutralised, !signs.mayBeQuotedWithin {
      return RenderedFile(text: text, neutralisedCells: 0)
    }
    let isRewritten = !isStandard || signs.mayBeQuotedWithin
    var result = hasByteOrderMark ? "\u{FEFF}" : ""
    var neutralised = 0
    Self.forEachCell(of: text) { cell, wasQuoted, ending in
      // Make strings only of cells that are examined.
      let isMarked = cell.first == UInt8(ascii: "'")
      guard isRewritten || isMarked else { return }
      let cell = String(decoding: cell, as: UTF8.self)
      if isMarked, Formula.isNeutralised(cell[...]) { neutralised += 1 }
      guard isRewritten else { return }
      if isStandard {
        result += (wasQuoted ? quoted(cell, separator) : cell) + ending
        return
      }
      result +=
        !wasQuoted && Self.isDecimal(cell) ? cell.replacing(".", with: String(decimal)) : quoted(cell, separator)
      result += ending == "," ? String(separator) : ending
    }
    return RenderedFile(text: isRewritten ? result : text, neutralisedCells: neutralised)
  }

  /// Returns two signs that cells need a closer look.
  ///
  /// The first is an apostrophe where a cell may begin: one stands before each neutralised cell, and names with
  /// apostrophes inside are many. The second is a quote where no cell can begin or end: a value that needed quotes next
  /// to text of the template, or a quote in a name.
  private static func signs(in text: String) -> (mayBeNeutralised: Bool, mayBeQuotedWithin: Bool) {
    let bytes = text.utf8.span
    var before = UInt8(ascii: "\n")
    var (mayBeNeutralised, mayBeQuotedWithin) = (false, false)
    for position in bytes.indices {
      let byte = bytes[position]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        let mayBegin =
          before == UInt8(ascii: "\n") || before == UInt8(ascii: ",") || before == UInt8(ascii: "\"")
        if byte == UInt8(ascii: "'") {
          mayBeNeutralised = mayBeNeutralised || mayBegin
        } else if !mayBegin {
          let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: "\n")
          // A quote before a comma or a line end closes its cell, and is no sign.
          if next != UInt8(ascii: ","), next != UInt8(ascii: "\n") { mayBeQuotedWithin = true }
        }
      }
      before = byte
    }
    return (mayBeNeutralised, mayBeQuotedWithin)
  }

  /// Returns a text as a cell of the standard format. Text that looks like a number with decimals, such as a procedure
  /// code, is quoted where the decimal point will be replaced by another mark.
  package func textCell(_ text: String, quoted: (String, Character) -> String) -> String {
    decimal != "." && Self.isDecimal(text) ? "\"" + text + "\"" : quoted(text, ",")
  }

  /// Returns whether a cell is digits, a point and digits, such as `-12.5`.
  private static func isDecimal(_ cell: String) -> Bool {
    let digits = cell.hasPrefix("-") ? cell.dropFirst() : cell[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// Calls `body` with each cell of a CSV text and with what ends it: a comma, a line end, or nothing at the end of the
  /// text. Quotes are recognised wherever they begin, since a value that needed them may follow text of the template.
  private static func forEachCell(of text: String, _ body: ([UInt8], Bool, String) -> Void) {
    var cell: [UInt8] = []
    var isQuoted = false
    var isInside = false
    var bytes = text.utf8.makeIterator()
    var next = bytes.next()
    func end(_ ending: String) {
      body(cell, isQuoted, ending)
      cell.removeAll(keepingCapacity: true)
      isQuoted = false
    }
    while let byte = next {
      next = bytes.next()
      if isInside {
        if byte == 34, next == 34 {
          cell.append(34)
          next = bytes.next()
        } else if byte == 34 {
          isInside = false
        } else {
          cell.append(byte)
        }
        continue
      }
      switch byte {
      case 34:
        isQuoted = true
        isInside = true
      case 44: end(",")
      case 10: end("\n")
      default: cell.append(byte)
      }
    }
    if !cell.isEmpty || isQuoted { end("") }
  }
}

/// The text of one file of the edition.
package struct RenderedFile: Sendable {
  package let text: String
  /// The number of cells of a CSV file that begin with an apostrophe, so that a spreadsheet does not calculate with
  /// them.
  package let neutralisedCells: Int
}

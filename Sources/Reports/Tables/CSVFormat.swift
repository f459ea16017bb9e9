/// How CSV files are written: strictly after RFC 4180 for programs, or so that a spreadsheet opens them with a click.
///
/// Excel takes the list separator and the decimal mark of the machine's region, in Vietnam `;` and `,`, and takes a file
/// for UTF-8 only behind a byte-order mark.
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
  /// What may stand between cells, and before decimals.
  package static let separators: [Character] = [",", ";", "|", "\t"]
  package static let decimals: [Character] = [".", ","]

  /// A rendered file and how many of its cells were neutralised, rewritten where the format is not the standard one.
  ///
  /// - Parameter quoted: a cell as it stands in a file with the separator.
  package func file(_ text: String, quoted: (String, Character) -> String) -> RenderedFile {
    let isStandard = self == .standard
    let signs = Self.signs(in: text)
    // Nothing was neutralised or stands beside text of the template, and the standard needs no second look.
    if isStandard, !signs.mayBeNeutralised, !signs.mayBeQuotedWithin {
      return RenderedFile(text: text, neutralisedCells: 0)
    }
    let isRewritten = !isStandard || signs.mayBeQuotedWithin
    var result = hasByteOrderMark ? "\u{FEFF}" : ""
    var neutralised = 0
    Self.forEachCell(of: text) { cell, wasQuoted, ending in
      // Strings are made only of cells that are looked into.
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

  /// Whether an apostrophe stands where a cell may begin, which it does before each that is neutralised (inside names there
  /// are many), and whether a quote stands where none may begin: a value that needed quotes beside text of the template, or
  /// a quote in a name.
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
          // A quote that ends its cell.
          if next != UInt8(ascii: ","), next != UInt8(ascii: "\n") { mayBeQuotedWithin = true }
        }
      }
      before = byte
    }
    return (mayBeNeutralised, mayBeQuotedWithin)
  }

  /// A text as a cell of the standard format: one that would pass for a number with decimals, such as the code of a
  /// procedure, stands in quotes where another decimal mark is to take the point's place.
  package func textCell(_ text: String, quoted: (String, Character) -> String) -> String {
    decimal != "." && Self.isDecimal(text) ? "\"" + text + "\"" : quoted(text, ",")
  }

  /// `-12.5`: digits, a point, digits.
  private static func isDecimal(_ cell: String) -> Bool {
    let digits = cell.hasPrefix("-") ? cell.dropFirst() : cell[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// The cells of a CSV text, with what ends each: a comma, a line end, or nothing at the text's end. Quotes are read wherever
  /// they begin: a value that needed them may stand beside text.
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
  /// Cells of a CSV file before which an apostrophe keeps a spreadsheet from calculating with them.
  package let neutralisedCells: Int
}

/// Finds, in a cell of several lines, rows of the table that a stray quote has made part of it.
///
/// A quote at the beginning of a cell and another at the end of one, rows below, make a single cell of all that stands
/// between them. By RFC 4180 that is a cell like any other. But its text, laid over the header, ends its lines where rows
/// end, and holds what tells rows apart in that column; a text with line ends of its own does neither.
package struct SwallowedRows {
  /// What was found in one cell.
  struct Found {
    var lineEnds = 0
    /// The lines of the cell on which rows begin: 1 is the one behind its first line end. Blank lines are none. Empty
    /// where the cell is but a cell.
    var lines: [Int] = []
    /// How many cells, other than the header, the record must have for the lines to begin rows; nil where they do whatever
    /// it has.
    var cells: Int?
  }

  /// Cells of each record.
  let cells: Int
  /// The position in the header of the column that tells rows apart.
  let code: Int
  let delimiter: UInt8

  package init(cells: Int, code: Int, delimiter: UInt8) {
    self.cells = cells
    self.code = code
    self.delimiter = delimiter
  }

  /// Whether a cell holds rows.
  package func stand(in cell: String, column: Int) -> Bool {
    var cell = cell
    return cell.withUTF8 {
      let found = find(in: UnsafeRawBufferPointer($0), column: column)
      return !found.lines.isEmpty && found.cells == nil
    }
  }

  /// - Parameter column: the position of the cell in its record.
  func find(in text: UnsafeRawBufferPointer, column: Int) -> Found {
    var found = Found()
    var place = column
    var pieceStart = 0
    var lineStart = 0
    var (hasCode, lineHasCode) = (false, false)
    // Whether the first line ends where its row does, and whether any line between two line ends is a whole row.
    var (firstFits, holdsRow) = (false, false)
    for i in 0...text.count {
      let byte = i < text.count ? text[i] : 10
      guard byte == delimiter || byte == 10 || byte == 13 else { continue }
      if place == code, Self.isCode(text[pieceStart..<i]) { (hasCode, lineHasCode) = (true, true) }
      pieceStart = i + 1
      if i == text.count { break }
      if byte == delimiter {
        place += 1
        continue
      }
      // The two bytes of CR LF are one line end, counted at its second.
      if byte == 13, i + 1 < text.count, text[i + 1] == 10 { continue }
      found.lineEnds += 1
      let isBlank = text[lineStart..<i].allSatisfy { $0 == 13 }
      lineStart = i + 1
      if isBlank, !found.lines.isEmpty {
        found.lines[found.lines.count - 1] = found.lineEnds
        continue
      }
      let fits = place == cells - 1
      if found.lines.isEmpty { firstFits = fits } else if fits, lineHasCode { holdsRow = true }
      found.lines.append(found.lineEnds)
      place = 0
      lineHasCode = false
    }
    if holdsRow { return found }
    // Of two rows the cell has the end of one and the beginning of the other. Together with the cells before and behind it
    // they are one row where it is cut at its own column, and as many cells more or less where it is not.
    if place != column { found.cells = cells + column - place }
    if !firstFits || place == column && !hasCode { found.lines = [] }
    return found
  }

  /// Whether a piece of text may be what tells a row from others: one word with a digit in it.
  private static func isCode(_ piece: Slice<UnsafeRawBufferPointer>) -> Bool {
    var (hasDigit, hasEnded) = (false, false)
    for byte in piece.drop(while: { $0 == 32 }) {
      if byte == 32 || byte == 9 {
        hasEnded = true
      } else if hasEnded {
        return false
      }
      if (48...57).contains(byte) { hasDigit = true }
    }
    return hasDigit
  }
}

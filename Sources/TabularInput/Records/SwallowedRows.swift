/// Finds, in a cell of several lines, rows of the table that a stray quote has made part of the cell.
///
/// A quote at the start of one cell and another at the end of a cell some rows below turn everything between them into
/// one cell, which is valid by RFC 4180. But the text of that cell, laid out under the header, has its line ends where
/// rows end and a row code in the code column. A real text with line ends has neither.
package struct SwallowedRows {
  /// What was found in one cell.
  struct Found {
    var lineEnds = 0
    /// The lines of the cell on which rows begin; line 1 is the one after the first line end. Blank lines do not count.
    /// Empty if the cell is an ordinary cell.
    var lines: [Int] = []
    /// How many cells the record must have for these lines to be rows, if not as many as the header; nil if they are
    /// rows whatever the number is.
    var cells: Int?
  }

  /// The number of cells of each record.
  let cells: Int
  /// The position in the header of the column that identifies rows.
  let code: Int
  let delimiter: UInt8

  package init(cells: Int, code: Int, delimiter: UInt8) {
    self.cells = cells
    self.code = code
    self.delimiter = delimiter
  }

  /// Returns whether a cell holds rows of the table.
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
    // `firstFits`: the first line ends where its row does. `holdsRow`: a line between two line ends is a whole row.
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
      // CR LF is one line end, counted at its second byte.
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
    // The cell holds the end of one row and the beginning of another. Together with the cells before and after it, the
    // two make one row if the second is cut at the same column; if not, the record has more or fewer cells by the
    // difference.
    if place != column { found.cells = cells + column - place }
    if !firstFits || place == column && !hasCode { found.lines = [] }
    return found
  }

  /// Returns whether a piece of text may be a row's code: one word that contains a digit.
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

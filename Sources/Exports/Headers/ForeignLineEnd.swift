import Diagnostics

/// The line ends of Unicode other than CR and LF. No CSV reader ends a row at one, so a file written with them is a
/// single row, and its first record becomes part of its header.
enum ForeignLineEnd: Unicode.Scalar, CaseIterable {
  case nextLine = "\u{85}"
  case lineSeparator = "\u{2028}"
  case paragraphSeparator = "\u{2029}"

  private var name: String {
    switch self {
    case .nextLine: "U+0085 (next line)"
    case .lineSeparator: "U+2028 (line separator)"
    case .paragraphSeparator: "U+2029 (paragraph separator)"
    }
  }

  /// Refuses cells that hold such a line end.
  ///
  /// - Parameter what: the row of the cells, with its article, such as "the header".
  static func refuse(in cells: [String], of what: String, at place: Location) throws(Failure) {
    let held = allCases.first { end in cells.contains { $0.unicodeScalars.contains(end.rawValue) } }
    guard let held else { return }
    throw Failure(
      .dataRefused, "\(what) holds \(held.name), rows end with LF, CR LF or CR", at: place,
      hint: "save the file with such line ends, or take the character out of the cell")
  }
}

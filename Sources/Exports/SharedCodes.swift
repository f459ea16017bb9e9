import Diagnostics

/// Rows with the code of another row, and how many of them another dossier's: received on another day.
///
/// Where every commune counts 1, 2, 3 by itself, or a spreadsheet rounds long numbers, a code tells no dossier; most of
/// them would be lost as superseded.
struct SharedCodes: Sendable {
  var rows = 0
  var otherDays = 0

  /// Fewer are what happens: a date of receipt corrected.
  static let fewest = 10

  /// - Parameter file: the file that the rows which count are of.
  /// - Throws: status `dataRefused` where ten rows or more, and more than half, were received on another day.
  func check(_ file: String) throws(Failure) {
    guard otherDays >= Self.fewest, otherDays * 2 > rows else { return }
    throw Failure(
      .dataRefused,
      "\(otherDays) of the \(rows) rows with a code that stands twice were received on another day than the other one: the codes do not tell dossiers apart",
      at: Location(file),
      hint: "export the full codes as text, or map dossier_id to a column in which each dossier has its own")
  }
}

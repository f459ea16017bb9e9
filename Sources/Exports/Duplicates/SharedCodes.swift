import Diagnostics
import Records

/// Rows that share a code with another row, and how many of them seem to belong to another dossier or person: received,
/// or decided, on another day, or of another commune.
///
/// If every commune counts 1, 2, 3 for itself, or a spreadsheet rounds long numbers, codes do not identify anything,
/// and most rows would be lost as superseded.
struct SharedCodes: Sendable {
  var rows = 0
  var otherDays = 0
  var otherCommunes = 0

  /// Fewer than this happen normally: a date of receipt is corrected.
  static let fewest = 10

  /// - Parameter file: the file of the rows that count.
  /// - Throws: status `dataRefused` if ten rows or more, and more than half, are of another day or commune.
  func check(_ file: String, _ kind: ExportKind = .dossiers) throws(Failure) {
    func areMost(_ others: Int) -> Bool { others >= Self.fewest && others * 2 > rows }
    guard areMost(otherDays) || areMost(otherCommunes) else { return }
    let (event, things, column, each) =
      switch kind {
      case .dossiers: ("received", "dossiers", "dossier_id", "dossier")
      case .staff: ("decided", "persons", "record_id", "person")
      }
    throw Failure(
      .dataRefused,
      areMost(otherDays)
        ? "\(otherDays) of the \(rows) rows with a code that stands twice were \(event) on another day than the other one: the codes do not tell \(things) apart"
        : "\(otherCommunes) of the \(rows) rows with a code that stands twice are of another commune than the other one: the codes do not tell \(things) apart",
      at: Location(file),
      hint: "export the full codes as text, or map \(column) to a column in which each \(each) has its own")
  }
}

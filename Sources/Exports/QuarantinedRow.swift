import Administration
import TabularInput

/// A row that cannot be used: where it stands and which rule it breaks, never what it holds.
package struct QuarantinedRow: Sendable, Equatable {
  package let position: RecordBatch.Position
  package let rule: QuarantineRule
  /// The canonical column at fault; blank where the whole row is.
  package let column: String
  /// The dossier's date of receipt where it could be read.
  package let received: Day?
}

import Administration
import Records
import TabularInput

/// A row that cannot be used: its position and the rule that it breaks, never its content.
///
/// Their number is unlimited, so a row takes only 32 bytes: its column is stored as a number, and a special value
/// stands for a missing day.
package struct QuarantinedRow: Sendable, Equatable {
  package let position: RecordBatch.Position
  package let rule: QuarantineRule
  private let columnNumber: UInt8
  private let receivedNumber: Int32

  private static let columns = [""] + DossierColumn.allCases.map(\.rawValue) + StaffColumn.allCases.map(\.rawValue)
  /// Stands for no day; no file has a day so far back.
  private static let noDay = Int32.min

  /// - Parameters:
  ///   - column: the canonical column at fault; blank if the whole row is.
  ///   - received: the dossier's date of receipt, if it could be read.
  init(position: RecordBatch.Position, rule: QuarantineRule, column: String, received: Day?) {
    guard let number = Self.columns.firstIndex(of: column) else { preconditionFailure("no column is called \(column)") }
    self.position = position
    self.rule = rule
    columnNumber = UInt8(number)
    receivedNumber = received?.number ?? Self.noDay
  }

  package var column: String { Self.columns[Int(columnNumber)] }
  package var received: Day? { receivedNumber == Self.noDay ? nil : Day(number: receivedNumber) }

  /// Returns whether another row breaks the same rule in the same column and was received on the same day.
  package func breaksTheSame(as other: QuarantinedRow) -> Bool {
    rule == other.rule && columnNumber == other.columnNumber && receivedNumber == other.receivedNumber
  }

  /// Returns whether a name is that of a column; blank stands for the whole row.
  static func isColumn(_ name: String) -> Bool { columns.contains(name) }
}

/// The eleven numbers of a row of form II.06a/VPCP/KSTT, columns 3 to 13, "Tình hình, kết quả giải quyết thủ tục hành
/// chính"; nil for a number that is not stated.
package struct FormRow: Sendable, Equatable {
  /// The columns by their names in CSV files, in the form's order.
  package enum Column: String, Sendable, CaseIterable {
    case received, online
    case inPersonPostal = "in_person_postal"
    case carriedOver = "carried_over"
    case resolved, early
    case onTime = "on_time"
    case late, pending
    case inTime = "in_time"
    case overdue

    /// The number that the form prints above the column.
    package var number: Int { (Column.allCases.firstIndex(of: self) ?? 0) + 3 }
  }

  private var values: [Column: Int] = [:]

  package init() {}

  package subscript(column: Column) -> Int? {
    get { values[column] }
    set { values[column] = newValue }
  }

  /// Makes the form's numbers from a cell.
  ///
  /// As the form's customary footnotes say, dossiers resolved without a due date or closed without a result count as on
  /// time, and pending dossiers that wait for a supplement or have no due date count as in time.
  package init(_ tally: Tally) {
    let cell = tally.counters
    self[.received] = cell[.toHandle]
    self[.online] = cell[.receivedOnline]
    self[.inPersonPostal] = cell[.receivedInPerson] + cell[.receivedPostal]
    self[.carriedOver] = cell[.carriedOver]
    self[.resolved] = cell[.resolved] + cell[.withdrawn]
    self[.early] = cell[.resolvedEarly]
    self[.onTime] = cell[.resolvedOnTime] + cell[.resolvedNoDeadline] + cell[.withdrawn]
    self[.late] = cell[.resolvedLate]
    self[.pending] = cell[.pending]
    self[.inTime] = cell[.pendingInTime] + cell[.pendingPaused] + cell[.pendingNoDeadline]
    self[.overdue] = cell[.pendingOverdue]
  }

  /// `on_time_rate_form`: columns 8 and 9 over column 7.
  package var onTimeRate: Ratio? {
    guard let resolved = self[.resolved] else { return nil }
    return Ratio((self[.early] ?? 0) + (self[.onTime] ?? 0), of: resolved)
  }

  package func adding(_ other: FormRow) -> FormRow {
    var sum = self
    for column in Column.allCases {
      if let value = other[column] { sum[column] = (sum[column] ?? 0) + value }
    }
    return sum
  }
}

/// An equation between the form's columns; the raw value is its notation.
package enum FormIdentity: String, Sendable, CaseIterable {
  case received = "3=4+5+6"
  case resolved = "7=8+9+10"
  case pending = "11=12+13"
  case whole = "3=7+11"

  private var columns: (whole: FormRow.Column, parts: [FormRow.Column]) {
    switch self {
    case .received: (.received, [.online, .inPersonPostal, .carriedOver])
    case .resolved: (.resolved, [.early, .onTime, .late])
    case .pending: (.pending, [.inTime, .overdue])
    case .whole: (.received, [.resolved, .pending])
    }
  }

  /// Returns the left side less the right side, 0 where the equation holds. A part that is not stated counts as 0; nil
  /// where the left side, or every part, is not stated.
  package func difference(in row: FormRow) -> Int? {
    let (whole, parts) = columns
    guard let left = row[whole], parts.contains(where: { row[$0] != nil }) else { return nil }
    return left - parts.reduce(0) { $0 + (row[$1] ?? 0) }
  }
}

/// Why a row is suspicious although it is used.
@frozen package enum Flag: UInt8, Sendable, CaseIterable {
  /// No channel: the dossier counts as submitted in person.
  case blankChannel
  /// No finishing date: the date of return counts instead.
  case finishedFromReturned
  /// Finished before it was received: it counts as finished at the moment of receipt.
  case finishedBeforeReceived
  /// The status says finished but there is no date: the dossier counts as pending.
  case finishedUndated
  /// A finishing date with an unfinished status: the date counts.
  case dateWithUnfinishedStatus
  /// Withdrawn or stopped without a date: the dossier counts as closed on the day of receipt.
  case withdrawnUndated
  /// Column, dossier code and file name name different provinces; they take precedence in this order.
  case provinceConflict
  /// A commune that is not in the registry: the dossier counts in its province, but in no commune.
  case unknownCommune
  /// A commune of another province: the dossier counts in its province, but in no commune.
  case communeOutsideProvince
  case dueBeforeReceived
  /// The row that counts has no finishing date, but the row that it supersedes had one; for staff, any date of a stage.
  case knowsLess
  /// Received after the day on which the file was made or, if that is not known, more than a year after as-of.
  case receivedInFuture
  /// Finished after that day, but received on it or before. No row has both flags, so their sum counts rows. For staff,
  /// paid after that day.
  case finishedInFuture
  /// The date inside the dossier code differs from the day of receipt.
  case codeDateDiffers
  /// Due on a weekend or public holiday.
  case dueOnDayOff
  /// Receipt, finish and any due date of the dossier are the same second: entered in bulk.
  case datesAtOneInstant
  /// A province or commune that ended on 1 July 2025, in a dossier received since; its successor counts.
  case formerUnitAfterReform
  /// A former commune that was split: the row does not show which of its successors is meant.
  case formerCommuneUndecidable
  /// No level: the level follows from agency, dossier code or commune.
  case levelGuessed
  /// No due date: the dossier is in no on-time rate.
  case noDueDate
  /// A date that stands for none, such as `NULL` or 1900-01-01: it counts as blank.
  case placeholderDate
  /// The district level in a dossier received since 1 July 2025, when that level ended.
  case districtAfterReform
  /// A supplement supplied before it was requested: it counts as supplied, by its own date.
  case supplementedBeforeRequested

  /// The name in tables and CSV files.
  package var name: String {
    switch self {
    case .blankChannel: "blank_channel"
    case .finishedFromReturned: "finished_from_returned"
    case .finishedBeforeReceived: "finished_before_received"
    case .finishedUndated: "finished_undated"
    case .dateWithUnfinishedStatus: "date_with_unfinished_status"
    case .withdrawnUndated: "withdrawn_undated"
    case .provinceConflict: "province_conflict"
    case .unknownCommune: "unknown_commune"
    case .communeOutsideProvince: "commune_outside_province"
    case .dueBeforeReceived: "due_before_received"
    case .knowsLess: "winner_knows_less"
    case .receivedInFuture: "received_in_future"
    case .finishedInFuture: "finished_in_future"
    case .codeDateDiffers: "code_date_differs"
    case .dueOnDayOff: "due_on_day_off"
    case .datesAtOneInstant: "dates_at_one_instant"
    case .formerUnitAfterReform: "former_unit_after_reform"
    case .formerCommuneUndecidable: "former_commune_undecidable"
    case .levelGuessed: "level_guessed"
    case .noDueDate: "no_due_date"
    case .placeholderDate: "placeholder_date"
    case .districtAfterReform: "district_after_reform"
    case .supplementedBeforeRequested: "supplemented_before_requested"
    }
  }
}

/// The flags of one row.
struct FlagSet {
  private(set) var bits: UInt32 = 0

  @inline(__always) mutating func insert(_ flag: Flag) { bits |= 1 << UInt32(flag.rawValue) }

  @inline(__always) mutating func formUnion(_ other: FlagSet) { bits |= other.bits }
}

/// How often each flag was raised and, for the counts of one file, on which line first.
package struct FlagCounts: Sendable, Equatable {
  var counts = [Int](repeating: 0, count: Flag.allCases.count)
  var lines = [Int](repeating: 0, count: Flag.allCases.count)

  package init() {}

  package subscript(flag: Flag) -> Int { counts[Int(flag.rawValue)] }

  /// Returns the line of the first row that raised a flag, even if that row was superseded later; nil if no row raises
  /// it now.
  package func line(of flag: Flag) -> Int? {
    let position = Int(flag.rawValue)
    return counts[position] > 0 && lines[position] > 0 ? lines[position] : nil
  }

  /// The flags that were raised, in the order of their declaration.
  package var raised: [Flag] { Flag.allCases.filter { self[$0] > 0 } }

  package var total: Int { counts.reduce(0, +) }

  /// Adds the counts of rows of another file; their lines are dropped.
  package mutating func merge(_ other: FlagCounts) {
    for position in counts.indices { counts[position] += other.counts[position] }
  }

  mutating func add(_ flag: Flag, times: Int) { counts[Int(flag.rawValue)] += times }

  /// Counts a row's flags, or uncounts them if `sign` is -1.
  ///
  /// - Parameter line: the row's line; 0 if it is not to be recorded.
  @inline(__always)
  mutating func add(_ set: FlagSet, line: Int = 0, sign: Int = 1) {
    if set.bits == 0 { return }
    var bits = set.bits
    while bits != 0 {
      let position = bits.trailingZeroBitCount
      counts[position] += sign
      if lines[position] == 0 { lines[position] = line }
      bits &= bits - 1
    }
  }
}

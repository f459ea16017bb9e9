/// A suspicious row that is used all the same.
@frozen package enum Flag: UInt8, Sendable, CaseIterable {
  /// No channel: the dossier counts as submitted in person.
  case blankChannel
  /// No finishing date: the date of return stands for it.
  case finishedFromReturned
  /// Finished before it was received: it counts as finished at the moment of receipt.
  case finishedBeforeReceived
  /// A status says finished, no date does: the dossier counts as pending.
  case finishedUndated
  /// A finishing date beside a status that says unfinished: the date counts.
  case dateWithUnfinishedStatus
  /// Withdrawn or stopped without a date: it counts as closed on the day of receipt.
  case withdrawnUndated
  /// Column, dossier code and file name do not say the same province; they count in this order.
  case provinceConflict
  /// A commune that is in no list: the dossier counts in its province, in no commune.
  case unknownCommune
  /// A commune of another province: likewise.
  case communeOutsideProvince
  case dueBeforeReceived
  /// The row that counts has no finishing date, the one that it supersedes had.
  case knowsLess
  /// Received after the day on which the file was made or, where it does not say, more than a year after as-of.
  case receivedInFuture
  /// Finished after that day although received on it or before: no row bears both flags, so that together they count rows.
  case finishedInFuture
  /// The date inside the dossier code is another than the day of receipt.
  case codeDateDiffers
  /// Due on a weekend or public holiday.
  case dueOnDayOff
  /// All dates of the dossier are one and the same second: entered in bulk.
  case datesAtOneInstant
  /// A province or commune that ended on 1 July 2025 in a dossier received since; its successor counts.
  case formerUnitAfterReform
  /// A former commune that was split: which of its successors is meant cannot be told.
  case formerCommuneUndecidable
  /// No level: it follows from agency, dossier code or commune.
  case levelGuessed
  /// No due date: the dossier is in no rate of time.
  case noDueDate
  /// A date that says there is none, such as `NULL` or 1900-01-01: it counts as blank.
  case placeholderDate
  /// The level of the district in a dossier received since 1 July 2025, when it ended.
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

/// How often each flag was raised, and of a file also where first.
package struct FlagCounts: Sendable, Equatable {
  var counts = [Int](repeating: 0, count: Flag.allCases.count)
  var lines = [Int](repeating: 0, count: Flag.allCases.count)

  package init() {}

  package subscript(flag: Flag) -> Int { counts[Int(flag.rawValue)] }

  /// The line of the first row that raised a flag, one that was superseded later among them; nil where no row raises it.
  package func line(of flag: Flag) -> Int? {
    let position = Int(flag.rawValue)
    return counts[position] > 0 && lines[position] > 0 ? lines[position] : nil
  }

  /// The flags that were raised, in their order.
  package var raised: [Flag] { Flag.allCases.filter { self[$0] > 0 } }

  package var total: Int { counts.reduce(0, +) }

  /// Adds counts of other rows, whose lines are of another file.
  package mutating func merge(_ other: FlagCounts) {
    for position in counts.indices { counts[position] += other.counts[position] }
  }

  mutating func add(_ flag: Flag, times: Int) { counts[Int(flag.rawValue)] += times }

  /// Counts a row's flags, or takes them back where `sign` is -1.
  ///
  /// - Parameter line: the row's; 0 where it is not noted.
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

import Administration
import Records

/// What the data of a run are worth: what became of every record, which rules were broken, which rows are odd, and whether
/// the limits for publication were kept. It counts dossiers and names files, lines and words of lists, never what a row
/// holds.
package struct QualityStatistics: Sendable {
  /// A limit of the configuration and how the data stand to it.
  package struct Gate: Sendable, Equatable {
    package enum Result: String, Sendable { case held, failed, waived }

    /// What was found, as a page prints it in its language.
    package enum Found: Sendable, Equatable {
      /// Rows concerned, of all.
      case share(part: Int, whole: Int)
      /// A number of units, or of days, with whose they are.
      case number(Int, of: [Place])
      /// Unknown, since nothing says when these files were made.
      case undated(files: [String])
    }

    /// A province by its position, or a file whose name says none.
    package enum Place: Sendable, Equatable {
      case province(Int)
      case file(String)
    }

    package let name: String
    /// The limit as the configuration has it, and what was found, both for manifest, CSV files and messages.
    package let limit: String
    package let value: String
    /// The limit in millionths of a share, or the number.
    package let most: Int
    package let found: Found
    package let result: Result
    /// Why a failed gate was waived, by whom.
    package let reason: String?

    /// A share in millionths as it is printed: rounded like all shares, but one above a limit is never printed as the
    /// limit.
    ///
    /// - Parameter most: the limit in millionths.
    package static func millionths(_ part: Int, of whole: Int, most: Int) -> Int {
      guard let share = Ratio(part, of: whole) else { return 0 }
      let isAbove = part * 1_000_000 > most * whole
      return max(share.scaled(by: 1_000_000), isAbove ? most + 1 : 0)
    }

    package init(
      name: String, limit: String, value: String, most: Int, found: Found, result: Result, reason: String? = nil
    ) {
      self.name = name
      self.limit = limit
      self.value = value
      self.most = most
      self.found = found
      self.result = result
      self.reason = reason
    }
  }

  /// What became of the records of one file.
  package struct File: Sendable {
    package let kind: ExportKind
    package let name: String
    /// Position in the registry of the province that the file's name says.
    package let province: Int?
    package let extractedOn: Day?
    package let records: Int
    package let used: Int
    package let superseded: Int
    package let quarantined: Int
    package let flags: Int

    package init(
      kind: ExportKind, name: String, province: Int?, extractedOn: Day?, records: Int, used: Int, superseded: Int,
      quarantined: Int, flags: Int
    ) {
      self.kind = kind
      self.name = name
      self.province = province
      self.extractedOn = extractedOn
      self.records = records
      self.used = used
      self.superseded = superseded
      self.quarantined = quarantined
      self.flags = flags
    }
  }

  /// What weakens the rates of a province, as counts of its dossiers that are used.
  package struct Province: Sendable {
    package let position: Int
    package let coveredTo: Day?
    package var used = 0
    package var finishedUndated = 0
    package var finishedFromReturned = 0
    package var noDueDate = 0
    package var blankChannel = 0
    package var levelGuessed = 0
    /// The last day that as many of its rows reach as `carriers` says; nil for a province of few rows.
    package var carriedTo: Day?
    package var carriers = 0
    /// Waiting for a supplement at the window's observation moment; nil without figures.
    package var paused: Int?

    package init(position: Int, coveredTo: Day?, paused: Int?) {
      self.position = position
      self.coveredTo = coveredTo
      self.paused = paused
    }
  }

  /// A rule that rows broke, or a flag that they raised.
  package struct Rule: Sendable, Equatable {
    package let kind: ExportKind
    package let name: String
    package var rows: Int
    package var files: Int
    package let firstFile: String
    package let firstLine: Int?

    package init(kind: ExportKind, name: String, rows: Int, files: Int, firstFile: String, firstLine: Int?) {
      self.kind = kind
      self.name = name
      self.rows = rows
      self.files = files
      self.firstFile = firstFile
      self.firstLine = firstLine
    }
  }

  /// A word that no list knows.
  package struct Word: Sendable, Equatable {
    package let kind: ExportKind
    /// `status`, `channel` and so on.
    package let list: String
    package let word: String
    package let rows: Int
    /// Nil, with no first file, where a word is counted without its files: a field.
    package let files: Int?
    package let firstFile: String
    package let firstLine: Int?
    package let nearest: String?

    package init(
      kind: ExportKind, list: String, word: String, rows: Int, files: Int?, firstFile: String, firstLine: Int?,
      nearest: String?
    ) {
      self.kind = kind
      self.list = list
      self.word = word
      self.rows = rows
      self.files = files
      self.firstFile = firstFile
      self.firstLine = firstLine
      self.nearest = nearest
    }
  }

  /// Files that bear the same headers, and what each of these was taken for.
  package struct Headers: Sendable {
    package let kind: ExportKind
    package var files: [String]
    package let matches: [(header: String, column: String)]

    package init(kind: ExportKind, files: [String], matches: [(header: String, column: String)]) {
      self.kind = kind
      self.files = files
      self.matches = matches
    }
  }

  /// A header that nothing is known of; its column is not read.
  package struct UnreadHeader: Sendable {
    package let kind: ExportKind
    package let header: String
    package var files: Int
    package let firstFile: String

    package init(kind: ExportKind, header: String, files: Int, firstFile: String) {
      self.kind = kind
      self.header = header
      self.files = files
      self.firstFile = firstFile
    }
  }

  package var unreadHeaders: [UnreadHeader] = []
  package var gates: [Gate] = []
  /// By position: provinces that by themselves are above a limit that the whole must keep.
  package var provincesAboveGate: [Int] = []
  /// Dossiers first, in natural order of their names.
  package var files: [File] = []
  /// Every province of the registry, in its order.
  package var provinces: [Province] = []
  /// Rules that rows were quarantined by, the most frequent first.
  package var rules: [Rule] = []
  /// Flags of rows that are used, the most frequent first.
  package var flags: [Rule] = []
  package var words: [Word] = []
  /// Whether the edition has files of the staff rows that cannot be used, as of the dossiers': not one for anyone.
  package var listsStaffRows = true
  package var headers: [Headers] = []
  /// Every signal of every province with its measure; empty unless the edition is for the agency's own staff.
  package var signals: [Signal] = []
  /// Whether the units are those of a registry of the configuration.
  package var hasOwnRegistry = false
  /// The years whose public holidays are known, and those of them that are not yet decided.
  package var calendarYears = 0...0
  package var provisionalYears: [Int] = []

  package init() {}

  package func rows(of flag: String) -> Int { flags.filter { $0.name == flag }.reduce(0) { $0 + $1.rows } }
}

extension QualityStatistics.File {
  /// What became of its records, in the order in which tables give it.
  package static let counts: [(name: String, definition: String, count: @Sendable (Self) -> Int)] = [
    ("records", "records read", { $0.records }), ("used", "of these, used", { $0.used }),
    ("superseded", "of these, superseded by a later one", { $0.superseded }),
    ("quarantined", "of these, not usable", { $0.quarantined }),
  ]
}

extension QualityStatistics.Province {
  /// The flags of records that weaken its rates, by their names, in the order in which tables give them.
  package static let flags: [(name: String, definition: String, count: @Sendable (Self) -> Int)] = [
    ("finished_undated", "finished by their status, without a date", { $0.finishedUndated }),
    ("finished_from_returned", "finished by the date of return alone", { $0.finishedFromReturned }),
    ("no_due_date", "without a due date", { $0.noDueDate }),
    ("blank_channel", "without a channel, counted as in person", { $0.blankChannel }),
    ("level_guessed", "without a stated level", { $0.levelGuessed }),
  ]

  package typealias Weakness = (name: String, definition: String, count: @Sendable (Self) -> Int?)

  /// What weakens its rates: these, and what waits; nil without figures.
  package static let weaknesses: [Weakness] = {
    let paused: Weakness = ("paused", "waiting for a supplement at the end", { $0.paused })
    return flags.map { flag in (flag.name, flag.definition, flag.count) } + [paused]
  }()
}

import Administration
import Records

/// The quality of a run's data: what became of every record, which rules were broken, which rows are odd, and whether
/// the limits for publication were kept. It holds numbers of dossiers and names of files, lines and words of lists,
/// never the content of a row.
package struct QualityStatistics: Sendable {
  /// A limit of the configuration, and how the data compare with it.
  package struct Gate: Sendable, Equatable {
    package enum Result: String, Sendable { case held, failed, waived }

    /// The value that was found, which a page prints in its own language.
    package enum Found: Sendable, Equatable {
      /// The number of rows concerned, and of all rows.
      case share(part: Int, whole: Int)
      /// A number of units or of days, with the places that it comes from.
      case number(Int, of: [Place])
      /// Unknown, because nothing says when these files were made.
      case undated(files: [String])
    }

    /// A province by its position, or a file whose name says none.
    package enum Place: Sendable, Equatable {
      case province(Int)
      case file(String)
    }

    package let name: String
    /// The limit as configured and the value found, as written to manifest, CSV files and messages.
    package let limit: String
    package let value: String
    /// The limit, as millionths of a share or as a number.
    package let most: Int
    package let found: Found
    package let result: Result
    /// Why a failed gate was waived, and by whom.
    package let reason: String?

    /// Returns a share in millionths as it is printed: rounded like all shares, except that a share above a limit is
    /// never printed as the limit.
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
    /// Position in the registry of the province that the file's name states.
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

  /// What weakens the rates of a province, as numbers of its dossiers that are used.
  package struct Province: Sendable {
    package let position: Int
    package let coveredTo: Day?
    package var used = 0
    package var finishedUndated = 0
    package var finishedFromReturned = 0
    package var noDueDate = 0
    package var blankChannel = 0
    package var levelGuessed = 0
    /// The last day that at least `carriers` of its rows reach; nil for a province with few rows.
    package var carriedTo: Day?
    package var carriers = 0
    /// Dossiers waiting for a supplement at the window's observation moment; nil where the province has no figures.
    package var paused: Int?

    package init(position: Int, coveredTo: Day?, paused: Int?) {
      self.position = position
      self.coveredTo = coveredTo
      self.paused = paused
    }
  }

  /// A rule that rows broke, or a flag that rows raised.
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
    /// Nil, with no first file, for a word that is counted without its files, which is a field.
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

  /// Files with the same headers, and the column that each header was taken for.
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

  /// A header that no list knows; its column is not read.
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
  /// Positions of the provinces that by themselves exceed a limit that applies to the whole.
  package var provincesAboveGate: [Int] = []
  /// Files of dossiers first, in the natural order of their names.
  package var files: [File] = []
  /// Every province of the registry, in its order.
  package var provinces: [Province] = []
  /// Rules by which rows were quarantined, the most frequent first.
  package var rules: [Rule] = []
  /// Flags of rows that are used, the most frequent first.
  package var flags: [Rule] = []
  package var words: [Word] = []
  /// Whether the edition lists the staff rows that cannot be used, as it lists those of dossiers; a public edition does
  /// not.
  package var listsStaffRows = true
  package var headers: [Headers] = []
  /// Every signal of every province, with its measure; empty unless the edition is for the agency's own staff.
  package var signals: [Signal] = []
  /// Whether the units come from a registry of the configuration.
  package var hasOwnRegistry = false
  /// The years whose public holidays are known, and those of these years that are not yet decided.
  package var calendarYears = 0...0
  package var provisionalYears: [Int] = []

  package init() {}

  package func rows(of flag: String) -> Int { flags.filter { $0.name == flag }.reduce(0) { $0 + $1.rows } }
}

extension QualityStatistics.File {
  /// What became of the file's records, in the column order of tables.
  package static let counts: [(name: String, definition: String, count: @Sendable (Self) -> Int)] = [
    ("records", "records read", { $0.records }), ("used", "of these, used", { $0.used }),
    ("superseded", "of these, superseded by a later one", { $0.superseded }),
    ("quarantined", "of these, not usable", { $0.quarantined }),
  ]
}

extension QualityStatistics.Province {
  /// The flags of records that weaken a province's rates, by name, in the column order of tables.
  package static let flags: [(name: String, definition: String, count: @Sendable (Self) -> Int)] = [
    ("finished_undated", "finished by their status, without a date", { $0.finishedUndated }),
    ("finished_from_returned", "finished by the date of return alone", { $0.finishedFromReturned }),
    ("no_due_date", "without a due date", { $0.noDueDate }),
    ("blank_channel", "without a channel, counted as in person", { $0.blankChannel }),
    ("level_guessed", "without a stated level", { $0.levelGuessed }),
  ]

  package typealias Weakness = (name: String, definition: String, count: @Sendable (Self) -> Int?)

  /// What weakens a province's rates: these flags, and waiting dossiers; nil without figures.
  package static let weaknesses: [Weakness] = {
    let paused: Weakness = ("paused", "waiting for a supplement at the end", { $0.paused })
    return flags.map { flag in (flag.name, flag.definition, flag.count) } + [paused]
  }()
}

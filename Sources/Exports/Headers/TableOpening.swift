import Diagnostics
import Records
import TabularInput

/// Opens an export: finds its encoding, separator and header, matches its columns and checks its first records.
struct TableOpening<Column: ExportColumn> {
  let reader: RecordReader
  let plan: ColumnPlan<Column>
  let dialect: Dialect
  /// The number of cells of each record.
  let headerCells: Int
  /// Another number of cells that records may have: spreadsheets leave out the nameless columns after the last named
  /// one in some blocks of rows and not in others. Nil if there are fewer than two such columns, because a record that
  /// lost a single cell would be accepted.
  let cellsWithoutNameless: Int?
  let rows: RowsSetAside<Column>
  let setAside: SetAsideCounts

  /// - Throws: status `dataRefused` if the file is not a table with a known header or its first records do not fit it,
  ///   `inputMissing` if it cannot be read.
  init(file name: String, in folder: ExportFolder, reading wanted: [Column], profile: Profile) throws(Failure) {
    var source = try Self.source(of: name, in: folder, profile: profile)
    let head = try source.head()
    let search = HeaderSearch<Column>(
      file: name, profile: profile, declared: .init(profile), head: head, isWhole: head.count < TextSource.headBytes)
    var found = try search.find()
    if found == nil {
      // A file that is not text has no header either; report the first reason.
      try source.checkHead(head)
      found = try search.findDeclared()
    }
    guard let found else {
      dialect = try search.fallback()
      reader = RecordReader(source, dialect: dialect)
      let header = try reader.header()
      headerCells = header.count
      cellsWithoutNameless = Self.cellsWithoutNameless(header)
      plan = try ColumnPlan(header: header, reading: wanted, file: name, profile: profile)
      try Self.checkQuotes(of: [header], plan, dialect, at: Location(name, line: 1))
      rows = RowsSetAside(file: name, headerRows: [header], plan: plan, profile: profile)
      setAside = SetAsideCounts()
      return
    }
    // The reader begins below the header, so it would not notice bytes above it that are not text.
    try source.checkHead(Array(head[..<found.start.byte]))
    do throws(Failure) {
      plan = try ColumnPlan(
        header: found.header, reading: wanted, file: name, line: found.headerLine, profile: profile)
    } catch {
      try Self.checkKind(of: found, profile, at: Location(name, line: found.headerLine))
      throw error
    }
    try Self.checkQuotes(of: found.headerRows, plan, found.dialect, at: Location(name, line: found.headerLine))
    var first = FirstRecords(file: name, header: found.header, plan: plan, dates: DateReading(profile))
    try first.check(found.rows)
    dialect = found.dialect
    reader = RecordReader(source, dialect: dialect)
    reader.begin(at: found.start)
    headerCells = found.header.count
    cellsWithoutNameless = Self.cellsWithoutNameless(found.header)
    rows = RowsSetAside(file: name, headerRows: found.headerRows, plan: plan, profile: profile)
    setAside = found.setAside
  }

  private static func cellsWithoutNameless(_ header: [String]) -> Int? {
    let named = (header.lastIndex { !$0.trimmedSpaces.isEmpty } ?? -1) + 1
    return named > 0 && named + 2 <= header.count ? named : nil
  }

  /// How many more columns of the other kind of export than of its own a header must name to be taken for the other
  /// kind.
  private static var fewestOfOtherKind: Int { 4 }

  /// Refuses an export of the other kind: the folders of the two kinds are easily confused.
  private static func checkKind(
    of found: HeaderSearch<Column>.Found, _ profile: Profile, at place: Location
  ) throws(Failure) {
    let (other, option, matches) =
      Column.kind == .staff
      ? ("dossiers", "--exports", ColumnPlan<DossierColumn>.matches(in: found.header))
      : ("staff who leave", "--staff", ColumnPlan<StaffColumn>.matches(in: found.header))
    guard profile.columns.isEmpty,
      matches >= ColumnPlan<Column>.matches(in: found.header) + fewestOfOtherKind
    else { return }
    throw Failure(
      .dataRefused, "the header is that of an export of \(other)", at: place,
      hint: "put the file into the folder that \(option) names")
  }

  /// Refuses a header in which a quoted cell runs on through rows of the table.
  private static func checkQuotes(
    of header: [[String]], _ plan: ColumnPlan<Column>, _ dialect: Dialect, at place: Location
  ) throws(Failure) {
    guard let code = plan.position(of: Column.identifier) else { return }
    for cells in header {
      let rows = SwallowedRows(cells: cells.count, code: code, delimiter: dialect.delimiter)
      guard cells.indices.contains(where: { rows.stand(in: cells[$0], column: $0) }) else { continue }
      throw Failure(
        .dataRefused, "a quote opened in the header is closed rows below", at: place,
        hint: "close the quote, or double it")
    }
  }

  /// Opens the file's text, in the encoding that its profile declares.
  static func source(of name: String, in folder: ExportFolder, profile: Profile) throws(Failure) -> TextSource {
    let file = try SourceFile(path: folder.path + "/" + name, name: name)
    return TextSource(file, encoding: profile.encoding.flatMap { TextEncoding(named: $0) })
  }
}

extension HeaderSearch.Declared {
  init(_ profile: Profile) {
    self.init(delimiter: profile.separator?.utf8.first, quote: profile.quote?.utf8.first, line: profile.headerRow)
  }
}

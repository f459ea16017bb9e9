import Diagnostics
import Records
import TabularInput

/// Opens an export: finds encoding, separator and header, matches its columns and looks at its first records.
struct TableOpening<Column: ExportColumn> {
  let reader: RecordReader
  let plan: ColumnPlan<Column>
  let dialect: Dialect
  /// Cells of each record.
  let headerCells: Int
  /// How many cells records may have instead: spreadsheets leave the nameless columns behind the last filled one out in some
  /// blocks of rows and not in others. Nil where there are not two at least: a record that lost a cell would pass for one.
  let cellsWithoutNameless: Int?
  let rows: RowsSetAside<Column>
  let setAside: SetAsideCounts

  /// - Throws: status `dataRefused` where the file is no table with a known header or its first records do not fit it,
  ///   `inputMissing` where it cannot be read.
  init(file name: String, in folder: ExportFolder, reading wanted: [Column], profile: Profile) throws(Failure) {
    var source = try Self.source(of: name, in: folder, profile: profile)
    let head = try source.head()
    let search = HeaderSearch<Column>(
      file: name, profile: profile, declared: .init(profile), head: head, isWhole: head.count < TextSource.headBytes)
    var found = try search.find()
    if found == nil {
      // What is no text has no header either; the first reason is the one to tell.
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
    // The reader begins below the header and would not see what is no text above.
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

  /// Columns of the other kind of exports, more than of its own, by which a header is that of one.
  private static var fewestOfOtherKind: Int { 4 }

  /// Refuses an export of the other kind: the folders of both are easily mistaken for one another.
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

  /// Refuses a header one of whose cells goes on through rows of the table.
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

  /// The file's text, in the encoding that its profile declares.
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

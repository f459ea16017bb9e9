/// Systematic faults of a clean export: several thousand.
struct Catalogue {
  private let export: CleanExport
  private(set) var faults: [Fault] = []

  init(_ export: CleanExport) {
    self.export = export
    cells()
    lineEnds()
    bytes()
    quotesOverRows()
    header()
    encodings()
    tables()
    sizes()
  }

  private var records: Range<Int> { export.records.indices }
  private func lines(_ record: Int) -> Set<Int> { Set(export.lines(ofRecord: record)) }

  /// Adds a fault that touches one record. One in the header may have the file refused on the header's line or, where the
  /// rows no longer fit, on the first row's.
  private mutating func add(
    _ kind: String, _ text: String, touching record: Int, more lines: Set<Int> = [], exact: Bool = false
  ) {
    var places = self.lines(record).union(lines)
    if record == 0 { places.insert(2) }
    faults.append(
      Fault(
        kind: kind, bytes: Array(text.utf8), touched: record == 0 ? [] : [record], quarantineLines: places,
        refusalLines: places, mayBeExact: exact))
  }

  /// Adds a fault of the whole file, which loads exactly or is refused, at any line.
  private mutating func add(_ kind: String, whole bytes: [UInt8], exact: Bool = true) {
    faults.append(Fault(kind: kind, bytes: bytes, refusalLines: nil, mayBeExact: exact))
  }

  // MARK: Cells

  private mutating func cells() {
    for record in records {
      let cells = export.records[record]
      for column in cells.indices {
        let cell = cells[column]
        if column > 0 {
          let joined = cells[..<column].joined(separator: ",") + cells[column...].joined(separator: ",")
          add("separator missing", export.replacing(record, by: joined), touching: record)
        }
        add("separator too many", export.replacing(record, column, by: "," + cell), touching: record)
        add("cell missing", export.replacing(record, by: without(cells, column)), touching: record)
        add("cell doubled", export.replacing(record, column, by: cell + "," + cell), touching: record)
        add("space before a cell", export.replacing(record, column, by: " " + cell), touching: record, exact: true)
        add("space behind a cell", export.replacing(record, column, by: cell + " "), touching: record, exact: true)
        for mark in Self.unseen {
          add("unseen before a cell", export.replacing(record, column, by: mark + cell), touching: record, exact: true)
          add("unseen behind a cell", export.replacing(record, column, by: cell + mark), touching: record, exact: true)
        }
        if !cell.contains("\""), cell.count > 1 {
          let middle = cell.index(cell.startIndex, offsetBy: cell.count / 2)
          let (left, right) = (cell[..<middle], cell[middle...])
          add("separator inside", export.replacing(record, column, by: left + "," + right), touching: record)
          let next = export.lines(ofRecord: record).upperBound + 1
          // A header of two rows is put together again; where the halves make the name, every record is read as it is.
          add(
            record == 0 ? "line end inside the header" : "line end inside",
            export.replacing(record, column, by: left + "\n" + right), touching: record,
            more: [next], exact: record == 0)
          add(
            "carriage return inside", export.replacing(record, column, by: left + "\r" + right), touching: record,
            more: [next], exact: record == 0)
        }
        if !cell.contains("\"") {
          add(
            "cell quoted without need", export.replacing(record, column, by: "\"\(cell)\""), touching: record,
            exact: true)
        }
      }
      if record > 0 {
        let shifted = Array(cells.dropFirst()) + [""]
        add("cells shifted left", export.replacing(record, by: shifted.joined(separator: ",")), touching: record)
        add(
          "cells shifted right", export.replacing(record, by: ([""] + cells.dropLast()).joined(separator: ",")),
          touching: record)
        add("semicolons in one record", export.replacing(record, by: cells.joined(separator: ";")), touching: record)
        add("tabs in one record", export.replacing(record, by: cells.joined(separator: "\t")), touching: record)
      }
    }
  }

  /// Characters that nobody sees: no-break and ideographic space, byte-order mark, zero-width space, a mark of direction.
  private static let unseen = ["\u{A0}", "\u{3000}", "\u{FEFF}", "\u{200B}", "\u{200E}"]

  private func without(_ cells: [String], _ column: Int) -> String {
    var cells = cells
    cells.remove(at: column)
    return cells.joined(separator: ",")
  }

  // MARK: Line ends

  private mutating func lineEnds() {
    for record in records {
      let line = CleanExport.text([export.records[record]], end: "")
      let following: Set<Int> = [export.lines(ofRecord: record).upperBound + 1]
      add("CR LF after one record", export.replacing(record, by: line, end: "\r\n"), touching: record, exact: true)
      add("CR after one record", export.replacing(record, by: line, end: "\r"), touching: record, more: following)
      add("blank line", export.replacing(record, by: line, end: "\n\n"), touching: record, exact: true)
      add("blank line first", export.replacing(record, by: "\n" + line), touching: record, exact: true)
      if record > 0, record < records.upperBound - 1 {
        let joined = export.replacing(record, by: line, end: "")
        faults.append(
          Fault(
            kind: "line end missing", bytes: Array(joined.utf8), touched: [record, record + 1],
            quarantineLines: lines(record), refusalLines: lines(record), mayBeExact: false))
      }
    }
    for end in ["\r\n", "\r"] {
      add("all lines end otherwise", whole: Array(CleanExport.text(export.records, end: end).utf8))
    }
    add("no line end at the end", whole: Array(export.text.utf8.dropLast()))
  }

  // MARK: Bytes

  /// The record that each byte of the clean file belongs to; its line end is its own.
  private func record(atByte byte: Int) -> Int {
    var end = 0
    for record in records {
      end += CleanExport.text([export.records[record]]).utf8.count
      if byte < end { return record }
    }
    return records.upperBound - 1
  }

  private mutating func bytes() {
    let clean = Array(export.text.utf8)
    for place in clean.indices {
      let record = record(atByte: place)
      let lines = lines(record)
      // What is cut off is not there; the record that was cut may not count otherwise than it did.
      let isLastCell = !clean[place...].prefix { $0 != 10 }.contains(UInt8(ascii: ",")) && record > 0
      faults.append(
        Fault(
          kind: "cut off", bytes: Array(clean[..<place]), touched: [record],
          absent: Set(records.filter { $0 > record || ($0 == record && isStart(place)) }),
          quarantineLines: lines, refusalLines: record == 0 ? [1] : lines, mayReadAsWritten: isLastCell))
      for (kind, byte) in [("NUL", UInt8(0)), ("byte FF", 0xFF), ("half a character", 0xC3), ("stray quote", 34)] {
        var polluted = clean
        polluted.insert(byte, at: place)
        var fault = Fault(
          kind: kind, bytes: polluted, touched: record == 0 ? [] : [record], quarantineLines: lines,
          refusalLines: lines, mayBeExact: false)
        // Behind a line end the byte stands on the next record's line, before it.
        if isStart(place), place > 0 { fault.refusalLines?.insert(export.lines(ofRecord: record).lowerBound) }
        faults.append(fault)
      }
    }
  }

  private func isStart(_ place: Int) -> Bool { place == 0 || record(atByte: place - 1) != record(atByte: place) }

  // MARK: Quotes over rows

  /// A quote before a cell of one record and another behind a cell of a later one, which make one cell of all between.
  private mutating func quotesOverRows() {
    let count = export.header.count
    for (first, last) in pairs(records.count) {
      for (opening, closing) in (0..<count).flatMap({ [($0, $0), ($0, ($0 + 1) % count), ($0, count - 1 - $0)] }) {
        var polluted = export.records
        polluted[first][opening] = "\"" + polluted[first][opening]
        polluted[last][closing] += "\""
        let lines = Set((first...last).flatMap { self.lines($0) })
        // Where the header is no longer one, the row behind shows it.
        let next = first == 0 ? [export.lines(ofRecord: last).upperBound + 1] : []
        faults.append(
          Fault(
            kind: opening == closing ? "quotes over rows" : "quotes over rows, in other columns",
            bytes: Array(CleanExport.text(polluted).utf8), touched: Set(max(1, first)...last), quarantineLines: lines,
            refusalLines: lines.union(next), mayBeExact: false))
      }
    }
  }

  // MARK: Header

  private mutating func header() {
    for column in export.header.indices {
      let name = export.header[column]
      for (kind, changed) in [
        ("header misspelt", String(name.dropLast())), ("header misspelt", name + "s"), ("header blank", ""),
        ("header doubled", export.header[(column + 1) % export.header.count]), ("header unknown", "ghi_chu_\(column)"),
      ] {
        var fault = Fault(
          kind: kind, bytes: Array(export.replacing(0, column, by: changed).utf8), refusalLines: [1])
        if kind != "header misspelt" { fault.sameAs = withoutColumn(column) }
        faults.append(fault)
      }
      for changed in [name.uppercased(), " " + name + " ", "\"\(name)\""] {
        add("header written otherwise", export.replacing(0, column, by: changed), touching: 0, exact: true)
      }
    }
    add("header missing", whole: Array(CleanExport.text(export.rows).utf8), exact: false)
    add("header only", whole: Array(CleanExport.text([export.header]).utf8), exact: false)
    faults[faults.count - 1].mayBeExact = true
    faults[faults.count - 1].absent = Set(records.dropFirst())
  }

  private func withoutColumn(_ column: Int) -> [UInt8] {
    Array(export.records.map { without($0, column) + "\n" }.joined().utf8)
  }

  // MARK: Encodings

  private mutating func encodings() {
    let clean = export.text
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    add("byte-order mark", whole: mark + Array(clean.utf8))
    add("two byte-order marks", whole: mark + mark + Array(clean.utf8))
    let marked = String("\u{FEFF}") + clean
    add("twice with its byte-order mark", whole: Array((marked + marked).utf8))
    for record in records.dropFirst() {
      let line = CleanExport.text([export.records[record]])
      for character in Self.unseen {
        add("record again behind an unseen character", whole: Array((clean + character + line).utf8))
      }
    }
    let little = clean.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = clean.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    add("UTF-16", whole: [0xFF, 0xFE] + little)
    add("UTF-16", whole: [0xFE, 0xFF] + big)
    add("UTF-16 without mark", whole: little)
    add("UTF-16 without mark", whole: big)
    let latin = clean.precomposedLatin1
    add("Latin 1", whole: latin, exact: false)
    for record in records where export.records[record].joined().utf8.contains(where: { $0 > 0x7F }) {
      let line = CleanExport.text([export.records[record]], end: "").precomposedLatin1
      let before = CleanExport.text(Array(export.records[..<record])).utf8
      let after = CleanExport.text(Array(export.records[(record + 1)...])).utf8
      faults.append(
        Fault(
          kind: "Latin 1 in one record", bytes: Array(before) + line + [10] + Array(after), touched: [record],
          quarantineLines: lines(record), refusalLines: lines(record), mayBeExact: false))
    }
  }

  // MARK: Tables

  private mutating func tables() {
    let count = export.header.count
    let body = export.text
    for title in ["BÁO CÁO", "BÁO CÁO,,", "CỘNG HÒA XÃ HỘI,CHỦ NGHĨA", "sep=,", "\"BỘ NỘI VỤ\nBÁO CÁO\"", "(1),(2)"] {
      add("preamble", whole: Array((title + "\n" + body).utf8))
      add("preamble", whole: Array((title + "\n\n" + title + "\n" + body).utf8))
    }
    add("blank lines first", whole: Array(("\n\n\n" + body).utf8))
    let last = records.upperBound - 1
    let end = export.lines(ofRecord: last).upperBound
    for footer in [
      "Tổng cộng", "Tổng cộng,6", "Tổng cộng" + String(repeating: ",", count: count - 1), "Người lập biểu,,Giám đốc",
      String(repeating: ",", count: count - 1), String(repeating: ",", count: count), ",",
    ] {
      faults.append(
        Fault(
          kind: "footer", bytes: Array((body + footer + "\n").utf8), quarantineLines: [end + 1],
          refusalLines: [end + 1]))
    }
    for record in records.dropFirst() {
      let first = CleanExport.text(Array(export.records[...record]))
      let rest = Array(export.records[(record + 1)...])
      let line = export.lines(ofRecord: record).upperBound + 1
      let again = first + CleanExport.text([export.header] + rest)
      faults.append(
        Fault(kind: "header repeated", bytes: Array(again.utf8), quarantineLines: [line], refusalLines: [line]))
      // The same columns in another order: neither may their records count.
      for turn in 1..<count where !rest.isEmpty {
        let turned = ([export.header] + rest).map { Array($0[turn...] + $0[..<turn]) }
        let after = Set(line...line + 2 * last)
        faults.append(
          Fault(
            kind: "second table, columns in other order", bytes: Array((first + CleanExport.text(turned)).utf8),
            touched: Set(record + 1...last), quarantineLines: after, refusalLines: after, mayBeExact: false))
      }
      // Or with two of them exchanged, which may hold values of one kind.
      for (left, right) in pairs(count) where !rest.isEmpty {
        var exchanged = [export.header] + rest
        for position in exchanged.indices { exchanged[position].swapAt(left, right) }
        let after = Set(line...line + 2 * last)
        faults.append(
          Fault(
            kind: "second table, two columns exchanged", bytes: Array((first + CleanExport.text(exchanged)).utf8),
            touched: Set(record + 1...last), quarantineLines: after, refusalLines: after,
            mayBeExact: false))
      }
      let narrow = ([export.header] + rest).map { Array($0.dropLast(2)) }
      let after = Set(line...line + 2 * last)
      faults.append(
        Fault(
          kind: "second table, fewer columns", bytes: Array((first + "\n" + CleanExport.text(narrow)).utf8),
          touched: Set(record + 1..<last + 1), quarantineLines: Set(after.map { $0 + 1 }),
          refusalLines: Set(after.map { $0 + 1 }),
          mayBeExact: false))
    }
    for separator in [";", "\t", "|"] {
      let text = CleanExport.text(export.records, separator: separator)
      add("another separator", whole: Array(text.utf8))
    }
    add("trailing separators", whole: Array(CleanExport.text(export.records, end: ",\n").utf8))
    add(
      "trailing separators, header without",
      whole: Array((CleanExport.text([export.header]) + CleanExport.text(export.rows, end: ",\n")).utf8))
    add("leading separators", whole: Array(CleanExport.text(export.records.map { [""] + $0 }).utf8))
    add("nothing", whole: [], exact: false)
    add("nothing", whole: [10], exact: false)
    add("nothing", whole: [0xEF, 0xBB, 0xBF], exact: false)
    add("nothing", whole: Array(" \n \n".utf8), exact: false)
  }

  private func pairs(_ count: Int) -> [(Int, Int)] {
    (0..<count).flatMap { left in (left + 1..<count).map { (left, $0) } }
  }

  // MARK: Sizes

  private mutating func sizes() {
    let long = String(repeating: "x", count: (1 << 20) + 1)
    for record in [1, records.upperBound - 1] {
      for column in export.header.indices {
        add("cell over 1 MiB", export.replacing(record, column, by: long), touching: record)
        add("quoted cell over 1 MiB", export.replacing(record, column, by: "\"\(long)\""), touching: record)
      }
      let wide = String(repeating: ",", count: 200_000)
      add(
        "200,000 cells too many", export.replacing(record, by: export.records[record].joined(separator: ",") + wide),
        touching: record)
    }
  }
}

extension String {
  /// Each character as one byte, as a program does that knows no other letters: the low byte of its code.
  fileprivate var precomposedLatin1: [UInt8] { unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}

import Administration
import Archives
import TabularInput

// Stores the result of a reading as bytes; a later run reuses it if files and rules are the same.

extension FileReading: Archivable {
  /// Writes the reading without unknown words: one of them may be a person's name, so a reading that has any is not
  /// kept.
  package func write(to archive: inout ArchiveWriter) {
    precondition(unknownWords.isEmpty, "unknown words are not kept")
    archive.write(name)
    archive.write(bytes)
    archive.write(sha256)
    archive.write(contentDigest)
    archive.write(records)
    archive.write(used)
    archive.write(superseded)
    archive.write(flags)
    archive.write(quarantined)
    archive.write(extractedOn?.number)
    archive.write(setAside)
    archive.write(repeats)
    archive.write(matchedColumns.flatMap { [$0.header, $0.column] })
    archive.write(unknownHeaders)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(name: try archive.value())
    bytes = try archive.value()
    sha256 = try archive.value()
    contentDigest = try archive.value()
    records = try archive.value()
    used = try archive.value()
    superseded = try archive.value()
    flags = try archive.value()
    quarantined = try archive.value()
    extractedOn = try archive.value(Int32?.self).map { Day(number: $0) }
    setAside = try archive.value()
    repeats = try archive.value()
    let cells = try archive.value([String].self)
    guard cells.count.isMultiple(of: 2) else { throw ArchiveFault() }
    matchedColumns = stride(from: 0, to: cells.count, by: 2).map { (cells[$0], cells[$0 + 1]) }
    unknownHeaders = try archive.value()
  }
}

extension FlagCounts: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(counts)
    archive.write(lines)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    let (counts, lines) = (try archive.value([Int].self), try archive.value([Int].self))
    guard counts.count == self.counts.count, lines.count == self.lines.count else { throw ArchiveFault() }
    (self.counts, self.lines) = (counts, lines)
  }
}

extension SetAsideCounts: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(counts) }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    let counts = try archive.value([Int].self)
    guard counts.count == self.counts.count else { throw ArchiveFault() }
    self.counts = counts
  }
}

extension QuarantinedRow: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(position.row)
    archive.write(position.line)
    archive.write(position.byte)
    archive.write(rule.rawValue)
    archive.write(column)
    archive.write(received?.number)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let position = RecordBatch.Position(
      row: try archive.value(), line: try archive.value(), byte: try archive.value())
    let rule: QuarantineRule = try archive.word()
    let column = try archive.value(String.self)
    guard Self.isColumn(column) else { throw ArchiveFault() }
    self.init(
      position: position, rule: rule, column: column,
      received: try archive.value(Int32?.self).map { Day(number: $0) })
  }
}

extension ProvinceRows: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(places)
    archive.write(rows)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    places = try archive.value()
    rows = try archive.value()
    guard places.allSatisfy({ (-1..<Int32(rows.count)).contains($0) }) else { throw ArchiveFault() }
  }
}

extension ProvinceRows.Rows: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(used)
    archive.write(flags)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    used = try archive.value()
    flags = try archive.value()
  }
}

extension ArchiveReader {
  /// Reads a word of a closed list.
  fileprivate mutating func word<Word: RawRepresentable<String>>() throws(ArchiveFault) -> Word {
    guard let word = Word(rawValue: try value()) else { throw ArchiveFault() }
    return word
  }
}

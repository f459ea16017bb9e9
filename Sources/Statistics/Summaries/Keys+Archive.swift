import Administration
import Archives
import Records

extension UnitKey: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(province)
    archive.write(commune)
    archive.write(Int(level.rawValue))
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(province: try archive.value(), commune: try archive.value(), level: try archive.word())
  }
}

extension FieldKey: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(province)
    archive.write(Int(level.rawValue))
    archive.write(field)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    province = try archive.value()
    level = try archive.word()
    field = try archive.value()
  }
}

extension ChannelKey: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(province)
    archive.write(Int(channel.rawValue))
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    province = try archive.value()
    channel = try archive.word()
  }
}

extension AgencyKey: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(Int(level.rawValue))
    archive.write(agency)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    level = try archive.word()
    agency = try archive.value()
  }
}

extension ProcedureID: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(code)
    archive.write(name)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(known: try archive.value(), try archive.value())
  }
}

extension CostPlace: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(commune)
    archive.write(agency)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    commune = try archive.value()
    agency = try archive.value()
  }
}

extension NameKey: Archivable {
  package func write(to archive: inout ArchiveWriter) { archive.write(text) }
  package init(from archive: inout ArchiveReader) throws(ArchiveFault) { self.init(folded: try archive.value()) }
}

extension Day: Archivable {
  @usableFromInline package func write(to archive: inout ArchiveWriter) { archive.write(number) }
  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(number: try archive.value())
  }
}

extension ArchiveReader {
  /// Reads a word of a closed list, which is stored as its position in the list.
  fileprivate mutating func word<Word: CaseIterable>() throws(ArchiveFault) -> Word {
    let place = try value(Int.self)
    guard place >= 0, place < Word.allCases.count else { throw ArchiveFault() }
    return Array(Word.allCases)[place]
  }
}

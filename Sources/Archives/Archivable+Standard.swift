extension Int: Archivable {
  /// Writes the number so that small ones take few bytes, negative ones as well (zigzag).
  @inlinable package func write(to archive: inout ArchiveWriter) {
    archive.write(UInt64(bitPattern: Int64(self) << 1 ^ Int64(self) >> 63))
  }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let number = try archive.number()
    self = Int(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
  }
}

extension UInt32: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) { archive.write(UInt64(self)) }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    guard let number = UInt32(exactly: try archive.number()) else { throw ArchiveFault() }
    self = number
  }
}

extension Int32: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) { Int(self).write(to: &archive) }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    guard let number = Int32(exactly: try Int(from: &archive)) else { throw ArchiveFault() }
    self = number
  }
}

extension Bool: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) { archive.write(UInt64(self ? 1 : 0)) }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    let number = try archive.number()
    guard number < 2 else { throw ArchiveFault() }
    self = number == 1
  }
}

extension String: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) { archive.write(bytes: utf8) }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    guard let text = String(validating: try archive.bytesRun(), as: UTF8.self) else { throw ArchiveFault() }
    self = text
  }
}

extension Optional: Archivable where Wrapped: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) {
    archive.write(self != nil)
    if let self { archive.write(self) }
  }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = try archive.value(Bool.self) ? try archive.value(Wrapped.self) : nil
  }
}

extension Array: Archivable where Element: Archivable {
  @inlinable package func write(to archive: inout ArchiveWriter) {
    archive.write(UInt64(count))
    for element in self { archive.write(element) }
  }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = []
    for _ in 0..<(try archive.count()) { append(try archive.value(Element.self)) }
  }
}

extension Dictionary: Archivable where Key: Archivable, Value: Archivable {
  /// Writes entries in the order of the keys' bytes, so that equal dictionaries give equal bytes.
  @inlinable package func write(to archive: inout ArchiveWriter) {
    var keys = ArchiveWriter()
    var ranges: [Range<Int>] = []
    var values: [Value] = []
    ranges.reserveCapacity(count)
    values.reserveCapacity(count)
    for (key, value) in self {
      let start = keys.bytes.count
      keys.write(key)
      ranges.append(start..<keys.bytes.count)
      values.append(value)
    }
    archive.write(UInt64(count))
    for position in keys.order(of: ranges) {
      archive.write(bytes: keys.bytes[ranges[position]])
      archive.write(values[position])
    }
  }

  @usableFromInline package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self = [:]
    for _ in 0..<(try archive.count()) {
      var key = ArchiveReader(Array<UInt8>(try archive.bytesRun()))
      let value = (try key.value(Key.self), try archive.value(Value.self))
      guard key.isAtEnd, updateValue(value.1, forKey: value.0) == nil else { throw ArchiveFault() }
    }
  }
}

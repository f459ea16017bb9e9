/// A value that can be stored as bytes and read again. Equal values give equal bytes, whatever the order in which their
/// parts were added.
@usableFromInline package protocol Archivable {
  func write(to archive: inout ArchiveWriter)
  /// - Throws: `ArchiveFault` if the bytes do not encode such a value.
  init(from archive: inout ArchiveReader) throws(ArchiveFault)
}

/// Bytes that no writer has written.
@usableFromInline package struct ArchiveFault: Error {
  package init() {}
}

/// Writes values in sequence: integers in as few bytes as they need, texts and lists after their length.
///
/// Inlinable, because code specialised for a module's own dictionaries writes them in two thirds of the time.
@usableFromInline @frozen package struct ArchiveWriter {
  @usableFromInline var written: [UInt8] = []

  @inlinable package var bytes: [UInt8] { written }

  @inlinable package init() {}

  /// Writes seven bits per byte, the low ones first.
  @inlinable package mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 128 {
      written.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    written.append(UInt8(rest))
  }

  @inlinable package mutating func write(bytes more: some Collection<UInt8>) {
    write(UInt64(more.count))
    written.append(contentsOf: more)
  }

  @inlinable package mutating func write(_ value: some Archivable) { value.write(to: &self) }

  /// Returns the indices of byte ranges, in the lexicographic order of their bytes.
  ///
  /// The first eight bytes of each range, as one number, decide nearly every comparison.
  @usableFromInline func order(of runs: [Range<Int>]) -> [Int] {
    let heads = runs.map { run in
      (0..<8).reduce(UInt64(0)) { $0 << 8 | ($1 < run.count ? UInt64(bytes[run.lowerBound + $1]) : 0) }
    }
    return runs.indices.sorted { left, right in
      if heads[left] != heads[right] { return heads[left] < heads[right] }
      return bytes[runs[left]].lexicographicallyPrecedes(bytes[runs[right]])
    }
  }
}

/// Reads what `ArchiveWriter` wrote; other bytes may cause an `ArchiveFault` but never a crash.
@usableFromInline package struct ArchiveReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  package mutating func number() throws(ArchiveFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
    throw ArchiveFault()
  }

  /// Reads the number of elements that follow. Each takes at least one byte, so a false number cannot ask for more
  /// memory than there are bytes.
  package mutating func count() throws(ArchiveFault) -> Int {
    let count = try number()
    guard count <= UInt64(bytes.count - position) else { throw ArchiveFault() }
    return Int(count)
  }

  package mutating func bytesRun() throws(ArchiveFault) -> ArraySlice<UInt8> {
    let count = try count()
    defer { position += count }
    return bytes[position..<position + count]
  }

  package mutating func value<Value: Archivable>(_ type: Value.Type = Value.self) throws(ArchiveFault) -> Value {
    try Value(from: &self)
  }
}

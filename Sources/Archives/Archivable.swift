/// A value that can be kept as bytes and read again: the same value gives the same bytes, whatever order its parts were
/// put together in.
@usableFromInline package protocol Archivable {
  func write(to archive: inout ArchiveWriter)
  /// - Throws: `ArchiveFault` where the bytes are none of such a value.
  init(from archive: inout ArchiveReader) throws(ArchiveFault)
}

/// The bytes are not what was written.
@usableFromInline package struct ArchiveFault: Error {
  package init() {}
}

/// Puts values one behind the other: whole numbers in as few bytes as they need, texts and lists behind their length.
///
/// Inlinable: code made for a module's own dictionaries writes them in two thirds of the time.
@usableFromInline @frozen package struct ArchiveWriter {
  @usableFromInline var written: [UInt8] = []

  @inlinable package var bytes: [UInt8] { written }

  @inlinable package init() {}

  /// Seven bits a byte, the low ones first.
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

  /// The positions of runs of the bytes in the lexicographic order of what they hold.
  ///
  /// The first eight bytes of each, as one number, settle nearly every comparison.
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

/// Reads what `ArchiveWriter` wrote; any other bytes are a fault and never a crash.
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

  /// How many things follow. Each takes a byte at least, so that no number asks for more room than there are bytes.
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

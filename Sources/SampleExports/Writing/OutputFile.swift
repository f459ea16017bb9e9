import Glibc

/// A file being written, with a buffer in which rows are built in place.
///
/// A writer must call `reserve` before each row; no row comes near the size that it makes free.
struct OutputFile: ~Copyable {
  private static let capacity = 1 << 20
  private static let rowLimit = 1 << 14

  private let path: String
  private var descriptor: Int32
  // A raw block instead of an array: an array's growth and uniqueness checks cost more than the copies themselves.
  // Every append checks its bound.
  private let block: UnsafeMutableRawBufferPointer
  private var count = 0
  private var written = 0

  /// Creates the file, or empties an existing one.
  init(path: String) throws(SampleError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
    self.path = path
    self.descriptor = descriptor
    block = .allocate(byteCount: Self.capacity, alignment: 16)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    block.deallocate()
  }

  /// Makes room for a row, by writing the buffer to the file if needed.
  @inline(__always)
  mutating func reserve() throws(SampleError) {
    if count > Self.capacity - Self.rowLimit { try flush() }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < block.count, "a row fits the buffer")
    block[count] = byte
    count += 1
  }

  /// Appends one text of a block.
  @inline(__always)
  mutating func append(_ texts: borrowing ByteTexts, _ index: Int) {
    let start = texts.ends[index]
    let length = texts.ends[index + 1] - start
    precondition(count + length <= block.count, "a row fits the buffer")
    texts.bytes.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(rebasing: block[count..<count + length])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<start + length]))
    }
    count += length
  }

  /// Appends a number with leading zeros, in at least `digits` digits.
  @inline(__always)
  mutating func append(_ number: Int, digits: Int) {
    var width = digits
    var limit = Self.powersOfTen[digits]
    while number >= limit {
      width += 1
      limit = limit &* 10
    }
    var rest = number
    var position = count + width
    precondition(position <= block.count, "a row fits the buffer")
    while position > count {
      position -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      block[position] = UInt8(truncatingIfNeeded: 48 + digit)
      rest = quotient
    }
    count += width
  }

  private static let powersOfTen = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000]

  mutating func writeLine(_ line: String) throws(SampleError) {
    try reserve()
    append(ByteTexts([line]), 0)
    append(10)
  }

  /// Writes the rest of the buffer and closes the file; returns its size.
  mutating func finish() throws(SampleError) -> Int {
    try flush()
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
    return written
  }

  private mutating func flush() throws(SampleError) {
    var start = 0
    while start < count {
      let part = write(descriptor, block.baseAddress?.advanced(by: start), count - start)
      if part < 0 {
        if errno == EINTR { continue }
        throw .cannotWrite(path: path, reason: systemReason())
      }
      start += part
    }
    written += count
    count = 0
  }
}

/// Creates a folder and its parent folders; does nothing if it exists.
func createFolder(_ path: String) throws(SampleError) {
  if mkdir(path, 0o755) == 0 { return }
  if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
    try createFolder(String(path[..<slash]))
    if mkdir(path, 0o755) == 0 { return }
  }
  let reason = errno
  var status = stat()
  if reason == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
  throw .cannotWrite(path: path, reason: String(cString: strerror(reason == EEXIST ? ENOTDIR : reason)))
}

/// Returns the operating system's reason for the last error.
func systemReason() -> String { String(cString: strerror(errno)) }

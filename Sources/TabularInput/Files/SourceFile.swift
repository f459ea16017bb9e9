import Checksums
import Diagnostics
import Glibc

/// A file that is read once from start to end while its size and SHA-256 are computed; parts of it can be read again.
///
/// The file is read in pieces instead of mapped: a mapped page counts against the memory of the run, and a file that
/// shrinks while it is mapped kills the process.
package struct SourceFile: ~Copyable {
  package let path: String
  /// The path as messages and manifests print it.
  package let name: String
  private let descriptor: Int32
  private let opened: stat
  private var sum = SHA256()
  /// The number of bytes read so far; at the end of the file, its size.
  package private(set) var bytesRead = 0

  /// - Throws: status `inputMissing` if the file cannot be opened or is not a regular file.
  package init(path: String, name: String) throws(Failure) {
    self.path = path
    self.name = name
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(
        .inputMissing, "cannot be opened: \(Self.reason(errno))", at: Location(name),
        hint: errno == EMFILE
          ? "raise the limit of open files: ulimit -n, LimitNOFILE" : "check that the file exists and may be read")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure(
        .inputMissing, "is not a regular file", at: Location(name), hint: "put a CSV file in its place")
    }
    opened = status
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// Fills the buffer, or as much of it as the file can fill, and returns the number of bytes; 0 at the end.
  ///
  /// - Throws: status `inputMissing` if reading fails; `dataRefused` if the file has changed since it was opened.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let filled = try fill(buffer) { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    if filled < buffer.count { try checkUnchanged(size: bytesRead + filled) }
    sum.update(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    bytesRead += filled
    // Without this, a file that grows as fast as it is read would never end.
    if bytesRead > opened.st_size { try checkUnchanged(size: bytesRead) }
    return filled
  }

  /// Fills the buffer from a given byte of the file, as far as the file goes, and returns the number of bytes.
  ///
  /// For bytes that were read before: they do not enter the size or the SHA-256 again.
  ///
  /// - Throws: as `read(into:)`.
  func readAgain(at start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    var place = start
    let filled = try fill(buffer) { rest in
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(place))
      place += max(count, 0)
      return count
    }
    try checkUnchanged(size: Int(opened.st_size))
    return filled
  }

  /// Reads until the buffer is full or the file ends.
  ///
  /// - Parameter read: a system call that reads into the rest of the buffer.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ read: (UnsafeMutableRawBufferPointer) -> Int
  ) throws(Failure) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = read(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(.inputMissing, "cannot be read: \(Self.reason(errno))", at: Location(name))
      }
      filled += count
    }
    return filled
  }

  /// Refuses a file that has changed since it was opened: half of an old file and half of a new one are not an export.
  private func checkUnchanged(size: Int) throws(Failure) {
    var now = stat()
    guard fstat(descriptor, &now) == 0, size == opened.st_size, now.st_size == opened.st_size,
      now.st_mtim.tv_sec == opened.st_mtim.tv_sec, now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
    else { throw Self.changed(name) }
  }

  /// Returns the failure that reports a file changed while it was read.
  package static func changed(_ name: String) -> Failure {
    Failure(
      .dataRefused, "the file changed while it was read", at: Location(name), hint: "run again when it is complete")
  }

  /// Returns all bytes of a small file.
  ///
  /// - Throws: status `inputMissing` if the file cannot be read.
  package static func contents(of path: String) throws(Failure) -> [UInt8] {
    var file = try SourceFile(path: path, name: path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try piece.withUnsafeMutableBufferPointer { room throws(Failure) in
        try file.read(into: UnsafeMutableRawBufferPointer(room))
      }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Returns the size and SHA-256 of a file, which is read to its end.
  ///
  /// - Throws: as opening the file and `read(into:)`.
  package static func sum(of path: String, name: String) throws(Failure) -> (bytes: Int, sha256: String) {
    var source = try SourceFile(path: path, name: name)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
    defer { room.deallocate() }
    while try source.read(into: room) > 0 {}
    return (source.bytesRead, source.digest)
  }

  /// The SHA-256 of all bytes read so far.
  package var digest: String { sum.hexDigest() }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}

import Glibc
import Publishing
import Synchronization

/// Counts the calls to another file layer, and lets the n-th one fail, and those after it where a resource is gone for
/// good.
final class FailingFiles: FileLayer {
  private let inner: any FileLayer
  private let failing: Int?
  private let forGood: Bool
  private let error: SystemError
  private let made = Mutex(0)
  /// Told of each call before it is made.
  private let before: @Sendable (Int) -> Void

  init(
    _ inner: any FileLayer, failing: Int? = nil, forGood: Bool = false, error: Int32 = ENOSPC,
    before: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.before = before
    self.inner = inner
    self.failing = failing
    self.forGood = forGood
    self.error = SystemError(error)
  }

  var calls: Int { made.withLock { $0 } }

  private func count() throws(SystemError) {
    let number = made.withLock { made in
      made += 1
      return made
    }
    before(number)
    if let failing, number == failing || forGood && number > failing { throw error }
  }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    try count()
    return try inner.open(path, for: use)
  }

  func read(_ descriptor: Int32, count bytes: Int) throws(SystemError) -> [UInt8] {
    try count()
    return try inner.read(descriptor, count: bytes)
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    // A full disk takes a part before it refuses the rest.
    do throws(SystemError) {
      try count()
    } catch {
      if !bytes.isEmpty { _ = try inner.write(bytes.prefix(bytes.count / 2), to: descriptor) }
      throw error
    }
    return try inner.write(bytes, to: descriptor)
  }

  func empty(_ descriptor: Int32) throws(SystemError) {
    try count()
    try inner.empty(descriptor)
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try count()
    try inner.sync(descriptor)
  }

  func close(_ descriptor: Int32) throws(SystemError) {
    // The descriptor is gone even where closing reports an error.
    try inner.close(descriptor)
    try count()
  }

  func lock(_ descriptor: Int32) throws(SystemError) {
    try count()
    try inner.lock(descriptor)
  }

  func unlock(_ descriptor: Int32) throws(SystemError) {
    try count()
    try inner.unlock(descriptor)
  }

  func kind(of path: String) throws(SystemError) -> FileKind? {
    try count()
    return try inner.kind(of: path)
  }

  func names(in folder: String) throws(SystemError) -> [String] {
    try count()
    return try inner.names(in: folder)
  }

  func target(ofLink path: String) throws(SystemError) -> String {
    try count()
    return try inner.target(ofLink: path)
  }

  func makeFolder(_ path: String) throws(SystemError) {
    try count()
    try inner.makeFolder(path)
  }

  func makeLink(_ path: String, to target: String) throws(SystemError) {
    try count()
    try inner.makeLink(path, to: target)
  }

  func move(_ path: String, over other: String) throws(SystemError) {
    try count()
    try inner.move(path, over: other)
  }

  func move(_ path: String, to free: String) throws(SystemError) {
    try count()
    try inner.move(path, to: free)
  }

  func exchange(_ path: String, _ other: String) throws(SystemError) {
    try count()
    try inner.exchange(path, other)
  }

  func removeFile(_ path: String) throws(SystemError) {
    try count()
    try inner.removeFile(path)
  }

  func removeFolder(_ path: String) throws(SystemError) {
    try count()
    try inner.removeFolder(path)
  }
}

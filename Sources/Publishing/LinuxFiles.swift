import CLinux
import Foundation
import Glibc
import Synchronization

/// The file layer of the operating system.
package struct LinuxFiles: FileLayer {
  package init() {}

  /// Makes a call, again while signals interrupt it, and throws its `errno` where it fails.
  @discardableResult
  private func call(_ make: () -> Int) throws(SystemError) -> Int {
    while true {
      let result = make()
      if result >= 0 { return result }
      if errno != EINTR { throw SystemError(errno) }
    }
  }

  package func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    let flags =
      switch use {
      case .reading: O_RDONLY | O_NONBLOCK
      case .folder: O_RDONLY | O_DIRECTORY
      case .creating: O_WRONLY | O_CREAT | O_EXCL
      case .locking: O_RDWR | O_CREAT | O_NOFOLLOW
      }
    return Int32(try call { Int(Glibc.open(path, flags | O_CLOEXEC, 0o644)) })
  }

  package func read(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = try call { Glibc.read(descriptor, &bytes, count) }
    return Array(bytes[..<filled])
  }

  package func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    try call { bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } }
  }

  package func empty(_ descriptor: Int32) throws(SystemError) {
    try call { Int(ftruncate(descriptor, 0)) }
    try call { Int(lseek(descriptor, 0, SEEK_SET)) }
  }

  package func sync(_ descriptor: Int32) throws(SystemError) { try call { Int(fsync(descriptor)) } }

  /// Begins to sync several files at a time: a file system writes everything that waits in one go, whereas files synced
  /// one by one would each wait for the disk.
  ///
  /// Threads only make this faster. If the system grants none, the files are synced by the thread that waits for them.
  package func beginSync(of descriptors: [Int32]) -> SyncUnderWay {
    let failed = FirstFailure()
    let next = Mutex(0)
    let taken = DispatchGroup()
    @Sendable func syncWhatIsLeft() {
      while true {
        let position = next.withLock { next -> Int? in
          guard next < descriptors.count else { return nil }
          taken.enter()
          next += 1
          return next - 1
        }
        guard let position else { return }
        defer { taken.leave() }
        do throws(SystemError) {
          try sync(descriptors[position])
        } catch {
          failed.note(position, error)
        }
      }
    }
    for _ in 0..<min(8, descriptors.count) { Thread.detachNewThread(syncWhatIsLeft) }
    return SyncUnderWay {
      syncWhatIsLeft()
      taken.wait()
      return failed.noted
    }
  }

  /// The failure of the first file by position, whichever thread found it.
  private final class FirstFailure: Sendable {
    private let state = Mutex<(position: Int, error: SystemError)?>(nil)

    func note(_ position: Int, _ error: SystemError) {
      state.withLock { if position < $0?.position ?? .max { $0 = (position, error) } }
    }

    var noted: (position: Int, error: SystemError)? { state.withLock { $0 } }
  }

  package func close(_ descriptor: Int32) throws(SystemError) {
    // After an interrupted close the descriptor is closed nevertheless; a second attempt could close another file's.
    if Glibc.close(descriptor) != 0, errno != EINTR { throw SystemError(errno) }
  }

  package func lock(_ descriptor: Int32) throws(SystemError) {
    try call { Int(flock(descriptor, LOCK_EX | LOCK_NB)) }
  }

  package func unlock(_ descriptor: Int32) throws(SystemError) {
    try call { Int(flock(descriptor, LOCK_UN)) }
  }

  package func kind(of path: String) throws(SystemError) -> FileKind? {
    var status = stat()
    do throws(SystemError) {
      try call { Int(lstat(path, &status)) }
    } catch {
      // Nothing exists below a file.
      if [ENOENT, ENOTDIR].contains(error.code) { return nil }
      throw error
    }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  package func names(in folder: String) throws(SystemError) -> [String] {
    guard let directory = opendir(folder) else { throw SystemError(errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw SystemError(errno) }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  package func target(ofLink path: String) throws(SystemError) -> String {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = try call { readlink(path, &target, target.count) }
    return String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  package func makeFolder(_ path: String) throws(SystemError) { try call { Int(mkdir(path, 0o755)) } }

  package func makePrivateFolder(_ path: String) throws(SystemError) { try call { Int(mkdir(path, 0o700)) } }

  package func isPrivate(_ folder: String) throws(SystemError) -> Bool {
    var status = stat()
    try call { Int(lstat(folder, &status)) }
    return status.st_uid == geteuid() && status.st_mode & 0o077 == 0
  }

  package func freeBytes(in folder: String) throws(SystemError) -> Int {
    var status = statvfs()
    try call { Int(statvfs(folder, &status)) }
    let (bytes, isMore) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
    return isMore ? .max : bytes
  }

  package func makeLink(_ path: String, to target: String) throws(SystemError) {
    try call { Int(symlink(target, path)) }
  }

  package func move(_ path: String, over other: String) throws(SystemError) {
    try call { Int(rename(path, other)) }
  }

  package func move(_ path: String, to free: String) throws(SystemError) {
    do throws(SystemError) {
      try call { Int(move_if_absent(path, free)) }
    } catch {
      // The file system lacks this kind of move, so look first and then move; the lock holder is the only one that
      // writes to the folder.
      guard Self.refuses(error) else { throw error }
      if try kind(of: free) != nil { throw SystemError(EEXIST) }
      try call { Int(rename(path, free)) }
    }
  }

  package func exchange(_ path: String, _ other: String) throws(SystemError) {
    try call { Int(swap_names(path, other)) }
  }

  package func removeFile(_ path: String) throws(SystemError) { try call { Int(unlink(path)) } }
  package func removeFolder(_ path: String) throws(SystemError) { try call { Int(rmdir(path)) } }

  /// Returns whether an error means that the kernel or the file system does not support the call, rather than that it
  /// failed.
  static func refuses(_ error: SystemError) -> Bool { [EINVAL, ENOSYS, EOPNOTSUPP].contains(error.code) }
}

/// The reason why the operating system refused a call: its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(_ code: Int32) { self.code = code }
}

/// The kind of file that a name refers to; links are not followed.
package enum FileKind: Sendable, Hashable {
  case file, folder, link, other
}

/// The purpose for which a file is opened.
package enum FileUse: Sendable, Hashable {
  case reading
  /// A folder, opened to sync it.
  case folder
  /// A file that must not exist yet.
  case creating
  /// The lock file, created where there is none. A link is not followed.
  case locking
}

/// Files that are being synced.
package struct SyncUnderWay: Sendable {
  /// Waits until all files are synced. Returns the first file, by position, that could not be synced; nil where all
  /// were.
  package let wait: @Sendable () -> (position: Int, error: SystemError)?

  package init(_ wait: @escaping @Sendable () -> (position: Int, error: SystemError)?) { self.wait = wait }
}

/// The system calls that publishing makes, each of which does one thing or throws.
///
/// All publishing goes through this layer. Tests can therefore make the n-th call fail, or replay what a power cut
/// would leave of a run, for every n.
package protocol FileLayer: Sendable {
  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32
  /// Reads at most `count` bytes from where the last read ended; returns none at the end of the file.
  func read(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8]
  /// Writes some of the bytes and returns how many.
  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int
  /// Truncates the file to zero bytes; writing continues at its start.
  func empty(_ descriptor: Int32) throws(SystemError)
  func sync(_ descriptor: Int32) throws(SystemError)
  /// Begins to sync written files, in no particular order; they must stay open until the sync has been waited for.
  func beginSync(of descriptors: [Int32]) -> SyncUnderWay
  func close(_ descriptor: Int32) throws(SystemError)
  /// Locks the file, or throws at once (`EWOULDBLOCK`). The lock ends with the descriptor, however the process ends.
  func lock(_ descriptor: Int32) throws(SystemError)
  /// Releases the lock at once, even if other processes have the descriptor: a process that is being started holds all
  /// descriptors until it executes another program.
  func unlock(_ descriptor: Int32) throws(SystemError)
  /// Returns the kind of a file; nil where nothing has that name.
  func kind(of path: String) throws(SystemError) -> FileKind?
  /// Returns the names in a folder, in no particular order.
  func names(in folder: String) throws(SystemError) -> [String]
  func target(ofLink path: String) throws(SystemError) -> String
  func makeFolder(_ path: String) throws(SystemError)
  /// Makes a folder that only its owner can read.
  func makePrivateFolder(_ path: String) throws(SystemError)
  /// Returns whether only the owner can read a folder, and is the user who runs this process.
  func isPrivate(_ folder: String) throws(SystemError) -> Bool
  func makeLink(_ path: String, to target: String) throws(SystemError)
  /// Moves a link or file over another one atomically.
  func move(_ path: String, over other: String) throws(SystemError)
  /// Moves a file atomically, and only where nothing has the new name.
  func move(_ path: String, to free: String) throws(SystemError)
  /// Exchanges two names atomically.
  func exchange(_ path: String, _ other: String) throws(SystemError)
  func removeFile(_ path: String) throws(SystemError)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(SystemError)
  /// Returns the number of bytes that can still be written to a folder's file system.
  func freeBytes(in folder: String) throws(SystemError) -> Int
}

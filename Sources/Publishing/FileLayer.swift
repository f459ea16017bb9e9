/// Why the operating system refused a call: its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(_ code: Int32) { self.code = code }
}

/// What a name stands for; links are not followed.
package enum FileKind: Sendable, Hashable {
  case file, folder, link, other
}

/// What a file is opened for.
package enum FileUse: Sendable, Hashable {
  case reading
  /// A folder, to sync it.
  case folder
  /// A file that must not exist yet.
  case creating
  /// The lock file, made where there is none. A link is not followed.
  case locking
}

/// Files that are being synced.
package struct SyncUnderWay: Sendable {
  /// Waits until all are; the first of them, by position, that could not be.
  package let wait: @Sendable () -> (position: Int, error: SystemError)?

  package init(_ wait: @escaping @Sendable () -> (position: Int, error: SystemError)?) { self.wait = wait }
}

/// The system calls that publishing makes, each of which does one thing or throws.
///
/// Everything that is published goes through here, so that tests can let the n-th call fail, or play back what a power
/// cut would leave of a run, for every n.
package protocol FileLayer: Sendable {
  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32
  /// At most `count` bytes from where the last read ended; none at the end.
  func read(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8]
  /// Writes some of the bytes and returns how many.
  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int
  /// Cuts the file to nothing; writing goes on from its start.
  func empty(_ descriptor: Int32) throws(SystemError)
  func sync(_ descriptor: Int32) throws(SystemError)
  /// Begins to sync files that were written, in no order; they stay open until that is waited for.
  func beginSync(of descriptors: [Int32]) -> SyncUnderWay
  func close(_ descriptor: Int32) throws(SystemError)
  /// Locks or throws at once (`EWOULDBLOCK`). The lock ends with the descriptor, however the process ends.
  func lock(_ descriptor: Int32) throws(SystemError)
  /// Gives the lock back at once, whoever else holds the descriptor: a process that is being started has all of them until
  /// it becomes another program.
  func unlock(_ descriptor: Int32) throws(SystemError)
  /// Nil where there is nothing of that name.
  func kind(of path: String) throws(SystemError) -> FileKind?
  /// The names in a folder, in no order.
  func names(in folder: String) throws(SystemError) -> [String]
  func target(ofLink path: String) throws(SystemError) -> String
  func makeFolder(_ path: String) throws(SystemError)
  /// Makes a folder that nobody but its owner may look into.
  func makePrivateFolder(_ path: String) throws(SystemError)
  /// Whether nobody but the owner, who runs this, may look into a folder.
  func isPrivate(_ folder: String) throws(SystemError) -> Bool
  func makeLink(_ path: String, to target: String) throws(SystemError)
  /// Moves a link or file over another one in one step.
  func move(_ path: String, over other: String) throws(SystemError)
  /// Moves in one step, and only where nothing has the new name.
  func move(_ path: String, to free: String) throws(SystemError)
  /// Two names swap what they stand for, in one step.
  func exchange(_ path: String, _ other: String) throws(SystemError)
  func removeFile(_ path: String) throws(SystemError)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(SystemError)
  /// Bytes that can still be written into a folder's file system.
  func freeBytes(in folder: String) throws(SystemError) -> Int
}

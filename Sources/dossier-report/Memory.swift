import CLinux

/// How the process holds memory.
enum Memory {
  /// Keeps what is freed: the tables of one group of files are about as large as those of the next, which would ask for other
  /// pages where these were given back.
  static func keepFreed() { keep_freed_memory() }
}

import CLinux

/// How the process holds memory.
enum Memory {
  /// Keeps what is freed: the tables of one group of files are as large as those of the next, and to give their pages back
  /// and ask for others takes longer than to fill them.
  static func keepFreed() { keep_freed_memory() }
}

import CLinux

/// How the process manages memory.
enum Memory {
  /// Keeps freed memory in the process. The tables of one group of files are about as large as those of the next, which
  /// would have to ask for new pages if these were returned to the system.
  static func keepFreed() { keep_freed_memory() }
}

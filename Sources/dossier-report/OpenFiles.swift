import Glibc

/// How many files this process may have open at once.
enum OpenFiles {
  /// Two exports a worker, and the pages of an edition that are synced together.
  private static let wanted: rlim_t = 1024
  /// With fewer a run might fail half-way, or in the runtime before it could say so.
  private static let least: rlim_t = 256

  /// Takes as many as the system grants.
  ///
  /// - Returns: their number, where they are too few.
  static func raiseLimit() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    if limit.rlim_cur < wanted {
      limit.rlim_cur = min(wanted, limit.rlim_max)
      _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    return limit.rlim_cur < least ? Int(limit.rlim_cur) : nil
  }
}

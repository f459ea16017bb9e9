import Glibc

/// The number of files that this process may have open at once.
enum OpenFiles {
  /// Two exports per worker, and the pages of an edition that are synced together.
  private static let wanted: rlim_t = 1024
  /// With fewer, a run could fail half-way, or in the runtime before it could report why.
  private static let least: rlim_t = 256

  /// Raises the limit as far as needed and permitted.
  ///
  /// - Returns: the number of files permitted, where it is too small; otherwise nil.
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

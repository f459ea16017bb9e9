import Diagnostics
import Foundation
import Publishing

/// Signals that ask the process to end.
enum Signals {
  private static let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"]

  /// Hands the signals to an interruption from now on; those that the process was told to ignore stay ignored.
  ///
  /// They are blocked and waited for on a thread of their own, so that what is done about them is bound by no rule for
  /// signal handlers. Call it on the first thread before there are others.
  static func interrupt(_ interruption: Interruption) {
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for signal in names.keys {
      var action = sigaction()
      sigaction(signal, nil, &action)
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1 { sigaddset(&wanted, signal) }
    }
    pthread_sigmask(SIG_BLOCK, &wanted, nil)
    let set = wanted
    Thread.detachNewThread {
      var set = set
      var signal: Int32 = 0
      while sigwait(&set, &signal) == 0 {
        guard interruption.request(signal) else { continue }
        report(signal)
        _exit(128 + signal)
      }
    }
  }

  static func report(_ signal: Int32) {
    if Terminal.isInteractive { Terminal.progress("") }
    Terminal.report([
      Finding(.error, "stopped by \(names[signal] ?? "signal \(signal)")", hint: "run again; nothing is half done")
    ])
  }

  /// A reader of stdout that leaves, or a file grown over its limit, is an error of that write and no end of the process.
  static func ignoreFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}

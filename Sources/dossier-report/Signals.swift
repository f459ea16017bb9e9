import Diagnostics
import Dispatch
import Foundation
import Publishing

/// The signals that ask the process to end.
enum Signals {
  private static let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"]

  /// Delivers the signals to an interruption from now on; signals that the process was started to ignore stay ignored.
  ///
  /// They arrive on a dispatch queue, so that their handling is not restricted by the rules for signal handlers.
  static func interrupt(_ interruption: Interruption) {
    for number in names.keys {
      // A process started in the background or under nohup may have to ignore some signals.
      if let before = signal(number, SIG_IGN),
        unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
      {
        continue
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        // A source ends when no reference to it is left; this one refers to itself in order to stay.
        withExtendedLifetime(source) {}
        guard interruption.request(number) else { return }
        report(number, interruption)
        _exit(128 + number)
      }
      source.activate()
    }
  }

  static func report(_ signal: Int32, _ interruption: Interruption) {
    if Terminal.isInteractive { Terminal.progress("") }
    let name = names[signal] ?? "signal \(signal)"
    Terminal.report([
      interruption.isInPlace
        ? Finding(
          .error, "stopped by \(name) when the edition was in place",
          hint: "only what was still to be printed is missing")
        : Finding(.error, "stopped by \(name)", hint: "run again; no edition is half done")
    ])
  }

  /// Makes a write fail with an error, instead of ending the process, when the reader of stdout has gone or a file
  /// exceeds its size limit.
  static func ignoreFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}

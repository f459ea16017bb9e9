import Diagnostics
import Dispatch
import Foundation
import Publishing

/// Signals that ask the process to end.
enum Signals {
  private static let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"]

  /// Hands the signals to an interruption from now on; those that the process was told to ignore stay ignored.
  ///
  /// They come on a queue, so that what is done about them is bound by no rule for signal handlers.
  static func interrupt(_ interruption: Interruption) {
    for number in names.keys {
      // Whoever started the process in the background or under nohup may have it ignore some.
      if let before = signal(number, SIG_IGN),
        unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
      {
        continue
      }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        // A source ends when nothing holds it; this one is to stay, and holds itself.
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

  /// A reader of stdout that leaves, or a file grown over its limit, ends that write and not the process.
  static func ignoreFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}

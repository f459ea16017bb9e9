/// How a run of the tool ends, as the shell sees it.
///
/// The numbers are those of BSD's `sysexits.h`, so that cron and systemd can tell a data problem from a full disk.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  /// The edition is published, or nothing had to change.
  case success = 0
  /// The command line is wrong.
  case usage = 64
  /// The data were refused, or a verification found a difference.
  case dataRefused = 65
  /// An input file or folder is missing or cannot be read.
  case inputMissing = 66
  /// Figures contradict each other, which is a defect of this program; or the system does not let the program work.
  case internalError = 70
  /// The output cannot be written.
  case cannotWrite = 73
  /// Another run holds the lock of the output folder.
  case locked = 75
  /// The configuration or a template is wrong.
  case badConfiguration = 78

  /// The meaning of the status in a few words.
  package var meaning: String {
    switch self {
    case .success: "published, or nothing had to change"
    case .usage: "the command line is wrong"
    case .dataRefused: "the data were refused, or an edition differs from its manifest"
    case .inputMissing: "an input is missing"
    case .internalError:
      "figures contradict one another: a defect of this program; or the system gives it too few threads or open files"
    case .cannotWrite: "the output cannot be written"
    case .locked: "another run holds the lock"
    case .badConfiguration: "the configuration or a template is wrong"
    }
  }
}

/// Why a sample could not be made.
package enum SampleError: Error, Sendable, Equatable {
  /// The scale must be more than 0 and at most 100.
  case scaleOutOfRange(Double)
  /// At least one worker is needed.
  case workersOutOfRange(Int)
  /// A folder or file could not be written; the reason is the operating system's.
  case cannotWrite(path: String, reason: String)
}

extension SampleError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .scaleOutOfRange(let scale): "the scale is \(scale), expected more than 0 and at most 100"
    case .workersOutOfRange(let workers): "the number of workers is \(workers), expected at least 1"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}

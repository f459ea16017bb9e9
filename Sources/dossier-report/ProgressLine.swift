import Foundation
import Pipeline

/// A line on a terminal that shows how much has been read, how fast, and the time left.
struct ProgressLine: Sendable {
  private let start = ContinuousClock.now

  func show(_ progress: ReadProgress) {
    let elapsed = start.duration(to: .now) / .seconds(1)
    let rate = elapsed > 0 ? Double(progress.bytes) / elapsed : 0
    let left = rate > 0 ? Double(progress.total - progress.bytes) / rate : 0
    Terminal.progress(
      "read \(Self.megabytes(progress.bytes)) of \(Self.megabytes(progress.total)) MB, \(Self.megabytes(Int(rate))) MB/s, \(Int(left.rounded(.up))) s left"
    )
  }

  func clear() { Terminal.progress("") }

  private static func megabytes(_ bytes: Int) -> String { String((bytes + 500_000) / 1_000_000) }
}

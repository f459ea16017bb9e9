/// What to make.
package struct SampleOptions: Sendable {
  /// How much of the national total: 1 is the country's 6.5 million dossiers, 0.01 a hundredth of them.
  package var scale: Double
  /// Which of the possible samples; the totals are the same for every seed.
  package var seed: UInt64
  /// How many provinces are written at once. It has no influence on what is written.
  package var workers: Int

  /// The day up to which the published figures go, as a number.
  package static let defaultSeed: UInt64 = 20_250_823

  package init(scale: Double = 1, seed: UInt64 = SampleOptions.defaultSeed, workers: Int = 2) {
    self.scale = scale
    self.seed = seed
    self.workers = workers
  }

  func check() throws(SampleError) {
    guard scale > 0, scale <= 100 else { throw .scaleOutOfRange(scale) }
    guard workers >= 1 else { throw .workersOutOfRange(workers) }
  }
}

/// The options of a sample.
package struct SampleOptions: Sendable {
  /// The size relative to the national total: 1 is the country's 6.5 million dossiers, 0.01 a hundredth of them.
  package var scale: Double
  /// The seed, which selects one of the possible samples; the totals are the same for every seed.
  package var seed: UInt64
  /// How many provinces are written at the same time; the result does not depend on it.
  package var workers: Int

  /// The last day of the published figures, as a number.
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

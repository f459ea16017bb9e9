/// SplitMix64: a small random generator that is the same on every machine, and so fast that its cost vanishes beside
/// the writing.
///
/// The standard generator cannot be seeded, and a sample must be reproducible.
struct RandomSource {
  private var state: UInt64

  /// Creates a separate stream for each name, so that provinces can be made in any order.
  init(seed: UInt64, stream: String) {
    // FNV-1a, because Swift's standard hash differs from run to run.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = seed ^ hash
    state = next()
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Returns a number from 0 up to, but not including, `bound`, which must be positive and below 2^32.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
  }

  /// Returns true in `perMille` of a thousand cases.
  @inline(__always)
  mutating func chance(perMille: Int) -> Bool { below(1000) < perMille }
}

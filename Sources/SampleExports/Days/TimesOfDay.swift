/// The distribution of times of day: offices keep hours, the portal does not.
struct TimesOfDay: Sendable {
  /// A power of two, so that bits of a random number can serve as an index.
  static let slots = 4096

  /// Office hours: a morning from 07:30 and an afternoon until 17:00, busiest in mid-morning.
  static let office = TimesOfDay { quarter in
    switch quarter {
    case 30..<32: 60
    case 32..<42: 110
    case 42..<46: 85
    case 52..<54: 70
    case 54..<64: 95
    case 64..<68: 50
    default: 0
    }
  }

  /// Online on a working day: mostly office hours and evenings, and a few at night.
  static let onlineOnWorkday = TimesOfDay { quarter in
    switch quarter {
    case 0..<24: 1
    case 24..<30: 12
    case 30..<68: 100
    case 68..<88: 24
    default: 8
    }
  }

  static let onlineOnWeekend = TimesOfDay { quarter in
    switch quarter {
    case 0..<24: 2
    case 24..<32: 25
    default: quarter < 92 ? 60 : 15
    }
  }

  /// The lunch break of offices, in seconds of the day.
  static let lunch = 41_400..<46_800
  static let opening = 27_000
  static let closing = 61_200

  private let quarters: [UInt8]

  private init(weight: (Int) -> Int) {
    let counts = apportion(Self.slots, weights: (0..<96).map(weight))
    quarters = counts.enumerated().flatMap { quarter, count in repeatElement(UInt8(quarter), count: count) }
  }

  /// Draws a second of the day; never midnight, which in exports means that no time was recorded.
  @inline(__always)
  func draw(_ random: inout RandomSource) -> Int {
    let bits = random.next()
    let quarter = Int(quarters[Int(truncatingIfNeeded: bits & UInt64(Self.slots - 1))])
    let within = Int(truncatingIfNeeded: ((bits >> 32) &* 900) >> 32)
    return max(1, quarter * 900 + within)
  }
}

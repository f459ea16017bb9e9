/// All dossiers of a province in order of receipt, each packed into one number.
///
/// Outcome, channel and agency are dealt like cards, so that every count is exact; day and time are drawn for each
/// card. The deck is then sorted, because an export lists dossiers in order of receipt.
struct DossierDeck: Sendable {
  /// A packed dossier: one card of the deck.
  struct Entry: Sendable {
    let bits: UInt64

    @inline(__always)
    init(moment: Int, unit: Int, outcome: Outcome, channel: Int) {
      bits =
        UInt64(moment) << 24 | UInt64(unit) << 8 | UInt64(outcome.rawValue) << 4 | UInt64(channel)
    }

    init(bits: UInt64) { self.bits = bits }

    /// The moment of receipt, in seconds since the start of the window.
    var moment: Int { Int(truncatingIfNeeded: bits >> 24) }
    var unit: Int { Int(truncatingIfNeeded: bits >> 8 & 0xffff) }
    var outcome: Int { Int(truncatingIfNeeded: bits >> 4 & 0xf) }
    var channel: Int { Int(truncatingIfNeeded: bits & 0xf) }
  }

  private(set) var entries: [Entry] = []

  init(units: ProvinceUnits, sample: Sample, seed: UInt64, provinceCode: String) {
    var random = RandomSource(seed: seed, stream: "deck/\(provinceCode)")
    entries.reserveCapacity(units.units.map { $0.outcomes.reduce(0, +) }.reduce(0, +))
    for (number, unit) in units.units.enumerated() {
      deal(unit, number: number, sample: sample, random: &random)
    }
    sort()
  }

  private mutating func deal(_ unit: SampleUnit, number: Int, sample: Sample, random: inout RandomSource) {
    var left = (all: unit.received, online: unit.online, postal: unit.postal)
    for outcome in Outcome.allCases {
      let starts = [false, true].map {
        sample.receipts.start(pool: unit.pool, isOnline: $0, outcome: outcome)
      }
      for _ in 0..<unit.outcomes[outcome.rawValue] {
        let channel: Int
        if outcome.isReceived {
          // Drawing without replacement ends at the exact counts.
          let draw = random.below(left.all)
          left.all -= 1
          if draw < left.online {
            channel = 0
            left.online -= 1
          } else if draw < left.online + left.postal {
            channel = 2
            left.postal -= 1
          } else {
            channel = 1
          }
        } else {
          channel = random.chance(perMille: 920) ? 0 : 1
        }
        let day = sample.receipts.day(
          at: starts[channel == 0 ? 1 : 0]
            + Int(truncatingIfNeeded: random.next() & UInt64(ReceiptDays.slots - 1)))
        let times: TimesOfDay =
          if channel != 0 { .office } else { sample.days.isWorked[day] ? .onlineOnWorkday : .onlineOnWeekend }
        entries.append(
          Entry(
            moment: day * 86_400 + times.draw(&random), unit: number, outcome: outcome, channel: channel))
      }
    }
  }

  /// Sorts by moment with a radix sort: a comparison sort would take longer than everything else here.
  private mutating func sort() {
    var source = entries
    for shift in [24, 36] {
      var starts = [Int](repeating: 0, count: 4097)
      for entry in source { starts[Int(entry.bits >> UInt64(shift) & 0xfff) + 1] += 1 }
      for bucket in 1...4096 { starts[bucket] += starts[bucket - 1] }
      for entry in source {
        let bucket = Int(entry.bits >> UInt64(shift) & 0xfff)
        entries[starts[bucket]] = entry
        starts[bucket] += 1
      }
      if shift == 24 { swap(&source, &entries) }
    }
  }
}

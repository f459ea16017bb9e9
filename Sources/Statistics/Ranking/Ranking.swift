import Administration

/// Units in the order of a rate (xếp hạng), with competition ranks: units with the same printed rate share a rank.
///
/// A unit is ranked only with full coverage and at least thirty dossiers in the denominator. The others are listed
/// below the line, with the reason (design: *Rankings*).
package struct Ranking: Sendable {
  /// The figures of one unit in the own window and, where they may be compared, in the previous window.
  package struct Unit: Sendable {
    package let tally: Tally?
    package let coverage: Coverage
    package let before: Tally?
    package let coverageBefore: Coverage

    package init(tally: Tally?, coverage: Coverage, before: Tally? = nil, coverageBefore: Coverage = .noFile) {
      self.tally = tally
      self.coverage = coverage
      self.before = before
      self.coverageBefore = coverageBefore
    }
  }

  /// Why a unit is not ranked.
  package enum Reason: String, Sendable, CaseIterable {
    case noData = "no_data"
    case partial
    case tooFew = "too_few"
  }

  package struct Entry: Sendable {
    /// Position of the unit in the list given.
    package let unit: Int
    package let ratio: Ratio?
    package let before: Ratio?
    /// Nil below the line.
    package let rank: Int?
    package let reason: Reason?
    /// Places gained since the previous window among the units that are ranked in both; negative where places were
    /// lost.
    package let places: Int?
    /// The fewest dossiers that, with the opposite outcome, would have given this unit the next better printed rate
    /// among the ranked units; nil for the first rank and below the line.
    ///
    /// The opposite outcome depends on the rate: on time instead of late, or online instead of in person.
    package let toDrawLevel: Int?
    /// Wilson's 95% interval of the rate, in hundredths of a per cent.
    package let interval: ClosedRange<Int>?
  }

  package let rate: Rate
  /// The ranked units in order, then those below the line in the order given.
  package let entries: [Entry]

  /// The fewest dossiers in a denominator for a unit to be ranked.
  package static let minimum = 30

  package init(rate: Rate, units: [Unit]) {
    self.rate = rate
    let now = Self.scores(rate, units.map { ($0.tally, $0.coverage) })
    let ranks = Self.ranks(now)
    let places = Self.places(from: Self.scores(rate, units.map { ($0.before, $0.coverageBefore) }), to: now)
    let order = units.indices.sorted { a, b in
      switch (now[a], now[b]) {
      case (let x?, let y?): x != y ? x > y : a < b
      case (nil, nil): a < b
      default: now[a] != nil
      }
    }
    // For each unit, a unit that has the next better printed score.
    var better: [Int: Int] = [:]
    for (position, unit) in order.enumerated().dropFirst() {
      let above = order[position - 1]
      guard let score = now[unit], let scoreAbove = now[above] else { break }
      better[unit] = score == scoreAbove ? better[above] : above
    }
    entries = order.map { unit in
      let ratio = units[unit].tally.flatMap { rate.of($0) }
      return Entry(
        unit: unit, ratio: ratio, before: units[unit].before.flatMap { rate.of($0) }, rank: ranks[unit],
        reason: ranks[unit] == nil ? Self.reason(units[unit]) : nil, places: places[unit],
        toDrawLevel: better[unit].flatMap { above in
          guard let ratio, let target = now[above] else { return nil }
          return Self.gap(ratio, to: target, rate)
        },
        interval: ratio.map(Self.wilson))
    }
  }

  package var ranked: [Entry] { entries.filter { $0.rank != nil } }

  /// Returns why a unit is not ranked. A commune may have no figures although its province's data are full: where no
  /// row of the province names a commune.
  private static func reason(_ unit: Unit) -> Reason {
    guard unit.tally != nil, unit.coverage.hasFigures else { return .noData }
    return unit.coverage == .full ? .tooFew : .partial
  }

  /// Returns the scores of the units that may be ranked; nil for the others. A score is the rate as printed with two
  /// decimals; a better rate has a higher score.
  private static func scores(_ rate: Rate, _ units: [(tally: Tally?, coverage: Coverage)]) -> [Int?] {
    units.map { unit in
      guard unit.coverage == .full, let ratio = unit.tally.flatMap({ rate.of($0) }), ratio.denominator >= minimum
      else { return nil }
      return score(ratio, rate)
    }
  }

  /// Returns the printed rate as a number: `>99.99%` lies between 99.99% and 100.00%, `<0.01%` between 0.00% and 0.01%.
  private static func score(_ ratio: Ratio, _ rate: Rate) -> Int {
    let hundredths = ratio.scaled(by: 10_000)
    var doubled = hundredths * 2
    if hundredths == 10_000, !ratio.isWhole { doubled -= 1 }
    if hundredths == 0, !ratio.isZero { doubled += 1 }
    return rate.isBetterHigher ? doubled : -doubled
  }

  /// Returns the rank of each score: one more than the number of better scores.
  private static func ranks(_ scores: [Int?]) -> [Int?] {
    let sorted = scores.compactMap(\.self).sorted(by: >)
    var first: [Int: Int] = [:]
    for (position, score) in sorted.enumerated() where first[score] == nil { first[score] = position + 1 }
    return scores.map { $0.flatMap { first[$0] } }
  }

  /// Returns the places gained among the units that have both scores, so that a unit that appears or disappears moves
  /// no other.
  private static func places(from before: [Int?], to now: [Int?]) -> [Int?] {
    let isMatched = zip(before, now).map { $0 != nil && $1 != nil }
    func ranksOfMatched(_ scores: [Int?]) -> [Int?] { ranks(zip(scores, isMatched).map { $1 ? $0 : nil }) }
    return zip(ranksOfMatched(before), ranksOfMatched(now)).map { before, now in
      before.flatMap { before in now.map { before - $0 } }
    }
  }

  /// Returns the fewest dossiers whose outcome must change for a rate to reach a score; nil where no number is enough.
  private static func gap(_ ratio: Ratio, to target: Int, _ rate: Rate) -> Int? {
    var (low, high) = (0, rate.isBetterHigher ? ratio.denominator - ratio.numerator : ratio.numerator)
    func reaches(_ count: Int) -> Bool {
      let numerator = rate.isBetterHigher ? ratio.numerator + count : ratio.numerator - count
      return Ratio(numerator, of: ratio.denominator).map { score($0, rate) >= target } ?? false
    }
    guard reaches(high) else { return nil }
    while low < high {
      let middle = (low + high) / 2
      if reaches(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Returns the 95% confidence interval of E. B. Wilson (1927), with z = 1.959964: the true rates with which the
  /// observed one is compatible.
  private static func wilson(_ ratio: Ratio) -> ClosedRange<Int> {
    let (n, z) = (Double(ratio.denominator), 1.959964)
    let p = Double(ratio.numerator) / n
    let centre = p + z * z / (2 * n)
    let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    let low = max(0, (centre - spread) / scale)
    let high = min(1, (centre + spread) / scale)
    return Int((low * 10_000).rounded())...Int((high * 10_000).rounded())
  }
}

extension Rate {
  /// Whether a higher value is the better one.
  package var isBetterHigher: Bool { self != .overdueShare && self != .lateRate }
}

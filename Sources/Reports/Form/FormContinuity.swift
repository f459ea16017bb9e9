import Administration
import Statistics

/// Column 6 of a unit, compared with the published column 11 of the previous period, and the cause of any difference.
struct ContinuityLine: Sendable {
  let unit: UnitRow
  let figures: FormStatistics.Continuity
  /// How the previous period has changed since it was published; nil where it cannot be recounted.
  let cause: Cause?

  /// What the previous period's form would state now less what it stated: its column 6, its columns 4 and 5, and its
  /// column 7.
  ///
  /// The first two less the third are the difference of a unit, because a unit's column 6 of this period equals the
  /// recounted column 11 of the previous one.
  struct Cause: Sendable {
    var carriedOver = 0
    var received = 0
    var resolved = 0

    init() {}

    init(now: Tally, published: [String: Int]) {
      func change(_ counter: Counter) -> Int { now[counter] - (published[counter.rawValue] ?? 0) }
      carriedOver = change(.carriedOver)
      received = change(.received)
      resolved = change(.resolved) + change(.withdrawn)
    }

    mutating func add(_ other: Cause) {
      carriedOver += other.carriedOver
      received += other.received
      resolved += other.resolved
    }

    var difference: Int { carriedOver + received - resolved }
  }

  /// The part of the difference that no unit's change explains: units with figures in only one of the two periods.
  var otherUnits: Int? { cause.map { figures.difference - $0.difference } }
}

/// Column 6 of the form compared with column 11 of the edition published for the previous period.
struct FormContinuity: Sendable {
  /// Each unit with figures in both periods in code order, then the whole.
  let lines: [ContinuityLine]
  /// Units with figures in this period but not in the edition, and the reverse.
  let onlyNow: [UnitRow]
  let onlyBefore: [UnitRow]

  static let none = FormContinuity(lines: [], onlyNow: [], onlyBefore: [])

  private init(lines: [ContinuityLine], onlyNow: [UnitRow], onlyBefore: [UnitRow]) {
    self.lines = lines
    self.onlyNow = onlyNow
    self.onlyBefore = onlyBefore
  }

  /// - Parameter previous: the previous period as counted now.
  init(
    _ form: FormStatistics, published: PublishedFigures, previous: WindowStatistics?, units: UnitRows,
    registry: Registry
  ) {
    var pending = published.provinces.compactMapValues { $0["pending"] }
    pending[Registry.wholeCode] = published.national["pending"]
    var all = ContinuityLine.Cause()
    var lines: [ContinuityLine] = []
    for figures in form.continuity(pending, registry: registry) {
      guard let province = registry.province(code: figures.unit) else {
        lines.append(ContinuityLine(unit: units.total, figures: figures, cause: all))
        continue
      }
      let cause = previous?.provinces[province].flatMap { now in
        published.provinces[figures.unit].map { ContinuityLine.Cause(now: now, published: $0) }
      }
      if let cause { all.add(cause) }
      lines.append(ContinuityLine(unit: units.provinces[province], figures: figures, cause: cause))
    }
    self.lines = lines
    onlyNow = zip(units.provinces, form.units).filter { $1 != nil && pending[$0.code] == nil }.map(\.0)
    onlyBefore = zip(units.provinces, form.units).filter { $1 == nil && pending[$0.code] != nil }.map(\.0)
  }
}

import Administration
import Statistics

/// Column 6 of a unit beside column 11 of the period before as published, and what makes them differ.
struct ContinuityLine: Sendable {
  let unit: UnitRow
  let figures: FormStatistics.Continuity
  /// How the period before has changed since it was published; nil where it cannot be counted anew.
  let cause: Cause?

  /// What the form of the period before would say now less what it said: of its column 6, its columns 4 and 5, and its
  /// column 7. The first two less the third are the difference of a unit, since its column 6 of this period is its
  /// column 11 of the one before, counted anew.
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

  /// What no unit's change explains: units with figures in one of the two periods only.
  var otherUnits: Int? { cause.map { figures.difference - $0.difference } }
}

/// Column 6 of the form set beside column 11 of the edition published for the period before.
struct FormContinuity: Sendable {
  /// Each unit with figures in both, in code order, then the whole.
  let lines: [ContinuityLine]
  /// Units with figures in this period and none in the edition, and the other way round.
  let onlyNow: [UnitRow]
  let onlyBefore: [UnitRow]

  static let none = FormContinuity(lines: [], onlyNow: [], onlyBefore: [])

  private init(lines: [ContinuityLine], onlyNow: [UnitRow], onlyBefore: [UnitRow]) {
    self.lines = lines
    self.onlyNow = onlyNow
    self.onlyBefore = onlyBefore
  }

  /// - Parameter previous: the period before as it is counted now.
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

import Administration
import Statistics
import Templates

/// What leads from the cumulative figures published with the previous period to the current ones: what is new in this
/// period, and what was revised for the time before it.
struct Bridge: Sendable {
  struct Line: Sendable {
    let published: Int
    let new: Int
    let now: Int
    /// The part of the revision that comes from provinces with data since the reform in only one of the two editions.
    let otherUnits: Int

    var revision: Int { now - published - new }
  }

  let edition: String
  let received: Line
  let resolved: Line
  /// Revisions of newly received dossiers by province, the largest first; provinces without one are left out.
  let revisions: [(unit: UnitRow, received: Int)]

  /// Makes the bridge. Nil where no edition of the previous period is published, where its cumulative figures begin on
  /// another day, or where it is stated as of a day before its period ended: later events of that period are no
  /// revision.
  init?(_ subject: ReportSubject) {
    guard let before = subject.form.sources.before, let lastDay = before.figures.lastDay,
      lastDay <= before.figures.asOf,
      let cumulative = subject.statistics.cumulative,
      let received = before.figures.cumulative(.received, since: cumulative.window.first),
      let resolved = before.figures.cumulative(.resolved, since: cumulative.window.first)
    else { return nil }
    edition = before.edition
    let (own, now) = (subject.own.national, cumulative.national)
    let provinces = zip(subject.registry.provinces, zip(subject.own.provinces, cumulative.provinces))
    func line(_ counter: Counter, _ published: [String: Int]) -> Line {
      var others = 0
      for (province, (own, whole)) in provinces {
        switch (published[province.code], whole) {
        case (let published?, nil): others -= published
        case (nil, let whole?): others += whole[counter] - (own?[counter] ?? 0)
        default: break
        }
      }
      return Line(
        published: published.values.reduce(0, +), new: own[counter], now: now[counter], otherUnits: others)
    }
    self.received = line(.received, received)
    self.resolved = line(.resolved, resolved)
    var revisions: [(unit: UnitRow, received: Int)] = []
    for (position, unit) in subject.units.provinces.enumerated() {
      let new = subject.own.provinces[position].map { $0[.received] }
      let whole = cumulative.provinces[position].map { $0[.received] }
      let revision = (whole ?? 0) - (new ?? 0) - (received[unit.code] ?? 0)
      if revision != 0 { revisions.append((unit, revision)) }
    }
    self.revisions = revisions.sorted { (-abs($0.received), $0.unit.code) < (-abs($1.received), $1.unit.code) }
  }
}

enum BridgeNames {
  private static func names(_ path: @escaping @Sendable (Bridge) -> Bridge.Line) -> Names<Bridge?> {
    Names<Bridge?>([
      .count("published", "as published with the period before") { $0.map(path)?.published },
      .count("new", "new in the period") { $0.map(path)?.new },
      .signed("revision", "revised of the time before the period") { $0.map(path)?.revision },
      .count("now", "as it is now") { $0.map(path)?.now },
      .signed("other_units", "of the revision, what comes from provinces with data in one of the two editions only") {
        $0.map(path)?.otherUnits
      },
      .flag("has_other_units", "whether anything does") { $0.map(path)?.otherUnits ?? 0 != 0 },
    ])
  }

  private static let bridge = Names<Bridge?>([
    .text("edition", "the edition of the period before") { $0?.edition },
    .flag("has_other_units", "whether provinces have data in one of the two editions only") {
      $0.map { $0.received.otherUnits != 0 || $0.resolved.otherUnits != 0 } ?? false
    },
    .record("received", "cumulative newly received dossiers", names { $0.received }) { $0 },
    .record("resolved", "cumulative resolved dossiers", names { $0.resolved }) { $0 },
    .value("revised_provinces", "the three provinces with the largest revisions of newly received dossiers") {
      bridge, printer in
      printer.joined(
        (bridge?.revisions ?? []).prefix(3).map {
          $0.unit.inlineName(printer) + " (" + printer.signedCount($0.received).text + ")"
        })
    },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_bridge", "whether cumulative figures were published with the period before") { Bridge($0) != nil },
    .record("bridge", "from the cumulative figures published with the period before to those of now", bridge) {
      Bridge($0)
    },
  ]
}

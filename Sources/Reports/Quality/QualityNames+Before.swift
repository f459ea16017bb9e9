import Statistics
import Templates

/// The newly received dossiers of a province, for one period counted at two times, or for two periods.
struct ReceivedTwice: Sendable {
  let unit: UnitRow
  let before: Int
  let now: Int
}

extension ReportSubject {
  /// Provinces whose newly received dossiers of the previous period now differ from what was published.
  var restated: [ReceivedTwice] {
    guard let published = form.sources.before?.figures, let previous = statistics.previous else { return [] }
    return zip(units.provinces, previous.provinces).compactMap { unit, now in
      guard let before = published.provinces[unit.code]?[Counter.received.rawValue], let now = now?[.received],
        now != before
      else { return nil }
      return ReceivedTwice(unit: unit, before: before, now: now)
    }
  }

  /// Provinces that received more than half as many again as in the previous period, or less than half, where either
  /// number is at least a hundred.
  var jumps: [ReceivedTwice] {
    units.provinces.compactMap { unit in
      guard let now = unit.cell[.received], let before = unit.before?[.received], max(now, before) >= 100,
        2 * now > 3 * before || 2 * now < before
      else { return nil }
      return ReceivedTwice(unit: unit, before: before, now: now)
    }
  }
}

/// The names under `quality` that compare the data with those of the previous period.
enum QualityBeforeNames {
  private static let rows = Names<ReceivedTwice>([
    .value("name", "name of the province") { $0.unit.name($1) },
    .count("before", "newly received, before") { $0.before },
    .count("now", "newly received, now") { $0.now },
    .signed("difference", "now less before") { $0.now - $0.before },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_restated", "whether the period before counts otherwise now than as published") { !$0.restated.isEmpty },
    .list("restated", "provinces whose newly received dossiers of the period before are not as published", rows) {
      $0.restated
    },
    .flag("has_jumps", "whether any province received far more or far fewer than in the period before") {
      !$0.jumps.isEmpty
    },
    .list("jumps", "provinces that received over half as many again, or under half, as in the period before", rows) {
      $0.jumps
    },
  ]
}

import Administration

/// The totals of one province; over all provinces they sum exactly to the national ones.
struct ProvinceTotals: Sendable {
  var received = 0
  var commune = 0
  var online = 0
  var postal = 0
  /// The totals by outcome; those of received dossiers sum to `received`.
  var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
  var staff = StaffTotals()

  /// Divides the national totals among the provinces by their profiles.
  static func of(_ registry: Registry, targets: NationalTargets) -> [ProvinceTotals] {
    let communes = registry.communesOfProvince.map(\.count)
    let profiles = zip(registry.provinces, communes).map { ProvinceProfile.of(code: $0.code, communes: $1) }
    let received = apportion(targets.received, weights: profiles.map(\.received))
    func weights(_ rate: (ProvinceProfile) -> Int) -> [Int] { zip(received, profiles).map { $0 * rate($1) } }

    let commune = apportion(
      targets.commune, weights: weights(\.commune), caps: zip(received, communes).map { $1 > 0 ? $0 : 0 })
    let online = apportion(targets.online, weights: weights(\.online), caps: received)
    let offline = zip(received, online).map { $0 - $1 }
    let postal = apportion(targets.postal, weights: offline, caps: offline)

    let resolved = apportion(targets.resolved, weights: weights(\.resolved), caps: received)
    let inTime = apportion(
      targets.inTime, weights: zip(resolved, profiles).map { $0 * $1.inTime }, caps: resolved)
    let early = apportion(targets.early, weights: inTime, caps: inTime)
    var left = zip(received, resolved).map { $0 - $1 }
    func take(_ total: Int, weights: [Int]) -> [Int] {
      let parts = apportion(total, weights: weights, caps: left)
      left = zip(left, parts).map { $0 - $1 }
      return parts
    }
    let withdrawn = take(targets.withdrawn, weights: received)
    let noDeadline = take(targets.noDeadline, weights: received)
    let paused = take(targets.paused, weights: left)
    // Provinces that often finish late also have more open dossiers past the due day.
    let overdue = take(targets.overdue, weights: zip(left, profiles).map { $0 * (1350 - $1.inTime) })
    let submitted = apportion(targets.submitted, weights: received)
    let refused = apportion(targets.refused, weights: received)
    let staff = StaffTotals.of(
      targets, weights: zip(communes, profiles).map { $0 * 20 + $1.received / 500 })

    return registry.provinces.indices.map { province in
      var totals = ProvinceTotals()
      totals.received = received[province]
      totals.commune = commune[province]
      totals.online = online[province]
      totals.postal = postal[province]
      totals[.early] = early[province]
      totals[.onTime] = inTime[province] - early[province]
      totals[.late] = resolved[province] - inTime[province]
      totals[.withdrawn] = withdrawn[province]
      totals[.noDeadline] = noDeadline[province]
      totals[.paused] = paused[province]
      totals[.overdue] = overdue[province]
      totals[.open] = left[province]
      totals[.submitted] = submitted[province]
      totals[.refused] = refused[province]
      totals.staff = staff[province]
      return totals
    }
  }

  subscript(outcome: Outcome) -> Int {
    get { outcomes[outcome.rawValue] }
    set { outcomes[outcome.rawValue] = newValue }
  }
}

/// How many persons of a province reached each stage: those paid are among the approved, and these among the decided.
struct StaffTotals: Sendable {
  var decided = 0
  /// The number of persons whose cases were submitted and approved.
  var approved = 0
  var paid = 0

  static func of(_ targets: NationalTargets, weights: [Int]) -> [StaffTotals] {
    let decided = apportion(targets.decided, weights: weights)
    let approved = apportion(targets.approved, weights: decided, caps: decided)
    let paid = apportion(targets.paid, weights: approved, caps: approved)
    return weights.indices.map { StaffTotals(decided: decided[$0], approved: approved[$0], paid: paid[$0]) }
  }
}

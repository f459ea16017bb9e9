import Administration
import Diagnostics
import Records

/// The figures of one window, broken down and checked. Reports are made from them.
package struct WindowStatistics: Sendable {
  package let role: WindowRole
  package let window: Window
  package let observation: Moment
  /// By position in the registry.
  package let coverage: [Coverage]
  /// The figures of each province; nil where its coverage gives none.
  package let provinces: [Tally?]
  /// The sum of the provinces that have figures.
  package let national: Tally
  /// The figures of each commune of the registry. Nil where its province has no figures, or is one of
  /// `provincesNamingNoCommune` and has no single-level centre.
  package let communes: [Tally?]
  /// What each province counts at its own level, or without a stated commune; nil where the province has no figures.
  package let ownLevel: [Tally?]
  package let fields: [(name: String, tally: Tally)]
  /// By position of the province; the fields in order of their names.
  package let fieldsOfProvince: [[(name: String, tally: Tally)]]
  /// By level; the fields in order of their names.
  package let fieldsOfLevel: [Level: [(name: String, tally: Tally)]]
  package let channels: [(channel: Channel, tally: Tally)]
  package let levels: [(level: Level, tally: Tally)]

  /// - Throws: status `internalError` where an identity fails in any cell, or where a breakdown does not add up.
  package init(
    _ summary: Summary, position: Int, plan: WindowPlan, files: [Int], registry: Registry, calendar: WorkingCalendar
  ) throws(Failure) {
    let counts = summary.windows[position]
    let classifier = plan.classifiers[position]
    role = plan.roles[position]
    window = classifier.window
    observation = classifier.observation
    let coverage = Self.coverage(
      summary, of: classifier, isBase: [.previous, .yearBefore].contains(role), files: files, calendar: calendar)
    self.coverage = coverage
    let isCounted = coverage.map(\.hasFigures)

    var provinces: [Tally?] = isCounted.map { $0 ? Tally() : nil }
    var ownLevel = provinces
    var communes: [Tally?] = registry.communes.map { _ in nil }
    let nameNone = summary.provincesNamingNoCommune
    for (province, range) in registry.communesOfProvince.enumerated()
    where isCounted[province] {
      // A province with a single-level centre may name no commune, because the centre receives for all of them.
      let hasCentre = registry.provinces[province].singleLevelCentreSince.map { $0 <= classifier.window.last } ?? false
      if nameNone.contains(province), !hasCentre { continue }
      for commune in range { communes[commune] = Tally() }
    }
    var levels = [Tally](repeating: Tally(), count: Level.allCases.count)
    for (key, tally) in counts.units where isCounted[key.province] {
      provinces[key.province]?.merge(tally)
      if let commune = key.commune { communes[commune]?.merge(tally) } else { ownLevel[key.province]?.merge(tally) }
      levels[Int(key.level.rawValue)].merge(tally)
    }
    var fields: [NameKey: Tally] = [:]
    var ofProvince = [[NameKey: Tally]](repeating: [:], count: isCounted.count)
    var ofLevel: [Level: [NameKey: Tally]] = [:]
    for (key, tally) in counts.fields where isCounted[key.province] {
      fields[key.field, default: Tally()].merge(tally)
      ofProvince[key.province][key.field, default: Tally()].merge(tally)
      ofLevel[key.level, default: [:]][key.field, default: Tally()].merge(tally)
    }
    let names = summary.names.fields
    func named(_ cells: [NameKey: Tally]) -> [(name: String, tally: Tally)] {
      cells.sorted { $0.key < $1.key }.map { (names.name(of: $0.key), $0.value) }
    }
    fieldsOfProvince = ofProvince.map(named)
    fieldsOfLevel = ofLevel.mapValues(named)
    var channels = [Tally](repeating: Tally(), count: Channel.allCases.count)
    for (key, tally) in counts.channels where isCounted[key.province] {
      channels[Int(key.channel.rawValue)].merge(tally)
    }
    self.provinces = provinces
    self.ownLevel = ownLevel
    self.communes = communes
    national = provinces.compactMap(\.self).merged()
    self.fields = fields.sorted { $0.key < $1.key }.map { (names.name(of: $0.key), $0.value) }
    self.levels = Level.allCases.map { ($0, levels[Int($0.rawValue)]) }
    self.channels = Channel.allCases.map { ($0, channels[Int($0.rawValue)]) }
    try checkSums(registry)
  }

  /// Returns how far the data of each province cover a window, by position in the registry.
  static func coverage(
    _ summary: Summary, of classifier: Classifier, isBase: Bool = false, files: [Int], calendar: WorkingCalendar
  ) -> [Coverage] {
    files.indices.map { province in
      Coverage.of(
        files: files[province], isBase: isBase, coveredFrom: summary.reach[province]?.beginning,
        coveredTo: summary.reach[province]?.end,
        window: classifier.window, through: classifier.observation.day, calendar: calendar)
    }
  }

  /// The figures of the whole; nil where no province has figures, since a zero would then mean nothing.
  package var total: Tally? { reporting > 0 ? national : nil }

  /// The number of provinces that have figures.
  package var reporting: Int { coverage.count { $0.hasFigures } }

  /// Returns this window's sum over the provinces that have figures both here and in another window.
  package func national(matching other: WindowStatistics) -> Tally {
    zip(provinces, other.provinces).compactMap { own, others in others == nil ? nil : own }.merged()
  }

  private func checkSums(_ registry: Registry) throws(Failure) {
    func counted<Unit>(_ units: [Unit], _ tallies: [Tally?]) -> [(unit: Unit, tally: Tally)] {
      zip(units, tallies).compactMap { unit, tally in tally.map { (unit, $0) } }
    }
    try Identities.check([(unit: "the country", tally: national)]) { $0 }
    try Identities.check(counted(registry.provinces, provinces)) { "province \($0.code)" }
    try Identities.check(counted(registry.communes, communes)) { "commune \($0.code)" }
    try Identities.check(fields.map { (unit: $0.name, tally: $0.tally) }) { "the field '\($0)'" }
    try Identities.check(channels.map { (unit: $0.channel, tally: $0.tally) }) { "the channel \($0.word)" }
    try Identities.check(levels.map { (unit: $0.level, tally: $0.tally) }) { "the level \($0.word)" }
    let breakdowns: [(String, Tally)] = [
      ("communes", (communes.compactMap(\.self) + ownLevel.compactMap(\.self)).merged()),
      ("fields", fields.map(\.tally).merged()),
      ("channels", channels.map(\.tally).merged()),
      ("levels", levels.map(\.tally).merged()),
    ]
    for (name, sum) in breakdowns where sum != national {
      throw Failure(.internalError, "the \(name) of \(window.slug) do not add up to the total")
    }
  }
}

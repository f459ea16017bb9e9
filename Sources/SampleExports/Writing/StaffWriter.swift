import Administration
import Records

/// Writes the staff export of one province: persons who leave under Decree 178/2024/NĐ-CP, without their identity.
struct StaffWriter: ~Copyable {
  private var file: OutputFile
  private var random: RandomSource
  private let province: Province
  private let calendar: WorkingCalendar
  private let communeAgencies: [String]
  private let departments: [String]

  /// The day for which the figures are stated; no date is later.
  private static let lastDay = WindowDays.first + WindowDays.staffDay
  /// The first day on which the decree applies.
  private static let firstDay = Day.firstOfMonth(year: 2025, month: 1)
  /// All columns but `revoked_at`, because no decision of the sample is revoked.
  private static let columns = StaffColumn.allCases.filter { $0 != .revokedAt }
  /// Decisions that are approved or paid were made at least this many days before `lastDay`.
  private static let fastest = 14

  init(
    file: consuming OutputFile, province: Province, units: ProvinceUnits, calendar: WorkingCalendar,
    random: RandomSource
  ) {
    self.file = file
    self.random = random
    self.province = province
    self.calendar = calendar
    communeAgencies = units.communeAgencies
    departments = units.departments
  }

  /// Writes the header and all rows in the order of the decisions; returns the size of the file.
  mutating func write(_ totals: StaffTotals) throws(SampleError) -> Int {
    try file.writeLine(Self.columns.map(\.rawValue).joined(separator: ","))
    var stages: [(decided: Day, number: Int, stage: Stage)] = []
    var left = totals
    for number in 0..<totals.decided {
      // Drawing without replacement ends at the exact counts.
      let draw = random.below(left.decided)
      let stage: Stage = draw < left.paid ? .paid : draw < left.approved ? .approved : .decided
      left.decided -= 1
      if stage != .decided { left.approved -= 1 }
      if stage == .paid { left.paid -= 1 }
      stages.append((decisionDay(stage), number, stage))
    }
    stages.sort { ($0.decided, $0.number) < ($1.decided, $1.number) }
    for (position, person) in stages.enumerated() {
      try file.writeLine(row(position + 1, decided: person.decided, stage: person.stage))
    }
    return try file.finish()
  }

  /// The stage that a person's payment has reached.
  private enum Stage { case decided, approved, paid }

  /// Draws the day of a decision: as published, 60% of decisions were made by 30 June and 30% by 25 July after that.
  /// Those not approved yet are later on average.
  private mutating func decisionDay(_ stage: Stage) -> Day {
    let last = Self.lastDay - (stage == .decided ? 1 : Self.fastest)
    let draw = random.below(100)
    let (early, middle) = stage == .decided ? (30, 55) : (65, 97)
    let reform = WindowDays.first
    let (first, end) =
      draw < early
      ? (Self.firstDay + 14, reform) : draw < middle ? (reform, reform + 25) : (reform + 25, last + 1)
    return worked(first + random.below(end - first))
  }

  /// Returns the last working day on or before a day, so that order is kept.
  private func worked(_ day: Day) -> Day { calendar.lastWorkingDay(from: day - 14, through: day) ?? day }

  private mutating func row(_ number: Int, decided: Day, stage: Stage) -> String {
    let policy: RedundancyPolicy = random.chance(perMille: 550) ? .earlyRetirement : .severance
    let isCommune = random.chance(perMille: 640) && !communeAgencies.isEmpty
    let category = category(isCommune: isCommune)
    let agencies = isCommune ? communeAgencies : departments
    let agency = agencies[random.below(agencies.count)]

    // The later stages in order, at most eleven weeks after the decision.
    let span = min(Self.lastDay - decided, 77)
    let offsets = (0..<4).map { _ in random.below(span + 1) }.sorted()
    let days = offsets.map { worked(decided + $0) }.map { max($0, decided) }
    let hasLeft = random.chance(perMille: stage == .decided ? 500 : 970)
    let approved = stage == .decided ? 0 : amount(policy, category)
    let paid = stage == .paid ? approved : 0

    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let cells = [
      "\(province.code)-\(padded)", province.code, csvCell(province.nameVi), csvCell(agency),
      (isCommune ? Level.commune : Level.province).word, category.word, policy.word, decided.description,
      hasLeft ? days[0].description : "", stage == .decided ? "" : days[1].description,
      stage == .decided ? "" : days[2].description, stage == .paid ? days[3].description : "",
      approved > 0 ? String(approved) : "", paid > 0 ? String(paid) : "",
    ]
    return cells.joined(separator: ",")
  }

  private mutating func category(isCommune: Bool) -> StaffCategory {
    let draw = random.below(100)
    if isCommune {
      return draw < 28
        ? .cadre
        : draw < 62 ? .civilServant : draw < 70 ? .publicEmployee : draw < 73 ? .contract : .communePartTime
    }
    return draw < 10 ? .cadre : draw < 62 ? .civilServant : draw < 92 ? .publicEmployee : .contract
  }

  /// Returns an amount in whole thousands of đồng: by the decree's formulas, early retirement pays more than severance.
  private mutating func amount(_ policy: RedundancyPolicy, _ category: StaffCategory) -> Int {
    let (least, most) =
      switch (policy, category) {
      case (.earlyRetirement, .communePartTime), (.earlyRetirement, .contract): (300_000, 1_700_000)
      case (.earlyRetirement, _): (420_000, 2_500_000)
      case (.severance, .communePartTime), (.severance, .contract): (200_000, 900_000)
      case (.severance, _): (240_000, 1_200_000)
      }
    // The sum of two draws puts most amounts in the middle.
    let half = (most - least) / 2
    return (least + random.below(half + 1) + random.below(half + 1)) * 1000
  }
}

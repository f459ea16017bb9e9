import Administration

/// One agency of a province that resolves dossiers, and its dossiers by kind.
struct SampleUnit: Sendable {
  let pool: Int
  /// The beginning of the agency's dossier codes: `H26.12-`.
  let codePrefix: String
  /// The row's cells from the province's code to the agency's name.
  let cells: String
  var received = 0
  var online = 0
  var postal = 0
  /// The number of dossiers by outcome.
  var outcomes = [Int](repeating: 0, count: Outcome.allCases.count)
}

/// The agencies of a province: communes, departments and branches of central agencies, with their counts.
struct ProvinceUnits: Sendable {
  private(set) var units: [SampleUnit] = []
  /// The names of the communes' agencies, and of the province's own agencies above them.
  private(set) var communeAgencies: [String] = []
  private(set) var departments: [String] = []

  init(
    province: Province, communes: ArraySlice<Commune>, totals: ProvinceTotals, published: ProvinceTotals
  ) {
    let base = CommuneVolumes.base(communes, total: published.commune)
    let byCommune = apportion(totals.commune, weights: base)
    let above = Agency.all.filter { $0.level != .commune }
    let byAgency = apportion(totals.received - totals.commune, weights: above.map(\.weight))
    let noun = province.kindAtReform == .city ? "thành phố" : "tỉnh"
    let provinceCells = "\(province.code),\(csvCell(province.nameVi))"
    var slowness: [Int] = []
    var habit: [Int] = []
    var mayRefuse: [Bool] = []

    func add(_ unit: SampleUnit, stream: String, isSparse: Bool = false) {
      var random = RandomSource(seed: 0, stream: "unit/\(stream)")
      // Most agencies are near the average; a few are four times as slow as the best.
      let draw = random.below(100)
      slowness.append(50 + draw * draw / 65)
      habit.append(88 + random.below(25))
      mayRefuse.append(!isSparse)
      units.append(unit)
    }
    for (offset, commune) in communes.enumerated() {
      let name = commune.fullNameAtReform
      communeAgencies.append("UBND " + name)
      var unit = SampleUnit(
        pool: commune.kindAtReform == .ward ? ProcedureCatalogue.wardPool : ProcedureCatalogue.ruralPool,
        codePrefix: "\(province.portalCode).\(21 + offset)-",
        cells: "\(provinceCells),\(commune.code),\(csvCell(name)),commune,\(csvCell("UBND " + name)),")
      unit.received = byCommune[offset]
      add(unit, stream: commune.code, isSparse: base[offset] < CommuneVolumes.least)
    }
    for (agency, received) in zip(above, byAgency) {
      var unit = SampleUnit(
        pool: ProcedureCatalogue.pool(of: agency),
        codePrefix: "\(province.portalCode).\(twoDigits(agency.number))-",
        cells: "\(provinceCells),,,\(agency.level.word),\(csvCell(agency.name(in: noun))),")
      unit.received = received
      if agency.level == .province { departments.append(agency.name(in: noun)) }
      add(unit, stream: "\(province.code)/\(agency.number)")
    }
    share(totals, slowness: slowness, habit: habit, mayRefuse: mayRefuse)
  }

  /// Divides the province's totals among its agencies by their habits; every agency keeps its own sum.
  private mutating func share(_ totals: ProvinceTotals, slowness: [Int], habit: [Int], mayRefuse: [Bool]) {
    let received = units.map(\.received)
    let online = apportion(totals.online, weights: zip(received, habit).map { $0 * $1 }, caps: received)
    let offline = zip(received, online).map { $0 - $1 }
    let postal = apportion(totals.postal, weights: offline, caps: offline)
    for unit in units.indices {
      units[unit].online = online[unit]
      units[unit].postal = postal[unit]
    }

    var left = received
    // The rarest outcome first, so that small agencies still have room for it; what remains is early.
    for outcome in [Outcome.withdrawn, .noDeadline, .paused, .overdue, .late, .open, .onTime] {
      let weights = units.indices.map { unit in
        switch outcome {
        case .late, .overdue: received[unit] * slowness[unit]
        case .open: left[unit] * (80 + slowness[unit] / 5)
        default: received[unit]
        }
      }
      let parts = apportion(totals[outcome], weights: weights, caps: left)
      for unit in units.indices {
        units[unit].outcomes[outcome.rawValue] = parts[unit]
        left[unit] -= parts[unit]
      }
    }
    for unit in units.indices { units[unit].outcomes[Outcome.early.rawValue] = left[unit] }

    let refusing = units.indices.map { mayRefuse[$0] ? received[$0] : 0 }
    for outcome in [Outcome.submitted, .refused] {
      let parts = apportion(totals[outcome], weights: refusing)
      for unit in units.indices { units[unit].outcomes[outcome.rawValue] = parts[unit] }
    }
  }
}

extension Commune {
  /// The name with the kind that the commune had when the reform began, as exports of those weeks wrote it.
  var fullNameAtReform: String {
    switch kindAtReform {
    case .commune: "Xã " + nameVi
    case .ward: "Phường " + nameVi
    case .specialZone: "Đặc khu " + nameVi
    }
  }
}

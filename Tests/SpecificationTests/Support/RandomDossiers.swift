import Administration
import Records
import TestSupport

/// Dossiers at random round the edges of a plan's windows: blank dates, dates without a time, every status and order.
struct RandomDossiers {
  private var random: SeededNumbers
  private let edges: [Int]

  /// - Parameter edges: days near which moments are drawn.
  init(seed: UInt64, edges: [Day]) {
    random = SeededNumbers(seed: seed)
    self.edges = edges.map { Int($0.number) }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func moment(day: Int) -> Moment {
    let time = [0, 3600 * 8, 3600 * 12, 86_399, Int.random(in: 1..<86_400, using: &random)]
    return Moment(Day(number: Int32(day)), second: chance(30) ? nil : time.randomElement(using: &random))
  }

  private mutating func nearAnEdge() -> Int {
    let spread = chance(70) ? 3 : 60
    return (edges.randomElement(using: &random) ?? 0) + Int.random(in: -spread...spread, using: &random)
  }

  mutating func dossiers(_ count: Int) -> [Dossier] { (0..<count).map { _ in dossier() } }

  mutating func dossier() -> Dossier {
    let province = Int.random(in: 0..<4, using: &random)
    let communes = Registry.vietnam.communesOfProvince[province].prefix(3)
    var dossier = Dossier(
      province: UInt16(province), field: UInt32.random(in: 0..<6, using: &random),
      channel: Channel.allCases.randomElement(using: &random) ?? .online,
      level: Level.allCases.randomElement(using: &random) ?? .province,
      status: DossierStatus.allCases.randomElement(using: &random) ?? .processing)
    dossier.agency = UInt32.random(in: 0..<4, using: &random)
    dossier.procedure = UInt32.random(in: 0..<9, using: &random)
    dossier.serviceLevel = UInt32.random(in: 0..<3, using: &random)
    dossier.isPaidOnline = [nil, true, false].randomElement(using: &random) ?? nil
    dossier.rating = UInt8.random(in: 0...5, using: &random)
    if chance(60), let commune = communes.randomElement(using: &random) { dossier.commune = UInt16(commune) }
    let received = nearAnEdge()
    dossier.received = moment(day: received)
    if dossier.status.isBeforeAcceptance, chance(20) { dossier.received = .blank }
    if chance(85) {
      let after = received + Int.random(in: 0...45, using: &random)
      dossier.due = moment(day: chance(50) ? nearAnEdge() : after)
    }
    if chance(60) {
      let days = [0, 0, 1, 5, Int.random(in: 0...120, using: &random)].randomElement(using: &random) ?? 0
      let onDue = !dossier.due.isBlank && chance(30)
      let finished = moment(day: onDue ? Int(dossier.due.day.number) : received + days)
      // A finish is never before receipt: the decoder sees to it.
      let isTooEarly = !dossier.received.isBlank && finished.isBefore(dossier.received)
      dossier.finished = isTooEarly ? dossier.received : finished
    }
    if chance(25) { dossier.supplementRequested = moment(day: received + Int.random(in: 0...10, using: &random)) }
    if chance(15) { dossier.supplemented = moment(day: received + Int.random(in: 0...20, using: &random)) }
    return dossier
  }
}

/// The procedures of the sample and, for each kind of agency, how often it handles each of them.
///
/// The codes of the most used procedures are those of the national database; the others only look like such codes.
struct ProcedureCatalogue: Sendable {
  private(set) var procedures: [Procedure] = []
  /// The pools by kind of agency; see `poolCount`.
  private let online: [ProcedurePool]
  private let offline: [ProcedurePool]

  /// Rural communes and wards have the same procedures, but in other proportions.
  static let ruralPool = 0
  static let wardPool = 1
  /// The number of pools: one for rural communes, one for wards, and one for each agency above them.
  static let poolCount = 2 + Agency.all.count

  static func pool(of agency: Agency) -> Int {
    2 + (Agency.all.firstIndex { $0.number == agency.number } ?? 0)
  }

  func pool(_ kind: Int, isOnline: Bool) -> ProcedurePool { isOnline ? online[kind] : offline[kind] }

  init() {
    var maker = ProcedureMaker()
    var weighted = [maker.procedures(of: FieldCatalogue.rural)]
    let ward = zip(FieldCatalogue.rural, FieldCatalogue.ward).map { (rural: $0.weight, ward: $1.weight) }
    weighted.append(
      weighted[0].map { part in
        WeightedProcedure(
          number: part.number, fieldPosition: part.fieldPosition,
          weight: part.weight * ward[part.fieldPosition].ward / ward[part.fieldPosition].rural)
      })
    for agency in Agency.all { weighted.append(maker.procedures(of: agency.fields)) }
    let procedures = maker.made
    self.procedures = procedures
    offline = weighted.map { ProcedurePool($0, of: procedures) }
    online = weighted.map { parts in
      // Procedures that are only described online cannot be submitted online.
      ProcedurePool(parts.filter { procedures[$0.number].service != .informationOnly }, of: procedures)
    }
  }
}

/// A procedure with its weight in an agency's work.
struct WeightedProcedure: Sendable {
  /// The position of the procedure in the catalogue.
  let number: Int
  let fieldPosition: Int
  let weight: Int
}

/// Invents procedures, field by field.
private struct ProcedureMaker {
  private(set) var made: [Procedure] = []
  private var used: Set<String> = []
  private var serial = 0

  /// Real codes of the most used procedures, such as 1.001193, the registration of a birth.
  private var known: [String: [String]] = [
    "Chứng thực": ["2.000815", "2.000884", "2.001035", "2.001019"],
    "Hộ tịch": ["1.001193", "2.000635", "1.004873", "1.000894", "1.000656"],
  ]

  init() { used = Set(known.values.joined()) }

  mutating func procedures(of fields: [FieldEntry]) -> [WeightedProcedure] {
    var parts: [WeightedProcedure] = []
    for (position, field) in fields.enumerated() {
      let codes = known.removeValue(forKey: field.name) ?? []
      for rank in 0..<min(12 + field.weight / 20, 90) {
        let number = made.count
        made.append(
          Procedure(
            code: rank < codes.count ? codes[rank] : nextCode(), field: field.name,
            days: field.days[rank % field.days.count], service: service(of: rank, serial: number),
            fee: field.fees[rank % field.fees.count] * 1000))
        // Most dossiers of a field are of its first few procedures (Zipf's law).
        parts.append(
          WeightedProcedure(number: number, fieldPosition: position, weight: field.weight * 1000 / (rank + 1))
        )
      }
    }
    return parts
  }

  private mutating func nextCode() -> String {
    while true {
      serial += 1
      // A step that has no common divisor with the number of codes visits each of them once.
      let number = serial * 7919 % 14_000
      let digits = String(number)
      let code = (serial % 3 == 0 ? "2." : "1.") + String(repeating: "0", count: 6 - digits.count) + digits
      if used.insert(code).inserted { return code }
    }
  }

  /// Returns the service level: the five most used procedures of a field are all offered online; one in eight of the
  /// others is not.
  private func service(of rank: Int, serial: Int) -> ServiceLevel {
    if rank >= 5, serial % 8 == 3 { return .informationOnly }
    return serial % 5 < 3 ? .full : .partial
  }
}

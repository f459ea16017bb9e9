import Administration
import Diagnostics
import Statistics

/// The figures of a run for machines: `statistics.json`.
package struct StatisticsDocument: Encodable {
  private let synthetic: Bool
  private let notice: String?
  private let edition: String
  private let asOf: Day
  private let compare: Comparison
  private let provincesReporting: Int
  private let windows: [String: WindowDocument]
  private let staff: StaffDocument?

  private enum CodingKeys: String, CodingKey {
    case synthetic, notice, edition, compare, windows, staff
    case asOf = "as_of"
    case provincesReporting = "provinces_reporting"
  }

  private struct WindowDocument: Encodable {
    let firstDay: Day
    let lastDay: Day
    let coverage: [String: Coverage]
    let national: [String: Int]
    let rates: [String: [String: Int]]
    let provinces: [String: [String: Int]]
    let fields: [String: [String: Int]]
    let channels: [String: [String: Int]]
    let levels: [String: [String: Int]]

    private enum CodingKeys: String, CodingKey {
      case coverage, national, rates, provinces, fields, channels, levels
      case firstDay = "first_day"
      case lastDay = "last_day"
    }
  }

  private struct StaffDocument: Encodable {
    let asOf: Day
    let national: [String: Int]
    let provinces: [String: [String: Int]]

    private enum CodingKeys: String, CodingKey {
      case national, provinces
      case asOf = "as_of"
    }
  }

  /// - Parameter synthetic: whether the exports are samples rather than a province's data.
  package init(_ subject: ReportSubject, synthetic: Bool) {
    self.synthetic = synthetic
    notice = subject.notice
    edition = subject.edition
    asOf = subject.own.observation.day
    compare = subject.statistics.plan.comparison
    provincesReporting = subject.own.reporting
    let statistics = subject.statistics
    var windows: [String: WindowDocument] = [:]
    for window in [statistics.own, statistics.previous, statistics.cumulative].compactMap(\.self) {
      windows[window.role.rawValue] = Self.document(window, registry: subject.registry)
    }
    self.windows = windows
    staff = statistics.staff.map { staff in
      StaffDocument(
        asOf: staff.asOf.day, national: Self.counters(staff.national),
        provinces: Dictionary(
          uniqueKeysWithValues: zip(subject.registry.provinces, staff.provinces).compactMap { province, tally in
            tally.map { (province.code, Self.counters($0)) }
          }))
    }
  }

  private static func document(_ window: WindowStatistics, registry: Registry) -> WindowDocument {
    var rates: [String: [String: Int]] = [:]
    for rate in Rate.allCases {
      if let ratio = rate.of(window.national) {
        rates[rate.rawValue] = ["numerator": ratio.numerator, "denominator": ratio.denominator]
      }
    }
    let provinces = zip(registry.provinces, window.provinces)
    return WindowDocument(
      firstDay: window.window.first, lastDay: window.window.last,
      coverage: Dictionary(uniqueKeysWithValues: zip(registry.provinces.map(\.code), window.coverage)),
      national: window.total.map { counters($0) } ?? [:], rates: rates,
      provinces: Dictionary(
        uniqueKeysWithValues: provinces.compactMap { province, tally in tally.map { (province.code, counters($0)) } }),
      fields: Dictionary(window.fields.map { ($0.name, counters($0.tally)) }) { first, _ in first },
      channels: window.total == nil
        ? [:] : Dictionary(uniqueKeysWithValues: window.channels.map { ($0.channel.word, counters($0.tally)) }),
      levels: window.total == nil
        ? [:] : Dictionary(uniqueKeysWithValues: window.levels.map { ($0.level.word, counters($0.tally)) }))
  }

  private static func counters(_ tally: Tally) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0.rawValue, tally[$0]) })
  }

  private static func counters(_ tally: StaffTally) -> [String: Int] {
    [
      "decisions": tally.decisions, "left": tally.left, "submitted": tally.submitted, "approved": tally.approved,
      "paid": tally.paid, "amount_approved_vnd": Int(tally.amountApproved), "amount_paid_vnd": Int(tally.amountPaid),
    ]
  }

  /// The document as JSON text with sorted keys.
  package func json() -> [UInt8] { CanonicalJSON.bytes(of: self) }
}

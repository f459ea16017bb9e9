import Administration
import Diagnostics
import Statistics

/// The figures of a run for programs: `statistics.json`.
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
    let audience: Audience
    let national: [String: Int]
    let provinces: [String: [String: Int]]
    let levels: [String: [String: Int]]
    let groups: [String: [String: Int]]
    /// The columns of each row that are hidden.
    let hidden: [String: [String: [String]]]

    private enum CodingKeys: String, CodingKey {
      case audience, national, provinces, levels, groups, hidden
      case asOf = "as_of"
    }
  }

  /// - Parameter synthetic: whether the exports are samples rather than data of provinces.
  package init(_ subject: ReportSubject, synthetic: Bool) {
    self.synthetic = synthetic
    notice = subject.notice
    edition = subject.edition
    asOf = subject.own.observation.day
    compare = subject.statistics.plan.comparison
    provincesReporting = subject.own.reporting
    let statistics = subject.statistics
    var windows: [String: WindowDocument] = [:]
    for window in [statistics.own, statistics.previous, statistics.yearBefore, statistics.cumulative].compactMap(\.self)
    {
      windows[window.role.rawValue] = Self.document(window, registry: subject.registry)
    }
    self.windows = windows
    staff = subject.staff.map { staff in
      let provinces = zip(subject.registry.provinces, staff.provinces).compactMap { province, figures in
        figures.map { (province.code, $0) }
      }
      let levels = staff.levels.map { ($0.level?.word ?? "", $0.figures) }
      let groups = staff.groups.map { (($0.category?.word ?? "") + "/" + ($0.policy?.word ?? ""), $0.figures) }
      func shown(_ rows: [(String, StaffFigures)]) -> [String: [String: Int]] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0.0, Self.cells($0.1).compactMapValues(\.self)) })
      }
      func hidden(_ rows: [(String, StaffFigures)]) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0.0, Self.cells($0.1).filter { $0.value == nil }.keys.sorted()) })
          .filter { !$0.value.isEmpty }
      }
      return StaffDocument(
        asOf: staff.asOf.day, audience: staff.audience,
        national: Self.cells(staff.national).compactMapValues(\.self), provinces: shown(provinces),
        levels: shown(levels), groups: shown(groups),
        hidden: ["provinces": hidden(provinces), "levels": hidden(levels), "groups": hidden(groups)])
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
    let counters = tally.counters
    return Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0.rawValue, counters[$0]) })
  }

  /// Returns the cells of a row by column; nil for a hidden cell.
  private static func cells(_ figures: StaffFigures) -> [String: Int?] {
    var cells = Dictionary(uniqueKeysWithValues: StaffCount.allCases.map { ($0.rawValue, figures[$0].value) })
    cells["amount_approved_vnd"] = .some(figures.amountApproved.value.map(Int.init))
    cells["amount_paid_vnd"] = .some(figures.amountPaid.value.map(Int.init))
    cells["amount_outstanding_vnd"] = .some(figures.amountOutstanding.value.map(Int.init))
    return cells
  }

  /// Returns the document as JSON text with sorted keys.
  package func json() -> [UInt8] { CanonicalJSON.bytes(of: self) }
}

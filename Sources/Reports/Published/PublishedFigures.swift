import Administration
import Foundation
import Records
import Statistics

/// The figures of a published edition, as its `statistics.json` gives them.
package struct PublishedFigures: Sendable, Decodable {
  package let edition: String
  /// The day as of whose end the figures are stated.
  package let asOf: Day
  private let windows: [String: WindowFigures]
  private let staff: StaffTables?

  private enum CodingKeys: String, CodingKey {
    case edition, windows, staff
    case asOf = "as_of"
  }

  private struct WindowFigures: Sendable, Decodable {
    let firstDay: Day
    let lastDay: Day
    let coverage: [String: Coverage]
    let national: [String: Int]
    let provinces: [String: [String: Int]]

    private enum CodingKeys: String, CodingKey {
      case coverage, national, provinces
      case firstDay = "first_day"
      case lastDay = "last_day"
    }
  }

  fileprivate struct StaffTables: Sendable, Decodable {
    let asOf: Day
    let national: [String: Int]
    let provinces: [String: [String: Int]]
    let levels: [String: [String: Int]]?
    let groups: [String: [String: Int]]?

    private enum CodingKeys: String, CodingKey {
      case national, provinces, levels, groups
      case asOf = "as_of"
    }
  }

  /// Decodes the document; nil where the text is not one, or has implausible numbers.
  package init?(json: [UInt8]) {
    guard let figures = try? JSONDecoder().decode(PublishedFigures.self, from: Data(json)),
      figures.windows["own"] != nil, figures.isPlausible
    else { return nil }
    self = figures
  }

  private var isPlausible: Bool {
    Self.isPlausible(windows.values.flatMap { [$0.national] + $0.provinces.values } + (staff?.rows ?? []))
  }

  /// Returns whether each number is plausible as a number of persons, dossiers or VND, so that sums of them cannot
  /// overflow.
  private static func isPlausible(_ rows: [[String: Int]]) -> Bool {
    rows.allSatisfy { row in
      row.allSatisfy { name, value in value >= 0 && (name.hasSuffix("_vnd") || value < 1 << 40) }
    }
  }

  /// Returns the counters of the whole (under `VN`) and of provinces (by code) in a window; nil where the other
  /// edition's window has other days.
  package func counters(_ role: WindowRole, sameDaysAs other: PublishedFigures) -> [String: [String: Int]]? {
    guard let figures = windows[role.rawValue], let theirs = other.windows[role.rawValue],
      figures.firstDay == theirs.firstDay, figures.lastDay == theirs.lastDay
    else { return nil }
    return figures.provinces.merging([Registry.wholeCode: figures.national]) { $1 }
  }

  /// Counters of the whole in the edition's own window, by name.
  package var national: [String: Int] { windows["own"]?.national ?? [:] }
  /// Counters by province code; provinces without figures are left out.
  package var provinces: [String: [String: Int]] { windows["own"]?.provinces ?? [:] }
  /// The coverage of each province in the edition's own window, by province code.
  var coverage: [String: Coverage] { windows["own"]?.coverage ?? [:] }
  /// The last day of the edition's own window.
  package var lastDay: Day? { windows["own"]?.lastDay }

  /// Returns a counter of the cumulative figures, by code of the provinces that have some; nil where these figures
  /// begin on another day.
  package func cumulative(_ counter: Counter, since first: Day) -> [String: Int]? {
    guard let figures = windows["cumulative"], figures.firstDay == first else { return nil }
    return figures.provinces.mapValues { $0[counter.rawValue] ?? 0 }
  }

  package var nationalStaff: [String: Int] { staff?.national ?? [:] }
  /// The day as of which the staff figures are stated.
  package var staffAsOf: Day? { staff?.asOf }
  package var staffOfProvinces: [String: [String: Int]] { staff?.provinces ?? [:] }

  /// The staff tables as their readers have them; nil where the edition has none.
  package func publishedStaff(_ registry: Registry) -> PublishedStaff? { staff?.published(registry) }

  /// Decodes only the staff tables of such a document, which takes a fraction of the time for all its figures; nil
  /// where it has none that can be read.
  package static func publishedStaff(json: [UInt8], _ registry: Registry) -> PublishedStaff? {
    struct Document: Decodable { let staff: StaffTables? }
    guard let staff = (try? JSONDecoder().decode(Document.self, from: Data(json)))?.staff,
      isPlausible(staff.rows)
    else { return nil }
    return staff.published(registry)
  }
}

extension PublishedFigures.StaffTables {
  /// Every row of every table.
  fileprivate var rows: [[String: Int]] {
    [national] + [provinces, levels ?? [:], groups ?? [:]].flatMap(\.values)
  }

  fileprivate func published(_ registry: Registry) -> PublishedStaff {
    func row(_ cells: [String: Int]) -> PublishedStaff.Row {
      let amounts = ["approved", "paid", "outstanding"].map { cells["amount_\($0)_vnd"] }
      return PublishedStaff.Row(
        counts: StaffCount.allCases.reduce(into: [:]) { $0[$1] = cells[$1.rawValue] },
        // An edition shows or hides all amounts of a row together.
        money: amounts.contains { $0 != nil }
          ? PublishedStaff.Money(
            approved: Int64(amounts[0] ?? 0), paid: Int64(amounts[1] ?? 0), outstanding: Int64(amounts[2] ?? 0)) : nil)
    }
    func table(_ keys: [String], _ rows: [String: [String: Int]]?) -> PublishedStaff.Table {
      PublishedStaff.Table(rows: keys.map { rows?[$0].map(row) }, whole: row(national))
    }
    let levels = Level.allCases.map(\.word) + [""]
    let policies = RedundancyPolicy.allCases.map(\.word) + [""]
    let groups = (StaffCategory.allCases.map(\.word) + [""]).flatMap { category in
      policies.map { category + "/" + $0 }
    }
    return PublishedStaff(
      provinces: table(registry.provinces.map(\.code), provinces), levels: table(levels, self.levels),
      groups: table(groups, self.groups))
  }
}

import Administration
import Foundation
import Records
import Statistics

/// The figures of a published edition, as its `statistics.json` gives them.
package struct PublishedFigures: Sendable, Decodable {
  package let edition: String
  private let windows: [String: WindowFigures]
  private let staff: StaffTables?

  private struct WindowFigures: Sendable, Decodable {
    let national: [String: Int]
    let provinces: [String: [String: Int]]
  }

  private struct StaffTables: Sendable, Decodable {
    let national: [String: Int]
    let provinces: [String: [String: Int]]
    let levels: [String: [String: Int]]?
    let groups: [String: [String: Int]]?
  }

  /// Nil where the text is no such document.
  package init?(json: [UInt8]) {
    guard let figures = try? JSONDecoder().decode(PublishedFigures.self, from: Data(json)),
      figures.windows["own"] != nil
    else { return nil }
    self = figures
  }

  /// Counters of the whole in the edition's own window, by name.
  package var national: [String: Int] { windows["own"]?.national ?? [:] }
  /// Counters by province code; provinces without figures are left out.
  package var provinces: [String: [String: Int]] { windows["own"]?.provinces ?? [:] }
  package var nationalStaff: [String: Int] { staff?.national ?? [:] }
  package var staffOfProvinces: [String: [String: Int]] { staff?.provinces ?? [:] }

  /// The staff tables as their readers have them; nil where the edition has none.
  package func publishedStaff(_ registry: Registry) -> PublishedStaff? {
    guard let staff else { return nil }
    func table(_ keys: [String], _ rows: [String: [String: Int]]?) -> PublishedStaff.Table {
      PublishedStaff.Table(
        rows: keys.map { key in
          rows?[key].map { row in
            PublishedStaff.Row(
              approved: row["approved"], paid: row["paid"],
              isMoneyShown: row["amount_approved_vnd"] != nil || row["amount_paid_vnd"] != nil)
          }
        }, approved: staff.national["approved"] ?? 0, paid: staff.national["paid"] ?? 0)
    }
    let levels = Level.allCases.map(\.word) + [""]
    let policies = RedundancyPolicy.allCases.map(\.word) + [""]
    let groups = (StaffCategory.allCases.map(\.word) + [""]).flatMap { category in
      policies.map { category + "/" + $0 }
    }
    return PublishedStaff(
      provinces: table(registry.provinces.map(\.code), staff.provinces), levels: table(levels, staff.levels),
      groups: table(groups, staff.groups))
  }
}

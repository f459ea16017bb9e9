import Administration
import Diagnostics
import Statistics

/// The staff pipeline as published elsewhere (configuration: `published_staff`), one row per day and source, to be
/// compared with this run's figures.
enum PublishedStaffFile {
  static let columns = ["as_of"] + StaffCount.allCases.map(\.rawValue) + ["source"]
  /// The columns of the published share of persons paid, of its denominator (the name of a count, optionally followed
  /// by other words), and of the amount in billions of VND.
  private static let share = "paid_percent_as_published"
  private static let denominator = "percent_denominator"
  private static let amount = "amount_billion_vnd"

  static let optional = [share, denominator, amount]

  /// - Throws: status `badConfiguration` with every row whose day is invalid, whose figures are not numbers, or that
  ///   names no source.
  static func pipelines(_ table: SideTable) throws(Failure) -> [PublishedPipeline] {
    var pipelines: [PublishedPipeline] = []
    var findings: [Finding] = []
    for row in table.rows {
      do throws(Failure) {
        pipelines.append(try pipeline(row))
      } catch {
        findings += error.findings
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    return pipelines.enumerated().sorted { ($0.element.asOf, $0.offset) < ($1.element.asOf, $1.offset) }.map(\.element)
  }

  private static func pipeline(_ row: SideTable.Row) throws(Failure) -> PublishedPipeline {
    let day = try row.day("as_of")
    var counts: [StaffCount: Int] = [:]
    for count in StaffCount.allCases { counts[count] = try row.count(count.rawValue, of: "persons") }
    let percent = row[share]
    let ratio = Ratio(percent: percent + "%")
    guard percent.isEmpty || ratio != nil else {
      throw Failure(
        .badConfiguration, "'\(percent)' in '\(share)' is no per cent", at: row.place, hint: "type one like 76.22")
    }
    let word = row[denominator].split(separator: " ").first.map(String.init) ?? ""
    let whole = StaffCount(rawValue: word)
    guard word.isEmpty || whole != nil else {
      throw Failure(
        .badConfiguration, "'\(word)' in '\(denominator)' is no count of persons", at: row.place,
        hint: "begin with \(StaffCount.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard !row["source"].isEmpty else {
      throw Failure(.badConfiguration, "the source is blank", at: row.place, hint: "say where it is published")
    }
    return PublishedPipeline(
      asOf: day, counts: counts, paidShare: percent.isEmpty ? nil : ratio, denominator: whole,
      billionsPaid: try row.count(amount, of: "billions of VND"), source: row["source"])
  }
}

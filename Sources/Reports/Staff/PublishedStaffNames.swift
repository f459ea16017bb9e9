import Statistics
import Templates

/// One figure of the staff pipeline as published elsewhere, beside this run's figure.
struct PublishedStaffRow: Sendable {
  enum Figure: Sendable {
    case count(StaffCount)
    /// The share paid, of a count.
    case paidShare(StaffCount)
    /// Billions of VND paid. No figure of this run is set beside it: the difference between two days could be the money
    /// of few persons.
    case billions
  }

  let comparison: PipelineComparison
  let figure: Figure

  /// Returns the figures that a source gives.
  static func rows(_ comparison: PipelineComparison) -> [PublishedStaffRow] {
    let published = comparison.published
    var figures = StaffCount.allCases.filter { published.counts[$0] != nil }.map(Figure.count)
    if published.paidShare != nil, let denominator = published.denominator { figures.append(.paidShare(denominator)) }
    if published.billionsPaid != nil { figures.append(.billions) }
    return figures.map { PublishedStaffRow(comparison: comparison, figure: $0) }
  }

  /// The figure's name in a CSV file, after the columns of staff.csv.
  var name: String {
    switch figure {
    case .count(let count): count.rawValue
    case .paidShare(let whole): "paid_share_of_\(whole.rawValue)"
    case .billions: "amount_paid_billion_vnd"
    }
  }

  func published(_ printer: Printer) -> TemplateValue {
    switch figure {
    case .count(let count): printer.count(comparison.published.counts[count])
    case .paidShare: printer.preciseRate(comparison.published.paidShare)
    case .billions: printer.count(comparison.published.billionsPaid)
    }
  }

  func ours(_ printer: Printer) -> TemplateValue {
    switch figure {
    case .count(let count): printer.count(comparison.ours?[count])
    case .paidShare: printer.preciseRate(comparison.ourPaidShare)
    case .billions: printer.missing()
    }
  }

  /// Prints the published figure less this run's; for shares, in percentage points.
  func difference(_ printer: Printer) -> TemplateValue {
    switch figure {
    case .count(let count):
      let ours = comparison.ours?[count]
      return printer.signedCount(
        comparison.published.counts[count].flatMap { published in ours.map { published - $0 } })
    case .paidShare: return printer.precisePoints(comparison.published.paidShare, from: comparison.ourPaidShare)
    case .billions: return printer.missing()
    }
  }
}

extension PublishedStaffRow {
  /// The difference in a CSV file: a number, or for shares a fraction with six decimals; blank where this run has no
  /// figure.
  fileprivate var plainDifference: String {
    switch figure {
    case .count(let count):
      guard let published = comparison.published.counts[count], let ours = comparison.ours?[count] else { return "" }
      return String(published - ours)
    case .paidShare:
      guard let published = comparison.published.paidShare, let ours = comparison.ourPaidShare else { return "" }
      return CSVTable.fraction(RateChange(from: ours, to: published))
    case .billions: return ""
    }
  }
}

/// The names of the staff pipeline as published elsewhere.
enum PublishedStaffNames {
  private static let rows = Names<PublishedStaffRow>([
    .date("as_of", "the day to which the source states it") { $0.comparison.published.asOf },
    .text("source", "where it is published") { $0.comparison.published.source },
    .value("figure", "which figure; its name in a CSV file") { row, printer in
      printer.words(printer.language?.label(row.label) ?? row.name)
    },
    .value("published", "as published: persons, a share or billions of VND") { $0.published($1) },
    .value("ours", "as computed from the exports for the same day; none after the day of our own figures") {
      $0.ours($1)
    },
    .value("difference", "published less ours; of shares in percentage points") { $0.difference($1) },
    .value("record", "the row as a record of staff-published.csv") { row, printer in
      let cells = [
        row.comparison.published.asOf.description, row.name, row.published(printer).text,
        row.ours(printer).text, row.plainDifference, printer.text(row.comparison.published.source).text,
      ]
      return TemplateValue(cells.joined(separator: ","))
    },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_published_staff", "whether the configuration gives published figures ('published_staff')") {
      !$0.publishedStaff.isEmpty
    },
    .list("published_staff", "each published figure of the staff pipeline beside ours", rows) { subject in
      subject.publishedStaff.flatMap(PublishedStaffRow.rows)
    },
    .value("published_staff_columns", "the header of staff-published.csv") { _, _ in
      TemplateValue("as_of,figure,published,ours,difference,source")
    },
  ]
}

extension PublishedStaffRow {
  fileprivate var label: Label {
    switch figure {
    case .count(.decisions): .staffDecisions
    case .count(.left): .staffLeft
    case .count(.submitted): .staffSubmitted
    case .count(.approved): .staffApproved
    case .count(.paid): .staffPaid
    case .paidShare(.decisions): .staffPaidOfDecisions
    case .paidShare(.left): .staffPaidOfLeft
    case .paidShare(.submitted): .staffPaidOfSubmitted
    case .paidShare(.approved): .staffPaidOfApproved
    case .paidShare(.paid): .staffPaid
    case .billions: .staffBillionsPaid
    }
  }
}

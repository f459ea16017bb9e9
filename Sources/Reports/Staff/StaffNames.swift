import Administration
import Records
import Statistics
import Templates

/// One row of the staff pipeline.
struct StaffRow: Sendable {
  var code = ""
  var nameVi = ""
  var nameEn = ""
  /// City or province.
  var kind = ""
  var label: Label?
  /// For a row by category and policy.
  var category: StaffCategory?
  var policy: RedundancyPolicy?
  var figures: StaffFigures?
  /// The row's key cells in its CSV file.
  var keys: [String] = []

  func share(_ part: StaffCount, of whole: StaffCount) -> Controlled<Ratio>? {
    figures.flatMap { $0.share(part, of: whole) }
  }

  /// The row as a unit, from which its name is printed.
  var unit: UnitRow {
    UnitRow(code: code, nameVi: nameVi, nameEn: nameEn, kind: kind, label: label, cell: Cell(tally: nil))
  }
}

/// A province with persons whose payment is overdue.
struct StaffOverdueRow: Sendable {
  let province: StaffRow
  let persons: Int
}

/// How long persons waited from one stage to the next.
struct StaffWaitRow: Sendable {
  let name: String
  let wait: StaffWait

  /// Returns the calendar days within which at least so many per cent of the persons reached the next stage.
  func days(_ percent: Int) -> Controlled<Int>? { wait.days.compactMap { $0.percentile(percent) } }
}

/// The change in counts of persons since the last edition, over the provinces with data in both: the two totals without
/// the provinces that only one edition has. It is made only from what readers see, so it discloses nothing that is
/// hidden.
struct StaffChange: Sendable {
  private let now: StaffFigures?
  private let before: [String: Int]
  private var onlyNow: [StaffFigures] = []
  private var onlyBefore: [[String: Int]] = []
  /// Provinces with data in both; nil where either has none.
  private(set) var matched: Int?

  init(_ publication: StaffPublication?, since edition: PublishedFigures?, _ registry: Registry) {
    now = publication?.national
    before = edition?.nationalStaff ?? [:]
    guard let publication, let edition, edition.staffAsOf != nil else { return }
    let provinces = edition.staffOfProvinces
    let codes = zip(registry.provinces.map(\.code), publication.provinces).compactMap { $1 == nil ? nil : $0 }
    matched = codes.count { provinces[$0] != nil }
    onlyNow = zip(registry.provinces, publication.provinces).compactMap { provinces[$0.code] == nil ? $1 : nil }
    onlyBefore = provinces.filter { !codes.contains($0.key) }.map(\.value)
  }

  /// The change of a count; nil where a province that only one edition has is hidden there.
  subscript(count: StaffCount) -> Int? {
    guard matched ?? 0 > 0, var change = now?[count].value, let before = before[count.rawValue] else { return nil }
    change -= before
    for figures in onlyNow {
      guard let value = figures[count].value else { return nil }
      change -= value
    }
    for cells in onlyBefore {
      guard let value = cells[count.rawValue] else { return nil }
      change += value
    }
    return change
  }
}

/// The staff pipeline as published; without a publication where no staff exports were given.
struct StaffSubject: Sendable {
  let publication: StaffPublication?
  /// The most recent earlier edition with staff figures.
  let before: PublishedFigures?
  let registry: Registry

  var rows: [StaffRow] {
    guard let publication else { return [] }
    return zip(registry.provinces, publication.provinces).map {
      StaffRow(
        code: $0.code, nameVi: $0.nameVi, nameEn: $0.nameEn, kind: $0.kind(on: publication.asOf.day).rawValue,
        figures: $1, keys: [$0.code, $0.nameVi])
    }
  }

  var total: StaffRow {
    let (name, label) = UnitRows.total(publication?.reporting ?? 0, of: registry)
    return StaffRow(
      code: Registry.wholeCode, nameVi: name, label: label, figures: publication?.national,
      keys: [Registry.wholeCode, name])
  }

  var levels: [StaffRow] {
    (publication?.levels ?? []).map { level, figures in
      StaffRow(
        code: level?.word ?? "", nameVi: level?.word ?? "", label: level?.label ?? .notStated, figures: figures,
        keys: [level?.word ?? ""])
    }
  }

  var groups: [StaffRow] {
    (publication?.groups ?? []).map { category, policy, figures in
      StaffRow(
        code: category?.word ?? "", category: category, policy: policy, figures: figures,
        keys: [category?.word ?? "", policy?.word ?? ""])
    }
  }

  /// Combinations of category and policy with at least one person.
  var groupsWithPersons: [StaffRow] {
    groups.filter { row in StaffCount.allCases.contains { row.figures?[$0] != .shown(0) } }
  }

  var change: StaffChange { StaffChange(publication, since: before, registry) }

  var overdue: [StaffOverdueRow] {
    let rows = rows
    return (publication?.overdueProvinces ?? []).map {
      StaffOverdueRow(province: rows[$0.province], persons: $0.persons)
    }
  }

  var waits: [StaffWaitRow] {
    guard let publication else { return [] }
    return [
      StaffWaitRow(name: "decision_to_submission", wait: publication.toSubmission),
      StaffWaitRow(name: "submission_to_approval", wait: publication.toApproval),
      StaffWaitRow(name: "approval_to_payment", wait: publication.toPayment),
    ]
  }
}

enum StaffNames {
  static let rows = Names<StaffRow>([
    .text("code", "statistical code of the province, word of the level or category; empty for what is not stated") {
      $0.code
    },
    .value("name", "name of the province or level", forms: ["short", "inline", "strong"]) { $0.unit.name($1) },
    .value("category", "the category of persons, in words on a page; else cadre, civil_servant and so on") {
      word($0.category?.word, $0.category?.label, $1)
    },
    .value("policy", "the policy under which they leave, in words on a page; else early_retirement or severance") {
      word($0.policy?.word, $0.policy?.label, $1)
    },
    .controlledCount("decisions", "persons with a decision to leave, by its date") { $0.figures?.decisions },
    .controlledCount("left", "persons who have left, by the date") { $0.figures?.left },
    .controlledCount("submitted", "persons submitted for funding, by the date") { $0.figures?.submitted },
    .controlledCount("approved", "persons whose funding is approved, by the date") { $0.figures?.approved },
    .controlledCount("paid", "persons paid in full, by the date") { $0.figures?.paid },
    .controlledMoney("amount_approved_vnd", "VND approved") { $0.figures?.amountApproved },
    .controlledMoney("amount_paid_vnd", "VND paid") { $0.figures?.amountPaid },
    .controlledMoney("amount_outstanding_vnd", "VND approved for those who are not paid yet") {
      $0.figures?.amountOutstanding
    },
    .controlledMoney("mean_paid_vnd", "VND paid a person, mean") { $0.figures.flatMap(\.meanPaid) },
    .controlledRate("submitted_share_of_decisions", "submitted / decisions") { $0.share(.submitted, of: .decisions) },
    .controlledRate("approved_share_of_decisions", "approved / decisions") { $0.share(.approved, of: .decisions) },
    .controlledRate("approved_share", "approved / submitted") { $0.share(.approved, of: .submitted) },
    .controlledRate("paid_share_of_approved", "paid / approved") { $0.share(.paid, of: .approved) },
    .controlledRate("paid_share_of_decisions", "paid / decisions") { $0.share(.paid, of: .decisions) },
    .value("record", "the row as a record of its CSV file") { TemplateValue(CSVTable.staffRecord($0, $1)) },
  ])

  private static func word(_ word: String?, _ label: Label?, _ printer: Printer) -> TemplateValue {
    printer.language.map { printer.words($0.label(label ?? .notStated)) } ?? printer.text(word)
  }

  private static let change = Names<StaffChange>(
    [.count("matched", "provinces with staff data in both editions", unit: "provinces") { $0.matched }]
      + StaffCount.allCases.map { count in
        .signed(
          count.rawValue, "persons more than in the last edition, over the same provinces: \(count.rawValue)",
          unit: "persons"
        ) { $0[count] }
      })

  private static let overdue = Names<StaffOverdueRow>([
    .value("name", "name of the province") { $0.province.unit.name($1) },
    .text("code", "statistical code of the province") { $0.province.code },
    .count("persons", "persons approved more than thirty days before and not paid", unit: "persons") { $0.persons },
  ])

  private static let waits = Names<StaffWaitRow>([
    .text("stage", "decision_to_submission, submission_to_approval or approval_to_payment") { $0.name },
    .flag("is_submission", "whether it is from the decision to the submission") { $0.name == "decision_to_submission" },
    .flag("is_approval", "whether it is from the submission to the approval") { $0.name == "submission_to_approval" },
    .flag("is_payment", "whether it is from the approval to the payment") { $0.name == "approval_to_payment" },
    .count("persons", "persons who reached both stages in this order", unit: "persons") { $0.wait.persons },
    .controlledCount("median_days", "calendar days between the two stages, median", unit: "calendar days") {
      $0.days(50)
    },
    .controlledCount("p90_days", "calendar days between the two stages, 90th percentile", unit: "calendar days") {
      $0.days(90)
    },
  ])

  private static let findings = Names<(finding: StaffFinding, records: Int)>([
    .text("finding", "name of what is wrong") { $0.finding.rawValue },
    .value("meaning", "what is wrong, in words") { row, printer in
      printer.words(printer.language?.quality(row.finding.rawValue)?.meaning ?? row.finding.rawValue)
    },
    .value("remedy", "what to do about it") { row, printer in
      printer.words(printer.language?.quality(row.finding.rawValue)?.remedy ?? "")
    },
    .text("definition", "what is wrong, in English") { $0.finding.definition },
    .count("records", "records with this fault, which are counted all the same", unit: "records") { $0.records },
  ])

  static let names = Names<StaffSubject>(
    [
      .flag("available", "whether staff exports were given") { $0.publication != nil },
      .date("as_of", "the day to which staff figures are stated") { $0.publication?.asOf.day },
      .moment("as_of_moment", "the moment to which staff figures are stated, as a sentence names it") {
        $0.publication?.asOf
      },
      .text("audience", "public or internal") { $0.publication?.audience.rawValue },
      .flag("is_internal", "whether nothing is hidden, for the agency's own staff") {
        $0.publication?.audience == .internal
      },
      .flag("hides", "whether any figure is hidden") { $0.publication?.hides ?? false },
      .count("provinces_reporting", "provinces with staff data", unit: "provinces") { $0.publication?.reporting },
      .list("provinces", "each province, in code order", rows) { $0.rows },
      .list("provinces_and_total", "each province in code order, then the total", rows) { $0.rows + [$0.total] },
      .list("levels", "each level, then those whose level is not stated", rows) { $0.levels },
      .list("levels_and_total", "each level by its code, then the total", rows) { subject in
        var total = subject.total
        total.keys = [Registry.wholeCode]
        return subject.levels.sorted { $0.keys.lexicographicallyPrecedes($1.keys) } + [total]
      },
      .list("groups", "each category and policy, then those not stated", rows) { $0.groups },
      .list("groups_and_total", "each category and policy by their codes, then the total", rows) { subject in
        var total = subject.total
        total.keys = [Registry.wholeCode, ""]
        return subject.groups.sorted { $0.keys.lexicographicallyPrecedes($1.keys) } + [total]
      },
      .count("outstanding", "persons approved and not paid", unit: "persons") { $0.publication?.outstanding },
      .count("outstanding_over_30", "of these, approved more than thirty days before", unit: "persons") {
        $0.publication?.outstandingOver30
      },
      .list(
        "overdue_provinces", "provinces with persons unpaid over thirty days after approval, where that may be told",
        overdue
      ) {
        $0.overdue
      },
      .flag("has_overdue", "whether any province's persons unpaid over thirty days after approval may be told") {
        !$0.overdue.isEmpty
      },
      .count(
        "overdue_elsewhere", "persons unpaid over thirty days after approval in all other provinces together",
        unit: "persons"
      ) {
        $0.publication?.overdueElsewhere
      },
      .flag("has_before", "whether an earlier edition has staff figures") { $0.before?.staffAsOf != nil },
      .text("edition_before", "the last edition with staff figures before this one") { $0.before?.edition },
      .date("as_of_before", "the day to which its staff figures are stated") { $0.before?.staffAsOf },
      .record("change", "the whole less what the last edition says of it, over the provinces with data in both", change)
      { $0.change },
      .list("groups_with_persons", "each category and policy with anybody in it", rows) { $0.groupsWithPersons },
      .list("waits", "days between stages", waits) { $0.waits },
      .list("findings", "what is wrong in records, by number", findings) { $0.publication?.findings ?? [] },
      .value("columns", "the header of staff.csv") { _, _ in TemplateValue(CSVTable.staffHeader(CSVTable.provinceKeys))
      },
      .value("level_columns", "the header of staff-levels.csv") { _, _ in
        TemplateValue(CSVTable.staffHeader(["level"]))
      },
      .value("group_columns", "the header of staff-groups.csv") { _, _ in
        TemplateValue(CSVTable.staffHeader(["category", "policy"]))
      },
    ] + rows.of { $0.total }.filter { !["code", "name", "category", "policy", "record"].contains($0.name) })
}

extension StaffCategory {
  var label: Label {
    switch self {
    case .cadre: .categoryCadre
    case .civilServant: .categoryCivilServant
    case .publicEmployee: .categoryPublicEmployee
    case .contract: .categoryContract
    case .communePartTime: .categoryCommunePartTime
    }
  }
}

extension RedundancyPolicy {
  var label: Label { self == .earlyRetirement ? .policyEarlyRetirement : .policySeverance }
}

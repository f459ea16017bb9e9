import Statistics
import Templates

/// The previous revision, and why this one differs from it.
package struct Revised: Sendable {
  /// A file that is an input of only one of the two revisions, or that differs between them.
  package struct Input: Sendable {
    package let path: String
    package let isNew: Bool
    package let isGone: Bool
    /// Not stated for staff files in a public edition.
    package let recordsBefore: Int?
    package let recordsNow: Int?

    package init(path: String, isNew: Bool, isGone: Bool, recordsBefore: Int?, recordsNow: Int?) {
      self.path = path
      self.isNew = isNew
      self.isGone = isGone
      self.recordsBefore = recordsBefore
      self.recordsNow = recordsNow
    }
  }

  package let before: PublishedFigures
  package let inputs: [Input]
  package let isConfigurationChanged: Bool
  package let areTemplatesChanged: Bool
  /// Whether templates were added or removed.
  package let hasOtherTemplates: Bool
  package let isProgramChanged: Bool

  package init(
    before: PublishedFigures, inputs: [Input], isConfigurationChanged: Bool, areTemplatesChanged: Bool,
    hasOtherTemplates: Bool, isProgramChanged: Bool
  ) {
    self.before = before
    self.inputs = inputs
    self.isConfigurationChanged = isConfigurationChanged
    self.areTemplatesChanged = areTemplatesChanged
    self.hasOtherTemplates = hasOtherTemplates
    self.isProgramChanged = isProgramChanged
  }
}

/// A counter as it was published and as it is now.
struct RevisedCounters: Sendable {
  let before: [String: Int]
  let now: Tally
}

enum RevisionNames {
  static let inputs = Names<Revised.Input>([
    .text("path", "kind and name of the file") { $0.path },
    .flag("is_new", "whether it was not there before") { $0.isNew },
    .flag("is_gone", "whether it is not there any more") { $0.isGone },
    .flag("is_changed", "whether it was there before and holds something else now") { !$0.isNew && !$0.isGone },
    .count("records_before", "records it had; none where it is new or may not be said", unit: "records") {
      $0.recordsBefore
    },
    .count("records_now", "records it has; none where it is gone or may not be said", unit: "records") {
      $0.recordsNow
    },
  ])

  private static let before = Names<RevisedCounters>(
    Counter.allCases.map { counter in
      .count(counter.rawValue, "as published before: \(counter.definition)") { $0.before[counter.rawValue] }
    })

  private static let change = Names<RevisedCounters>(
    Counter.allCases.map { counter in
      .value(
        counter.rawValue, "now less as published before: \(counter.definition)", forms: Printer.changeForms,
        unit: "dossiers"
      ) {
        $1.change($0.now[counter], from: $0.before[counter.rawValue])
      }
    })

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_published_before", "whether the revision before this one can be compared with") { $0.revised != nil },
    .text("published_edition", "name of the revision before this one") { $0.revised?.before.edition },
    .date(
      "published_as_of",
      "the day to whose end the revision before this one was stated; none where it is that of this one"
    ) { subject in
      let today = subject.own.observation.day
      return subject.revised.flatMap { $0.before.asOf == today ? nil : $0.before.asOf }
    },
    .count(
      "published_reporting",
      "how many provinces had figures in the revision before; none where they are those that have some now",
      unit: "units"
    ) { $0.unitsRevised?.before.count },
    .value("units_added", "names of the units with figures now and none in the revision before") { subject, printer in
      names(of: subject.unitsRevised.map { $0.now.subtracting($0.before) }, subject, printer)
    },
    .value("units_gone", "names of the units with figures in the revision before and none now") { subject, printer in
      names(of: subject.unitsRevised.map { $0.before.subtracting($0.now) }, subject, printer)
    },
    .record("published", "the counters of the revision before this one", before) { counters($0) },
    .record("revision_change", "from the revision before to this one", change) { counters($0) },
    .list("changed_inputs", "files that are new, gone or changed since the revision before", inputs) {
      $0.revised?.inputs ?? []
    },
    .flag("is_configuration_changed", "whether settings changed since the revision before") {
      $0.revised?.isConfigurationChanged ?? false
    },
    .flag("are_templates_changed", "whether templates that the revision before was made with changed") {
      $0.revised?.areTemplatesChanged ?? false
    },
    .flag("has_other_templates", "whether templates were added or left out since the revision before") {
      $0.revised?.hasOtherTemplates ?? false
    },
    .flag("is_program_changed", "whether program or reference data changed since the revision before") {
      $0.revised?.isProgramChanged ?? false
    },
  ]

  private static func names(
    of codes: Set<String>?, _ subject: ReportSubject, _ printer: Printer
  ) -> TemplateValue {
    guard let codes else { return printer.missing() }
    return printer.joined(
      subject.units.provinces.filter { codes.contains($0.code) }.map { $0.inlineName(printer) })
  }

  private static func counters(_ subject: ReportSubject) -> RevisedCounters {
    RevisedCounters(before: subject.revised?.before.national ?? [:], now: subject.own.national)
  }
}

extension ReportSubject {
  /// Codes of the provinces with figures in the previous revision and in this one; nil where they are the same.
  fileprivate var unitsRevised: (before: Set<String>, now: Set<String>)? {
    guard let revised else { return nil }
    let before = Set(revised.before.provinces.keys)
    let now = Set(zip(registry.provinces, own.provinces).filter { $1 != nil }.map(\.0.code))
    return before == now ? nil : (before, now)
  }
}

import Administration
import Statistics
import Templates

/// A window and the moment as of which its figures are stated, for naming it in print.
struct PeriodSubject: Sendable {
  let window: Window
  /// The moment as of which figures are stated: as-of, where the window ends after it.
  let through: Moment
}

enum PeriodNames {
  static let names = Names<PeriodSubject>([
    .value("title", "the period in words, with its first and last day") { title($0, $1) },
    .date("first_day", "first day of the period") { $0.window.first },
    .date("last_day", "last day of the period, or as-of where that is earlier") { $0.through.day },
    .value("before", "what the period before is called: the week before, the period before") { subject, printer in
      printer.words(printer.language?.label(before(subject.window.kind)) ?? "")
    },
    .value("week", "number of the week within its year, for weeks", forms: Printer.countForms, unit: "number") {
      subject, printer in
      subject.window.kind == .week ? printer.count(subject.window.ordinal?.number) : printer.missing()
    },
    .flag("is_one_day", "whether the period is a single day") { $0.window.first == $0.through.day },
    .flag("ends_within_day", "whether figures are stated to a moment within the last day rather than to its end") {
      $0.through.second.map { $0 != 86_399 } ?? false
    },
    .flag("is_week", "whether the period is a week") { $0.window.kind == .week },
    .text("code", "the name of the period's editions, such as 2025-W34") { $0.window.slug },
  ])

  private static func title(_ subject: PeriodSubject, _ printer: Printer) -> TemplateValue {
    guard let language = printer.language else { return printer.text(subject.window.slug) }
    let label: Label =
      switch subject.window.kind {
      case .range where subject.window.days == 1: .periodDay
      case .range, .cumulative: .periodRange
      case .week: .periodWeek
      case .month: .periodMonth
      case .quarter: .periodQuarter
      case .half: .periodHalf
      case .nineMonths: .periodNineMonths
      case .year: .periodYear
      }
    var values = [
      "from": Printer.date(subject.window.first, pattern: language.file.dateShort, language),
      "to": Printer.moment(subject.through, language, day: .untilDay, time: .untilTime),
    ]
    if let (year, number) = subject.window.ordinal {
      values["year"] = String(year)
      values["number"] = String(number)
      func name(_ list: [String]) -> String { list.indices.contains(number - 1) ? list[number - 1] : "" }
      values["month"] = name(language.file.months)
      values["quarter"] = name(language.file.quarters)
      values["half"] = name(language.file.halves)
    }
    return printer.words(language.label(label, values))
  }

  /// Returns the label for the period that changes are measured against, by the kind of period.
  private static func before(_ kind: Window.Kind) -> Label {
    switch kind {
    case .range, .cumulative: .beforeRange
    case .week: .beforeWeek
    case .month: .beforeMonth
    case .quarter: .beforeQuarter
    case .half: .beforeHalf
    case .nineMonths: .beforeNineMonths
    case .year: .beforeYear
    }
  }
}

import Statistics
import Templates

/// A limit of quality with the units that what was found may be of.
struct GateRow: Sendable {
  let gate: QualityStatistics.Gate
  /// The provinces, by position.
  let units: [UnitRow]

  /// How many names a page gives.
  private static let named = 5

  /// What it is about, in the words of a page.
  func name(_ printer: Printer) -> TemplateValue {
    guard let words = printer.language?.quality(gate.name)?.meaning else { return printer.text(gate.name) }
    return printer.words(words)
  }

  /// The limit: a share in percent, or a number.
  func limit(_ printer: Printer) -> TemplateValue {
    guard printer.language != nil else { return printer.text(gate.limit) }
    if case .share = gate.found { return printer.words(printer.percentOfMillionths(gate.most)) }
    return printer.count(gate.most)
  }

  /// What was found, printed as all numbers of the page are.
  func value(_ printer: Printer) -> TemplateValue {
    guard let language = printer.language else { return printer.text(gate.value) }
    switch gate.found {
    case .share(let part, let whole):
      let share = printer.percentOfMillionths(
        QualityStatistics.Gate.millionths(part, of: whole, most: gate.most))
      return printer.words("\(share) (\(printer.digits(part))/\(printer.digits(whole)))")
    case .number(let number, let places):
      let words = printer.kind.words(printer.digits(number))
      guard !places.isEmpty else { return printer.joined([words]) }
      let names = places.map { place in
        switch place {
        case .province(let position): units[position].inlineName(printer)
        case .file(let name): printer.text(name).text
        }
      }
      return printer.joined([words + " (" + listed(names, .andMoreUnits, language, printer) + ")"])
    case .undated(let files):
      let names = listed(files.map { printer.text($0).text }, .andMoreFiles, language, printer)
      return printer.joined([printer.kind.words(language.label(.gateUndated)).replacing("{names}", with: names)])
    }
  }

  private func listed(_ names: [String], _ more: Label, _ language: Language, _ printer: Printer) -> String {
    let first = names.prefix(Self.named).joined(separator: ", ")
    guard names.count > Self.named else { return first }
    let count = printer.digits(names.count - Self.named)
    return first + " " + printer.kind.words(language.label(more, ["n": count]))
  }
}

extension ReportSubject {
  var gateRows: [GateRow] { quality.gates.map { GateRow(gate: $0, units: units.provinces) } }
}

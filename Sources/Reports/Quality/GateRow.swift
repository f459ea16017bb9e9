import Statistics
import Templates

/// A quality gate, with the units in which the places of its finding may lie.
struct GateRow: Sendable {
  let gate: QualityStatistics.Gate
  /// The provinces, by position.
  let units: [UnitRow]

  /// The number of names that a page lists.
  private static let named = 5

  /// Prints what the gate is about, in the words of a page.
  func name(_ printer: Printer) -> TemplateValue {
    guard let words = printer.language?.quality(gate.name)?.meaning else { return printer.text(gate.name) }
    return printer.words(words)
  }

  /// Prints the limit: a share in per cent, or a number.
  func limit(_ printer: Printer) -> TemplateValue {
    guard printer.language != nil else { return printer.text(gate.limit) }
    if case .share = gate.found { return printer.words(printer.percentOfMillionths(gate.most)) }
    return printer.count(gate.most)
  }

  /// Prints the value found, formatted like all numbers of the page.
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

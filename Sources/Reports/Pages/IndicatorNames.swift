import Statistics
import Templates

/// The names of figures quoted from other sources: as a list, and each under its own name.
enum IndicatorNames {
  private static let indicator = Names<QuotedIndicator>([
    .text("name", "its name in the file") { $0.name },
    .value("label", "what it is called in the language: the file's column label_vi, label_en and so on") {
      $1.text($0.label(in: $1.language?.file.code))
    },
    .value("value", "the figure, as the file has it", unit: "number") { indicator, printer in
      TemplateValue(printer.kind.words(indicator.value.text(printer)))
    },
    .value("unit", "its unit in the language: the file's column unit_vi and so on, else unit") {
      $1.text($0.unit(in: $1.language?.file.code))
    },
    .date("as_of", "the day to which it is stated") { $0.asOf },
    .value("source", "where it is published: the file's column source_vi and so on, else source") {
      $1.text($0.source(in: $1.language?.file.code))
    },
  ])

  /// The name at the root under which each indicator is found by its own name.
  static let byName = "indicator"

  static let names: [Names<ReportSubject>.Name] = [
    .list("indicators", "figures quoted from other sources ('indicators' in the configuration)", indicator) {
      $0.indicators
    },
    .flag("has_indicators", "whether any figure is quoted") { !$0.indicators.isEmpty },
    Names<ReportSubject>.Name(
      name: byName,
      entry: .init(
        .record(Shape([:])), "each of 'indicators' by its name in the file, as {{indicator.departments.value}}")
    ) { subject, printer in
      .record(
        TemplateRecord { name in
          subject.indicators.first { $0.name == name }.map { .record(indicator.record($0, printer)) }
        })
    },
  ]

  /// Returns a root's shape extended by the names of these indicators.
  static func shape(_ shape: Shape, naming names: [String]) -> Shape {
    guard !names.isEmpty, let entry = shape.entries[byName] else { return shape }
    let each = Shape.Entry(.record(indicator.shape), "the indicator of this name")
    var shape = shape
    shape.entries[byName] = Shape.Entry(
      .record(Shape(Dictionary(uniqueKeysWithValues: names.map { ($0, each) }))), entry.definition)
    return shape
  }
}

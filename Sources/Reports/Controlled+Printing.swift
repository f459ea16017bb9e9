import Statistics
import Templates

extension Printer {
  /// What stands in a table for a figure that is hidden. In a sentence it is as one that is missing: its part is left out.
  static let hiddenMark = "[c]"

  func hidden() -> TemplateValue {
    TemplateValue(Self.hiddenMark, isMissing: true) { _ in TemplateValue(Self.hiddenMark, isMissing: true) }
  }

  func controlled<Value>(_ figure: Controlled<Value>?, _ print: (Value?) -> TemplateValue) -> TemplateValue {
    figure == .hidden ? hidden() : print(figure?.value)
  }
}

extension Names.Name {
  static func controlledCount(_ name: String, _ definition: String, _ path: @escaping Path<Controlled<Int>?>) -> Self {
    .value(name, definition, forms: ["exact", "compact"]) { subject, printer in
      printer.controlled(path(subject)) { printer.count($0) }
    }
  }

  static func controlledMoney(
    _ name: String, _ definition: String, _ path: @escaping Path<Controlled<Int64>?>
  ) -> Self {
    .value(name, definition, forms: ["compact", "billions"]) { subject, printer in
      printer.controlled(path(subject)) { printer.money($0) }
    }
  }

  static func controlledRate(_ name: String, _ definition: String, _ path: @escaping Path<Controlled<Ratio>?>) -> Self {
    .value(name, definition, forms: ["precise", "numerator", "denominator", "fraction"]) { subject, printer in
      printer.controlled(path(subject)) { printer.rate($0) }
    }
  }
}

import Statistics
import Templates

extension Printer {
  /// Prints a figure, or `[c]` where it is hidden. A section of a template treats a hidden figure as missing and leaves
  /// its part of a sentence out.
  func controlled<Value>(_ figure: Controlled<Value>?, _ print: (Value?) -> TemplateValue) -> TemplateValue {
    figure == .hidden ? hidden() : print(figure?.value)
  }
}

extension Names.Name {
  static func controlledCount(
    _ name: String, _ definition: String, unit: String = "persons", _ path: @escaping Path<Controlled<Int>?>
  ) -> Self {
    Self(name: name, entry: .init(.count(forms: Printer.countForms), definition, unit: unit)) { subject, printer in
      .value(printer.controlled(path(subject)) { printer.count($0) })
    }
  }

  static func controlledMoney(
    _ name: String, _ definition: String, _ path: @escaping Path<Controlled<Int64>?>
  ) -> Self {
    Self(name: name, entry: .init(.value(forms: Printer.moneyForms), definition, unit: "VND")) { subject, printer in
      .value(printer.controlled(path(subject)) { printer.money($0) })
    }
  }

  static func controlledRate(_ name: String, _ definition: String, _ path: @escaping Path<Controlled<Ratio>?>) -> Self {
    Self(name: name, entry: .init(.value(forms: Printer.rateForms), definition, unit: "share")) { subject, printer in
      .value(printer.controlled(path(subject)) { printer.rate($0) })
    }
  }
}

import Statistics
import Templates

extension Printer {
  /// A figure, or `[c]` where it is hidden. In a sentence a hidden one is as one that is missing: its part is left out.
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

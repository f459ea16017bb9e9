import Administration
import Statistics
import Templates

/// The names that templates may use for one kind of subject, with what each prints. Both the check of templates and the
/// values are made from this single list.
struct Names<Subject: Sendable>: Sendable {
  struct Name: Sendable {
    let name: String
    let entry: Shape.Entry
    let make: @Sendable (Subject, Printer) -> TemplateItem
  }

  private let list: [Name]
  /// The functions that make the values, by name. They are kept apart from the list because templates look up names by
  /// the thousand, and each lookup would copy everything else that an entry holds.
  private let makers: [String: @Sendable (Subject, Printer) -> TemplateItem]

  init(_ list: [Name]) {
    self.list = list
    makers = Dictionary(list.map { ($0.name, $0.make) }) { _, _ in preconditionFailure("a name stands twice") }
  }

  var shape: Shape { Shape(Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0.entry) })) }

  func record(_ subject: Subject, _ printer: Printer) -> TemplateRecord {
    let makers = makers
    return TemplateRecord { name in makers[name]?(subject, printer) }
  }

  /// Returns the same names for another kind of subject, from which a path leads to this one.
  func of<Outer: Sendable>(_ path: @escaping @Sendable (Outer) -> Subject) -> [Names<Outer>.Name] {
    list.map { name in
      Names<Outer>.Name(name: name.name, entry: name.entry) { name.make(path($0), $1) }
    }
  }
}

extension Names.Name {
  typealias Path<Value> = @Sendable (Subject) -> Value

  /// - Parameter unit: what is counted, such as `dossiers`.
  static func count(
    _ name: String, _ definition: String, unit: String = "dossiers", _ path: @escaping Path<Int?>
  ) -> Self {
    Self(name: name, entry: .init(.count(forms: Printer.countForms), definition, unit: unit)) {
      .value($1.count(path($0)))
    }
  }

  /// A signed number: the difference between two counts.
  static func signed(
    _ name: String, _ definition: String, unit: String = "dossiers", _ path: @escaping Path<Int?>
  ) -> Self {
    Self(name: name, entry: .init(.count(forms: Printer.signedForms), definition, unit: unit)) {
      .value($1.signedCount(path($0)))
    }
  }

  static func rate(_ name: String, _ definition: String, _ path: @escaping Path<Ratio?>) -> Self {
    Self(name: name, entry: .init(.value(forms: Printer.rateForms), definition, unit: "share")) {
      .value($1.rate(path($0)))
    }
  }

  static func money(_ name: String, _ definition: String, _ path: @escaping Path<Int64?>) -> Self {
    Self(name: name, entry: .init(.value(forms: Printer.moneyForms), definition, unit: "VND")) {
      .value($1.money(path($0)))
    }
  }

  static func date(_ name: String, _ definition: String, _ path: @escaping Path<Day?>) -> Self {
    Self(name: name, entry: .init(.value(forms: Printer.dateForms), definition, unit: "date")) {
      .value($1.date(path($0)))
    }
  }

  /// A moment as a sentence names it: "the end of 24 August 2025", "12:00 on 24 August 2025".
  static func moment(_ name: String, _ definition: String, _ path: @escaping Path<Moment?>) -> Self {
    Self(name: name, entry: .init(.value(forms: []), definition, unit: "moment")) {
      .value($1.moment(path($0)))
    }
  }

  /// Text from exports or configuration, escaped for the output.
  static func text(_ name: String, _ definition: String, _ path: @escaping Path<String?>) -> Self {
    Self(name: name, entry: .init(.value(forms: []), definition, unit: "text")) {
      .value($1.text(path($0)))
    }
  }

  /// A value that this module prints by itself.
  static func value(
    _ name: String, _ definition: String, forms: [String] = [], unit: String = "text",
    _ make: @escaping @Sendable (Subject, Printer) -> TemplateValue
  ) -> Self {
    Self(name: name, entry: .init(.value(forms: forms), definition, unit: unit)) {
      .value(make($0, $1))
    }
  }

  static func flag(_ name: String, _ definition: String, _ path: @escaping Path<Bool>) -> Self {
    Self(name: name, entry: .init(.flag, definition)) { subject, _ in .flag(path(subject)) }
  }

  static func list<Element: Sendable>(
    _ name: String, _ definition: String, _ names: Names<Element>, _ path: @escaping Path<[Element]>
  ) -> Self {
    Self(name: name, entry: .init(.list(names.shape), definition)) { subject, printer in
      .list(path(subject).map { names.record($0, printer) })
    }
  }

  /// A list whose elements depend on the printer, such as a list in the alphabetical order of a language.
  static func printedList<Element: Sendable>(
    _ name: String, _ definition: String, _ names: Names<Element>,
    _ path: @escaping @Sendable (Subject, Printer) -> [Element]
  ) -> Self {
    Self(name: name, entry: .init(.list(names.shape), definition)) { subject, printer in
      .list(path(subject, printer).map { names.record($0, printer) })
    }
  }

  static func record<Element: Sendable>(
    _ name: String, _ definition: String, _ names: Names<Element>, _ path: @escaping Path<Element>
  ) -> Self {
    Self(name: name, entry: .init(.record(names.shape), definition)) { subject, printer in
      .record(names.record(path(subject), printer))
    }
  }
}

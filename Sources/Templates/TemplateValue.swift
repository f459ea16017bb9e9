/// A printed value: its text, escaped for its output, and its other forms.
///
/// A missing value is a value of its own, never nil. A name that is absent in a row would be looked up in the scope
/// around it, and the nation's rate would be printed in a province's row.
package struct TemplateValue: Sendable {
  package let text: String
  package let isMissing: Bool
  private let form: (@Sendable (String) -> TemplateValue?)?

  /// - Parameters:
  ///   - text: the printed text, already escaped.
  ///   - form: returns the other forms by name.
  package init(
    _ text: String, isMissing: Bool = false, form: (@Sendable (String) -> TemplateValue?)? = nil
  ) {
    self.text = text
    self.isMissing = isMissing
    self.form = form
  }

  /// Returns another form; nil where there is none of that name.
  package func form(_ name: String) -> TemplateValue? { form?(name) }
}

/// What a name stands for at one place of a template.
package enum TemplateItem: Sendable {
  /// Prints its text; as a section it is printed where the value exists.
  case value(TemplateValue)
  /// Whether a section is printed.
  case flag(Bool)
  /// A section that is printed once per record.
  case list([TemplateRecord])
  /// Names after a dot, or inside a section.
  case record(TemplateRecord)
}

/// A record: names that are looked up when a template asks for them.
package struct TemplateRecord: Sendable {
  private let make: @Sendable (String) -> TemplateItem?

  package init(_ make: @escaping @Sendable (String) -> TemplateItem?) { self.make = make }

  package subscript(name: String) -> TemplateItem? { make(name) }
}

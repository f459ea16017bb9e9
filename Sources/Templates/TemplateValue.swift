import Mustache

/// A printed value: its text, escaped for the output it goes to, and its other forms.
///
/// A missing value is a value of its own, never nil: with swift-mustache a name that is absent in a row is looked up in
/// the scope around it, and the nation's rate would stand in a province's row.
package struct TemplateValue: MustacheCustomRenderable, MustacheParent, MustacheTransformable {
  private let text: String
  package let isMissing: Bool
  private let form: (@Sendable (String) -> TemplateValue?)?

  /// - Parameters:
  ///   - text: what is printed, escaped already.
  ///   - form: the other forms by name.
  package init(
    _ text: String, isMissing: Bool = false, form: (@Sendable (String) -> TemplateValue?)? = nil
  ) {
    self.text = text
    self.isMissing = isMissing
    self.form = form
  }

  package var renderText: String { text }
  package var isNull: Bool { isMissing }
  package func child(named name: String) -> Any? { form?(name) }
  package func transform(_ name: String) -> Any? { form?(name) }
}

/// A record: names that are looked up when a template asks for them.
package struct TemplateRecord: MustacheParent {
  private let make: @Sendable (String) -> Any?

  package init(_ make: @escaping @Sendable (String) -> Any?) { self.make = make }

  package func child(named name: String) -> Any? { make(name) }
}

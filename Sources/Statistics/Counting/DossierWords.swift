/// The words that the numbers in a reader's dossiers stand for; an empty word where nothing is stated.
package struct DossierWords: Sendable {
  package let field: @Sendable (UInt32) -> String
  package let agency: @Sendable (UInt32) -> String
  package let procedure: @Sendable (UInt32) -> (code: String, name: String)
  package let serviceLevel: @Sendable (UInt32) -> String

  package init(
    field: @escaping @Sendable (UInt32) -> String, agency: @escaping @Sendable (UInt32) -> String = { _ in "" },
    procedure: @escaping @Sendable (UInt32) -> (code: String, name: String) = { _ in ("", "") },
    serviceLevel: @escaping @Sendable (UInt32) -> String = { _ in "" }
  ) {
    self.field = field
    self.agency = agency
    self.procedure = procedure
    self.serviceLevel = serviceLevel
  }
}

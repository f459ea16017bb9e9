import Administration

/// A figure of another source, which a bulletin quotes with source and day (configuration: `indicators`).
package struct QuotedIndicator: Sendable, Equatable {
  /// A number as it was written: quoted figures are printed, never calculated with.
  package struct Value: Sendable, Equatable {
    /// In units of its last decimal: 738 with one decimal is 73.8.
    let scaled: Int
    let decimals: Int

    /// - Returns: nil where the text is no number such as `9916`, `-3` or `73.8`, or has more than fifteen digits.
    package init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), text.utf8.count <= 16 else { return nil }
      let decimals = parts.count == 2 ? parts[1] : ""
      guard parts.count == 1 || !decimals.isEmpty, decimals.utf8.allSatisfy({ (48...57).contains($0) }),
        parts[0].utf8.last.map({ (48...57).contains($0) }) == true, parts[0].utf8.first != UInt8(ascii: "+"),
        let scaled = Int(parts[0] + decimals)
      else { return nil }
      self.scaled = scaled
      self.decimals = decimals.utf8.count
    }

    /// As the printer's language writes it.
    package func text(_ printer: Printer) -> String {
      decimals == 0 ? printer.digits(scaled) : printer.decimal(scaled, decimals: decimals)
    }
  }

  /// The name that a template uses.
  package let name: String
  package let value: Value
  package let unit: String
  package let asOf: Day
  package let source: String
  /// What it and its unit are called, by language; without, the name with spaces and the unit as given.
  package var labels: [String: String] = [:]
  package var units: [String: String] = [:]
  /// How a language names the source; without, as given.
  package var sources: [String: String] = [:]

  package init(name: String, value: Value, unit: String, asOf: Day, source: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.asOf = asOf
    self.source = source
  }

  func label(in language: String?) -> String {
    language.flatMap { labels[$0] } ?? name.replacing("_", with: " ")
  }

  func source(in language: String?) -> String { language.flatMap { sources[$0] } ?? source }
  func unit(in language: String?) -> String { language.flatMap { units[$0] } ?? unit }
}

import Administration

/// A figure from another source, which a bulletin quotes with its source and day (configuration: `indicators`).
package struct QuotedIndicator: Sendable, Equatable {
  /// A number as it was written: quoted figures are printed and never used in calculations.
  package struct Value: Sendable, Equatable {
    /// The number in units of its last decimal: 738 with one decimal is 73.8.
    let scaled: Int
    let decimals: Int

    /// - Returns: nil where the text is not a number such as `9916`, `-3` or `73.8`, or is longer than sixteen
    ///   characters.
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

    /// Returns the number as the printer's language writes it.
    package func text(_ printer: Printer) -> String {
      decimals == 0 ? printer.digits(scaled) : printer.decimal(scaled, decimals: decimals)
    }
  }

  /// The name by which templates refer to the figure.
  package let name: String
  package let value: Value
  package let unit: String
  package let asOf: Day
  package let source: String
  /// What the figure and its unit are called, by language; without an entry, the name with spaces for underscores and
  /// the unit as given.
  package var labels: [String: String] = [:]
  package var units: [String: String] = [:]
  /// What the source is called, by language; without an entry, the source as given.
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

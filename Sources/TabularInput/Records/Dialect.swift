/// How a delimited file separates and quotes its cells (RFC 4180 by default).
package struct Dialect: Sendable, Hashable {
  package var delimiter: UInt8
  package var quote: UInt8

  package init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// Sizes past which a file is not a table but a mistake; the reader refuses it and reports the place.
package enum TabularLimits {
  /// The largest cell in bytes: 1 MiB.
  package static let field = 1 << 20
  /// The largest record in bytes: 16 MiB.
  package static let record = 16 << 20
}

import Foundation

/// JSON as this program writes it: sorted keys, indented, a line end behind it. The same bytes for the same value.
package enum CanonicalJSON {
  package static func bytes(of value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [10]
    } catch {
      preconditionFailure("a value of this program cannot be written as JSON: \(error)")
    }
  }
}

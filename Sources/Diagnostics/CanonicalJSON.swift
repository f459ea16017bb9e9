import Foundation

/// JSON as this program writes it: sorted keys, indented, and a final line end. Equal values give equal bytes.
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

  /// Returns the JSON on one line, without a line end, for a value inside another text.
  package static func line(of value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("a value of this program cannot be written as JSON: \(error)")
    }
  }
}

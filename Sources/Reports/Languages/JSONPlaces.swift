/// Finds the position of a key in a JSON text that a decoder has read, by the keys and array positions that lead to it.
/// A decoder names the path of a fault, but not its place in the text.
struct JSONPlaces {
  private let bytes: [UInt8]
  private var next = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// - Parameter path: keys of objects, and array positions as digits.
  /// - Returns: the byte at which the last part of the path begins; nil where the path does not exist.
  static func offset(of path: [String], in text: String) -> Int? {
    var places = JSONPlaces(text)
    return path.isEmpty ? nil : places.pass(path[...])
  }

  /// A key, with the byte at which it begins.
  typealias Key = (name: String, offset: Int)

  /// Returns the keys of the outermost object, and the keys that occur more than once in their object.
  static func keys(in text: String) -> (own: [Key], repeated: [Key]) {
    var places = JSONPlaces(text)
    _ = places.pass(nil)
    return (places.own, places.repeated)
  }

  private var own: [Key] = []
  private var repeated: [Key] = []
  /// The number of objects and arrays that are open.
  private var depth = 0

  private var byte: UInt8? { next < bytes.count ? bytes[next] : nil }

  private mutating func passBlanks() {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): next += 1
      default: return
      }
    }
  }

  /// Skips one value, or stops inside it where the path leads.
  ///
  /// - Parameter path: the part of the path that leads into the value; nil where it does not.
  private mutating func pass(_ path: ArraySlice<String>?) -> Int? {
    passBlanks()
    switch byte {
    case UInt8(ascii: "{"): return passMembers(path, until: UInt8(ascii: "}")) { $0.text(in: $0.passString()) }
    case UInt8(ascii: "["):
      var position = 0
      return passMembers(path, until: UInt8(ascii: "]")) { _ in
        defer { position += 1 }
        return String(position)
      }
    case UInt8(ascii: "\""): _ = passString()
    default:
      // Skip a number or a literal.
      while let byte, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") { next += 1 }
    }
    return nil
  }

  /// - Parameter name: skips what precedes a member's value, and returns the path step of the member.
  private mutating func passMembers(
    _ path: ArraySlice<String>?, until end: UInt8, name: (inout JSONPlaces) -> String
  ) -> Int? {
    next += 1
    depth += 1
    defer { depth -= 1 }
    var names: Set<String> = []
    while true {
      passBlanks()
      guard let byte else { return nil }
      if byte == end {
        next += 1
        return nil
      }
      let start = next
      let name = name(&self)
      if depth == 1 { own.append((name, start)) }
      if !names.insert(name).inserted { repeated.append((name, start)) }
      let isNext = name == path?.first
      if isNext, path?.count == 1 { return start }
      if let found = pass(isNext ? path?.dropFirst() : nil) { return found }
    }
  }

  /// - Returns: the range between the quotes.
  private mutating func passString() -> Range<Int> {
    next += 1
    let start = next
    while let byte, byte != UInt8(ascii: "\"") { next += byte == UInt8(ascii: "\\") ? 2 : 1 }
    let end = min(next, bytes.count)
    next += 1
    return min(start, end)..<end
  }

  private func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

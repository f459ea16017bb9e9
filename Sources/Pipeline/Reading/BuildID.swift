import Foundation

/// The identifier that a linker gives a program, computed from everything that is linked (ELF note `NT_GNU_BUILD_ID`).
///
/// It distinguishes two builds as well as a checksum of their bytes does, and is read from the first few thousand of a
/// hundred million bytes.
package enum BuildID {
  /// The number of bytes to read, which covers the headers and notes of a program; linkers put them at its start.
  private static let headBytes = 4096

  /// Returns the identifier of the running program; nil where the system does not show it, or where it was linked
  /// without one.
  static func ofThisProgram() -> String? {
    guard let file = FileHandle(forReadingAtPath: "/proc/self/exe"),
      let head = try? file.read(upToCount: headBytes)
    else { return nil }
    return of(Array(head))
  }

  /// Returns the identifier in hexadecimal digits.
  ///
  /// - Parameter head: the first bytes of a program in the ELF format, 64 bits, little-endian.
  package static func of(_ head: [UInt8]) -> String? {
    guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let table = number(at: 32, 8, head),
      let size = number(at: 54, 2, head), let count = number(at: 56, 2, head)
    else { return nil }
    for segment in 0..<count {
      let header = table + segment * size
      guard let type = number(at: header, 4, head), let start = number(at: header + 8, 8, head),
        let length = number(at: header + 32, 8, head)
      else { return nil }
      if type == 4, start + length <= head.count, let id = note(in: head[start..<start + length]) { return id }
    }
    return nil
  }

  /// Returns the content of the note. Each note has the lengths of its name and content and its kind, then the name and
  /// the content, each padded to a multiple of four bytes.
  private static func note(in notes: ArraySlice<UInt8>) -> String? {
    let bytes = Array(notes)
    var place = 0
    while let name = number(at: place, 4, bytes), let content = number(at: place + 4, 4, bytes),
      let kind = number(at: place + 8, 4, bytes)
    {
      let start = place + 12 + (name + 3) / 4 * 4
      guard start + content <= bytes.count else { return nil }
      if kind == 3, bytes[(place + 12)...].starts(with: [0x47, 0x4E, 0x55, 0]), content > 0 {
        return bytes[start..<start + content].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      }
      place = start + (content + 3) / 4 * 4
    }
    return nil
  }

  /// Returns a number of `count` bytes; nil past the end, or where it exceeds the size of any file.
  private static func number(at place: Int, _ count: Int, _ bytes: [UInt8]) -> Int? {
    guard place + count <= bytes.count else { return nil }
    let value = bytes[place..<place + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return value < 1 << 48 ? Int(value) : nil
  }
}

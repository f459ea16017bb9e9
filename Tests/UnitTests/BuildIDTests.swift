import Pipeline
import Testing

/// The build ID is read from the first bytes of a program, whatever these are.
@Suite struct BuildIDTests {
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  private static func note(_ name: String, _ kind: Int, _ content: [UInt8]) -> [UInt8] {
    let name = Array(name.utf8) + [0]
    let parts = number(name.count, 4) + number(content.count, 4) + number(kind, 4) + name
    let padded = parts + [UInt8](repeating: 0, count: -parts.count & 3) + content
    return padded + [UInt8](repeating: 0, count: -padded.count & 3)
  }

  /// A program with two segments, of which the second holds notes.
  private static func program(_ notes: [UInt8], type: Int = 4) -> [UInt8] {
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1] + [UInt8](repeating: 0, count: 26)
    bytes += number(64, 8) + [UInt8](repeating: 0, count: 14) + number(56, 2) + number(2, 2)
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    bytes += number(1, 4) + [UInt8](repeating: 0, count: 52)
    bytes += number(type, 4) + number(0, 4) + number(176, 8) + number(0, 16) + number(notes.count, 8) + number(0, 16)
    return bytes + notes
  }

  private static let id: [UInt8] = [0x00, 0x0A, 0xFF, 0x10, 0x7B]
  private static let notes = note("GNU", 1, [1, 2, 3]) + note("Other", 3, [9]) + note("GNU", 3, id)

  @Test func itIsTheNoteOfItsKind() { #expect(BuildID.of(Self.program(Self.notes)) == "000aff107b") }

  @Test func otherFilesHaveNone() {
    #expect(BuildID.of([]) == nil)
    #expect(BuildID.of(Array("#!/bin/sh\n".utf8)) == nil)
    #expect(BuildID.of(Self.program(Self.notes, type: 1)) == nil)
    #expect(BuildID.of(Self.program(Self.note("GNU", 1, Self.id))) == nil)
    #expect(BuildID.of(Self.program([])) == nil)
    var large = Self.program(Self.notes)
    large[4] = 1
    #expect(BuildID.of(large) == nil, "a program of 32 bits is laid out otherwise")
  }

  /// Whatever is cut off or written over, it is read or it is not; nothing else happens.
  @Test func damagedProgramsAreRead() {
    let whole = Self.program(Self.notes)
    for end in whole.indices {
      let id = BuildID.of(Array(whole[..<end]))
      #expect(id == nil, "cut at \(end)")
    }
    for place in whole.indices {
      for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
        var damaged = whole
        damaged[place] = value
        _ = BuildID.of(damaged)
      }
    }
  }
}

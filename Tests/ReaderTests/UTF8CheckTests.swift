import TabularInput
import Testing

/// The block-wise check of whole pieces says what the byte-wise one says, which Unicode's own decoder confirms.
@Suite struct UTF8CheckTests {
  /// Characters of one to four bytes, and bytes that belong to none, the rare leads among them.
  private static let pieces: [[UInt8]] = [
    Array("a".utf8), Array(",".utf8), Array("\n".utf8), Array("à".utf8), Array("ế".utf8), Array("đ".utf8),
    Array("𠮷".utf8), Array("–".utf8), Array("ก".utf8), Array("퟿".utf8), [0x80], [0xC0], [0xC1, 0x80],
    [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xE1, 0xBA], [0xC3], [0xFF],
  ]

  private static func agrees(_ bytes: [UInt8]) -> Bool {
    let expected = String(validating: bytes, as: UTF8.self) != nil
    let whole = bytes.withUnsafeBytes { UTF8Check.isText($0) }
    let single = bytes.withUnsafeBufferPointer { UTF8Check.firstFault(in: $0) } == nil
    return whole == expected && single == expected
  }

  @Test func everyPieceAtEveryPlace() {
    for piece in Self.pieces {
      for before in 0..<68 {
        for after in [0, 1, 2, 3, 59, 60, 61, 62, 63, 64, 65, 130] {
          let bytes = [UInt8](repeating: 97, count: before) + piece + [UInt8](repeating: 97, count: after)
          #expect(Self.agrees(bytes), "\(before) letters, \(piece), \(after) letters")
        }
      }
    }
  }

  /// Every pair of pieces, at every place of a block, behind Vietnamese text and before more of it.
  @Test func everyPairAtEveryPlace() {
    for first in Self.pieces {
      for second in Self.pieces {
        for shift in 0..<66 {
          let bytes =
            Array("ế".utf8) + [UInt8](repeating: 97, count: shift) + first + second
            + Array("độ hạn trả kết quả giải quyết hồ sơ thủ tục hành chính của người dân".utf8)
          #expect(Self.agrees(bytes), "\(shift) letters, \(first), \(second)")
        }
      }
    }
  }

  @Test func longTextStaysPlain() {
    for length in 0..<200 {
      let text = Array(String(repeating: "Thủ tục đăng ký khai sinh, hộ tịch – ế ", count: 12).prefix(length).utf8)
      #expect(text.withUnsafeBytes { UTF8Check.isText($0) })
    }
  }
}

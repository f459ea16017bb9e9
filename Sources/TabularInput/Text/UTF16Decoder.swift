/// Converts UTF-16 (RFC 2781) to UTF-8.
struct UTF16Decoder: TextDecoder {
  private(set) var fault: String?
  private let isBigEndian: Bool
  /// The first byte of a code unit whose second byte is still to come; below, the first unit of a surrogate pair.
  private var halfUnit: UInt8?
  private var highSurrogate: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) {
    text.reserveCapacity(text.count + bytes.count * 2)
    for byte in bytes {
      guard fault == nil else { return }
      guard let half = halfUnit else {
        halfUnit = byte
        continue
      }
      halfUnit = nil
      let unit = isBigEndian ? UInt32(half) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(half)
      if let high = highSurrogate {
        highSurrogate = nil
        guard unit & 0xFC00 == 0xDC00 else {
          refuse("the first half of a UTF-16 pair stands without its second", &text)
          return
        }
        text.appendScalar(0x1_0000 + (high & 0x3FF) << 10 + unit & 0x3FF)
      } else if unit & 0xFC00 == 0xD800 {
        highSurrogate = unit
      } else if unit & 0xFC00 == 0xDC00 {
        refuse("the second half of a UTF-16 pair stands without its first", &text)
      } else {
        text.appendScalar(unit)
      }
    }
  }

  mutating func end(into text: inout [UInt8]) {
    guard fault == nil, halfUnit != nil || highSurrogate != nil else { return }
    refuse("the file ends inside a UTF-16 character", &text)
  }

  private mutating func refuse(_ message: String, _ text: inout [UInt8]) {
    fault = message
    text.append(0xFF)
  }
}

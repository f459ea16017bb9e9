import CZlib
import Glibc

/// Bytes packed by gzip as zlib does it, which the tests unpack again.
func gzipped(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = z_stream()
  let made = deflateInit2_(
    &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  precondition(made == Z_OK, "zlib refuses its own options")
  var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
  var input = bytes
  let count = input.withUnsafeMutableBufferPointer { input in
    packed.withUnsafeMutableBufferPointer { room in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = room.baseAddress
      stream.avail_out = UInt32(room.count)
      precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "there is room for everything")
      return room.count - Int(stream.avail_out)
    }
  }
  deflateEnd(&stream)
  return Array(packed.prefix(count))
}

/// A text in UTF-16, with the byte-order mark in front unless it is left out.
func utf16(_ text: String, isBigEndian: Bool, marked: Bool = true) -> [UInt8] {
  ((marked ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
    return isBigEndian ? [high, low] : [low, high]
  }
}

/// The C library's own converter, which the decoders are held to; nil where it refuses the bytes.
///
/// Looked up by name, because Swift's module of the C library leaves it out.
func converted(_ bytes: [UInt8], from encoding: String) -> String? {
  typealias Open = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
  typealias Convert =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int>?,
      UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int>?
    ) -> Int
  typealias Close = @convention(c) (UnsafeMutableRawPointer?) -> Int32
  let open = unsafeBitCast(dlsym(nil, "iconv_open"), to: Open.self)
  let convert = unsafeBitCast(dlsym(nil, "iconv"), to: Convert.self)
  let close = unsafeBitCast(dlsym(nil, "iconv_close"), to: Close.self)
  guard let converter = open("UTF-8", encoding), converter != UnsafeMutableRawPointer(bitPattern: -1) else {
    preconditionFailure("the C library does not know \(encoding)")
  }
  defer { _ = close(converter) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: bytes.count * 8 + 16)
  return input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      var (from, left) = (input.baseAddress, input.count)
      var (to, room) = (output.baseAddress, output.count)
      guard convert(converter, &from, &left, &to, &room) != -1, convert(converter, nil, nil, &to, &room) != -1 else {
        return nil
      }
      return String(decoding: output.prefix(output.count - room), as: UTF8.self)
    }
  }
}

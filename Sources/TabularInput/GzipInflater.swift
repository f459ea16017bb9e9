import CZlib
import Checksums
import Diagnostics

/// Undoes gzip (RFC 1952) through zlib, a piece at a time and in bounded memory.
///
/// A file may consist of several members one behind the other, as `cat a.gz b.gz` makes them. What is cut short, damaged or
/// followed by anything else is refused: half an export is no export.
final class GzipInflater {
  /// Text of more than this many bytes is judged by how far it was compressed.
  static let freeBytes = 64 << 20
  /// Bytes of text that one byte of the file may stand for. Exports stay under 50, bombs come near deflate's limit of 1032.
  static let mostBytesOfText = 250

  private let name: String
  /// Allocated, because zlib refuses a stream that has moved; freed in `deinit`, never shared.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Bytes of the file that were handed in and not yet taken.
  private var input: [UInt8] = []
  private var taken = 0
  private var memberIsOpen = true
  private var bytesIn = 0
  private var bytesOut = 0
  private var sum = SHA256()

  /// The SHA-256 of the bytes made so far.
  var digest: String { sum.hexDigest() }

  init(name: String) {
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window, and 16 more asks for gzip and nothing else.
    let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib refuses its own options")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether more of the file is needed to go on.
  var isHungry: Bool { taken == input.count }

  /// Hands in the next bytes of the file.
  func feed(_ bytes: [UInt8]) {
    precondition(isHungry, "bytes of the file would be lost")
    input = bytes
    taken = 0
  }

  /// Appends at most `limit` bytes of text made from what was handed in.
  ///
  /// - Throws: status `dataRefused` at damage, at bytes behind the last member, and at a bomb.
  func inflate(into text: inout [UInt8], atMost limit: Int) throws(Failure) {
    while !isHungry {
      if !memberIsOpen {
        guard opensMember() else {
          throw refused("bytes that are no gzip member stand behind the end of the compressed text")
        }
        precondition(inflateReset(stream) == Z_OK, "zlib cannot begin another member")
        memberIsOpen = true
      }
      let before = text.count
      let result = run(into: &text, atMost: limit)
      bytesOut += text.count - before
      text.withUnsafeBytes { sum.update(UnsafeRawBufferPointer(rebasing: $0[before...])) }
      switch result {
      case Z_STREAM_END: memberIsOpen = false
      case Z_OK, Z_BUF_ERROR: break
      case Z_MEM_ERROR: throw refused("zlib ran out of memory")
      default: throw refused("the gzip file is damaged", hint: "have it sent once more")
      }
      if bytesOut > Self.freeBytes, bytesOut / Self.mostBytesOfText > bytesIn {
        throw refused(
          "the gzip file holds over \(Self.mostBytesOfText) times its size, no export does",
          hint: "unpack it and look at what it is")
      }
      if text.count - before > 0 { return }
    }
  }

  /// Says that the file has ended.
  ///
  /// - Throws: status `dataRefused` where the last member has not.
  func end() throws(Failure) {
    guard !memberIsOpen else { throw refused("the gzip file is cut short", hint: "have it sent once more") }
  }

  /// Whether what comes next can be a member; its first byte decides, zlib judges the rest.
  private func opensMember() -> Bool { input[taken] == 0x1F }

  private func run(into text: inout [UInt8], atMost limit: Int) -> Int32 {
    var result = Z_OK
    input.withUnsafeMutableBufferPointer { bytes in
      // Members may be of a byte each: room that is not filled is not touched.
      text.append(addingCapacity: limit) { text in
        text.withUnsafeMutableBufferPointer { room, made in
          let available = bytes.count - taken
          stream.pointee.next_in = bytes.baseAddress?.advanced(by: taken)
          stream.pointee.avail_in = UInt32(available)
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(limit)
          result = CZlib.inflate(stream, Z_NO_FLUSH)
          made = limit - Int(stream.pointee.avail_out)
          taken += available - Int(stream.pointee.avail_in)
          bytesIn += available - Int(stream.pointee.avail_in)
        }
      }
    }
    return result
  }

  private func refused(_ message: String, hint: String? = nil) -> Failure {
    Failure(.dataRefused, message, at: Location(name), hint: hint)
  }
}

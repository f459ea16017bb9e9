import CZlib
import Checksums
import Diagnostics

/// Decompresses gzip (RFC 1952) through zlib, piece by piece and in bounded memory.
///
/// A file may consist of several members in sequence, as `cat a.gz b.gz` makes it. A file that is cut short, damaged or
/// followed by anything else is refused: half an export is not an export.
final class GzipInflater {
  /// Up to this many bytes of text, the compression ratio is not checked.
  static let freeBytes = 64 << 20
  /// The largest compression ratio allowed beyond `freeBytes`. Exports stay under 50; compression bombs come near
  /// deflate's limit of 1032.
  static let mostBytesOfText = 250

  private let name: String
  /// Allocated, because zlib refuses a stream that has moved in memory; freed in `deinit`, never shared.
  private let stream: UnsafeMutablePointer<z_stream>
  /// The last bytes of the file passed to `feed`; `taken` of them are used up.
  private var input: [UInt8] = []
  private var taken = 0
  private var memberIsOpen = true
  private var bytesIn = 0
  private var bytesOut = 0
  private var sum = SHA256()

  /// The SHA-256 of the bytes decompressed so far.
  var digest: String { sum.hexDigest() }

  init(name: String) {
    self.name = name
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; adding 16 accepts gzip and nothing else.
    let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(result == Z_OK, "zlib refuses its own options")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether more bytes of the file are needed to continue.
  var isHungry: Bool { taken == input.count }

  /// Passes in the next bytes of the file.
  func feed(_ bytes: [UInt8]) {
    precondition(isHungry, "bytes of the file would be lost")
    input = bytes
    taken = 0
  }

  /// Appends at most `limit` bytes of text, decompressed from the bytes passed in.
  ///
  /// - Throws: status `dataRefused` if the file is damaged, has bytes after the last member, or is a compression bomb.
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

  /// Tells the inflater that the file has ended.
  ///
  /// - Throws: status `dataRefused` if the last member is not complete.
  func end() throws(Failure) {
    guard !memberIsOpen else { throw refused("the gzip file is cut short", hint: "have it sent once more") }
  }

  /// Returns whether the next bytes may begin a member. Only the first byte is checked here; zlib checks the rest.
  private func opensMember() -> Bool { input[taken] == 0x1F }

  private func run(into text: inout [UInt8], atMost limit: Int) -> Int32 {
    var result = Z_OK
    input.withUnsafeMutableBufferPointer { bytes in
      // A member may hold a single byte, so unused room must cost nothing: memory that is not filled is not touched.
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

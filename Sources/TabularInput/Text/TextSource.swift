import Diagnostics

/// The text of one file as UTF-8: decompressed if the file is gzip, converted if it is in another encoding.
///
/// A file's first bytes and its byte-order mark show what it is; an encoding that leaves no mark must be declared. Text
/// that is already UTF-8 is read directly into the reader's memory. Only its first bytes, which `head` shows before
/// anything is read, are copied.
package struct TextSource: ~Copyable {
  /// The largest number of bytes that `head` shows.
  package static let headBytes = 64 << 10
  /// The largest number of bytes that one step decompresses.
  private static let stepBytes = 256 << 10

  private var file: SourceFile
  private let declared: TextEncoding?
  /// The number of file bytes to read at a time for the head, and throughout if the file is compressed or converted.
  private let piece: Int
  private var inflater: GzipInflater?
  private var decoder: (any TextDecoder)?
  /// Text that has been produced but not yet read: the bytes from `textStart` on.
  private var text: [UInt8] = []
  private var textStart = 0
  /// The failure that ends the text early; thrown once all text before it has been read.
  private var failure: Failure?
  private var fileHasEnded = false
  private var decoderHasEnded = false
  private var isOpen = false

  /// - Parameters:
  ///   - encoding: the declared encoding; nil to go by the file's byte-order mark.
  ///   - piece: the number of file bytes to read at a time. Tests vary it; the result does not depend on it.
  package init(_ file: consuming SourceFile, encoding: TextEncoding? = nil, piece: Int = 64 << 10) {
    precondition(piece >= 1, "a piece has at least one byte")
    self.file = file
    declared = encoding
    self.piece = piece
  }

  /// The path as messages print it.
  package var name: String { file.name }
  /// The size and SHA-256 of the file on disk.
  package var bytesRead: Int { file.bytesRead }
  package var digest: String { file.digest }
  /// The SHA-256 of the decompressed content: the same for a file and its gzip copy.
  package var contentDigest: String { inflater?.digest ?? file.digest }

  /// What is wrong with the bytes that a decoder has replaced by 0xFF; nil if no decoder found a fault.
  var fault: String? { decoder?.fault }

  /// Returns the first bytes of the text, or all of it if it is shorter. They can still be read afterwards.
  ///
  /// - Throws: status `dataRefused` if the file is not text, `inputMissing` if it cannot be read.
  package mutating func head() throws(Failure) -> [UInt8] {
    try open()
    while text.count - textStart < Self.headBytes, makeText() {}
    if textStart == text.count, let failure { throw failure }
    return Array(text[textStart...].prefix(Self.headBytes))
  }

  /// Checks that all the bytes that `head` has shown are text.
  ///
  /// - Throws: status `dataRefused` with the place of the first byte that is not text.
  package func checkHead(_ head: [UInt8]) throws(Failure) {
    let fault = head.withUnsafeBufferPointer { bytes in
      let tail = head.count < Self.headBytes ? 0 : UTF8Check.unfinishedTail(of: bytes)
      return UTF8Check.firstFault(in: UnsafeBufferPointer(rebasing: bytes.dropLast(tail)))
    }
    guard let fault else { return }
    let isCutShort = head.withUnsafeBufferPointer { bytes in
      decoder == nil && head.count < Self.headBytes && UTF8Check.isCutShort(bytes, at: fault)
    }
    let before = head[..<fault]
    let lines = before.indices.count { before[$0] == 10 || (before[$0] == 13 && head[$0 + 1] != 10) }
    let start = before.lastIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 } ?? TextEncoding.marked(by: head)?.bytes ?? 0
    let place = Location(name, line: lines + 1, column: fault - start + 1)
    throw isCutShort ? Self.cutShort(at: place) : Self.notText(head[fault], decoder?.fault, at: place)
  }

  /// Returns the failure that reports a text ending with only some of a character's bytes.
  static func cutShort(at place: Location) -> Failure {
    Failure(
      .dataRefused, "the file ends within a character: it is cut short", at: place,
      hint: "have it sent once more; if it is whole, declare its encoding in a profile")
  }

  /// Returns the failure that reports a byte that is not text.
  ///
  /// - Parameter fault: the decoder's description of the fault, if a decoder produced the text.
  static func notText(_ byte: UInt8, _ fault: String?, at place: Location) -> Failure {
    if byte == 0xFF, let fault {
      return Failure(.dataRefused, fault, at: place, hint: "declare the encoding that the file has")
    }
    if byte == 0 {
      return Failure(
        .dataRefused, "a NUL byte stands here, which no text holds", at: place, hint: "export the file again")
    }
    let hex = String(byte, radix: 16, uppercase: true)
    return Failure(
      .dataRefused, "the byte 0x\(hex.count < 2 ? "0" : "")\(hex) is not UTF-8 text", at: place,
      hint:
        "save the file as UTF-8, or declare its encoding in a profile: windows-1258, tcvn3, windows-1252 (Western European) or utf-16"
    )
  }

  /// Skips bytes of the text that `head` has shown.
  package mutating func skip(_ bytes: Int) {
    precondition(textStart + bytes <= text.count, "only bytes of the head can be left out")
    textStart += bytes
  }

  /// Fills the buffer, or as much of it as the text can fill, and returns the number of bytes; 0 at the end.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    try open()
    var filled = 0
    while filled < buffer.count {
      if textStart < text.count {
        let count = min(text.count - textStart, buffer.count - filled)
        text[textStart..<textStart + count].withUnsafeBytes {
          UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count]).copyMemory(from: $0)
        }
        textStart += count
        filled += count
        continue
      }
      text.removeAll(keepingCapacity: true)
      textStart = 0
      if inflater == nil, decoder == nil {
        if fileHasEnded { break }
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        filled += try file.read(into: rest)
        break
      }
      guard makeText() else { break }
    }
    if filled == 0, let failure { throw failure }
    return filled
  }

  /// Whether the text is the file's own bytes, neither decompressed nor converted, so that it can be read again. Known
  /// once the file has been opened.
  var isAsItStands: Bool { inflater == nil && decoder == nil }

  /// Fills the buffer from a given byte of the text and returns the number of bytes; only valid if `isAsItStands`.
  func readAgain(at start: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    try file.readAgain(at: start, into: buffer)
  }

  /// Examines the first bytes of the file and decides how to produce its text.
  private mutating func open() throws(Failure) {
    if isOpen { return }
    isOpen = true
    let first = try readPiece(of: max(piece, 4096))
    if first.starts(with: [0x1F, 0x8B]) {
      let inflater = GzipInflater(name: name)
      inflater.feed(first)
      self.inflater = inflater
      // Enough text to recognise by its first bytes what it is, damaged or not.
      while text.count < 4096, makeText() {}
    } else {
      text = first
    }
    if let kind = FileKind.notText(text[...]) {
      throw refused("the file is \(kind.name), CSV text was expected", hint: kind.hint)
    }
    try chooseDecoder()
    if decoder != nil {
      let raw = text
      text.removeAll(keepingCapacity: true)
      decode(raw)
    }
  }

  private mutating func chooseDecoder() throws(Failure) {
    let marked = TextEncoding.marked(by: text)
    if let marked, let declared, declared != marked.encoding,
      !(declared == .utf16 && marked.encoding != .utf8)
    {
      throw refused(
        "the file begins with the byte-order mark of \(marked.encoding.rawValue), \(declared.rawValue) is declared",
        hint: "declare what it is")
    }
    switch marked?.encoding ?? declared {
    case .utf16LittleEndian: decoder = UTF16Decoder(isBigEndian: false)
    case .utf16BigEndian: decoder = UTF16Decoder(isBigEndian: true)
    case .utf16:
      throw refused(
        "the file has no byte-order mark, UTF-16 with one is declared", hint: "declare utf-16le or utf-16be")
    case .windows1258: decoder = SingleByteDecoder(.windows1258)
    case .windows1252: decoder = SingleByteDecoder(.windows1252)
    case .tcvn3: decoder = SingleByteDecoder(.tcvn3)
    case .utf8, nil:
      if let order = TextEncoding.unmarked(text[...]) {
        throw refused(
          "the file looks like \(order.rawValue) without a byte-order mark, UTF-8 was expected",
          hint: "save it as UTF-8, or declare encoding: \(order.rawValue) in a profile")
      }
    }
    // The mark of UTF-8 stays in the text: the reader skips it and counts its bytes.
    if let marked, marked.encoding != .utf8 { text.removeFirst(marked.bytes) }
  }

  /// Produces more text; returns false at the end of the text or if a failure ends it.
  private mutating func makeText() -> Bool {
    let before = text.count
    do throws(Failure) {
      while failure == nil, text.count == before {
        if let inflater, !inflater.isHungry {
          try unpack(inflater)
        } else if !fileHasEnded {
          let raw = try readPiece(of: piece)
          if let inflater {
            if raw.isEmpty { try inflater.end() } else { inflater.feed(raw) }
          } else if decoder != nil {
            decode(raw)
          } else {
            text += raw
          }
        } else if decoder != nil, !decoderHasEnded {
          decoderHasEnded = true
          decoder?.end(into: &text)
        } else {
          break
        }
      }
    } catch {
      failure = error
    }
    return text.count > before
  }

  private mutating func unpack(_ inflater: GzipInflater) throws(Failure) {
    guard decoder != nil else {
      try inflater.inflate(into: &text, atMost: Self.stepBytes)
      return
    }
    var raw: [UInt8] = []
    defer { decode(raw) }
    try inflater.inflate(into: &raw, atMost: Self.stepBytes)
  }

  private mutating func decode(_ raw: [UInt8]) { decoder?.decode(raw[...], into: &text) }

  private mutating func readPiece(of count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = try bytes.withUnsafeMutableBufferPointer { room throws(Failure) in
      try file.read(into: UnsafeMutableRawBufferPointer(room))
    }
    if filled < count {
      bytes.removeLast(count - filled)
      fileHasEnded = filled == 0
    }
    return bytes
  }

  private func refused(_ message: String, hint: String) -> Failure {
    Failure(.dataRefused, message, at: Location(name, line: 1, column: 1), hint: hint)
  }
}

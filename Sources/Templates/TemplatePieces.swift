/// Cuts a template where a line begins and no section is open, which changes nothing of what it prints.
///
/// The engine measures what is left of a template at every tag, so that the time it takes to parse one grows with the
/// square of its length.
enum TemplatePieces {
  static func pieces(_ text: String, ofAtLeast size: Int = 300) -> [String] {
    let bytes = Array(text.utf8)
    var pieces: [String] = []
    var (start, depth, position) = (0, 0, 0)
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
      if depth == 0, position - start >= size {
        pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
        start = position
      }
      while let open = TemplateMarks.first("{{", in: bytes, from: position), open < end {
        position = open + 2
        switch position < bytes.count ? bytes[position] : 0 {
        case UInt8(ascii: "#"), UInt8(ascii: "^"): depth += 1
        case UInt8(ascii: "/"): depth -= 1
        case UInt8(ascii: "!"):
          // A comment may run over lines and hold anything: such a template stays whole.
          if TemplateMarks.first("}}", in: bytes, from: position).map({ $0 >= end }) ?? true { return [text] }
        default: break
        }
      }
      position = end + 1
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}

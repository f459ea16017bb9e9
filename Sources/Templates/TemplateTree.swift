/// A template that is ready to render: texts, values and sections in their order.
///
/// Spaces and line ends follow Mustache's rule for a tag that stands alone on its line: the line prints nothing. Where
/// the rule leaves a choice, as next to a section that begins and ends inside lines, this type does what swift-mustache
/// does; the tests compare the two.
struct TemplateTree: Sendable {
  indirect enum Node: Sendable {
    /// Text of any number of lines and parts of lines.
    case text(String)
    case value(Path)
    case section(Path, [Node])
    /// Printed where the section of the same name is not.
    case inverted(Path, [Node])
    /// - Parameter indentation: the text before each line of the partial except the first; empty inside a line.
    case partial(String, indentation: String)
  }

  /// A dotted name, followed by the forms asked for, the outermost last.
  struct Path: Sendable {
    let first: String
    let rest: [String]

    fileprivate init(_ token: TemplateToken) {
      // Split by bytes, which is faster than by characters; names are ASCII.
      let parts = token.name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
        String(Substring($0))
      }
      first = parts[0]
      rest = parts.dropFirst() + token.transforms.reversed()
    }
  }

  let nodes: [Node]

  /// - Precondition: the template has passed its check, so that every section is closed.
  init(_ tokens: [TemplateToken], of text: String) {
    // A tag-like word with a brace too few that names nothing is text.
    var builder = Builder(bytes: Array(text.utf8), tokens: tokens.filter { $0.kind != .slip }[...])
    nodes = builder.nodes(beginsLine: true)
  }

  private struct Builder {
    let bytes: [UInt8]
    var tokens: ArraySlice<TemplateToken>
    var position = 0

    /// Returns all nodes up to the tag that closes the section, or to the end.
    mutating func nodes(beginsLine: Bool) -> [Node] {
      var nodes: [Node] = []
      var beginsLine = beginsLine
      // Text that is not among the nodes yet; adjacent text is merged with it.
      var open = position..<position
      // Spaces and tabs before a tag, which are printed unless the tag stands alone on its line.
      var blanks = position..<position
      func close() {
        if !open.isEmpty { nodes.append(.text(text(open))) }
        open = open.upperBound..<open.upperBound
      }
      func take(_ range: Range<Int>) {
        if range.isEmpty { return }
        if range.lowerBound != open.upperBound { close() }
        open = (open.isEmpty ? range.lowerBound : open.lowerBound)..<range.upperBound
      }
      func takeBlanks() {
        take(blanks)
        blanks = blanks.upperBound..<blanks.upperBound
      }
      while position < bytes.count {
        if beginsLine { blanks = readBlanks() }
        let tag = tokens.first
        let end = tag?.bytes.lowerBound ?? bytes.count
        if let feed = firstFeed(before: end) {
          takeBlanks()
          take(position..<feed + 1)
          position = feed + 1
          beginsLine = true
          continue
        }
        if position < end {
          takeBlanks()
          take(position..<end)
          position = end
          beginsLine = false
        }
        guard let tag else { break }
        tokens.removeFirst()
        position = tag.bytes.upperBound
        let standsAlone = tag.kind != .variable && beginsLine && endLine()
        let indentation = standsAlone && tag.kind == .partial ? text(blanks) : ""
        // A comment leaves these spaces and tabs to what follows it.
        if !standsAlone && tag.kind != .comment || tag.kind == .partial { takeBlanks() }
        if tag.kind != .comment { close() }
        switch tag.kind {
        case .variable: nodes.append(.value(Path(tag)))
        case .section: nodes.append(.section(Path(tag), self.nodes(beginsLine: standsAlone)))
        case .inverted: nodes.append(.inverted(Path(tag), self.nodes(beginsLine: standsAlone)))
        case .close: return nodes
        case .partial: nodes.append(.partial(tag.name, indentation: indentation))
        case .comment: break
        case .slip: preconditionFailure("it is text")
        case .refused: preconditionFailure("the check refuses this tag")
        }
        beginsLine = standsAlone
      }
      close()
      return nodes
    }

    private func firstFeed(before end: Int) -> Int? {
      var place = position
      while place < end, bytes[place] != 10 { place += 1 }
      return place < end ? place : nil
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func readBlanks() -> Range<Int> {
      let start = position
      while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 { position += 1 }
      return start..<position
    }

    /// Moves to the next line where only spaces and tabs are left on this one. Returns whether the line ends here,
    /// which the end of the text does too.
    private mutating func endLine() -> Bool {
      if position == bytes.count { return true }
      var next = position
      while next < bytes.count, bytes[next] == 32 || bytes[next] == 9 { next += 1 }
      let length = lineEnd(at: next)
      if length > 0 { position = next + length }
      return length > 0
    }

    /// Returns the number of bytes of the Unicode line end at a position; 0 where there is none.
    private func lineEnd(at start: Int) -> Int {
      switch start < bytes.count ? bytes[start] : 0 {
      case 13 where start + 1 < bytes.count && bytes[start + 1] == 10: 2
      case 10...13: 1
      case 0xC2 where bytes[start...].starts(with: [0xC2, 0x85]): 2
      case 0xE2 where bytes[start...].starts(with: [0xE2, 0x80, 0xA8]): 3
      case 0xE2 where bytes[start...].starts(with: [0xE2, 0x80, 0xA9]): 3
      default: 0
      }
    }
  }
}

/// One rendering of a template: the text printed so far, and the records whose names are visible at the current place.
struct TemplateRendering {
  private let partials: [String: TemplateTree]
  /// The records in scope, the innermost last.
  private var scopes: [TemplateRecord]
  private(set) var text = ""

  /// The indentation of each line of the partials being printed.
  private var indentation = ""

  /// - Parameter partials: all partials that the check found to be called, by name.
  init(_ record: TemplateRecord, partials: [String: TemplateTree]) {
    self.partials = partials
    scopes = [record]
  }

  mutating func print(_ nodes: [TemplateTree.Node]) {
    guard indentation.isEmpty else { return printIndented(nodes) }
    for node in nodes { print(node) }
  }

  /// Prints nodes, indenting each line of text and each other node that follows a line end within the same part, unless
  /// it prints nothing.
  private mutating func printIndented(_ nodes: [TemplateTree.Node]) {
    // What this part prints is collected apart from the text before it, whose last line it does not continue.
    var before = ""
    swap(&before, &text)
    for node in nodes {
      if case .text(let words) = node {
        for line in Self.lines(of: words) { printIndented { $0.text += line } }
      } else {
        printIndented { $0.print(node) }
      }
    }
    before += text
    swap(&before, &text)
  }

  private mutating func printIndented(_ print: (inout Self) -> Void) {
    var before = ""
    swap(&before, &text)
    print(&self)
    if before.last == "\n", !text.isEmpty { before += indentation }
    before += text
    swap(&before, &text)
  }

  /// Returns the lines of a text, each with its line end.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while let feed = rest.utf8.firstIndex(of: 10) {
      lines.append(rest[...feed])
      rest = rest[rest.utf8.index(after: feed)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  private mutating func print(_ node: TemplateTree.Node) {
    switch node {
    case .text(let words): text += words
    case .value(let path): if case .value(let value)? = item(path) { text += value.text }
    case .section(let path, let inside): printSection(item(path), inside)
    case .inverted(let path, let inside): if isEmpty(item(path)) { print(inside) }
    case .partial(let name, let indentation): printPartial(name, indentation)
    }
  }

  private mutating func printSection(_ item: TemplateItem?, _ inside: [TemplateTree.Node]) {
    switch item {
    case .list(let records): for record in records { print(inside, of: record) }
    case .record(let record): print(inside, of: record)
    case .value, .flag, nil: if !isEmpty(item) { print(inside) }
    }
  }

  private mutating func print(_ inside: [TemplateTree.Node], of record: TemplateRecord) {
    scopes.append(record)
    print(inside)
    scopes.removeLast()
  }

  /// Returns whether a section of an item prints nothing.
  private func isEmpty(_ item: TemplateItem?) -> Bool {
    switch item {
    case .list(let records): records.isEmpty
    case .value(let value): value.isMissing
    case .flag(let holds): !holds
    case .record: false
    case nil: true
    }
  }

  /// Returns the item of a name in the innermost record that knows it.
  private func item(_ path: TemplateTree.Path) -> TemplateItem? {
    for scope in scopes.reversed() {
      guard var item = scope[path.first] else { continue }
      for name in path.rest {
        let inner: TemplateItem? =
          switch item {
          case .record(let record): record[name]
          case .value(let value): value.form(name).map { .value($0) }
          case .flag, .list: nil
          }
        guard let inner else { return nil }
        item = inner
      }
      return item
    }
    return nil
  }

  private mutating func printPartial(_ name: String, _ indentation: String) {
    guard let partial = partials[name] else { preconditionFailure("no partial \(name)") }
    let before = self.indentation
    self.indentation += indentation
    print(partial.nodes)
    self.indentation = before
  }
}

import Administration
import Diagnostics
import Exports
import Records
import TabularInput
import Yams

extension NodeReader {
  private static let profileKeys = [
    "files", "kind", "columns", "absent", "values", "dates", "time_zone", "numbers", "encoding", "separator", "quote",
    "header_row", "extracted_on", "province",
  ]
  private static let separators = ["comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"]

  mutating func profiles(_ node: Node) -> [Profile] {
    guard let sequence = node.sequence else {
      findings.append(
        Finding(.error, "'profiles' is no list", at: place(node), hint: "begin each with '- files: \"79-*.csv\"'"))
      return []
    }
    return sequence.enumerated().map { profile($1, at: $0) }
  }

  private mutating func profile(_ node: Node, at position: Int) -> Profile {
    var profile = Profile()
    let settings = mapping(node, known: Self.profileKeys, "a profile")
    // The meaning of columns depends on the kind, wherever in the profile it is given.
    if let kind = settings.first(where: { $0.key == "kind" }) {
      profile.kind = word(kind.node, ExportKind.self) ?? .dossiers
    }
    for (key, node) in settings {
      switch key {
      case "kind": break
      case "files": profile.files = texts(node) ?? []
      case "columns": profile.columns = columns(node, profile.kind)
      case "absent": profile.absent = absent(node, profile.kind)
      case "values": profile.values = values(node)
      case "dates": profile.dates = dates(node)
      case "time_zone": profile.zone = zone(node) ?? profile.zone
      case "numbers": profile.numbers = word(node, NumberForm.self) ?? .plain
      case "encoding": profile.encoding = encoding(node)
      case "separator": profile.separator = character(node, named: Self.separators)
      case "quote": profile.quote = character(node, named: [:])
      case "header_row": profile.headerRow = positive(node)
      case "extracted_on": profile.extractedOn = day(node)
      default:
        profile.province = text(node)
        places[Configuration.provincePlace(ofProfile: position)] = place(node)
      }
    }
    if profile.files.isEmpty, node.mapping != nil {
      findings.append(
        Finding(.error, "a profile names no files", at: place(node), hint: "add files: \"79-*.csv\""))
    }
    return profile
  }

  private func canonical(_ kind: ExportKind) -> [String] {
    kind == .dossiers ? DossierColumn.allCases.map(\.rawValue) : StaffColumn.allCases.map(\.rawValue)
  }

  private mutating func columns(_ node: Node, _ kind: ExportKind) -> [String: String] {
    var columns: [String: String] = [:]
    var headers: [String: String] = [:]
    let known = canonical(kind) + [Profile.ignored]
    for (header, place, value) in pairs(node, "'columns'") {
      guard let column = text(value) else { continue }
      guard known.contains(column) else {
        refuse(column, known: known, at: self.place(value))
        continue
      }
      if column != Profile.ignored {
        if HeaderAliases.meaning(of: header, in: kind) == .personal {
          findings.append(
            Finding(
              .error, "the column '\(header)' holds personal data, which are never read", at: place, hint: "remove it"))
          continue
        }
        if let other = headers.updateValue(header, forKey: column) {
          findings.append(
            Finding(
              .error, "'\(other)' and '\(header)' both stand for '\(column)'", at: place,
              hint: "keep one, or give the files profiles of their own"))
          continue
        }
      }
      columns[header] = column
    }
    return columns
  }

  private mutating func absent(_ node: Node, _ kind: ExportKind) -> [String] {
    let given = texts(node) ?? []
    let code = kind == .dossiers ? DossierColumn.dossierID.rawValue : StaffColumn.recordID.rawValue
    for column in given {
      if column == code {
        findings.append(
          Finding(
            .error, "'\(code)' cannot be absent: rows without a code cannot be told apart", at: place(node),
            hint: "map the header that holds it, as in columns: {Header: \(code)}"))
      } else if !canonical(kind).contains(column) {
        refuse(column, known: canonical(kind), at: place(node))
      }
    }
    return Set(given).sorted()
  }

  private mutating func values(_ node: Node) -> [String: [String: String]] {
    var values: [String: [String: String]] = [:]
    for (name, list) in mapping(node, known: WordList.allCases.map(\.rawValue), "'values'") {
      let known = WordList(rawValue: name)?.canonical ?? []
      var meanings: [NameKey: (word: String, canonical: String)] = [:]
      for (word, place, value) in pairs(list, "'\(name)'") {
        guard let canonical = text(value) else { continue }
        guard known.contains(canonical) else {
          refuse(canonical, known: known, at: self.place(value))
          continue
        }
        if let other = meanings.updateValue((word, canonical), forKey: NameKey(word)), other.canonical != canonical {
          findings.append(
            Finding(
              .error, "'\(other.word)' and '\(word)' are one word, for '\(other.canonical)' and for '\(canonical)'",
              at: place,
              hint: "keep one"))
        }
        values[name, default: [:]][word] = canonical
      }
    }
    return values
  }

  private mutating func dates(_ node: Node) -> [String] {
    // A date form may contain a comma, so several forms must be given as a list.
    let forms = node.sequence?.compactMap { text($0) } ?? text(node).map { [$0] } ?? []
    for form in forms where DateForm(form) == nil {
      findings.append(
        Finding(
          .error, "'\(form)' is no form of dates", at: place(node),
          hint:
            "write yyyy or yy, MM, dd, HH or hh with a, mm, ss, SSS, and text in single quotes, as in MM/dd/yyyy hh:mm:ss a or dd/MM/yyyy 'at' HH:mm; or \(DateForm.words.joined(separator: ", "))"
        ))
    }
    return forms
  }

  /// Reads a time zone: `UTC+7`, `+07:00`, `UTC-05:30`, `UTC`.
  private mutating func zone(_ node: Node) -> Int? {
    guard let given = text(node) else { return nil }
    let upper = given.uppercased()
    let rest = upper.hasPrefix("UTC") || upper.hasPrefix("GMT") ? upper.dropFirst(3) : upper == "Z" ? "" : upper[...]
    if rest.isEmpty { return 0 }
    let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    if let sign = ["+": 1, "-": -1][rest.prefix(1)], (1...2).contains(parts.count),
      parts.allSatisfy({ (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hours = Int(parts[0]), let minutes = parts.count == 2 ? Int(parts[1]) : 0, minutes < 60,
      Profile.zones.contains(hours * 3600 + minutes * 60)
    {
      return sign * (hours * 3600 + minutes * 60)
    }
    findings.append(
      Finding(.error, "'\(given)' is no time zone", at: place(node), hint: "write its distance from UTC, as in UTC+7"))
    return nil
  }

  private mutating func encoding(_ node: Node) -> String? {
    guard let name = text(node) else { return nil }
    if let encoding = TextEncoding(named: name) { return encoding.rawValue }
    findings.append(
      Finding(.error, "'\(name)' is not known here", at: place(node), hint: TextEncoding.hint(for: name, "there are")))
    return nil
  }

  /// Returns a single ASCII character, given as itself or by its name.
  private mutating func character(_ node: Node, named names: [String: String]) -> String? {
    guard let given = node.scalar?.string else { return text(node) }
    if let character = names[given] { return character }
    if given.utf8.count == 1, let byte = given.utf8.first, byte == 9 || (32..<127).contains(byte),
      !given.contains(where: { $0.isLetter || $0.isNumber })
    {
      return given
    }
    let words = names.keys.sorted().joined(separator: ", ")
    findings.append(
      Finding(
        .error, "'\(given)' is no single sign", at: place(node),
        hint: words.isEmpty ? "write one in quotes" : "write one in quotes, or \(words)"))
    return nil
  }

  private mutating func positive(_ node: Node) -> Int? {
    guard let number = number(node) else { return nil }
    if number >= 1 { return number }
    findings.append(Finding(.error, "\(number) is no line, they count from 1", at: place(node)))
    return nil
  }
}

extension TextEncoding {
  /// Returns a hint for an unknown encoding name. A similar name is suggested only for the UTF encodings, under which a
  /// file is refused if the guess is wrong. Under a wrong single-byte encoding every file decodes to letters, but
  /// possibly the wrong ones.
  static func hint(for name: String, _ list: String) -> String {
    let known = allCases.map(\.rawValue)
    return Suggestion.hint(for: name, in: known.filter { $0.hasPrefix("utf") })
      ?? "\(list) \(known.joined(separator: ", "))"
  }
}

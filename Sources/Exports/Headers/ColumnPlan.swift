import Diagnostics
import Records

/// Maps the columns of a file to canonical columns.
///
/// A profile's headers take precedence over canonical names, and these over the built-in headers of provincial systems.
/// The reader delivers neither columns that match nothing nor, in any case, personal ones, so that they cannot reach
/// the decoder.
package struct ColumnPlan<Column: ExportColumn>: Sendable {
  /// A header and the canonical column that it stands for.
  package struct Match: Sendable, Equatable {
    package let header: String
    package let column: Column
  }

  /// The positions in the header of the columns to read, in ascending order.
  package let selection: [Int]
  /// For each canonical column that is read, its place in a batch.
  private let slots: [Column: Int]
  /// The headers that were recognised, in the order of the file, whether or not their columns are read.
  package let matched: [Match]
  package let ignored: [String]
  /// The ignored headers that are in no list. Headers of personal columns are in a list.
  package let unknown: [String]

  /// - Parameters:
  ///   - wanted: the columns to deliver; other columns are recognised but not read.
  ///   - required: the columns without which no figure can be computed.
  ///   - line: the line of the header.
  /// - Throws: status `dataRefused` if a required column is missing, a column stands twice, the file lacks a header
  ///   that its profile names, or a header holds a line end of Unicode that ends no row.
  package init(
    header: [String], reading wanted: [Column], required: [Column] = Column.required, file: String, line: Int = 1,
    profile: Profile = Profile()
  ) throws(Failure) {
    let place = Location(file, line: line)
    try ForeignLineEnd.refuse(in: header, of: "the header", at: place)
    let claims = Claims<Column>(header, profile)
    var findings: [Finding] = []
    var columnOfPosition: [Int: Column] = [:]
    for column in Column.allCases {
      let positions = claims.winners[column] ?? []
      if positions.count > 1, wanted.contains(column) {
        findings.append(Self.twice(column, positions, header, at: place))
      }
      if let first = positions.first { columnOfPosition[first] = column }
    }
    for name in claims.unfound.sorted() {
      let near = Suggestion.nearest(to: name, in: header)
      findings.append(
        Finding(
          .error, "the header '\(name)' of the profile is not among the \(header.count) of the file", at: place,
          hint: near.map { "did you mean '\($0)'?" }
            ?? "take it out of 'columns', or give these files a profile of their own"
        ))
    }
    let lacking = wanted.filter { claims.winners[$0] == nil && !required.contains($0) }
    // Compute the names only if needed: a header may have thousands of unknown names.
    let namesOfLacking = claims.unknown.isEmpty ? [] : lacking.map { ($0, Self.letters(of: $0)) }
    // A line end inside the header's last cell cuts that cell short, so its name may be the beginning of a canonical
    // name.
    for (position, name) in claims.unknown {
      let begun = lacking.first {
        position == header.count - 1 && name.count >= 3 && $0.rawValue.hasPrefix(name.lowercased())
      }
      guard let column = begun ?? Self.misspelt(name, among: namesOfLacking)
      else { continue }
      findings.append(
        Finding(
          .error, "the header '\(name)' (column \(position + 1)) is not known, and there is no '\(column.rawValue)'",
          at: place, hint: "did you mean '\(column.rawValue)'?"))
    }
    let ignored = header.indices.filter { columnOfPosition[$0] == nil && !header[$0].trimmedSpaces.isEmpty }
      .map { header[$0] }
    var unclaimed = ignored
    for column in required where claims.winners[column] == nil && !profile.absent.contains(column.rawValue) {
      // Propose each header for one column only.
      let near = Self.nearest(to: column, among: unclaimed.filter { $0 != column.rawValue })
      unclaimed.removeAll { $0 == near }
      findings.append(Self.missing(column, header, near: near, at: place))
    }
    guard findings.isEmpty else { throw Failure(.dataRefused, findings) }
    let found = columnOfPosition.sorted { $0.key < $1.key }
    selection = found.filter { wanted.contains($0.value) }.map(\.key)
    slots = Dictionary(
      uniqueKeysWithValues: selection.enumerated().compactMap { slot, position in
        columnOfPosition[position].map { ($0, slot) }
      })
    matched = found.map { Match(header: header[$0.key], column: $0.value) }
    self.ignored = ignored
    unknown = claims.unknown.map(\.name).filter { !$0.isEmpty }
  }

  /// The columns to read with their positions in the header, in ascending order.
  var columns: [(position: Int, column: Column)] {
    slots.sorted { $0.value < $1.value }.map { (selection[$0.value], $0.key) }
  }

  /// Returns the position of a column in the header; nil if it is not read.
  func position(of column: Column) -> Int? { slots[column].map { selection[$0] } }

  /// Returns the place of a column in a batch; -1 if it is not read.
  package func slot(_ column: Column) -> Int { slots[column] ?? -1 }

  /// Returns how many canonical columns the cells of a row name: the evidence that the row is a header.
  package static func matches(in cells: [String], profile: Profile = Profile()) -> Int {
    Claims<Column>(cells, profile).winners.count
  }

  private static func twice(_ column: Column, _ positions: [Int], _ header: [String], at place: Location) -> Finding {
    let names = positions.map { header[$0].trimmedSpaces }
    if Set(names.map { $0.lowercased() }).count == 1 {
      return Finding(
        .error, "the column '\(names[0].lowercased())' stands twice in the header", at: place, hint: "keep one")
    }
    let listed = zip(names, positions).map { "'\($0)' (column \($1 + 1))" }.joined(separator: " and ")
    return Finding(
      .error, "the headers \(listed) both stand for '\(column.rawValue)'", at: place,
      hint: "say which in a profile: columns: {\"\(names[0])\": \(column.rawValue)}")
  }

  /// Returns the names of a column in the form in which they are compared.
  private static func letters(of column: Column) -> [[Character]] {
    ([column.rawValue] + HeaderAliases.headers(of: column.rawValue, in: Column.kind)).map { Array(HeaderKey($0).text) }
  }

  /// Returns the column that an unknown header most likely means, among those that the file lacks: losing a column
  /// silently would change figures. Short names must match more closely, because they resemble too many others.
  private static func misspelt(_ header: String, among columns: [(Column, names: [[Character]])]) -> Column? {
    let key = Array(HeaderKey(header).text)
    return columns.first { _, names in
      names.contains { known in
        let most = known.count >= 8 ? 2 : known.count >= 5 ? 1 : 0
        return abs(known.count - key.count) <= most && Suggestion.editDistance(key, known) <= most
      }
    }?.0
  }

  /// - Parameter near: a header of the file that may stand for the column.
  private static func missing(_ column: Column, _ header: [String], near: String?, at place: Location) -> Finding {
    let name = column.rawValue
    let mapping = "as in columns: {Header: \(name)}"
    let hint =
      if let near {
        "rename the column '\(near)' to '\(name)'"
      } else if column == Column.identifier {
        "add it, without it rows cannot be told apart; or map the header that holds it in a profile, \(mapping)"
      } else if column as? DossierColumn == .receivedAt {
        "add it, without it no accepted dossier counts; or map the header that holds it in a profile, \(mapping)"
      } else {
        "add it, map the header that holds it, \(mapping), or declare absent: [\(name)] in a profile"
      }
    return Finding(
      .error, "the required column '\(name)' is missing among the \(header.count) of the header", at: place, hint: hint)
  }

  /// Returns the header that most likely stands for a column.
  private static func nearest(to column: Column, among headers: [String]) -> String? {
    ([column.rawValue] + HeaderAliases.headers(of: column.rawValue, in: Column.kind)).lazy
      .compactMap { Suggestion.nearest(to: $0, in: headers) }.first
  }
}

/// The canonical columns that the headers of a file claim.
private struct Claims<Column: ExportColumn> {
  /// For each column, the positions of the headers with the strongest claim to it.
  private(set) var winners: [Column: [Int]] = [:]
  /// Headers without a known meaning, with their positions.
  private(set) var unknown: [(position: Int, name: String)] = []
  /// Headers that the profile names and the file lacks.
  private(set) var unfound: Set<String>

  init(_ header: [String], _ profile: Profile) {
    // If two declared headers differ only in marks or case, each matches only a header spelled exactly like it.
    let declared = Dictionary(grouping: profile.columns) { HeaderKey($0.key) }.compactMapValues {
      $0.count == 1 ? $0.first : nil
    }
    unfound = Set(profile.columns.keys)
    var strength: [Column: Int] = [:]
    func claim(_ column: Column, _ position: Int, _ own: Int) {
      let best = strength[column] ?? .max
      if own < best { winners[column] = [] }
      if own <= best {
        winners[column, default: []].append(position)
        strength[column] = own
      }
    }
    for (position, cell) in header.enumerated() {
      let name = cell.trimmedSpaces
      // Skip making keys if nothing is declared: few profiles declare headers.
      let own = declared.isEmpty ? nil : declared[HeaderKey(name)].map { ($0.key, $0.value) }
      if let (key, word) = profile.columns[name].map({ (name, $0) }) ?? own {
        unfound.remove(key)
        if let column = Column(rawValue: word) { claim(column, position, 0) }
      } else if let column = Column(rawValue: name.lowercased()) {
        claim(column, position, 1)
      } else {
        let own = HeaderAliases.canonicalName(of: name, in: Column.kind).map { HeaderAliases.Meaning.column($0) }
        switch own ?? HeaderAliases.meaning(of: name, in: Column.kind) {
        case .column(let word): if let column = Column(rawValue: word) { claim(column, position, 2) }
        case .personal, .unused: break
        case nil: unknown.append((position, name))
        }
      }
    }
  }
}

extension String {
  /// The text without spaces and invisible characters at its ends.
  var trimmedSpaces: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isUnseen }),
      let last = scalars.lastIndex(where: { !$0.isUnseen })
    else { return "" }
    return String(scalars[first...last])
  }
}

extension Unicode.Scalar {
  /// Whether the character is invisible: a space of any width, a control, or a mark such as the byte-order mark, the
  /// zero-width space or the soft hyphen (Unicode, `White_Space` and `Default_Ignorable_Code_Point`).
  var isUnseen: Bool {
    if isASCII { return value < 33 || value == 127 }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || properties.generalCategory == .control
  }
}

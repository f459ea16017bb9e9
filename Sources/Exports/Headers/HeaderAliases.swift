import Administration
import Records

/// The headers of provincial systems that are understood without a profile, and those that must never be read.
package enum HeaderAliases {
  /// The meaning of a header.
  package enum Meaning: Sendable, Hashable {
    /// A canonical column.
    case column(String)
    /// A person's name, number or address, or an officer: never read, whatever is requested.
    case personal
    /// A known column without use, such as the row number.
    case unused
  }

  /// Returns the built-in meaning of a header, with or without a text in brackets after it, such as its date format.
  /// That text may also show that the column is about a person or a plan.
  package static func meaning(of header: String, in kind: ExportKind) -> Meaning? {
    let known = tables[kind.rawValue] ?? [:]
    let personal = tables["personal"] ?? [:]
    for key in [HeaderKey(header), HeaderKey(withoutBrackets(header))] where !key.text.isEmpty {
      guard let found = known[key] ?? personal[key] else { continue }
      if isOfPlan(found, beside: header.dropFirst(withoutBrackets(header).count)) { return .unused }
      // `Đơn vị xử lý (cán bộ thụ lý)` holds officers, and `Xã (nơi cư trú)` the applicant's commune.
      return isOfPerson(found, in: kind, beside: header.dropFirst(withoutBrackets(header).count)) ? .personal : found
    }
    return nil
  }

  /// Returns whether a text next to a header, or above several, shows that a column of names is about a person: an
  /// applicant's commune is not the agency's. It does not apply to columns of dates and words: `Ngày trả (cho công
  /// dân)` is a date. Staff records are about persons throughout.
  static func isOfPerson(_ meaning: Meaning?, in kind: ExportKind, beside text: some StringProtocol) -> Bool {
    guard kind == .dossiers, case .column(let column) = meaning, columnsOfNames.contains(column) else { return false }
    let words = UnitName(String(text.map { "[]".contains($0) ? " " : $0 })).words.map(String.init)
    let isUnmarked = text.utf8.allSatisfy { $0 < 128 }
    return marksOfPersons.contains { mark in
      let mark = isUnmarked ? mark.map { HeaderKey($0).text } : mark
      return words.count >= mark.count
        && (0...words.count - mark.count).contains { words[$0..<$0 + mark.count].elementsEqual(mark) }
    }
  }

  /// Returns whether a text in brackets shows that a day of finish or return is only planned: `Ngày trả kết quả (dự
  /// kiến)`.
  private static func isOfPlan(_ meaning: Meaning, beside text: some StringProtocol) -> Bool {
    guard meaning == .column(DossierColumn.finishedAt.rawValue) || meaning == .column(DossierColumn.returnedAt.rawValue)
    else { return false }
    let words = text.split { !$0.isLetter }.map { HeaderKey($0).text }
    return words.contains { marksOfPlans.contains($0) }
      || zip(words, words.dropFirst()).contains { $0 == "du" && $1 == "kien" }
  }

  /// Words for a plan, without marks: `hẹn`, the last word of `kế hoạch`, and English ones.
  private static let marksOfPlans: Set<String> = [
    "hen", "hoach", "planned", "expected", "estimated", "scheduled", "due", "appointed",
  ]

  private static let columnsOfNames: Set<String> = Set(
    [DossierColumn.provinceCode, .province, .communeCode, .commune, .agency].map(\.rawValue))

  /// Returns the canonical column whose name a header has with other marks or case: `Dossier ID`.
  package static func canonicalName(of header: String, in kind: ExportKind) -> String? {
    canonicalNames[kind]?[HeaderKey(header)]
  }

  private static let canonicalNames: [ExportKind: [HeaderKey: String]] = [
    .dossiers: Dictionary(uniqueKeysWithValues: DossierColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
    .staff: Dictionary(uniqueKeysWithValues: StaffColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
  ]

  /// Returns the built-in headers of a canonical column.
  package static func headers(of column: String, in kind: ExportKind) -> [String] {
    rows.filter { $0.kind == kind.rawValue && $0.column == column }.map(\.header)
  }

  /// Every line of the data file, in order.
  package static let rows: [(kind: String, column: String, header: String)] =
    DataTable(ExportWords.text(of: "header_aliases.csv"), named: "header_aliases.csv", columns: 3).rows.map {
      (String($0[0]), String($0[1]), String($0[2]))
    }

  private static let tables: [String: [HeaderKey: Meaning]] = {
    var tables: [String: [HeaderKey: Meaning]] = [:]
    for row in rows {
      let meaning: Meaning =
        row.kind == "personal" ? .personal : row.column.isEmpty ? .unused : .column(row.column)
      tables[row.kind, default: [:]][HeaderKey(row.header)] = meaning
    }
    return tables
  }()

  /// The marks of persons, each split into words.
  private static let marksOfPersons = [
    "người nộp", "chủ hồ sơ", "người yêu cầu", "công dân", "cán bộ", "chuyên viên", "người thụ lý", "cư trú",
    "thường trú", "tạm trú", "họ tên", "họ và tên", "điện thoại", "địa chỉ", "cccd", "cmnd", "số định danh",
    "applicant",
    "officer",
  ].map { UnitName($0).words.map(String.init) }

  private static func withoutBrackets(_ header: String) -> Substring {
    header.firstIndex { $0 == "(" || $0 == "[" }.map { header[..<$0] } ?? header[...]
  }
}

import Administration
import Records

/// The headers of provincial systems that are understood without a profile, and those that may never be read.
package enum HeaderAliases {
  /// What a header of an export stands for.
  package enum Meaning: Sendable, Hashable {
    /// A canonical column.
    case column(String)
    /// A person's name, number, address or officer: never read, whoever asks.
    case personal
    /// Known and of no use, such as the number of a row.
    case unused
  }

  /// The built-in meaning of a header; a text in brackets behind it, such as the form of its dates, is not part of it.
  package static func meaning(of header: String, in kind: ExportKind) -> Meaning? {
    let known = tables[kind.rawValue] ?? [:]
    let personal = tables["personal"] ?? [:]
    for key in [HeaderKey(header), HeaderKey(withoutBrackets(header))] where !key.text.isEmpty {
      guard let found = known[key] ?? personal[key] else { continue }
      if isOfPlan(found, beside: header.dropFirst(withoutBrackets(header).count)) { return .unused }
      // `Đơn vị xử lý (cán bộ thụ lý)` holds officers, `Xã (nơi cư trú)` the applicant's commune.
      return isOfPerson(found, in: kind, beside: header.dropFirst(withoutBrackets(header).count)) ? .personal : found
    }
    return nil
  }

  /// Whether a text that stands beside a header, or above several, says that what a column of names holds is a person's: an
  /// applicant's commune is no agency's. Of dates and words it says nothing: `Ngày trả (cho công dân)` is a day. Records of
  /// staff are about persons throughout.
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

  /// Whether a text in brackets says that a day of finishing or return is the planned one: `Ngày trả kết quả (dự kiến)`.
  private static func isOfPlan(_ meaning: Meaning, beside text: some StringProtocol) -> Bool {
    guard meaning == .column(DossierColumn.finishedAt.rawValue) || meaning == .column(DossierColumn.returnedAt.rawValue)
    else { return false }
    let words = text.split { !$0.isLetter }.map { HeaderKey($0).text }
    return words.contains { marksOfPlans.contains($0) }
      || zip(words, words.dropFirst()).contains { $0 == "du" && $1 == "kien" }
  }

  /// Without marks: `hẹn`, `kế hoạch`.
  private static let marksOfPlans: Set<String> = [
    "hen", "hoach", "planned", "expected", "estimated", "scheduled", "due", "appointed",
  ]

  private static let columnsOfNames: Set<String> = Set(
    [DossierColumn.provinceCode, .province, .communeCode, .commune, .agency].map(\.rawValue))

  /// The canonical column that a header names in other marks or case: `Dossier ID`.
  package static func canonicalName(of header: String, in kind: ExportKind) -> String? {
    canonicalNames[kind]?[HeaderKey(header)]
  }

  private static let canonicalNames: [ExportKind: [HeaderKey: String]] = [
    .dossiers: Dictionary(uniqueKeysWithValues: DossierColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
    .staff: Dictionary(uniqueKeysWithValues: StaffColumn.allCases.map { (HeaderKey($0.rawValue), $0.rawValue) }),
  ]

  /// The built-in headers of a canonical column.
  package static func headers(of column: String, in kind: ExportKind) -> [String] {
    rows.filter { $0.kind == kind.rawValue && $0.column == column }.map(\.header)
  }

  /// Every line of the list, in its order.
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

  /// Each word by word.
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

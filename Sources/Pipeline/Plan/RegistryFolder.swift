import Administration
import Diagnostics
import Foundation

/// The user's own registry (configuration: `registry`): a folder with `provinces.csv` and, where there are communes,
/// `communes.csv`.
///
/// `provinces.csv` has the columns `code,name` and may have `name_en,type,portal_code`; `communes.csv` has
/// `code,province_code,name` and may have `name_en,type`. Types are `province` or `city`, and `commune`, `ward` or
/// `special_zone`. A blank cell of a unit that the built-in registry has under the same code and name is filled from
/// there.
///
/// Where none of its provinces has the name of a present or former province of Vietnam, the units are those of another
/// country. Vietnam's holidays, break in series and words then do not apply to them.
struct RegistryFolder: Sendable {
  let registry: Registry
  /// The files with their checksums, for the manifest.
  let files: [(path: String, sha256: String)]

  /// - Throws: status `inputMissing` where a file cannot be read, `badConfiguration` where it is not a registry.
  init(path: String) throws(Failure) {
    var files: [(path: String, sha256: String)] = []
    func rows(
      _ name: String, _ columns: [String], optional: [String]
    ) throws(Failure) -> [SideTable.Row] {
      let table = try SideTable(path + "/" + name, kind: "registry", columns: columns, optional: optional)
      files.append((name, table.input.sha256))
      try Self.checkFilled(table, columns)
      return table.rows
    }
    func provinceRows() throws(Failure) -> [SideTable.Row] {
      let rows = try rows("provinces.csv", ["code", "name"], optional: ["name_en", "type", "portal_code"])
      guard !rows.isEmpty else {
        throw Failure(
          .badConfiguration, "the registry has no province", at: Location(path + "/provinces.csv"),
          hint: "list one in a row of its own")
      }
      return rows
    }
    var provinces: [Province] = []
    var isOfKnown = true
    for row in try provinceRows() {
      let known = Registry.vietnam.province(code: row["code"], named: row["name"])
      if known == nil { isOfKnown = false }
      let kind: Province.Kind? = try Self.type(row)
      provinces.append(
        Province(
          code: row["code"], portalCode: row["portal_code"].isEmpty ? known?.portalCode ?? "" : row["portal_code"],
          nameVi: known?.nameVi ?? row["name"], nameEn: Self.nameEn(row, known?.nameEn),
          kindAtReform: kind ?? known?.kindAtReform ?? .province,
          kindChangedOn: kind == nil ? known?.kindChangedOn : nil,
          kindNow: kind ?? known?.kindNow ?? .province, singleLevelCentreSince: known?.singleLevelCentreSince))
    }
    var communes: [Commune] = []
    let codes = Set(provinces.map(\.code))
    if FileManager.default.fileExists(atPath: path + "/communes.csv") {
      for row in try rows("communes.csv", ["code", "province_code", "name"], optional: ["name_en", "type"]) {
        let known = Registry.vietnam.commune(code: row["code"], named: row["name"])
        let kind: Commune.Kind? = try Self.type(row)
        try Self.checkProvince(of: row, codes)
        communes.append(
          Commune(
            code: row["code"], provinceCode: row["province_code"], nameVi: known?.nameVi ?? row["name"],
            nameEn: Self.nameEn(row, known?.nameEn), kindAtReform: kind ?? known?.kindAtReform ?? .commune,
            kindChangedOn: kind == nil ? known?.kindChangedOn : nil, kindNow: kind ?? known?.kindNow ?? .commune))
      }
    }
    do throws(Failure) {
      registry = try Registry(
        provinces: provinces, communes: communes, former: isOfKnown ? .vietnam : .none,
        aliases: isOfKnown ? Registry.vietnameseAliases : [],
        isOfVietnam: provinces.contains { Registry.vietnam.province(named: $0.nameVi) != nil })
    } catch {
      throw Failure(
        .badConfiguration,
        error.findings.map { Finding($0.severity, $0.message, at: Location(path), hint: "correct the registry") })
    }
    self.files = files
  }

  private static func checkProvince(of commune: SideTable.Row, _ known: Set<String>) throws(Failure) {
    let code = commune["province_code"]
    if known.contains(code) { return }
    let codes = known.sorted()
    // Spreadsheets convert codes to numbers and drop leading zeros.
    let bare = codes.first { !code.isEmpty && Int($0) != nil && Int($0) == Int(code) }
    throw Failure(
      .badConfiguration, "the province '\(code)' of this commune is not in provinces.csv", at: commune.place,
      hint: bare.map { other in
        let isRight = code.count > other.count
        return isRight
          ? "write '\(code)' for '\(other)' there: a spreadsheet may have left out the zero"
          : "write '\(other)' here: a spreadsheet may have left out the zero"
      }
        ?? Suggestion.hint(for: code, in: codes) ?? "correct the code, or list the province there")
  }

  /// Checks that every unit has a value in all required columns.
  private static func checkFilled(_ table: SideTable, _ columns: [String]) throws(Failure) {
    let findings = table.rows.flatMap { row in
      columns.filter { row[$0].isEmpty }.map { Finding(.error, "the cell of '\($0)' is blank", at: row.place) }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  private static func nameEn(_ row: SideTable.Row, _ known: String?) -> String {
    row["name_en"].isEmpty ? known ?? row["name"] : row["name_en"]
  }

  /// Returns the type of a unit; nil where the cell is blank.
  private static func type<Kind: RawRepresentable<String> & CaseIterable>(_ row: SideTable.Row) throws(Failure) -> Kind?
  {
    let text = row["type"]
    if text.isEmpty { return nil }
    if let kind = Kind(rawValue: text) { return kind }
    throw Failure(
      .badConfiguration, "'\(text)' is no type of a unit", at: row.place,
      hint: "write \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}

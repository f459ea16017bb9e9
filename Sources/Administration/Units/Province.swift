/// A province or centrally run city (tỉnh, thành phố), the upper of the two levels of government since 1 July 2025.
package struct Province: Sendable, Hashable {
  /// Province or city; the kind may change on a certain day.
  package enum Kind: String, Sendable, Codable, CaseIterable { case province, city }

  /// The two-digit statistical code (Decision 19/2025/QĐ-TTg), such as `79`.
  package let code: String
  /// The code in the national public-service portal, such as `H29`; every dossier code begins with it.
  package let portalCode: String
  package let nameVi: String
  package let nameEn: String
  package let kindAtReform: Kind
  /// The day from which `kindNow` applies; nil if nothing has changed since the reform.
  package let kindChangedOn: Day?
  package let kindNow: Kind
  /// The day from which branches of one centre under the province accept dossiers for its communes (Trung tâm phục vụ
  /// hành chính công một cấp); nil if each commune accepts its own.
  package let singleLevelCentreSince: Day?

  package init(
    code: String, portalCode: String, nameVi: String, nameEn: String, kindAtReform: Kind, kindChangedOn: Day?,
    kindNow: Kind, singleLevelCentreSince: Day? = nil
  ) {
    self.code = code
    self.portalCode = portalCode
    self.nameVi = nameVi
    self.nameEn = nameEn
    self.kindAtReform = kindAtReform
    self.kindChangedOn = kindChangedOn
    self.kindNow = kindNow
    self.singleLevelCentreSince = singleLevelCentreSince
  }

  /// Returns the kind of the unit on a day.
  package func kind(on day: Day) -> Kind {
    guard let kindChangedOn else { return kindNow }
    return day < kindChangedOn ? kindAtReform : kindNow
  }
}

/// A province or centrally run city (tỉnh, thành phố), the upper of the two levels of government since 1 July 2025.
package struct Province: Sendable, Hashable {
  /// Province or city; the status of city is effective-dated.
  package enum Kind: String, Sendable, Codable, CaseIterable { case province, city }

  /// Two-digit statistical code (Decision 19/2025/QĐ-TTg), such as `79`.
  package let code: String
  /// Code in the national public-service portal, such as `H29`; it opens every dossier code.
  package let portalCode: String
  package let nameVi: String
  package let nameEn: String
  package let kindAtReform: Kind
  /// The day from which `kindNow` holds; nil where nothing changed since the reform.
  package let kindChangedOn: Day?
  package let kindNow: Kind
  /// The day from which branches of one centre under the province receive for its communes (Trung tâm phục vụ hành chính
  /// công một cấp); nil where each commune receives for itself.
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

  /// What the unit was on a day.
  package func kind(on day: Day) -> Kind {
    guard let kindChangedOn else { return kindNow }
    return day < kindChangedOn ? kindAtReform : kindNow
  }
}

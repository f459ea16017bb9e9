/// A commune-level unit (đơn vị hành chính cấp xã): a commune, a ward or a special zone.
package struct Commune: Sendable, Hashable {
  package enum Kind: String, Sendable, Codable, CaseIterable { case commune, ward, specialZone = "special_zone" }

  /// The five-digit statistical code (Decision 19/2025/QĐ-TTg).
  package let code: String
  package let provinceCode: String
  package let nameVi: String
  package let nameEn: String
  package let kindAtReform: Kind
  package let kindChangedOn: Day?
  package let kindNow: Kind

  package init(
    code: String, provinceCode: String, nameVi: String, nameEn: String, kindAtReform: Kind, kindChangedOn: Day?,
    kindNow: Kind
  ) {
    self.code = code
    self.provinceCode = provinceCode
    self.nameVi = nameVi
    self.nameEn = nameEn
    self.kindAtReform = kindAtReform
    self.kindChangedOn = kindChangedOn
    self.kindNow = kindNow
  }

  /// Returns the kind of the unit on a day.
  package func kind(on day: Day) -> Kind {
    guard let kindChangedOn else { return kindNow }
    return day < kindChangedOn ? kindAtReform : kindNow
  }
}

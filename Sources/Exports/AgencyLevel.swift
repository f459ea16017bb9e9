import Administration
import Records

/// The level of an agency, from its name or from the portal code in a dossier code, where no column states it.
package enum AgencyLevel {
  /// What names of agencies begin with. A city may stand at either level of the time before the reform, so "UBND thành
  /// phố" says nothing.
  private static let beginnings: [(words: [String], level: Level)] = [
    (
      ["ubnd xã", "ubnd phường", "ubnd thị trấn", "ubnd đặc khu", "uỷ ban nhân dân xã", "uỷ ban nhân dân phường"],
      .commune
    ),
    (
      ["uỷ ban nhân dân đặc khu", "trung tâm phục vụ hành chính công xã", "trung tâm phục vụ hành chính công phường"],
      .commune
    ),
    (["ubnd huyện", "ubnd quận", "ubnd thị xã", "uỷ ban nhân dân huyện", "uỷ ban nhân dân quận"], .district),
    (["sở ", "ubnd tỉnh", "uỷ ban nhân dân tỉnh", "văn phòng ubnd tỉnh", "ban quản lý", "thanh tra tỉnh"], .province),
    (["công an", "thuế", "cục thuế", "chi cục thuế", "bảo hiểm xã hội", "hải quan", "kho bạc"], .other),
  ]

  private static let keys: [(key: String, level: Level)] = beginnings.flatMap { words, level in
    words.map { (NameKey($0).text, level) }
  }

  package static func of(agency name: String) -> Level? {
    let key = NameKey(name).text
    return keys.first { key.hasPrefix($0.key) && !key.dropFirst($0.key.count).first.isLetter }?.level
  }

  /// A ministry's or central agency's portal code, `G01` and so on, stands for an agency outside the two levels.
  package static func of(codePrefix: String) -> Level? {
    codePrefix.split(separator: ".").contains { part in
      part.utf8.count == 3 && part.first == "G" && part.dropFirst().allSatisfy(\.isNumber)
    } ? .other : nil
  }
}

extension Character? {
  fileprivate var isLetter: Bool { self?.isLetter ?? false }
}

import Administration
import Records

/// Derives the level of an agency from its name, or from the portal code in a dossier code, if no column states it.
package enum AgencyLevel {
  /// Beginnings of names that show the level by themselves.
  private static let decided: [(beginnings: [String], level: Level)] = [
    (
      [
        "công an", "thuế", "cục thuế", "chi cục thuế", "bảo hiểm xã hội", "bhxh", "hải quan", "chi cục hải quan",
        "kho bạc",
      ],
      .other
    ),
    (["sở", "ban quản lý"], .province),
  ]

  /// Beginnings of the names of committees and their offices: the level is that of the first unit named after them.
  private static let offices = [
    "ubnd", "hđnd", "văn phòng ubnd", "văn phòng hđnd", "phòng", "bộ phận", "thanh tra",
    "trung tâm phục vụ hành chính công",
    "trung tâm hành chính công",
  ]

  /// Words after which a unit does not show the level: a city could be at either level before the reform, and a branch,
  /// a bank or the police belongs to a body of its own.
  private static let otherWords = ["thành phố", "tp", "chi nhánh", "ngân hàng", "cảnh sát", "công an"]

  /// Words for units, with their levels.
  private static let units: [(word: String, level: Level)] = [
    ("thị xã", .district), ("thị trấn", .commune), ("đặc khu", .commune), ("xã", .commune), ("phường", .commune),
    ("huyện", .district), ("quận", .district), ("tỉnh", .province),
  ]

  private static let decidedKeys = decided.flatMap { beginnings, level in
    beginnings.map { (key: NameKey($0).text, level: level) }
  }
  private static let officeKeys = offices.map { NameKey($0).text }
  private static let otherKeys = otherWords.map { NameKey($0).text }
  private static let unitKeys = units.map { (key: NameKey($0.word).text, level: $0.level) }
  /// In `Phòng Văn hoá - Xã hội`, `xã hội` means society and names no commune.
  private static let society = NameKey("xã hội").text
  private static let committees = [("uỷ ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")].map {
    (full: NameKey($0).text, short: NameKey($1).text)
  }

  package static func of(agency name: String) -> Level? {
    var key = NameKey(name).text
    for committee in committees { key = key.replacing(committee.full, with: committee.short) }
    if let level = decidedKeys.first(where: { begins(key[...], with: $0.key) })?.level { return level }
    if let level = unit(at: key[...]) { return level }
    guard officeKeys.contains(where: { begins(key[...], with: $0) }) else { return nil }
    var rest = key[...]
    while let space = rest.firstIndex(of: " ") {
      rest = rest[rest.index(after: space)...]
      if otherKeys.contains(where: { begins(rest, with: $0) }) { return nil }
      if let level = unit(at: rest) { return level }
    }
    return nil
  }

  /// Returns the level of the unit whose word a text begins with.
  private static func unit(at text: Substring) -> Level? {
    if begins(text, with: society) { return nil }
    return unitKeys.first { begins(text, with: $0.key) }?.level
  }

  private static func begins(_ text: Substring, with words: String) -> Bool {
    text.hasPrefix(words) && !text.dropFirst(words.count).first.isLetter
  }

  /// Returns `.other` if a code prefix holds the portal code of a ministry or central agency (`G01` and so on), which
  /// is outside the two levels; else nil.
  package static func of(codePrefix: String) -> Level? {
    codePrefix.split(separator: ".").contains { part in
      part.utf8.count == 3 && part.first == "G" && part.dropFirst().allSatisfy(\.isNumber)
    } ? .other : nil
  }
}

extension Character? {
  fileprivate var isLetter: Bool { self?.isLetter ?? false }
}

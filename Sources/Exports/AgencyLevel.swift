import Administration
import Records

/// The level of an agency, from its name or from the portal code in a dossier code, where no column states it.
package enum AgencyLevel {
  /// Beginnings of names that say the level by themselves.
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

  /// Beginnings of names of committees and their offices: the level is that of the first unit named behind them.
  private static let offices = [
    "ubnd", "hđnd", "văn phòng ubnd", "văn phòng hđnd", "phòng", "bộ phận", "thanh tra",
    "trung tâm phục vụ hành chính công",
    "trung tâm hành chính công",
  ]

  /// Words behind which a unit says nothing of the level: a city may stand at either level of the time before the reform,
  /// and a branch, a bank or the police belongs to a body of its own.
  private static let otherWords = ["thành phố", "tp", "chi nhánh", "ngân hàng", "cảnh sát", "công an"]

  /// Words for units.
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
  /// `Phòng Văn hoá - Xã hội` names no commune.
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

  /// The level of the unit whose word stands at the start of a text.
  private static func unit(at text: Substring) -> Level? {
    if begins(text, with: society) { return nil }
    return unitKeys.first { begins(text, with: $0.key) }?.level
  }

  private static func begins(_ text: Substring, with words: String) -> Bool {
    text.hasPrefix(words) && !text.dropFirst(words.count).first.isLetter
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

import Administration
import Records

/// The unit and level of a cell, by positions in the registry; without a commune, the province's own level.
package struct UnitKey: Hashable, Sendable {
  package let province: Int
  package let commune: Int?
  package let level: Level

  package init(province: Int, commune: Int?, level: Level) {
    self.province = province
    self.commune = commune
    self.level = level
  }
}

/// A field at one level of a province; the name key joins spellings of the field.
package struct FieldKey: Hashable, Sendable {
  package let province: Int
  package let level: Level
  package let field: NameKey
}

/// A channel of a province.
package struct ChannelKey: Hashable, Sendable {
  package let province: Int
  package let channel: Channel
}

/// An agency at one level; the name key joins spellings of the agency, and is empty where none is stated.
package struct AgencyKey: Hashable, Sendable, Comparable {
  package let level: Level
  package let agency: NameKey

  package static func < (a: AgencyKey, b: AgencyKey) -> Bool {
    a.level != b.level ? a.level.rawValue < b.level.rawValue : a.agency < b.agency
  }
}

/// A procedure (thủ tục hành chính), identified by its national code, or by its name where no code is stated.
package struct ProcedureID: Hashable, Sendable, Comparable {
  package let code: String
  /// Empty where there is a code.
  package let name: NameKey

  package init(code: String, name: String) {
    self.code = Self.national(code)
    self.name = NameKey(self.code.isEmpty ? name : "")
  }

  /// Makes an ID from the parts of another one, unchanged.
  init(known code: String, _ name: NameKey) {
    self.code = code
    self.name = name
  }

  /// Returns the code of the national database of procedures. Provinces publish the same procedure with an ending of
  /// their own, `1.001193.000.00.00.H26`, which is not part of that code.
  private static func national(_ code: String) -> String {
    // Nearly every code has one point.
    guard code.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 5 else { return code }
    let parts = code.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2...4] == ["000", "00", "00"], parts[5].first == "H" || parts[5].first == "h" else {
      return code
    }
    return parts[0] + "." + parts[1]
  }

  package static func < (a: ProcedureID, b: ProcedureID) -> Bool {
    a.code.isSameBytes(as: b.code) ? a.name < b.name : a.code.precedesByScalars(b.code)
  }
}

import Diagnostics

/// What stands in braces in a text of a language file: names that values take the place of.
struct TextValues {
  /// Those that the text must have: without them it would say nothing of what it is for.
  let required: [String]
  /// All that it may have.
  let known: [String]

  init(_ required: String..., optional: [String] = []) {
    self.required = required
    known = required + optional
  }

  /// The names in braces that a text has, in order; a brace that is not closed is none.
  static func names(in text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// What is wrong with a text, and what to write.
  func faults(of text: String) -> [(message: String, hint: String)] {
    let found = Self.names(in: text)
    let unknown = found.filter { !known.contains($0) }.map { name in
      (
        message: "there is no {\(name)} here",
        hint: Suggestion.hint(for: name, in: known)
          ?? (known.isEmpty ? "take it out" : "write \(known.map { "{\($0)}" }.joined(separator: " or "))")
      )
    }
    let missing = required.filter { !found.contains($0) }.map { name in
      (message: "{\(name)} is missing", hint: "write it where the value is to stand")
    }
    return unknown.isEmpty ? missing : unknown
  }
}

extension Label {
  /// The values that the label's text has places for.
  var values: TextValues {
    switch self {
    case .headNumber: TextValues("number")
    case .placeDate: TextValues("place", "date")
    case .up, .down, .upDossiers, .downDossiers, .points: TextValues("x")
    case .periodDay: TextValues("from", optional: ["to"])
    case .periodRange: TextValues("from", "to")
    case .periodWeek, .periodMonth, .periodQuarter, .periodHalf:
      TextValues("year", optional: ["number", "month", "quarter", "half", "from", "to"])
    case .periodNineMonths, .periodYear: TextValues("year", optional: ["from", "to"])
    case .momentDay, .untilDay: TextValues("date")
    case .momentTime, .untilTime: TextValues("time", "date")
    case .unitCity, .unitCityInline, .unitProvince, .unitCommune, .unitWard, .unitSpecialZone: TextValues("name")
    case .drawOnlineShare, .drawResolution, .drawOnTime, .drawOnTimeDue, .drawOnTimeIndex, .drawOverdue,
      .drawLate:
      TextValues("dossiers")
    case .breakTwoLevelGovernment: TextValues(optional: ["date"])
    case .allPartial, .andMoreUnits, .andMoreFiles: TextValues("n")
    case .gateUndated: TextValues("names")
    default: TextValues()
    }
  }
}

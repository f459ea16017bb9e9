extension Label {
  /// The values for which the label's text has placeholders.
  var values: TextValues {
    switch self {
    case .headNumber: TextValues("number")
    case .placeDate: TextValues("place", "date")
    case .up, .down, .upDossiers, .downDossiers, .points: TextValues("x")
    case .periodDay: TextValues("from", optional: ["to"])
    case .periodRange: TextValues("from", "to")
    case .periodWeek: Self.period(named: [["number"]])
    case .periodMonth: Self.period(named: [["number"], ["month"]])
    case .periodQuarter: Self.period(named: [["number"], ["quarter"]])
    case .periodHalf: Self.period(named: [["number"], ["half"]])
    case .periodNineMonths, .periodYear: Self.period(named: [[]])
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

  /// Returns the values of a period, which is identified by its year and its own name in it, or by its days.
  private static func period(named names: [[String]]) -> TextValues {
    TextValues(oneOf: names.map { ["year"] + $0 } + [["from", "to"]])
  }
}

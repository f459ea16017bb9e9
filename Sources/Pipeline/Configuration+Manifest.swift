import Administration
import Exports
import Foundation
import Publishing
import Reports
import Statistics

extension Configuration {
  /// The settings that an edition was made with. Where its inputs lie no manifest says.
  init(_ manifest: Manifest) {
    self.init()
    let settings = manifest.configuration
    period = settings["period"]
    asOf = settings["as_of"]
    staffAsOf = settings["staff_as_of"]
    calendar = settings["calendar"]
    compare = settings["compare"]
    languages = settings["languages"]?.split(separator: ",").map(String.init)
    reports = settings["reports"]?.split(separator: ",").map(String.init)
    audience = settings["audience"]
    ranking = settings["ranking"]
    since = settings["since"]
    weekStart = settings["week_start"].flatMap { Int($0) }
    notice = manifest.notice
    synthetic = manifest.synthetic
    for rate in Rate.allCases {
      guard let parts = settings["targets.\(rate.rawValue)"]?.split(separator: "/").map({ Int($0) }), parts.count == 2,
        let numerator = parts[0], let denominator = parts[1]
      else { continue }
      targets[rate] = Ratio(numerator, of: denominator)
    }
    if let separator = settings["csv.separator"]?.first, let decimal = settings["csv.decimal"]?.first {
      csv = CSVFormat(
        separator: separator, decimal: decimal, hasByteOrderMark: settings["csv.byte_order_mark"] == "true")
    }
    unknownWords = settings["unknown_words"].flatMap { UnknownWordPolicy(rawValue: $0) }
    profiles = settings["profiles"].flatMap { try? JSONDecoder().decode([Profile].self, from: Data($0.utf8)) } ?? []
    units = settings["units"].flatMap { UnitScope(rawValue: $0) }
    gates = settings["gates"].flatMap { try? JSONDecoder().decode(Gates.self, from: Data($0.utf8)) } ?? Gates()
    signals =
      settings["signals"].flatMap { try? JSONDecoder().decode(Signal.Limits.self, from: Data($0.utf8)) }
      ?? Signal.Limits()
    head.agency = settings["head.agency"]
    head.number = settings["head.number"]
    head.place = settings["head.place"]
    head.date = settings["head.date"].flatMap { Day($0) }
    head.status = settings["head.status"]
    head.receiver = settings["head.receiver"]
    head.compiledBy = settings["head.compiled_by"]
    // Lines may be blank, as the room for a signature is.
    head.signature =
      settings["head.signature"]?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
  }
}

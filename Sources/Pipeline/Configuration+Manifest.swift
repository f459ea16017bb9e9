import Administration
import Diagnostics
import Exports
import Foundation
import Publishing
import Reports
import Statistics

extension Configuration {
  /// The settings that an edition was made with. Where its inputs lie no manifest says.
  ///
  /// - Parameter place: the manifest's, for messages.
  /// - Throws: status `dataRefused` where a setting cannot be read: a run without it would make something else.
  init(_ manifest: Manifest, at place: Location) throws(Failure) {
    self.init()
    let settings = manifest.configuration
    for setting in Setting.all {
      if let text = settings[setting.name] { setting.take(text, into: &self) }
    }
    notice = manifest.notice
    synthetic = manifest.synthetic
    for rate in Rate.allCases {
      guard let parts = settings["targets.\(rate.rawValue)"]?.split(separator: "/").map({ Int($0) }), parts.count == 2,
        let numerator = parts[0], let denominator = parts[1]
      else {
        if settings["targets.\(rate.rawValue)"] != nil { throw Self.unreadable("targets.\(rate.rawValue)", at: place) }
        continue
      }
      targets[rate] = Ratio(numerator, of: denominator)
    }
    if let separator = settings["csv.separator"]?.first, let decimal = settings["csv.decimal"]?.first {
      csv = CSVFormat(
        separator: separator, decimal: decimal, hasByteOrderMark: settings["csv.byte_order_mark"] == "true")
    }
    func word<Word: RawRepresentable<String>>(of name: String) throws(Failure) -> Word? {
      guard let text = settings[name] else { return nil }
      guard let word = Word(rawValue: text) else { throw Self.unreadable(name, at: place) }
      return word
    }
    unknownWords = try word(of: "unknown_words")
    func value<Value: Decodable>(of name: String, _ type: Value.Type = Value.self) throws(Failure) -> Value? {
      guard let text = settings[name] else { return nil }
      guard let value = try? JSONDecoder().decode(type, from: Data(text.utf8)) else {
        throw Self.unreadable(name, at: place)
      }
      return value
    }
    profiles = try value(of: "profiles") ?? []
    units = try word(of: "units")
    gates = try value(of: "gates") ?? Gates()
    signals = try value(of: "signals") ?? Signal.Limits()
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

  private static func unreadable(_ name: String, at place: Location) -> Failure {
    Failure(
      .dataRefused, "the setting '\(name)' of the manifest cannot be read", at: place,
      hint: "rebuild the edition with the version that made it")
  }

  /// The settings that shape an edition as its manifest says them: relative periods and defaults as what they came to.
  func resolved(_ windows: WindowPlan, staffAsOf: Moment?, languages: [String]) -> [String: String] {
    let own = windows.own
    let suffix = "-" + PeriodCalendar.statutory.rawValue
    var settings: [String: String?] = [
      "period": own.kind == .cumulative
        ? "since:\(own.first)" : own.slug.hasSuffix(suffix) ? String(own.slug.dropLast(suffix.count)) : own.slug,
      "as_of": windows.asOf.setting, "staff_as_of": staffAsOf?.setting,
      "calendar": calendar.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        ?? PeriodCalendar.calendar.rawValue, "compare": windows.comparison.rawValue,
      "languages": languages.joined(separator: ","), "reports": reports?.joined(separator: ","),
      "since": since ?? SeriesBreak.reform.day.description,
      "week_start": String(weekStart ?? 1),
      "audience": audience ?? Audience.public.rawValue,
      "ranking": ranking ?? Rate.onTimeRateDue.rawValue,
    ]
    if !profiles.isEmpty { settings["profiles"] = CanonicalJSON.line(of: profiles) }
    if !gates.isEmpty { settings["gates"] = CanonicalJSON.line(of: gates) }
    if audience == Audience.internal.rawValue, signals != Signal.Limits() {
      settings["signals"] = CanonicalJSON.line(of: signals)
    }
    if units == .open { settings["units"] = UnitScope.open.rawValue }
    settings["unknown_words"] = unknownWords.flatMap { $0 == .refuse ? nil : $0.rawValue }
    settings.merge([
      "head.agency": head.agency, "head.number": head.number, "head.place": head.place,
      "head.date": head.date?.description, "head.status": head.status,
      "head.receiver": head.receiver, "head.compiled_by": head.compiledBy,
      "head.signature": head.signature.isEmpty ? nil : head.signature.joined(separator: "\n"),
    ]) { $1 }
    for (rate, target) in targets {
      settings["targets.\(rate.rawValue)"] = "\(target.numerator)/\(target.denominator)"
    }
    if csv != .standard {
      settings["csv.separator"] = String(csv.separator)
      settings["csv.decimal"] = String(csv.decimal)
      settings["csv.byte_order_mark"] = String(csv.hasByteOrderMark)
    }
    return settings.compactMapValues { $0 }
  }

  /// What the names of settings begin with that shape the printed pages and no count.
  static let ofPrinting = [
    "languages", "reports", "ranking", "gates", "targets.", "csv.", "head.", "staff_as_of", "unknown_words", "signals",
  ]
}

extension Moment {
  /// As a configuration gives it: a day stands for its end.
  fileprivate var setting: String {
    guard let second, second != 86_399 else { return day.description }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}

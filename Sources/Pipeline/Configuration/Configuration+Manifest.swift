import Administration
import Diagnostics
import Exports
import Foundation
import Publishing
import Reports
import Statistics

extension Configuration {
  /// Makes the settings that an edition was made with. No manifest says where inputs are.
  ///
  /// - Parameter place: the place of the manifest, for messages.
  /// - Throws: status `dataRefused` where a setting cannot be read: a run without it would make something else.
  package init(_ manifest: Manifest, at place: Location) throws(Failure) {
    self.init()
    let settings = manifest.configuration
    for setting in Setting.all {
      guard let text = settings[setting.name] else { continue }
      if !setting.take(text, into: &self) { throw Self.unreadable(setting.name, at: place) }
    }
    notice = manifest.notice
    synthetic = manifest.synthetic
    for rate in Rate.allCases {
      let name = "targets.\(rate.rawValue)"
      guard let text = settings[name] else { continue }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let numerator = parts[0], let denominator = parts[1],
        (0...max(denominator, 0)).contains(numerator), let target = Ratio(numerator, of: denominator)
      else { throw Self.unreadable(name, at: place) }
      targets[rate] = target
    }
    func sign(_ name: String, _ known: [Character], usual: Character) throws(Failure) -> Character {
      guard let text = settings[name] else { return usual }
      guard let sign = known.first(where: { String($0) == text }) else { throw Self.unreadable(name, at: place) }
      return sign
    }
    csv.separator = try sign("csv.separator", CSVFormat.separators, usual: csv.separator)
    csv.decimal = try sign("csv.decimal", CSVFormat.decimals, usual: csv.decimal)
    guard csv.separator != csv.decimal else { throw Self.unreadable("csv.decimal", at: place) }
    if let text = settings["csv.byte_order_mark"] {
      guard let flag = Bool(text) else { throw Self.unreadable("csv.byte_order_mark", at: place) }
      csv.hasByteOrderMark = flag
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
    guard profiles.allSatisfy(\.isPlausible) else { throw Self.unreadable("profiles", at: place) }
    units = try word(of: "units")
    gates = try value(of: "gates") ?? Gates()
    guard gates.limits.allSatisfy({ Gates.isLimit($1, of: $0) }) else { throw Self.unreadable("gates", at: place) }
    signals = try value(of: "signals") ?? Signal.Limits()
    guard signals.isPlausible else { throw Self.unreadable("signals", at: place) }
    head.agency = settings["head.agency"]
    head.number = settings["head.number"]
    head.place = settings["head.place"]
    head.date = try settings["head.date"].map { text throws(Failure) in
      guard let day = Day(text) else { throw Self.unreadable("head.date", at: place) }
      return day
    }
    head.status = settings["head.status"]
    head.receiver = settings["head.receiver"]
    head.compiledBy = settings["head.compiled_by"]
    // Lines may be blank, to leave room for a signature.
    head.signature =
      settings["head.signature"]?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  private static func unreadable(_ name: String, at place: Location) -> Failure {
    Failure(
      .dataRefused, "the setting '\(name)' of the manifest cannot be read", at: place,
      hint: "rebuild the edition with the version that made it")
  }

  /// Returns the settings that shape an edition, as its manifest lists them, with relative periods and defaults
  /// resolved.
  func resolved(_ windows: WindowPlan, staffAsOf: Moment?, languages: [String]) -> [String: String] {
    var settings: [String: String?] = [
      "period": windows.own.setting,
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

  /// Name prefixes of the settings that shape printed pages and affect no count.
  static let ofPrinting = [
    "languages", "reports", "ranking", "gates", "targets.", "csv.", "head.", "staff_as_of", "unknown_words", "signals",
  ]
}

extension Window {
  /// The window as written in a configuration, beside its calendar.
  fileprivate var setting: String {
    if kind == .cumulative, listed == nil { return "since:\(first)" }
    return listed == nil ? String(slug.dropLast(nameSuffix.count)) : slug
  }
}

extension Moment {
  /// The moment as written in a configuration, where a day stands for its end.
  fileprivate var setting: String {
    guard let second, second != 86_399 else { return day.description }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}

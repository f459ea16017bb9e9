import Administration
import Diagnostics
import Exports

/// Resolves settings one by one. An error in a setting is reported at its place in the configuration.
extension RunPlan {
  static func workers(_ configuration: Configuration, processors: Int) throws(Failure) -> Int {
    try configuration.resolving("workers") { () throws(Failure) in
      let workers = min(configuration.workers ?? processors, processors)
      guard workers >= 1 else {
        throw Failure(
          .usage, "\(workers) workers were asked for, at least 1 is needed", hint: "leave it out for one a processor")
      }
      return workers
    }
  }

  static func languages(_ configuration: Configuration) throws(Failure) -> [String] {
    try configuration.resolving("languages") { () throws(Failure) in
      let languages = configuration.languages ?? ["vi", "en"]
      guard !languages.isEmpty, Set(languages).count == languages.count else {
        throw Failure(.usage, "the languages are empty or one stands twice", hint: "type --languages vi,en")
      }
      return languages
    }
  }

  static func checkReports(_ configuration: Configuration) throws(Failure) {
    try configuration.resolving("reports") { () throws(Failure) in
      guard configuration.reports?.isEmpty != true else {
        throw Failure(.usage, "the list of reports is empty", hint: "leave it out for all of them")
      }
    }
  }

  /// Returns a setting that is one of a few words; nil where it is left out.
  ///
  /// - Parameters:
  ///   - setting: the setting's name in the configuration.
  ///   - option: the name that messages use.
  static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String?, of setting: String, called option: String, in configuration: Configuration
  ) throws(Failure) -> Word? {
    try configuration.resolving(setting) { () throws(Failure) in
      guard let text else { return nil }
      if let word = Word(rawValue: text) { return word }
      let known = Word.allCases.map(\.rawValue)
      throw Failure(
        .usage, "'\(text)' is no value of \(option)",
        hint: Suggestion.hint(for: text, in: known) ?? "type \(known.joined(separator: " or "))")
    }
  }

  /// Returns a date, which means the end of that day, or a date with a time of day; nil where the setting is left out.
  ///
  /// - Parameters:
  ///   - setting: the setting's name in the configuration.
  ///   - option: the name that messages use.
  static func moment(
    _ text: String?, of setting: String, called option: String, in configuration: Configuration
  ) throws(Failure) -> Moment? {
    try configuration.resolving(setting) { () throws(Failure) in
      guard let text else { return nil }
      let bytes = Array(text.utf8)
      guard let moment = DateCell.moment(0..<bytes.count, in: bytes.span), !moment.isBlank else {
        throw Failure(
          .usage, "'\(text)' of \(option) is not a date", hint: "type a date like 2025-08-23 or 2025-08-23T12:00")
      }
      // A day without a time has at most ten bytes.
      guard moment.hasTime || bytes.count <= 10 else {
        throw Failure(
          .usage, "'\(text)' of \(option) is midnight, between two days",
          hint: "type \(moment.day - 1) for the end of that day")
      }
      return moment.hasTime ? moment : Moment(endOf: moment.day)
    }
  }
}

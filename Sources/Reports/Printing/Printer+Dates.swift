import Administration
import Templates

extension Printer {
  static let dateForms = ["long", "iso", "strong"]

  package func date(_ day: Day?) -> TemplateValue {
    guard let day else { return missing() }
    guard let language else {
      // Programs read the ISO form only.
      let iso = TemplateValue(day.description)
      return TemplateValue(iso.text) { form in Self.dateForms.contains(form) ? iso : nil }
    }
    let short = kind.words(Self.date(day, pattern: language.file.dateShort, language))
    return TemplateValue(short) { [self] form in
      switch form {
      case "long": words(Self.date(day, pattern: language.file.dateLong, language))
      case "iso": TemplateValue(day.description)
      case "strong": TemplateValue(kind.strong(short))
      default: nil
      }
    }
  }

  /// Prints the moment as of which figures are stated, as a sentence names it: the end of a day, or a time of day.
  package func moment(_ moment: Moment?) -> TemplateValue {
    guard let moment else { return missing() }
    guard let language else { return TemplateValue(moment.day.description) }
    return words(Self.moment(moment, language, day: .momentDay, time: .momentTime))
  }

  /// - Parameters:
  ///   - day: the label for a moment that stands for its whole day.
  ///   - time: the label for a moment with a time of day.
  static func moment(_ moment: Moment, _ language: Language, day: Label, time: Label) -> String {
    let date = Self.date(moment.day, pattern: language.file.dateShort, language)
    guard let second = moment.second, second != 86_399 else { return language.label(day, ["date": date]) }
    let clock = language.file.time.replacing("{hh}", with: twoDigits(second / 3600))
      .replacing("{mi}", with: twoDigits(second / 60 % 60))
    return language.label(time, ["date": date, "time": clock])
  }

  static func date(_ day: Day, pattern: String, _ language: Language) -> String {
    let (year, month, number) = day.civil
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      switch rest[open...close] {
      case "{dd}": text += twoDigits(number)
      case "{d}": text += String(number)
      case "{mm}": text += twoDigits(month)
      case "{m}": text += String(month)
      case "{mo}": text += month <= 2 ? twoDigits(month) : String(month)
      case "{yyyy}": text += String(year)
      case "{month}": text += language.file.months.indices.contains(month - 1) ? language.file.months[month - 1] : ""
      case "{mon}":
        let names = language.file.monthsShort ?? language.file.months
        text += names.indices.contains(month - 1) ? names[month - 1] : ""
      default: text += rest[open...close]
      }
      rest = rest[close...].dropFirst()
    }
    return text + rest
  }
}

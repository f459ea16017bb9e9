import Diagnostics
import Foundation

/// How one language writes numbers, dates and the words that figures come with: the file `language.json` beside a
/// language's templates. A new language needs no code.
package struct Language: Sendable, Decodable {
  /// Subtag such as `vi`; also the folder's name.
  package let code: String
  /// Between groups of three digits.
  let group: String
  let decimal: String
  let minus: String
  /// `{n}` is the number.
  let percent: String
  /// `{d}`, `{dd}` day; `{m}`, `{mm}` month; `{mo}` month with a zero for January and February only (Decree
  /// 30/2020/NĐ-CP); `{month}` its name; `{yyyy}` year.
  let dateShort: String
  let dateLong: String
  let months: [String]
  let magnitudes: [Magnitude]
  /// The language of units' names: `vi` or `en`.
  let unitNames: String
  /// Between the items of a list.
  let listSeparator: String
  private let labels: [String: String]
  private let qualityTexts: [String: QualityText]?

  /// What a rule or flag of data quality is about, and what to do.
  struct QualityText: Sendable, Decodable {
    let meaning: String
    let remedy: String
  }

  struct Magnitude: Sendable, Decodable {
    let value: Int
    let word: String
  }

  private enum CodingKeys: String, CodingKey {
    case code, group, decimal, minus, percent, months, magnitudes, labels
    case dateShort = "date_short"
    case dateLong = "date_long"
    case listSeparator = "list_separator"
    case unitNames = "unit_names"
    case qualityTexts = "quality"
  }

  /// - Parameter file: the path for messages.
  /// - Throws: status `badConfiguration` where the file is no language file or lacks a label.
  package init(json: String, file: String) throws(Failure) {
    do {
      self = try JSONDecoder().decode(Language.self, from: Data(json.utf8))
    } catch let DecodingError.keyNotFound(key, _) {
      throw Failure(.badConfiguration, "the language lacks '\(key.stringValue)'", at: Location(file))
    } catch {
      throw Failure(.badConfiguration, "is not a language file: \(error.localizedDescription)", at: Location(file))
    }
    let missing = Label.allCases.map(\.rawValue).filter { labels[$0] == nil }
    guard missing.isEmpty else {
      throw Failure(
        .badConfiguration, missing.map { Finding(.error, "the label '\($0)' is missing", at: Location(file)) })
    }
  }

  /// The words for a rule or flag of data quality; one without words prints by its name.
  package func quality(_ name: String) -> (meaning: String, remedy: String)? {
    qualityTexts?[name].map { ($0.meaning, $0.remedy) }
  }

  /// The words for a label, its `{names}` replaced.
  func label(_ label: Label, _ values: [String: String] = [:]) -> String {
    var text = labels[label.rawValue] ?? ""
    for (name, value) in values { text = text.replacingOccurrences(of: "{\(name)}", with: value) }
    return text
  }
}

/// The words that a language file must give; the raw value is their key in `labels`.
enum Label: String, CaseIterable {
  case country, countryPartial = "country_partial"
  case notStated = "not_stated"
  case otherFields = "other_fields"
  case ownLevel = "own_level"
  case missing, up, down, unchanged
  case points
  case periodRange = "period_range"
  case periodWeek = "period_week"
  case periodMonth = "period_month"
  case periodQuarter = "period_quarter"
  case periodHalf = "period_half"
  case periodNineMonths = "period_nine_months"
  case periodYear = "period_year"
  case channelOnline = "channel_online"
  case channelInPerson = "channel_in_person"
  case channelPostal = "channel_postal"
  case levelProvince = "level_province"
  case levelCommune = "level_commune"
  case levelDistrict = "level_district"
  case levelOther = "level_other"
  case coverageNoFile = "coverage_no_file"
  case coverageEmpty = "coverage_empty"
  case coverageStale = "coverage_stale"
  case coveragePartial = "coverage_partial"
  case coverageFull = "coverage_full"
  case rankedTogether = "ranked_together"
  case rankedCities = "ranked_cities"
  case rankedProvinces = "ranked_provinces"
  case rankedCommunes = "ranked_communes"
  case rankedWards = "ranked_wards"
  case rankedSpecialZones = "ranked_special_zones"
  case reasonNoData = "reason_no_data"
  case reasonPartial = "reason_partial"
  case reasonTooFew = "reason_too_few"
  case rateOnlineShare = "rate_online_share"
  case rateResolution = "rate_resolution_rate"
  case rateOnTime = "rate_on_time_rate"
  case rateOnTimeDue = "rate_on_time_rate_due"
  case rateOnTimeIndex = "rate_on_time_rate_index"
  case rateOverdue = "rate_overdue_share"
  case rateLate = "rate_late_rate"
  case gateHeld = "gate_held"
  case gateFailed = "gate_failed"
  case gateWaived = "gate_waived"
  case breakTwoLevelGovernment = "break_two_level_government"
}

import Statistics
import Templates

/// The words for the units of a report; the raw value is their key in `words` of a language file.
///
/// With `units: open` the units are not provinces, cities and communes of Vietnam, and `open_units` of a language says
/// what to call them. All other wording of templates fits any units.
enum UnitWord: String, CaseIterable {
  case unit
  case unitTitle = "unit_title"
  case units
  case unitsTitle = "units_title"
  case unitsInFull = "units_in_full"
  case city
  case province
  case cities
  case provinces
  case ownLevelTitle = "own_level_title"
  case agenciesTitle = "agencies_title"
  case subunits
  case subunitsTitle = "subunits_title"
  case subunitsInFull = "subunits_in_full"
  case subunitAuthorities = "subunit_authorities"
  case indexRate = "index_rate"
  case indexRateShort = "index_rate_short"
  case indexRateUse = "index_rate_use"
  case formAgenciesNote = "form_agencies_note"

  var definition: String {
    switch self {
    case .unit: "a unit of the first level, inside a sentence: province or city"
    case .unitTitle: "a unit of the first level, as the head of a column"
    case .units: "units of the first level, inside a sentence"
    case .unitsTitle: "units of the first level, as a title"
    case .unitsInFull: "units of the first level in full, as the law calls them"
    case .city: "the whole unit that a page is about, where it is a city"
    case .province: "the whole unit that a page is about, where it is a province"
    case .cities: "cities alone"
    case .provinces: "provinces alone"
    case .ownLevelTitle: "the own level of a unit and central agencies, as a title"
    case .agenciesTitle: "the agencies at the own level of a unit and central ones, as a title"
    case .subunits: "units of the second level, inside a sentence"
    case .subunitsTitle: "units of the second level, as a title"
    case .subunitsInFull: "units of the second level with the kinds that there are, as a title"
    case .subunitAuthorities: "the authorities of the second level"
    case .indexRate: "what on_time_rate_index is called"
    case .indexRateShort: "what on_time_rate_index is called at the head of a column"
    case .indexRateUse: "what on_time_rate_index is used for"
    case .formAgenciesNote: "which agencies the first block of form II.06a counts"
    }
  }

  static let names = Names<Void>(
    allCases.map { word in
      .value(word.rawValue, word.definition) { _, printer in
        printer.language.map { printer.words($0.word(word)) } ?? printer.missing()
      }
    })
}

import Administration
import Diagnostics
import Exports
import Reports
import Statistics

/// What a run is asked to do: the settings of the configuration file, each of which an option of the command line may
/// override.
///
/// Values are kept as the user wrote them until they are resolved, so that every message can quote them.
package struct Configuration: Sendable, Equatable {
  package var exports: String?
  package var staff: String?
  package var period: String?
  package var asOf: String?
  package var staffAsOf: String?
  package var calendar: String?
  package var compare: String?
  package var languages: [String]?
  package var templates: String?
  package var reports: [String]?
  package var output: String?
  package var workers: Int?
  /// Whether the run reuses what earlier runs have counted of unchanged files; true by default.
  package var cache: Bool?
  package var weekStart: Int?
  package var since: String?
  package var audience: String?
  package var ranking: String?
  /// A CSV file of declared totals.
  package var declared: String?
  /// CSV files of notes on communes, of other spellings of fields, and of figures quoted from other sources.
  package var communeNotes: String?
  package var fieldAliases: String?
  package var indicators: String?
  /// A CSV file of public holidays, which replaces Vietnam's.
  package var holidays: String?
  /// A CSV file of the staff pipeline as published elsewhere.
  package var publishedStaff: String?
  /// Paths of the agency's own commentary on the figures, by language.
  package var commentary: [String: String] = [:]
  package var notice: String?
  package var synthetic: Bool?
  package var head = ReportHead()
  /// The targets of rates.
  package var targets: [Rate: Ratio] = [:]
  package var csv = CSVFormat.standard
  /// The place of each setting that came from the configuration file; settings from the command line have none.
  package var places: [String: Location] = [:]
  /// How to read the files of other systems.
  package var profiles: [Profile] = []
  package var unknownWords: UnknownWordPolicy?
  package var gates = Gates()
  /// The values that measures must reach to raise a signal, in an edition for the agency's own staff.
  package var signals = Signal.Limits()
  package var units: UnitScope?
  /// The folder of a registry that replaces the built-in one.
  package var registry: String?

  package init() {}

  /// Returns the key in `places` for a profile's province.
  static func provincePlace(ofProfile position: Int) -> String { "profiles.\(position).province" }

  /// Returns these settings, overridden by those of the command line.
  package func overridden(by other: Configuration) -> Configuration {
    var merged = self
    for setting in Setting.all where setting.take(from: other, into: &merged) {
      merged.places[setting.name] = other.places[setting.name]
    }
    for (language, path) in other.commentary {
      merged.commentary[language] = path
      merged.places["commentary.\(language)"] = other.places["commentary.\(language)"]
    }
    return merged
  }

  /// Only the places of inputs, which no manifest contains.
  package var inputPlaces: Configuration {
    var places = Configuration()
    places.commentary = commentary
    for setting in Setting.all where setting.isInput(in: self) { setting.take(from: self, into: &places) }
    return places
  }

  /// Resolves a setting. An error in a setting from the configuration file is reported as an error of that file, with
  /// the setting's place.
  func resolving<Value>(_ name: String, _ resolve: () throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) {
      return try resolve()
    } catch {
      guard error.status == .usage, let place = places[name] else { throw error }
      throw Failure(
        .badConfiguration,
        error.findings.map { Finding($0.severity, $0.message, at: $0.location ?? place, hint: $0.hint) })
    }
  }
}

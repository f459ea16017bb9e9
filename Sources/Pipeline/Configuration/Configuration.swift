import Administration
import Diagnostics
import Exports
import Reports
import Statistics

/// What a run is asked to do: the configuration file's settings; an option of the command line goes before the one it
/// names.
///
/// Values are kept as their user wrote them until they are resolved, so that every message can name them.
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
  /// Whether what earlier runs have counted of unchanged files is taken up; true where it does not say.
  package var cache: Bool?
  package var weekStart: Int?
  package var since: String?
  package var audience: String?
  package var ranking: String?
  /// A CSV file of declared totals.
  package var declared: String?
  /// CSV files of notes on communes, of other spellings of fields, and of figures quoted from elsewhere.
  package var communeNotes: String?
  package var fieldAliases: String?
  package var indicators: String?
  /// A CSV file of public holidays, in place of Vietnam's.
  package var holidays: String?
  /// A CSV file of the staff pipeline as published elsewhere.
  package var publishedStaff: String?
  /// Paths of the agency's own words on the figures, by language.
  package var commentary: [String: String] = [:]
  package var notice: String?
  package var synthetic: Bool?
  package var head = ReportHead()
  /// What a rate is meant to reach.
  package var targets: [Rate: Ratio] = [:]
  package var csv = CSVFormat.standard
  /// Where in the configuration file each setting stands that came from it; what the command line says has no place.
  package var places: [String: Location] = [:]
  /// How the files of other systems are to be read.
  package var profiles: [Profile] = []
  package var unknownWords: UnknownWordPolicy?
  package var gates = Gates()
  /// What a measure must reach to be a signal, in an edition for the agency's own staff.
  package var signals = Signal.Limits()
  package var units: UnitScope?
  /// Folder of a registry that takes the place of the built-in one.
  package var registry: String?

  package init() {}

  /// The name under which `places` has a profile's province.
  static func provincePlace(ofProfile position: Int) -> String { "profiles.\(position).province" }

  /// These settings, with those of the command line put over them.
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

  /// Where inputs lie, which no manifest says, and nothing else.
  package var inputPlaces: Configuration {
    var places = Configuration()
    places.commentary = commentary
    for setting in Setting.all where setting.isInput(in: self) { setting.take(from: self, into: &places) }
    return places
  }

  /// Resolves a setting; what is wrong with one that the configuration file gives is a fault of the file, told with its
  /// place.
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

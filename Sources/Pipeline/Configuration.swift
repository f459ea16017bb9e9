import Administration
import Diagnostics
import Exports
import Reports
import Statistics

/// What a run is asked to do: the configuration file's settings, each of which the command line overrides.
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
  package var weekStart: Int?
  package var since: String?
  package var audience: String?
  package var ranking: String?
  /// A CSV file of declared totals.
  package var declared: String?
  package var notice: String?
  package var synthetic: Bool?
  package var head = ReportHead()
  /// How the files of other systems are to be read.
  package var profiles: [Profile] = []
  package var unknownWords: UnknownWordPolicy?
  package var gates = Gates()
  package var units: UnitScope?
  /// Folder of a registry that takes the place of the built-in one.
  package var registry: String?

  package init() {}

  /// These settings, with those of the command line put over them.
  package func overridden(by other: Configuration) -> Configuration {
    var merged = self
    func put<Value>(_ path: WritableKeyPath<Configuration, Value?>) {
      if let value = other[keyPath: path] { merged[keyPath: path] = value }
    }
    put(\.exports)
    put(\.staff)
    put(\.period)
    put(\.asOf)
    put(\.staffAsOf)
    put(\.calendar)
    put(\.compare)
    put(\.languages)
    put(\.templates)
    put(\.reports)
    put(\.output)
    put(\.workers)
    put(\.weekStart)
    put(\.since)
    put(\.audience)
    put(\.ranking)
    put(\.declared)
    put(\.notice)
    put(\.synthetic)
    return merged
  }

  /// Where inputs lie, which no manifest says, and nothing else.
  package var inputPlaces: Configuration {
    var places = Configuration()
    places.exports = exports
    places.staff = staff
    places.templates = templates
    places.declared = declared
    if let calendar, calendar.hasSuffix(".csv") { places.calendar = calendar }
    return places
  }
}

import Diagnostics
import Pipeline
import Publishing
import Testing

/// The settings that a manifest names are those of the run that made the edition, or it says which cannot be read.
@Suite struct ManifestSettingsTests {
  private func configuration(_ settings: [String: String]) throws -> Configuration {
    let manifest = Manifest(
      version: "1", edition: "2025-W34", revision: 1, forced: false, synthetic: true, notice: nil,
      period: .init(
        name: "2025-W34", firstDay: "2025-08-18", lastDay: "2025-08-24", asOf: "2025-08-24", staffAsOf: nil,
        compare: "date"),
      configuration: settings, referenceData: "", templates: [], inputs: [])
    return try Configuration(manifest, at: Location("manifest.json"))
  }

  @Test(arguments: [
    ("week_start", "x"), ("head.date", "x"), ("targets.on_time_rate", "5/0"), ("targets.on_time_rate", "5"),
    ("targets.on_time_rate", "1/2/3"), ("targets.on_time_rate", "9223372036854775807/1"),
    ("targets.on_time_rate", "-1/2"), ("csv.byte_order_mark", "yes"), ("csv.decimal", ";"), ("csv.separator", "x"),
    ("gates", "{\"limits\":{\"quarantined_share\":\"many\"},\"waived\":{}}"), ("csv.decimal", "x"),
    ("csv.separator", ""), ("csv.decimal", ",,"), ("units", "closed"),
    ("unknown_words", "x"), ("signals", "{}"), ("gates", "{"),
    ("signals", "{\"due_day_spike\":5,\"bulk_closing\":30,\"parking\":9223372036854775807}"),
    ("signals", "{\"due_day_spike\":1,\"bulk_closing\":30,\"parking\":10}"), ("profiles", "[{}]"),
  ])
  func whatCannotBeReadIsRefused(_ name: String, _ value: String) {
    let failure = #expect(throws: Failure.self) { try configuration([name: value]) }
    #expect(failure?.status == .dataRefused)
    #expect(failure?.findings.map(\.message) == ["the setting '\(name)' of the manifest cannot be read"])
  }

  @Test func whatIsReadIsTakenOver() throws {
    let read = try configuration([
      "week_start": "7", "head.date": "2025-08-25", "targets.on_time_rate": "19/20", "csv.separator": ";",
      "csv.decimal": ",", "signals": "{\"due_day_spike\":6,\"bulk_closing\":31,\"parking\":900}",
    ])
    #expect(read.weekStart == 7)
    #expect(read.head.date?.description == "2025-08-25")
    #expect(read.targets[.onTimeRate]?.numerator == 19)
    #expect(read.csv.separator == ";" && read.csv.decimal == ",")
    #expect(read.signals.parking == 900)
  }

  /// Numbers that no configuration could have held.
  @Test(arguments: ["9223372036854775807", "-54000"]) func aZoneIsOneOfTheEarth(_ zone: String) throws {
    func profile(_ zone: String) -> String {
      "[{\"kind\":\"dossiers\",\"files\":[\"a\"],\"columns\":{},\"absent\":[],\"values\":{},\"dates\":[],\"zone\":\(zone),\"numbers\":\"plain\"}]"
    }
    #expect(try configuration(["profiles": profile("25200")]).profiles.count == 1)
    #expect(throws: Failure.self) { try configuration(["profiles": profile(zone)]) }
  }
}

import Diagnostics
import Pipeline
import Statistics
import TestSupport
import Testing

@Suite struct GatesTests {
  @Test(arguments: [
    ("0.5%", true), ("0%", true), ("100%", true), ("0.005", true), ("1", true), ("0", true), ("0.0001%", true),
    ("101%", false),
    ("1.1", false), ("2", false), ("-1%", false), ("half", false), ("0.00001%", false), ("", false), ("%", false),
    (".5%", false), ("5.%", false), ("0,5%", true), ("0,00001%", false), ("0.5.5%", false), ("0,5.5%", false),
  ])
  func limitsOfShares(_ text: String, _ isLimit: Bool) {
    #expect(Gates.isLimit(text, of: "quarantined_share") == isLimit)
  }

  @Test(arguments: [("0", true), ("3", true), ("3%", false), ("-1", false), ("1.5", false), ("", false)])
  func limitsOfNumbers(_ text: String, _ isLimit: Bool) {
    #expect(Gates.isLimit(text, of: "provinces_missing") == isLimit)
    #expect(Gates.isLimit(text, of: "no_such_gate") == false)
  }

  /// Rounded half away from zero like every share, but never printed as the limit that it is above.
  @Test(arguments: [
    (1, 3, 0, 333_333), (2, 3, 0, 666_667), (3, 90, 1000, 33_333), (1, 7, 0, 142_857), (0, 5, 0, 0),
    (1, 3, 333_333, 333_334), (1, 3, 333_334, 333_333), (1, 2_000_001, 0, 1), (1, 2_000_001, 1, 0),
  ])
  func sharesAreRounded(_ part: Int, _ whole: Int, _ limit: Int, _ printed: Int) {
    #expect(QualityStatistics.Gate.millionths(part, of: whole, most: limit) == printed)
  }

  private func refusal(_ yaml: String) throws -> [String] {
    let folder = try TemporaryFolder(["report.yaml": yaml])
    let failure = #expect(throws: Failure.self) { try ConfigurationFile.read(folder.path + "/report.yaml") }
    return (failure?.findings ?? []).map { $0.message + ($0.hint.map { " | \($0)" } ?? "") }
  }

  @Test func wrongSettingsAreRefused() throws {
    #expect(
      try refusal("gates: {quarantine_share: 1%}")
        == ["there is no setting 'quarantine_share' in 'gates' | did you mean 'quarantined_share'?"])
    #expect(
      try refusal("gates: {quarantined_share: few}")
        == ["'few' is no limit of quarantined_share | write a share such as 0.5%"])
    #expect(
      try refusal("gates: {quarantined_share: 0.5}")
        == ["'0.5' as a limit of quarantined_share may be per cent or a fraction | write 0.5%, if that is meant"])
    #expect(
      try refusal("gates: {file_age_days: 1.5}") == ["'1.5' is no limit of file_age_days | write a whole number"])
    #expect(try refusal("waive: {provinces_missing: ok}") == ["'ok' is no reason | write who decided, and why"])
  }
}

import Diagnostics
import Pipeline
import Testing

@Suite struct GatesTests {
  @Test(arguments: [
    ("0.5%", true), ("0%", true), ("100%", true), ("0.005", true), ("1", true), ("0", true), ("0.0001%", true),
    ("101%", false),
    ("1.1", false), ("2", false), ("-1%", false), ("half", false), ("0.00001%", false), ("", false), ("%", false),
    (".5%", false), ("5.%", false),
  ])
  func limitsOfShares(_ text: String, _ isLimit: Bool) {
    #expect(Gates.isLimit(text, of: "quarantined_share") == isLimit)
  }

  @Test(arguments: [("0", true), ("3", true), ("3%", false), ("-1", false), ("1.5", false), ("", false)])
  func limitsOfNumbers(_ text: String, _ isLimit: Bool) {
    #expect(Gates.isLimit(text, of: "provinces_missing") == isLimit)
    #expect(Gates.isLimit(text, of: "no_such_gate") == false)
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
      try refusal("gates: {file_age_days: 1.5}") == ["'1.5' is no limit of file_age_days | write a whole number"])
    #expect(try refusal("waive: {provinces_missing: ok}") == ["'ok' is no reason | write who decided, and why"])
  }
}

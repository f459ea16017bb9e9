import Diagnostics
import Testing

@Suite struct FindingTests {
  @Test func textForm() {
    let place = Location("79.csv", line: 3, column: 14)
    #expect(
      Finding(.error, "the byte 0xFF is not UTF-8 text", at: place, hint: "save the file as UTF-8").description
        == "79.csv:3:14: error: the byte 0xFF is not UTF-8 text. hint: save the file as UTF-8.")
    #expect(
      Finding(.warning, "31 of 34", at: Location("a.csv", line: 2)).description == "a.csv:2: warning: 31 of 34.")
    #expect(Finding(.note, "read", at: Location("a.csv")).description == "a.csv: note: read.")
    #expect(Finding(.error, "no period").description == "error: no period.")
    #expect(
      Finding(.error, "no 'perod'", hint: "did you mean 'period'?").description
        == "error: no 'perod'. hint: did you mean 'period'?")
  }

  @Test func aFailureOfOneFinding() {
    let failure = Failure(.locked, "locked", at: Location(".lock"), hint: "wait")
    #expect(failure.status == .locked)
    #expect(failure.findings == [Finding(.error, "locked", at: Location(".lock"), hint: "wait")])
  }

  /// The numbers are a contract with cron and shell scripts.
  @Test func exitStatuses() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 64, 65, 66, 70, 73, 75, 78])
  }
}

import Diagnostics
import Glibc
import Publishing
import Testing

/// Every call of the publish step fails once, for each of them: the run ends with status 73 or has published, `latest`
/// is the old set or the new one, and the next run publishes and leaves nothing else behind.
@Suite struct FailingCallTests {
  @Test(arguments: Scenario.allCases)
  func everyCallMayFail(_ scenario: Scenario) throws {
    let before = try scenario.disk()
    let counting = MemoryFiles(before, canExchange: scenario.canExchange)
    let counted = FailingFiles(counting)
    try scenario.run(counted)
    let calls = counted.calls
    let old = Scenario.latest(before)
    let new = try #require(Scenario.latest(counting.disk))
    let whole = Self.published(counting.disk)
    #expect(calls > 80)
    for failing in 1...calls {
      for (error, forGood) in [(ENOSPC, false), (ENOSPC, true), (EIO, false), (EIO, true), (EROFS, true)] {
        let files = MemoryFiles(before, canExchange: scenario.canExchange)
        do {
          try scenario.run(FailingFiles(files, failing: failing, forGood: forGood, error: error))
        } catch let failure as Failure {
          #expect(failure.status == .cannotWrite)
          #expect(!failure.findings.isEmpty)
        }
        let place = "\(scenario), call \(failing) of \(calls), errno \(error)\(forGood ? " for good" : "")"
        let left = Scenario.latest(files.disk)
        if scenario.canExchange || left != nil { #expect(left == old || left == new, "\(place)") }
        #expect(throws: Never.self, "\(place)") { try scenario.run(files) }
        #expect(Self.published(files.disk) == whole, "\(place)")
      }
    }
    print("failing calls during \(scenario): \(calls) system calls, each failed in 5 ways")
  }

  /// A request to stop at any moment of publishing leaves the old set or the new one and nothing in staging.
  @Test(arguments: Scenario.allCases)
  func aRequestToStopLeavesNothingBehind(_ scenario: Scenario) throws {
    let before = try scenario.disk()
    let interruption = Interruption()
    #expect(interruption.request(SIGTERM))
    let files = MemoryFiles(before, canExchange: scenario.canExchange)
    #expect(throws: Failure.self) { try scenario.run(files, interruption: interruption) }
    #expect(Scenario.latest(files.disk) == Scenario.latest(before))
    #expect(files.disk.node(at: Scenario.output + "/.staging") == nil)
  }

  private static func published(_ disk: MemoryFiles.Disk) -> [String: [UInt8]] {
    var tree = disk.tree("home")
    #expect((tree.removeValue(forKey: "reports/.lock") ?? []).isEmpty)
    #expect(disk.node(at: "home/reports/.staging") == nil)
    return tree
  }
}

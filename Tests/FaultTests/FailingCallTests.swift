import Diagnostics
import Glibc
import Publishing
import Synchronization
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

  /// A request to stop before any call of a run. Where the process may end at once, nothing has changed or the new set is in
  /// place; else the old set or the new one is left, and in either case nothing in staging.
  @Test(arguments: Scenario.allCases)
  func aRequestToStopLeavesNothingBehind(_ scenario: Scenario) throws {
    let before = try scenario.disk()
    let old = Scenario.latest(before)
    let counting = MemoryFiles(before, canExchange: scenario.canExchange)
    let counted = FailingFiles(counting)
    try scenario.run(counted)
    let new = try #require(Scenario.latest(counting.disk))
    var (stopped, finished, atOnce) = (0, 0, 0)
    for moment in 1...counted.calls {
      let interruption = Interruption()
      // What `latest` leads to where the process may end at once.
      let ended = Mutex<[String: [UInt8]]?>(nil)
      let files = MemoryFiles(before, canExchange: scenario.canExchange)
      let layer = FailingFiles(files) { call in
        guard call == moment, interruption.request(SIGTERM) else { return }
        ended.withLock { $0 = Scenario.latest(files.disk) ?? [:] }
      }
      do {
        try scenario.run(layer, interruption: interruption)
        finished += 1
      } catch let failure as Failure {
        #expect(failure.status == .cannotWrite)
        stopped += 1
      }
      let left = Scenario.latest(files.disk)
      #expect(left == old || left == new, "call \(moment)")
      #expect(files.disk.node(at: Scenario.output + "/.staging") == nil, "call \(moment)")
      if let then = ended.withLock({ $0 }) {
        atOnce += 1
        #expect(then == old ?? [:] || then == new, "call \(moment)")
      }
    }
    #expect(stopped > 10 && finished > 10 && atOnce > 10)
  }

  private static func published(_ disk: MemoryFiles.Disk) -> [String: [UInt8]] {
    var tree = disk.tree("home")
    #expect((tree.removeValue(forKey: "reports/.lock") ?? []).isEmpty)
    #expect(disk.node(at: "home/reports/.staging") == nil)
    return tree
  }
}

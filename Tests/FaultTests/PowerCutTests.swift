import Foundation
import Publishing
import TestSupport
import Testing

/// After a power cut at any moment, with any part lost of what was not synced, `latest` is the old set or the new one,
/// byte for byte; and the next run publishes the new one and leaves nothing else behind.
@Suite struct PowerCutTests {
  @Test(arguments: Scenario.allCases)
  func everyMomentLeavesTheOldSetOrTheNew(_ scenario: Scenario) throws {
    let before = try scenario.disk()
    let files = MemoryFiles(before, canExchange: scenario.canExchange)
    try scenario.run(files)
    let old = Scenario.latest(before)
    let new = try #require(Scenario.latest(files.disk))
    #expect(new != old)
    let whole = Self.published(files.disk)
    var random = SeededNumbers(seed: 34)
    var disks = 0
    for cut in 0...files.log.count {
      for disk in MemoryFiles.disks(before: before, log: files.log[..<cut], random: &random) {
        disks += 1
        let left = Scenario.latest(disk)
        // Where names cannot be swapped, the edition's name is free for a moment; the next run puts it back.
        if scenario.canExchange || left != nil {
          #expect(left == old || left == new, "\(scenario), cut after \(cut) of \(files.log.count)")
        }
        let again = MemoryFiles(disk, canExchange: scenario.canExchange)
        #expect(throws: Never.self, "\(scenario), cut after \(cut)") { try scenario.run(again) }
        #expect(Self.published(again.disk) == whole, "\(scenario), cut after \(cut)")
      }
    }
    // What a run says it has published is safe when it says so.
    var lost = SeededNumbers(seed: 1)
    for disk in MemoryFiles.disks(before: before, log: files.log[...], random: &lost) {
      #expect(Scenario.latest(disk) == new)
    }
    print("power cut during \(scenario): \(files.log.count) moments, \(disks) disks")
  }

  /// Everything but the lock file, whose number is the process's.
  private static func published(_ disk: MemoryFiles.Disk) -> [String: [UInt8]] {
    var tree = disk.tree("home")
    #expect((tree.removeValue(forKey: "reports/.lock") ?? []).isEmpty)
    #expect(disk.node(at: "home/reports/.staging") == nil)
    return tree
  }
}

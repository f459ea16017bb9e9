import Foundation
import TestSupport
import Testing

/// The real program, ended at random moments of its work.
@Suite(.serialized) struct KillTests {
  /// Killed a few hundred times while it replaces one set by another, a hundred times on a machine however slow: `latest`
  /// is always one of the two, whole; the next run needs no help, and cleans what the dead ones left and nothing else.
  @Test func killedAtAnyMoment() throws {
    let program = try Program()
    let start = ContinuousClock.now
    // The first edition replaces none, and its manifest says so; the sets are those that replaced one.
    _ = try program.published("b")
    let sets = [try program.published("a"), try program.published("b")]
    let duration = start.duration(to: .now) / .microseconds(1) / 3
    #expect(sets[0] != sets[1])
    let note = program.reports.appendingPathComponent("note.txt")
    try Data("mine".utf8).write(to: note)
    var random = SeededNumbers(seed: 6)
    var (kills, staged, swaps, last) = (0, 0, 0, sets[1])
    while kills < 100 || (kills < 300 && start.duration(to: .now) < .seconds(45)) {
      let run = try program.publish(kills.isMultiple(of: 2) ? "a" : "b")
      if kills.isMultiple(of: 3) {
        // However busy the machine is, some moments lie where files are written.
        let staging = program.reports.appendingPathComponent(".staging").path
        while run.isRunning, access(staging, F_OK) != 0 { usleep(100) }
        usleep(useconds_t.random(in: 0...4000, using: &random))
      } else {
        usleep(useconds_t(Double.random(in: 0...duration * 1.1, using: &random)))
      }
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      kills += 1
      let left = try program.tree(program.reports.appendingPathComponent("latest"))
      #expect(sets.contains(left), "after kill \(kills)")
      if left != last { swaps += 1 }
      last = left
      if try program.names().contains(".staging") { staged += 1 }
      if kills.isMultiple(of: 10) {
        #expect(try program.published("a") == sets[0])
        last = sets[0]
        #expect(try program.names() == [".cache", ".lock", "2025-W34", "latest", "note.txt"])
        #expect(try program.lock() == "")
      }
    }
    #expect(staged > 0)
    #expect(try Data(contentsOf: note) == Data("mine".utf8))
    print("kill -9: \(kills) kills, \(staged) left something in staging, \(swaps) had published")
  }

  /// Asked to stop, it leaves nothing behind and says so by its status.
  @Test(arguments: [SIGINT, SIGTERM])
  func askedToStop(_ signal: Int32) throws {
    let program = try Program()
    let start = ContinuousClock.now
    // The first edition replaces none, and its manifest says so; the sets are those that replaced one.
    _ = try program.published("b")
    let sets = [try program.published("a"), try program.published("b")]
    let duration = start.duration(to: .now) / .microseconds(1) / 3
    var random = SeededNumbers(seed: UInt64(signal))
    var stopped = 0
    for round in 0..<30 {
      let run = try program.publish(round.isMultiple(of: 2) ? "a" : "b")
      // Before the program has taken charge of signals it ends as every program does.
      usleep(useconds_t(Double.random(in: duration / 4...duration, using: &random)))
      kill(run.processIdentifier, signal)
      run.waitUntilExit()
      if run.terminationReason == .exit {
        #expect([0, 128 + signal].contains(run.terminationStatus))
        if run.terminationStatus != 0 { stopped += 1 }
      }
      #expect(sets.contains(try program.tree(program.reports.appendingPathComponent("latest"))))
      #expect(try program.names() == [".cache", ".lock", "2025-W34", "latest"])
      #expect(try program.lock() == "")
    }
    #expect(stopped > 0)
    print("signal \(signal): 30 sent, \(stopped) stopped the run")
  }
}

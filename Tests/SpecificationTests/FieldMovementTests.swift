import Records
import Statistics
import Testing

/// The field that moved a rate most: its excess over the rate before now, less its excess then; the parts of all fields
/// add up to the change.
@Suite struct FieldMovementTests {
  private static func fields(_ counts: [(String, onTime: Int, late: Int)]) -> [(name: String, tally: Tally)] {
    counts.map { name, onTime, late in
      var tally = Tally()
      tally.add(Outcome(.resolvedOnTime, channel: .online, carriedOver: false), times: onTime)
      tally.add(Outcome(.resolvedLate, channel: .online, carriedOver: false), times: late)
      return (name, tally)
    }
  }

  private static func largest(
    _ before: [(String, onTime: Int, late: Int)], _ now: [(String, onTime: Int, late: Int)],
    _ rate: Rate = .onTimeRate
  ) -> FieldMovement? {
    FieldMovement.largest(rate, now: fields(now), before: fields(before))
  }

  /// From 130 of 200 to 170 of 200, all of it by the field that changed; the other is as large and as it was.
  @Test func theFieldThatChanged() {
    let before = [("A", 80, 20), ("B", 50, 50)]
    #expect(Self.largest(before, [("A", 80, 20), ("B", 90, 10)]) == FieldMovement(field: "B", part: 200_000))
    #expect(Self.largest([("A", 80, 20), ("B", 90, 10)], before)?.field == "B")
    #expect(Self.largest([("A", 80, 20), ("B", 90, 10)], before)?.part == -200_000)
    // The share late fell as much as the share on time rose.
    #expect(
      Self.largest(before, [("A", 80, 20), ("B", 90, 10)], .lateRate) == FieldMovement(field: "B", part: -200_000))
  }

  /// From 100 of 200 to 280 of 400: the good field grew and the bad one did not, each a tenth; the first by name is named.
  @Test func aShiftBetweenFields() {
    #expect(
      Self.largest([("B", 10, 90), ("A", 90, 10)], [("A", 270, 30), ("B", 10, 90)])
        == FieldMovement(field: "A", part: 100_000))
  }

  /// A field that moved against the change is not what made it, however far it moved.
  @Test func againstTheChange() {
    let movement = Self.largest(
      [("A", 50, 50), ("B", 50, 50), ("C", 50, 50)], [("A", 0, 100), ("B", 85, 15), ("C", 90, 10)])
    #expect(movement == FieldMovement(field: "C", part: 133_333))
  }

  @Test func newAndUnnamedFields() {
    #expect(Self.largest([("A", 50, 50)], [("A", 50, 50), ("", 100, 0)]) == FieldMovement(field: "", part: 250_000))
    #expect(Self.largest([("A", 50, 50)], [("A", 50, 50)]) == nil)
    #expect(Self.largest([], [("A", 50, 50)]) == nil)
    #expect(Self.largest([("A", 50, 50)], []) == nil)
  }

  /// Counts of the whole country do not overflow.
  @Test func large() {
    let movement = Self.largest(
      [("A", 30_000_000, 10_000_000), ("B", 40_000_000, 1)], [("A", 39_000_000, 1_000_000), ("B", 40_000_000, 1)])
    #expect(movement == FieldMovement(field: "A", part: 112_500))
  }
}

/// The field that moved a unit's rate most, from one window to the next.
///
/// A field's excess over the rate before, r = n/d, is how much it lifts the whole: its numerator less r times its
/// denominator, over the whole's denominator. Its part in the change is its excess now less its excess then; the parts of
/// all fields add up to the change of the rate, so that a large field that is as it was moves nothing. All of it is
/// computed in integers.
package struct FieldMovement: Sendable, Equatable {
  /// The field's name; empty for what is not stated.
  package let field: String
  /// Its part in the change of the rate, in millionths.
  package let part: Int

  package init(field: String, part: Int) {
    self.field = field
    self.part = part
  }

  /// - Parameters:
  ///   - now: the fields of one unit, each name once; their tallies add up to the unit's.
  ///   - before: its fields in the window before.
  /// - Returns: nil where either window has no rate, or the rate did not change.
  package static func largest(
    _ rate: Rate, now: [(name: String, tally: Tally)], before: [(name: String, tally: Tally)]
  ) -> FieldMovement? {
    var parts: [String: Part] = [:]
    var whole = Part()
    for (name, tally) in now {
      guard let ratio = rate.of(tally) else { continue }
      parts[name, default: Part()].now = (Int128(ratio.numerator), Int128(ratio.denominator))
      whole.now.numerator += Int128(ratio.numerator)
      whole.now.denominator += Int128(ratio.denominator)
    }
    for (name, tally) in before {
      guard let ratio = rate.of(tally) else { continue }
      parts[name, default: Part()].before = (Int128(ratio.numerator), Int128(ratio.denominator))
      whole.before.numerator += Int128(ratio.numerator)
      whole.before.denominator += Int128(ratio.denominator)
    }
    let (n, d) = whole.before
    guard d > 0, whole.now.denominator > 0 else { return nil }
    let change = whole.now.numerator * d - n * whole.now.denominator
    guard change != 0 else { return nil }
    // Over the common denominator D·d², where D is the whole's denominator now.
    func weight(_ part: Part) -> Int128 {
      (part.now.numerator * d - n * part.now.denominator) * d
        - (part.before.numerator * d - n * part.before.denominator) * whole.now.denominator
    }
    let sign: Int128 = change > 0 ? 1 : -1
    let weights = parts.map { (name: $0.key, weight: weight($0.value)) }
    guard
      let largest = weights.max(by: { a, b in
        a.weight != b.weight
          ? a.weight * sign < b.weight * sign : b.name.unicodeScalars.lexicographicallyPrecedes(a.name.unicodeScalars)
      })
    else { return nil }
    let denominator = whole.now.denominator * d * d
    let doubled = largest.weight * 2_000_000
    return FieldMovement(
      field: largest.name, part: Int((doubled + (doubled < 0 ? -denominator : denominator)) / (2 * denominator)))
  }

  private struct Part {
    var now: (numerator: Int128, denominator: Int128) = (0, 0)
    var before: (numerator: Int128, denominator: Int128) = (0, 0)
  }
}

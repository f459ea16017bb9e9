/// The field that contributed most to the change of a unit's rate from one window to the next.
///
/// The excess of a field over the earlier rate r = n/d is how much the field lifts the whole: (its numerator − r × its
/// denominator) / the whole's denominator. The contribution of a field is its excess now less its excess then. The
/// contributions of all fields add up to the change of the rate, so a large field that did not change contributes
/// nothing. All of it is computed in integers.
package struct FieldMovement: Sendable, Equatable {
  /// The field's name; empty for dossiers whose field is not stated.
  package let field: String
  /// The field's contribution to the change of the rate, in millionths.
  package let part: Int

  package init(field: String, part: Int) {
    self.field = field
    self.part = part
  }

  /// Returns the field with the largest contribution in the direction of the change.
  ///
  /// - Parameters:
  ///   - now: the fields of one unit, each name once; their tallies add up to the unit's.
  ///   - before: the unit's fields in the previous window.
  /// - Returns: nil where either window has no rate, or where the rate did not change.
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
    // Both terms are over the common denominator D·d², where D is the whole's denominator now.
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

/// The national totals that a sample reproduces.
///
/// Published by Resolution 268/NQ-CP for 1 July to 23 August 2025: 6.5 million dossiers received, 4.8 million of them
/// at commune level, 73.8% online, 80% resolved, 72% of these early or on time; and for staff who leave, as of 19
/// August 2025, 94,402 decisions, 81,410 submitted and approved, 75,710 paid. Only these are facts.
struct NationalTargets: Sendable {
  let received: Int
  let commune: Int
  let online: Int
  let postal: Int
  let resolved: Int
  /// Finished on or before the due day.
  let inTime: Int
  let early: Int
  let withdrawn: Int
  let noDeadline: Int
  let overdue: Int
  /// Open, with a supplement requested but not yet supplied.
  let paused: Int
  /// Not among those received: entered but not accepted yet.
  let submitted: Int
  /// Not among those received: refused at the counter.
  let refused: Int
  let decided: Int
  let approved: Int
  let paid: Int

  /// Multiplies every total by the scale and rounds it half up by itself. Totals that follow from others take the
  /// remainder.
  init(scale: Double) {
    // An integer, because 0.15 has no exact binary form and halves must round up.
    let billionths = Int((scale * 1e9).rounded())
    func scaled(_ total: Int) -> Int {
      let (quotient, remainder) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
      return total * quotient + (total * remainder + 500_000_000) / 1_000_000_000
    }
    received = scaled(6_500_000)
    commune = scaled(4_800_000)
    online = scaled(4_797_000)
    postal = scaled(102_180)
    resolved = scaled(5_200_000)
    inTime = scaled(3_744_000)
    early = scaled(2_321_280)
    withdrawn = scaled(32_500)
    noDeadline = scaled(65_000)
    overdue = scaled(300_000)
    paused = scaled(101_400)
    submitted = scaled(26_000)
    refused = scaled(19_500)
    decided = scaled(94_402)
    approved = scaled(81_410)
    paid = scaled(75_710)
  }
}

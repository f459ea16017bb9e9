import Administration
import Diagnostics
import Records

/// The staff pipeline as an official source published it for one day. Sources differ in the denominators of their
/// shares, so each pipeline names its own.
package struct PublishedPipeline: Sendable, Equatable {
  package let asOf: Day
  /// The counts that the source gives.
  package let counts: [StaffCount: Int]
  /// The share of persons paid, as published.
  package let paidShare: Ratio?
  /// The denominator of that share.
  package let denominator: StaffCount?
  /// The amount paid, in billions of VND.
  package let billionsPaid: Int?
  package let source: String

  package init(
    asOf: Day, counts: [StaffCount: Int], paidShare: Ratio? = nil, denominator: StaffCount? = nil,
    billionsPaid: Int? = nil, source: String
  ) {
    self.asOf = asOf
    self.counts = counts
    self.paidShare = paidShare
    self.denominator = denominator
    self.billionsPaid = billionsPaid
    self.source = source
  }
}

/// A published pipeline beside this run's figures for the same day.
package struct PipelineComparison: Sendable, Equatable {
  package let published: PublishedPipeline
  /// National counts, which are never hidden; nil for a day after as-of.
  package let ours: [StaffCount: Int]?

  /// - Parameter asOf: the moment of the run's own figures; there are none for later days.
  /// - Throws: status `dataRefused` where a sum of money exceeds 64 bits.
  package static func all(
    _ published: [PublishedPipeline], _ records: [StaffRecord], asOf: Moment
  ) throws(Failure) -> [PipelineComparison] {
    var known: [Day: [StaffCount: Int]] = [:]
    var all: [PipelineComparison] = []
    for pipeline in published {
      if known[pipeline.asOf] == nil, pipeline.asOf <= asOf.day {
        let moment = pipeline.asOf == asOf.day ? asOf : Moment(endOf: pipeline.asOf)
        var tally = StaffTally()
        for record in records { try tally.add(record, asOf: moment) }
        known[pipeline.asOf] = Dictionary(uniqueKeysWithValues: StaffCount.allCases.map { ($0, $0.of(tally)) })
      }
      all.append(PipelineComparison(published: pipeline, ours: known[pipeline.asOf]))
    }
    return all
  }

  /// This run's share of persons paid, with the denominator of the published share.
  package var ourPaidShare: Ratio? {
    guard let ours, let denominator = published.denominator else { return nil }
    return Ratio(ours[.paid] ?? 0, of: ours[denominator] ?? 0)
  }
}

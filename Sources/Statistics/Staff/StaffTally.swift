import Administration
import Diagnostics
import Records

/// The staff pipeline of one cell as of a day: the number of persons who reached each stage, by the stage's own date.
package struct StaffTally: Sendable, Equatable {
  package private(set) var decisions = 0
  package private(set) var left = 0
  package private(set) var submitted = 0
  package private(set) var approved = 0
  package private(set) var paid = 0
  /// In VND.
  package private(set) var amountApproved: Int64 = 0
  package private(set) var amountPaid: Int64 = 0
  /// Approved and not yet paid: the number of persons, and the money approved for them in VND.
  package private(set) var outstanding = 0
  package private(set) var amountOutstanding: Int64 = 0
  /// The number of these persons who were approved more than thirty days before.
  package private(set) var outstandingOver30 = 0
  /// Calendar days between stages, of the persons who reached both in this order.
  package private(set) var toSubmission = Durations()
  package private(set) var toApproval = Durations()
  package private(set) var toPayment = Durations()
  private var findingCounts: [StaffFinding: Int] = [:]

  package init() {}

  /// Returns the number of records with a finding.
  package func count(of finding: StaffFinding) -> Int { findingCounts[finding] ?? 0 }

  /// - Throws: status `dataRefused` where a sum of money exceeds 64 bits.
  package mutating func add(_ record: StaffRecord, asOf: Moment) throws(Failure) {
    try add(StaffProgress(record, asOf: asOf))
  }

  /// - Throws: status `dataRefused` where a sum of money exceeds 64 bits.
  mutating func add(_ person: StaffProgress) throws(Failure) {
    for finding in person.findings { findingCounts[finding, default: 0] += 1 }
    if person.isRevoked { return }
    let record = person.record
    if person.isDecided { decisions += 1 }
    if person.hasLeft { left += 1 }
    if person.isSubmitted { submitted += 1 }
    if person.isApproved {
      approved += 1
      amountApproved = try Self.sum(amountApproved, record.amountApproved)
      if !person.isPaid {
        outstanding += 1
        amountOutstanding = try Self.sum(amountOutstanding, record.amountApproved)
        if person.asOf.day - record.approved.day > 30 { outstandingOver30 += 1 }
      }
    }
    if person.isPaid {
      paid += 1
      amountPaid = try Self.sum(amountPaid, record.amountPaid)
    }
    if let days = person.daysToSubmission { toSubmission.add(days) }
    if let days = person.daysToApproval { toApproval.add(days) }
    if let days = person.daysToPayment { toPayment.add(days) }
  }

  package mutating func merge(_ other: StaffTally) throws(Failure) {
    decisions += other.decisions
    left += other.left
    submitted += other.submitted
    approved += other.approved
    paid += other.paid
    amountApproved = try Self.sum(amountApproved, other.amountApproved)
    amountPaid = try Self.sum(amountPaid, other.amountPaid)
    outstanding += other.outstanding
    amountOutstanding = try Self.sum(amountOutstanding, other.amountOutstanding)
    outstandingOver30 += other.outstandingOver30
    toSubmission.merge(other.toSubmission)
    toApproval.merge(other.toApproval)
    toPayment.merge(other.toPayment)
    findingCounts.merge(other.findingCounts) { $0 + $1 }
  }

  private static func sum(_ a: Int64, _ b: Int64) throws(Failure) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    guard !overflow else {
      throw Failure(
        .dataRefused, "the amounts add up to more than 9.2 quintillion VND", hint: "look for a wrong amount")
    }
    return sum
  }

  /// Persons paid without an approval by then.
  package var paidUnapproved: Int { paid - (approved - outstanding) }
}

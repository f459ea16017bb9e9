/// A figure as readers get it: shown, or hidden by disclosure control.
package enum Controlled<Value: Sendable & Equatable>: Sendable, Equatable {
  case shown(Value)
  /// Hidden, because the figure is of one to four persons or would disclose such a figure; printed as `[c]`.
  case hidden

  package var value: Value? { if case .shown(let value) = self { value } else { nil } }
  package var isHidden: Bool { self == .hidden }

  /// Returns the transformed value, `.hidden` where the value is hidden; nil where the transformation returns nil.
  package func compactMap<Other>(_ transform: (Value) -> Other?) -> Controlled<Other>? {
    guard let value else { return .hidden }
    return transform(value).map { .shown($0) }
  }
}

/// The staff pipeline of one cell as published. Shares and means are computed from published figures only.
package struct StaffFigures: Sendable, Equatable {
  package let decisions: Controlled<Int>
  package let left: Controlled<Int>
  package let submitted: Controlled<Int>
  package let approved: Controlled<Int>
  package let paid: Controlled<Int>
  /// In VND.
  package let amountApproved: Controlled<Int64>
  package let amountPaid: Controlled<Int64>
  /// Approved for persons who are not paid yet, in VND.
  package let amountOutstanding: Controlled<Int64>

  /// - Parameters:
  ///   - counts: the counts that are hidden, among decisions, left, submitted, approved and paid.
  ///   - isMoneyHidden: whether all amounts are hidden.
  package init(_ tally: StaffTally, hiding counts: Set<StaffCount> = [], isMoneyHidden: Bool = false) {
    func count(_ count: StaffCount) -> Controlled<Int> { counts.contains(count) ? .hidden : .shown(count.of(tally)) }
    func money(_ amount: Int64) -> Controlled<Int64> { isMoneyHidden ? .hidden : .shown(amount) }
    decisions = count(.decisions)
    left = count(.left)
    submitted = count(.submitted)
    approved = count(.approved)
    paid = count(.paid)
    amountApproved = money(tally.amountApproved)
    amountPaid = money(tally.amountPaid)
    amountOutstanding = money(tally.amountOutstanding)
  }

  package subscript(count: StaffCount) -> Controlled<Int> {
    switch count {
    case .decisions: decisions
    case .left: left
    case .submitted: submitted
    case .approved: approved
    case .paid: paid
    }
  }

  /// Returns a share, hidden where its numerator or denominator is; nil where the denominator is zero.
  package func share(_ part: StaffCount, of whole: StaffCount) -> Controlled<Ratio>? {
    guard let numerator = self[part].value, let denominator = self[whole].value else { return .hidden }
    return Ratio(numerator, of: denominator).map { .shown($0) }
  }

  /// VND per person paid, rounded half away from zero; nil where nobody is paid.
  package var meanPaid: Controlled<Int64>? {
    guard let persons = paid.value, let amount = amountPaid.value else { return .hidden }
    return Ratio(Int(amount), of: persons).map { .shown(Int64($0.scaled(by: 1))) }
  }
}

/// The counts of persons in a staff table; the raw value is the name of the column.
package enum StaffCount: String, Sendable, CaseIterable {
  case decisions, left, submitted, approved, paid

  package func of(_ tally: StaffTally) -> Int {
    switch self {
    case .decisions: tally.decisions
    case .left: tally.left
    case .submitted: tally.submitted
    case .approved: tally.approved
    case .paid: tally.paid
    }
  }

  /// The stages in the order in which a person passes them. Leaving office is not one of them.
  static let stages: [StaffCount] = [.decisions, .submitted, .approved, .paid]
}

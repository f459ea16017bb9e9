/// How applicants paid and how they rated the service, where exports say so.
package struct ServiceTally: Sendable, Equatable {
  /// Dossiers received in the window whose way of payment is stated, and how many of these were paid online.
  package private(set) var paymentsStated = 0
  package private(set) var paidOnline = 0
  /// Dossiers resolved in the window by rating, from one to five.
  package private(set) var ratings = [Int](repeating: 0, count: 5)

  package init() {}

  init(paymentsStated: Int, paidOnline: Int, ratings: [Int]) {
    self.paymentsStated = paymentsStated
    self.paidOnline = paidOnline
    self.ratings = ratings
  }

  mutating func countPayment(isOnline: Bool, sign: Int) {
    paymentsStated += sign
    if isOnline { paidOnline += sign }
  }

  mutating func countRating(_ rating: Int, sign: Int) { ratings[rating - 1] += sign }

  package func merged(with other: ServiceTally) -> ServiceTally {
    var sum = self
    sum.paymentsStated += other.paymentsStated
    sum.paidOnline += other.paidOnline
    for rating in ratings.indices { sum.ratings[rating] += other.ratings[rating] }
    return sum
  }

  /// The share paid online among the dossiers whose way of payment is stated.
  package var paidOnlineShare: Ratio? { Ratio(paidOnline, of: paymentsStated) }
  package var rated: Int { ratings.reduce(0, +) }
  /// The mean rating; nil where there is no rating.
  package var meanRating: Ratio? {
    Ratio(ratings.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }, of: rated)
  }
  /// Dossiers rated four or five.
  package var satisfied: Int { ratings[3] + ratings[4] }
  package var satisfiedShare: Ratio? { Ratio(satisfied, of: rated) }
}

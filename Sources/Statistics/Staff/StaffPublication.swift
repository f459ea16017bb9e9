import Administration
import Records

/// The readers for whom an edition is made.
package enum Audience: String, Sendable, Codable, CaseIterable {
  /// The public: small counts of persons are hidden.
  case `public`
  /// The agency's own staff: nothing is hidden, and pages say so.
  case `internal`
}

/// How long persons in the whole country waited from one stage to the next.
package struct StaffWait: Sendable, Equatable {
  /// The persons who reached both stages in this order; a total, which is never hidden.
  package let persons: Int
  /// Calendar days between the two stages; hidden where they are those of one to four persons.
  package let days: Controlled<Durations>

  fileprivate init(_ days: Durations, isControlled: Bool) {
    persons = days.total
    self.days = isControlled && DisclosureControl.isSmall(persons) ? .hidden : .shown(days)
  }
}

/// The part of the staff pipeline that is published, after disclosure control.
package struct StaffPublication: Sendable {
  package let asOf: Moment
  package let audience: Audience
  /// By position in the registry; nil where no file of the province was given.
  package let provinces: [StaffFigures?]
  /// Never hidden.
  package let national: StaffFigures
  package let levels: [(level: Level?, figures: StaffFigures)]
  package let groups: [(category: StaffCategory?, policy: RedundancyPolicy?, figures: StaffFigures)]
  /// Waits in the whole country: from decision to submission, from submission to approval, and from approval to
  /// payment.
  package let toSubmission: StaffWait
  package let toApproval: StaffWait
  package let toPayment: StaffWait
  /// Persons in the country who are approved and unpaid, and how many of these were approved more than thirty days
  /// before.
  package let outstanding: Int
  package let outstandingOver30: Int
  /// By position of the province: persons approved more than thirty days before and still unpaid, for the provinces
  /// that may be named.
  package let overdueProvinces: [(province: Int, persons: Int)]
  /// All such persons in the provinces that are not listed.
  package var overdueElsewhere: Int { outstandingOver30 - overdueProvinces.reduce(0) { $0 + $1.persons } }
  package let findings: [(finding: StaffFinding, records: Int)]

  /// - Parameter before: the staff tables of other editions, which readers have.
  package init(_ staff: StaffStatistics, audience: Audience, before: [PublishedStaff] = []) {
    asOf = staff.asOf
    self.audience = audience
    let isControlled = audience == .public
    func control(_ rows: [StaffTally?], _ before: [PublishedStaff.Table]) -> [StaffFigures?] {
      isControlled
        ? DisclosureControl.figures(rows, before: before) : rows.map { $0.map { StaffFigures($0) } }
    }
    provinces = control(staff.provinces, before.map(\.provinces))
    national = StaffFigures(staff.national)
    levels = zip(staff.levels, control(staff.levels.map(\.tally), before.map(\.levels))).compactMap { row, figures in
      figures.map { (row.level, $0) }
    }
    groups = zip(staff.groups, control(staff.groups.map(\.tally), before.map(\.groups))).compactMap { row, figures in
      figures.map { (row.category, row.policy, $0) }
    }
    toSubmission = StaffWait(staff.national.toSubmission, isControlled: isControlled)
    toApproval = StaffWait(staff.national.toApproval, isControlled: isControlled)
    toPayment = StaffWait(staff.national.toPayment, isControlled: isControlled)
    outstanding = staff.national.outstanding
    outstandingOver30 = staff.national.outstandingOver30
    overdueProvinces = Self.overdue(staff.provinces, published: isControlled ? provinces : nil)
    findings = StaffFinding.allCases.map { ($0, staff.national.count(of: $0)) }
  }

  /// Returns the provinces with persons who are unpaid more than thirty days after approval.
  ///
  /// The total is published, so readers know the sum over the provinces left out. For the public, the list therefore
  /// names only provinces with five or more such persons, and none whose counts are hidden. What is left out must be
  /// nobody or, where no province is hidden, five or more persons of two or more provinces. The list is shortened,
  /// smallest numbers first, until that holds.
  ///
  /// - Parameter published: the rows of the provinces as readers get them; nil where nothing is hidden.
  private static func overdue(
    _ provinces: [StaffTally?], published: [StaffFigures?]?
  ) -> [(province: Int, persons: Int)] {
    let all = provinces.enumerated().compactMap { province, tally in
      tally.flatMap { $0.outstandingOver30 > 0 ? (province: province, persons: $0.outstandingOver30) : nil }
    }
    guard let published else { return all }
    func isHidden(_ province: Int) -> Bool {
      published[province].map { $0.approved.isHidden || $0.paid.isHidden } ?? false
    }
    let isAnyHidden = published.indices.contains(where: isHidden)
    var listed = all.filter { $0.persons >= DisclosureControl.smallest && !isHidden($0.province) }
    while let smallest = listed.map(\.persons).min() {
      let others = all.filter { row in !listed.contains { $0.province == row.province } }
      let left = others.reduce(0) { $0 + $1.persons }
      if left == 0 { return listed }
      if !isAnyHidden, left >= DisclosureControl.smallest, others.count > 1,
        !tellsFew(listed, provinces)
      {
        return listed
      }
      listed.removeAll { $0.persons == smallest }
    }
    return []
  }

  /// Returns whether a list discloses a minimum for a province left out that has one to four such persons, beyond what
  /// the totals disclose.
  ///
  /// The other provinces left out have at most as many such persons as they have persons approved and unpaid. The rest
  /// of the sum over the provinces left out must be this province's.
  private static func tellsFew(_ listed: [(province: Int, persons: Int)], _ provinces: [StaffTally?]) -> Bool {
    func atLeast(_ tally: StaffTally, besides listed: [Int]) -> Int {
      let others = provinces.indices.filter { !listed.contains($0) }.compactMap { provinces[$0] }
      return others.reduce(0) { $0 + $1.outstandingOver30 - $1.outstanding } + tally.outstanding
    }
    let places = listed.map(\.province)
    return provinces.enumerated().contains { province, tally in
      guard let tally, !places.contains(province), DisclosureControl.isSmall(tally.outstandingOver30) else {
        return false
      }
      return atLeast(tally, besides: places) > max(1, atLeast(tally, besides: []))
    }
  }

  /// Returns whether all tables of both publications show and hide the same.
  package func hasSameTables(as other: StaffPublication) -> Bool {
    provinces == other.provinces && levels.map(\.figures) == other.levels.map(\.figures)
      && groups.map(\.figures) == other.groups.map(\.figures)
  }

  /// Whether a total, which is never hidden, is of one to four persons: those approved, those paid, or those approved
  /// and unpaid. The rows then disclose whose money it is, whatever they hide.
  package var hasTotalsOfFew: Bool {
    [national.approved.value, national.paid.value, outstanding].contains { $0.map(DisclosureControl.isSmall) ?? false }
  }

  package var reporting: Int { provinces.count { $0 != nil } }
  /// Whether anything is hidden.
  package var hides: Bool {
    let rows = provinces.compactMap(\.self) + levels.map(\.figures) + groups.map(\.figures)
    return rows.contains { row in StaffCount.allCases.contains { row[$0].isHidden } || row.amountPaid.isHidden }
  }
}

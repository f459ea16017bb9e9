import Administration
import Diagnostics
import Records

/// The staff pipeline as of its own day, by province, level, category and policy, as counted. It is not for readers:
/// what may be published of it is a `StaffPublication`.
package struct StaffStatistics: Sendable {
  package let asOf: Moment
  /// By position in the registry; nil where no file of the province was given.
  package let provinces: [StaffTally?]
  package let national: StaffTally
  /// In order; the level that is not stated comes last.
  package let levels: [(level: Level?, tally: StaffTally)]
  /// By category and policy, in order; those that are not stated come last.
  package let groups: [(category: StaffCategory?, policy: RedundancyPolicy?, tally: StaffTally)]

  /// - Parameter files: the number of staff files of each province.
  /// - Throws: status `dataRefused` where a sum of money exceeds 64 bits.
  package init(_ records: [StaffRecord], asOf: Moment, files: [Int], registry: Registry) throws(Failure) {
    self.asOf = asOf
    var provinces: [StaffTally?] = files.map { $0 > 0 ? StaffTally() : nil }
    let levelCases = Level.allCases.map(Optional.some) + [nil]
    let categories = StaffCategory.allCases.map(Optional.some) + [nil]
    let policies = RedundancyPolicy.allCases.map(Optional.some) + [nil]
    var levels = [StaffTally](repeating: StaffTally(), count: levelCases.count)
    var groups = [StaffTally](repeating: StaffTally(), count: categories.count * policies.count)
    for record in records {
      let person = StaffProgress(record, asOf: asOf)
      // Added in place: a copy of the tally would copy its durations for every record.
      if provinces[Int(record.province)] == nil { provinces[Int(record.province)] = StaffTally() }
      try provinces[Int(record.province)]?.add(person)
      try levels[Int(record.level?.rawValue ?? UInt8(levelCases.count - 1))].add(person)
      let category = Int(record.category?.rawValue ?? UInt8(categories.count - 1))
      let policy = Int(record.policy?.rawValue ?? UInt8(policies.count - 1))
      try groups[category * policies.count + policy].add(person)
    }
    self.provinces = provinces
    var national = StaffTally()
    for tally in provinces { if let tally { try national.merge(tally) } }
    self.national = national
    self.levels = zip(levelCases, levels).map { ($0, $1) }
    self.groups = categories.enumerated().flatMap { row, category in
      policies.enumerated().map { (category, $1, groups[row * policies.count + $0]) }
    }
    // Each breakdown must count every record once.
    for parts in [levels, groups] {
      var sum = StaffTally()
      for part in parts { try sum.merge(part) }
      guard sum == national else { throw Failure(.internalError, "a breakdown of the staff does not add up") }
    }
  }

  package var reporting: Int { provinces.count { $0 != nil } }
}

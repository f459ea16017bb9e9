import Administration
import Diagnostics
import Records

/// The staff pipeline as of its own day, by province.
package struct StaffStatistics: Sendable {
  package let asOf: Moment
  /// By position in the registry; nil where no file of the province was given.
  package let provinces: [StaffTally?]
  package let national: StaffTally

  /// - Parameter files: how many staff files each province has.
  /// - Throws: status `dataRefused` where a sum of money passes 64 bits.
  package init(_ records: [StaffRecord], asOf: Moment, files: [Int], registry: Registry) throws(Failure) {
    self.asOf = asOf
    var provinces: [StaffTally?] = files.map { $0 > 0 ? StaffTally() : nil }
    for record in records {
      var tally = provinces[Int(record.province)] ?? StaffTally()
      try tally.add(record, asOf: asOf)
      provinces[Int(record.province)] = tally
    }
    self.provinces = provinces
    var national = StaffTally()
    for tally in provinces { if let tally { try national.merge(tally) } }
    self.national = national
  }

  package var reporting: Int { provinces.count { $0 != nil } }
}

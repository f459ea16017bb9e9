import Administration
import Records

/// The finer breakdowns of a province in the own window. Merging adds the counts; an empty value is the zero.
package struct ProvinceDetails: Sendable, Equatable {
  package var agencies: [AgencyKey: PackedTally] = [:]
  package var procedures: [ProcedureID: PackedTally] = [:]
  /// Service levels (mức độ dịch vụ công: toàn trình, một phần), in the words of the exports.
  package var serviceLevels: [NameKey: PackedTally] = [:]
  package var costs = CostTable()
  /// The weeks in which communes received dossiers, by position of the commune in the registry.
  package var weeks: [Int: WeeksReceived] = [:]
  package var service = ServiceTally()

  package init() {}

  package mutating func merge(_ other: ProvinceDetails) {
    agencies.merge(other.agencies) { $0.merged(with: $1) }
    procedures.merge(other.procedures) { $0.merged(with: $1) }
    serviceLevels.merge(other.serviceLevels) { $0.merged(with: $1) }
    costs.merge(other.costs)
    weeks.merge(other.weeks) { $0.merged(with: $1) }
    service = service.merged(with: other.service)
  }
}

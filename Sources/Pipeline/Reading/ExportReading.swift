import Administration
import Diagnostics
import Exports
import Statistics

/// Reads all dossier exports of a run, in parallel by group of files, into one summary.
struct ExportReading: Sendable {
  private(set) var summary: Summary
  /// In the natural order of the file names.
  private(set) var files: [FileReading] = []
  /// What the rows that count say about the provinces.
  private(set) var provinces: ProvinceRows

  /// - Parameter cache: results of earlier runs that need not be read again; nil to read everything.
  /// - Throws: all faults of whole files, in the order of the file names.
  static func read(
    _ plan: RunPlan, cache: GroupCache?, progress: @escaping @Sendable (ReadProgress) -> Void
  ) async throws(Failure) -> ExportReading {
    let repeated = try RepeatedFiles(
      ExportGroup.groups(of: plan.dossiers.files, rules: plan.rules), in: plan.dossiers, rules: plan.rules, .dossiers)
    let groups = repeated.groups
    var results = try await readAll(groups, plan, cache, progress)
    // Codes with the same prefix in two groups may belong to the same dossier, so such groups are read again, together.
    let sharing = groupsSharingPrefixes(results.map(\.prefixes))
    for together in sharing {
      let merged = try await readAll([.merged(together.map { groups[$0] }, rules: plan.rules)], plan, cache) { _ in }
      for position in together.dropFirst() { results[position] = nothing(plan) }
      results[together[0]] = merged[0]
    }
    let nothing = nothing(plan)
    var reading = ExportReading(summary: nothing.summary, provinces: nothing.provinces)
    for result in results {
      reading.summary.merge(result.summary)
      reading.files += result.files
      reading.provinces.merge(result.provinces)
    }
    reading.summary.shareReach(
      withoutDossiers: (0..<reading.provinces.count).filter { reading.provinces[$0]?.used == 0 })
    try repeated.checkUnchanged(reading.files)
    try RepeatedFiles.check(reading.files) { plan.rules.province(ofFile: $0, .dossiers) }
    reading.files += repeated.readings
    reading.files = reading.files.inNaturalOrder(\.name)
    for file in reading.files { try file.checkConservation() }
    return reading
  }

  /// Returns the result of a group without files.
  private static func nothing(_ plan: RunPlan) -> GroupResult {
    GroupResult(
      summary: Summary(windows: plan.windows.roles.count), files: [], prefixes: [],
      provinces: ProvinceRows(provinces: plan.registry.provinces.count))
  }

  /// Returns the sets of groups that are connected by shared code prefixes, each in order; groups that share none are
  /// left out.
  static func groupsSharingPrefixes(_ prefixes: [Set<String>]) -> [[Int]] {
    var root = Array(prefixes.indices)
    func find(_ group: Int) -> Int {
      var group = group
      while root[group] != group { group = root[group] }
      return group
    }
    var owner: [String: Int] = [:]
    for (group, set) in prefixes.enumerated() {
      for prefix in set {
        guard let other = owner[prefix] else {
          owner[prefix] = group
          continue
        }
        let (a, b) = (find(other), find(group))
        root[max(a, b)] = min(a, b)
      }
    }
    return Dictionary(grouping: prefixes.indices, by: find).values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Reads groups with the plan's workers.
  private static func readAll(
    _ groups: [ExportGroup], _ plan: RunPlan, _ cache: GroupCache?,
    _ progress: @escaping @Sendable (ReadProgress) -> Void
  ) async throws(Failure) -> [GroupResult] {
    let queue = GroupQueue(groups, plan, cache: cache, progress: progress)
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<plan.workers { tasks.addTask { queue.work() } }
    }
    return try queue.results
  }
}

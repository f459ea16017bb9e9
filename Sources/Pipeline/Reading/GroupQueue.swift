import Diagnostics
import Exports
import Records
import Statistics

/// The result of reading one group of dossier files.
package struct GroupResult: Sendable {
  package let summary: Summary
  package let files: [FileReading]
  let prefixes: Set<String>
  let provinces: ProvinceRows
}

extension Accumulator: DossierSink {}

/// A queue of groups of files for the workers, the largest first. A worker that finds none left helps with the file
/// that has most left to read, so that a large file at the end does not keep the others idle.
final class GroupQueue: Sendable {
  private let groups: [ExportGroup]
  private let plan: RunPlan
  private let cache: GroupCache?
  private let progress: @Sendable (ReadProgress) -> Void
  private let state: Monitor<State>

  private typealias Reader = DossierGroupReader<Accumulator>

  private struct State: Sendable {
    /// Groups that no worker has begun, the next one last.
    var waiting: [Int]
    /// The number of groups that are begun and not done, whether or not their files are being read yet.
    var begun = 0
    var underWay: [Int: Reader] = [:]
    var outcomes: [Int: Result<GroupResult, Failure>] = [:]
    var done: ReadProgress

    mutating func end(_ position: Int, _ outcome: Result<GroupResult, Failure>) {
      begun -= 1
      underWay[position] = nil
      outcomes[position] = outcome
    }

    /// The share read, in whole per cent, which is often enough for progress reports.
    var percent: Int { done.total > 0 ? done.bytes * 100 / done.total : 0 }
  }

  /// The fewest bytes that must be left of a file for help to be worthwhile; with less, it would be done before a
  /// helper got going.
  private static let worthHelping = 2 << 20

  init(
    _ groups: [ExportGroup], _ plan: RunPlan, cache: GroupCache?,
    progress: @escaping @Sendable (ReadProgress) -> Void
  ) {
    self.groups = groups
    self.plan = plan
    self.cache = cache
    self.progress = progress
    let sizes = groups.map { $0.files.reduce(0) { $0 + plan.dossiers.size(of: $1) } }
    state = Monitor(
      State(
        waiting: groups.indices.sorted { (sizes[$0], $1) < (sizes[$1], $0) },
        done: ReadProgress(bytes: 0, of: sizes.reduce(0, +))))
  }

  /// Does the work of one worker, until all groups are read.
  func work() {
    while let position = next() {
      if let known = cache?.result(of: groups[position]) {
        note(known.files.reduce(0) { $0 + $1.bytes })
        state.change { $0.end(position, .success(known)) }
        continue
      }
      let reader = Reader(groups[position], in: plan.dossiers, rules: plan.rules) { [plan] in
        Accumulator(plan: plan.windows, registry: plan.registry)
      }
      state.change { $0.underWay[position] = reader }
      let outcome = read(reader)
      if case .success(let result) = outcome { cache?.keep(result, of: groups[position]) }
      state.change { $0.end(position, outcome) }
    }
    while let reader = readerToHelp() { reader.help(progress: note) }
  }

  /// Returns a group that no worker has begun; nil where there is none.
  private func next() -> Int? {
    state.change { state in
      guard let position = state.waiting.popLast() else { return nil }
      state.begun += 1
      return position
    }
  }

  /// Waits until a reader can use help and returns it; nil when all groups are done.
  private func readerToHelp() -> Reader? {
    state.when { state -> Reader?? in
      if state.begun == 0 { return .some(nil) }
      let most = state.underWay.values.map { (reader: $0, left: $0.bytesLeft) }.max { $0.left < $1.left }
      guard let most, most.left >= Self.worthHelping else { return nil }
      return most.reader
    }
  }

  private func note(_ bytes: Int) {
    let told = state.change { state -> ReadProgress? in
      let before = state.percent
      state.done.bytes += bytes
      return state.percent > before ? state.done : nil
    }
    // Not while the state is locked: a terminal that is slow to print would block all workers.
    if let told { progress(told) }
  }

  private func read(_ reader: Reader) -> Result<GroupResult, Failure> {
    do throws(Failure) {
      var reading = try reader.read(progress: note)
      var summary = Summary(windows: plan.windows.roles.count)
      // One after the other, so that the tables of each part are freed before those of the next are summed up.
      while !reading.parts.isEmpty {
        let part = reading.parts.removeFirst()
        summary.merge(part.sink.summary(words(part.words), files: reading.files.map(\.name)))
      }
      return .success(
        GroupResult(
          summary: summary, files: reading.files, prefixes: reading.codePrefixes, provinces: reading.provinces))
    } catch {
      return .failure(error)
    }
  }

  private func words(_ words: GroupWords) -> DossierWords {
    let aliases = plan.side.fieldAliases
    return DossierWords(
      field: { number in
        let field = words.field(number)
        return aliases?.name(of: field) ?? field
      }, agency: { words.agency($0) }, procedure: { words.procedure($0) }, serviceLevel: { words.serviceLevel($0) })
  }

  /// The result of each group, in the order of the groups.
  ///
  /// - Throws: all faults of whole files.
  var results: [GroupResult] {
    get throws(Failure) {
      var results: [GroupResult] = []
      var failures: [Failure] = []
      for (_, outcome) in state.change(\.outcomes).sorted(by: { $0.key < $1.key }) {
        switch outcome {
        case .success(let result): results.append(result)
        case .failure(let failure): failures.append(failure)
        }
      }
      if let first = failures.first { throw Failure(first.status, failures.flatMap(\.findings)) }
      return results
    }
  }
}

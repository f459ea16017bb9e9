import Diagnostics
import Exports
import Records
import Statistics

/// What one group of dossier files gave.
package struct GroupResult: Sendable {
  package let summary: Summary
  package let files: [FileReading]
  let prefixes: Set<String>
  let provinces: ProvinceRows
}

extension Accumulator: DossierSink {}

/// Groups of files waiting for workers, the largest first. Who finds none left helps with the file that has most to be
/// read, so that no large file holds the others up at the end.
final class GroupQueue: Sendable {
  private let groups: [ExportGroup]
  private let plan: RunPlan
  private let cache: GroupCache?
  private let progress: @Sendable (ReadProgress) -> Void
  private let state: Monitor<State>

  private typealias Reader = DossierGroupReader<Accumulator>

  private struct State: Sendable {
    /// Groups that nobody has begun, the next one last.
    var waiting: [Int]
    /// How many groups are begun and not done, whether or not their files are being read by now.
    var begun = 0
    var underWay: [Int: Reader] = [:]
    var outcomes: [Int: Result<GroupResult, Failure>] = [:]
    var done: ReadProgress

    mutating func end(_ position: Int, _ outcome: Result<GroupResult, Failure>) {
      begun -= 1
      underWay[position] = nil
      outcomes[position] = outcome
    }

    /// How much is read, in whole hundredths: often enough to tell.
    var percent: Int { done.total > 0 ? done.bytes * 100 / done.total : 0 }
  }

  /// With less left of a file, in bytes, a helper would hardly have begun when it is done.
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

  /// One worker's work, until all groups are read.
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

  /// A group that nobody has begun; nil where there is none.
  private func next() -> Int? {
    state.change { state in
      guard let position = state.waiting.popLast() else { return nil }
      state.begun += 1
      return position
    }
  }

  /// Waits until a reader can use help; nil when all groups are done.
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
    // Not while the state is held: a terminal that is slow to print would hold all workers up.
    if let told { progress(told) }
  }

  private func read(_ reader: Reader) -> Result<GroupResult, Failure> {
    do throws(Failure) {
      var reading = try reader.read(progress: note)
      var summary = Summary(windows: plan.windows.roles.count)
      // One after the other: the tables of each are freed before those of the next are summed up.
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

  /// What each group gave, in their order.
  ///
  /// - Throws: all the faults of whole files.
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

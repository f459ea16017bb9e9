import Administration
import Records

/// What is counted of a province's resolved dossiers so that signals can be seen in them. Merging adds; an empty one is
/// the zero.
package struct SignalCounts: Sendable, Equatable {
  /// Finished on the due day, and on the working day before or after it; a day off counts with that of them it lies by.
  package var onDueDay = 0
  package var dayBefore = 0
  package var dayAfter = 0
  /// How many were finished at each second of the window that any was, of those whose finish has a time of day.
  private(set) var instants = SparseCounts()

  package init() {}

  init(onDueDay: Int, dayBefore: Int, dayAfter: Int, instants: SparseCounts) {
    self.onDueDay = onDueDay
    self.dayBefore = dayBefore
    self.dayAfter = dayAfter
    self.instants = instants
  }

  package mutating func merge(_ other: SignalCounts) {
    onDueDay += other.onDueDay
    dayBefore += other.dayBefore
    dayAfter += other.dayAfter
    instants.merge(other.instants)
  }

  /// Dossiers finished with a time of day, the seconds at which they were, and the most at one of these.
  package var timed: (dossiers: Int, instants: Int, most: Int) {
    let pairs = instants.pairs
    return (instants.total, pairs.count, pairs.reduce(0) { max($0, $1.times) })
  }
}

/// Counts signals while dossiers are read: two additions a resolved dossier, and only where an edition for the agency's
/// own staff asks for them.
struct SignalTable {
  private let classifier: Classifier
  private var provinces: [Counts]

  private struct Counts {
    var onDueDay = 0
    var dayBefore = 0
    var dayAfter = 0
    /// Seconds since the window's first day, in the order read: sorted once at the end, which takes a tenth of the time
    /// and memory of a table of them.
    var instants: [UInt32] = []
    var takenBack: [UInt32] = []
  }

  init(classifier: Classifier, provinces: Int) {
    self.classifier = classifier
    self.provinces = Array(repeating: Counts(), count: provinces)
  }

  mutating func count(_ dossiers: [Dossier], sign: Int) {
    for dossier in dossiers {
      guard let state = classifier.outcome(of: dossier)?.state, state.isResolved else { continue }
      let province = Int(dossier.province)
      switch classifier.finishBesideDue(of: dossier) {
      case .onDueDay: provinces[province].onDueDay += sign
      case .dayBefore: provinces[province].dayBefore += sign
      case .dayAfter: provinces[province].dayAfter += sign
      case nil: break
      }
      guard let second = dossier.finished.second else { continue }
      let instant = UInt32((dossier.finished.day - classifier.window.first) * 86_400 + second)
      if sign > 0 {
        provinces[province].instants.append(instant)
      } else {
        provinces[province].takenBack.append(instant)
      }
    }
  }

  /// The counts of each province that has any, by position in the registry.
  func counts() -> [Int: SignalCounts] {
    var all: [Int: SignalCounts] = [:]
    for (province, counts) in provinces.enumerated() {
      let found = SignalCounts(
        onDueDay: counts.onDueDay, dayBefore: counts.dayBefore, dayAfter: counts.dayAfter,
        instants: Self.instants(counts.instants.sorted(), without: counts.takenBack.sorted()))
      if found != SignalCounts() { all[province] = found }
    }
    return all
  }

  /// - Precondition: both in order; what was taken back was counted before.
  private static func instants(_ counted: [UInt32], without takenBack: [UInt32]) -> SparseCounts {
    var entries: [SparseCounts.Entry] = []
    var rest = takenBack[...]
    for instant in counted {
      if rest.first == instant {
        rest.removeFirst()
      } else if let last = entries.last, last.number == instant {
        entries[entries.count - 1].times += 1
      } else {
        entries.append(SparseCounts.Entry(number: instant, times: 1))
      }
    }
    return SparseCounts(entries: entries)
  }
}

extension Classifier {
  enum FinishBesideDue { case onDueDay, dayBefore, dayAfter }
}

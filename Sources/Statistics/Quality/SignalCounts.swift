import Administration
import Records

/// The counts of a province's resolved dossiers from which signals are derived. Merging adds the counts; an empty value
/// is the zero.
package struct SignalCounts: Sendable, Equatable {
  /// Dossiers finished on the due day, and on the working day before or after it. A day off counts with the working day
  /// that it is next to.
  package var onDueDay = 0
  package var dayBefore = 0
  package var dayAfter = 0
  /// The number of dossiers finished at each second since the window's first day, of those whose finish has a time of
  /// day.
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

  /// The dossiers finished with a time of day, the number of seconds at which any was finished, and the most at one
  /// second.
  package var timed: (dossiers: Int, instants: Int, most: Int) {
    let pairs = instants.pairs
    return (instants.total, pairs.count, pairs.reduce(0) { max($0, $1.times) })
  }
}

/// Counts what signals need while dossiers are read. This takes two additions per resolved dossier, and happens only
/// where an edition for the agency's own staff asks for it.
struct SignalTable {
  private let classifier: Classifier
  private var provinces: [Counts]

  private struct Counts {
    var onDueDay = 0
    var dayBefore = 0
    var dayAfter = 0
    /// Seconds since the window's first day, in the order read. They are sorted once at the end, which takes a tenth of
    /// the time and memory of a hash table.
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

  /// Returns the counts of each province that has any, by position in the registry.
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

  /// Returns how often each second was counted, less those taken back.
  ///
  /// - Precondition: both arrays are sorted, and every second taken back was counted before.
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

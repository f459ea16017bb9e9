/// One fault put into a clean export, and what may become of it.
///
/// Either nothing is lost, or exactly the records that the fault touches are quarantined at their lines, or the file is
/// refused at a line that the fault touches. Anything else is a silent wrong load.
struct Fault {
  let kind: String
  let bytes: [UInt8]
  /// Records that may be quarantined: 1 is the first under the header.
  var touched: Set<Int> = []
  /// Records that the polluted file no longer holds at all.
  var absent: Set<Int> = []
  /// Lines at which records may be quarantined, in the polluted file.
  var quarantineLines: Set<Int> = []
  /// Lines at which the file may be refused; nil for any, empty for none.
  var refusalLines: Set<Int>? = []
  /// Whether the file may load as if nothing had happened.
  var mayBeExact = true
  /// Whether the touched record may count with the content that the fault gives it, which no reader can tell from a true
  /// one: a file cut inside its very last cell.
  var mayReadAsWritten = false
  /// A file without a fault that says the same, where there is one: a column under a name that says nothing is none.
  var sameAs: [UInt8]?

  /// What became of it.
  enum Verdict: String, CaseIterable {
    case exact, quarantined, refused, asWritten = "as written", wrong = "WRONG"
  }

  /// - Parameters:
  ///   - clean: what each record of the clean export counts as, from record 1.
  ///   - same: what the file loads as that says the same, where there is one.
  func verdict(_ load: Load, clean: [String], same: Load?) -> Verdict {
    switch load {
    case .refused(let lines, _):
      guard let allowed = refusalLines else { return .refused }
      return lines.contains { $0.map(allowed.contains) ?? false } ? .refused : .wrong
    case .loaded(let records, let quarantined):
      if mayBeExact, quarantined.isEmpty, records == counts(clean, without: absent) { return .exact }
      if load == same { return .asWritten }
      if !quarantined.isEmpty, quarantined.allSatisfy(quarantineLines.contains) {
        // What was quarantined may be a piece of a record that counts all the same.
        if records == counts(clean, without: absent.union(touched)) { return .quarantined }
        if records == counts(clean, without: absent) { return .quarantined }
      }
      guard mayReadAsWritten, quarantined.isEmpty, touched.count == 1 else { return .wrong }
      let others = counts(clean, without: absent.union(touched))
      let rest = records.merging(others) { $0 - $1 }.filter { $0.value != 0 }
      return rest.values.reduce(0, +) == 1 && rest.count == 1 ? .asWritten : .wrong
    }
  }

  private func counts(_ clean: [String], without left: Set<Int>) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (position, record) in clean.enumerated() where !left.contains(position + 1) { counts[record, default: 0] += 1 }
    return counts
  }
}

import Administration
import Diagnostics
import Publishing
import Reports
import Statistics

/// Compares two editions: old and new figures, their differences, and the causes.
package enum EditionComparison {
  /// - Throws: status `inputMissing` where either is not an edition.
  package static func text(_ old: String, _ new: String) throws(Failure) -> String {
    let (before, after) = (try EditionCheck.manifest(of: old), try EditionCheck.manifest(of: new))
    let (was, now) = (try figures(old, before), try figures(new, after))
    var text = "from \(name(before)) to \(name(after))\n\ncause\n"
    let causes = causes(ManifestDifference(from: before, to: after))
    text += (causes.isEmpty ? ["none: both are made of the same"] : causes).map { "  \($0)\n" }.joined()
    let order = Dictionary(uniqueKeysWithValues: Counter.allCases.enumerated().map { ($1.rawValue, $0) })
    var rows: [[String]] = []
    func add(_ unit: String, _ old: [String: Int], _ new: [String: Int], prefix: String = "") {
      let names = Set(old.keys).union(new.keys).sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
      for name in names where old[name] != new[name] {
        // There is no difference where either edition hides or lacks the figure.
        let difference = new[name].flatMap { now in old[name].map { now - $0 } }
        rows.append(
          [unit, prefix + name]
            + [old[name], new[name]].map { $0.map(String.init) ?? "–" }
            + [difference.map { ($0 > 0 ? "+" : "") + String($0) } ?? "–"])
      }
    }
    func addAll(_ old: [String: [String: Int]], _ new: [String: [String: Int]], prefix: String = "") {
      for unit in Set(old.keys).union(new.keys).sorted() {
        add(unit, old[unit] ?? [:], new[unit] ?? [:], prefix: prefix)
      }
    }
    add(Registry.wholeCode, was.national, now.national)
    addAll(was.provinces, now.provinces)
    // Late rows also change the figures of other windows; rows of earlier days change only those.
    for role in WindowRole.allCases where role != .own {
      guard let old = was.counters(role, sameDaysAs: now), let new = now.counters(role, sameDaysAs: was) else {
        continue
      }
      addAll(old, new, prefix: role.rawValue + ".")
    }
    add(Registry.wholeCode, was.nationalStaff, now.nationalStaff, prefix: "staff.")
    addAll(was.staffOfProvinces, now.staffOfProvinces, prefix: "staff.")
    text += "\n"
    return text
      + (rows.isEmpty
        ? "no counter differs\n" : TextTable([["unit", "counter", "old", "new", "difference"]] + rows).text)
  }

  private static func name(_ manifest: Manifest) -> String {
    OutputFolder.name(manifest.edition, revision: manifest.revision) + (manifest.forced ? " (replaced by --force)" : "")
  }

  private static func figures(_ edition: String, _ manifest: Manifest) throws(Failure) -> PublishedFigures {
    if let figures = try PublishedBefore.figures(of: manifest, at: edition) { return figures }
    throw Failure(
      .inputMissing, "cannot be read as an edition's figures", at: Location(edition + "/" + Manifest.statistics))
  }

  /// Returns one line for each input that only one of the editions used, or that changed between them.
  static func causes(_ difference: ManifestDifference) -> [String] {
    var causes = difference.inputs.map { input in
      let (old, new) = input.records
      if input.before == nil { return "\(input.path) is new" + (new.map { ": \($0) records" } ?? "") }
      if input.after == nil { return "\(input.path) is gone" + (old.map { ": \($0) records" } ?? "") }
      guard let old, let new else { return "\(input.path) changed" }
      return "\(input.path) changed: \(old) records, now \(new)"
    }
    causes += difference.settings.map { "the setting '\($0)' changed" }
    causes += difference.templatesChanged.map { "the template \($0) changed" }
    causes += difference.templatesNew.map { "the template \($0) is new" }
    causes += difference.templatesGone.map { "the template \($0) is gone" }
    if difference.isReferenceDataChanged { causes.append("the reference data changed") }
    if difference.isToolChanged { causes.append("the program changed") }
    return causes
  }
}

import Administration
import Diagnostics
import Exports
import Statistics

/// The limits that the data must keep for an edition to be published (configuration: `gates`, `waive`).
package struct Gates: Sendable, Equatable, Codable {
  /// Limits by the name of the gate, as the user wrote them.
  package var limits: [String: String] = [:]
  /// By the name of the gate, the reason why its failure does not stop the run.
  package var waived: [String: String] = [:]

  package init() {}

  package var isEmpty: Bool { limits.isEmpty }

  /// What a gate measures.
  private enum Measure {
    /// A share of rows, in per cent.
    case share(@Sendable (Subject) -> (part: Int, whole: Int))
    /// A number with the units or files that it comes from, or the reason why it is unknown.
    case number(@Sendable (Subject) -> QualityStatistics.Gate.Found)
  }

  private struct Subject: Sendable {
    let quality: QualityStatistics
    let statistics: RunStatistics
    let registry: Registry
  }

  private static let measures: [(name: String, measure: Measure)] = [
    ("blank_channel_share", .share { flagged($0.quality, [.blankChannel]) }),
    ("file_age_days", .number { age(of: $0) }),
    ("finished_undated_share", .share { flagged($0.quality, [.finishedUndated]) }),
    ("future_share", .share { flagged($0.quality, [.receivedInFuture, .finishedInFuture]) }),
    ("no_due_date_share", .share { flagged($0.quality, [.noDueDate]) }),
    (
      "provinces_missing",
      .number { subject in
        let own = subject.statistics.own
        let missing = own.coverage.indices.filter { !own.coverage[$0].hasFigures }
        return .number(missing.count, of: missing.map { .province($0) })
      }
    ),
    (
      "quarantined_share",
      .share { subject in
        let files = subject.quality.files
        return (files.reduce(0) { $0 + $1.quarantined }, files.reduce(0) { $0 + $1.records })
      }
    ),
    (
      ofStaff,
      .number { subject in
        let provinces = subject.statistics.staff?.provinces ?? subject.registry.provinces.map { _ in nil }
        let missing = provinces.indices.filter { provinces[$0] == nil }
        return .number(missing.count, of: missing.map { .province($0) })
      }
    ),
    (
      "unknown_commune_share",
      .share { flagged($0.quality, [.unknownCommune, .communeOutsideProvince, .formerCommuneUndecidable]) }
    ),
  ]

  /// The only gate on staff exports.
  static let ofStaff = "staff_provinces_missing"

  /// The names of all gates, in order.
  package static var names: [String] { measures.map(\.name) }

  /// Returns whether a limit is valid: `0.5%` or `0.005` for a share, a whole number for anything else.
  package static func isLimit(_ text: String, of name: String) -> Bool {
    guard let found = measures.first(where: { $0.name == name }) else { return false }
    if case .share = found.measure { return millionths(text) != nil }
    return Int(text).map { $0 >= 0 } ?? false
  }

  /// Returns a share such as `0.5%` or `0.005` in millionths; nil where the text is not a share.
  private static func millionths(_ text: String) -> Int? {
    ShareText.percent(text, decimals: 4) ?? ShareText.fraction(text)
  }

  /// Returns how the data compare with each limit, in the order of the gates' names.
  func outcomes(_ quality: QualityStatistics, _ statistics: RunStatistics, _ registry: Registry) -> [QualityStatistics
    .Gate]
  {
    let subject = Subject(quality: quality, statistics: statistics, registry: registry)
    return Self.measures.compactMap { name, measure in
      guard let limit = limits[name] else { return nil }
      let most: Int
      let found: QualityStatistics.Gate.Found
      switch measure {
      case .share(let measured):
        most = Self.millionths(limit) ?? 0
        let (part, whole) = measured(subject)
        found = .share(part: part, whole: whole)
      case .number(let measured):
        most = Int(limit) ?? 0
        found = measured(subject)
      }
      let isHeld = Self.isHeld(found, most)
      let reason = waived[name]
      return QualityStatistics.Gate(
        name: name, limit: limit, value: Self.text(found, most, registry), most: most, found: found,
        result: isHeld ? .held : reason == nil ? .failed : .waived, reason: isHeld ? nil : reason)
    }
  }

  private static func isHeld(_ found: QualityStatistics.Gate.Found, _ most: Int) -> Bool {
    switch found {
    case .share(let part, let whole): part * 1_000_000 <= most * whole
    case .number(let number, _): number <= most
    case .undated: false
    }
  }

  /// Returns what was found, as written in manifest and messages.
  private static func text(
    _ found: QualityStatistics.Gate.Found, _ most: Int, _ registry: Registry
  ) -> String {
    switch found {
    case .share(let part, let whole):
      return "\(percent(QualityStatistics.Gate.millionths(part, of: whole, most: most))) (\(part)/\(whole))"
    case .number(let number, let places):
      let names = places.map { place in
        switch place {
        case .province(let position): registry.provinces[position].code
        case .file(let name): name
        }
      }
      return "\(number)" + (names.isEmpty ? "" : " (\(names.joined(separator: ", ")))")
    case .undated(let files): return "unknown (no date of extraction: \(files.joined(separator: ", ")))"
    }
  }

  /// Returns the positions of provinces whose own share exceeds the limit for the whole, for the shares that are known
  /// by province.
  func provincesAbove(_ quality: QualityStatistics) -> [Int] {
    let parts = QualityStatistics.Province.flags.map { (gate: $0.name + "_share", part: $0.count) }
      .filter { Self.names.contains($0.gate) }
    func isAbove(_ gate: String, _ part: Int, _ whole: Int) -> Bool {
      guard let limit = limits[gate].flatMap(Self.millionths) else { return false }
      return part * 1_000_000 > limit * whole
    }
    return quality.provinces.filter { province in
      let files = quality.files.filter { $0.kind == .dossiers && $0.province == province.position }
      return parts.contains { isAbove($0.gate, $0.part(province), province.used) }
        || isAbove(
          "quarantined_share", files.reduce(0) { $0 + $1.quarantined }, files.reduce(0) { $0 + $1.records })
    }.map(\.position)
  }

  /// Returns the rows with one of several flags, no two of which occur in the same row, and all rows used.
  private static func flagged(_ quality: QualityStatistics, _ flags: [Flag]) -> (part: Int, whole: Int) {
    let files = quality.files.filter { $0.kind == .dossiers }
    let names = flags.map(\.name)
    let rows = quality.flags.filter { $0.kind == .dossiers && names.contains($0.name) }
    return (rows.reduce(0) { $0 + $1.rows }, files.reduce(0) { $0 + $1.used })
  }

  /// Returns the days from a province's newest file to as-of, for the province whose newest file is the oldest.
  private static func age(of subject: Subject) -> QualityStatistics.Gate.Found {
    var newest: [String: (day: Day, place: QualityStatistics.Gate.Place)] = [:]
    var undated: [String] = []
    for file in subject.quality.files where file.kind == .dossiers {
      guard let day = file.extractedOn else {
        undated.append(file.name)
        continue
      }
      let owner = file.province.map { subject.registry.provinces[$0].code } ?? file.name
      let place = file.province.map { QualityStatistics.Gate.Place.province($0) } ?? .file(file.name)
      newest[owner] = (max(newest[owner]?.day ?? day, day), place)
    }
    guard undated.isEmpty else { return .undated(files: undated) }
    let asOf = subject.statistics.plan.asOf.day
    guard let oldest = newest.min(by: { ($0.value.day, $0.key) < ($1.value.day, $1.key) })?.value else {
      return .number(0, of: [])
    }
    return .number(max(0, asOf - oldest.day), of: [oldest.place])
  }

  /// Returns a share given in millionths as a percentage with up to four decimals.
  private static func percent(_ scaled: Int) -> String {
    let fraction = String(String(10_000 + scaled % 10_000).dropFirst())
    let digits = fraction.replacing(/0+$/, with: "")
    return "\(scaled / 10_000)" + (digits.isEmpty ? "" : ".\(digits)") + "%"
  }
}

extension [QualityStatistics.Gate] {
  /// Findings that prevent publication: the gates that failed and were not waived.
  var findings: [Finding] {
    filter { $0.result == .failed }.map {
      Finding(
        .error, "the gate \($0.name) failed: \($0.value), at most \($0.limit) was allowed",
        hint: "see dossier-report check, or waive it with a reason, as in waive: {\($0.name): \"who decided, and why\"}"
      )
    }
  }
}

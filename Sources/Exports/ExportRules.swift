import Administration
import Records

/// Everything besides the bytes of exports that decides what they mean: the units, the profiles, the calendar, and the
/// day after which a date lies in the future.
package struct ExportRules: Sendable {
  package let registry: Registry
  package var profiles: [Profile]
  package let calendar: WorkingCalendar
  /// The last day that figures cover. Files without an extraction date may hold dates up to a year after it.
  package var asOf: Day?

  package init(
    registry: Registry, profiles: [Profile] = [], calendar: WorkingCalendar = .vietnam, asOf: Day? = nil
  ) {
    self.registry = registry
    self.profiles = profiles
    self.calendar = calendar
    self.asOf = asOf
  }

  /// Returns the first profile whose patterns match the file, or a profile that declares nothing.
  package func profile(of file: String, _ kind: ExportKind) -> Profile {
    profiles.first { $0.kind == kind && $0.matches(file) } ?? Profile()
  }

  /// Returns the day on which a file was made: from its profile, else from a date in its name.
  package func extractionDate(of file: String, _ kind: ExportKind) -> Day? {
    profile(of: file, kind).extractedOn ?? FileNameDate.day(in: file)
  }

  /// Returns the last plausible date in a file: the day on which it was made or, if that is not known, a year after
  /// as-of, because later exports hold what happened after as-of.
  func lastDay(of file: String, _ kind: ExportKind) -> Day? {
    extractionDate(of: file, kind) ?? asOf.map { $0 + Self.daysOfExports }
  }

  private static let daysOfExports = 366

  /// Returns the province whose dossiers a file holds: from its profile, else from the statistical code with which its
  /// name begins.
  package func province(ofFile file: String, _ kind: ExportKind) -> Int? {
    if let code = profile(of: file, kind).province { return registry.province(code: code) }
    return provinceOfFirstDigits(in: file).flatMap { FileNameDate.opens(file) ? nil : $0 }
  }

  /// Returns whether a file's name begins with a date whose first digits are also a province's code: the name then
  /// gives no province.
  package func isNamedByDay(_ file: String, _ kind: ExportKind) -> Bool {
    profile(of: file, kind).province == nil && provinceOfFirstDigits(in: file) != nil && FileNameDate.opens(file)
  }

  private func provinceOfFirstDigits(in file: String) -> Int? {
    guard let end = file.firstIndex(where: { $0 == "-" || $0 == "_" || $0 == "." }) else { return nil }
    return registry.province(code: file[..<end])
  }
}

import Administration
import Records

/// All that decides what exports mean beside their bytes: the units, the profiles, the calendar and the day after which a
/// date lies in the future.
package struct ExportRules: Sendable {
  package let registry: Registry
  package var profiles: [Profile]
  package let calendar: WorkingCalendar
  /// The day to which figures are stated: no row of a file without a date of extraction can know a later one.
  package var asOf: Day?

  package init(
    registry: Registry, profiles: [Profile] = [], calendar: WorkingCalendar = .vietnam, asOf: Day? = nil
  ) {
    self.registry = registry
    self.profiles = profiles
    self.calendar = calendar
    self.asOf = asOf
  }

  /// The first profile whose patterns name the file; for all others the one that declares nothing.
  package func profile(of file: String, _ kind: ExportKind) -> Profile {
    profiles.first { $0.kind == kind && $0.matches(file) } ?? Profile()
  }

  /// The day on which a file was made: by its profile, else by a date in its name.
  package func extractionDate(of file: String, _ kind: ExportKind) -> Day? {
    profile(of: file, kind).extractedOn ?? FileNameDate.day(in: file)
  }

  /// The day after which no date of a file should be: that on which it was made or, where nothing says it, a year after
  /// as-of; exports made later hold what came after as-of.
  func lastDay(of file: String, _ kind: ExportKind) -> Day? {
    extractionDate(of: file, kind) ?? asOf.map { $0 + Self.daysOfExports }
  }

  private static let daysOfExports = 366

  /// The province whose dossiers a file holds: by its profile, else by the statistical code that its name opens with.
  package func province(ofFile file: String, _ kind: ExportKind) -> Int? {
    if let code = profile(of: file, kind).province { return registry.province(code: code) }
    return provinceOfFirstDigits(in: file).flatMap { FileNameDate.opens(file) ? nil : $0 }
  }

  /// Whether a file's name begins with a day whose digits are a province's code as well: it stands for no province.
  package func isNamedByDay(_ file: String, _ kind: ExportKind) -> Bool {
    profile(of: file, kind).province == nil && provinceOfFirstDigits(in: file) != nil && FileNameDate.opens(file)
  }

  private func provinceOfFirstDigits(in file: String) -> Int? {
    guard let end = file.firstIndex(where: { $0 == "-" || $0 == "_" || $0 == "." }) else { return nil }
    return registry.province(code: file[..<end])
  }
}

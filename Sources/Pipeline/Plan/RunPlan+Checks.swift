import Administration
import Diagnostics
import Exports
import Records

extension RunPlan {
  /// Checks that only gates that are set are waived.
  static func checkWaivers(_ gates: Gates) throws(Failure) {
    let findings = gates.waived.keys.sorted().filter { gates.limits[$0] == nil }.map {
      Finding(.error, "'waive' names the gate '\($0)', which 'gates' does not set", hint: "remove it from 'waive'")
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  static func checkStaffGate(_ gates: Gates, hasStaff: Bool) throws(Failure) {
    guard !hasStaff, gates.limits[Gates.ofStaff] != nil else { return }
    throw Failure(
      .badConfiguration, "the gate \(Gates.ofStaff) is set, and no folder of staff exports is named",
      hint: "name it with 'staff', or remove the gate")
  }

  /// Checks that at most one profile matches each file.
  static func checkProfiles(
    _ profiles: [Profile], _ dossiers: ExportFolder, _ staff: ExportFolder?
  ) throws(Failure) {
    var findings: [Finding] = []
    for (kind, folder) in [(ExportKind.dossiers, dossiers), (.staff, staff)] {
      for file in folder?.files ?? [] {
        let matching = profiles.enumerated().filter { $1.kind == kind && $1.matches(file) }.map { "\($0.offset + 1)" }
        guard matching.count > 1 else { continue }
        findings.append(
          Finding(
            .error, "the patterns of the profiles \(matching.joined(separator: " and ")) both name this file",
            at: Location(file), hint: "make one of them narrower"))
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  /// Checks that a profile's province is in the registry: under any other code its files would belong to no province,
  /// whatever their names say.
  static func checkProvinces(_ configuration: Configuration, _ registry: Registry) throws(Failure) {
    let codes = registry.provinces.map(\.code)
    let findings = configuration.profiles.enumerated().compactMap { position, profile -> Finding? in
      guard let code = profile.province, registry.province(code: code) == nil else { return nil }
      return Finding(
        .error, "'\(code)' of a profile is no province's code",
        at: configuration.places[Configuration.provincePlace(ofProfile: position)],
        hint: Suggestion.hint(for: code, in: codes) ?? codes.first.map { "write one such as \"\($0)\"" })
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
  }

  /// Findings on settings that have no effect, and may therefore be slips.
  package var unusedSettings: [Finding] {
    unusedProfiles
      + reports.unusedLanguages.map { language in
        Finding(
          .warning, "the templates have a language '\(language)', and nothing is made in it",
          hint: "name it: --languages \((languages + [language]).joined(separator: ","))")
      }
  }

  /// Findings on profiles whose patterns match no file: a slip in a pattern means that its files are read without the
  /// profile.
  private var unusedProfiles: [Finding] {
    rules.profiles.enumerated().compactMap { position, profile in
      guard !profile.files.isEmpty, let folder = profile.kind == .dossiers ? dossiers : staff,
        !folder.files.contains(where: profile.matches)
      else { return nil }
      return Finding(
        .warning, "profile \(position + 1) is for \(profile.files.joined(separator: ", ")), and no file is called so",
        hint: "correct the pattern, or remove the profile")
    }
  }
}

import Administration
import Records

/// How a system writes its exports where that differs from what this program expects (configuration: `profiles`).
///
/// Values are kept as the user wrote them, so that a manifest can show them; they are checked when the configuration is
/// read.
package struct Profile: Sendable, Equatable, Codable {
  /// The kind of exports that the profile is for.
  package var kind: ExportKind = .dossiers
  /// Patterns of file names; `*` stands for any characters, `?` for one. Empty in the profile of files that no other
  /// matches.
  package var files: [String] = []
  /// For each header, the canonical column that it stands for; `ignore` for a header that is not to be read.
  package var columns: [String: String] = [:]
  /// Required canonical columns that the files do not have, in order and without repetition.
  package var absent: [String] = []
  /// For each list of words (`status`), the files' words and the canonical word that each stands for (`finished`).
  package var values: [String: [String: String]] = [:]
  /// Date formats, tried in turn; empty for the built-in ones.
  package var dates: [String] = []
  /// The time zone in which days are counted, in seconds east of UTC.
  package var zone = LocalTime.offsetSeconds
  package var numbers: NumberForm = .plain
  /// The name of the encoding; nil if the bytes show it.
  package var encoding: String?
  package var separator: String?
  package var quote: String?
  /// The line of the header; nil if it is to be searched for.
  package var headerRow: Int?
  /// The day on which the files were made.
  package var extractedOn: Day?
  /// The code of the province whose dossiers the files hold.
  package var province: String?

  /// The word in place of a canonical column that keeps a header from being read.
  package static let ignored = "ignore"

  package init() {}

  /// The range of possible time zones, in seconds east of UTC, with some room for future ones.
  package static let zones = -(15 * 3600 - 60)...15 * 3600 - 60

  /// Whether numbers and separators are plausible; for profiles that no configuration check has seen.
  package var isPlausible: Bool {
    Self.zones.contains(zone) && headerRow ?? 1 >= 1
      && [separator, quote].compactMap(\.self).allSatisfy { $0.utf8.count == 1 }
  }

  /// Returns whether the profile applies to a file of this name.
  package func matches(_ file: String) -> Bool { files.contains { FilePattern.matches($0, file) } }
}

extension ExportKind: Codable {}

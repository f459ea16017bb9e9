import Administration
import Records

/// How one system writes its exports, where they are not as this program expects them (configuration: `profiles`).
///
/// Values stand as their user wrote them, so that a manifest can name them; they are checked when a configuration is
/// read.
package struct Profile: Sendable, Equatable, Codable {
  /// Which exports it is for.
  package var kind: ExportKind = .dossiers
  /// Patterns of file names; `*` stands for any characters, `?` for one. Empty in the profile of all other files.
  package var files: [String] = []
  /// Headers and the canonical column that each stands for; `ignore` for one that is not to be read.
  package var columns: [String: String] = [:]
  /// Canonical columns that the files do not have although one is required, in order, each once.
  package var absent: [String] = []
  /// For each list of words (`status`) the files' words and what each stands for (`finished`).
  package var values: [String: [String: String]] = [:]
  /// Forms of dates, tried in turn; empty for the built-in ones.
  package var dates: [String] = []
  /// Seconds east of UTC of the zone in which days are counted.
  package var zone = LocalTime.offsetSeconds
  package var numbers: NumberForm = .plain
  /// The name of the encoding; nil where the bytes show it.
  package var encoding: String?
  package var separator: String?
  package var quote: String?
  /// The line of the header; nil where it is found.
  package var headerRow: Int?
  /// The day on which the files were made.
  package var extractedOn: Day?
  /// The code of the province whose dossiers the files hold.
  package var province: String?

  /// The word that keeps a header from being read.
  package static let ignored = "ignore"

  package init() {}

  /// The zones of the Earth, in seconds east of UTC, with room for one that is still to come.
  package static let zones = -(15 * 3600 - 60)...15 * 3600 - 60

  /// Whether numbers and signs may be what they are for, where no configuration has checked them.
  package var isPlausible: Bool {
    Self.zones.contains(zone) && headerRow ?? 1 >= 1
      && [separator, quote].compactMap(\.self).allSatisfy { $0.utf8.count == 1 }
  }

  /// Whether a file of this name is read by the profile.
  package func matches(_ file: String) -> Bool { files.contains { FilePattern.matches($0, file) } }
}

extension ExportKind: Codable {}

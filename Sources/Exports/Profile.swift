import Records

/// How one system writes its exports, where they are not as this program expects them (configuration: `profiles`).
package struct Profile: Sendable, Equatable {
  /// Which exports it is for.
  package var kind: ExportKind = .dossiers
  /// Patterns of file names; `*` stands for any characters, `?` for one. Empty in the profile of all other files.
  package var files: [String] = []
  /// Headers and the canonical column that each stands for; `ignore` for one that is not to be read.
  package var columns: [String: String] = [:]
  /// Canonical columns that the files do not have although one is required.
  package var absent: Set<String> = []

  /// The word that keeps a header from being read.
  package static let ignored = "ignore"

  package init() {}
}

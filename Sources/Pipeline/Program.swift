import TabularInput

/// What this program calls itself.
package enum Program {
  /// The version that manifests and `--version` name. Another one makes a new revision of an edition.
  package static let version = "1.0.0"

  /// SHA-256 of the program's own file: what one build has counted, another does not take up. Nil where the system does
  /// not show it.
  static let digest: String? = try? SourceFile.sum(of: "/proc/self/exe", name: "/proc/self/exe").sha256
}

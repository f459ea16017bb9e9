import TabularInput

/// What this program calls itself.
package enum Program {
  /// The version that manifests and `--version` name. Another one makes a new revision of an edition.
  package static let version = "1.0.0"

  /// Which build it is: what one has counted, another does not take up. The number that its linker gave it, else the
  /// SHA-256 of its own file; nil where the system does not show it.
  static let build: String? =
    BuildID.ofThisProgram() ?? (try? SourceFile.sum(of: "/proc/self/exe", name: "/proc/self/exe").sha256)
}

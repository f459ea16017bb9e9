import TabularInput

/// The name and version of this program.
package enum Program {
  /// The version in manifests and in the output of `--version`. A new version makes a new revision of an edition.
  package static let version = "1.0.0"

  /// The identity of this build; one build does not reuse what another has counted. It is the linker's build ID, or
  /// else the SHA-256 of the program's own file; nil where the system shows neither.
  static let build: String? =
    BuildID.ofThisProgram() ?? (try? SourceFile.sum(of: "/proc/self/exe", name: "/proc/self/exe").sha256)
}

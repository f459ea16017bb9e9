/// What this program calls itself.
package enum Program {
  /// The version that manifests and `--version` name. Another one makes a new revision of an edition.
  package static let version = "1.0.0"
}

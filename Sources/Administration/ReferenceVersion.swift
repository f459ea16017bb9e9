/// The built-in reference data: units and working calendar.
package enum ReferenceData {
  /// The data files, in order of their paths; their checksum is the version of the reference data.
  package static var files: [(path: String, text: String)] {
    EmbeddedFiles.all.filter { $0.path.hasSuffix(".csv") }.map { ($0.path, $0.text.description) }
      .sorted { $0.path < $1.path }
  }
}

/// The reference data inside the program: units and working calendar.
package enum ReferenceData {
  /// The data files by path, in order; their sum is the version of the reference data.
  package static var files: [(path: String, text: String)] {
    EmbeddedFiles.all.filter { $0.path.hasSuffix(".csv") }.map { ($0.path, $0.text.description) }
      .sorted { $0.path < $1.path }
  }
}

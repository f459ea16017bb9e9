/// The built-in words of exports: headers, statuses, channels.
package enum ExportWords {
  /// The data files, in order of their paths; their content decides what an export means.
  package static var files: [(path: String, text: String)] {
    EmbeddedFiles.all.filter { $0.path.hasSuffix(".csv") }.map { ($0.path, $0.text.description) }
      .sorted { $0.path < $1.path }
  }

  static func text(of name: String) -> StaticString {
    guard let file = EmbeddedFiles.all.first(where: { $0.path == name }) else {
      preconditionFailure("\(name) is not embedded")
    }
    return file.text
  }
}

import Diagnostics
import Publishing
import Reports

extension RunPlan {
  /// The templates from which the edition is made.
  var templates: [Manifest.Source] {
    reports.sources.map { Manifest.Source(path: $0.path, bytes: Array($0.text.utf8)) }
  }

  /// Returns the path of a page: `vi/headline.txt` is the path itself, and `weekly` is the page of that name in the
  /// first language.
  ///
  /// - Throws: status `usage` where the run makes no such page.
  package func page(_ name: String) throws(Failure) -> String {
    let known = pages
    if known.contains(name) { return name }
    if let page = known.first(where: { $0.hasPrefix("\(languages[0])/\(name).") }) { return page }
    // By its bare name, a page in another language is as good a suggestion as one with a similar name.
    let bare = known.map { path in
      (path: path, name: path.split(separator: "/").last?.prefix { $0 != "." }.description ?? path)
    }
    let near = Suggestion.nearest(to: name, in: bare.map(\.name)).flatMap { near in bare.first { $0.name == near }?.path
    }
    throw Failure(
      .usage, "the edition has no page '\(name)'",
      hint: Suggestion.hint(for: name, in: known) ?? near.map { "did you mean '\($0)'?" }
        ?? "there are \(known.filter { !$0.contains("/provinces/") && !$0.contains("/charts/") }.joined(separator: ", "))"
    )
  }

  /// The files of the edition that can be printed: its pages, CSV files and the figures for programs, in order of their
  /// paths.
  package var pages: [String] { (reports.outputs.map(\.path) + [Manifest.statistics]).sorted() }
}

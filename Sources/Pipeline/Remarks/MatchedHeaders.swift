/// What headers were taken for.
enum MatchedHeaders {
  /// Those that are not the canonical one itself, which says nothing new.
  static func telling(_ matched: [(header: String, column: String)]) -> [(header: String, column: String)] {
    matched.filter { $0.header.lowercased() != $0.column }
  }

  /// One line for each of these, for a screen.
  static func lines(_ matched: [(header: String, column: String)]) -> String {
    telling(matched).map { "  \(TextTable.onOneLine($0.header)) → \($0.column)\n" }.joined()
  }
}

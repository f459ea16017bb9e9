/// The columns that headers were matched to.
enum MatchedHeaders {
  /// Returns the matches in which the header differs from the column's canonical name.
  static func telling(_ matched: [(header: String, column: String)]) -> [(header: String, column: String)] {
    matched.filter { $0.header.lowercased() != $0.column }
  }

  /// Returns one line for each of these matches, for a screen.
  static func lines(_ matched: [(header: String, column: String)]) -> String {
    telling(matched).map { "  \(TextTable.onOneLine($0.header)) → \($0.column)\n" }.joined()
  }
}

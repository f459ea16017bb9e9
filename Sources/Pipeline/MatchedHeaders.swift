/// What headers were taken for, for a screen.
enum MatchedHeaders {
  /// One line for each header that is not the canonical one itself.
  static func lines(_ matched: [(header: String, column: String)]) -> String {
    matched.filter { $0.header.lowercased() != $0.column }.map { "  \($0.header) → \($0.column)\n" }.joined()
  }
}

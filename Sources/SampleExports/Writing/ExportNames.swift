import Administration

/// Returns the name of a province's file: `79-ho-chi-minh.csv`.
func fileName(of province: Province) -> String { province.slug + ".csv" }

/// Returns a cell of a CSV record, quoted only if needed (RFC 4180, section 2).
func csvCell(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}

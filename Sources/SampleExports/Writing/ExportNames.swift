import Administration
import Foundation

/// `79-ho-chi-minh.csv`: the province's code, so that names sort and the province can be told from them, and its name
/// in letters that every file system takes.
func fileName(of province: Province) -> String {
  var slug = ""
  for scalar in province.nameVi.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
    case "đ": slug += "d"
    case " ", "-": slug += "-"
    // Tones and other marks, which the decomposition set apart.
    default: break
    }
  }
  return "\(province.code)-\(slug).csv"
}

/// A cell of a CSV record, in quotes only where it needs them (RFC 4180, section 2).
func csvCell(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}

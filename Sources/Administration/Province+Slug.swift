import Foundation

extension Province {
  /// `79-ho-chi-minh`: the code, so that names sort and the province can be told from them, and the name in letters that
  /// every file system takes.
  package var slug: String {
    var slug = ""
    for scalar in nameVi.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
      case "đ": slug += "d"
      case " ", "-": slug += "-"
      // Tones and other marks, which the decomposition set apart.
      default: break
      }
    }
    return "\(code)-\(slug)"
  }
}

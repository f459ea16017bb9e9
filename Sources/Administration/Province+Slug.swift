import Foundation

extension Registry {
  /// `79-ho-chi-minh` for each province: the code, so that names sort and the province can be told from them, and the
  /// name in letters that every file system and every link takes.
  ///
  /// A code of other characters, as units that are taken as they come may have, is left out; what would be called as
  /// another one is numbered.
  package var slugs: [String] {
    let own = provinces.map(\.slug)
    var given: Set<String> = []
    // Names that units have by themselves are not given to others.
    var taken = Set(own)
    return own.map { slug in
      if given.insert(slug).inserted { return slug }
      var number = 2
      while !taken.insert("\(slug)-\(number)").inserted { number += 1 }
      return "\(slug)-\(number)"
    }
  }
}

extension Province {
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
    let isPlain = code.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    if !isPlain || code.count > 12 { return slug.isEmpty ? "unit" : String(slug.prefix(80)) }
    return "\(code)-\(slug.prefix(80))"
  }
}

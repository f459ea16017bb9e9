import Foundation

extension Registry {
  /// For each province, a name such as `79-ho-chi-minh`: the code, which identifies the province and sorts the names,
  /// and the province's name in letters that all file systems and links accept.
  ///
  /// The code is left out if it has other characters, as codes of open units may, or is longer than 12. If two names
  /// would be equal, the later one gets a number.
  package var slugs: [String] {
    let own = provinces.map(\.slug)
    var given: Set<String> = []
    // A numbered name must not take the name that another unit has without a number.
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
      // Skips tones and other marks, which the decomposition has separated.
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

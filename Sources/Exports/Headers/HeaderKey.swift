import Foundation

/// The key that two spellings of one header share: its letters and digits without tones, vowel marks, case, spaces and
/// punctuation. `Ngày tiếp nhận`, `NGAY_TIEP_NHAN` and `NgayTiepNhan` have the same key.
///
/// This is safe because headers are few and no two of different meaning in the list share a key. Names of units never
/// go through this key, because a tone may distinguish them (see `NameKey`).
package struct HeaderKey: Sendable, Hashable {
  package let text: String

  package init(_ header: some StringProtocol) {
    var key = String.UnicodeScalarView()
    for scalar in String(header).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if scalar == "đ" {
        key.append("d")
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil,
        scalar.properties.canonicalCombiningClass == .notReordered
      {
        key.append(scalar)
      }
    }
    text = String(key)
  }
}

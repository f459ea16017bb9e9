import Foundation

/// The key under which two spellings of a header are the same header: letters and digits without tones, vowel marks,
/// case, spaces and punctuation, so that `Ngày tiếp nhận`, `NGAY_TIEP_NHAN` and `NgayTiepNhan` are one.
///
/// Headers are few and stand in a list in which no two of different meaning share a key; names of units never go
/// through this key, for there a tone decides (see `NameKey`).
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

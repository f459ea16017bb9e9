import CLibCSV

/// Quotes cells on output, through libcsv.
package enum CSVQuoting {
  /// Returns the cell as a CSV file holds it: quoted only if it holds a separator, a quote or a line end.
  package static func cell(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 == delimiter || $0 == 34 || $0 == 10 || $0 == 13 }) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      // Called without room, libcsv returns the size that it needs.
      let size = csv_write(nil, 0, bytes.baseAddress, bytes.count)
      return String(unsafeUninitializedCapacity: size) { room in
        csv_write(room.baseAddress, room.count, bytes.baseAddress, bytes.count)
      }
    }
  }

  /// Returns the cell quoted for a configured separator; a separator that is not ASCII counts as a comma.
  package static func cell(_ text: String, separator: Character) -> String {
    cell(text, delimiter: separator.asciiValue ?? UInt8(ascii: ","))
  }
}

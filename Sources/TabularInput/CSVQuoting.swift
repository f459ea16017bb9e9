import CLibCSV

/// Quoting of cells on output, through libcsv.
package enum CSVQuoting {
  /// The cell as it stands in a CSV file: quoted only where a separator, a quote or a line end asks for it.
  package static func cell(_ text: String, delimiter: UInt8 = UInt8(ascii: ",")) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 == delimiter || $0 == 34 || $0 == 10 || $0 == 13 }) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      // libcsv says how much room it needs when it is given none.
      let size = csv_write(nil, 0, bytes.baseAddress, bytes.count)
      return String(unsafeUninitializedCapacity: size) { room in
        csv_write(room.baseAddress, room.count, bytes.baseAddress, bytes.count)
      }
    }
  }

  /// The same for a separator that a configuration names: a comma where it is no character of ASCII.
  package static func cell(_ text: String, separator: Character) -> String {
    cell(text, delimiter: separator.asciiValue ?? UInt8(ascii: ","))
  }
}

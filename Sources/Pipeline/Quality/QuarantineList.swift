import Checksums
import Exports
import Records
import Reports
import TabularInput

/// The list of an export's unusable rows: where each one is and why it cannot be used, never its content.
enum QuarantineList {
  /// The maximum length in bytes of a file name within the list's name; file systems allow 255 bytes including the
  /// prefix.
  private static let longestName = 200

  private static let folder = "quarantine/"

  /// Returns whether a path inside an edition is that of such a list.
  static func isOne(_ path: String) -> Bool { path.hasPrefix(folder) }

  /// Returns the path of an export's list in an edition: a CSV file, however the export is compressed.
  static func path(_ kind: ExportKind, _ file: String) -> String {
    let bare = file.lowercased().hasSuffix(".csv") ? String(file.dropLast(4)) : file
    // A compressed `01.csv` and a file called `01.csv.gz.csv` need different names.
    let name = ExportName.ending(of: bare) == nil && bare != file ? file : file + ".csv"
    let start = "\(folder)\(kind.rawValue)-"
    guard name.utf8.count > longestName else { return start + name }
    let sum = SHA256.hexDigest(of: Array(file.utf8)).prefix(16)
    let head = String(decoding: file.utf8.prefix(100), as: UTF8.self).filter { $0 != "\u{FFFD}" }
    return "\(start)\(head)-\(sum).csv"
  }

  /// Returns one list for each export with unusable rows.
  static func files(
    of exports: [FileReading], _ kind: ExportKind, _ format: CSVFormat
  ) -> [(path: String, bytes: [UInt8])] {
    exports.filter { !$0.quarantined.isEmpty }.map { file in
      let name = format.textCell(Formula.neutralised(file.name), quoted: CSVQuoting.cell(_:separator:))
      let bytes = list(file.quarantined, named: name)
      // A list may have millions of rows, so it is not rewritten where the format changes nothing.
      if format == .standard { return (path(kind, file.name), bytes) }
      let text = format.file(String(decoding: bytes, as: UTF8.self), quoted: CSVQuoting.cell(_:separator:)).text
      return (path(kind, file.name), Array(text.utf8))
    }
  }

  /// The maximum number of bytes for the numbers and words of nearly every row.
  private static let usualWidth = 64

  private static func list(_ rows: [QuarantinedRow], named name: String) -> [UInt8] {
    var bytes = Array("file,row,line,byte,column,rule,received_on\n".utf8)
    bytes.reserveCapacity(rows.count * (name.utf8.count + usualWidth))
    let start = Array("\(name),".utf8)
    // Adjacent rows mostly break the same rule on the same day.
    var last: QuarantinedRow?
    var end: [UInt8] = []
    for row in rows {
      if last?.breaksTheSame(as: row) != true {
        end = Array(",\(row.column),\(row.rule.rawValue),\(row.received?.description ?? "")\n".utf8)
      }
      last = row
      bytes += start
      bytes += String(row.position.row).utf8
      bytes.append(UInt8(ascii: ","))
      bytes += String(row.position.line).utf8
      bytes.append(UInt8(ascii: ","))
      bytes += String(row.position.byte).utf8
      bytes += end
    }
    return bytes
  }
}

import Checksums
import Exports
import Records
import Reports
import TabularInput

/// The list of an export's rows that cannot be used: where each stands and why, never what it holds.
enum QuarantineList {
  /// The most bytes of a file's name that its list bears; file systems take 255 with what stands before.
  private static let longestName = 200

  private static let folder = "quarantine/"

  /// Whether a path inside an edition is that of such a list.
  static func isOne(_ path: String) -> Bool { path.hasPrefix(folder) }

  /// Where the list of an export lies in an edition: a CSV file, whatever the export was packed by.
  static func path(_ kind: ExportKind, _ file: String) -> String {
    let bare = file.lowercased().hasSuffix(".csv") ? String(file.dropLast(4)) : file
    // `01.csv` packed and a file called `01.csv.gz.csv` are two.
    let name = ExportName.ending(of: bare) == nil && bare != file ? file : file + ".csv"
    let start = "\(folder)\(kind.rawValue)-"
    guard name.utf8.count > longestName else { return start + name }
    let sum = SHA256.hexDigest(of: Array(file.utf8)).prefix(16)
    let head = String(decoding: file.utf8.prefix(100), as: UTF8.self).filter { $0 != "\u{FFFD}" }
    return "\(start)\(head)-\(sum).csv"
  }

  /// One list for each export with rows that cannot be used.
  static func files(
    of exports: [FileReading], _ kind: ExportKind, _ format: CSVFormat
  ) -> [(path: String, bytes: [UInt8])] {
    exports.filter { !$0.quarantined.isEmpty }.map { file in
      let name = format.textCell(Formula.neutralised(file.name), quoted: CSVQuoting.cell(_:separator:))
      let bytes = list(file.quarantined, named: name)
      // A list of millions of rows is written once where nothing in it changes.
      if format == .standard { return (path(kind, file.name), bytes) }
      let text = format.file(String(decoding: bytes, as: UTF8.self), quoted: CSVQuoting.cell(_:separator:)).text
      return (path(kind, file.name), Array(text.utf8))
    }
  }

  /// The most bytes that the numbers and words of nearly every row take.
  private static let usualWidth = 64

  private static func list(_ rows: [QuarantinedRow], named name: String) -> [UInt8] {
    var bytes = Array("file,row,line,byte,column,rule,received_on\n".utf8)
    bytes.reserveCapacity(rows.count * (name.utf8.count + usualWidth))
    let start = Array("\(name),".utf8)
    // Rows that stand together mostly break one rule on one day.
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

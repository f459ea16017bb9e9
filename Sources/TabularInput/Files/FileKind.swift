/// Files that are given as CSV text but are of another kind, recognised by their first bytes.
enum FileKind {
  /// Returns what such a file is and what to do with it; nil if the bytes may be text.
  static func notText(_ head: ArraySlice<UInt8>) -> (name: String, hint: String)? {
    let export = "open it and save it as CSV UTF-8"
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let text = String(decoding: head.prefix(4096), as: UTF8.self)
      if text.contains("application/vnd.oasis") { return ("an OpenDocument file", export) }
      if text.contains("[Content_Types].xml") || text.contains("xl/") {
        return ("an Excel workbook (.xlsx)", export)
      }
      return ("a ZIP archive", "unpack it and put the CSV files in its place")
    }
    for (start, name, hint) in binary where head.starts(with: start) { return (name, hint ?? export) }
    if head.count > 262, head.dropFirst(257).starts(with: Array("ustar".utf8)) {
      return ("a tar archive", "unpack it and put the CSV files in its place")
    }
    let opening = String(decoding: head.drop(while: isSpace).prefix(64), as: UTF8.self).lowercased()
    for (start, name) in markup where opening.hasPrefix(start) { return (name, export) }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte)
  }

  private static let binary: [([UInt8], String, String?)] = [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an Excel workbook (.xls)", nil),
    (Array("%PDF-".utf8), "a PDF document", "ask for the CSV export"),
    (Array("{\\rtf".utf8), "an RTF document", "ask for the CSV export"),
    (Array("Rar!".utf8), "a RAR archive", "unpack it and put the CSV files in its place"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive", "unpack it and put the CSV files in its place"),
    (Array("BZh9".utf8), "compressed by bzip2", "unpack it, or compress it by gzip"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed by xz", "unpack it, or compress it by gzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd", "unpack it, or compress it by gzip"),
    ([0x1F, 0x8B], "a gzip file", "unpack it once"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture", "ask for the CSV export"),
    ([0xFF, 0xD8, 0xFF], "a picture", "ask for the CSV export"),
    (Array("SQLite format 3\0".utf8), "an SQLite database", "ask for the CSV export"),
    (Array("PAR1".utf8), "a Parquet file", "ask for the CSV export"),
  ]

  private static let markup: [(String, String)] = [
    ("<!doctype html", "an HTML page"), ("<html", "an HTML page"), ("<table", "an HTML page"),
    ("<meta", "an HTML page"), ("<?xml", "an XML file"), ("{\"", "a JSON file"), ("[{\"", "a JSON file"),
  ]
}

import Foundation
import TestSupport

/// Exports of one province and five dossiers of week 34 of 2025, for cases in which the figures matter less.
enum SmallExports {
  static let header = "dossier_id,commune_code,field,channel,received_at,due_at,finished_at,status,applicant\n"
  /// Stands in a column of names that no program of statistics has any business with.
  static let secret = "Nguyễn-Thị-Bí-Mật"

  static let rows = """
    H35.1-250818-0000001,03388,Hộ tịch,online,2025-08-18T08:00:00,2025-08-20,2025-08-19,finished,\(secret)
    H35.1-250818-0000002,03388,Hộ tịch,in_person,2025-08-18T08:00:00,2025-08-20,2025-08-21,finished,\(secret)
    H35.1-250819-0000003,03390,Đất đai,online,2025-08-19T08:00:00,2025-08-21,,processing,\(secret)
    H35.1-250820-0000004,03390,Đất đai,online,2025-08-20T08:00:00,2025-09-10,,processing,\(secret)
    H35.1-250822-0000005,,Đất đai,postal,2025-08-22T08:00:00,2025-09-10,,processing,\(secret)

    """

  /// A dossier of week 33, for cases that publish that week too.
  static let weekBefore = "H35.1-250811-0000009,,Đất đai,online,2025-08-11,2025-08-14,2025-08-13,finished,x\n"

  /// Writes them to `dossiers/12-lai-chau.csv`, with more rows behind them.
  static func write(to folder: TemporaryFolder, more: String = "") throws {
    try folder.write(header + rows + more, to: "dossiers/12-lai-chau.csv")
  }

  /// Publishes their edition of a period, week 34 unless another is named.
  static func publish(_ folder: TemporaryFolder, _ period: String = "2025-W34", _ more: [String] = []) throws
    -> Binary.Outcome
  {
    try Binary.run(["--exports", "dossiers", "--period", period, "--output", "out"] + more, in: folder.url)
  }
}

extension TemporaryFolder {
  /// All files below a folder in it, with their bytes.
  func files(below path: String) throws -> [String: Data] {
    let top = url.appendingPathComponent(path)
    var files: [String: Data] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
      let full = top.appendingPathComponent(file)
      let values = try full.resourceValues(forKeys: [.isRegularFileKey])
      if values.isRegularFile == true { files[file] = try Data(contentsOf: full) }
    }
    return files
  }

  /// The names in a folder in it, hidden ones left out.
  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(path).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  func link(_ path: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: url.appendingPathComponent(path).path)
  }
}

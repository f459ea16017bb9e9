import Diagnostics
import Records
import TabularInput

/// Finds files that are byte-for-byte copies of another file of the same province, so that each content is read once.
///
/// Of several copies the one with precedence is kept: every row of the others would lose against its copy, so leaving
/// them out changes no figure. Only files of the same size are compared.
package struct RepeatedFiles: Sendable {
  /// The groups, without the files that repeat another.
  package private(set) var groups: [ExportGroup]
  /// The readings of the files left out: nothing was read, but each names the file that it repeats.
  package private(set) var readings: [FileReading] = []

  /// - Throws: status `inputMissing` if a file cannot be read.
  package init(
    _ groups: [ExportGroup], in folder: ExportFolder, rules: ExportRules, _ kind: ExportKind
  ) throws(Failure) {
    self.groups = groups
    let unnamed = ExportGroup.merged(groups.filter { $0.province == nil }, rules: rules, kind).files
    for files in groups.filter({ $0.province != nil }).map(\.files) + [unnamed] {
      var kept: [String: String] = [:]
      for file in try Self.sharingSize(files, in: folder) {
        let (size, sum) = try SourceFile.sum(of: folder.path + "/" + file, name: file)
        guard let first = kept[sum] else {
          kept[sum] = file
          continue
        }
        var reading = FileReading(name: file)
        (reading.bytes, reading.sha256, reading.repeats) = (size, sum, first)
        reading.extractedOn = rules.extractionDate(of: file, kind)
        readings.append(reading)
      }
    }
    let left = Set(readings.map(\.name))
    for position in self.groups.indices { self.groups[position].leaveOut(left) }
    self.groups.removeAll { $0.files.isEmpty }
  }

  /// Refuses files that have changed since their copies were left out: the content of the copies might be lost.
  ///
  /// - Parameter read: the readings of the files that were read.
  /// - Throws: status `dataRefused` at the first such file.
  package func checkUnchanged(_ read: [FileReading]) throws(Failure) {
    let sums = Dictionary(read.map { ($0.name, $0.sha256) }) { first, _ in first }
    for reading in readings {
      if let kept = reading.repeats, sums[kept] != reading.sha256 { throw SourceFile.changed(kept) }
    }
  }

  /// Returns the files that have the same size as another one, in the order given; empty files are left to the reader.
  private static func sharingSize(_ files: [String], in folder: ExportFolder) throws(Failure) -> [String] {
    guard files.count > 1 else { return [] }
    let sizes = files.map { folder.size(of: $0) }
    let counts = Dictionary(sizes.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(files, sizes).filter { $1 > 0 && counts[$1, default: 0] > 1 }.map(\.0)
  }

  /// Refuses exports of two provinces that are the same file, compressed or not: one of them was sent under a wrong
  /// name.
  ///
  /// - Throws: status `dataRefused` with all such files.
  package static func check(_ files: [FileReading], province: (String) -> Int?) throws(Failure) {
    var findings: [Finding] = []
    var first: [String: FileReading] = [:]
    for file in files.inNaturalOrder(\.name) where file.records > 0 {
      guard let before = first[file.contentDigest] else {
        first[file.contentDigest] = file
        continue
      }
      guard let own = province(file.name), let other = province(before.name), own != other else { continue }
      findings.append(
        Finding(
          .error,
          "the file \(file.sha256 == before.sha256 ? "is byte for byte" : "holds unpacked the bytes of") \(before.name), though their names say two provinces",
          at: Location(file.name), hint: "take the one away that is named wrongly"))
    }
    if !findings.isEmpty { throw Failure(.dataRefused, findings) }
  }
}

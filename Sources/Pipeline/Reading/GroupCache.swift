import Archives
import Checksums
import Diagnostics
import Exports
import Publishing
import Statistics
import Synchronization
import TabularInput

/// The results of earlier runs for each group of files, so that a run costs only as much as the files that changed.
///
/// An entry is reused if every byte of its files is the same, by SHA-256, and if everything is the same that determines
/// how they are read and counted: the program, the units, the windows with as-of, profiles and spellings. It then
/// equals what reading would give.
/// give.
package final class GroupCache: Sendable {
  private let folder: CacheFolder
  private let plan: RunPlan
  private let header: SummaryHeader
  /// The keys of the entries that this run has found or kept.
  private let entries = Mutex<[[UInt8]]>([])

  /// - Returns: nil where the program cannot identify its own build.
  package init?(_ plan: RunPlan) {
    guard let program = Program.build else { return nil }
    header = SummaryHeader(plan.windows, reference: plan.unitsDigest)
    var key = ArchiveWriter()
    key.write("dossier-report groups 1")
    key.write(program)
    key.write(header)
    key.write(plan.rules.asOf?.number)
    // Settings count as part of the key unless they are known to shape pages only.
    let settings = plan.settings.filter { name, _ in !Configuration.ofPrinting.contains { name.hasPrefix($0) } }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) { key.write(name + "=" + value) }
    for input in plan.sideInputs where ["field_aliases", "holidays"].contains(input.kind) {
      key.write(input.kind)
      key.write(input.sha256)
    }
    self.plan = plan
    folder = CacheFolder(output: plan.output, key: key.bytes)
  }

  private static func key(_ group: ExportGroup) -> [UInt8] { Array(group.files.joined(separator: "/").utf8) }

  /// Returns the kept result of reading a group; nil where the group must be read.
  package func result(of group: ExportGroup) -> GroupResult? {
    let key = Self.key(group)
    guard let bytes = folder.entry(key) else { return nil }
    do {
      var archive = ArchiveReader(bytes)
      let files = try archive.value([FileReading].self)
      guard files.map(\.name) == group.files, try files.allSatisfy(isUnchanged) else { return nil }
      let counted = try archive.value(SummaryArchive.self)
      let result = GroupResult(
        summary: counted.summary, files: files, prefixes: Set(try archive.value([String].self)),
        provinces: try archive.value())
      guard archive.isAtEnd, counted.header == header, result.provinces.count == plan.registry.provinces.count
      else { return nil }
      entries.withLock { $0.append(key) }
      return result
    } catch {
      // Reading the group will report what is wrong with a file, if anything is.
      return nil
    }
  }

  private func isUnchanged(_ file: FileReading) throws -> Bool {
    guard plan.dossiers.size(of: file.name) == file.bytes else { return false }
    return try SourceFile.sum(of: plan.dossiers.path + "/" + file.name, name: file.name).sha256 == file.sha256
  }

  /// Returns whether the prefixes of dossier codes look like those of the portal (`H26.12`): short parts that contain
  /// digits. Anything else may be a person's name or number, and is not kept.
  private static func areOfPortal(_ prefixes: Set<String>) -> Bool {
    prefixes.allSatisfy { prefix in
      isProvince(prefix)
        || prefix.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
          (1...4).contains(part.utf8.count) && part.utf8.contains { (48...57).contains($0) }
        }
    }
  }

  private static func isProvince(_ prefix: String) -> Bool {
    let name = DossierGroupReader<Accumulator>.provincePrefix
    return prefix.hasPrefix(name) && UInt16(prefix.dropFirst(name.count)) != nil
  }

  /// Keeps the result of reading a group. It is not kept where prefixes of dossier codes are not the portal's, or where
  /// a column of known words contains an unknown one, since each may be a person's name or number. Nothing else is
  /// checked: names of agencies, fields and procedures are kept as an edition prints them.
  func keep(_ result: GroupResult, of group: ExportGroup) {
    guard Self.areOfPortal(result.prefixes), result.files.allSatisfy(\.unknownWords.isEmpty) else { return }
    var archive = ArchiveWriter()
    archive.write(result.files)
    archive.write(SummaryArchive(result.summary, header: header))
    archive.write(result.prefixes.sorted())
    archive.write(result.provinces)
    let key = Self.key(group)
    folder.keep(archive.bytes, as: key)
    entries.withLock { $0.append(key) }
  }

  /// Removes the entries that this run did not use; to be called when all groups are read.
  func tidy() { folder.tidy(keeping: entries.withLock { $0 }) }
}

extension RunPlan {
  /// The digest of the units that cells are matched to; empty for the built-in ones, which are part of the program.
  fileprivate var unitsDigest: String {
    if registry.isOfVietnam, registryFiles.isEmpty { return "" }
    var units = ArchiveWriter()
    for (path, sha256) in registryFiles {
      units.write(path)
      units.write(sha256)
    }
    for province in registry.provinces { units.write([province.code, province.nameVi]) }
    for commune in registry.communes { units.write([commune.code, commune.provinceCode, commune.nameVi]) }
    return SHA256.hexDigest(of: units.bytes)
  }
}

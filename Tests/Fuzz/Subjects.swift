import Administration
import Diagnostics
import Exports
import Foundation
import Pipeline
import Publishing
import Records
import Reports
import TabularInput
import Templates

/// What is fuzzed. Each takes any bytes and either makes something of them or refuses them; nothing else may happen.
enum Subjects {
  /// Files are written over and over, in memory where the system offers it; one folder a process.
  private static let folder: String = {
    let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    let path = place + "/fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }()

  private static func write(_ bytes: some Sequence<UInt8>, _ name: String) -> String {
    let path = folder + "/" + name
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      preconditionFailure("cannot write \(path)")
    }
    return path
  }

  /// Both engines give the same records, faults and positions, or the same refusal. The first bytes choose separator,
  /// chunk, limit and the column that tells rows apart.
  static func readers(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 2 else { return }
    let delimiter = Array(",;\t|".utf8)[Int(bytes[0] & 3)]
    let chunk = [1, 2, 3, 7, 8, 9, 15, 16, 17, 64, 65, 1000][Int(bytes[0] >> 2) % 12]
    let limit = Int(bytes[1]) + 1
    let path = write(bytes[2...], "x.csv")
    let outcomes = ReaderEngine.allCases.map { engine in
      outcome(path, Dialect(delimiter: delimiter), engine, chunk: chunk, limit: limit)
    }
    precondition(outcomes[0] == outcomes[1], "the readers disagree: \(outcomes)")
  }

  private static func outcome(
    _ path: String, _ dialect: Dialect, _ engine: ReaderEngine, chunk: Int, limit: Int
  ) -> [String] {
    var lines: [String] = []
    do throws(Failure) {
      let reader = RecordReader(
        try SourceFile(path: path, name: "x.csv"), dialect: dialect, engine: engine, chunk: chunk)
      let header = try reader.header()
      lines.append("\(header)")
      reader.select(Array(header.indices.reversed()), identifiedBy: limit % header.count)
      var batch = RecordBatch(columns: header.count)
      var records: [String] = []
      var faults: [String] = []
      while try reader.next(into: &batch, atMost: limit) {
        precondition(batch.count + batch.faults.count <= limit, "a batch is larger than it may be")
        for record in 0..<batch.count {
          let cells = header.indices.map { batch.text(record: record, column: $0) }
          records.append("\(batch.positions[record]) \(cells)")
        }
        faults += batch.faults.map { "\($0)" }
      }
      lines += records + faults
    } catch {
      // How much was read before a fault depends on the batch, what the fault is does not.
      lines = ["\(error.findings)"]
    }
    return lines
  }

  /// Dossiers that count, each looked at.
  private struct Checked: DossierSink {
    var used = 0

    mutating func add(_ dossiers: [Dossier], file: Int, extractedOn: Day?) {
      used += dossiers.count
      for dossier in dossiers {
        precondition(Int(dossier.province) < Registry.vietnam.provinces.count, "no such province")
        precondition(
          dossier.commune == Dossier.noCommune || Int(dossier.commune) < Registry.vietnam.communes.count,
          "no such commune")
        precondition(
          dossier.finished.isBlank || dossier.received.isBlank || dossier.status.isBeforeAcceptance
            || !dossier.finished.isBefore(dossier.received), "finished before received")
      }
    }

    mutating func remove(_ dossiers: [Dossier], file: Int, extractedOn: Day?) { used -= dossiers.count }
  }

  /// A dossier export: nothing is lost, and what counts is in the registry.
  static func decoder(_ bytes: UnsafeRawBufferPointer) {
    _ = write(bytes, "12-lai-chau.csv")
    do throws(Failure) {
      let exports = try ExportFolder(path: folder)
      let rules = ExportRules(registry: .vietnam)
      let groups = ExportGroup.groups(of: exports.files.filter { $0.hasPrefix("12") }, rules: rules)
      let reading = try DossierGroupReader(.merged(groups, rules: rules), in: exports, rules: rules) { Checked() }
        .read()
      precondition(reading.files.allSatisfy(\.isConserved), "a record was lost")
      precondition(
        reading.files.reduce(0) { $0 + $1.used } == reading.parts.reduce(0) { $0 + $1.sink.used },
        "what is handed out is not what is used")
    } catch {
      precondition(!error.findings.isEmpty, "a refusal without a reason")
    }
  }

  static func staff(_ bytes: UnsafeRawBufferPointer) {
    do throws(Failure) {
      let path = folder + "/staff"
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      _ = write(bytes, "staff/12-lai-chau.csv")
      var reader = StaffReader(try ExportFolder(path: path), rules: ExportRules(registry: .vietnam))
      let (records, readings) = try reader.read()
      precondition(readings.allSatisfy(\.isConserved), "a record was lost")
      precondition(readings.reduce(0) { $0 + $1.used } == records.count, "what is handed out is not what is used")
    } catch {
      precondition(!error.findings.isEmpty, "a refusal without a reason")
    }
  }

  static func configuration(_ bytes: UnsafeRawBufferPointer) {
    let path = write(bytes, "report.yaml")
    do throws(Failure) {
      _ = try ConfigurationFile.read(path)
    } catch {
      precondition(error.findings.allSatisfy { $0.location != nil }, "a finding without a place")
    }
  }

  /// Templates over a small schema: what passes the check renders.
  static func templates(_ bytes: UnsafeRawBufferPointer) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let parts = text.split(separator: "\u{1}", omittingEmptySubsequences: false)
    var files = ["page.md": (file: "page.md", text: String(parts[0]))]
    if parts.count > 1 { files["_part"] = (file: "_part", text: String(parts[1])) }
    do throws(Failure) {
      let folder = try TemplateFolder(files: files) { $0.hasPrefix("_") ? nil : shape }
      let row = TemplateRecord { _ in .value(TemplateValue("x") { .init($0) }) }
      _ = folder.render("page.md", with: TemplateRecord { $0 == "rows" ? .list([row, row]) : .record(row) })
    } catch {
      precondition(!error.findings.isEmpty, "a refusal without a reason")
    }
  }

  private static let unit = Shape([
    "name": .init(.value(forms: []), "name"), "rate": .init(.value(forms: ["precise"]), "rate"),
  ])
  private static let shape = Shape([
    "title": .init(.value(forms: []), "title"), "is_complete": .init(.flag, "flag"), "rows": .init(.list(unit), "rows"),
    "total": .init(.record(unit), "total"),
  ])

  /// A manifest names nothing outside its edition, and what is read is written again as it was.
  static func manifest(_ bytes: UnsafeRawBufferPointer) {
    guard let manifest = Manifest(json: Array(bytes)) else { return }
    for output in manifest.outputs {
      precondition(!output.path.hasPrefix("/") && !output.path.split(separator: "/").contains(".."), "leads out")
    }
    // What its settings hold is read or refused, whatever it is.
    _ = try? Configuration(manifest, at: Location("manifest.json"))
    let again = Manifest(json: Array(manifest.json()))
    precondition(again?.outputs.map(\.path) == manifest.outputs.map(\.path), "is not written as it was read")
  }
}

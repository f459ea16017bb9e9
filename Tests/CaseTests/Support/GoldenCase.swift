import Foundation
import TestSupport
import Testing

/// One folder of `Cases`: what is put into a working folder, what is typed, and what must come of it.
///
/// - `arguments`: one a line.
/// - `input/`: copied into the working folder.
/// - `golden`: paths of written files to compare, one a line; may be missing.
/// - `expected/`: `status`, `stdout`, `stderr`, `tree` (every path written) and `files/`.
///
/// `RECORD=1` writes `expected` anew, to be reviewed by `git diff`; a missing golden file fails otherwise.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  static let folder = PackageFolder.url.appendingPathComponent("Tests/CaseTests/Cases")
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  static let all: [GoldenCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { FileManager.default.fileExists(atPath: "\(folder.path)/\($0)/arguments") }
      .map { GoldenCase(name: $0) }
  }()

  private var url: URL { Self.folder.appendingPathComponent(name) }

  /// Runs the case and returns what came of it, by path in `expected`.
  func run() throws -> [String: Data] {
    let work = try TemporaryFolder()
    let input = url.appendingPathComponent("input")
    var given: Set<String> = []
    if FileManager.default.fileExists(atPath: input.path) {
      given = Set(try FileManager.default.subpathsOfDirectory(atPath: input.path))
      for item in try FileManager.default.contentsOfDirectory(atPath: input.path) {
        try FileManager.default.copyItem(
          at: input.appendingPathComponent(item), to: work.url.appendingPathComponent(item))
      }
    }
    let outcome = try Binary.run(try lines("arguments"), in: work.url)
    var made: [String: Data] = [
      "status": Data("\(outcome.status)\n".utf8), "stdout": Data(outcome.output.utf8),
      "stderr": Data(outcome.errors.utf8),
    ]
    let written = try FileManager.default.subpathsOfDirectory(atPath: work.url.path).filter { !given.contains($0) }
    made["tree"] = Data(tree(written, in: work.url).utf8)
    if FileManager.default.fileExists(atPath: url.appendingPathComponent("golden").path) {
      for path in try lines("golden") {
        let data = try Data(contentsOf: work.url.appendingPathComponent(path))
        made["files/" + path] = path.hasSuffix("/communes.csv") ? Self.rowsWithFigures(data) : data
      }
    }
    return made
  }

  func expected() throws -> [String: Data] {
    let folder = url.appendingPathComponent("expected")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    var files: [String: Data] = [:]
    for path in paths {
      let file = folder.appendingPathComponent(path)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[path] = try Data(contentsOf: file)
      }
    }
    return files
  }

  func record(_ made: [String: Data]) throws {
    let folder = url.appendingPathComponent("expected")
    try? FileManager.default.removeItem(at: folder)
    for (path, data) in made {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
  }

  private func lines(_ file: String) throws -> [String] {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(file)), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// Every path that was written, in order; a link with what it points at. What `.cache` holds is left out: its names are
  /// those of one build.
  private func tree(_ paths: [String], in folder: URL) -> String {
    paths.sorted().filter { !$0.contains("/.cache") }.map { path in
      let full = folder.appendingPathComponent(path).path
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: full)
      return target.map { "\(path) -> \($0)\n" } ?? path + "\n"
    }
    .joined()
  }

  /// The header of a table of communes and its rows with any count but zero: the others are thousands and say nothing.
  private static func rowsWithFigures(_ data: Data) -> Data {
    let rows = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let kept = rows.enumerated().filter { position, row in
      let figures = row.split(separator: ",", omittingEmptySubsequences: false).dropFirst(4).dropLast(3)
      return position == 0 || figures.contains { Int($0) ?? 0 > 0 }
    }
    return Data(kept.map { $0.element + "\n" }.joined().utf8)
  }
}

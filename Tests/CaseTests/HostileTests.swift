import Foundation
import Glibc
import TestSupport
import Testing

/// What is meant to do harm, or might: it ends soon, says what is wrong in one line, and touches nothing outside the
/// output folder.
@Suite struct HostileTests {
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("keep", to: "victim/keep.txt")
    return folder
  }

  private static func isUntouched(_ folder: TemporaryFolder) throws -> Bool {
    try folder.names(in: "victim") == ["keep.txt"] && folder.text(of: "victim/keep.txt") == "keep"
  }

  // MARK: Configuration

  /// Aliases of aliases: a billion values in half a kilobyte, as a value, as a key and inside a key.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("languages: *j\n", "report.yaml:2:1: error: there is no setting 'exportsb'"),
      ("? *j\n: x\n", "report.yaml:11: error: a key is a list"),
      ("? [*j, *j]\n: x\n", "report.yaml:11: error: a key is a list"),
      ("*j : x\n", "report.yaml:11: error: a key is a list"),
      ("{*j : x}\n", "report.yaml:11: error: a key is a list"), ("[*j]: x\n", "report.yaml:11: error: a key is a list"),
    ])
  func aliasesThatExplode(_ last: String, _ message: String) throws {
    let folder = try Self.folder()
    var yaml = "exports: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghij", "abcdefghi") {
      yaml += "exports\(name): &\(name) [" + (0..<10).map { _ in "*\(before)" }.joined(separator: ", ") + "]\n"
    }
    try folder.write(yaml + last, to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml", "--exports", "dossiers"], in: folder.url)
    #expect(run.status == 78)
    #expect(run.errors.split(separator: "\n").contains { $0.hasPrefix(message) }, "\(run.errors.prefix(600))")
    #expect(run.errors.utf8.count < 20_000)
  }

  /// An anchor is no offence, nor is a question mark or a star in a text.
  @Test func anchorsMayBeUsed() throws {
    let folder = try Self.folder()
    try folder.write(
      "period: &p 2025-W34\nas_of: 2025-08-24\nhead: {agency: &a \"A & B: why? *not*\", place: *a}\nnotice: Is it so? [yes] *a\n",
      to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml", "--exports", "dossiers", "--output", "out"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000),
    String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000),
    String(repeating: "{a: ", count: 20_000), "\u{0}", "%YAML 9.9\n---\na: b", "!!binary {", "&a &b c", "*a", "\t- x",
    "'",
    String(repeating: "- ", count: 50_000), "exports: \"\\uD800\"",
  ])
  func textsThatAreNoConfiguration(_ yaml: String) throws {
    let folder = try Self.folder()
    try folder.write("languages: " + yaml + "\n", to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml", "--exports", "dossiers", "--output", "out"], in: folder.url)
    #expect(run.status == 78 || run.status == 64)
    #expect(run.errors.utf8.count < 2_000, "\(run.errors.prefix(300))")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out").path))
  }

  // MARK: Paths

  /// Links that lead out of the output folder, and things of others in it, are neither followed nor touched.
  @Test(arguments: [".staging", ".lock", ".cache", "2025-W34", "latest"])
  func linksOutOfTheOutputFolder(_ name: String) throws {
    let folder = try Self.folder()
    let output = folder.url.appendingPathComponent("out").path
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let target = name == ".lock" ? "../victim/keep.txt" : "../victim"
    try FileManager.default.createSymbolicLink(atPath: output + "/" + name, withDestinationPath: target)
    let run = try SmallExports.publish(folder)
    #expect(try Self.isUntouched(folder))
    #expect(name == ".cache" ? run.status == 0 : run.status == 73, "\(run.errors)")
    if name != ".cache" { #expect(run.errors.hasPrefix("out/\(name): error: ")) }
    #expect(try folder.link("out/" + name) == target)
  }

  @Test(
    arguments: [
      (["--period", "2025-W34/../../victim"], Int32(64)), (["--period", "../victim"], 64),
      (["--period", "2025-W34", "--languages", "../victim"], 64),
      (["--period", "2025-W34", "--languages", "en/../vi"], 64),
      (["--period", "2025-W34", "--reports", "../../victim/x"], 64),
      (["--period", "2025-W34", "--reports", "/etc/passwd"], 64),
      (["--period", "2025-W34", "--print", "../../victim/keep.txt"], 64),
    ] as [([String], Int32)])
  func namesThatLeadElsewhere(_ options: [String], _ status: Int32) throws {
    let folder = try Self.folder()
    let run = try Binary.run(["--exports", "dossiers", "--output", "out"] + options, in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output == "")
    #expect(try Self.isUntouched(folder))
    #expect(try folder.names(in: "") == ["dossiers", "victim"])
  }

  /// Templates that call themselves, through others too, or open without end.
  @Test(arguments: [
    ["en/_a.mustache": "{{> _a}}", "en/x.md.mustache": "{{> _a}}"],
    ["en/_a.mustache": "{{> _b}}", "en/_b.mustache": "{{> _a}}", "en/x.md.mustache": "{{> _a}}"],
    ["en/x.md.mustache": String(repeating: "{{#provinces}}", count: 20_000)],
    [
      "en/x.md.mustache": String(repeating: "{{#provinces}}", count: 3_000)
        + String(repeating: "{{/provinces}}", count: 3_000)
    ],
    ["en/x.md.mustache": String(repeating: "{", count: 50_000)],
    templatesThatDouble,
    ["en/x.md.mustache": "{{=<% %>=}}<% period.title %>"], ["en/x.md.mustache": "{{> *name}}"],
  ])
  func templatesWithoutEnd(_ templates: [String: String]) throws {
    let folder = try Self.folder()
    for (path, text) in templates { try folder.write(text, to: "templates/\(path)") }
    let run = try SmallExports.publish(folder, "2025-W34", ["--templates", "templates"])
    #expect(run.status == 78, "\(run.errors.prefix(300))")
    #expect(run.errors.hasPrefix("templates/en/"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out").path))
  }

  /// Each of thirty partials calls the next one twice: a billion calls.
  private static let templatesThatDouble: [String: String] = {
    var templates = ["en/x.md.mustache": "{{> _0}}"]
    for number in 0..<30 { templates["en/_\(number).mustache"] = "{{> _\(number + 1)}}{{> _\(number + 1)}}" }
    templates["en/_30.mustache"] = "x"
    return templates
  }()

  // MARK: Clock

  @Test(arguments: [
    ("-1", Int32(65), "no province has figures for 1969-W52"), ("-86400000", 65, "no province has figures for 1967-W"),
    ("99999999999999999", 64, "SOURCE_DATE_EPOCH is '99999999999999999'"),
    ("9223372036854775808", 64, "SOURCE_DATE_EPOCH is"), ("yesterday", 64, "SOURCE_DATE_EPOCH is 'yesterday'"),
  ])
  func clocksThatAreWrong(_ epoch: String, _ status: Int32, _ message: String) throws {
    let folder = try Self.folder()
    let run = try Binary.run(
      ["--exports", "dossiers", "--output", "out"], in: folder.url, environment: ["SOURCE_DATE_EPOCH": epoch])
    #expect(run.status == status)
    #expect(run.errors.contains("error: " + message), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  // MARK: Files

  /// A pipe, a loop of links, a folder and a device, under the names of exports: nothing waits for them.
  @Test(.timeLimit(.minutes(1)), arguments: ["pipe", "loop", "folder", "device"])
  func thingsThatAreNoFiles(_ kind: String) throws {
    let folder = try Self.folder()
    let path = folder.url.appendingPathComponent("dossiers/01-ha-noi.csv").path
    switch kind {
    case "pipe": #expect(mkfifo(path, 0o600) == 0)
    case "loop": #expect(symlink("01-ha-noi.csv", path) == 0)
    case "folder": #expect(mkdir(path, 0o700) == 0)
    default: #expect(symlink("/dev/zero", path) == 0)
    }
    let run = try SmallExports.publish(folder)
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("01-ha-noi.csv: error: "), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out/latest").path))
  }

  /// The name of a file reaches a terminal in messages; nothing in it steers one or begins a line of its own.
  @Test func namesThatSteerTerminals() throws {
    for name in ["01-\u{1B}[2J.csv", "01-a\nerror: b.csv", "01-\u{202E}vsc.csv", "01-\u{9B}31m.csv"] {
      let folder = try Self.folder()
      try folder.write("\"", to: "dossiers/\(name)")
      let run = try SmallExports.publish(folder)
      #expect(run.status == 65)
      #expect(run.errors.hasPrefix("01-"))
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors.debugDescription)")
      #expect(!run.errors.unicodeScalars.contains { [0x1B, 0x9B, 0x202E].contains($0.value) })
    }
  }

  /// A name that is no text stands for a file that would not be found.
  @Test func namesThatAreNoText() throws {
    let folder = try Self.folder()
    _ = try Binary.run([], in: folder.url, command: ["sh", "-c", #": > "$(printf 'dossiers/01-\377.csv')""#])
    let run = try SmallExports.publish(folder)
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("01-\u{FFFD}.csv: error: the name of this file is not UTF-8"), "\(run.errors)")
  }

  /// Folders without permission, as a user who is not root.
  @Test func foldersWithoutPermission() throws {
    let folder = try TemporaryFolder(below: "/tmp")
    try SmallExports.write(to: folder)
    let program = folder.url.appendingPathComponent("program").path
    try FileManager.default.copyItem(atPath: Binary.path, toPath: program)
    for path in ["", "closed", "sealed", "open"] {
      try FileManager.default.createDirectory(
        atPath: folder.url.path + "/" + path, withIntermediateDirectories: true)
      #expect(chmod(folder.url.path + "/" + path, path == "closed" ? 0o000 : path == "open" ? 0o777 : 0o755) == 0)
    }
    defer { chmod(folder.url.path + "/closed", 0o755) }
    let command =
      getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program] : [program]
    func run(_ exports: String, _ output: String) throws -> Binary.Outcome {
      try Binary.run(
        ["--exports", exports, "--period", "2025-W34", "--output", output], in: folder.url,
        // That user may not write where the counters of coverage go.
        environment: ["LLVM_PROFILE_FILE": "/dev/null"], command: command)
    }
    #expect(chmod(folder.url.path, 0o777) == 0)
    #expect(try run("dossiers", "open/out").status == 0)
    for (exports, output, status) in [("closed", "open/out2", Int32(66)), ("dossiers", "closed/out", 73)] {
      let run = try run(exports, output)
      #expect(run.status == status, "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(run.errors.contains("ermission"), "\(run.errors)")
    }
    if getuid() == 0 {
      let run = try run("dossiers", "sealed")
      #expect(run.status == 73, "\(run.errors)")
    }
  }

  // MARK: Names of fields

  /// Names from the exports are text, whatever they look like.
  @Test func namesThatAreMarkup() throws {
    let folder = try Self.folder()
    let names = [
      "a|b", "<script>alert(1)</script>", "x\n## y", "[l](javascript:x)", "`c`", "*e* _u_", "![i](http://x)", "\\|",
      "&lt;b&gt;", "-----", "a\r\nb", "{{received}}", "{{> _x}}",
    ]
    let rows = names.enumerated().map { number, name in
      "H35.1-250818-00001\(number + 10),,\"\(name)\",online,2025-08-18,2025-08-20,2025-08-21,finished,x\n"
    }
    try SmallExports.write(to: folder, more: rows.joined())
    #expect(try SmallExports.publish(folder).status == 0)
    let fields = try folder.text(of: "out/2025-W34/csv/fields.csv")
    #expect(fields.contains("\n{{received}},1,") && fields.contains("{{> _x}},1,"))
    for page in ["en/national.md", "vi/national.md"] {
      let lines = try folder.text(of: "out/2025-W34/\(page)").split(separator: "\n").map(String.init)
      #expect(
        !lines.contains { $0.contains("<script") || $0.hasPrefix("## y") || $0.hasPrefix("b |") || $0 == "-----" })
      let start = try #require(lines.firstIndex { $0.contains("alert(1)") }, "\(page)")
      #expect(lines[start].contains("&lt;script"))
      // Each row of the table has as many cells as its head.
      var head = start
      while !lines[head].hasPrefix("|:--") { head -= 1 }
      let width = Self.cells(lines[head])
      for line in lines[(head + 1)...].prefix(while: { $0.hasPrefix("|") }) {
        #expect(Self.cells(line) == width, "\(line)")
      }
    }
  }

  /// Separators of a Markdown row that are not escaped.
  private static func cells(_ line: String) -> Int {
    line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
  }
}

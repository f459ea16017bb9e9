// Writes one Swift file that holds every file of a folder as a StaticString.
//
// The binary must find its templates and reference data wherever it runs from, without a path of the machine that
// built it. A StaticString costs the compiler nothing and the process nothing until it is read.
//
//     EmbedFiles ROOT OUTPUT [FILE …]      FILE relative to ROOT

import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let root = arguments.first else {
  FileHandle.standardError.write(Data("usage: EmbedFiles ROOT OUTPUT [FILE …]\n".utf8))
  exit(64)
}
let output = arguments[arguments.startIndex + 1]
let files = arguments.dropFirst(2).sorted()

var source = """
  // Generated from the folder \((root as NSString).lastPathComponent); edit the files there.

  enum EmbeddedFiles {
    /// Path inside the folder, and the file's text.
    static let all: [(path: String, text: StaticString)] = [

  """
for file in files {
  let path = root + "/" + file
  guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
  else {
    FileHandle.standardError.write(Data("\(path): error: cannot be read as UTF-8\n".utf8))
    exit(66)
  }
  // A raw string with enough number signs needs no escapes; the line end that the closing delimiter eats is given back.
  var signs = "##"
  while text.contains("\"\"\"" + signs) { signs += "#" }
  source += "    (\"\(file)\", \(signs)\"\"\"\n\(text)\n\"\"\"\(signs)),\n"
}
source += "  ]\n}\n"
// An unchanged file keeps its date, so that nothing that depends on it is compiled again.
if FileManager.default.contents(atPath: output) == Data(source.utf8) { exit(0) }
do {
  try source.write(toFile: output, atomically: true, encoding: .utf8)
} catch {
  FileHandle.standardError.write(Data("\(output): error: \(error)\n".utf8))
  exit(73)
}

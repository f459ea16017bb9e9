import Administration
import Diagnostics
import Exports
import Foundation
import Pipeline
import Publishing
import Records
import Reports
import TabularInput

/// Coverage-guided fuzzing with libFuzzer: `make fuzz` builds this with `FUZZ=1` and runs each subject.
///
/// The first argument names the subject, the rest are libFuzzer's. A crash, a failed precondition, a leak past the memory
/// limit or a disagreement of the two readers ends the run and leaves the input behind.
@main enum Fuzz {
  private static let subjects: [String: @Sendable (UnsafeRawBufferPointer) -> Void] = [
    "readers": Subjects.readers, "decoder": Subjects.decoder, "staff": Subjects.staff,
    "configuration": Subjects.configuration, "templates": Subjects.templates, "manifest": Subjects.manifest,
  ]

  /// The environment variable that names the subject where the first argument does not.
  private static let variable = "FUZZ_SUBJECT"

  /// Set once, before the fuzzer's only thread starts to call it.
  nonisolated(unsafe) private static var subject: (UnsafeRawBufferPointer) -> Void = { _ in }

  static func main() {
    var arguments = CommandLine.arguments
    // libFuzzer starts itself again to merge corpora, without the subject.
    let name = arguments.dropFirst().first.flatMap { subjects[$0] == nil ? nil : $0 }
    if name != nil { arguments.remove(at: 1) }
    guard let name = name ?? ProcessInfo.processInfo.environment[variable], let chosen = subjects[name] else {
      print("fuzz: name one of \(subjects.keys.sorted().joined(separator: ", "))")
      exit(64)
    }
    setenv(variable, name, 1)
    subject = chosen
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var count = Int32(arguments.count)
    let status = words.withUnsafeMutableBufferPointer { buffer in
      guard var argv = buffer.baseAddress else { preconditionFailure("an array with an element has an address") }
      return runDriver(&count, &argv) { bytes, count in
        Fuzz.subject(UnsafeRawBufferPointer(start: bytes, count: count))
        return 0
      }
    }
    exit(status)
  }
}

/// libFuzzer's entry for programs with a main of their own (`FuzzerInterface.h`).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argc: UnsafeMutablePointer<Int32>,
  _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

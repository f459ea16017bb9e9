import ArgumentParser
import Diagnostics
import Foundation
import Publishing

/// The format of findings on stderr.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  /// One line of text per finding.
  case text
  /// One JSON object per line.
  case json
}

/// The option that all commands have.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log-format"),
    help: ArgumentHelp("How problems are written on stderr: text or json, one a line.", valueName: "name"))
  var format: LogFormat = .text
}

/// The process's own streams. Only this type prints.
enum Terminal {
  /// Requests the command's work to stop when a signal comes.
  static let interruption = Interruption()

  /// Read directly from the arguments, so that errors in the command line are also reported in this format.
  private static let format: LogFormat = {
    let arguments = CommandLine.arguments
    let isJSON = zip(arguments, arguments.dropFirst()).contains { $0 == "--log-format" && $1 == "json" }
    return isJSON || arguments.contains("--log-format=json") ? .json : .text
  }()

  /// Prints a text. A reader that closes the stream early, such as `| head`, is no error, since the edition is not
  /// affected.
  ///
  /// - Throws: status `cannotWrite` where stdout accepts no more, as on a full disk.
  static func print(_ text: String) throws(Failure) {
    if let code = write(text, to: STDOUT_FILENO), code != EPIPE {
      throw Failure(.cannotWrite, "stdout cannot be written: \(String(cString: strerror(code)))")
    }
  }

  static func report(_ findings: [Finding]) {
    let lines = findings.map { finding in
      format == .json ? json(finding) : line("\(finding)")
    }
    _ = write(lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
  }

  /// Returns lines in which a quoted header or file name cannot control the terminal.
  static func table(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  /// Returns a message on one line that cannot control the terminal. It may quote what a user typed, or the name of a
  /// file.
  static func line(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    var shown = String.UnicodeScalarView()
    for scalar in line.replacing("\t", with: " ").unicodeScalars {
      let category = scalar.properties.generalCategory
      shown.append(category == .control || category == .format ? "\u{FFFD}" : scalar)
    }
    return String(shown)
  }

  /// Overwrites the current line of the terminal.
  static func progress(_ line: String) { _ = write("\r\(line)\u{1B}[K", to: STDERR_FILENO) }

  /// Keeps streams closed that the process was started without. Otherwise the next file opened would get such a
  /// stream's number, and printed text would go into the file.
  static func keepClosed() {
    // A descriptor opened only for reading refuses writes.
    while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 {
      if descriptor > STDERR_FILENO {
        close(descriptor)
        return
      }
    }
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 && format == .text }

  /// - Returns: the error number that stopped the writing; nil where everything was written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Another process has made the stream non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&waiting, 1, -1) < 0, errno != EINTR { return errno }
        continue
      }
      if count <= 0 { return errno }
      done += count
    }
    return nil
  }

  private struct Line: Encodable {
    let severity: Finding.Severity
    let message: String
    let file: String?
    let line: Int?
    let column: Int?
    let hint: String?
  }

  private static func json(_ finding: Finding) -> String {
    let place = finding.location
    let line = Line(
      severity: finding.severity, message: finding.message, file: place?.file, line: place?.line,
      column: place?.column, hint: finding.hint)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(line) else { preconditionFailure("a finding cannot be written as JSON") }
    // The encoder escapes only the first 32 control characters.
    return Self.line(String(decoding: data, as: UTF8.self))
  }

  /// Ends the process after success without freeing `values`. The system takes memory back at once, whereas freeing the
  /// figures of a run takes as long as writing part of the edition.
  static func end(holding values: some Sendable) -> Never {
    withExtendedLifetime(values) { exit(0) }
  }

  /// Runs a command's work and, if it fails, ends the process with the status of the failure.
  static func conclude(_ work: () async throws(Failure) -> Void) async throws {
    var failure: Failure?
    do throws(Failure) {
      try await work()
    } catch {
      failure = error
    }
    // A signal that came after everything was done has stopped nothing.
    guard let failure else { return }
    if let signal = interruption.signal {
      Signals.report(signal, interruption)
      throw ExitCode(128 + signal)
    }
    report(failure.findings)
    throw ExitCode(failure.status.rawValue)
  }
}

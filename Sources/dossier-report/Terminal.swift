import ArgumentParser
import Diagnostics
import Foundation
import Publishing

/// How findings are written on stderr.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  /// One line of text each.
  case text
  /// One JSON object a line.
  case json
}

/// The option that every command takes.
struct LogOptions: ParsableArguments {
  @Option(
    name: .customLong("log-format"),
    help: ArgumentHelp("How problems are written on stderr: text or json, one a line.", valueName: "name"))
  var format: LogFormat = .text
}

/// The process's own streams. Nothing else prints.
enum Terminal {
  /// Asks the command's work to stop when a signal comes.
  static let interruption = Interruption()

  /// Read off the arguments as they are, so that a wrong command line is reported in this form as well.
  private static let format: LogFormat = {
    let arguments = CommandLine.arguments
    let isJSON = zip(arguments, arguments.dropFirst()).contains { $0 == "--log-format" && $1 == "json" }
    return isJSON || arguments.contains("--log-format=json") ? .json : .text
  }()

  /// Prints, until its reader leaves: `| head` has what it wants, and no edition is worse for it.
  ///
  /// - Throws: status `cannotWrite` where stdout takes no more, as on a full disk.
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

  /// Lines that may quote a header or a file's name, none of which steers a terminal.
  static func table(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  /// A message as one line that steers no terminal. It may quote what a user typed, or how somebody named a file.
  static func line(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    var shown = String.UnicodeScalarView()
    for scalar in line.replacing("\t", with: " ").unicodeScalars {
      let category = scalar.properties.generalCategory
      shown.append(category == .control || category == .format ? "\u{FFFD}" : scalar)
    }
    return String(shown)
  }

  /// Writes over the line that the terminal is in.
  static func progress(_ line: String) { _ = write("\r\(line)\u{1B}[K", to: STDERR_FILENO) }

  /// Streams that the process was started without stay closed: what is opened next would take their numbers, and get what
  /// is printed.
  static func keepClosed() {
    // A descriptor that is open for reading alone refuses what is written to it.
    while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 {
      if descriptor > STDERR_FILENO {
        close(descriptor)
        return
      }
    }
  }

  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 && format == .text }

  /// - Returns: the number of the error that stopped it.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // Somebody else has made the stream one that does not wait.
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
    // The encoder escapes the first 32 control characters alone.
    return Self.line(String(decoding: data, as: UTF8.self))
  }

  /// Ends the process when all has gone well, with what it holds as it is: the system takes memory back at once, where to
  /// free the figures of a run takes as long as to write a part of it.
  static func end(holding values: some Sendable) -> Never {
    withExtendedLifetime(values) { exit(0) }
  }

  /// Runs a command's work and ends the process with the status of its failure, if it fails.
  static func conclude(_ work: () async throws(Failure) -> Void) async throws {
    var failure: Failure?
    do throws(Failure) {
      try await work()
    } catch {
      failure = error
    }
    // A signal that came when all was done has stopped nothing.
    guard let failure else { return }
    if let signal = interruption.signal {
      Signals.report(signal, interruption)
      throw ExitCode(128 + signal)
    }
    report(failure.findings)
    throw ExitCode(failure.status.rawValue)
  }
}

/// The place of a finding. Lines and columns count from 1; a column counts bytes.
package struct Location: Sendable, Hashable, Codable {
  package var file: String
  package var line: Int?
  package var column: Int?

  package init(_ file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One message to the user: what was found, what was expected, and what to type.
///
/// A finding is data; only the executable prints it. Its texts never contain a value of a personal column.
package struct Finding: Sendable, Hashable, Codable {
  /// The weight of a finding: an error stops the run, a warning does not.
  package enum Severity: String, Sendable, Codable {
    case error, warning, note
  }

  package var severity: Severity
  package var location: Location?
  /// What was found and what was expected, in one sentence without a full stop.
  package var message: String
  /// What to type or do, without a full stop.
  package var hint: String?

  package init(
    _ severity: Severity = .error, _ message: String, at location: Location? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.location = location
    self.message = message
    self.hint = hint
  }
}

extension Finding: CustomStringConvertible {
  /// `file:line:column: error: what was found, what was expected. hint: what to type.`
  package var description: String {
    var text = ""
    if let location {
      text += location.file
      if let line = location.line { text += ":\(line)" }
      if let column = location.column { text += ":\(column)" }
      text += ": "
    }
    text += "\(severity.rawValue): \(message)."
    if let hint { text += " hint: \(hint)" + (hint.hasSuffix("?") ? "" : ".") }
    return text
  }
}

/// The failure that ends a run: everything that was wrong, and the exit status that says so.
package struct Failure: Error, Sendable {
  package var status: ExitStatus
  package var findings: [Finding]

  package init(_ status: ExitStatus, _ findings: [Finding]) {
    self.status = status
    self.findings = findings
  }

  /// A failure with a single finding.
  package init(
    _ status: ExitStatus, _ message: String, at location: Location? = nil, hint: String? = nil
  ) {
    self.init(status, [Finding(.error, message, at: location, hint: hint)])
  }
}

import Administration
import Diagnostics
import Statistics

/// Notes on communes (configuration: `commune_notes`): why a commune receives few dossiers or none, and, where that is
/// the cause, that it keeps its dossiers on paper or that a branch of a single-level centre receives them.
enum CommuneNotesFile {
  static let columns = ["commune_code", "reason"]
  /// The column that may be absent.
  static let state = "state"

  /// - Returns: the notes, by position of the commune in the registry.
  /// - Throws: status `badConfiguration` with every row that names no commune or one already named, has no reason, or
  ///   has an unknown state.
  static func notes(_ table: SideTable, registry: Registry) throws(Failure) -> [Int: CommuneNote] {
    var notes: [Int: CommuneNote] = [:]
    var findings: [Finding] = []
    func found(_ message: String, at row: SideTable.Row, hint: String) {
      findings.append(Finding(.error, message, at: row.place, hint: hint))
    }
    for row in table.rows {
      let code = row["commune_code"]
      guard let commune = registry.commune(code: code) else {
        found("'\(code)' is no commune", at: row, hint: "type its code, such as 00004")
        continue
      }
      let word = row[Self.state]
      let state = CommuneNote.State(rawValue: word)
      if state == nil, !word.isEmpty {
        let known = CommuneNote.State.allCases.map(\.rawValue).joined(separator: " or ")
        found("'\(word)' is no state of a note", at: row, hint: "type \(known), or leave the cell blank")
      }
      if row["reason"].isEmpty { found("the reason is blank", at: row, hint: "say why, or remove the row") }
      if notes.updateValue(CommuneNote(reason: row["reason"], state: state), forKey: commune) != nil {
        found("the commune \(code) stands twice", at: row, hint: "keep one of its rows")
      }
    }
    guard findings.isEmpty else { throw Failure(.badConfiguration, findings) }
    return notes
  }
}

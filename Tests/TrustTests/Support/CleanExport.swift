/// A small export without a fault, cut up so that faults can be put anywhere in it.
struct CleanExport {
  let name: String
  /// Cells as they stand in the file, quotes included.
  let header: [String]
  let rows: [[String]]

  /// Line on which each row begins, and how many lines it has.
  private(set) var lines: [ClosedRange<Int>] = []

  init(name: String, header: [String], rows: [[String]]) {
    self.name = name
    self.header = header
    self.rows = rows
    precondition(rows.allSatisfy { $0.count == header.count }, "a clean row has as many cells as the header")
    var line = 2
    for row in rows {
      let more = row.joined().split(separator: "\n", omittingEmptySubsequences: false).count - 1
      lines.append(line...line + more)
      line += more + 1
    }
  }

  /// Header and rows, the first of all being record 0.
  var records: [[String]] { [header] + rows }

  var text: String { Self.text(records) }

  /// The lines of a record: of the header for 0.
  func lines(ofRecord record: Int) -> ClosedRange<Int> { record == 0 ? 1...1 : lines[record - 1] }

  static func text(_ records: [[String]], separator: String = ",", end: String = "\n") -> String {
    records.map { $0.joined(separator: separator) + end }.joined()
  }

  /// The file with one record replaced by a text of its own.
  func replacing(_ record: Int, by line: String, end: String = "\n") -> String {
    records.indices.map { $0 == record ? line + end : Self.text([records[$0]]) }.joined()
  }

  /// The file with one cell replaced.
  func replacing(_ record: Int, _ column: Int, by cell: String) -> String {
    var cells = records[record]
    cells[column] = cell
    return replacing(record, by: cells.joined(separator: ","))
  }
}

extension CleanExport {
  /// Dossiers of Lai Châu: quoted, blank, accented and many-line cells; a personal column; words in the last one.
  static let dossiers = CleanExport(
    name: "12-lai-chau.csv",
    header: [
      "dossier_id", "province_code", "commune_code", "level", "field", "channel", "applicant", "received_at", "due_at",
      "finished_at", "status",
    ],
    rows: [
      row("1", "03388", "commune", "Hộ tịch", "online", "Vàng A Páo", "18T08:00:00", "20", "19", "finished"),
      row("2", "", "province", "\"Khám bệnh, chữa bệnh\"", "in_person", "x", "18", "20T17:00:00", "21", "returned"),
      row("3", "03390", "commune", "Đất đai", "postal", "\"Lò Văn\nMinh\"", "19", "21", "", "processing"),
      row("4", "", "province", "\"Giống \"\"lúa\"\"\"", "online", "", "20T07:59:59", "", "", "stopped"),
      row("5", "03388", "commune", "", "in_person", "\"Sùng, A\"", "20", "29", "", "supplement_requested"),
      row("6", "03390", "commune", "Chứng thực", "online", "ê", "22T23:59:00", "22", "22T23:59:30", "finished"),
    ])

  private static func row(
    _ number: String, _ commune: String, _ level: String, _ field: String, _ channel: String, _ applicant: String,
    _ received: String, _ due: String, _ finished: String, _ status: String
  ) -> [String] {
    func day(_ text: String) -> String { text.isEmpty ? "" : "2025-08-\(text)" }
    return [
      "H35.1-250818-000000\(number)", "12", commune, level, field, channel, applicant, day(received), day(due),
      day(finished), status,
    ]
  }

  /// Staff records of the same province.
  static let staff = CleanExport(
    name: "12-lai-chau.csv",
    header: [
      "record_id", "province_code", "level", "full_name", "decision_at", "submitted_at", "approved_at", "paid_at",
      "amount_approved_vnd", "amount_paid_vnd", "category", "policy",
    ],
    rows: [
      [
        "S1", "12", "commune", "\"Lý, Thị\"", "2025-07-01", "2025-07-05", "2025-07-09", "2025-07-15", "812000000",
        "812000000", "cadre", "early_retirement",
      ],
      [
        "S2", "12", "province", "Páo", "2025-07-02", "2025-07-05", "2025-07-09", "", "315500000", "", "civil_servant",
        "severance",
      ],
      [
        "S3", "12", "commune", "\"a\nb\"", "2025-07-03", "2025-07-08", "", "", "", "", "commune_part_time", "severance",
      ],
      ["S4", "12", "province", "", "2025-07-04", "", "", "", "", "", "contract", "severance"],
    ])
}

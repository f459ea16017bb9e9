import Foundation
import TestSupport
import Testing

/// Signals stand in an edition for the agency's own staff, and a public one of the same exports holds no trace of them.
@Suite struct SignalCaseTests {
  private func publish(_ settings: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let closed = (0..<40).map {
      "H35.1-250812-00010\($0 + 10),03388,Hộ tịch,online,2025-08-12T08:00:00,2025-08-20,2025-08-20T16:59:07,finished,x\n"
    }
    try SmallExports.write(to: folder, more: closed.joined())
    try folder.write("exports: dossiers\nperiod: 2025-W34\noutput: out\n" + settings, to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test func theOwnStaffSeesThem() throws {
    let folder = try publish("audience: internal\nsignals: {bulk_closing: 41, parking: 5%}\n")
    let table = try folder.text(of: "out/2025-W34/csv/internal/signals.csv").split(separator: "\n").map(String.init)
    #expect(
      table == [
        "province_code,province,signal,value,limit,dossiers,beside,is_raised",
        "12,Lai Châu,due_day_spike,40.000000,5.000000,40,2,true",
        "12,Lai Châu,bulk_closing,40.000000,41.000000,40,1,false",
        "12,Lai Châu,parking,0.000000,0.050000,0,45,false",
      ])
    // What is overdue, by unit, field and age, the oldest due day first; of no dossier more than that it is one of them.
    #expect(
      try folder.text(of: "out/2025-W34/csv/internal/work-lists/12-lai-chau.csv")
        == """
        province_code,commune_code,unit,field,age,dossiers,oldest_due,working_days_overdue
        12,03390,Bình Lư,Đất đai,overdue_to_5,1,2025-08-21,1

        """)
    let card = try folder.text(of: "out/2025-W34/en/provinces/12-lai-chau.md")
    #expect(card.contains("| Binh Lu Commune | Land | 0–5 working days | 1 | 21 August 2025 |"))
    let english = try folder.text(of: "out/2025-W34/en/data-quality.md")
    #expect(
      english.contains("| Lai Chau | finished on the due day, against the days beside it | 40.0 | 5.0 | 40 | 2 |"))
    #expect(!english.contains("most finished at one second"))
    let vietnamese = try folder.text(of: "out/2025-W34/vi/data-quality.md")
    #expect(vietnamese.contains("## Dấu hiệu cần kiểm tra, chỉ dùng nội bộ"))
    let rebuilt = try Binary.run(["verify", "out/2025-W34", "--rebuild", "--config", "report.yaml"], in: folder.url)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
  }

  @Test func aPublicEditionHoldsNoTrace() throws {
    let folder = try publish("signals: {bulk_closing: 2}\n")
    let files = try folder.files(below: "out/2025-W34")
    #expect(files.count > 10)
    for (path, data) in files {
      #expect(!path.contains("internal") && !path.contains("signal"), "\(path)")
      let text = String(decoding: data, as: UTF8.self).lowercased()
      for word in [
        "signal", "dấu hiệu", "work list", "việc cần làm, chỉ", "due_day_spike", "bulk_closing", "parking",
        "one second", "một giây",
      ] {
        // A flag of records in use names dates at one second too.
        if word.hasSuffix("second") || word.hasSuffix("giây"), path.hasSuffix("data-quality.md") { continue }
        #expect(!text.contains(word), "\(path): \(word)")
      }
    }
  }

  @Test(arguments: [
    ("{bulk_closing: 1}", "'1' is no limit of bulk_closing"), ("{parking: 0%}", "'0%' is no limit of parking"),
    ("{due_day: 3}", "there is no setting 'due_day' in 'signals'"),
  ])
  func wrongLimitsAreTold(_ limits: String, _ message: String) throws {
    let folder = try TemporaryFolder()
    try SmallExports.write(to: folder)
    try folder.write("exports: dossiers\nsignals: \(limits)\n", to: "report.yaml")
    let run = try Binary.run(["--config", "report.yaml"], in: folder.url)
    #expect(run.status == 78)
    #expect(run.errors.contains("report.yaml:2:") && run.errors.contains(message), "\(run.errors)")
  }
}

import Diagnostics
import Exports
import Records
import Testing

@Suite struct ColumnPlanTests {
  private func plan(_ header: [String], reading wanted: [DossierColumn]? = nil) throws(Failure) -> ColumnPlan<
    DossierColumn
  > {
    try ColumnPlan(
      header: header, reading: wanted ?? DossierColumn.allCases, required: [.dossierID, .receivedAt], file: "79.csv")
  }

  private func findings(_ header: [String]) -> [Finding] {
    let failure = #expect(throws: Failure.self) { try plan(header) }
    #expect(failure?.status == .dataRefused)
    return failure?.findings ?? []
  }

  @Test func columnsStandInAnyOrder() throws {
    let found = try plan(["received_at", "note", "dossier_id", "phone", "status"])
    #expect(found.selection == [0, 2, 4])
    #expect(found.slot(.receivedAt) == 0)
    #expect(found.slot(.dossierID) == 1)
    #expect(found.slot(.status) == 2)
    #expect(found.slot(.field) == -1)
    #expect(found.ignored == ["note", "phone"])
  }

  /// A column that is known but not wanted is neither read nor reported as unknown.
  @Test func onlyWantedColumnsAreRead() throws {
    let found = try plan(["dossier_id", "agency", "received_at"], reading: [.dossierID, .receivedAt])
    #expect(found.selection == [0, 2])
    #expect(found.slot(.agency) == -1)
    #expect(found.ignored == [])
  }

  @Test func headersAreTrimmedAndOfAnyCase() throws {
    let found = try plan([" Dossier_ID\t", "\u{A0}RECEIVED_AT "])
    #expect(found.selection == [0, 1])
  }

  @Test func aMissingColumnIsRefused() {
    #expect(
      findings(["received_at", "x"]) == [
        Finding(
          .error, "the required column 'dossier_id' is missing among the 2 of the header",
          at: Location("79.csv", line: 1),
          hint:
            "add it, without it rows cannot be told apart; or map the header that holds it in a profile, as in columns: {Header: dossier_id}"
        )
      ])
    #expect(findings([]).count == 2)
  }

  @Test func aMistypedColumnIsRecognised() {
    let found = findings(["dossier_id", "recieved_at"])
    #expect(found.map(\.hint) == ["rename the column 'recieved_at' to 'received_at'"])
  }

  @Test func aDoubledColumnIsRefused() {
    let found = findings(["dossier_id", "received_at", "Dossier_Id", "status", "status"])
    #expect(
      found.map(\.message) == [
        "the column 'dossier_id' stands twice in the header", "the column 'status' stands twice in the header",
      ])
    #expect(found.allSatisfy { $0.location == Location("79.csv", line: 1) && $0.hint == "keep one" })
  }

  /// Unknown columns may repeat: nobody reads them.
  @Test func unknownColumnsMayRepeat() throws {
    #expect(try plan(["dossier_id", "x", "x", "received_at"]).ignored == ["x", "x"])
  }

  @Test func theContractOfColumnNames() {
    #expect(
      DossierColumn.allCases.map(\.rawValue).joined(separator: " ")
        == """
        dossier_id province_code province commune_code commune level agency procedure_code procedure field channel \
        service_level received_at due_at finished_at returned_at supplement_requested_at supplemented_at status fee_vnd \
        paid_online rating
        """)
    #expect(
      StaffColumn.allCases.map(\.rawValue).joined(separator: " ")
        == """
        record_id province_code province agency level category policy decision_at left_at submitted_at approved_at \
        paid_at amount_approved_vnd amount_paid_vnd revoked_at
        """)
  }
}

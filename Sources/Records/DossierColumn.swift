/// The canonical columns of a dossier export, in their canonical order; the raw value is the header.
package enum DossierColumn: String, Sendable, CaseIterable {
  case dossierID = "dossier_id"
  case provinceCode = "province_code"
  case province
  case communeCode = "commune_code"
  case commune, level, agency
  case procedureCode = "procedure_code"
  case procedure, field, channel
  case serviceLevel = "service_level"
  case receivedAt = "received_at"
  case dueAt = "due_at"
  case finishedAt = "finished_at"
  case returnedAt = "returned_at"
  case supplementRequestedAt = "supplement_requested_at"
  case supplementedAt = "supplemented_at"
  case status
  case fee = "fee_vnd"
  case paidOnline = "paid_online"
  case rating

  /// The columns without which no figure can be computed; their cells may be blank.
  package static let required: [DossierColumn] = [.dossierID, .receivedAt, .dueAt, .finishedAt]
}

/// The canonical columns of a staff export, in their canonical order; the raw value is the header.
package enum StaffColumn: String, Sendable, CaseIterable {
  case recordID = "record_id"
  case provinceCode = "province_code"
  case province, agency, level, category, policy
  case decisionAt = "decision_at"
  case leftAt = "left_at"
  case submittedAt = "submitted_at"
  case approvedAt = "approved_at"
  case paidAt = "paid_at"
  case amountApproved = "amount_approved_vnd"
  case amountPaid = "amount_paid_vnd"
  case revokedAt = "revoked_at"

  /// The columns without which the pipeline cannot be computed; their cells may be blank.
  package static let required: [StaffColumn] = [
    .recordID, .decisionAt, .submittedAt, .approvedAt, .paidAt, .amountApproved, .amountPaid,
  ]
}

import Records

extension DossierDecoder {
  /// The places in a batch of the columns that a file has; -1 for columns that it lacks.
  struct Layout: Sendable {
    let id, provinceCode, province, communeCode, commune, level, agency, field, channel: Int
    let procedureCode, procedure, serviceLevel, paidOnline, rating: Int
    let received, due, finished, returned, supplementRequested, supplemented, status: Int
    /// The cells that `Place` is decided from, and those that `Matter` is decided from.
    let placeCells, matterCells: CellSpan

    init(_ plan: ColumnPlan<DossierColumn>) {
      id = plan.slot(.dossierID)
      provinceCode = plan.slot(.provinceCode)
      province = plan.slot(.province)
      communeCode = plan.slot(.communeCode)
      commune = plan.slot(.commune)
      level = plan.slot(.level)
      agency = plan.slot(.agency)
      field = plan.slot(.field)
      channel = plan.slot(.channel)
      received = plan.slot(.receivedAt)
      due = plan.slot(.dueAt)
      finished = plan.slot(.finishedAt)
      returned = plan.slot(.returnedAt)
      supplementRequested = plan.slot(.supplementRequestedAt)
      supplemented = plan.slot(.supplementedAt)
      status = plan.slot(.status)
      procedureCode = plan.slot(.procedureCode)
      procedure = plan.slot(.procedure)
      serviceLevel = plan.slot(.serviceLevel)
      paidOnline = plan.slot(.paidOnline)
      rating = plan.slot(.rating)
      placeCells = CellSpan([provinceCode, province, communeCode, commune, level, agency])
      matterCells = CellSpan([procedureCode, procedure, field, channel, serviceLevel])
    }
  }
}

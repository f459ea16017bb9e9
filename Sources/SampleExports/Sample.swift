import Administration

/// Everything that the files of one sample share; all workers read it, none changes it.
struct Sample: Sendable {
  let directory: String
  let seed: UInt64
  let registry: Registry
  let calendar: WorkingCalendar
  /// The totals by position of the province, at the sample's scale.
  let totals: [ProvinceTotals]
  /// The totals at scale 1, because the way a province's volume divides among its communes does not depend on the
  /// scale.
  let published: [ProvinceTotals]
  let catalogue: ProcedureCatalogue
  let days: WindowDays
  let receipts: ReceiptDays

  /// Writes the dossier and the staff file of a province.
  func write(_ position: Int) -> Result<SampleSummary, SampleError> {
    Result { () throws(SampleError) in
      let province = registry.provinces[position]
      let name = fileName(of: province)
      let units = ProvinceUnits(
        province: province, communes: registry.communes[registry.communesOfProvince[position]],
        totals: totals[position], published: published[position])

      var summary = SampleSummary()
      var dossiers = DossierWriter(
        file: try OutputFile(path: "\(directory)/dossiers/\(name)"), sample: self, units: units,
        random: RandomSource(seed: seed, stream: "dossiers/\(province.code)"))
      let deck = DossierDeck(units: units, sample: self, seed: seed, provinceCode: province.code)
      summary.dossierRows = deck.entries.count
      summary.bytes += try dossiers.write(deck)

      var staff = StaffWriter(
        file: try OutputFile(path: "\(directory)/staff/\(name)"), province: province, units: units,
        calendar: calendar,
        random: RandomSource(seed: seed, stream: "staff/\(province.code)"))
      summary.staffRows = totals[position].staff.decided
      summary.bytes += try staff.write(totals[position].staff)
      summary.files = 2
      return summary
    }
  }
}

import Records

extension DossierColumn {
  /// The columns that statistics need; other columns are recognised but not read.
  package static var decoded: [DossierColumn] { DossierDecoder.columns }
}

extension StaffColumn {
  /// The columns that statistics need; other columns are recognised but not read.
  package static var decoded: [StaffColumn] { StaffDecoder.columns }
}

import Administration
import Records
import TabularInput

extension DossierDecoder {
  /// Who resolves a dossier: the same for all rows whose cells have the same bytes and whose codes have the same
  /// prefix.
  struct Place: Sendable {
    var province: UInt16 = 0
    var commune = Dossier.noCommune
    var level = Level.province
    var agency: UInt32 = 0
    var flags = FlagSet()
    /// Whether the row names a unit that ended with the reform.
    var isFormer = false
    /// Whether the level is the district's, which ended with the reform.
    var isOfDistrict = false
  }

  /// - Parameter slot: where the place of these cells is remembered; -1 if it is not.
  mutating func decodePlace(
    _ slot: Int32, _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout,
    _ dossier: inout Dossier, _ result: inout Result
  ) -> Fault? {
    let place: Place
    if let known = places[slot] {
      place = known
    } else {
      var found = Place()
      if let fault = decideUnits(record, cells, batch, layout, result.code, &found) { return fault }
      found.agency = agencies.number(of: cells.seen(layout.agency, batch), in: batch.bytes.span)
      places[slot] = found
      place = found
    }
    dossier.province = place.province
    dossier.commune = place.commune
    dossier.level = place.level
    dossier.agency = place.agency
    result.flags.formUnion(place.flags)
    // A unit or level that ended on 1 July 2025 is suspicious in a dossier received since.
    let received = dossier.received
    if place.isFormer || place.isOfDistrict, !received.isBlank, !(received.day < SeriesBreak.reform.day) {
      if place.isFormer { result.flags.insert(.formerUnitAfterReform) }
      if place.isOfDistrict { result.flags.insert(.districtAfterReform) }
    }
    return nil
  }

  private mutating func decideUnits(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ dossierCode: DossierCode,
    _ place: inout Place
  ) -> Fault? {
    let text = batch.bytes.span
    let fromCode = provinceOfCode(dossierCode)
    let code = cells.seen(layout.provinceCode, batch)
    let name = cells.seen(layout.province, batch)
    let coded = code.isEmpty ? nil : units.province(code: code, in: text)
    let named = name.isEmpty ? nil : units.province(name: name, in: text)
    // The code takes precedence; a name of another province is flagged.
    if let coded, let named, coded.position != named.position { place.flags.insert(.provinceConflict) }
    let stated = coded ?? named
    if stated == nil {
      if !PlaceholderCell.isOne(code, in: text) { return (.unknownProvince, .provinceCode) }
      if !PlaceholderCell.isOne(name, in: text) { return (.unknownProvince, .province) }
    }
    guard let province = stated?.position ?? fromCode?.position ?? file.province else {
      return (.unknownProvince, layout.provinceCode < 0 && layout.province >= 0 ? .province : .provinceCode)
    }
    if let other = fromCode?.position, other != province { place.flags.insert(.provinceConflict) }
    // Outside Vietnam, the unit declared for a file applies only to rows that state none, so no other unit conflicts
    // with it.
    if units.areOfVietnam, let other = file.province, other != province { place.flags.insert(.provinceConflict) }
    place.province = province
    place.isFormer = stated?.isFormer == true || fromCode?.isFormer == true
    decideCommune(cells, batch, layout, former: stated?.former, &place)
    let level = cells.seen(layout.level, batch)
    if let known = level.isEmpty ? nil : levels.value(level, in: text, decide: file.words.level) {
      place.level = known
    } else if PlaceholderCell.isOne(level, in: text) {
      place.flags.insert(.levelGuessed)
      place.level = levelUnstated(cells, batch, layout, dossierCode)
    } else {
      note(.level, level, record, batch)
      return (.unknownLevel, .level)
    }
    place.isOfDistrict = place.level == .district && units.areOfVietnam
    return nil
  }

  /// Returns the level of a row that states none: from the agency or the dossier code; else commune if the row names a
  /// commune, and province if not (design: *Level*).
  private mutating func levelUnstated(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ code: DossierCode
  ) -> Level {
    let agency = cells.seen(layout.agency, batch)
    if !agency.isEmpty,
      let known = agencyLevels.value(agency, in: batch.bytes.span, decide: AgencyLevel.of(agency:))
    {
      return known
    }
    if let prefix = code.prefix, let known = AgencyLevel.of(codePrefix: codes.prefixes[prefix]) { return known }
    let isCommuneNamed = [layout.communeCode, layout.commune].contains { slot in
      !PlaceholderCell.isOne(cells.seen(slot, batch), in: batch.bytes.span)
    }
    return isCommuneNamed ? .commune : .province
  }

  private mutating func decideCommune(
    _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, former: String?, _ place: inout Place
  ) {
    let text = batch.bytes.span
    let code = cells.seen(layout.communeCode, batch)
    let name = cells.seen(layout.commune, batch)
    var found = code.isEmpty ? .unknown : units.commune(code: code, in: text, province: place.province)
    // A system may use codes of its own, so an unknown code leaves the decision to the name.
    if case .unknown = found, !name.isEmpty {
      found = units.commune(name: name, in: text, province: place.province, former: former)
    }
    switch found {
    case .unknown:
      if !PlaceholderCell.isOne(code, in: text) || !PlaceholderCell.isOne(name, in: text) {
        place.flags.insert(.unknownCommune)
      }
    case .undecidable:
      place.flags.insert(.formerCommuneUndecidable)
      place.isFormer = true
    case .commune(let commune, let isFormer):
      guard units.contains(commune: commune, province: place.province) else {
        place.flags.insert(.communeOutsideProvince)
        return
      }
      if isFormer { place.isFormer = true }
      place.commune = commune
    }
  }

  private mutating func provinceOfCode(_ code: DossierCode) -> UnitMatcher.FoundProvince? {
    guard let prefix = code.prefix else { return nil }
    while prefixProvinces.count <= Int(prefix) {
      prefixProvinces.append(units.province(codePrefix: codes.prefixes[UInt32(prefixProvinces.count)]))
    }
    return prefixProvinces[Int(prefix)]
  }
}

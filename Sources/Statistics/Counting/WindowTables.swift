import Records

/// The tables of one window, by unit, field and channel.
struct WindowTables {
  private let classifier: Classifier
  private var units = CellTable()
  private var fields = CellTable()
  private var channels = CellTable()
  private var counted = CountedDossiers()

  init(classifier: Classifier) { self.classifier = classifier }

  /// Makes room for all rows handed out so far.
  mutating func make(_ rows: DossierRows) {
    units.grow(to: rows.units.uses.count)
    fields.grow(to: rows.fields.uses.count)
    channels.grow(to: rows.channels.uses.count)
  }

  mutating func count(_ dossiers: [Dossier], _ rows: CellRows, sign: Int) {
    // Copied once, since it is read for every dossier.
    let classifier = classifier
    counted.removeAll()
    for position in dossiers.indices { _ = counted.add(dossiers[position], at: position, by: classifier) }
    units.count(counted, in: rows.unit, sign: sign)
    fields.count(counted, in: rows.field, sign: sign)
    channels.count(counted, in: rows.channel, sign: sign)
  }

  func enter(_ names: RowNames, into window: inout WindowSummary) {
    window.enter(units: units.tallies(), fields: fields.tallies(), channels: channels.tallies(), names)
  }
}

extension WindowSummary {
  /// Enters the tallies of rows; rows whose dossiers were all taken back are left out.
  mutating func enter(units: [Tally], fields: [Tally], channels: [Tally], _ names: RowNames) {
    for (row, tally) in units.enumerated() {
      if let key = names.units[row] { self.units[key] = tally }
    }
    // Several rows may be spellings of one field.
    for (row, tally) in fields.enumerated() {
      if let key = names.fields[row] { self.fields[key, default: Tally()].merge(tally) }
    }
    for (row, tally) in channels.enumerated() {
      if let key = names.channels[row] { self.channels[key] = tally }
    }
  }
}

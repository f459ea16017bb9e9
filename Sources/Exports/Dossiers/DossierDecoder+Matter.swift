import Records
import TabularInput

extension DossierDecoder {
  /// What a dossier is about and how it was submitted: the same for all rows whose cells have the same bytes.
  struct Matter: Sendable {
    var procedure: UInt32 = 0
    var field: UInt32 = 0
    var serviceLevel: UInt32 = 0
    var channel = Channel.inPerson
    var flags = FlagSet()
  }

  /// - Parameter slot: where the matter of these cells is remembered; -1 if it is not.
  mutating func decodeMatter(
    _ slot: Int32, _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout,
    _ dossier: inout Dossier, _ result: inout Result
  ) -> Fault? {
    let matter: Matter
    if let known = matters[slot] {
      matter = known
    } else {
      var found = Matter()
      if let fault = decideMatter(record, cells, batch, layout, &found) { return fault }
      matters[slot] = found
      matter = found
    }
    dossier.procedure = matter.procedure
    dossier.field = matter.field
    dossier.serviceLevel = matter.serviceLevel
    dossier.channel = matter.channel
    result.flags.formUnion(matter.flags)
    return nil
  }

  private mutating func decideMatter(
    _ record: Int, _ cells: BatchCells, _ batch: borrowing RecordBatch, _ layout: Layout, _ matter: inout Matter
  ) -> Fault? {
    let text = batch.bytes.span
    let channel = cells.seen(layout.channel, batch)
    if let known = channel.isEmpty ? nil : channels.value(channel, in: text, decide: file.words.channel) {
      matter.channel = known
    } else if PlaceholderCell.isOne(channel, in: text) {
      matter.flags.insert(.blankChannel)
    } else {
      note(.channel, channel, record, batch)
      return (.unknownChannel, .channel)
    }
    matter.field = fields.number(of: cells.seen(layout.field, batch), in: text)
    matter.procedure = procedures.number(
      of: cells.seen(layout.procedureCode, batch), cells.seen(layout.procedure, batch), in: text)
    matter.serviceLevel = serviceLevels.number(of: cells.seen(layout.serviceLevel, batch), in: text)
    return nil
  }
}

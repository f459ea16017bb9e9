import Administration
import Records
import TabularInput

// Column by column, of the records that have broken no rule by then: each loop asks the same of every cell, and most
// cells of a column that few rows fill are passed over.

extension DossierDecoder {
  /// Static, because days are remembered in the decoder's own rules of the file: a method would hold on to all of it.
  static func decodeDates(
    _ dates: inout DateReading, _ records: ArraySlice<Int>, of batch: borrowing RecordBatch, _ layout: Layout,
    into results: inout [Result]
  ) {
    decodeDates(&dates, layout.received, .receivedAt, records, batch, into: &results) { $0.dossier.received = $1 }
    decodeDates(&dates, layout.due, .dueAt, records, batch, into: &results) { $0.dossier.due = $1 }
    decodeDates(&dates, layout.finished, .finishedAt, records, batch, into: &results) { $0.dossier.finished = $1 }
    decodeDates(&dates, layout.returned, .returnedAt, records, batch, into: &results) { result, returned in
      guard result.dossier.finished.isBlank else { return }
      result.dossier.finished = returned
      result.flags.insert(.finishedFromReturned)
    }
    decodeDates(&dates, layout.supplementRequested, .supplementRequestedAt, records, batch, into: &results) {
      $0.dossier.supplementRequested = $1
    }
    decodeDates(&dates, layout.supplemented, .supplementedAt, records, batch, into: &results) {
      $0.dossier.supplemented = $1
    }
  }

  /// - Parameter take: puts the moment of a cell, which is never blank, into its dossier.
  @inline(__always)
  private static func decodeDates(
    _ dates: inout DateReading, _ slot: Int, _ column: DossierColumn, _ records: ArraySlice<Int>,
    _ batch: borrowing RecordBatch, into results: inout [Result], _ take: (inout Result, Moment) -> Void
  ) {
    if slot < 0 { return }
    let text = batch.bytes.span
    var results = results.mutableSpan
    for position in records.indices where results[position].fault == nil {
      let cell = BatchCells(first: records[position] &* batch.columns).range(slot, batch)
      if cell.isEmpty { continue }
      if let moment = dates.moment(cell, in: text) {
        take(&results[position], moment)
      } else {
        results[position].fault = (.unreadableDate, column)
      }
    }
  }

  mutating func decodeStatuses(
    _ records: ArraySlice<Int>, of batch: borrowing RecordBatch, _ layout: Layout, into results: inout [Result]
  ) {
    let text = batch.bytes.span
    let words = file.words
    var results = results.mutableSpan
    for position in records.indices where results[position].fault == nil {
      let status = BatchCells(first: records[position] &* batch.columns).range(layout.status, batch)
      if status.isEmpty {
        results[position].dossier.status = Self.statusFromDates(results[position].dossier)
      } else if let known = statuses.value(status, in: text, decide: words.status) {
        results[position].dossier.status = known
      } else {
        note(.status, status, records[position], batch)
        results[position].fault = (.unknownStatus, .status)
      }
    }
  }

  /// What the dates of a dossier without a status say.
  private static func statusFromDates(_ dossier: Dossier) -> DossierStatus {
    if !dossier.finished.isBlank { return .finished }
    return !dossier.supplementRequested.isBlank && dossier.supplemented.isBlank ? .supplementRequested : .processing
  }

  /// How applicants paid and rated.
  mutating func decodeService(
    _ records: ArraySlice<Int>, of batch: borrowing RecordBatch, _ layout: Layout, into results: inout [Result]
  ) {
    let text = batch.bytes.span
    var results = results.mutableSpan
    for position in records.indices {
      let cells = BatchCells(first: records[position] &* batch.columns)
      let payment = cells.range(layout.paidOnline, batch)
      if !payment.isEmpty {
        results[position].dossier.isPaidOnline = payments.value(payment, in: text, decide: Words.isTrue)
      }
      let rating = cells.range(layout.rating, batch)
      if rating.count == 1, (49...53).contains(text[rating.lowerBound]) {
        results[position].dossier.rating = text[rating.lowerBound] - 48
      }
    }
  }
}

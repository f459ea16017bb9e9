import Administration
import Records
import TabularInput

// These functions decode column by column and skip records that have already broken a rule. Each loop does the same for
// every cell, and passes quickly over the empty cells of columns that few rows fill.

extension DossierDecoder {
  /// Static, because `dates` is part of the decoder: a mutating method would need exclusive access to all of it.
  static func decodeDates(
    _ dates: inout DateReading, _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout,
    into dossiers: inout [Dossier], _ results: inout [Result]
  ) {
    decodeDates(&dates, layout.received, .receivedAt, stretch, batch, into: &dossiers, &results) { $0.received = $2 }
    decodeDates(&dates, layout.due, .dueAt, stretch, batch, into: &dossiers, &results) { $0.due = $2 }
    decodeDates(&dates, layout.finished, .finishedAt, stretch, batch, into: &dossiers, &results) { $0.finished = $2 }
    decodeDates(&dates, layout.returned, .returnedAt, stretch, batch, into: &dossiers, &results) {
      dossier, flags, returned in
      guard dossier.finished.isBlank else { return }
      dossier.finished = returned
      flags.insert(.finishedFromReturned)
    }
    decodeDates(&dates, layout.supplementRequested, .supplementRequestedAt, stretch, batch, into: &dossiers, &results) {
      $0.supplementRequested = $2
    }
    decodeDates(&dates, layout.supplemented, .supplementedAt, stretch, batch, into: &dossiers, &results) {
      $0.supplemented = $2
    }
  }

  /// - Parameter take: stores the moment of a cell, which is never blank, in its dossier.
  @inline(__always)
  private static func decodeDates(
    _ dates: inout DateReading, _ slot: Int, _ column: DossierColumn, _ stretch: Stretch,
    _ batch: borrowing RecordBatch, into dossiers: inout [Dossier], _ results: inout [Result],
    _ take: (inout Dossier, inout FlagSet, Moment) -> Void
  ) {
    if slot < 0 { return }
    let (text, starts, ends) = (batch.bytes.span, batch.starts.span, batch.ends.span)
    let columns = batch.columns
    var dossiers = dossiers.mutableSpan
    var results = results.mutableSpan
    var cell = stretch.cells(batch) &+ slot
    for position in stretch.positions {
      let (start, end) = (Int(starts[cell]), Int(ends[cell]))
      cell &+= columns
      if start == end || results[position].fault != nil { continue }
      if let moment = dates.plainMoment(text.bytes.extracting(start..<end)) {
        take(&dossiers[position], &results[position].flags, moment)
        continue
      }
      switch dates.reading(of: BatchCells.seen(BatchCells.withoutSpaces(start..<end, batch), batch), in: text) {
      case .moment(let moment): take(&dossiers[position], &results[position].flags, moment)
      case .blank: break
      case .placeholder: results[position].flags.insert(.placeholderDate)
      case .unreadable: results[position].fault = (.unreadableDate, column)
      }
    }
  }

  mutating func decodeStatuses(
    _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout, into dossiers: inout [Dossier],
    _ results: inout [Result]
  ) {
    let text = batch.bytes.span
    let words = file.words
    var dossiers = dossiers.mutableSpan
    var results = results.mutableSpan
    var cells = BatchCells(first: stretch.cells(batch))
    for position in stretch.positions {
      let status = cells.range(layout.status, batch)
      let record = stretch.records.lowerBound &+ position &- stretch.first
      cells.moveOn(batch)
      if results[position].fault != nil { continue }
      if status.isEmpty {
        dossiers[position].status = Self.statusFromDates(dossiers[position])
      } else if let known = statuses.value(status, in: text, decide: { words.status($0) }) {
        dossiers[position].status = known
      } else if PlaceholderCell.isOne(status, in: text) {
        dossiers[position].status = Self.statusFromDates(dossiers[position])
      } else {
        note(.status, status, record, batch)
        results[position].fault = (.unknownStatus, .status)
      }
    }
  }

  /// Returns the status that the dates of a dossier without a status imply.
  private static func statusFromDates(_ dossier: Dossier) -> DossierStatus {
    if !dossier.finished.isBlank { return .finished }
    return !dossier.supplementRequested.isBlank && dossier.supplemented.isBlank ? .supplementRequested : .processing
  }

  /// Decodes how applicants paid, and how they rated the service.
  mutating func decodeService(
    _ stretch: Stretch, of batch: borrowing RecordBatch, _ layout: Layout, into dossiers: inout [Dossier]
  ) {
    decodeService(layout.paidOnline, stretch, batch, into: &dossiers) { decoder, dossier, payment, text in
      dossier.isPaidOnline = decoder.payments.value(payment, in: text, decide: Words.isTrue)
    }
    decodeService(layout.rating, stretch, batch, into: &dossiers) { _, dossier, rating, text in
      if let points = Words.points(rating, in: text) { dossier.rating = points }
    }
  }

  /// - Parameter take: stores the value of a cell that is not blank in its dossier.
  @inline(__always)
  private mutating func decodeService(
    _ slot: Int, _ stretch: Stretch, _ batch: borrowing RecordBatch, into dossiers: inout [Dossier],
    _ take: (inout DossierDecoder, inout Dossier, Range<Int>, Span<UInt8>) -> Void
  ) {
    if slot < 0 { return }
    let (text, starts, ends) = (batch.bytes.span, batch.starts.span, batch.ends.span)
    let columns = batch.columns
    var dossiers = dossiers.mutableSpan
    var cell = stretch.cells(batch) &+ slot
    for position in stretch.positions {
      let (start, end) = (Int(starts[cell]), Int(ends[cell]))
      cell &+= columns
      if start == end { continue }
      let trimmed = BatchCells.withoutSpaces(start..<end, batch)
      if !trimmed.isEmpty { take(&self, &dossiers[position], trimmed, text) }
    }
  }
}

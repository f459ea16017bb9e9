import Statistics
import Templates

/// One measure of one province.
struct SignalRow: Sendable {
  let unit: UnitRow
  let signal: Signal

  /// Prints a number in the signal's own unit: a multiple, dossiers or a share.
  func printed(_ number: Ratio?, _ printer: Printer) -> TemplateValue {
    guard let number else { return printer.missing() }
    switch signal.kind {
    case .dueDaySpike: return printer.mean(number)
    case .bulkClosing: return printer.count(number.numerator)
    case .parking: return printer.rate(number)
    }
  }
}

extension ReportSubject {
  var signals: [SignalRow] {
    quality.signals.map { SignalRow(unit: units.provinces[$0.province], signal: $0) }
  }
}

/// The names of signals, which only an edition for the agency's own staff contains.
enum SignalNames {
  private static let rows = Names<SignalRow>([
    .value("name", "name of the province") { $0.unit.name($1) },
    .text("code", "statistical code of the province") { $0.unit.code },
    .value("signal", "what is measured; its name in a CSV file") { row, printer in
      printer.words(printer.language?.label(row.signal.kind.label) ?? row.signal.kind.rawValue)
    },
    .value("value", "the measure: times the neighbours, dossiers at one second, or a share") {
      $0.printed($0.signal.value, $1)
    },
    .value("limit", "what it must reach to be a signal") { $0.printed($0.signal.limit, $1) },
    .count("dossiers", "on the due day; finished with a time of day; waiting or closed without a result") {
      $0.signal.dossiers
    },
    .count("beside", "on the days before and after; seconds with a finish; dossiers to be handled", unit: "number") {
      $0.signal.beside
    },
    .flag("is_raised", "whether the measure reaches its limit, with enough dossiers") { $0.signal.isRaised },
    .value("record", "the row as a record of internal/signals.csv") { row, printer in
      TemplateValue(CSVTable.signalRecord(row, printer))
    },
  ])

  static let names: [Names<ReportSubject>.Name] = [
    .flag("has_measures", "whether signals are looked for: in an edition for the agency's own staff") {
      !$0.signals.isEmpty
    },
    .list("signals", "every measure of every province with figures", rows) { $0.signals },
    .list("raised_signals", "of these, those that reach their limit", rows) { $0.signals.filter(\.signal.isRaised) },
    .flag("has_raised_signals", "whether any does") { $0.signals.contains { $0.signal.isRaised } },
    .value("signal_columns", "the header of internal/signals.csv") { _, _ in TemplateValue(CSVTable.signalHeader) },
  ]
}

extension CSVTable {
  static let signalHeader = (provinceKeys + ["signal", "value", "limit", "dossiers", "beside", "is_raised"])
    .joined(separator: ",")

  /// Returns a record of signals.csv; values and limits have six decimals.
  static func signalRecord(_ row: SignalRow, _ printer: Printer) -> String {
    let signal = row.signal
    return
      (row.unit.keys.map { printer.text($0).text } + [
        signal.kind.rawValue, signal.value.map(fraction) ?? "", fraction(signal.limit), String(signal.dossiers),
        String(signal.beside), String(signal.isRaised),
      ]).joined(separator: ",")
  }
}

extension Signal.Kind {
  var label: Label {
    switch self {
    case .dueDaySpike: .signalDueDaySpike
    case .bulkClosing: .signalBulkClosing
    case .parking: .signalParking
    }
  }
}

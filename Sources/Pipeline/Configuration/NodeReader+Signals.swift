import Diagnostics
import Statistics
import Yams

extension NodeReader {
  private static let signals = Signal.Kind.allCases.map(\.rawValue)

  /// Reads limits of signals: `{due_day_spike: 5, bulk_closing: 30, parking: 10%}`.
  mutating func signals(_ node: Node) -> Signal.Limits {
    var limits = Signal.Limits()
    for (name, value) in mapping(node, known: Self.signals, "'signals'") {
      guard let text = text(value), let kind = Signal.Kind(rawValue: name) else { continue }
      func refuse(_ hint: String) {
        findings.append(Finding(.error, "'\(text)' is no limit of \(name)", at: place(value), hint: hint))
      }
      switch kind {
      case .dueDaySpike, .bulkClosing:
        guard let number = Int(text), Signal.Limits.numbers.contains(number) else {
          refuse("write a whole number from 2 on")
          continue
        }
        if kind == .bulkClosing { limits.bulkClosing = number } else { limits.dueDaySpike = number }
      case .parking:
        guard let share = Ratio(percent: text), !share.isZero else {
          refuse("write a share such as 10%")
          continue
        }
        limits.parking = share.scaled(by: 10_000)
      }
    }
    return limits
  }
}

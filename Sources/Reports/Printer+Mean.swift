import Statistics
import Templates

extension Printer {
  /// A mean with one decimal, rounded half away from zero on the exact ratio; six decimals in a CSV file.
  func mean(_ ratio: Ratio?) -> TemplateValue {
    guard let ratio else { return missing() }
    guard let language else { return TemplateValue(CSVTable.fraction(ratio)) }
    let tenths = ratio.scaled(by: 10)
    return TemplateValue(digits(tenths / 10) + language.file.decimal + String(abs(tenths % 10)))
  }
}

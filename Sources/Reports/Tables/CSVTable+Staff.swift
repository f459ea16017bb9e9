import Statistics

/// The columns of the staff files. A hidden figure is `[c]`, and a figure that does not exist is blank.
extension CSVTable {
  static func staffHeader(_ keys: [String]) -> String {
    (keys + [
      "decisions", "submitted", "approved", "paid", "approved_share", "paid_share_of_approved",
      "paid_share_of_decisions", "amount_approved_vnd", "amount_paid_vnd", "left", "amount_outstanding_vnd",
      "mean_paid_vnd",
    ]).joined(separator: ",")
  }

  static func staffRecord(_ row: StaffRow, _ printer: Printer) -> String {
    func text<Value>(_ figure: Controlled<Value>?, _ print: (Value) -> String) -> String {
      figure == .hidden ? "[c]" : figure?.value.map(print) ?? ""
    }
    func count(_ count: StaffCount) -> String { text(row.figures?[count]) { String($0) } }
    func share(_ part: StaffCount, _ whole: StaffCount) -> String { text(row.share(part, of: whole), fraction) }
    func money(_ amount: Controlled<Int64>?) -> String { text(amount) { String($0) } }
    let figures = row.figures
    let cells: [String] =
      row.keys.map { printer.text($0).text } + [
        count(.decisions), count(.submitted), count(.approved), count(.paid), share(.approved, .submitted),
        share(.paid, .approved), share(.paid, .decisions), money(figures?.amountApproved), money(figures?.amountPaid),
        count(.left), money(figures?.amountOutstanding), money(figures.flatMap(\.meanPaid)),
      ]
    return cells.joined(separator: ",")
  }
}

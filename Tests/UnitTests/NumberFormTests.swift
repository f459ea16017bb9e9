import Exports
import Testing

@Suite struct NumberFormTests {
  @Test(
    arguments: [
      ("1234", NumberForm.plain, 1234), ("1.234", .plain, nil), ("-1", .plain, nil), ("", .plain, nil),
      ("0", .plain, 0),
      ("9223372036854775807", .plain, Int64.max), ("9223372036854775808", .plain, nil),
      ("1.234.567", .vietnamese, 1_234_567), ("1.234.567,00", .vietnamese, 1_234_567),
      ("1234567", .vietnamese, 1_234_567),
      ("1.234,50", .vietnamese, nil), ("1.23", .vietnamese, nil), ("12.34.567", .vietnamese, nil),
      ("1.234.", .vietnamese, nil),
      (".234", .vietnamese, nil), ("1,234", .vietnamese, nil), ("1234.567", .vietnamese, nil), ("1,", .vietnamese, nil),
      ("1,234,567", .english, 1_234_567), ("1,234.00", .english, 1234), ("1.234", .english, nil),
      ("1,234,56", .english, nil),
      ("1 234", .english, 1234), (",", .english, nil),
      // Spaces between groups, also those that do not break a line, and the currency are of every form.
      ("500 000 000", .plain, 500_000_000), ("500\u{A0}000", .plain, 500_000), ("500 00", .plain, nil),
      ("50 0000", .plain, nil), ("1 234.567", .vietnamese, nil), ("1.234 567", .vietnamese, nil),
      ("500.000.000 đ", .vietnamese, 500_000_000), ("500000đ", .plain, 500_000), ("500,000 VND", .english, 500_000),
      ("500 000 ₫", .plain, 500_000), ("500 Đồng", .plain, 500), ("500 USD", .plain, nil), ("đ", .plain, nil),
    ] as [(String, NumberForm, Int64?)])
  func reads(_ cell: String, _ form: NumberForm, _ expected: Int64?) {
    #expect(form.amount(Array(cell.utf8).span) == expected)
  }
}

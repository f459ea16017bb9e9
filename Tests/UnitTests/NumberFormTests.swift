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
      ("1 234", .english, nil), (",", .english, nil),
    ] as [(String, NumberForm, Int64?)])
  func reads(_ cell: String, _ form: NumberForm, _ expected: Int64?) {
    #expect(form.amount(Array(cell.utf8).span) == expected)
  }
}

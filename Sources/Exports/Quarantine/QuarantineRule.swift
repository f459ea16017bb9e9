/// The rule because of which a row cannot be used. The raw value appears in quarantine files and reports.
package enum QuarantineRule: String, Sendable, CaseIterable, Codable {
  case cellCount = "cell_count"
  case rowsInQuotes = "rows_in_quotes"
  case blankCode = "blank_code"
  case roundedCode = "rounded_code"
  case unreadableDate = "unreadable_date"
  case blankReceived = "blank_received"
  case unknownProvince = "unknown_province"
  case unknownStatus = "unknown_status"
  case unknownChannel = "unknown_channel"
  case unknownLevel = "unknown_level"
  case unreadableAmount = "unreadable_amount"
  case unknownCategory = "unknown_category"
  case unknownPolicy = "unknown_policy"

  /// What was found and what was expected, as a clause for messages.
  package var explanation: String {
    switch self {
    case .cellCount: "the number of cells differs from the header's"
    case .rowsInQuotes: "a quote opened here or above is closed rows below, so that these rows are one long cell"
    case .blankCode: "the code that identifies the row is blank, or a mark for none such as - or #N/A"
    case .roundedCode: "the code is a number that a spreadsheet has rounded, such as 2.50805E+11"
    case .unreadableDate: "the date is none of 2025-07-15, 2025-07-15T08:30:00, 15/07/2025 08:30 and 08:30 15/07/2025"
    case .blankReceived: "the date of receipt is blank though the dossier was accepted"
    case .unknownProvince: "the province is blank or not in the registry"
    case .unknownStatus: "the status is not a known word or national code"
    case .unknownChannel: "the channel is none of online, in_person, postal and the national portal's words"
    case .unknownLevel: "the level is none of province, commune, district, other"
    case .unreadableAmount: "the amount is not a whole number of VND"
    case .unknownCategory: "the staff category is not a known word"
    case .unknownPolicy: "the policy is neither early_retirement nor severance"
    }
  }
}

/// An administrative procedure (thủ tục hành chính, TTHC) of the sample.
struct Procedure: Sendable {
  /// The longest processing time, in working days.
  static let longest = 30

  let code: String
  let field: String
  /// The processing time in working days, counted from the day after receipt.
  let days: Int
  let service: ServiceLevel
  /// In Vietnamese đồng.
  let fee: Int
}

/// The extent to which a procedure is offered online (mức độ cung cấp dịch vụ).
enum ServiceLevel: Int, Sendable, CaseIterable {
  case full, partial, informationOnly

  /// The word in exports, for toàn trình, một phần and cung cấp thông tin.
  var word: String {
    switch self {
    case .full: "toan_trinh"
    case .partial: "mot_phan"
    case .informationOnly: "thong_tin"
    }
  }
}

import Records

/// An agency above the communes: a department of the province, or a branch of a central agency.
struct Agency: Sendable {
  /// The agency's number in dossier codes, the same in every province.
  let number: Int
  let level: Level
  /// The agency's weight among those above the communes, for dividing the dossiers that are not the communes'.
  let weight: Int
  private let title: String
  let fields: [FieldEntry]

  private init(_ number: Int, _ title: String, _ weight: Int, level: Level = .province, fields: [FieldEntry]) {
    self.number = number
    self.level = level
    self.weight = weight
    self.title = title
    self.fields = fields
  }

  /// Returns the agency's name in a province (tỉnh) or city (thành phố).
  func name(in noun: String) -> String {
    title.hasSuffix("…") ? title.dropLast() + noun : title
  }

  static let all: [Agency] = [
    Agency(
      1, "Sở Tài chính", 160,
      fields: [
        FieldEntry("Thành lập và hoạt động của doanh nghiệp", 900, days: [3, 3, 5, 2], fees: [50, 100, 0]),
        FieldEntry("Đầu tư tại Việt Nam", 60, days: [15, 10, 30]),
        FieldEntry("Đấu thầu", 20, days: [20, 5]),
        FieldEntry("Quản lý giá", 20, days: [10, 15]),
      ]),
    Agency(
      2, "Sở Xây dựng", 170,
      fields: [
        FieldEntry("Đường bộ", 620, days: [2, 3, 5, 1, 7], fees: [0, 30, 200]),
        FieldEntry("Hoạt động xây dựng", 200, days: [20, 15, 10], fees: [150, 300]),
        FieldEntry("Quy hoạch xây dựng, kiến trúc", 60, days: [15, 20, 30]),
        FieldEntry("Nhà ở và công sở", 60, days: [30, 20, 5]),
        FieldEntry("Kinh doanh bất động sản", 40, days: [10, 15], fees: [200, 0]),
        FieldEntry("Đường thủy nội địa", 40, days: [3, 5, 2], fees: [50, 70]),
      ]),
    Agency(
      3, "Sở Nông nghiệp và Môi trường", 110,
      fields: [
        FieldEntry("Môi trường", 140, days: [20, 30, 15], fees: [0, 500]),
        FieldEntry("Tài nguyên nước", 90, days: [30, 20, 10], fees: [200, 500]),
        FieldEntry("Địa chất và khoáng sản", 60, days: [30, 20, 5]),
        FieldEntry("Thủy sản", 240, days: [3, 6, 2, 10], fees: [40, 0]),
        FieldEntry("Thú y", 180, days: [1, 3, 5, 15], fees: [50, 230]),
        FieldEntry("Bảo vệ thực vật", 90, days: [1, 10, 5], fees: [40, 200]),
        FieldEntry("Lâm nghiệp", 90, days: [5, 10, 20]),
        FieldEntry("Quản lý chất lượng nông lâm sản và thủy sản", 110, days: [15, 5, 7], fees: [700, 100]),
      ]),
    Agency(
      4, "Văn phòng đăng ký đất đai", 560,
      fields: [
        FieldEntry("Đất đai", 620, days: [8, 10, 5, 15, 20, 3, 30, 13], fees: [28, 100, 50, 0, 15]),
        FieldEntry("Đăng ký biện pháp bảo đảm", 380, days: [1, 1, 2, 3], fees: [80, 20, 60]),
      ]),
    Agency(
      5, "Sở Tư pháp", 60,
      fields: [
        FieldEntry("Hộ tịch", 260, days: [3, 5, 10, 1], fees: [8, 0]),
        FieldEntry("Công chứng", 300, days: [5, 7, 15, 3], fees: [100, 0, 500]),
        FieldEntry("Luật sư", 120, days: [7, 10, 20, 5], fees: [100, 50]),
        FieldEntry("Trợ giúp pháp lý", 200, days: [1, 2, 5]),
        FieldEntry("Đấu giá tài sản", 60, days: [7, 5, 10], fees: [800, 0]),
        FieldEntry("Quốc tịch", 60, days: [20, 30, 5], fees: [100, 0]),
      ]),
    Agency(
      6, "Sở Nội vụ", 190,
      fields: [
        FieldEntry("Việc làm", 520, days: [5, 3, 20, 10, 1]),
        FieldEntry("Người có công", 210, days: [12, 20, 24, 7]),
        FieldEntry("Lao động, tiền lương", 110, days: [7, 5, 25]),
        FieldEntry("An toàn, vệ sinh lao động", 60, days: [5, 10, 20]),
        FieldEntry("Quản lý lao động ngoài nước", 60, days: [5, 10, 3]),
        FieldEntry("Thi đua, khen thưởng", 80, days: [20, 25, 15]),
        FieldEntry("Văn thư và lưu trữ nhà nước", 30, days: [1, 5, 15]),
      ]),
    Agency(
      7, "Sở Công Thương", 130,
      fields: [
        FieldEntry("Xúc tiến thương mại", 560, days: [1, 5, 3]),
        FieldEntry("Lưu thông hàng hóa trong nước", 180, days: [10, 20, 7], fees: [400, 1200]),
        FieldEntry("Hóa chất", 60, days: [12, 7, 5], fees: [600, 0]),
        FieldEntry("Vật liệu nổ công nghiệp, tiền chất thuốc nổ", 30, days: [5, 3, 20], fees: [0, 200]),
        FieldEntry("Điện", 40, days: [7, 15, 10], fees: [700, 0]),
      ]),
    Agency(
      8, "Sở Y tế", 110,
      fields: [
        FieldEntry("Khám bệnh, chữa bệnh", 420, days: [15, 30, 20, 10, 5], fees: [150, 430, 0]),
        FieldEntry("Dược phẩm", 260, days: [20, 5, 15, 10], fees: [500, 1000]),
        FieldEntry("Mỹ phẩm", 120, days: [3, 5, 10], fees: [500, 0]),
        FieldEntry("An toàn thực phẩm", 160, days: [5, 7, 20, 15], fees: [500, 700]),
        FieldEntry("Bảo trợ xã hội", 40, days: [15, 5, 10]),
      ]),
    Agency(
      9, "Sở Giáo dục và Đào tạo", 90,
      fields: [
        FieldEntry("Giáo dục và Đào tạo", 300, days: [15, 20, 10, 5]),
        FieldEntry("Hệ thống văn bằng, chứng chỉ", 420, days: [1, 5, 3, 15], fees: [0, 250]),
        FieldEntry("Thi, tuyển sinh", 160, days: [5, 1, 15]),
        FieldEntry("Giáo dục nghề nghiệp", 90, days: [10, 5, 15, 20]),
      ]),
    Agency(
      10, "Sở Khoa học và Công nghệ", 30,
      fields: [
        FieldEntry("Hoạt động khoa học và công nghệ", 120, days: [15, 10, 5, 30]),
        FieldEntry("Tiêu chuẩn đo lường chất lượng", 160, days: [5, 3, 20], fees: [150, 0]),
        FieldEntry("An toàn bức xạ và hạt nhân", 90, days: [5, 25, 15], fees: [750, 200]),
        FieldEntry("Viễn thông và Internet", 60, days: [10, 15, 5]),
      ]),
    Agency(
      11, "Sở Văn hóa, Thể thao và Du lịch", 70,
      fields: [
        FieldEntry("Du lịch", 260, days: [10, 5, 15, 3], fees: [650, 1500]),
        FieldEntry("Văn hóa cơ sở", 160, days: [5, 15, 3], fees: [0, 500]),
        FieldEntry("Nghệ thuật biểu diễn", 120, days: [5, 15, 3], fees: [500, 1000]),
        FieldEntry("Thể dục thể thao", 90, days: [7, 5, 10], fees: [200, 0]),
        FieldEntry("Xuất bản, In và Phát hành", 60, days: [10, 7, 5]),
      ]),
    Agency(
      12, "Sở Dân tộc và Tôn giáo", 10,
      fields: [
        FieldEntry("Tín ngưỡng, tôn giáo", 300, days: [20, 30, 15, 5]),
        FieldEntry("Công tác dân tộc", 40, days: [5, 15, 10]),
      ]),
    Agency(
      13, "Thanh tra …", 6,
      fields: [
        FieldEntry("Giải quyết khiếu nại", 60, days: [30, 20, 10]),
        FieldEntry("Phòng, chống tham nhũng", 20, days: [10, 5]),
      ]),
    Agency(
      14, "Ban Quản lý các khu công nghiệp", 40,
      fields: [
        FieldEntry("Đầu tư tại Việt Nam", 160, days: [10, 15, 3, 30]),
        FieldEntry("Lao động, tiền lương", 120, days: [5, 7, 25]),
        FieldEntry("Hoạt động xây dựng", 60, days: [15, 20, 10], fees: [150, 0]),
      ]),
    Agency(
      18, "Công an …", 70, level: .other,
      fields: [
        FieldEntry("Lý lịch tư pháp", 500, days: [10, 5, 15], fees: [200, 100]),
        FieldEntry("Quản lý xuất nhập cảnh", 300, days: [5, 8, 3], fees: [200, 0]),
        FieldEntry("Đăng ký, quản lý phương tiện giao thông", 300, days: [2, 1, 5], fees: [100, 50]),
      ]),
    Agency(
      19, "Thuế …", 45, level: .other,
      fields: [FieldEntry("Quản lý thuế", 300, days: [3, 5, 1, 10, 30])]),
    Agency(
      20, "Bảo hiểm xã hội …", 35, level: .other,
      fields: [
        FieldEntry("Thực hiện chính sách bảo hiểm xã hội", 300, days: [5, 12, 3, 10]),
        FieldEntry("Thu bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp", 200, days: [5, 3, 10]),
      ]),
  ]
}

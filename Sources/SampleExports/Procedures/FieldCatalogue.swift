/// A field (lĩnh vực) as one kind of agency handles it.
struct FieldEntry: Sendable {
  /// The official name, which may contain commas.
  let name: String
  /// The field's weight among the agency's fields.
  let weight: Int
  /// Processing times in working days, beginning with the most used procedure; further procedures repeat them in turn.
  let days: [Int]
  /// Fees in thousand đồng, repeated in the same way.
  let fees: [Int]

  init(_ name: String, _ weight: Int, days: [Int], fees: [Int] = [0]) {
    self.name = name
    self.weight = weight
    self.days = days
    self.fees = fees
  }
}

/// The fields of communes and wards. Names are those of the national database of administrative procedures; weights and
/// times are plausible, not measured.
enum FieldCatalogue {
  /// The fields of the communes, each with its weight in rural communes and in wards.
  private static let communal: [(rural: Int, ward: Int, entry: FieldEntry)] = [
    (2500, 3300, FieldEntry("Chứng thực", 0, days: [1, 1, 1, 2, 1], fees: [0, 10, 0, 20, 50])),
    (2400, 2300, FieldEntry("Hộ tịch", 0, days: [1, 1, 3, 2, 5, 3], fees: [0, 8, 0, 0, 15])),
    (1700, 1000, FieldEntry("Đất đai", 0, days: [10, 15, 8, 20, 30, 13, 5], fees: [0, 50, 15, 100, 28])),
    (800, 520, FieldEntry("Bảo trợ xã hội", 0, days: [10, 15, 5, 20, 22, 3])),
    (420, 340, FieldEntry("Người có công", 0, days: [7, 10, 5, 12, 24])),
    (
      280, 620,
      FieldEntry("Thành lập và hoạt động của hộ kinh doanh", 0, days: [3, 3, 3, 2], fees: [100, 50, 0])
    ),
    (160, 90, FieldEntry("Lâm nghiệp", 0, days: [10, 15, 20, 5])),
    (110, 60, FieldEntry("Nông nghiệp và phát triển nông thôn", 0, days: [7, 15, 30, 10])),
    (100, 190, FieldEntry("Hoạt động xây dựng", 0, days: [15, 20, 10, 8], fees: [75, 15, 0])),
    (40, 130, FieldEntry("Quy hoạch xây dựng, kiến trúc", 0, days: [15, 20, 10])),
    (30, 120, FieldEntry("Hạ tầng kỹ thuật", 0, days: [7, 10, 15])),
    (90, 80, FieldEntry("Giáo dục mầm non", 0, days: [10, 20, 15, 5])),
    (90, 80, FieldEntry("Giáo dục tiểu học", 0, days: [5, 10, 20, 3])),
    (100, 90, FieldEntry("Giáo dục trung học", 0, days: [5, 10, 20, 3])),
    (60, 90, FieldEntry("Giáo dục và Đào tạo", 0, days: [10, 15, 24, 5])),
    (90, 50, FieldEntry("Phòng, chống thiên tai", 0, days: [10, 15, 6])),
    (80, 90, FieldEntry("Thi đua, khen thưởng", 0, days: [20, 10, 25])),
    (60, 40, FieldEntry("Tín ngưỡng, tôn giáo", 0, days: [15, 20, 5])),
    (60, 110, FieldEntry("Lưu thông hàng hóa trong nước", 0, days: [10, 7, 5], fees: [400, 100, 0])),
    (50, 100, FieldEntry("An toàn thực phẩm", 0, days: [15, 10, 5], fees: [150, 0])),
    (50, 60, FieldEntry("Trẻ em", 0, days: [5, 10, 1])),
    (40, 40, FieldEntry("Phòng, chống tệ nạn xã hội", 0, days: [10, 7, 3])),
    (40, 30, FieldEntry("Dân số", 0, days: [3, 5])),
    (60, 40, FieldEntry("Công tác dân tộc", 0, days: [5, 15, 10])),
    (30, 30, FieldEntry("Nuôi con nuôi", 0, days: [30, 20, 5], fees: [400, 0])),
    (50, 60, FieldEntry("Môi trường", 0, days: [15, 20, 30], fees: [0, 500])),
    (40, 10, FieldEntry("Thủy sản", 0, days: [5, 10, 15])),
    (40, 20, FieldEntry("Trồng trọt", 0, days: [5, 10])),
    (30, 30, FieldEntry("Đường bộ", 0, days: [5, 7, 10])),
    (20, 10, FieldEntry("Đường thủy nội địa", 0, days: [3, 5, 2], fees: [70, 0])),
    (30, 30, FieldEntry("Văn hóa cơ sở", 0, days: [10, 5, 15], fees: [0, 500])),
    (20, 20, FieldEntry("Thư viện", 0, days: [15, 3])),
    (25, 25, FieldEntry("Phổ biến giáo dục pháp luật", 0, days: [5, 10])),
    (25, 25, FieldEntry("Hòa giải ở cơ sở", 0, days: [5, 3])),
    (40, 40, FieldEntry("Tiếp công dân", 0, days: [10, 5])),
    (40, 40, FieldEntry("Giải quyết khiếu nại", 0, days: [30, 20])),
    (30, 60, FieldEntry("Tổ chức, quản lý hội", 0, days: [30, 20, 10])),
  ]

  static let rural = communal.map {
    FieldEntry($0.entry.name, $0.rural, days: $0.entry.days, fees: $0.entry.fees)
  }
  static let ward = communal.map {
    FieldEntry($0.entry.name, $0.ward, days: $0.entry.days, fees: $0.entry.fees)
  }
}

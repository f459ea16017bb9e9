/// How one province compares with the others in the sample.
///
/// The dossiers received by the seven largest provinces are published (Resolution 268/NQ-CP), and so is that Điện Biên
/// has the fewest. The other volumes follow from population. All rates are invented, around the national ones.
struct ProvinceProfile: Sendable {
  let code: String
  /// The number of dossiers received at scale 1.
  let received: Int
  /// Rates per mille: online, resolved and commune-level of all received; in time of those resolved.
  let online: Int
  let resolved: Int
  let inTime: Int
  let commune: Int

  init(_ code: String, _ received: Int, online: Int, resolved: Int, inTime: Int, commune: Int) {
    self.code = code
    self.received = received
    self.online = online
    self.resolved = resolved
    self.inTime = inTime
    self.commune = commune
  }

  /// Returns the profile of a province; for a province of another registry, an average one by its number of communes.
  static func of(code: String, communes: Int) -> ProvinceProfile {
    all.first { $0.code == code }
      ?? ProvinceProfile(
        code, 1 + communes * 1957, online: 738, resolved: 800, inTime: 720, commune: communes > 0 ? 738 : 0)
  }

  private static let all = [
    ProvinceProfile("01", 500_000, online: 748, resolved: 798, inTime: 769, commune: 735),  // Hà Nội
    ProvinceProfile("04", 31_770, online: 745, resolved: 876, inTime: 687, commune: 803),  // Cao Bằng
    ProvinceProfile("08", 102_950, online: 891, resolved: 775, inTime: 801, commune: 711),  // Tuyên Quang
    ProvinceProfile("11", 18_640, online: 808, resolved: 790, inTime: 751, commune: 706),  // Điện Biên
    ProvinceProfile("12", 22_585, online: 836, resolved: 855, inTime: 729, commune: 680),  // Lai Châu
    ProvinceProfile("14", 78_551, online: 916, resolved: 871, inTime: 649, commune: 811),  // Sơn La
    ProvinceProfile("15", 106_767, online: 872, resolved: 875, inTime: 798, commune: 677),  // Lào Cai
    ProvinceProfile("19", 104_803, online: 621, resolved: 751, inTime: 577, commune: 796),  // Thái Nguyên
    ProvinceProfile("20", 49_196, online: 763, resolved: 823, inTime: 920, commune: 799),  // Lạng Sơn
    ProvinceProfile("22", 115_614, online: 740, resolved: 833, inTime: 876, commune: 743),  // Quảng Ninh
    ProvinceProfile("24", 202_153, online: 857, resolved: 772, inTime: 613, commune: 691),  // Bắc Ninh
    ProvinceProfile("25", 240_406, online: 631, resolved: 844, inTime: 570, commune: 741),  // Phú Thọ
    ProvinceProfile("31", 325_000, online: 804, resolved: 803, inTime: 653, commune: 702),  // Hải Phòng
    ProvinceProfile("33", 204_240, online: 728, resolved: 786, inTime: 719, commune: 758),  // Hưng Yên
    ProvinceProfile("37", 220_656, online: 606, resolved: 754, inTime: 586, commune: 716),  // Ninh Bình
    ProvinceProfile("38", 269_000, online: 634, resolved: 725, inTime: 642, commune: 789),  // Thanh Hóa
    ProvinceProfile("40", 270_000, online: 864, resolved: 760, inTime: 744, commune: 821),  // Nghệ An
    ProvinceProfile("42", 80_419, online: 715, resolved: 705, inTime: 568, commune: 751),  // Hà Tĩnh
    ProvinceProfile("44", 93_532, online: 862, resolved: 849, inTime: 656, commune: 755),  // Quảng Trị
    ProvinceProfile("46", 103_430, online: 675, resolved: 727, inTime: 622, commune: 787),  // Huế
    ProvinceProfile("48", 177_715, online: 570, resolved: 858, inTime: 653, commune: 797),  // Đà Nẵng
    ProvinceProfile("51", 130_874, online: 677, resolved: 705, inTime: 838, commune: 679),  // Quảng Ngãi
    ProvinceProfile("52", 218_348, online: 666, resolved: 843, inTime: 791, commune: 821),  // Gia Lai
    ProvinceProfile("56", 124_457, online: 664, resolved: 859, inTime: 569, commune: 704),  // Khánh Hòa
    ProvinceProfile("66", 251_000, online: 693, resolved: 737, inTime: 807, commune: 646),  // Đắk Lắk
    ProvinceProfile("68", 188_905, online: 829, resolved: 857, inTime: 833, commune: 716),  // Lâm Đồng
    ProvinceProfile("75", 320_000, online: 749, resolved: 820, inTime: 910, commune: 661),  // Đồng Nai
    ProvinceProfile("79", 753_000, online: 755, resolved: 845, inTime: 667, commune: 821),  // Hồ Chí Minh
    ProvinceProfile("80", 171_412, online: 643, resolved: 727, inTime: 635, commune: 642),  // Tây Ninh
    ProvinceProfile("82", 236_774, online: 833, resolved: 840, inTime: 824, commune: 711),  // Đồng Tháp
    ProvinceProfile("86", 202_451, online: 884, resolved: 725, inTime: 748, commune: 662),  // Vĩnh Long
    ProvinceProfile("91", 211_295, online: 584, resolved: 829, inTime: 711, commune: 711),  // An Giang
    ProvinceProfile("92", 218_083, online: 751, resolved: 824, inTime: 805, commune: 674),  // Cần Thơ
    ProvinceProfile("96", 155_974, online: 701, resolved: 748, inTime: 765, commune: 780),  // Cà Mau
  ]
}

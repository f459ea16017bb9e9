/// Figures on the reform that bulletins quote: an example of the `indicators` file, whose source column says so.
enum PublishedIndicators {
  static let lines = [
    "name,value,unit,as_of,source,label_vi,label_en,unit_vi,unit_en",
    line(
      "specialised_agencies", 465, "agencies", vi: "Cơ quan chuyên môn cấp tỉnh", "cơ quan",
      en: "Specialised agencies of provinces and cities", "agencies"),
    line(
      "departments", 9916, "departments", vi: "Phòng chuyên môn cấp xã", "phòng",
      en: "Specialised departments of commune-level units", "departments"),
    line(
      "training_bridges", 3300, "bridges", vi: "Điểm cầu tập huấn trực tuyến", "điểm cầu",
      en: "Places connected for training online", "places"),
    line(
      "decrees", 112, "decrees", vi: "Nghị định về chính quyền địa phương hai cấp", "nghị định",
      en: "Decrees on the two-level local government", "decrees"),
  ]

  private static func line(
    _ name: String, _ value: Int, _ unit: String, vi: String, _ unitVi: String, en: String, _ unitEn: String
  ) -> String { "\(name),\(value),\(unit),2025-08-23,số liệu minh họa,\(vi),\(en),\(unitVi),\(unitEn)" }
}

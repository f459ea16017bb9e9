import Foundation

/// The figures of a published edition, as its `statistics.json` gives them.
package struct PublishedFigures: Sendable, Decodable {
  package let edition: String
  private let windows: [String: WindowFigures]
  private let staff: WindowFigures?

  private struct WindowFigures: Sendable, Decodable {
    let national: [String: Int]
    let provinces: [String: [String: Int]]
  }

  /// Nil where the text is no such document.
  package init?(json: [UInt8]) {
    guard let figures = try? JSONDecoder().decode(PublishedFigures.self, from: Data(json)),
      figures.windows["own"] != nil
    else { return nil }
    self = figures
  }

  /// Counters of the whole in the edition's own window, by name.
  package var national: [String: Int] { windows["own"]?.national ?? [:] }
  /// Counters by province code; provinces without figures are left out.
  package var provinces: [String: [String: Int]] { windows["own"]?.provinces ?? [:] }
  package var nationalStaff: [String: Int] { staff?.national ?? [:] }
  package var staffOfProvinces: [String: [String: Int]] { staff?.provinces ?? [:] }
}

import Administration
import Statistics
import Testing

/// Only under full coverage is a zero a zero: data that begin after a window know nothing of it (design: *Coverage*).
@Suite struct DataBeginTests {
  @Test func dataThatBeginAfterTheWindowGiveNoFigures() throws {
    let june = try WindowSpecification("2025-06").window(asOf: nil, today: try #require(Day("2025-09-01")))
    func coverage(from: String) throws -> Coverage {
      Coverage.of(
        files: 1, coveredFrom: Day(from), coveredTo: Day("2025-08-22"), window: june, through: june.last,
        calendar: .vietnam)
    }
    #expect(try coverage(from: "2025-07-01") == .empty)
    #expect(try coverage(from: "2025-06-30") == .full)
    #expect(try coverage(from: "2025-01-01") == .full)
  }

  /// A window that another is compared with must be covered from its first working day on: 1 June 2025 is a Sunday.
  @Test func dataThatBeginInAWindowAreNoBaseOfComparison() throws {
    let june = try WindowSpecification("2025-06").window(asOf: nil, today: try #require(Day("2025-09-01")))
    func coverage(from: String) throws -> Coverage {
      Coverage.of(
        files: 1, isBase: true, coveredFrom: Day(from), coveredTo: Day("2025-08-22"), window: june, through: june.last,
        calendar: .vietnam)
    }
    #expect(try coverage(from: "2025-06-03") == .empty)
    #expect(try coverage(from: "2025-06-02") == .full)
    #expect(try coverage(from: "2025-05-30") == .full)
  }
}

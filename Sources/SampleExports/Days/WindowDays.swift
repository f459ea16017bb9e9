import Administration

/// The days of the sample's window by number, and the working days in the window and the months after it.
///
/// Day 0 is the first day of the window. All that the writers need per row is an array access.
struct WindowDays: Sendable {
  /// The number of days from the reform to the Saturday up to which Resolution 268/NQ-CP counts.
  static let count = 54
  /// The day for which the staff figures are stated, 19 August 2025.
  static let staffDay = 49
  /// 1 July 2025, the first day of the two-level government.
  static let first = SeriesBreak.reform.day

  /// The last day of the window, a Saturday.
  static var last: Int { count - 1 }

  let isWorked: [Bool]
  /// The working days from day 0 on, enough for the longest processing time.
  let workdays: [Int]
  /// For every day of the window, the index in `workdays` of the first working day after it.
  let nextWorkday: [Int]
  /// For every day of the window, the number of working days after it up to the end of the window.
  let workdaysLeft: [Int]

  init(calendar: WorkingCalendar) {
    let span = Self.count + 3 * Procedure.longest
    let worked = (0..<span).map { calendar.isWorked(Self.first + $0) }
    let workdays = worked.indices.filter { worked[$0] }
    let inWindow = workdays.prefix { $0 < Self.count }.count
    precondition(
      inWindow > 2 && workdays.count >= inWindow + Procedure.longest, "the calendar has too few working days")
    let next = (0..<Self.count).map { day in workdays.prefix { $0 <= day }.count }
    isWorked = worked
    self.workdays = workdays
    nextWorkday = next
    workdaysLeft = next.map { inWindow - $0 }
  }

  /// Returns the `number`-th working day after a day; 1 is the next one.
  @inline(__always)
  func workday(_ number: Int, after day: Int) -> Int { workdays[nextWorkday[day] + number - 1] }
}

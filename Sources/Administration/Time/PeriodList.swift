import Diagnostics

/// A calendar from a file: named periods, each from a first to a last day.
package struct PeriodList: Sendable {
  private let periods: [Window.Span]
  private let name: String

  /// - Parameters:
  ///   - name: the name of the calendar, which follows the period's name in the names of editions.
  ///   - periods: names and days, in any order.
  /// - Throws: status `badConfiguration` if two periods overlap or have the same name, one ends before it begins, or a
  ///   name cannot be used as a folder name.
  package init(name: String, periods: [(name: String, first: Day, last: Day)]) throws(Failure) {
    func isFolderName(_ text: String) -> Bool {
      text.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
        && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    }
    guard isFolderName(name) else {
      throw Failure(
        .badConfiguration, "'\(name)' cannot be the name of a calendar",
        hint: "call the file by letters, digits and hyphens, such as fiscal.csv")
    }
    var seen: Set<String> = []
    for period in periods {
      guard isFolderName(period.name), seen.insert(period.name).inserted else {
        throw Failure(
          .badConfiguration, "the period '\(period.name)' of the calendar \(name) has no usable name, or stands twice",
          hint: "use letters, digits and hyphens, each name once")
      }
      guard period.first <= period.last else {
        throw Failure(.badConfiguration, "the period '\(period.name)' of the calendar \(name) ends before it begins")
      }
    }
    let spans = periods.map { Window.Span(slug: $0.name + "-" + name, first: $0.first, last: $0.last) }
      .sorted { $0.first < $1.first }
    for (earlier, later) in zip(spans, spans.dropFirst()) where later.first <= earlier.last {
      throw Failure(.badConfiguration, "the periods '\(earlier.slug)' and '\(later.slug)' overlap")
    }
    self.periods = spans
    self.name = name
  }

  /// The names of the periods, in order of their days.
  package var names: [String] { periods.map { String($0.slug.dropLast(name.count + 1)) } }

  /// Returns the period with a name; `last` is the last period that ended before today. Nil if there is none.
  package func window(_ text: String, today: Day) -> Window? {
    let position =
      text == "last"
      ? periods.lastIndex { $0.last < today } : periods.firstIndex { $0.slug == text + "-" + name || $0.slug == text }
    guard let position else { return nil }
    let span = periods[position]
    var window = Window(kind: .range, first: span.first, last: span.last)
    window.listed = Window.Listed(slug: span.slug, previous: position > 0 ? periods[position - 1] : nil)
    return window
  }
}

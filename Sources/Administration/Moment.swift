/// A day, with a time of day where one is known.
///
/// Exports carry both `2025-07-15T08:30:00` and `2025-07-15`; midnight in them means "no time was kept". A moment
/// without a time stands for its whole day: a comparison in which either side has no time compares days
/// (design: `compare: instant`). Packed into eight bytes; blank is a value of its own, so that a dossier needs no
/// optionals.
@frozen public struct Moment: Sendable, Hashable {
  /// Day and second of the day plus one (0 where unknown), in this order of weight.
  @usableFromInline var packed: Int64

  @usableFromInline static var base: Int64 { 1 << 17 }

  /// No moment: a blank cell.
  @inlinable public static var blank: Moment { Moment(packed: .min) }

  @inlinable init(packed: Int64) { self.packed = packed }

  /// A moment on a day; `second` counts from 0 to 86,399, nil where the time of day is unknown.
  @inlinable public init(_ day: Day, second: Int? = nil) {
    packed = Int64(day.number) * Self.base + (second.map { Int64($0) + 1 } ?? 0)
  }

  /// The last moment of a day: nothing on that day is later.
  package init(endOf day: Day) { self.init(day, second: 86_399) }

  /// Whether it stands for a blank cell.
  @inlinable public var isBlank: Bool { packed == .min }

  /// The day. Meaningless for a blank moment.
  @inlinable public var day: Day { Day(number: Int32(truncatingIfNeeded: packed >> 17)) }

  /// Seconds since the start of the day, nil where unknown.
  @inlinable public var second: Int? {
    let part = Int(packed & (Self.base - 1))
    return part == 0 ? nil : part - 1
  }

  /// Whether the time of day is known.
  @inlinable public var hasTime: Bool { packed & (Self.base - 1) != 0 }

  /// Whether this moment is certainly before another: by instant where both have a time, else by day.
  @inlinable public func isBefore(_ other: Moment) -> Bool {
    hasTime && other.hasTime ? packed < other.packed : day < other.day
  }
}

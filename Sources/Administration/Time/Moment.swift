/// A day, with a time of day if one is known.
///
/// Exports have both `2025-07-15T08:30:00` and `2025-07-15`; midnight in them means "no time was recorded". A moment
/// without a time stands for its whole day: a comparison in which either side has no time compares days (design:
/// `compare: instant`). A moment is packed into eight bytes; a blank one is a value of its own, so that a dossier needs
/// no optionals.
@frozen public struct Moment: Sendable, Hashable {
  /// The day in the upper bits, and below it the second of the day plus one (0 if unknown).
  @usableFromInline var packed: Int64

  @usableFromInline static var base: Int64 { 1 << 17 }

  /// No moment: a blank cell.
  @inlinable public static var blank: Moment { Moment(packed: .min) }

  @inlinable init(packed: Int64) { self.packed = packed }

  /// Creates a moment on a day; `second` is 0 to 86,399, or nil if the time of day is unknown.
  @inlinable public init(_ day: Day, second: Int? = nil) {
    packed = Int64(day.number) * Self.base + (second.map { Int64($0) + 1 } ?? 0)
  }

  /// Creates the last moment of a day: nothing on that day is later.
  package init(endOf day: Day) { self.init(day, second: 86_399) }

  /// Whether the moment stands for a blank cell.
  @inlinable public var isBlank: Bool { packed == .min }

  /// The day. Meaningless for a blank moment.
  @inlinable public var day: Day { Day(number: Int32(truncatingIfNeeded: packed >> 17)) }

  /// The seconds since the start of the day; nil if unknown.
  @inlinable public var second: Int? {
    let part = Int(packed & (Self.base - 1))
    return part == 0 ? nil : part - 1
  }

  /// Whether the time of day is known.
  @inlinable public var hasTime: Bool { packed & (Self.base - 1) != 0 }

  /// Returns whether this moment is certainly before another: by instant if both have a time, else by day.
  @inlinable public func isBefore(_ other: Moment) -> Bool {
    hasTime && other.hasTime ? packed < other.packed : day < other.day
  }
}

/// Up to which day rows show that a province's data reach (design: *Coverage*).
public enum DataEnd {
  /// For so many days after as-of a row shows that the data reach as-of; what is dated later still may be a slip.
  @inlinable public static var daysBeyond: Int { 92 }
}

/// The limit up to which rows show how far a province's data reach (design: *Coverage*).
public enum DataEnd {
  /// A row dated up to this many days after as-of shows that the data reach as-of; a later date may be a mistake.
  @inlinable public static var daysBeyond: Int { 92 }
}

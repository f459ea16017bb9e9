/// The units that exports may name.
package enum UnitScope: String, Sendable, CaseIterable {
  /// Units of the registry; rows of a province that is not listed cannot be used.
  case registry
  /// Any units, as the files name them.
  case open
}

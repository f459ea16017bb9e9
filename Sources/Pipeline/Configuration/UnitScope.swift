/// Which units exports may name.
package enum UnitScope: String, Sendable, CaseIterable {
  /// Those of the registry; a province that is in no list cannot be used.
  case registry
  /// Any, as they come.
  case open
}

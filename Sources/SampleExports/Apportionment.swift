/// Divides a total into whole parts in proportion to weights, by largest remainder (Hamilton's method). The parts
/// always sum to the total, and a total equal to the sum of the weights gives the weights themselves.
///
/// No part exceeds its cap. What a capped part cannot take goes to the others in proportion, and to parts without
/// weight only when the others are full. If even the caps sum to less than the total, every part equals its cap. Ties
/// go to the earlier part, so the result is the same everywhere.
///
/// - Complexity: O(n log n) per round; the last round is the one in which no cap is met.
func apportion(_ total: Int, weights: [Int], caps: [Int]? = nil) -> [Int] {
  var parts = [Int](repeating: 0, count: weights.count)
  var left = total
  var open = weights.indices.filter { weights[$0] > 0 && (caps?[$0] ?? 1) > 0 }
  var isSpilling = false
  while left > 0 {
    if open.isEmpty {
      guard let caps, !isSpilling else { break }
      isSpilling = true
      open = weights.indices.filter { parts[$0] < caps[$0] }
      continue
    }
    let share = { (part: Int) in isSpilling ? (caps?[part] ?? 0) - parts[part] : weights[part] }
    let sum = open.map(share).reduce(0, +)
    let quotas = open.map { UInt(left).portion(UInt(share($0)), of: UInt(sum)) }
    if let caps {
      let full = open.indices.filter { quotas[$0].whole >= caps[open[$0]] - parts[open[$0]] }
      if !full.isEmpty {
        for index in full {
          left -= caps[open[index]] - parts[open[index]]
          parts[open[index]] = caps[open[index]]
        }
        let closed = Set(full)
        open = open.indices.filter { !closed.contains($0) }.map { open[$0] }
        continue
      }
    }
    for (index, part) in open.enumerated() {
      parts[part] += quotas[index].whole
      left -= quotas[index].whole
    }
    let byRemainder = open.indices.sorted {
      (quotas[$1].remainder, $0) < (quotas[$0].remainder, $1)
    }
    for index in byRemainder.prefix(left) { parts[open[index]] += 1 }
    left = 0
  }
  return parts
}

extension UInt {
  /// Returns `self × share ÷ sum` without overflow: at scale 100 the product exceeds 64 bits.
  fileprivate func portion(_ share: UInt, of sum: UInt) -> (whole: Int, remainder: UInt) {
    let (quotient, remainder) = sum.dividingFullWidth(multipliedFullWidth(by: share))
    return (Int(quotient), remainder)
  }
}

/// Hands out row numbers: each distinct key gets one, in the order of first appearance.
///
/// A hash table with open addressing over two arrays, without `Hashable`: every late or overdue dossier is looked up in
/// it.
struct RowTable {
  /// The row number plus one, or 0 where the slot is free.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// The keys, by row.
  private(set) var keys: [UInt64] = []

  /// Returns the row of a key, a new one where the key is new.
  @inline(__always)
  mutating func row(of key: UInt64) -> UInt32 {
    let mask = slots.count - 1
    var slot = Self.slot(key, mask: mask)
    var row = slots[slot]
    while row != 0 {
      if keys[Int(row) - 1] == key { return row - 1 }
      slot = (slot + 1) & mask
      row = slots[slot]
    }
    return add(key, at: slot)
  }

  /// Packs two numbers into a key, and unpacks them.
  @inline(__always)
  static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
  static func parts(_ key: UInt64) -> (Int, UInt32) { (Int(key >> 32), UInt32(truncatingIfNeeded: key)) }

  @inline(never)
  private mutating func add(_ key: UInt64, at slot: Int) -> UInt32 {
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 4 > slots.count { grow() }
    return UInt32(keys.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (row, key) in keys.enumerated() {
      var slot = Self.slot(key, mask: slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(row + 1)
    }
  }

  private static func slot(_ key: UInt64, mask: Int) -> Int {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & mask
  }
}

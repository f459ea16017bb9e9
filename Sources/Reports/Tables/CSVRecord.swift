import Statistics

/// A record of a CSV file that is being built. It works on bytes, since one edition has hundreds of thousands of
/// numbers.
struct CSVRecord {
  private var bytes: [UInt8] = []

  /// Makes a record whose first cell is still empty.
  init() {}

  /// - Parameter cells: the first cells, quoted where necessary.
  init(cells: [String]) {
    bytes.reserveCapacity(512)
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: cell.utf8)
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a number; an empty cell for nil.
  mutating func add(_ count: Int?) {
    bytes.append(UInt8(ascii: ","))
    if let count { append(count) }
  }

  /// Adds a share with six decimals.
  mutating func add(_ ratio: Ratio?) {
    bytes.append(UInt8(ascii: ","))
    if let ratio { append(millionths: ratio.scaled(by: 1_000_000)) }
  }

  /// Adds a difference between shares with six decimals.
  mutating func add(_ change: RateChange?) {
    bytes.append(UInt8(ascii: ","))
    if let change { append(millionths: change.scaled(by: 1_000_000)) }
  }

  /// Adds a share given in ten-thousandths, with four decimals.
  mutating func add(tenThousandths value: Int?) {
    bytes.append(UInt8(ascii: ","))
    if let value { append(value, over: 10_000, decimals: 4) }
  }

  /// Adds a text that needs no quotes or is quoted already.
  mutating func add(_ cell: String) {
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: cell.utf8)
  }

  /// Appends a share with six decimals to the last cell.
  mutating func append(millionths: Int) { append(millionths, over: 1_000_000, decimals: 6) }

  /// Appends a number given in parts of one as a decimal fraction.
  private mutating func append(_ parts: Int, over one: UInt, decimals: Int) {
    if parts < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: parts.magnitude / one)
    bytes.append(UInt8(ascii: "."))
    append(digits: parts.magnitude % one, atLeast: decimals)
  }

  private mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digits: number.magnitude)
  }

  private mutating func append(digits number: UInt, atLeast least: Int = 1) {
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var first = digits.count
    var rest = number
    repeat {
      first -= 1
      digits[first] += UInt8(rest % 10)
      rest /= 10
    } while rest > 0 || digits.count - first < least
    bytes.append(addingCapacity: digits.count - first) { room in
      for place in first..<digits.count { room.append(digits[place]) }
    }
  }
}

import Administration
import Records

/// The rows in which some dossiers are counted, one per breakdown, by position of the dossier.
struct CellRows {
  var unit: [UInt32] = []
  var agency: [UInt32] = []
  var field: [UInt32] = []
  var procedure: [UInt32] = []
  var channel: [UInt32] = []
  var serviceLevel: [UInt32] = []
}

/// Hands out row numbers to dossiers, separately for each breakdown: a table then has as many rows as its own words,
/// however the words of two breakdowns are combined.
struct DossierRows {
  private(set) var units: UnitRows
  /// By province and level.
  private(set) var agencies = NumberedRows()
  private(set) var fields = NumberedRows()
  /// By province.
  private(set) var procedures = NumberedRows()
  private(set) var channels = NumberedRows()
  private(set) var serviceLevels = NumberedRows()

  init(registry: Registry) { units = UnitRows(registry: registry) }

  /// Finds the rows of dossiers, breakdown by breakdown, so that each loop touches one table only.
  mutating func find(_ rows: inout CellRows, of dossiers: [Dossier], sign: Int) {
    units.find(&rows.unit, of: dossiers, sign: sign)
    agencies.find(&rows.agency, of: dossiers, sign: sign) { (Self.provinceAndLevel($0), $0.agency) }
    fields.find(&rows.field, of: dossiers, sign: sign) { (Self.provinceAndLevel($0), $0.field) }
    procedures.find(&rows.procedure, of: dossiers, sign: sign) { (Int($0.province), $0.procedure) }
    channels.find(&rows.channel, of: dossiers, sign: sign) { (Int($0.province), UInt32($0.channel.rawValue)) }
    serviceLevels.find(&rows.serviceLevel, of: dossiers, sign: sign) { (Int($0.province), $0.serviceLevel) }
  }

  @inline(__always)
  private static func provinceAndLevel(_ dossier: Dossier) -> Int {
    Int(dossier.province) << 8 | Int(dossier.level.rawValue)
  }

  func agency(_ row: Int) -> (province: Int, level: Level, agency: UInt32) { Self.levelParts(agencies.key(row)) }
  func field(_ row: Int) -> (province: Int, level: Level, field: UInt32) { Self.levelParts(fields.key(row)) }
  func procedure(_ row: Int) -> (province: Int, procedure: UInt32) { procedures.key(row) }
  func serviceLevel(_ row: Int) -> (province: Int, serviceLevel: UInt32) { serviceLevels.key(row) }

  func channel(_ row: Int) -> ChannelKey {
    let (province, channel) = channels.key(row)
    return ChannelKey(province: province, channel: Channel.allCases[Int(channel)])
  }

  private static func levelParts(_ key: (place: Int, number: UInt32)) -> (Int, Level, UInt32) {
    (key.place >> 8, Level.allCases[key.place & 255], key.number)
  }
}

/// The number of dossiers in each row; a row whose dossiers were all taken back counts as unused.
private struct RowUse {
  private(set) var counts: [Int] = []

  /// Counts dossiers in their rows; some of the rows may be new.
  mutating func count(_ rows: [UInt32], of total: Int, sign: Int) {
    let new = total - counts.count
    if new > 0 { counts.append(contentsOf: repeatElement(0, count: new)) }
    var counts = counts.mutableSpan
    for position in rows.indices { counts[Int(rows[position])] += sign }
  }
}

extension [UInt32] {
  /// Makes room for the rows of so many dossiers; the content is left for the caller to overwrite.
  fileprivate mutating func fit(_ count: Int) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(0, count: count - self.count)) }
  }
}

/// The rows of units and levels.
struct UnitRows {
  private let provinces: Int
  private let levels = Level.allCases.count
  /// For each unit and level, its row, or -1 until it appears.
  private var rows: [Int32]
  private(set) var keys: [UnitKey] = []
  private var use = RowUse()

  fileprivate init(registry: Registry) {
    provinces = registry.provinces.count
    rows = [Int32](repeating: -1, count: (provinces + registry.communes.count) * levels)
  }

  fileprivate mutating func find(_ found: inout [UInt32], of dossiers: [Dossier], sign: Int) {
    found.fit(dossiers.count)
    var span = found.mutableSpan
    for position in dossiers.indices { span[position] = row(of: dossiers[position]) }
    use.count(found, of: keys.count, sign: sign)
  }

  private mutating func row(of dossier: Dossier) -> UInt32 {
    let inProvince = dossier.commune == Dossier.noCommune
    let unit = inProvince ? Int(dossier.province) : provinces + Int(dossier.commune)
    let position = unit * levels + Int(dossier.level.rawValue)
    let known = rows[position]
    if known >= 0 { return UInt32(truncatingIfNeeded: known) }
    rows[position] = Int32(keys.count)
    keys.append(
      UnitKey(province: Int(dossier.province), commune: inProvince ? nil : Int(dossier.commune), level: dossier.level))
    return UInt32(keys.count - 1)
  }

  /// The number of dossiers in each row.
  var uses: [Int] { use.counts }
}

/// The rows of a breakdown by a reader's numbers, within a province or within a level of a province.
///
/// Rows are found without hashing: a reader's numbers are small, and a group has dossiers of few provinces.
struct NumberedRows {
  /// For each place (a province, or a level of one), the number of its part of `rows`; -1 until it appears.
  private var parts: [Int32] = []
  /// Part by part: for each number, its row plus one; 0 until it appears.
  private var rows: [UInt32] = []
  /// How many numbers a part has room for.
  private var width = 64
  private var keys: [(Int, UInt32)] = []
  private var use = RowUse()

  /// - Parameter key: returns the place of a dossier (its province, or its province and level), and the dossier's
  ///   number there.
  @inline(__always)
  fileprivate mutating func find(
    _ found: inout [UInt32], of dossiers: [Dossier], sign: Int, key: (Dossier) -> (place: Int, number: UInt32)
  ) {
    found.fit(dossiers.count)
    var span = found.mutableSpan
    for position in dossiers.indices {
      let (place, number) = key(dossiers[position])
      span[position] = row(of: place, number)
    }
    use.count(found, of: keys.count, sign: sign)
  }

  @inline(__always)
  private mutating func row(of place: Int, _ number: UInt32) -> UInt32 {
    if place < parts.count, parts[place] >= 0, number < width {
      let row = rows[Int(parts[place]) &* width &+ Int(number)]
      if row != 0 { return row &- 1 }
    }
    return add(place, number)
  }

  @inline(never)
  private mutating func add(_ place: Int, _ number: UInt32) -> UInt32 {
    if place >= parts.count { parts.append(contentsOf: repeatElement(-1, count: place + 1 - parts.count)) }
    if number >= width { widen(to: Int(number) + 1) }
    if parts[place] < 0 {
      parts[place] = Int32(rows.count / width)
      rows.append(contentsOf: repeatElement(0, count: width))
    }
    keys.append((place, number))
    rows[Int(parts[place]) * width + Int(number)] = UInt32(keys.count)
    return UInt32(keys.count - 1)
  }

  private mutating func widen(to least: Int) {
    let narrow = (rows: rows, width: width)
    while width < least { width *= 2 }
    rows = [UInt32](repeating: 0, count: narrow.rows.count / narrow.width * width)
    for (position, row) in narrow.rows.enumerated() where row != 0 {
      rows[position / narrow.width * width + position % narrow.width] = row
    }
  }

  /// The number of dossiers in each row.
  var uses: [Int] { use.counts }

  /// Returns the place and number of a row.
  fileprivate func key(_ row: Int) -> (Int, UInt32) { keys[row] }
}

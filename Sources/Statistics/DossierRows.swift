import Administration
import Records

/// The rows that some dossiers are counted in, by the dossiers' positions.
struct CellRows {
  /// Of the unit and level, and of these and the agency.
  var unit: [UInt32] = []
  var place: [UInt32] = []
  /// Of the field at its level in its province, and of these and the procedure.
  var field: [UInt32] = []
  var matter: [UInt32] = []
  /// Of the channel in its province, and of these and the service level.
  var channel: [UInt32] = []
  var way: [UInt32] = []

  /// Makes room for the rows of so many dossiers; what is in it stays until it is written over.
  mutating func fit(_ count: Int) {
    Self.fit(&unit, count)
    Self.fit(&place, count)
    Self.fit(&field, count)
    Self.fit(&matter, count)
    Self.fit(&channel, count)
    Self.fit(&way, count)
  }

  private static func fit(_ rows: inout [UInt32], _ count: Int) {
    if rows.count > count { rows.removeLast(rows.count - count) }
    if rows.count < count { rows.append(contentsOf: repeatElement(0, count: count - rows.count)) }
  }
}

/// How many rows of each kind were handed out.
struct RowCounts {
  let unit: Int
  let place: Int
  let field: Int
  let matter: Int
  let channel: Int
  let way: Int
}

/// Hands out the rows of dossiers: coarse ones, and finer ones inside them.
struct DossierRows {
  private let provinces: Int
  private let levels = Level.allCases.count
  /// For each unit and level its row, or -1 until it appears.
  private var unitRows: [Int32]
  private(set) var units: [UnitKey] = []
  private var fieldTable = RowTable()
  private var channelTable = RowTable()
  private var placeTable = RowTable()
  private var matterTable = RowTable()
  private var wayTable = RowTable()
  /// How many dossiers stand in each fine row: one whose dossiers were all taken back is no row.
  private(set) var placeUse: [Int] = []
  private(set) var matterUse: [Int] = []
  private(set) var wayUse: [Int] = []

  init(registry: Registry) {
    provinces = registry.provinces.count
    let units = provinces + registry.communes.count
    unitRows = [Int32](repeating: -1, count: units * levels)
  }

  /// Finds the rows of dossiers, breakdown by breakdown: each loop then touches one table alone.
  mutating func find(_ rows: inout CellRows, of dossiers: [Dossier], sign: Int) {
    rows.fit(dossiers.count)
    findPlaces(&rows.unit, &rows.place, of: dossiers)
    findMatters(&rows.field, &rows.matter, of: dossiers)
    findWays(&rows.channel, &rows.way, of: dossiers)
    Self.count(rows.place, in: &placeUse, of: placeTable, sign: sign)
    Self.count(rows.matter, in: &matterUse, of: matterTable, sign: sign)
    Self.count(rows.way, in: &wayUse, of: wayTable, sign: sign)
  }

  private mutating func findPlaces(_ coarse: inout [UInt32], _ fine: inout [UInt32], of dossiers: [Dossier]) {
    var units = coarse.mutableSpan
    var places = fine.mutableSpan
    for position in dossiers.indices {
      let unit = UInt32(truncatingIfNeeded: unitRow(of: dossiers[position]))
      units[position] = unit
      places[position] = placeTable.row(of: Self.key(unit, dossiers[position].agency))
    }
  }

  private mutating func findMatters(_ coarse: inout [UInt32], _ fine: inout [UInt32], of dossiers: [Dossier]) {
    var fields = coarse.mutableSpan
    var matters = fine.mutableSpan
    for position in dossiers.indices {
      let (province, level) = (dossiers[position].province, dossiers[position].level.rawValue)
      let field = fieldTable.row(of: Self.key(UInt32(province) << 8 | UInt32(level), dossiers[position].field))
      fields[position] = field
      matters[position] = matterTable.row(of: Self.key(field, dossiers[position].procedure))
    }
  }

  private mutating func findWays(_ coarse: inout [UInt32], _ fine: inout [UInt32], of dossiers: [Dossier]) {
    var channels = coarse.mutableSpan
    var ways = fine.mutableSpan
    for position in dossiers.indices {
      let (province, channel) = (dossiers[position].province, dossiers[position].channel.rawValue)
      let row = channelTable.row(of: Self.key(UInt32(province), UInt32(channel)))
      channels[position] = row
      ways[position] = wayTable.row(of: Self.key(row, dossiers[position].serviceLevel))
    }
  }

  private static func key(_ coarse: UInt32, _ number: UInt32) -> UInt64 { UInt64(coarse) << 32 | UInt64(number) }

  /// Counts dossiers in their fine rows, some of which may be new.
  private static func count(_ rows: [UInt32], in use: inout [Int], of table: RowTable, sign: Int) {
    let new = table.keys.count - use.count
    if new > 0 { use.append(contentsOf: repeatElement(0, count: new)) }
    var use = use.mutableSpan
    for position in rows.indices { use[Int(rows[position])] += sign }
  }

  private mutating func unitRow(of dossier: Dossier) -> Int {
    let inProvince = dossier.commune == Dossier.noCommune
    let unit = inProvince ? Int(dossier.province) : provinces + Int(dossier.commune)
    let key = unit * levels + Int(dossier.level.rawValue)
    let known = unitRows[key]
    if known >= 0 { return Int(known) }
    unitRows[key] = Int32(units.count)
    units.append(
      UnitKey(province: Int(dossier.province), commune: inProvince ? nil : Int(dossier.commune), level: dossier.level))
    return units.count - 1
  }

  /// How many rows there are of each kind.
  var counts: RowCounts {
    RowCounts(
      unit: units.count, place: placeUse.count, field: fieldTable.keys.count, matter: matterUse.count,
      channel: channelTable.keys.count, way: wayUse.count)
  }

  // The coarse row and the number that a fine row was handed out for.
  func place(_ row: Int) -> (unit: Int, agency: UInt32) { Self.parts(placeTable.keys[row]) }
  func matter(_ row: Int) -> (field: Int, procedure: UInt32) { Self.parts(matterTable.keys[row]) }
  func way(_ row: Int) -> (channel: Int, serviceLevel: UInt32) { Self.parts(wayTable.keys[row]) }

  // The coarse rows of all fine ones.
  var unitOfPlace: [Int] { placeTable.keys.map { Self.parts($0).0 } }
  var fieldOfMatter: [Int] { matterTable.keys.map { Self.parts($0).0 } }
  var channelOfWay: [Int] { wayTable.keys.map { Self.parts($0).0 } }

  func field(_ row: Int) -> (province: Int, level: Level, field: UInt32) {
    let (place, field) = Self.parts(fieldTable.keys[row])
    return (place >> 8, Level.allCases[place & 255], field)
  }

  func channel(_ row: Int) -> ChannelKey {
    let (province, channel) = Self.parts(channelTable.keys[row])
    return ChannelKey(province: province, channel: Channel.allCases[Int(channel)])
  }

  private static func parts(_ key: UInt64) -> (Int, UInt32) { (Int(key >> 32), UInt32(truncatingIfNeeded: key)) }
}

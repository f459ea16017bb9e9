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

  mutating func removeAll() {
    unit.removeAll(keepingCapacity: true)
    place.removeAll(keepingCapacity: true)
    field.removeAll(keepingCapacity: true)
    matter.removeAll(keepingCapacity: true)
    channel.removeAll(keepingCapacity: true)
    way.removeAll(keepingCapacity: true)
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
    unitRows = [Int32](repeating: -1, count: units * Level.allCases.count)
  }

  /// Finds the rows of dossiers, breakdown by breakdown: each loop then touches one table alone.
  mutating func find(_ rows: inout CellRows, of dossiers: [Dossier], sign: Int) {
    rows.removeAll()
    for position in dossiers.indices {
      let unit = unitRow(of: dossiers[position])
      let place = Self.row(unit, dossiers[position].agency, &placeTable, &placeUse)
      placeUse[place] += sign
      rows.unit.append(UInt32(truncatingIfNeeded: unit))
      rows.place.append(UInt32(truncatingIfNeeded: place))
    }
    for position in dossiers.indices {
      let dossier = dossiers[position]
      let province = UInt64(dossier.province) << 8 | UInt64(dossier.level.rawValue)
      let field = fieldTable.row(of: province << 32 | UInt64(dossier.field)).row
      let matter = Self.row(field, dossier.procedure, &matterTable, &matterUse)
      matterUse[matter] += sign
      rows.field.append(UInt32(truncatingIfNeeded: field))
      rows.matter.append(UInt32(truncatingIfNeeded: matter))
    }
    for position in dossiers.indices {
      let dossier = dossiers[position]
      let channel = channelTable.row(of: UInt64(dossier.province) << 32 | UInt64(dossier.channel.rawValue)).row
      let way = Self.row(channel, dossier.serviceLevel, &wayTable, &wayUse)
      wayUse[way] += sign
      rows.channel.append(UInt32(truncatingIfNeeded: channel))
      rows.way.append(UInt32(truncatingIfNeeded: way))
    }
  }

  @inline(__always)
  private static func row(_ coarse: Int, _ number: UInt32, _ table: inout RowTable, _ use: inout [Int]) -> Int {
    let (row, isNew) = table.row(of: UInt64(coarse) << 32 | UInt64(number))
    if isNew { use.append(0) }
    return row
  }

  private mutating func unitRow(of dossier: Dossier) -> Int {
    let inProvince = dossier.commune == Dossier.noCommune
    let unit = inProvince ? Int(dossier.province) : provinces + Int(dossier.commune)
    let key = unit * Level.allCases.count + Int(dossier.level.rawValue)
    if unitRows[key] < 0 {
      unitRows[key] = Int32(units.count)
      units.append(
        UnitKey(
          province: Int(dossier.province), commune: inProvince ? nil : Int(dossier.commune), level: dossier.level))
    }
    return Int(unitRows[key])
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

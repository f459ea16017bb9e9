import Administration
import Records

/// The rows that one dossier is counted in.
struct CellRows {
  /// Of its unit and level, and of these and its agency.
  let unit: Int
  let place: Int
  /// Of its field at its level in its province, and of these and its procedure.
  let field: Int
  let matter: Int
  /// Of its channel in its province, and of these and its service level.
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

  mutating func rows(of dossier: Dossier, sign: Int) -> CellRows {
    let unit = unitRow(of: dossier)
    let place = Self.row(unit, dossier.agency, &placeTable, &placeUse)
    let province = UInt64(dossier.province) << 8 | UInt64(dossier.level.rawValue)
    let field = fieldTable.row(of: province << 32 | UInt64(dossier.field)).row
    let matter = Self.row(field, dossier.procedure, &matterTable, &matterUse)
    let channel = channelTable.row(of: UInt64(dossier.province) << 32 | UInt64(dossier.channel.rawValue)).row
    let way = Self.row(channel, dossier.serviceLevel, &wayTable, &wayUse)
    placeUse[place] += sign
    matterUse[matter] += sign
    wayUse[way] += sign
    return CellRows(unit: unit, place: place, field: field, matter: matter, channel: channel, way: way)
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
  var counts: CellRows {
    CellRows(
      unit: units.count, place: placeUse.count, field: fieldTable.keys.count, matter: matterUse.count,
      channel: channelTable.keys.count, way: wayUse.count)
  }

  // The coarse row and the number that each fine row was handed out for.
  var unitOfPlace: [Int] { placeTable.keys.map { Self.parts($0).0 } }
  var agencyOfPlace: [UInt32] { placeTable.keys.map { Self.parts($0).1 } }
  var fieldOfMatter: [Int] { matterTable.keys.map { Self.parts($0).0 } }
  var procedureOfMatter: [UInt32] { matterTable.keys.map { Self.parts($0).1 } }
  var channelOfWay: [Int] { wayTable.keys.map { Self.parts($0).0 } }
  var serviceLevelOfWay: [UInt32] { wayTable.keys.map { Self.parts($0).1 } }

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

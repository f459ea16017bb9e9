import Administration
import Records

/// Form II.06a for the own window: by field under the agencies of each level, and by province, with the checks of its
/// rows.
package struct FormStatistics: Sendable {
  /// The agencies of one level (khối).
  package struct Block: Sendable {
    package let kind: Kind
    package let total: FormRow
    /// In order of their names; without a name first.
    package let fields: [(name: String, row: FormRow)]

    /// `agencies` of the province, with the central vertical ones; `districts` before the reform of 1 July 2025;
    /// `communes`.
    package enum Kind: String, Sendable, CaseIterable { case agencies, districts, communes }
  }

  /// The result of checking that a row satisfies an identity.
  package struct Check: Sendable {
    package let place: Place
    package let identity: Identity
    /// The difference between both sides; 0 where the identity holds.
    package let difference: Int
  }

  /// A row of the form.
  package enum Place: Sendable, Hashable {
    case total
    case block(Block.Kind)
    /// A field of a block by its name, empty where it is not stated.
    case field(Block.Kind, String)
    /// A province by its position in the registry.
    case unit(Int)
  }

  /// What must hold for a row: an equation between its columns, or that the row is the sum of its parts.
  package enum Identity: Sendable, Hashable {
    case equation(FormIdentity)
    case sumOfBlocks, sumOfFields, sumOfUnits

    /// In the order in which they are printed.
    package static let all = FormIdentity.allCases.map(Self.equation) + [.sumOfBlocks, .sumOfFields, .sumOfUnits]
  }

  /// Column 6 compared with column 11 of the edition published for the previous period.
  package struct Continuity: Sendable {
    /// Province code, or `VN`.
    package let unit: String
    package let carriedOver: Int
    package let pendingBefore: Int
    package var difference: Int { carriedOver - pendingBefore }
  }

  package let total: FormRow
  package let blocks: [Block]
  /// By position in the registry; nil where a province has no figures.
  package let units: [FormRow?]
  /// What column 9 includes: dossiers closed without a result, and those resolved without a due date.
  package let withdrawn: Int
  package let resolvedNoDeadline: Int
  /// What column 12 includes: dossiers waiting for a supplement, and those without a due date.
  package let paused: Int
  package let pendingNoDeadline: Int
  /// The checks of every row: its equations, and that sums equal their parts.
  package let checks: [Check]

  package init(_ own: WindowStatistics, registry: Registry) {
    let total = FormRow(own.national)
    self.total = total
    func block(_ kind: Block.Kind, _ levels: [Level]) -> Block {
      var fields: [String: FormRow] = [:]
      for level in levels {
        for (name, tally) in own.fieldsOfLevel[level] ?? [] {
          fields[name] = (fields[name] ?? FormRow(Tally())).adding(FormRow(tally))
        }
      }
      let sum = own.levels.filter { levels.contains($0.level) }.map(\.tally).merged()
      return Block(
        kind: kind, total: FormRow(sum),
        fields: fields.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
          .filter { !$0.key.isEmpty || $0.value != FormRow(Tally()) }.map { ($0.key, $0.value) })
    }
    let agencies = block(.agencies, [.province, .other])
    let districts = block(.districts, [.district])
    let communes = block(.communes, [.commune])
    let hasDistricts =
      registry.isOfVietnam && own.window.first < SeriesBreak.reform.day || districts.total != FormRow(Tally())
    blocks = hasDistricts ? [agencies, districts, communes] : [agencies, communes]
    units = own.provinces.map { $0.map { FormRow($0) } }
    withdrawn = own.national[.withdrawn]
    resolvedNoDeadline = own.national[.resolvedNoDeadline]
    paused = own.national[.pendingPaused]
    pendingNoDeadline = own.national[.pendingNoDeadline]
    checks = Self.checks(total, blocks, units)
  }

  private static func checks(
    _ total: FormRow, _ blocks: [Block], _ units: [FormRow?]
  ) -> [Check] {
    var checks: [Check] = []
    func add(_ place: Place, _ row: FormRow) {
      for identity in FormIdentity.allCases {
        if let difference = identity.difference(in: row) {
          checks.append(Check(place: place, identity: .equation(identity), difference: difference))
        }
      }
    }
    func compare(_ place: Place, _ identity: Identity, _ sum: FormRow, _ parts: [FormRow]) {
      let together = parts.reduce(FormRow(Tally())) { $0.adding($1) }
      let difference = FormRow.Column.allCases.reduce(0) { $0 + abs((sum[$1] ?? 0) - (together[$1] ?? 0)) }
      checks.append(Check(place: place, identity: identity, difference: difference))
    }
    add(.total, total)
    compare(.total, .sumOfBlocks, total, blocks.map(\.total))
    compare(.total, .sumOfUnits, total, units.compactMap(\.self))
    for block in blocks {
      add(.block(block.kind), block.total)
      compare(.block(block.kind), .sumOfFields, block.total, block.fields.map(\.row))
      for (name, row) in block.fields { add(.field(block.kind, name), row) }
    }
    for (unit, row) in units.enumerated() { if let row { add(.unit(unit), row) } }
    return checks
  }

  package var failed: [Check] { checks.filter { $0.difference != 0 } }

  /// Returns column 6 compared with column 11 of the previous period, for each unit where both are known.
  ///
  /// - Parameter before: pending dossiers as published for the previous period, by province code and `VN`.
  package func continuity(_ before: [String: Int], registry: Registry) -> [Continuity] {
    var rows: [Continuity] = []
    for (province, row) in zip(registry.provinces, units) {
      guard let carried = row?[.carriedOver], let pending = before[province.code] else { continue }
      rows.append(Continuity(unit: province.code, carriedOver: carried, pendingBefore: pending))
    }
    if let carried = total[.carriedOver], let pending = before[Registry.wholeCode] {
      rows.append(Continuity(unit: Registry.wholeCode, carriedOver: carried, pendingBefore: pending))
    }
    return rows
  }
}

/// Totals that a unit declares in a form of its own, to be compared with the computed ones.
package struct DeclaredTotals: Sendable, Equatable {
  /// Province code; `VN` for the country.
  package let unit: String
  /// Empty for all fields.
  package let field: String
  package let row: FormRow

  package init(unit: String, field: String, row: FormRow) {
    self.unit = unit
    self.field = field
    self.row = row
  }

  /// The equations of the declared row with their differences; equations with unstated columns are left out.
  package var identities: [(identity: FormIdentity, difference: Int)] {
    FormIdentity.allCases.compactMap { identity in identity.difference(in: row).map { (identity, $0) } }
  }

  /// Returns the computed row of the same unit and field; nil where there is none.
  package func computed(_ own: WindowStatistics, _ registry: Registry) -> FormRow? {
    let key = NameKey(field)
    func cell(_ fields: [(name: String, tally: Tally)]) -> FormRow? {
      fields.first { NameKey($0.name) == key }.map { FormRow($0.tally) }
    }
    if unit == Registry.wholeCode { return field.isEmpty ? own.total.map { FormRow($0) } : cell(own.fields) }
    guard let province = registry.province(code: unit), let tally = own.provinces[province] else { return nil }
    return field.isEmpty ? FormRow(tally) : cell(own.fieldsOfProvince[province])
  }
}

import Administration
import Statistics
import Templates

/// One row of form II.06a.
struct FormLine: Sendable {
  /// Column 1 (STT).
  let number: String
  /// Column 2 as printed in CSV files.
  let item: String
  /// The label on a page, for a row whose item is not a name from an export.
  var label: Label?
  var kind: FormStatistics.Block.Kind?
  /// The province that the row is about.
  var unit: UnitRow?
  let row: FormRow?
  /// The row's key cells in its CSV file.
  let keys: [String]
}

/// A declared number compared with the computed one.
struct DeclaredLine: Sendable {
  let unit: String
  let field: String
  let column: FormRow.Column
  let declared: Int
  let computed: Int?
}

/// An equation checked within one declared row.
struct DeclaredCheck: Sendable {
  let unit: String
  let field: String
  let identity: FormIdentity
  let difference: Int
}

/// An identity, with its checks in all rows of the form.
struct IdentityLine: Sendable {
  let identity: FormStatistics.Identity
  let checks: [FormStatistics.Check]

  var failed: Int { checks.count { $0.difference != 0 } }
}

/// What the form is made from in addition to the run's figures.
package struct FormSources: Sendable {
  package var declared: [DeclaredTotals] = []
  /// The edition of the previous period, as published.
  package var before: (edition: String, figures: PublishedFigures)?

  package init() {}

  /// The declared totals by unit and field, with those of the whole last, in the row order of CSV files.
  var declaredByKey: [DeclaredTotals] {
    declared.sorted { first, second in
      let (isWhole, isOtherWhole) = (first.unit == Registry.wholeCode, second.unit == Registry.wholeCode)
      return isWhole == isOtherWhole ? (first.unit, first.field) < (second.unit, second.field) : isOtherWhole
    }
  }
}

/// Form II.06a as printed on pages and in CSV files.
struct FormSubject: Sendable {
  let form: FormStatistics
  let sources: FormSources
  let continuity: FormContinuity
  private let own: WindowStatistics
  private let rows: UnitRows
  private let registry: Registry

  init(_ statistics: RunStatistics, sources: FormSources, units: UnitRows, registry: Registry) {
    let form = FormStatistics(statistics.own, registry: registry)
    self.form = form
    self.sources = sources
    own = statistics.own
    rows = units
    self.registry = registry
    continuity =
      sources.before.map {
        FormContinuity(
          form, published: $0.figures, previous: statistics.previous, units: units, registry: registry)
      } ?? .none
  }

  private static func roman(_ number: Int) -> String { ["I", "II", "III"][number - 1] }

  /// Returns the name of a block in CSV files: the form's own name for Vietnam's units, and a general one for others.
  private func item(_ kind: FormStatistics.Block.Kind) -> String {
    switch kind {
    case .agencies: registry.isOfVietnam ? "Cơ quan cấp tỉnh" : "Own level"
    case .districts: registry.isOfVietnam ? "Cấp huyện" : "Level between"
    case .communes: registry.isOfVietnam ? "Cấp xã" : "Subunits"
    }
  }

  private var totalItem: String { registry.isOfVietnam ? "Tổng số" : "Total" }

  private var hasFigures: Bool { own.total != nil }

  func blockLine(_ position: Int) -> FormLine {
    let block = form.blocks[position]
    let (number, item) = (Self.roman(position + 1), item(block.kind))
    return FormLine(
      number: number, item: item, label: block.kind.label, kind: block.kind, row: hasFigures ? block.total : nil,
      keys: [number, item])
  }

  /// Returns the fields of a block in a language's order of names; without a language in the order of name keys, as in
  /// CSV files.
  func fieldLines(_ position: Int, _ language: Language? = nil) -> [FormLine] {
    var fields = form.blocks[position].fields
    if let language {
      // The field that is not stated comes after the others.
      let unstated = fields.partition { $0.name.isEmpty }
      fields[..<unstated].sort { language.orders(language.field($0.name), before: language.field($1.name)) }
    }
    return fields.enumerated().map { number, field in
      FormLine(
        number: String(number + 1), item: field.name, label: field.name.isEmpty ? .notStated : nil, row: field.row,
        keys: [String(number + 1), field.name])
    }
  }

  var total: FormLine {
    FormLine(
      number: "", item: totalItem, label: .formTotal, row: hasFigures ? form.total : nil, keys: ["", totalItem])
  }

  /// The blocks with their fields, then the total.
  var lines: [FormLine] {
    form.blocks.indices.flatMap { [blockLine($0)] + fieldLines($0) } + [total]
  }

  /// All provinces in code order; the numbers of a province without figures are missing.
  var units: [FormLine] {
    zip(rows.provinces, form.units).enumerated().map { number, unit in
      FormLine(
        number: String(number + 1), item: unit.0.nameVi, unit: unit.0, row: unit.1,
        keys: [unit.0.code, unit.0.nameVi])
    }
  }

  /// The provinces with figures, numbered consecutively as in a printed table.
  var unitsWithFigures: [FormLine] {
    units.filter { $0.row != nil }.enumerated().map { number, line in
      FormLine(number: String(number + 1), item: line.item, unit: line.unit, row: line.row, keys: line.keys)
    }
  }

  var unitsAndTotal: [FormLine] {
    units + [
      FormLine(number: "", item: totalItem, row: hasFigures ? form.total : nil, keys: [Registry.wholeCode, totalItem])
    ]
  }

  var declared: [DeclaredLine] {
    sources.declaredByKey.flatMap { totals in
      let computed = totals.computed(own, registry)
      return FormRow.Column.allCases.compactMap { column in
        totals.row[column].map {
          DeclaredLine(
            unit: totals.unit, field: totals.field, column: column, declared: $0, computed: computed?[column])
        }
      }
    }
  }

  var declaredChecks: [DeclaredCheck] {
    sources.declared.flatMap { totals in
      totals.identities.map {
        DeclaredCheck(unit: totals.unit, field: totals.field, identity: $0.identity, difference: $0.difference)
      }
    }
  }

  /// Each identity once: the equations in the order of the form's columns, then the sums.
  var identities: [IdentityLine] {
    let grouped = Dictionary(grouping: form.checks, by: \.identity)
    return FormStatistics.Identity.all.compactMap { identity in
      grouped[identity].map { IdentityLine(identity: identity, checks: $0) }
    }
  }

  /// Returns the row of a unit by its code, such as a declared one; the row of the whole for any other code.
  func unit(_ code: String) -> UnitRow { registry.province(code: code).map { rows.provinces[$0] } ?? rows.total }

  /// Prints the name of a row of the form for readers.
  func name(of place: FormStatistics.Place, _ printer: Printer) -> TemplateValue {
    func words(_ label: Label) -> String { printer.language?.label(label) ?? "" }
    switch place {
    case .total: return printer.words(words(.formTotal))
    case .unit(let position): return rows.provinces[position].name(printer)
    case .block(let kind): return printer.words(words(kind.label))
    case .field(let kind, let name):
      let field = name.isEmpty ? words(.notStated) : printer.field(name).text
      return printer.joined([words(kind.label), field], separator: ", ")
    }
  }

  /// Returns the name of a row of the form for programs: `total`, `block:communes`, `field:communes/…`, `unit:01`.
  func key(of place: FormStatistics.Place) -> String {
    switch place {
    case .total: "total"
    case .block(let kind): "block:" + kind.rawValue
    case .field(let kind, let name): "field:\(kind.rawValue)/\(name)"
    case .unit(let position): "unit:" + registry.provinces[position].code
    }
  }
}

extension FormStatistics.Identity {
  /// The identity as written in a CSV file.
  var plain: String {
    switch self {
    case .equation(let identity): identity.rawValue
    case .sumOfBlocks: "sum of blocks"
    case .sumOfFields: "sum of fields"
    case .sumOfUnits: "sum of units"
    }
  }

  /// The label of the identity; nil for an equation, which every language writes alike.
  var label: Label? {
    switch self {
    case .equation: nil
    case .sumOfBlocks: .formSumOfBlocks
    case .sumOfFields: .formSumOfFields
    case .sumOfUnits: .formSumOfUnits
    }
  }
}

extension FormStatistics.Block.Kind {
  var label: Label {
    switch self {
    case .agencies: .formAgencies
    case .districts: .formDistricts
    case .communes: .formCommunes
    }
  }
}

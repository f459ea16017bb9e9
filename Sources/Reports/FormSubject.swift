import Administration
import Statistics

/// One row of form II.06a.
struct FormLine: Sendable {
  /// Column 1 (STT).
  let number: String
  /// Column 2 as CSV files give it.
  let item: String
  /// The words for it on a page, where it is no name from an export.
  var label: Label?
  var kind: FormStatistics.Block.Kind?
  let row: FormRow?
  /// The row's key cells in its CSV file.
  let keys: [String]
}

/// A declared number beside the computed one.
struct DeclaredLine: Sendable {
  let unit: String
  let field: String
  let column: FormRow.Column
  let declared: Int
  let computed: Int?
}

/// What one declared row says of its own identities.
struct DeclaredCheck: Sendable {
  let unit: String
  let field: String
  let identity: FormIdentity
  let difference: Int
}

/// What the form is made from beside the run's figures.
package struct FormSources: Sendable {
  package var declared: [DeclaredTotals] = []
  /// The edition of the period before, and its pending dossiers by province code and `VN`.
  package var before: (edition: String, pending: [String: Int])?

  package init() {}
}

/// Form II.06a as pages and CSV files print it.
struct FormSubject: Sendable {
  let form: FormStatistics
  let sources: FormSources
  private let own: WindowStatistics
  private let registry: Registry

  init(_ own: WindowStatistics, sources: FormSources, registry: Registry) {
    form = FormStatistics(own, registry: registry)
    self.sources = sources
    self.own = own
    self.registry = registry
  }

  private static func roman(_ number: Int) -> String { ["I", "II", "III"][number - 1] }

  private static func item(_ kind: FormStatistics.Block.Kind) -> String {
    switch kind {
    case .agencies: "Cơ quan cấp tỉnh"
    case .districts: "Cấp huyện"
    case .communes: "Cấp xã"
    }
  }

  private var hasFigures: Bool { own.total != nil }

  func blockLine(_ position: Int) -> FormLine {
    let block = form.blocks[position]
    let (number, item) = (Self.roman(position + 1), Self.item(block.kind))
    return FormLine(
      number: number, item: item, kind: block.kind, row: hasFigures ? block.total : nil, keys: [number, item])
  }

  func fieldLines(_ position: Int) -> [FormLine] {
    form.blocks[position].fields.enumerated().map { number, field in
      FormLine(
        number: String(number + 1), item: field.name, label: field.name.isEmpty ? .notStated : nil, row: field.row,
        keys: [String(number + 1), field.name])
    }
  }

  var total: FormLine {
    FormLine(number: "", item: "Tổng số", row: hasFigures ? form.total : nil, keys: ["", "Tổng số"])
  }

  /// The blocks with their fields, then the total.
  var lines: [FormLine] {
    form.blocks.indices.flatMap { [blockLine($0)] + fieldLines($0) } + [total]
  }

  /// Each province in code order; without figures its numbers are missing.
  var units: [FormLine] {
    zip(registry.provinces, form.units).enumerated().map { number, unit in
      FormLine(
        number: String(number + 1), item: unit.0.nameVi, row: unit.1, keys: [unit.0.code, unit.0.nameVi])
    }
  }

  var unitsAndTotal: [FormLine] {
    units + [FormLine(number: "", item: "Tổng số", row: hasFigures ? form.total : nil, keys: ["VN", "Tổng số"])]
  }

  var declared: [DeclaredLine] {
    sources.declared.flatMap { totals in
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

  var continuity: [FormStatistics.Continuity] {
    sources.before.map { form.continuity($0.pending, registry: registry) } ?? []
  }
}

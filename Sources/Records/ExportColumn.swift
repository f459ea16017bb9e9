/// The two kinds of exports; each has its own folder.
package enum ExportKind: String, Sendable, CaseIterable { case dossiers, staff }

/// A canonical column of one kind of export; the raw value is its header.
package protocol ExportColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  static var kind: ExportKind { get }
  /// The column that identifies a record.
  static var identifier: Self { get }
  /// The columns without which no figure can be computed; their cells may be blank.
  static var required: [Self] { get }
  var content: ColumnContent { get }
}

/// What the cells of a column hold, in whatever form a file writes it.
package enum ColumnContent: Sendable {
  /// The code of a record.
  case identifier
  /// A day, with or without a time of day.
  case moment
  /// An amount of money in đồng.
  case amount
  /// A word that only a single record has: a row of totals has no status.
  case state
  /// A unit, field or other attribute by which records are grouped; rows of totals may have it too.
  case matter
}

extension DossierColumn: ExportColumn {
  package static var kind: ExportKind { .dossiers }
  package static var identifier: DossierColumn { .dossierID }

  package var content: ColumnContent {
    switch self {
    case .dossierID: .identifier
    case .receivedAt, .dueAt, .finishedAt, .returnedAt, .supplementRequestedAt, .supplementedAt: .moment
    case .fee: .amount
    case .status, .channel: .state
    case .provinceCode, .province, .communeCode, .commune, .level, .agency, .procedureCode, .procedure, .field,
      .serviceLevel, .paidOnline, .rating:
      .matter
    }
  }
}

extension StaffColumn: ExportColumn {
  package static var kind: ExportKind { .staff }
  package static var identifier: StaffColumn { .recordID }

  package var content: ColumnContent {
    switch self {
    case .recordID: .identifier
    case .decisionAt, .leftAt, .submittedAt, .approvedAt, .paidAt, .revokedAt: .moment
    case .amountApproved, .amountPaid: .amount
    case .category, .policy: .state
    case .provinceCode, .province, .agency, .level: .matter
    }
  }
}

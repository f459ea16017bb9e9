/// The staff tables of another edition, as its readers have them.
package struct PublishedStaff: Sendable {
  /// Money of a row, in VND.
  package struct Money: Sendable, Equatable {
    package var approved: Int64 = 0
    package var paid: Int64 = 0
    package var outstanding: Int64 = 0

    package init() {}

    package init(approved: Int64, paid: Int64, outstanding: Int64) {
      self.approved = approved
      self.paid = paid
      self.outstanding = outstanding
    }
  }

  /// What a row showed.
  package struct Row: Sendable {
    /// By stage; hidden counts are left out.
    private let counts: [StaffCount: Int]
    /// Nil where the money was hidden.
    package let money: Money?
    /// Whether readers know the row to be made of the same files as now, because manifests give the checksums of files.
    package var isOfTheSameFiles: Bool

    package init(counts: [StaffCount: Int], money: Money?, isOfTheSameFiles: Bool = false) {
      self.counts = counts
      self.money = money
      self.isOfTheSameFiles = isOfTheSameFiles
    }

    package subscript(count: StaffCount) -> Int? { counts[count] }
  }

  /// One table, with its rows in the order of the new table; nil for a row that was not there.
  package struct Table: Sendable {
    package var rows: [Row?]
    /// The total, which is never hidden.
    package let whole: Row

    package init(rows: [Row?], whole: Row) {
      self.rows = rows
      self.whole = whole
    }
  }

  package var provinces: Table
  package var levels: Table
  package var groups: Table

  package init(provinces: Table, levels: Table, groups: Table) {
    self.provinces = provinces
    self.levels = levels
    self.groups = groups
  }

  /// Records which rows readers know to be made of the same files as now.
  ///
  /// - Parameters:
  ///   - provinces: whether the files of a province are the same, by position of the province.
  ///   - all: whether all files are the same, on which rows by level and group depend.
  package mutating func noteSameFiles(ofProvinces provinces: [Bool], all: Bool) {
    for (row, isSame) in provinces.enumerated() { self.provinces.rows[row]?.isOfTheSameFiles = isSame }
    for row in levels.rows.indices { levels.rows[row]?.isOfTheSameFiles = all }
    for row in groups.rows.indices { groups.rows[row]?.isOfTheSameFiles = all }
  }
}

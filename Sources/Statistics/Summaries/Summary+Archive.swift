import Administration
import Archives
import Records

/// The conditions under which a summary was counted. Summaries with different headers do not merge.
package struct SummaryHeader: Sendable, Equatable {
  /// The windows with their observation moments, in the order of the plan's roles.
  package let windows: [String]
  package let comparison: String
  package let seriesFirst: String
  /// Whether signals are counted.
  package let signals: Bool
  /// A condition that keys of cells depend on: SHA-256 of the units, empty for the built-in ones.
  package let reference: String

  package init(_ plan: WindowPlan, reference: String) {
    windows = zip(plan.roles, plan.classifiers).map { role, classifier in
      "\(role.rawValue) \(classifier.window.first)..\(classifier.window.last) seen at \(classifier.observation.day) \(classifier.observation.second ?? -1)"
    }
    comparison = plan.comparison.rawValue
    seriesFirst = plan.seriesFirst.description
    signals = plan.countsSignals
    self.reference = reference
  }
}

/// A summary with its header: what a run keeps for the next run, or one machine hands to another.
package struct SummaryArchive: Sendable, Equatable {
  package let header: SummaryHeader
  package private(set) var summary: Summary

  package init(_ summary: Summary, header: SummaryHeader) {
    self.header = header
    self.summary = summary
  }

  /// The error that two summaries were counted under different headers.
  package struct Mismatch: Error, Equatable {
    /// What differs, such as `as-of`.
    package let what: String
  }

  /// Adds another summary.
  ///
  /// - Throws: what differs between the headers; this archive then stays unchanged.
  package mutating func merge(_ other: SummaryArchive) throws(Mismatch) {
    let (mine, theirs) = (header, other.header)
    if mine.windows != theirs.windows { throw Mismatch(what: "windows and as-of") }
    if mine.comparison != theirs.comparison { throw Mismatch(what: "compare") }
    if mine.reference != theirs.reference { throw Mismatch(what: "reference data") }
    if mine.signals != theirs.signals { throw Mismatch(what: "signals") }
    if mine != theirs { throw Mismatch(what: "daily series") }
    summary.merge(other.summary)
  }

  /// The format of the bytes; other formats are not read.
  private static let form = "dossier-report summary 4"

  package var bytes: [UInt8] {
    var archive = ArchiveWriter()
    archive.write(self)
    return archive.bytes
  }

  package init(bytes: [UInt8]) throws(ArchiveFault) {
    var archive = ArchiveReader(bytes)
    self = try archive.value()
    guard archive.isAtEnd else { throw ArchiveFault() }
  }
}

extension SummaryArchive: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(Self.form)
    archive.write(header)
    archive.write(summary)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    guard try archive.value(String.self) == Self.form else { throw ArchiveFault() }
    header = try archive.value()
    summary = try archive.value()
    guard summary.windows.count == header.windows.count else { throw ArchiveFault() }
  }
}

extension SummaryHeader: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(windows)
    archive.write(comparison)
    archive.write(seriesFirst)
    archive.write(signals)
    archive.write(reference)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    windows = try archive.value()
    comparison = try archive.value()
    seriesFirst = try archive.value()
    signals = try archive.value()
    reference = try archive.value()
  }
}

extension Summary: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(windows)
    archive.write(details)
    archive.write(days)
    archive.write(signals)
    archive.write(reach)
    archive.write(files)
    archive.write(names)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init(windows: 0)
    windows = try archive.value()
    details = try archive.value()
    days = try archive.value()
    signals = try archive.value()
    reach = try archive.value()
    files = try archive.value()
    names = try archive.value()
  }
}

extension WindowSummary: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(units)
    archive.write(fields)
    archive.write(channels)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    units = try archive.value()
    fields = try archive.value()
    channels = try archive.value()
  }
}

extension ProvinceDetails: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(agencies)
    archive.write(procedures)
    archive.write(serviceLevels)
    archive.write(costs)
    archive.write(weeks)
    archive.write(service)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    agencies = try archive.value()
    procedures = try archive.value()
    serviceLevels = try archive.value()
    costs = try archive.value()
    weeks = try archive.value()
    service = try archive.value()
  }
}

extension SummaryNames: Archivable {
  package func write(to archive: inout ArchiveWriter) {
    archive.write(fields)
    archive.write(agencies)
    archive.write(serviceLevels)
    archive.write(procedures)
  }

  package init(from archive: inout ArchiveReader) throws(ArchiveFault) {
    self.init()
    fields = try archive.value()
    agencies = try archive.value()
    serviceLevels = try archive.value()
    procedures = try archive.value()
  }
}

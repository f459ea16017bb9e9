import Administration
import Foundation
import Glibc

/// Writes synthetic exports, calibrated on the published national figures, for trying the product before real exports
/// arrive.
///
/// They hold no personal data. The totals are the published ones. Everything else is invented, including how provinces
/// and communes compare, and a notice beside the files says so.
package enum SampleExports {
  /// The only line of each `notice.txt`.
  package static let notice = "SỐ LIỆU MÔ PHỎNG / SYNTHETIC DATA"

  /// A configuration that reads the exports, with the figures that it quotes.
  private static let configuration = ["exports: dossiers", "staff: staff", "indicators: indicators.csv"]

  /// Writes `dossiers/*.csv` and `staff/*.csv`, with one file of each for every province; the notices; a `report.yaml`
  /// that reads them; and `indicators.csv`, an example of quoted figures.
  ///
  /// `report.yaml` is written last: if it exists, the sample is complete.
  ///
  /// The same scale and seed give the same bytes, whatever the number of workers, because each province draws from its
  /// own random stream. Existing files of these names are overwritten.
  package static func write(
    to directory: String, options: SampleOptions, registry: Registry = .vietnam,
    calendar: WorkingCalendar = .vietnam
  ) async throws(SampleError) -> SampleSummary {
    try options.check()
    let folders = [directory, directory + "/dossiers", directory + "/staff"]
    for folder in folders where Self.holdsOtherExports(folder) {
      throw .cannotWrite(path: folder, reason: "it holds CSV files that are no sample; name another folder")
    }
    for folder in folders {
      try createFolder(folder)
      var file = try OutputFile(path: folder + "/notice.txt")
      try file.writeLine(notice)
      _ = try file.finish()
    }

    let whole = directory + "/report.yaml"
    guard unlink(whole) == 0 || errno == ENOENT else { throw .cannotWrite(path: whole, reason: systemReason()) }
    try write(PublishedIndicators.lines, to: directory + "/indicators.csv")

    let catalogue = ProcedureCatalogue()
    let days = WindowDays(calendar: calendar)
    let sample = Sample(
      directory: directory, seed: options.seed, registry: registry, calendar: calendar,
      totals: ProvinceTotals.of(registry, targets: NationalTargets(scale: options.scale)),
      published: ProvinceTotals.of(registry, targets: NationalTargets(scale: 1)),
      catalogue: catalogue, days: days, receipts: ReceiptDays(catalogue: catalogue, days: days))

    // The largest province first, so that no worker is left alone with a large one at the end.
    let order = registry.provinces.indices.sorted {
      (sample.totals[$1].received, $0) < (sample.totals[$0].received, $1)
    }
    let result = await withTaskGroup(of: Result<SampleSummary, SampleError>.self) { group in
      var waiting = order[...]
      for _ in 0..<options.workers {
        guard let province = waiting.popFirst() else { break }
        group.addTask { sample.write(province) }
      }
      var outcome = Result<SampleSummary, SampleError>.success(SampleSummary())
      for await part in group {
        outcome = outcome.flatMap { sum in part.map { sum.adding($0) } }
        if case .success = outcome, let province = waiting.popFirst() {
          group.addTask { sample.write(province) }
        }
      }
      return outcome
    }
    let summary = try result.get()
    try write(configuration, to: whole)
    return summary
  }

  private static func write(_ lines: [String], to path: String) throws(SampleError) {
    var file = try OutputFile(path: path)
    for line in lines { try file.writeLine(line) }
    _ = try file.finish()
  }

  /// Returns whether a folder holds CSV files without a sample's notice: a province's own exports must not be
  /// overwritten.
  private static func holdsOtherExports(_ folder: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard names.contains(where: { $0.lowercased().hasSuffix(".csv") }) else { return false }
    return FileManager.default.contents(atPath: folder + "/notice.txt") != Data((notice + "\n").utf8)
  }
}

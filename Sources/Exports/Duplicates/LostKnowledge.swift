import Diagnostics

/// Finds files whose rows lack dates that the rows they supersede had: most likely the files are in the wrong order.
enum LostKnowledge {
  /// Fewer than this happen normally: a dossier is reopened, or a payment date is withdrawn.
  static let fewest = 10

  /// - Parameter lost: the number of used rows that lack a date that a row superseded by them had.
  /// - Throws: status `dataRefused` if these are ten or more and more than one in a thousand, or more than half.
  static func check(_ lost: Int, of reading: FileReading) throws(Failure) {
    guard lost * 1000 > reading.used, lost >= fewest || lost * 2 > reading.used else { return }
    throw Failure(
      .dataRefused,
      "\(lost) of its \(reading.used) records lack a date that the superseded row had: the files or rows are in the wrong order",
      at: Location(reading.name),
      hint: reading.extractedOn.map { "was it made on \($0), as its name or a profile says, and of all dossiers?" }
        ?? "put the date of extraction in the file names, such as 79-2025-08-23.csv, or declare it in a profile")
  }
}

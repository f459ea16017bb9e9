import Diagnostics

/// Winners among duplicates that know less than the rows they supersede: most likely the files are in the wrong order.
enum LostKnowledge {
  /// Fewer are what happens: a dossier reopened, a date of payment taken back.
  static let fewest = 10

  /// - Parameter lost: how many used rows lack a date that the row which they supersede had.
  /// - Throws: status `dataRefused` where they are more than one in a thousand and ten or more, or more than half.
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

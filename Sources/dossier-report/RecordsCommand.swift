import ArgumentParser
import Diagnostics
import Pipeline

/// Prints the records of any delimited file. It is left out of the help, because it is for testing the reader and not
/// for making reports.
struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records", abstract: "Print any delimited file's records as strict RFC 4180 (CR LF, UTF-8).",
    shouldDisplay: false)

  @Argument(help: ArgumentHelp("The file to read.", valueName: "file"), transform: Path.given)
  var file: String

  @Option(help: ArgumentHelp("libcsv or fast: what reads it.", valueName: "name"))
  var reader: RecordListing.Reader = .fast

  @Option(help: ArgumentHelp("What separates cells: one character, or tab.", valueName: "character"))
  var delimiter: Character = ","

  @Option(help: ArgumentHelp("What quotes them: one character.", valueName: "character"))
  var quote: Character = "\""

  @Option(
    help: ArgumentHelp(
      "utf-8, utf-16le, utf-16be, windows-1258, windows-1252 or tcvn3, where no mark says it.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Print only how many records and cells there are.")
  var count = false

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard let separator = delimiter.asciiValue, let mark = quote.asciiValue else {
      throw ValidationError("the separator and the quote are ASCII characters.")
    }
    guard separator != mark, ![0, 10, 13].contains(separator), ![0, 10, 13].contains(mark) else {
      throw ValidationError("the separator and the quote differ and are no line ends.")
    }
  }

  func run() async throws {
    try await Terminal.conclude { () throws(Failure) in
      guard let separator = delimiter.asciiValue, let mark = quote.asciiValue else { return }
      let listing = try RecordListing(file, delimiter: separator, quote: mark, reader: reader, encoding: encoding)
      guard !count else {
        let found = try listing.count()
        return try Terminal.print("\(found.records) records, \(found.cells) cells\n")
      }
      try listing.write { text throws(Failure) in try Terminal.print(text) }
    }
  }
}

extension RecordListing.Reader: ExpressibleByArgument {}

extension Character: @retroactive ExpressibleByArgument {
  /// Parses one character, or the word `tab`.
  public init?(argument: String) {
    if argument == "tab" || argument == "\\t" {
      self = "\t"
    } else if argument.count == 1 {
      self = argument[argument.startIndex]
    } else {
      return nil
    }
  }
}

import CLibCSV

/// libcsv in strict mode, together with what its callbacks have found.
///
/// libcsv is configured to treat nothing as a space, because it would trim cells, and to refuse stray and unterminated
/// quotes, because it would swallow the rest of the file. Its callbacks cannot stop a parse, so they store their
/// findings in a plain struct through a pointer, which the reader checks after the parse.
struct LibCSVParser: ~Copyable {
  private var parser = csv_parser()
  /// The state of the record being parsed. It is a pointer because C callbacks get one; it is freed in `deinit` and
  /// never shared.
  let state: UnsafeMutablePointer<ParseState>

  init(_ dialect: Dialect) {
    state = .allocate(capacity: 1)
    state.initialize(to: ParseState())
    let options = UInt8(CSV_STRICT | CSV_STRICT_FINI)
    precondition(csv_init(&parser, options) == 0, "libcsv refuses its own options")
    csv_set_delim(&parser, dialect.delimiter)
    csv_set_quote(&parser, dialect.quote)
    csv_set_space_func(&parser) { _ in 0 }
    // By default libcsv makes room for a long cell in steps of 128 bytes, each of which may copy the cell.
    csv_set_blk_size(&parser, 16 << 10)
  }

  deinit {
    // The deinitialiser owns the parser; C frees its memory through this copy.
    var parser = parser
    csv_free(&parser)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Whether no record is being parsed: at the start, after a record, and on blank lines.
  var isBetweenRecords: Bool { parser.pstate == 0 }

  /// The length of the longest cell so far, including the one being parsed.
  var longestCell: Int {
    // In state 3, libcsv's count includes a quote that may turn out to close the cell.
    max(parser.entry_pos - (parser.pstate == 3 ? 1 : 0), state.pointee.longestField)
  }

  /// Whether the last parse was stopped by the text, and not by a lack of memory.
  var isTextFault: Bool { Int32(parser.status) == CSV_EPARSE }

  /// Parses more text and returns the number of bytes parsed, which is all of them if there is no fault.
  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    csv_parse(
      &parser, text.baseAddress, text.count, ParseState.fieldCallback, ParseState.recordCallback, state)
  }

  /// Ends the text, and with it a record being parsed; returns false if a quote of that record is still open.
  mutating func finish() -> Bool {
    csv_fini(&parser, ParseState.fieldCallback, ParseState.recordCallback, state) == 0
  }
}

import CLibCSV

/// libcsv, told to be strict, and what its callbacks have found.
///
/// It is told to treat nothing as a space (it would trim cells), and to refuse a stray quote and an unterminated one (it
/// would swallow the rest of the file). What its callbacks find is kept in a plain struct behind a pointer and raised
/// after the parse, which a callback cannot stop.
struct LibCSVParser: ~Copyable {
  private var parser = csv_parser()
  /// The parse of the record under way. A pointer, because C callbacks get one: freed in `deinit`, never shared.
  let state: UnsafeMutablePointer<ParseState>

  init(_ dialect: Dialect) {
    state = .allocate(capacity: 1)
    state.initialize(to: ParseState())
    let options = UInt8(CSV_STRICT | CSV_STRICT_FINI)
    precondition(csv_init(&parser, options) == 0, "libcsv refuses its own options")
    csv_set_delim(&parser, dialect.delimiter)
    csv_set_quote(&parser, dialect.quote)
    csv_set_space_func(&parser) { _ in 0 }
    // libcsv would make room for a long cell in steps of 128 bytes, and an allocator may copy it at each.
    csv_set_blk_size(&parser, 16 << 10)
  }

  deinit {
    // The deinitialiser owns the parser, which C frees through a copy of what it holds.
    var parser = parser
    csv_free(&parser)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Whether no record is under way: at the start, behind a record, and on blank lines.
  var isBetweenRecords: Bool { parser.pstate == 0 }

  /// How long the cell under way is, and how long the longest was that has ended.
  var longestCell: Int {
    // In state 3 libcsv holds a quote that may close the cell among its bytes.
    max(parser.entry_pos - (parser.pstate == 3 ? 1 : 0), state.pointee.longestField)
  }

  /// Whether what stopped the last parse is the text, and not a lack of memory.
  var isTextFault: Bool { Int32(parser.status) == CSV_EPARSE }

  /// Parses more text and returns how many of its bytes, all of them where there is no fault.
  mutating func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    csv_parse(
      &parser, text.baseAddress, text.count, ParseState.fieldCallback, ParseState.recordCallback, state)
  }

  /// Ends the text, and with it a record under way; false where a quote of it is still open.
  mutating func finish() -> Bool {
    csv_fini(&parser, ParseState.fieldCallback, ParseState.recordCallback, state) == 0
  }
}

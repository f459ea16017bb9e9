import Administration
import Glibc
import Records

/// The dossier codes seen so far, and for each of them the row that counts.
///
/// Keys are exact, so two different codes are never confused. A code of the national form (`H26.12-250715-0123456`)
/// packs into 63 bits: a number for the prefix before the date, the six digits of the date, the sequence number and its
/// number of digits. Any other code gets a number of its own. A slot takes 16 bytes and at most two of three slots are
/// taken, which makes 29 bytes per code if the number of codes is known in advance.
struct DossierIndex: Sendable {
  /// The row that counts for a code, or a candidate for it.
  struct Holder {
    /// The position of the file in the group, in order of precedence.
    var file: Int
    /// The byte of the file's text at which the row begins.
    var start: Int
    /// Whether the row has a finishing date.
    var knowsFinish: Bool
    /// The day of receipt reduced to six bits, so that two different days look the same in one of 63 cases; 0 if there
    /// is none.
    private let received: UInt8
    /// The commune reduced to four bits; 0 if there is none.
    private let commune: UInt8
    /// Whether the row has no finishing date although a row that it supersedes had one.
    private(set) var lostFinish = false

    /// Enough for 64 GiB of text.
    private static let bitsOfStart = 36
    private static let placeOfReceived: UInt64 = 40

    fileprivate init(packed: UInt64) {
      file = Int(packed >> 48)
      knowsFinish = packed >> 47 & 1 == 1
      lostFinish = packed >> 46 & 1 == 1
      received = UInt8(truncatingIfNeeded: packed >> Self.placeOfReceived) & 63
      commune = UInt8(truncatingIfNeeded: packed >> UInt64(Self.bitsOfStart)) & 15
      start = Int(packed & (1 << UInt64(Self.bitsOfStart) - 1))
    }

    init(file: Int, start: Int, knowsFinish: Bool, received: Moment, commune: UInt16) {
      self.file = file
      self.start = start
      self.knowsFinish = knowsFinish
      self.received = received.isBlank ? 0 : UInt8(1 + UInt32(bitPattern: received.day.number) % 63)
      self.commune = commune == Dossier.noCommune ? 0 : UInt8(1 + commune % 15)
    }

    /// Returns whether two rows were certainly received on different days.
    func isReceivedOnAnotherDay(than other: Holder) -> Bool {
      received != 0 && other.received != 0 && received != other.received
    }

    /// Returns whether two rows are certainly of different communes.
    func isOfAnotherCommune(than other: Holder) -> Bool {
      commune != 0 && other.commune != 0 && commune != other.commune
    }

    /// Returns which row counts, this one or the one that counted before: within a file the later row, else the row of
    /// the file with precedence, which is read first.
    func settled(against before: Holder) -> Holder {
      var winner = before.file == file ? self : before
      winner.lostFinish = !winner.knowsFinish && (knowsFinish || before.knowsFinish || before.lostFinish)
      return winner
    }

    fileprivate var packed: UInt64 {
      UInt64(file) << 48 | (knowsFinish ? 1 << 47 : 0) | (lostFinish ? 1 << 46 : 0)
        | UInt64(received) << Self.placeOfReceived | UInt64(commune) << UInt64(Self.bitsOfStart) | UInt64(start)
    }
  }

  private var prefixes = Vocabulary()
  private var otherCodes = RecordCodes()
  private var table = Table(size: 1 << 12)
  private var count = 0

  /// The provinces of dossiers whose codes are not of the national form.
  private var provincesOfOtherCodes: Set<UInt16> = []
  /// The province entered last; rows of a province stand together, so most rows need no look at the set.
  private var lastProvince: UInt16?

  /// Stands for a province in the keys of codes that one system gives to all its dossiers, whatever their units.
  static let wholeSystem = UInt16.max

  /// Marks a province's number among the prefixes. It cannot be confused with a code's prefix, because no code holds a
  /// line end.
  static let provincePrefix = "province\n"

  /// The prefixes of the codes; for codes that are not of the national form, their dossiers' provinces instead.
  var codePrefixes: Set<String> {
    var all = Set((0..<prefixes.count).map { prefixes[UInt32($0)] })
    all.formUnion(provincesOfOtherCodes.map { Self.provincePrefix + String($0) })
    return all
  }

  /// Takes over the prefixes that a decoder has met; `numbers` maps the decoder's numbers to those of the index.
  mutating func adopt(_ prefixes: Vocabulary, into numbers: inout [UInt32]) {
    while numbers.count < prefixes.count {
      let prefix = Array(prefixes[UInt32(numbers.count)].utf8)
      numbers.append(self.prefixes.number(of: prefix.indices, in: prefix.span))
    }
  }

  /// Returns the key of a code of the national form; nil for a code of another form, or if there are too many prefixes.
  @inline(__always)
  func key(_ code: DossierCode, _ numbers: [UInt32]) -> UInt64? {
    guard let prefix = code.prefix, numbers[Int(prefix)] < UInt16.max else { return nil }
    return UInt64(numbers[Int(prefix)]) << 47 | code.rest
  }

  /// Returns the key of a code that does not itself show its province: two provinces may each count 1, 2, 3.
  ///
  /// - Parameter province: the province within which the code is unique; `wholeSystem` if it is unique in all of them.
  mutating func key(ofOther code: Range<Int>, in text: Span<UInt8>, within province: UInt16) -> UInt64 {
    if province != lastProvince {
      provincesOfOtherCodes.insert(province)
      lastProvince = province
    }
    return 1 << 63 | UInt64(otherCodes.number(of: code, in: text)) | UInt64(province) << 32
  }

  /// Makes room for about `codes` codes, with a fifth to spare, so that the table does not grow step by step.
  mutating func reserve(_ codes: Int) {
    let size = codes * 9 / 5
    if size > table.size { table = Table(size: size, holding: table) }
  }

  /// Prefetches the slot of a key that will be entered soon, so that the waits for memory overlap; those of `enter`
  /// come one after the other.
  @inline(__always)
  func prefetch(_ key: UInt64) { table.prefetch(key) }

  /// A row whose code an earlier row already had.
  struct Repetition {
    /// The position of the row among those entered.
    let position: Int
    let holder: Holder
    /// The row that counted for the code until now.
    let before: Holder
  }

  /// Enters rows in order; a row counts unless a file with precedence already holds its code.
  ///
  /// - Parameters:
  ///   - keys: the keys of the rows' codes.
  ///   - holder: returns the row at a position; nil for a row that is not to be entered.
  /// - Returns: the rows whose codes were already held.
  @inline(__always)
  mutating func enter(_ keys: [UInt64], _ holder: (Int) -> Holder?) -> [Repetition] {
    if count + keys.count > table.most { table = Table(size: table.size * 2 + keys.count * 2, holding: table) }
    var repetitions: [Repetition] = []
    var rest = keys[...]
    table.prefetch(rest.prefix(Self.ahead))
    while !rest.isEmpty {
      let next = rest.prefix(Self.ahead)
      rest = rest.dropFirst(Self.ahead)
      table.prefetch(rest.prefix(Self.ahead))
      count += table.enter(next, holder, &repetitions)
    }
    return repetitions
  }

  /// The number of keys that are prefetched while as many before them are entered: few enough that all their slots stay
  /// in the nearest cache.
  private static let ahead = 32
}

/// The key of a code and its packed row; the slot is free if the key is `free`.
private struct Slot: Sendable {
  static let free = UInt64.max

  var key = Slot.free
  var holder: UInt64 = 0
}

/// A hash table with open addressing that probes all slots of one cache line before it looks at the next line. The
/// first line has been prefetched; whether the next one would be needed was not known.
private struct Table: Sendable {
  /// The number of taken slots at which the table grows: two of three.
  let most: Int
  private var slots: [Slot]
  private let lines: Lines

  /// - Parameter size: the smallest number of slots.
  init(size: Int) {
    let count = (size + Lines.slots - 1) / Lines.slots
    most = count * Lines.slots * 2 / 3
    // The array need not begin at a cache-line boundary.
    let total = (count + 1) * Lines.slots
    var skew = 0
    slots = [Slot](unsafeUninitializedCapacity: total) { room, count in
      Self.askForLargePages(UnsafeMutableRawBufferPointer(room))
      room.initialize(repeating: Slot())
      count = total
      skew = Int(bitPattern: room.baseAddress) % Lines.bytes
    }
    // A copy of the array may be aligned differently; that costs time and nothing else.
    lines = Lines(first: (Lines.bytes - skew) % Lines.bytes / MemoryLayout<Slot>.stride, count: count)
  }

  /// Creates a table of another size with the same keys.
  init(size: Int, holding other: Table) {
    self.init(size: size)
    for slot in other.slots where slot.key != Slot.free { slots[lines.place(of: slot.key, in: slots.span)] = slot }
  }

  var size: Int { lines.count * Lines.slots }

  /// Prefetches the slot that is probed first for a key.
  @inline(__always)
  func prefetch(_ key: UInt64) { slots.prefetch(at: lines.firstPlace(of: key)) }

  /// Prefetches the slots that are probed first for some keys.
  @inline(__always)
  func prefetch(_ keys: ArraySlice<UInt64>) {
    for position in keys.indices { prefetch(keys[position]) }
  }

  /// Enters rows; there must be free slots for all of them.
  ///
  /// - Returns: how many of the keys are new.
  @inline(__always)
  mutating func enter(
    _ keys: ArraySlice<UInt64>, _ holder: (Int) -> DossierIndex.Holder?, _ repetitions: inout [DossierIndex.Repetition]
  ) -> Int {
    let lines = lines
    var slots = slots.mutableSpan
    var new = 0
    for position in keys.indices {
      guard let holder = holder(position) else { continue }
      let key = keys[position]
      let place = lines.place(of: key, in: slots.span)
      if slots[place].key == key {
        let before = DossierIndex.Holder(packed: slots[place].holder)
        slots[place].holder = holder.settled(against: before).packed
        repetitions.append(DossierIndex.Repetition(position: position, holder: holder, before: before))
      } else {
        slots[place] = Slot(key: key, holder: holder.packed)
        new &+= 1
      }
    }
    return new
  }

  /// Asks the system for large pages. Keys lie anywhere in the table, so with pages of 4 KiB nearly every access would
  /// also wait for its page's address. The system may ignore the request.
  private static func askForLargePages(_ room: UnsafeMutableRawBufferPointer) {
    let page = 4096
    guard let base = room.baseAddress, room.count >= 4 << 20 else { return }
    let start = base.alignedUp(toMultipleOf: page)
    _ = madvise(start, (room.count - (start - base)) / page * page, MADV_HUGEPAGE)
  }
}

/// The positions of a table's slots, grouped by cache lines.
private struct Lines: Sendable {
  static let bytes = 64
  static let slots = bytes / MemoryLayout<Slot>.stride

  /// The position of the first slot that begins a cache line.
  let first: Int
  let count: Int

  /// Returns the position that is probed first for a key.
  @inline(__always)
  func firstPlace(of key: UInt64) -> Int {
    let hash = Self.hash(key)
    return place(line(of: hash), Self.slot(of: hash))
  }

  /// Returns the position of a key or, if the table does not hold it, of the free slot in which to put it.
  @inline(__always)
  func place(of key: UInt64, in slots: Span<Slot>) -> Int {
    let hash = Self.hash(key)
    let slot = Self.slot(of: hash)
    var line = line(of: hash)
    while true {
      for step in 0..<Self.slots {
        let place = place(line, slot &+ step)
        let found = slots[place].key
        if found == key || found == Slot.free { return place }
      }
      line &+= 1
      if line == count { line = 0 }
    }
  }

  /// Returns the position of a slot of a line; slot numbers wrap around within the line.
  @inline(__always)
  private func place(_ line: Int, _ slot: Int) -> Int { first &+ line &* Self.slots &+ slot & (Self.slots &- 1) }

  /// Returns the line at which probing for a hash begins, from its upper bits.
  @inline(__always)
  private func line(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high)
  }

  /// Returns the slot of the line at which probing for a hash begins, from its lower bits.
  @inline(__always)
  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

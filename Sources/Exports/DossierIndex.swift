import Administration
import Glibc
import Records

/// Which dossier codes were seen, and in which row the one that counts stands.
///
/// Keys are exact, so no two dossiers are ever taken for one. A code of the national form (`H26.12-250715-0123456`)
/// packs into 63 bits: a number for what stands before the date, the six digits of the date, the sequence number and how
/// many digits it has. Any other code gets a number of its own. 16 bytes a slot, at most two slots in three taken: 29 bytes
/// a code where their number is known beforehand.
struct DossierIndex: Sendable {
  /// The row that counts for a code.
  struct Holder {
    /// File of the group, in order of precedence.
    var file: Int
    /// The byte of the file's text at which the row begins.
    var start: Int
    /// Whether it knows a finishing date.
    var knowsFinish: Bool
    /// The day of receipt, as far as six bits tell it: of two that differ one in sixty-three is taken for the same; 0 for none.
    private let received: UInt8
    /// The commune, as far as four bits tell it; 0 for none.
    private let commune: UInt8
    /// Whether it knows none and a row that it supersedes does.
    private(set) var lostFinish = false

    /// 64 GiB of text.
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

    /// Whether two rows were surely not received on one day.
    func isReceivedOnAnotherDay(than other: Holder) -> Bool {
      received != 0 && other.received != 0 && received != other.received
    }

    /// Whether two rows are surely of two communes.
    func isOfAnotherCommune(than other: Holder) -> Bool {
      commune != 0 && other.commune != 0 && commune != other.commune
    }

    /// The row that counts of this one and the one that counted before: the later of a file, else that of the file with
    /// precedence.
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

  /// The provinces whose dossiers bear codes of another form than the national one.
  private var provincesOfOtherCodes: Set<UInt16> = []
  /// The one entered last; rows of a province stand together.
  private var lastProvince: UInt16?

  /// In place of a province, for codes that one system gives to all its dossiers, whatever their units.
  static let wholeSystem = UInt16.max

  /// What stands before a province's number among the prefixes; no code holds a line end.
  static let provincePrefix = "province\n"

  /// What the codes begin with; for those of another form, their dossiers' provinces.
  var codePrefixes: Set<String> {
    var all = Set((0..<prefixes.count).map { prefixes[UInt32($0)] })
    all.formUnion(provincesOfOtherCodes.map { Self.provincePrefix + String($0) })
    return all
  }

  /// Takes over the prefixes that a decoder has met: its own numbers of them, by the decoder's.
  mutating func adopt(_ prefixes: Vocabulary, into numbers: inout [UInt32]) {
    while numbers.count < prefixes.count {
      let prefix = Array(prefixes[UInt32(numbers.count)].utf8)
      numbers.append(self.prefixes.number(of: prefix.indices, in: prefix.span))
    }
  }

  /// The key of a code of the national form; nil for one of another form, or where there are too many prefixes.
  @inline(__always)
  func key(_ code: DossierCode, _ numbers: [UInt32]) -> UInt64? {
    guard let prefix = code.prefix, numbers[Int(prefix)] < UInt16.max else { return nil }
    return UInt64(numbers[Int(prefix)]) << 47 | code.rest
  }

  /// The key of a code that does not itself say its province: two provinces may count 1, 2, 3 each on its own.
  ///
  /// - Parameter province: what the code is counted within; `wholeSystem` where not by province.
  mutating func key(ofOther code: Range<Int>, in text: Span<UInt8>, within province: UInt16) -> UInt64 {
    if province != lastProvince {
      provincesOfOtherCodes.insert(province)
      lastProvince = province
    }
    return 1 << 63 | UInt64(otherCodes.number(of: code, in: text)) | UInt64(province) << 32
  }

  /// Makes room for about so many codes, so that the table does not grow step by step: for a fifth more of them than are
  /// expected.
  mutating func reserve(_ codes: Int) {
    let size = codes * 9 / 5
    if size > table.size { table = Table(size: size, holding: table) }
  }

  /// Asks for the slot of a key that is entered soon after: the waits for memory then overlap, where those of `enter` follow
  /// one another.
  @inline(__always)
  func prefetch(_ key: UInt64) { table.prefetch(key) }

  /// A row whose code another one had before.
  struct Repetition {
    /// Its position among the rows.
    let position: Int
    let holder: Holder
    /// The row that counted for the code.
    let before: Holder
  }

  /// Enters rows in their order, each unless the code is already held by a row of a file with precedence.
  ///
  /// - Parameters:
  ///   - keys: of their codes.
  ///   - holder: the row at a position; nil for one that is not entered.
  /// - Returns: those whose codes were held before.
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

  /// Keys whose slots are asked for while as many before them are entered: few enough that all stay in the nearest cache.
  private static let ahead = 32
}

/// A code's key, with its row packed; free where the key is `free`.
private struct Slot: Sendable {
  static let free = UInt64.max

  var key = Slot.free
  var holder: UInt64 = 0
}

/// Slots by their keys' hashes: open addressing, which looks at all slots of a line of memory before any of the next one.
/// A line that was asked for is there; of the next one nobody knew that it would be looked at.
private struct Table: Sendable {
  /// How many slots are taken before it grows: two in three.
  let most: Int
  private var slots: [Slot]
  private let lines: Lines

  /// - Parameter size: how many slots at least.
  init(size: Int) {
    let count = (size + Lines.slots - 1) / Lines.slots
    most = count * Lines.slots * 2 / 3
    // The list need not begin with a line.
    let total = (count + 1) * Lines.slots
    var skew = 0
    slots = [Slot](unsafeUninitializedCapacity: total) { room, count in
      Self.askForLargePages(UnsafeMutableRawBufferPointer(room))
      room.initialize(repeating: Slot())
      count = total
      skew = Int(bitPattern: room.baseAddress) % Lines.bytes
    }
    // Where the list is copied it may lie otherwise, which costs time and nothing else.
    lines = Lines(first: (Lines.bytes - skew) % Lines.bytes / MemoryLayout<Slot>.stride, count: count)
  }

  /// A table of another size with the same keys.
  init(size: Int, holding other: Table) {
    self.init(size: size)
    for slot in other.slots where slot.key != Slot.free { slots[lines.place(of: slot.key, in: slots.span)] = slot }
  }

  var size: Int { lines.count * Lines.slots }

  /// Asks for the slot that is looked at first for a key.
  @inline(__always)
  func prefetch(_ key: UInt64) { slots.prefetch(at: lines.firstPlace(of: key)) }

  /// The same for some keys.
  @inline(__always)
  func prefetch(_ keys: ArraySlice<UInt64>) {
    for position in keys.indices { prefetch(keys[position]) }
  }

  /// Enters rows for which there are slots.
  ///
  /// - Returns: how many of their keys are new.
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

  /// Keys lie anywhere in the table: with pages of 4 KiB nearly each of them would also wait for its page to be found. The
  /// system may grant this or not.
  private static func askForLargePages(_ room: UnsafeMutableRawBufferPointer) {
    let page = 4096
    guard let base = room.baseAddress, room.count >= 4 << 20 else { return }
    let start = base.alignedUp(toMultipleOf: page)
    _ = madvise(start, (room.count - (start - base)) / page * page, MADV_HUGEPAGE)
  }
}

/// Where the slots of a table's lines lie.
private struct Lines: Sendable {
  static let bytes = 64
  static let slots = bytes / MemoryLayout<Slot>.stride

  /// The place of the first slot that begins a line.
  let first: Int
  let count: Int

  /// The place that is looked at first for a key.
  @inline(__always)
  func firstPlace(of key: UInt64) -> Int {
    let hash = Self.hash(key)
    return place(line(of: hash), Self.slot(of: hash))
  }

  /// Where a key stands or, where it stands nowhere, the free slot that it goes to.
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

  /// The place of one of a line's slots, which are counted round.
  @inline(__always)
  private func place(_ line: Int, _ slot: Int) -> Int { first &+ line &* Self.slots &+ slot & (Self.slots &- 1) }

  /// The line that a hash begins at, by its upper bits.
  @inline(__always)
  private func line(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high)
  }

  /// The slot of its line that a hash begins at, by its lower bits.
  @inline(__always)
  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) }

  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

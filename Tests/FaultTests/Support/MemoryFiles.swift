import Glibc
import Publishing
import Synchronization

/// A file system in memory that keeps a log of what was changed and what was synced, so that the disk after a power cut
/// at any moment can be made from it.
///
/// A change of a folder's names is safe once every folder it concerns was synced after it; a file's bytes once the file
/// was. Of all that is not safe, any part may be on the disk and any part may not.
final class MemoryFiles: FileLayer {
  typealias Number = Int

  enum Node: Hashable {
    case folder([String: Number])
    case file([UInt8])
    case link(String)
  }

  enum Change {
    case add(folder: Number, name: String, number: Number, node: Node)
    case append(Number, [UInt8])
    case empty(Number)
    case remove(folder: Number, name: String)
    case move(from: Number, String, to: Number, String)
    case exchange(Number, String, Number, String)

    /// What must be synced for the change to be safe.
    var concerns: Set<Number> {
      switch self {
      case .add(let folder, _, _, _), .remove(let folder, _): [folder]
      case .append(let file, _), .empty(let file): [file]
      case .move(let from, _, let to, _), .exchange(let from, _, let to, _): [from, to]
      }
    }
  }

  enum Entry {
    case change(Change)
    case sync(Number)
  }

  struct Disk {
    var nodes: [Number: Node] = [0: .folder([:])]

    /// Makes a change if what it needs is there; on a disk after a power cut it may not be.
    mutating func apply(_ change: Change) {
      switch change {
      case .add(let folder, let name, let number, let node):
        guard case .folder(var names)? = nodes[folder], names[name] == nil else { return }
        names[name] = number
        nodes[folder] = .folder(names)
        if nodes[number] == nil { nodes[number] = node }
      case .append(let file, let more):
        // Bytes may be safe before the name is; then they are kept for it.
        if case .file(let bytes)? = nodes[file] { nodes[file] = .file(bytes + more) } else { nodes[file] = .file(more) }
      case .empty(let file): nodes[file] = .file([])
      case .remove(let folder, let name):
        guard case .folder(var names)? = nodes[folder] else { return }
        names[name] = nil
        nodes[folder] = .folder(names)
      case .move(let from, let name, let to, let other):
        guard case .folder(var names)? = nodes[from], let number = names.removeValue(forKey: name) else { return }
        nodes[from] = .folder(names)
        guard case .folder(var others)? = nodes[to] else { return }
        others[other] = number
        nodes[to] = .folder(others)
      case .exchange(let from, let name, let to, let other):
        guard case .folder(let names)? = nodes[from], let a = names[name], case .folder(let others)? = nodes[to],
          let b = others[other]
        else { return }
        set(from, name, b)
        set(to, other, a)
      }
    }

    private mutating func set(_ folder: Number, _ name: String, _ number: Number) {
      guard case .folder(var names)? = nodes[folder] else { return }
      names[name] = number
      nodes[folder] = .folder(names)
    }

    func number(at path: String) -> Number? {
      var number = 0
      for part in path.split(separator: "/") where part != "." {
        guard case .folder(let names)? = nodes[number], let next = names[String(part)] else { return nil }
        number = next
      }
      return number
    }

    func node(at path: String) -> Node? { number(at: path).flatMap { nodes[$0] } }

    /// Every file and link below a folder with its bytes or target.
    func tree(_ path: String) -> [String: [UInt8]] {
      guard let number = number(at: path) else { return [:] }
      return tree(number)
    }

    private func tree(_ number: Number) -> [String: [UInt8]] {
      guard case .folder(let names)? = nodes[number] else { return [:] }
      var files: [String: [UInt8]] = [:]
      for (name, number) in names {
        switch nodes[number] {
        case .file(let bytes)?: files[name] = bytes
        case .link(let target)?: files[name] = Array("-> \(target)".utf8)
        case .folder?: for (path, bytes) in tree(number) { files[name + "/" + path] = bytes }
        case nil: break
        }
      }
      return files
    }
  }

  private struct State {
    var disk: Disk
    var log: [Entry] = []
    var open: [Int32: (number: Number, position: Int)] = [:]
    var next = 1000
  }

  private let state: Mutex<State>
  /// Whether names can be swapped in one step.
  let canExchange: Bool
  /// How much room is said to be left, in bytes.
  private let free: Int

  init(_ disk: Disk = Disk(), canExchange: Bool = true, free: Int = .max) {
    var state = State(disk: disk)
    state.next = (disk.nodes.keys.max() ?? 0) + 1000
    self.state = Mutex(state)
    self.canExchange = canExchange
    self.free = free
  }

  func freeBytes(in folder: String) throws(SystemError) -> Int { free }

  var disk: Disk { state.withLock { $0.disk } }
  var log: [Entry] { state.withLock { $0.log } }

  private func with<Value>(_ body: (inout State) throws(SystemError) -> Value) throws(SystemError) -> Value {
    let result = state.withLock { state -> Result<Value, SystemError> in
      do throws(SystemError) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func change(_ state: inout State, _ change: Change) {
    state.disk.apply(change)
    state.log.append(.change(change))
  }

  private func split(_ path: String, _ state: State) throws(SystemError) -> (folder: Number, name: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, let folder = state.disk.number(at: parts.dropLast().joined(separator: "/")),
      case .folder? = state.disk.nodes[folder]
    else { throw SystemError(ENOENT) }
    return (folder, name)
  }

  private func add(_ path: String, _ node: Node) throws(SystemError) {
    try with { state throws(SystemError) in
      let (folder, name) = try split(path, state)
      if state.disk.node(at: path) != nil { throw SystemError(EEXIST) }
      state.next += 1
      change(&state, .add(folder: folder, name: name, number: state.next, node: node))
    }
  }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    let isThere = try kind(of: path) != nil
    if use == .creating || use == .locking && !isThere { try add(path, .file([])) }
    return try with { state throws(SystemError) in
      guard let number = state.disk.number(at: path) else { throw SystemError(ENOENT) }
      state.next += 1
      state.open[Int32(state.next)] = (number, 0)
      return Int32(state.next)
    }
  }

  private func number(_ descriptor: Int32, _ state: State) throws(SystemError) -> Number {
    guard let number = state.open[descriptor]?.number else { throw SystemError(EBADF) }
    return number
  }

  func read(_ descriptor: Int32, count: Int) throws(SystemError) -> [UInt8] {
    try with { state throws(SystemError) in
      guard let (number, position) = state.open[descriptor], case .file(let bytes)? = state.disk.nodes[number] else {
        throw SystemError(EBADF)
      }
      let piece = Array(bytes.dropFirst(position).prefix(count))
      state.open[descriptor] = (number, position + piece.count)
      return piece
    }
  }

  /// Takes at most half of a longer text at a time, as a system may.
  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    try with { state throws(SystemError) in
      let taken = bytes.count > 8 ? bytes.prefix(bytes.count / 2 + 1) : bytes
      change(&state, .append(try number(descriptor, state), Array(taken)))
      return taken.count
    }
  }

  func empty(_ descriptor: Int32) throws(SystemError) {
    try with { state throws(SystemError) in change(&state, .empty(try number(descriptor, state))) }
  }

  func sync(_ descriptor: Int32) throws(SystemError) {
    try with { state throws(SystemError) in state.log.append(.sync(try number(descriptor, state))) }
  }

  func close(_ descriptor: Int32) throws(SystemError) {
    try with { state throws(SystemError) in
      if state.open.removeValue(forKey: descriptor) == nil { throw SystemError(EBADF) }
    }
  }

  func lock(_ descriptor: Int32) throws(SystemError) {}
  func unlock(_ descriptor: Int32) throws(SystemError) {}

  func kind(of path: String) throws(SystemError) -> FileKind? {
    switch state.withLock({ $0.disk.node(at: path) }) {
    case .file?: .file
    case .folder?: .folder
    case .link?: .link
    case nil: nil
    }
  }

  func names(in folder: String) throws(SystemError) -> [String] {
    guard case .folder(let names)? = state.withLock({ $0.disk.node(at: folder) }) else { throw SystemError(ENOENT) }
    return Array(names.keys)
  }

  func target(ofLink path: String) throws(SystemError) -> String {
    guard case .link(let target)? = state.withLock({ $0.disk.node(at: path) }) else { throw SystemError(EINVAL) }
    return target
  }

  func makeFolder(_ path: String) throws(SystemError) { try add(path, .folder([:])) }
  func makeLink(_ path: String, to target: String) throws(SystemError) { try add(path, .link(target)) }

  func move(_ path: String, over other: String) throws(SystemError) {
    try with { state throws(SystemError) in
      guard state.disk.node(at: path) != nil else { throw SystemError(ENOENT) }
      let (from, name) = try split(path, state)
      let (to, newName) = try split(other, state)
      change(&state, .move(from: from, name, to: to, newName))
    }
  }

  func move(_ path: String, to free: String) throws(SystemError) {
    if try kind(of: free) != nil { throw SystemError(EEXIST) }
    try move(path, over: free)
  }

  func exchange(_ path: String, _ other: String) throws(SystemError) {
    guard canExchange else { throw SystemError(EINVAL) }
    try with { state throws(SystemError) in
      guard state.disk.node(at: path) != nil, state.disk.node(at: other) != nil else { throw SystemError(ENOENT) }
      let (from, name) = try split(path, state)
      let (to, newName) = try split(other, state)
      change(&state, .exchange(from, name, to, newName))
    }
  }

  func removeFile(_ path: String) throws(SystemError) {
    try with { state throws(SystemError) in
      let (folder, name) = try split(path, state)
      guard let node = state.disk.node(at: path) else { throw SystemError(ENOENT) }
      if case .folder = node { throw SystemError(EISDIR) }
      change(&state, .remove(folder: folder, name: name))
    }
  }

  func removeFolder(_ path: String) throws(SystemError) {
    try with { state throws(SystemError) in
      let (folder, name) = try split(path, state)
      guard case .folder(let names)? = state.disk.node(at: path) else { throw SystemError(ENOTDIR) }
      if !names.isEmpty { throw SystemError(ENOTEMPTY) }
      change(&state, .remove(folder: folder, name: name))
    }
  }
}

extension MemoryFiles {
  /// The disks that a power cut after the first entries of a log may leave, made from the disk before them.
  ///
  /// - Parameter random: numbers for the choice of what is lost.
  static func disks(
    before: Disk, log: ArraySlice<Entry>, random: inout some RandomNumberGenerator
  ) -> [Disk] {
    var unsafe: [Int: Set<Number>] = [:]
    for (position, entry) in log.enumerated() {
      switch entry {
      case .change(let change): unsafe[position] = change.concerns
      case .sync(let number): for other in unsafe.keys { unsafe[other]?.remove(number) }
      }
    }
    let open = unsafe.filter { !$0.value.isEmpty }.keys.sorted()
    var lost: [Set<Int>] = [[], Set(open)]
    for position in open.suffix(12) {
      lost.append([position])
      lost.append(Set(open).subtracting([position]))
    }
    for _ in 0..<8 { lost.append(Set(open.filter { _ in Bool.random(using: &random) })) }
    return (open.isEmpty ? [[]] : lost).map { lost in
      var disk = before
      for (position, entry) in log.enumerated() where !lost.contains(position) {
        if case .change(let change) = entry { disk.apply(change) }
      }
      return disk
    }
  }
}

import Yams

/// A setting with one value, under its name in a configuration file.
///
/// This one list serves to read configuration files, to override settings by options of the command line, and to
/// rebuild editions from manifests. Settings with several values (profiles, gates, the head) are read separately.
struct Setting: Sendable {
  let name: String
  let value: Value

  /// What kind of value a setting has, and which property of a configuration stores it.
  enum Value: Sendable {
    /// A file or folder that a run reads; relative paths start from the configuration's own folder.
    case input(Place<String>)
    /// A folder that a run writes to.
    case output(Place<String>)
    /// A word, or an input whose name ends in `.csv`.
    case wordOrFile(Place<String>)
    case text(Place<String>)
    case texts(Place<[String]>)
    case number(Place<Int>)
    case flag(Place<Bool>)
  }

  typealias Place<Held> = WritableKeyPath<Configuration, Held?> & Sendable

  private init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }

  static let all = [
    Setting("exports", .input(\.exports)), Setting("staff", .input(\.staff)), Setting("period", .text(\.period)),
    Setting("as_of", .text(\.asOf)), Setting("staff_as_of", .text(\.staffAsOf)),
    Setting("calendar", .wordOrFile(\.calendar)), Setting("compare", .text(\.compare)),
    Setting("languages", .texts(\.languages)), Setting("templates", .input(\.templates)),
    Setting("reports", .texts(\.reports)), Setting("output", .output(\.output)),
    Setting("workers", .number(\.workers)), Setting("cache", .flag(\.cache)),
    Setting("week_start", .number(\.weekStart)), Setting("since", .text(\.since)), Setting("notice", .text(\.notice)),
    Setting("synthetic", .flag(\.synthetic)), Setting("audience", .text(\.audience)),
    Setting("ranking", .text(\.ranking)), Setting("declared", .input(\.declared)),
    Setting("registry", .input(\.registry)), Setting("commune_notes", .input(\.communeNotes)),
    Setting("field_aliases", .input(\.fieldAliases)), Setting("holidays", .input(\.holidays)),
    Setting("indicators", .input(\.indicators)), Setting("published_staff", .input(\.publishedStaff)),
  ]

  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  static func isFile(_ word: String) -> Bool { word.hasSuffix(".csv") }

  /// Copies the value that another configuration has for this setting; returns false where it has none.
  @discardableResult
  func take(from other: Configuration, into configuration: inout Configuration) -> Bool {
    func take<Held>(_ place: Place<Held>) -> Bool {
      guard let held = other[keyPath: place] else { return false }
      configuration[keyPath: place] = held
      return true
    }
    return switch value {
    case .input(let place), .output(let place), .wordOrFile(let place), .text(let place): take(place)
    case .texts(let place): take(place)
    case .number(let place): take(place)
    case .flag(let place): take(place)
    }
  }

  /// Sets the value that a manifest states. Manifests state no places of inputs and outputs. Returns false where the
  /// text is not a value of this setting.
  func take(_ text: String, into configuration: inout Configuration) -> Bool {
    switch value {
    case .text(let place), .wordOrFile(let place): configuration[keyPath: place] = text
    case .texts(let place): configuration[keyPath: place] = text.split(separator: ",").map(String.init)
    case .number(let place):
      guard let number = Int(text) else { return false }
      configuration[keyPath: place] = number
    case .flag(let place):
      guard let flag = Bool(text) else { return false }
      configuration[keyPath: place] = flag
    case .input, .output: break
    }
    return true
  }

  /// Returns whether the setting is the place of an input, which no manifest states.
  func isInput(in configuration: Configuration) -> Bool {
    switch value {
    case .input: true
    case .wordOrFile(let place): configuration[keyPath: place].map(Self.isFile) ?? false
    case .output, .text, .texts, .number, .flag: false
    }
  }
}

extension NodeReader {
  mutating func read(_ node: Node, as setting: Setting, into configuration: inout Configuration) {
    switch setting.value {
    case .input(let place), .output(let place): configuration[keyPath: place] = path(node)
    case .wordOrFile(let place): configuration[keyPath: place] = wordOrFile(node)
    case .text(let place): configuration[keyPath: place] = text(node)
    case .texts(let place): configuration[keyPath: place] = texts(node)
    case .number(let place): configuration[keyPath: place] = number(node)
    case .flag(let place): configuration[keyPath: place] = flag(node)
    }
  }

  private mutating func wordOrFile(_ node: Node) -> String? {
    text(node).map { Setting.isFile($0) && !$0.hasPrefix("/") ? folder + $0 : $0 }
  }
}

import Diagnostics
import Records

/// The distinct words of a group's open lists, over all its lanes.
struct OpenLists: Sendable {
  /// The largest number of distinct words in a column that stands for a list: fields, agencies, procedures, service
  /// levels. A column with more holds something else, and every word takes memory.
  static let mostWords = 50_000

  private var words: [DossierColumn: Set<String>] = [:]

  /// The order in which columns are checked for too many words.
  private static let columns: [DossierColumn] = [.field, .agency, .procedure, .serviceLevel]

  /// Takes over the words that a decoder has met since the last call.
  ///
  /// - Parameter adopted: how many of the decoder's words were taken over before.
  /// - Returns: a column with more distinct words than a list may have; nil if there is none.
  mutating func adopt(_ decoder: DossierDecoder, _ adopted: inout AdoptedWords) -> DossierColumn? {
    var hasNew = false
    func adopt(_ column: DossierColumn, _ count: Int, _ before: inout Int, _ word: (UInt32) -> String) {
      while before < count {
        words[column, default: []].insert(word(UInt32(before)))
        before += 1
        hasNew = true
      }
    }
    adopt(.field, decoder.fields.count, &adopted.fields) { decoder.fields[$0] }
    adopt(.agency, decoder.agencies.count, &adopted.agencies) { decoder.agencies[$0] }
    adopt(.procedure, decoder.procedures.count, &adopted.procedures) { number in
      let (code, name) = decoder.procedures[number]
      return "\(code)\n\(name)"
    }
    adopt(.serviceLevel, decoder.serviceLevels.count, &adopted.serviceLevels) { decoder.serviceLevels[$0] }
    return hasNew ? Self.columns.first { words[$0, default: []].count > Self.mostWords } : nil
  }

  /// Refuses a column taken for `field` that seems to hold persons' names. There are about a hundred fields, but nearly
  /// as many names as records, so its header must stand over another column.
  ///
  /// - Parameter records: the number of records of the group.
  /// - Throws: status `dataRefused` if the column has a hundred or more distinct values, and more than three per ten
  ///   records.
  func checkFields(ofRecords records: Int, _ file: String) throws(Failure) {
    let count = words[.field, default: []].count
    guard count >= Self.fewestNames, count * 10 > records * 3 else { return }
    throw Failure(
      .dataRefused,
      "the column taken for 'field' holds \(count) different values in \(records) records, it is no list of fields",
      at: Location(file), hint: "look whether the headers stand over the right columns, or map 'field' to another one")
  }

  private static let fewestNames = 100

  static func overlong(_ column: DossierColumn, _ file: String) -> Failure {
    Failure(
      .dataRefused,
      "the column taken for '\(column.rawValue)' holds more than \(mostWords) different values, no list is so long",
      at: Location(file), hint: "map '\(column.rawValue)' to another column in the profile, or to none")
  }
}

/// How many of a decoder's words the group has taken over, and the group's numbers of the decoder's prefixes.
struct AdoptedWords: Sendable {
  var prefixes: [UInt32] = []
  var fields = 0
  var agencies = 0
  var procedures = 0
  var serviceLevels = 0
}

/// The order in which a person would list file names: runs of digits are compared by value.
package struct NaturalOrder: Comparable, Sendable {
  private let name: String
  /// The name split into runs of digits and runs of anything else.
  private let pieces: [Piece]

  private struct Piece: Equatable {
    var text: String
    var isNumber: Bool
  }

  package init(_ name: String) {
    self.name = name
    var pieces: [Piece] = []
    for character in name {
      let isDigit = character.isASCII && character.isNumber
      if let last = pieces.last, last.isNumber == isDigit {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append(Piece(text: String(character), isNumber: isDigit))
      }
    }
    self.pieces = pieces
  }

  package static func < (a: NaturalOrder, b: NaturalOrder) -> Bool {
    for (x, y) in zip(a.pieces, b.pieces) where x != y {
      if x.isNumber, y.isNumber {
        // Without leading zeros, the longer number is the greater.
        let (m, n) = (x.text.drop { $0 == "0" }, y.text.drop { $0 == "0" })
        if m != n { return m.count != n.count ? m.count < n.count : m < n }
      }
      if x.text != y.text { return x.text < y.text }
    }
    return a.pieces.count != b.pieces.count ? a.pieces.count < b.pieces.count : a.name < b.name
  }
}

extension Sequence {
  /// Returns the elements in natural order of their names; each name is split only once.
  package func inNaturalOrder(_ name: (Element) -> String) -> [Element] {
    map { (order: NaturalOrder(name($0)), element: $0) }.sorted { $0.order < $1.order }.map(\.element)
  }
}

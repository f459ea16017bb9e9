/// The order in which a person would list file names: runs of digits by their value.
package struct NaturalOrder: Comparable, Sendable {
  private let name: String
  /// Its runs of digits and of anything else.
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
        // Without zeros in front the longer number is the greater.
        let (m, n) = (x.text.drop { $0 == "0" }, y.text.drop { $0 == "0" })
        if m != n { return m.count != n.count ? m.count < n.count : m < n }
      }
      if x.text != y.text { return x.text < y.text }
    }
    return a.pieces.count != b.pieces.count ? a.pieces.count < b.pieces.count : a.name < b.name
  }
}

extension Sequence {
  /// The elements in natural order of their names, each of which is taken apart once.
  package func inNaturalOrder(_ name: (Element) -> String) -> [Element] {
    map { (order: NaturalOrder(name($0)), element: $0) }.sorted { $0.order < $1.order }.map(\.element)
  }
}

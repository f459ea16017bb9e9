import Diagnostics
import Testing

@Suite struct SuggestionTests {
  private let words = ["received", "resolved", "period", "languages"]

  @Test(arguments: [
    ("recieved", "received"), ("receive", "received"), ("RECEIVED", "received"), ("resolvd", "resolved"),
    ("perod", "period"), ("preiod", "period"), ("periods", "period"), ("language", "languages"), ("period", "period"),
  ])
  func findsTheNearest(_ word: String, _ expected: String) {
    #expect(Suggestion.nearest(to: word, in: words) == expected)
    #expect(Suggestion.hint(for: word, in: words) == "did you mean '\(expected)'?")
  }

  @Test(arguments: ["", "x", "workers", "perxyz", "rcvd"]) func nothingIsNear(_ word: String) {
    #expect(Suggestion.nearest(to: word, in: words) == nil)
    #expect(Suggestion.hint(for: word, in: words) == nil)
  }

  /// At most a third of the letters, but one edit even of a short word.
  @Test func nearHasALimit() {
    #expect(Suggestion.nearest(to: "vj", in: ["vi", "en"]) == "vi")
    #expect(Suggestion.nearest(to: "xy", in: ["vi", "en"]) == nil)
    #expect(Suggestion.nearest(to: "abcdef", in: ["abxyef"]) == "abxyef")
    #expect(Suggestion.nearest(to: "abcde", in: ["abxye"]) == nil)
    #expect(Suggestion.nearest(to: "", in: ["a"]) == "a")
  }

  @Test func theFirstOfEquallyNearOnesIsTaken() {
    #expect(Suggestion.nearest(to: "cat", in: ["car", "can"]) == "car")
    #expect(Suggestion.nearest(to: "cat", in: ["can", "car"]) == "can")
    #expect(Suggestion.nearest(to: "cat", in: ["car", "cat"]) == "cat")
    #expect(Suggestion.nearest(to: "cat", in: [String]()) == nil)
  }
}

import Exports
import Testing

@Suite struct FilePatternTests {
  @Test(arguments: [
    ("79-*.csv", "79-a.csv", true), ("79-*.csv", "01-a.csv", false), ("*", "", true), ("*.CSV", "a.csv", true),
    ("a?c", "abc", true), ("a?c", "ac", false), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
    ("", "", true),
    ("", "a", false), ("a", "", false), ("**", "abc", true), ("*.csv.gz", "79.csv", false), ("a*", "a", true),
  ])
  func matches(_ pattern: String, _ name: String, _ expected: Bool) {
    #expect(FilePattern.matches(pattern, name) == expected)
  }
}

import Exports
import Foundation
import Reports
import Statistics
import TestSupport
import Testing

/// Every rule and every flag has words and advice in each language that ships.
@Suite struct QualityWordsTests {
  @Test(arguments: ["vi", "en"])
  func everyRuleHasWords(_ code: String) throws {
    let file = "templates/\(code)/language.json"
    let language = try Language(json: try PackageFolder.text(of: file), file: file, folder: code)
    let names =
      QuarantineRule.allCases.map(\.rawValue) + Flag.allCases.map(\.name)
      + StaffFinding.allCases.map(\.rawValue)
    for name in names {
      let words = try #require(language.quality(name), "\(name)")
      #expect(!words.meaning.isEmpty && !words.meaning.hasSuffix("."), "\(name)")
      #expect(words.remedy.hasSuffix("."), "\(name)")
    }
    #expect(language.quality("no_such_rule") == nil)
  }

  @Test func theArticleExplainsEveryRuleAndFlag() throws {
    let article = try PackageFolder.text(of: "Sources/dossier-report/Documentation.docc/ReadingExports.md")
    for name in QuarantineRule.allCases.map(\.rawValue) + Flag.allCases.map(\.name) {
      #expect(article.contains("`\(name)`"), "\(name)")
    }
  }
}

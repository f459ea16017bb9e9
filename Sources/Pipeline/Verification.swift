import Diagnostics
import Publishing
import Reports

/// Checks a published edition.
package enum Verification {
  /// What differs from the manifest; empty where nothing does.
  package static func findings(edition: String) throws(Failure) -> [Finding] {
    try EditionCheck.findings(edition: edition)
  }
}

/// The names that templates may use, as `dossier-report fields` prints them.
package enum TemplateNames {
  package static var text: String { FieldList.text() }
}

import ArgumentParser

/// Reads a path that the command line gives.
///
/// An empty one is what a script makes of a variable that was never set; files would be looked for, and written, in the
/// root folder.
enum Path {
  @Sendable static func given(_ text: String) throws -> String {
    if text.isEmpty { throw ValidationError("a path was expected; is a variable not set?") }
    // The replacement character stands where bytes were no UTF-8: another path would be taken.
    if text.contains("\u{FFFD}") { throw ValidationError("the path '\(text)' is not UTF-8") }
    return text
  }
}

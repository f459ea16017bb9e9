import ArgumentParser

/// Reads a path from the command line.
///
/// An empty path is what a script passes for a variable that was never set; files would then be read from and written
/// to the root folder.
enum Path {
  @Sendable static func given(_ text: String) throws -> String {
    if text.isEmpty { throw ValidationError("a path was expected; is a variable not set?") }
    // A replacement character stands for bytes that are not UTF-8, so the path would be a different one.
    if text.contains("\u{FFFD}") { throw ValidationError("the path '\(text)' is not UTF-8") }
    return text
  }
}

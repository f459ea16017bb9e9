import Publishing

/// What the layers of these tests do as simply as it can be done: they keep no rights and need no speed.
extension FileLayer {
  /// One after the other.
  func sync(all descriptors: [Int32]) -> (position: Int, error: SystemError)? {
    for (position, descriptor) in descriptors.enumerated() {
      do throws(SystemError) {
        try sync(descriptor)
      } catch {
        return (position, error)
      }
    }
    return nil
  }

  func makePrivateFolder(_ path: String) throws(SystemError) { try makeFolder(path) }
  func isPrivate(_ folder: String) throws(SystemError) -> Bool { true }
  func freeBytes(in folder: String) throws(SystemError) -> Int { .max }
}

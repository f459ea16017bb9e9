import Publishing

/// What the layers of these tests do as simply as it can be done: they keep no rights and need no speed.
extension FileLayer {
  /// At once, one after the other.
  func beginSync(of descriptors: [Int32]) -> SyncUnderWay {
    for (position, descriptor) in descriptors.enumerated() {
      do throws(SystemError) {
        try sync(descriptor)
      } catch {
        return SyncUnderWay { (position, error) }
      }
    }
    return SyncUnderWay { nil }
  }

  func makePrivateFolder(_ path: String) throws(SystemError) { try makeFolder(path) }
  func isPrivate(_ folder: String) throws(SystemError) -> Bool { true }
  func freeBytes(in folder: String) throws(SystemError) -> Int { .max }
}

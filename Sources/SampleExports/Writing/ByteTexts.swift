/// The texts from which rows are assembled, as bytes in one block: a row is about twenty copies from such blocks.
struct ByteTexts: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = [0]

  init(_ texts: some Sequence<String>) {
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
  }
}

/// How much of the exports a run has read. Rate and time left are for a caller with a clock.
package struct ReadProgress: Sendable, Equatable {
  package var bytes: Int
  package let total: Int

  package init(bytes: Int, of total: Int) {
    self.bytes = bytes
    self.total = total
  }
}

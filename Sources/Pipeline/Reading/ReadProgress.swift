/// How far a run has read. Rate and time left are for whoever has a clock.
package struct ReadProgress: Sendable, Equatable {
  package var bytes: Int
  package let total: Int

  package init(bytes: Int, of total: Int) {
    self.bytes = bytes
    self.total = total
  }
}

import CBlocks

extension Array {
  /// Makes it as long as is said; what is in it stays until it is written over.
  mutating func fit(_ count: Int, _ element: Element) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }

  /// Asks for the memory of an element and does not wait for it: who looks it up soon after finds it in the processor's
  /// caches. A hint that changes nothing else.
  @inline(__always)
  func prefetch(at position: Int) {
    // Of the element its address alone is used, and nothing is read through it.
    withUnsafeBufferPointer { elements in prefetch_line(elements.baseAddress.map { $0 + position }) }
  }
}

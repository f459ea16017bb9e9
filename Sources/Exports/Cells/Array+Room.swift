import CBlocks

extension Array {
  /// Makes the array `count` elements long: it cuts the rest off or appends copies of `element`; other elements keep
  /// their old values.
  mutating func fit(_ count: Int, _ element: Element) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(element, count: count - self.count)) }
  }

  /// Prefetches the memory of an element without waiting for it, so that a look-up soon after finds it in the
  /// processor's caches. This is a hint without any other effect.
  @inline(__always)
  func prefetch(at position: Int) {
    // Only the element's address is used; nothing is read through it here.
    withUnsafeBufferPointer { elements in prefetch_line(elements.baseAddress.map { $0 + position }) }
  }
}

import Foundation
import Synchronization

/// A value that several workers change one at a time, and whose changes they can wait for.
///
/// Who waits keeps its thread, which may be one of the few that Swift runs tasks on. So `when` may wait only for what a
/// worker changes that runs on a thread already; it never waits for a task that has still to begin.
package final class Monitor<Value: Sendable>: Sendable {
  /// Held only by whoever has locked the condition: it makes the value one that threads may share in the compiler's eyes.
  private let value: Mutex<Value>
  private let changed = NSCondition()

  package init(_ value: Value) { self.value = Mutex(value) }

  /// Waits until `body` gives a result, which it is asked for once and again after every change.
  ///
  /// - Parameter body: leaves the value as it is where it gives none.
  package func when<Result: Sendable>(_ body: (inout Value) -> Result?) -> Result {
    changed.lock()
    defer { changed.unlock() }
    while true {
      if let result = value.withLock({ body(&$0) }) {
        changed.broadcast()
        return result
      }
      changed.wait()
    }
  }

  /// Looks at the value, which wakes nobody.
  package func look<Result: Sendable>(_ body: (borrowing Value) -> Result) -> Result {
    changed.lock()
    defer { changed.unlock() }
    return value.withLock { body($0) }
  }

  /// Changes the value.
  package func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { when { body(&$0) } }
}

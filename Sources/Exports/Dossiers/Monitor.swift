import Foundation
import Synchronization

/// A value that several workers change, one at a time, and whose changes they can wait for.
///
/// Waiting blocks the thread, which may be one of the few on which Swift runs tasks. Use `when` only to wait for
/// changes by a worker that is already running on a thread, never for a task that has yet to start.
package final class Monitor<Value: Sendable>: Sendable {
  /// The mutex is locked only while the condition is locked; it makes the value `Sendable` for the compiler.
  private let value: Mutex<Value>
  private let changed = NSCondition()

  package init(_ value: Value) { self.value = Mutex(value) }

  /// Waits until `body` returns a result; it is called once, and again after every change.
  ///
  /// - Parameter body: must leave the value unchanged if it returns nil.
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

  /// Reads the value without waking waiting workers.
  package func look<Result: Sendable>(_ body: (borrowing Value) -> Result) -> Result {
    changed.lock()
    defer { changed.unlock() }
    return value.withLock { body($0) }
  }

  /// Changes the value and wakes waiting workers.
  package func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { when { body(&$0) } }
}

import Diagnostics
import Glibc
import Synchronization

/// A signal's request to stop.
///
/// While exports are being read nothing has been written, and the process may end at once. While an edition is being
/// published, publishing stops at the next file, or finishes where the edition is already in place.
package final class Interruption: Sendable {
  private struct State {
    var signal: Int32?
    var isPublishing = false
    var isInPlace = false
    /// The lock file that this process holds.
    var lock: Int32?
  }

  private let state = Mutex(State())

  package init() {}

  /// The signal that requested it; nil where there was none.
  package var signal: Int32? { state.withLock { $0.signal } }

  /// Records a signal; only the first one counts.
  ///
  /// - Returns: whether the process may end at once; the lock file is then empty.
  package func request(_ signal: Int32) -> Bool {
    state.withLock { state in
      state.signal = state.signal ?? signal
      if state.isPublishing { return false }
      if let lock = state.lock.take() { ftruncate(lock, 0) }
      return true
    }
  }

  func holds(lock: Int32?) { state.withLock { $0.lock = lock } }

  func beginPublishing() throws(Failure) {
    let isAsked = state.withLock { state in
      state.isPublishing = state.signal == nil
      return !state.isPublishing
    }
    if isAsked { throw Self.failure }
  }

  func endPublishing() { state.withLock { $0.isPublishing = false } }

  /// Whether the run's edition is in place; nothing later undoes that.
  package var isInPlace: Bool { state.withLock { $0.isInPlace } }

  func noteInPlace() { state.withLock { $0.isInPlace = true } }

  func check() throws(Failure) { if signal != nil { throw Self.failure } }

  private static let failure = Failure(.cannotWrite, "the run was stopped before the edition was in place")
}

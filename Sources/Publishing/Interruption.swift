import Diagnostics
import Glibc
import Synchronization

/// A request to stop, from a signal.
///
/// While exports are read nothing has been written, and the process may end at once. While an edition is published,
/// publishing stops at its next file, or finishes where the edition is in place already.
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

  /// The signal that asked, if any.
  package var signal: Int32? { state.withLock { $0.signal } }

  /// Takes a signal; the first one counts.
  ///
  /// - Returns: whether the process may end at once; the lock file is empty then.
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

  /// Whether the run's edition is in place: nothing that comes later undoes it.
  package var isInPlace: Bool { state.withLock { $0.isInPlace } }

  func noteInPlace() { state.withLock { $0.isInPlace = true } }

  func check() throws(Failure) { if signal != nil { throw Self.failure } }

  private static let failure = Failure(.cannotWrite, "the run was stopped before the edition was in place")
}

import Glibc

/// Checks how many threads the system grants this process.
enum Threads {
  /// One for signals, one to deliver them, and two to read. With fewer, no work would be done and no signal noticed.
  private static let least = 4

  /// Why there are not enough threads; nil where there are.
  static var shortage: String? {
    var gate: [Int32] = [0, 0]
    guard pipe(&gate) == 0 else { return String(cString: strerror(errno)) }
    var threads: [pthread_t] = []
    var code: Int32 = 0
    while threads.count < least, code == 0 {
      var thread = pthread_t()
      // The pointer carries a descriptor number: each thread waits until the other end is closed.
      code = pthread_create(
        &thread, nil,
        { end in
          var byte: UInt8 = 0
          read(Int32(truncatingIfNeeded: Int(bitPattern: end)), &byte, 1)
          return nil
        }, UnsafeMutableRawPointer(bitPattern: Int(gate[0])))
      if code == 0 { threads.append(thread) }
    }
    close(gate[1])
    for thread in threads { pthread_join(thread, nil) }
    close(gate[0])
    return code == 0 ? nil : String(cString: strerror(code))
  }
}

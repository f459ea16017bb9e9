import Foundation
import TestSupport

extension TemporaryFolder {
  /// Writes other bytes into a file that is there; it stays the same file, with another time of change, which clocks alone
  /// would be too coarse for.
  static func overwrite(_ path: String, _ bytes: [UInt8]) {
    let file = fopen(path, "w")
    precondition(file != nil && fwrite(bytes, 1, bytes.count, file) == bytes.count, "\(path) cannot be written")
    fclose(file)
    var times = [timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_000_000_000, tv_usec: 0)]
    precondition(utimes(path, &times) == 0, "\(path) cannot be dated")
  }

  /// Puts another file in the place of one that is there.
  static func replace(_ path: String, _ bytes: [UInt8]) {
    let isWritten = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    precondition(isWritten, "\(path) cannot be written")
  }

  /// The names of what lies in the folder, hidden ones too.
  func names(in subfolder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + subfolder).sorted()
  }
}

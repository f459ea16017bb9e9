import Glibc

/// What lies in a folder that is read: all of it, or why not. A listing that breaks off would be taken for a folder with
/// fewer files.
package enum FolderListing {
  /// The system's reason why something cannot be looked at, such as `Permission denied`.
  package struct Fault: Error, Equatable {
    package let reason: String

    fileprivate init(_ code: Int32) { reason = String(cString: strerror(code)) }
  }

  package enum Kind {
    case file, folder, other
  }

  /// The names in a folder, in no order; of those that are no UTF-8 with the replacement character.
  package static func names(in folder: String) throws(Fault) -> [String] {
    guard let directory = opendir(folder) else { throw Fault(errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        if errno != 0 { throw Fault(errno) }
        return names
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// What a path leads to, through links as well.
  package static func kind(of path: String) throws(Fault) -> Kind {
    switch try status(of: path).st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// The size in bytes of the file that a path leads to, through links as well.
  package static func size(of path: String) throws(Fault) -> Int { Int(try status(of: path).st_size) }

  private static func status(of path: String) throws(Fault) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Fault(errno) }
    return status
  }
}

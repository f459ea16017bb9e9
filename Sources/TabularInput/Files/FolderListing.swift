import Glibc

/// Lists all of a folder, or reports why it cannot: a listing that broke off would look like a folder with fewer files.
package enum FolderListing {
  /// The operating system's reason why something cannot be read, such as `Permission denied`.
  package struct Fault: Error, Equatable {
    package let reason: String

    fileprivate init(_ code: Int32) { reason = String(cString: strerror(code)) }
  }

  package enum Kind {
    case file, folder, other
  }

  /// Returns the names in a folder, in no particular order; bytes that are not UTF-8 become the replacement character.
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

  /// Returns what a path leads to; symbolic links are followed.
  package static func kind(of path: String) throws(Fault) -> Kind {
    switch try status(of: path).st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Returns the size in bytes of the file that a path leads to; symbolic links are followed.
  package static func size(of path: String) throws(Fault) -> Int { Int(try status(of: path).st_size) }

  private static func status(of path: String) throws(Fault) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Fault(errno) }
    return status
  }
}

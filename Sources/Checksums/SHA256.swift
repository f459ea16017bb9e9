import CLibCrypto

/// A SHA-256 digest (FIPS 180-4) computed piece by piece, through OpenSSL's libcrypto.
///
/// Noncopyable, because it owns the library's context.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  package init() {
    // Both calls fail only if memory is exhausted or the library lacks SHA-256; neither can be handled here.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto offers no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds more bytes to the digest.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
      preconditionFailure("libcrypto refused \(bytes.count) bytes")
    }
  }

  /// Returns the digest of all bytes added so far, as 64 lower-case hexadecimal digits. More bytes may be added
  /// afterwards.
  package func hexDigest() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    // Finishing ends a context, so a copy is finished instead.
    guard let copy = EVP_MD_CTX_new(), EVP_MD_CTX_copy_ex(copy, context) == 1,
      EVP_DigestFinal_ex(copy, &digest, nil) == 1
    else { preconditionFailure("libcrypto could not finish a digest") }
    EVP_MD_CTX_free(copy)
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the digest of a sequence of bytes.
  package static func hexDigest(of bytes: some Sequence<UInt8>) -> String {
    var sum = SHA256()
    let whole = ContiguousArray(bytes)
    whole.withUnsafeBytes { sum.update($0) }
    return sum.hexDigest()
  }
}

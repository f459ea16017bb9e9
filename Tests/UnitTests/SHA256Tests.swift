import Checksums
import Testing

/// Examples of FIPS 180-4 and of the algorithm's test vectors.
@Suite struct SHA256Tests {
  static let sums = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: sums) func known(_ text: String, _ sum: String) {
    #expect(SHA256.hexDigest(of: text.utf8) == sum)
  }

  /// However the bytes are cut, and although the sum is asked for on the way.
  @Test(arguments: [1, 7, 64, 65, 100_000]) func takesPieces(_ piece: Int) {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: piece == 1 ? 3000 : 1_000_000)
    var sum = SHA256()
    for start in stride(from: 0, to: bytes.count, by: piece) {
      bytes.withUnsafeBytes {
        sum.update(UnsafeRawBufferPointer(rebasing: $0[start..<min(start + piece, bytes.count)]))
      }
      if start % 3 == 0 { _ = sum.hexDigest() }
    }
    #expect(sum.hexDigest() == (piece == 1 ? SHA256.hexDigest(of: bytes) : Self.sums[3].1))
  }
}

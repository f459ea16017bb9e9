import Administration
import Exports
import Records
import Testing

@Suite struct WordsTests {
  /// Every line of the list stands for its canonical word, in any case and decomposed, and no word for two.
  @Test func everyWordIsKnown() {
    #expect(Words.rows.count > 90)
    for row in Words.rows {
      #expect(row.list.canonical.contains(row.canonical), "\(row)")
      for word in [row.word, row.word.uppercased(), row.word.decomposedStringWithCanonicalMapping] {
        #expect(Words().canonical(word, row.list) == row.canonical, "\(row)")
      }
    }
    for list in WordList.allCases {
      var meanings: [HeaderKey: Set<String>] = [:]
      for row in Words.rows where row.list == list { meanings[HeaderKey(row.word), default: []].insert(row.canonical) }
      for (key, found) in meanings { #expect(found.count == 1, "\(list) \(key.text): \(found)") }
    }
  }

  /// Source: labels and codes of the national public-service portal.
  @Test func theNationalPortalsLabelsStandForItsCodes() {
    let labels = [
      "Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ",
      "Yêu cầu thực hiện nghĩa vụ tài chính", "Công dân yêu cầu rút hồ sơ", "Dừng xử lý", "Đã xử lý xong",
      "Đã trả kết quả",
    ]
    for (position, label) in labels.enumerated() {
      #expect(Words().status(label) == DossierStatus(rawValue: UInt8(position + 1)))
      #expect(Words().status("\(position + 1)") == DossierStatus(rawValue: UInt8(position + 1)))
    }
    #expect(Words().channel("Trực tiếp") == .inPerson)
    #expect(Words().channel("Trực tuyến") == .online)
    #expect(Words().channel("Bưu chính công ích") == .postal)
    // Other lists have no national numbers.
    #expect(Words().channel("1") == nil)
    #expect(Words().level("1") == nil)
  }

  /// A system without tones is understood, a wrong tone is not.
  @Test func marksMayBeLackingButNotWrong() {
    #expect(Words().status("DA TRA KET QUA") == .returned)
    #expect(Words().status("da_tra_ket_qua") == .returned)
    #expect(Words().channel("Truc tuyen") == .online)
    #expect(Words().status("Đã trà kết quả") == nil)
    #expect(Words().status("11") == nil)
    #expect(Words().status("") == nil)
  }

  @Test func aProfileGoesFirst() {
    var profile = Profile()
    profile.values = ["status": ["Hoàn tất": "returned", "4": "finished"], "channel": ["Đã xử lý xong": "postal"]]
    let words = Words(profile)
    #expect(words.status("HOÀN TẤT") == .returned)
    #expect(words.status("4") == .finished)
    #expect(words.status("9") == .finished)
    #expect(words.status("Đã xử lý xong") == .finished)
    #expect(words.channel("Đã xử lý xong") == .postal)
  }

  @Test func theNearestKnownWordIsNamed() {
    #expect(Words().nearest(to: "Đã trả kết qủa", .status) == "Đã trả kết quả")
    #expect(Words().nearest(to: "onlin", .channel) == "online")
    #expect(Words().nearest(to: "xyz", .channel) == nil)
    // Near in letters and far in meaning.
    for (word, list) in [
      ("Offline", WordList.channel), ("Không giải quyết", .status), ("Đã bổ sung", .status), ("Cấp sở", .level),
      ("Đã thanh toán", .status),
    ] {
      #expect(Words().nearest(to: word, list) == nil, "\(word)")
    }
  }
}

import Diagnostics
import Yams

extension NodeReader {
  mutating func gates(_ node: Node) -> [String: String] {
    var limits: [String: String] = [:]
    for (name, value) in mapping(node, known: Gates.names, "'gates'") {
      guard let limit = text(value) else { continue }
      let isShare = name.hasSuffix("_share")
      if isShare, let fraction = ShareText.fraction(limit), fraction > 0 {
        findings.append(
          Finding(
            .error, "'\(limit)' as a limit of \(name) may be per cent or a fraction", at: place(value),
            hint: "write \(limit)%, if that is meant"))
      } else if Gates.isLimit(limit, of: name) {
        limits[name] = limit
      } else {
        let form = isShare ? "a share such as 0.5%" : "a whole number"
        findings.append(Finding(.error, "'\(limit)' is no limit of \(name)", at: place(value), hint: "write \(form)"))
      }
    }
    return limits
  }

  /// Reads the reasons for waived gates; each should name the person who answers for it.
  mutating func waived(_ node: Node) -> [String: String] {
    var reasons: [String: String] = [:]
    for (name, value) in mapping(node, known: Gates.names, "'waive'") {
      guard let reason = text(value) else { continue }
      if reason.count >= 5, reason.contains(where: \.isLetter) {
        reasons[name] = reason
      } else {
        findings.append(
          Finding(.error, "'\(reason)' is no reason", at: place(value), hint: "write who decided, and why"))
      }
    }
    return reasons
  }
}

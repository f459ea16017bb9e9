import Statistics
import Templates

/// The lengths of the bars of the staff pipeline: persons at each stage relative to the largest stage.
struct FunnelChart: Sendable {
  static let span = 250

  let decisions: Int?
  let submitted: Int?
  let approved: Int?
  let paid: Int?

  private func width(_ value: Int?) -> Int {
    let most = [decisions, submitted, approved, paid].compactMap(\.self).max() ?? 0
    return value.flatMap { Ratio($0, of: most) }?.scaled(by: Self.span) ?? 0
  }

  private static let stages: [(name: String, value: @Sendable (FunnelChart) -> Int?)] = [
    ("decisions", { $0.decisions }), ("submitted", { $0.submitted }), ("approved", { $0.approved }),
    ("paid", { $0.paid }),
  ]

  static let names = Names<FunnelChart>(
    stages.flatMap { stage -> [Names<FunnelChart>.Name] in
      [
        .length("\(stage.name)_width", "length of the bar of '\(stage.name)'") { $0.width(stage.value($0)) },
        .length("\(stage.name)_value_left", "where the figure of '\(stage.name)' begins") {
          196 + $0.width(stage.value($0))
        },
      ]
    })
}

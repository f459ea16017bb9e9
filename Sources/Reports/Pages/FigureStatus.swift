import Templates

/// How final published figures are, in the terms of official statistics; each page prints the status in its own
/// language.
enum FigureStatus: String {
  case draft, preliminary, revised, final

  var label: Label {
    switch self {
    case .draft: .statusDraft
    case .preliminary: .statusPreliminary
    case .revised: .statusRevised
    case .final: .statusFinal
    }
  }
}

extension ReportHead {
  private var figureStatus: FigureStatus? { status.flatMap { FigureStatus(rawValue: $0.lowercased()) } }

  var isPreliminary: Bool { figureStatus == .preliminary }

  /// Prints the status in the page's language; words other than the four print as configured.
  func status(_ printer: Printer) -> TemplateValue {
    guard let figureStatus, let language = printer.language else { return printer.text(status) }
    return printer.words(language.label(figureStatus.label))
  }
}

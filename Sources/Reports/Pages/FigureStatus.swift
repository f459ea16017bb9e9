import Templates

/// How final published figures are, as official statistics say it; each page prints it in its own language.
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

  /// The status in the page's language; other words than the four stand as the configuration says them.
  func status(_ printer: Printer) -> TemplateValue {
    guard let figureStatus, let language = printer.language else { return printer.text(status) }
    return printer.words(language.label(figureStatus.label))
  }
}

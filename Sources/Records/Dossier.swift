import Administration

/// One citizen's or enterprise's request for an administrative procedure (hồ sơ thủ tục hành chính), decoded.
///
/// It holds no name, id, phone, address or officer: those columns are never decoded. Field, agency, procedure and
/// service level are numbers in the reader's vocabularies.
///
/// Everything is `@usableFromInline`, because other modules cannot inline what is only `package`, and many loops run
/// over dossiers.
@usableFromInline @frozen package struct Dossier: Sendable {
  /// The position of the province in the registry.
  @usableFromInline package var province: UInt16
  /// The position of the commune in the registry; `noCommune` for a dossier at province level.
  @usableFromInline package var commune: UInt16
  @usableFromInline package var field: UInt32
  @usableFromInline package var agency: UInt32
  @usableFromInline package var procedure: UInt32
  @usableFromInline package var serviceLevel: UInt32
  @usableFromInline package var channel: Channel
  @usableFromInline package var level: Level
  @usableFromInline package var status: DossierStatus
  /// The moment of acceptance for handling; blank only before acceptance.
  @usableFromInline package var received: Moment
  @usableFromInline package var due: Moment
  /// The finishing moment, never before receipt; blank if the dossier is not finished or the moment is not known.
  @usableFromInline package var finished: Moment
  @usableFromInline package var supplementRequested: Moment
  @usableFromInline package var supplemented: Moment
  /// Whether the fee was paid online; nil if the export does not say.
  @usableFromInline package var isPaidOnline: Bool?
  /// The applicant's rating from 1 to 5; 0 if there is none.
  @usableFromInline package var rating: UInt8

  @inlinable package static var noCommune: UInt16 { .max }

  @inlinable package init(
    province: UInt16, commune: UInt16 = Dossier.noCommune, field: UInt32 = 0,
    agency: UInt32 = 0, procedure: UInt32 = 0, serviceLevel: UInt32 = 0, channel: Channel = .online,
    level: Level = .province, status: DossierStatus = .processing,
    received: Moment = .blank, due: Moment = .blank, finished: Moment = .blank,
    supplementRequested: Moment = .blank, supplemented: Moment = .blank,
    isPaidOnline: Bool? = nil, rating: UInt8 = 0
  ) {
    self.province = province
    self.commune = commune
    self.field = field
    self.agency = agency
    self.procedure = procedure
    self.serviceLevel = serviceLevel
    self.channel = channel
    self.level = level
    self.status = status
    self.received = received
    self.due = due
    self.finished = finished
    self.supplementRequested = supplementRequested
    self.supplemented = supplemented
    self.isPaidOnline = isPaidOnline
    self.rating = rating
  }
}

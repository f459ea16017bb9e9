// Types are public if a property of theirs is read for every dossier: other modules do not inline members of a package
// type, even those marked `@inlinable`.

/// How a dossier was submitted (kênh thực hiện).
@frozen public enum Channel: UInt8, Sendable, CaseIterable {
  case online, inPerson, postal

  /// The canonical word in exports and CSV outputs.
  package var word: String {
    switch self {
    case .online: "online"
    case .inPerson: "in_person"
    case .postal: "postal"
    }
  }
}

/// The level of the agency that resolves a dossier (cấp giải quyết).
@frozen public enum Level: UInt8, Sendable, CaseIterable {
  case province, commune, district, other

  package var word: String {
    switch self {
    case .province: "province"
    case .commune: "commune"
    case .district: "district"
    case .other: "other"
    }
  }
}

/// The ten statuses of a dossier on the national public-service portal; the raw value is the national code.
@frozen public enum DossierStatus: UInt8, Sendable, CaseIterable {
  case submitted = 1
  case accepted, notAccepted, processing, supplementRequested, paymentRequested, withdrawalRequested
  case stopped, finished, returned

  package var word: String {
    switch self {
    case .submitted: "submitted"
    case .accepted: "accepted"
    case .notAccepted: "not_accepted"
    case .processing: "processing"
    case .supplementRequested: "supplement_requested"
    case .paymentRequested: "payment_requested"
    case .withdrawalRequested: "withdrawal_requested"
    case .stopped: "stopped"
    case .finished: "finished"
    case .returned: "returned"
    }
  }

  /// Whether the dossier has not been accepted for handling; such a dossier counts only in a counter of its own.
  @inlinable public var isBeforeAcceptance: Bool {
    @inline(__always) get { self == .submitted || self == .notAccepted }
  }
  /// Whether the status closes the dossier without a result.
  @inlinable public var isWithdrawal: Bool {
    @inline(__always) get { self == .withdrawalRequested || self == .stopped }
  }
  /// Whether the status says that a result exists.
  @inlinable public var isFinished: Bool {
    @inline(__always) get { self == .finished || self == .returned }
  }
}

/// Why a person leaves under Decree 178/2024/NĐ-CP.
package enum RedundancyPolicy: UInt8, Sendable, CaseIterable {
  case earlyRetirement, severance

  package var word: String { self == .earlyRetirement ? "early_retirement" : "severance" }
}

/// The category of a person who leaves.
package enum StaffCategory: UInt8, Sendable, CaseIterable {
  case cadre, civilServant, publicEmployee, contract, communePartTime

  package var word: String {
    switch self {
    case .cadre: "cadre"
    case .civilServant: "civil_servant"
    case .publicEmployee: "public_employee"
    case .contract: "contract"
    case .communePartTime: "commune_part_time"
    }
  }
}

import Records
import Statistics
import Testing

/// A dossier counts in one place of a tally: no two facts about dossiers share one.
@Suite struct OutcomeTests {
  @Test func everyFactHasAPlaceOfItsOwn() {
    var facts: [Outcome] = []
    for channel in Channel.allCases {
      for state in DossierState.allCases {
        for carriedOver in [false, true] {
          let outcome = Outcome(state, channel: channel, carriedOver: carriedOver)
          #expect(outcome.state == state)
          #expect(outcome.isCarriedOver == carriedOver)
          facts.append(outcome)
        }
      }
      for outcome in [.awaitingAcceptance(channel), .refused(channel), .finishedUndated(channel)] as [Outcome] {
        #expect(outcome.state == nil)
        #expect(!outcome.isCarriedOver)
        facts.append(outcome)
      }
    }
    #expect(facts.map(\.index).sorted() == Array(0..<Outcome.count))
  }

  @Test func numbersOfCasesAreThoseOfTheCases() {
    #expect(Outcome.states == DossierState.allCases.count)
    #expect(Outcome.channels == Channel.allCases.count)
  }
}

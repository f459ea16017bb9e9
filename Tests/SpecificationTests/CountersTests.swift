import Statistics
import Testing

/// What a dossier counts in (design: *Definitions*, the table of counters). Week 34 of 2025 runs from Monday, 18 August
/// to Sunday, 24 August; its observation moment is the end of that Sunday.
@Suite struct CountersTests {
  /// received: "accepted for handling within the window, by channel". Both dates of a window belong to it.
  @Test func receivedWithinTheWindowByChannel() throws {
    #expect(
      try Specified.differences(
        """
        received         | due        | channel   | counts in
        2025-08-18       | 2025-09-30 | online    | received pending_in_time
        2025-08-18 00:01 | 2025-09-30 | in_person | received pending_in_time
        2025-08-24 23:59 | 2025-09-30 | postal    | received pending_in_time
        2025-08-24       | 2025-09-30 | online    | received pending_in_time
        """, "2025-W34") == [])
  }

  /// "What was received later is not in it": neither received nor pending.
  @Test func receivedAfterTheWindowOrTheAsOfIsNotThere() throws {
    let later = """
      received         | due        | finished   | status    | counts in
      2025-08-25       | 2025-09-30 |            |           | nothing
      2025-08-25 07:00 | 2025-08-26 | 2025-08-25 |           | nothing
      2025-08-25       |            |            | submitted | nothing
      """
    #expect(try Specified.differences(later, "2025-W34") == [])
    #expect(try Specified.differences(later, "2025-08-18..2025-08-31", asOf: "2025-08-24") == [])
  }

  /// carried_over: "received before the window, neither finished nor closed before it".
  @Test func carriedOver() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | status  | counts in
        2025-08-17 | 2025-09-30 |            |         | carried_over pending_in_time
        2025-08-11 | 2025-08-20 | 2025-08-18 |         | carried_over resolved_early
        2025-08-11 | 2025-08-20 | 2025-08-17 |         | nothing
        2025-08-11 | 2025-08-20 | 2025-08-17 | stopped | nothing
        2025-08-11 | 2025-08-20 | 2025-08-18 | stopped | carried_over withdrawn
        2024-12-31 |            |            |         | carried_over pending_no_deadline
        """, "2025-W34") == [])
  }

  /// resolved_early, _on_time, _late: "finishing day before / on / after the due day" under `compare: date`. A dossier
  /// finished on its due day at a later hour is on time.
  @Test func resolvedAgainstTheDueDay() throws {
    #expect(
      try Specified.differences(
        """
        received         | due              | finished         | counts in
        2025-08-18 08:00 | 2025-08-21       | 2025-08-20 17:00 | received resolved_early
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-21 16:59 | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21       | 2025-08-21       | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21 17:00 | 2025-08-22 00:01 | received resolved_late
        2025-08-18 08:00 | 2025-08-21 17:00 | 2025-08-22       | received resolved_late
        """, "2025-W34") == [])
  }

  /// `compare: instant`: "late = finished after due_at … early still means an earlier day; a moment without time of day
  /// stands for its whole day, and a comparison with one compares days".
  @Test func resolvedAgainstTheDueMoment() throws {
    #expect(
      try Specified.differences(
        """
        received         | due              | finished         | counts in
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-21 09:01 | received resolved_late
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-21 09:00 | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-21 08:59 | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-20 23:59 | received resolved_early
        2025-08-18 08:00 | 2025-08-21       | 2025-08-21 23:59 | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-21       | received resolved_on_time
        2025-08-18 08:00 | 2025-08-21       | 2025-08-22 00:01 | received resolved_late
        2025-08-18 08:00 | 2025-08-21 09:00 | 2025-08-22       | received resolved_late
        """, "2025-W34", compare: .instant) == [])
  }

  /// resolved_no_deadline and pending_no_deadline: "no due date".
  @Test func withoutADueDate() throws {
    #expect(
      try Specified.differences(
        """
        received   | due | finished   | counts in
        2025-08-18 |     | 2025-08-24 | received resolved_no_deadline
        2025-08-01 |     | 2025-08-18 | carried_over resolved_no_deadline
        2025-08-18 |     |            | received pending_no_deadline
        2025-08-18 |     | 2025-08-25 | received pending_no_deadline
        """, "2025-W34") == [])
  }

  /// "A refusal after examination is a result. Finished but not collected is resolved": both statuses that say finished
  /// count the same, by their date.
  @Test func finishedAndReturnedAreResolvedAlike() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | status   | counts in
        2025-08-18 | 2025-08-22 | 2025-08-20 | finished | received resolved_early
        2025-08-18 | 2025-08-22 | 2025-08-20 | returned | received resolved_early
        """, "2025-W34") == [])
  }

  /// withdrawn: "closed without a result after acceptance, within the window: withdrawn by the applicant, stopped or
  /// sent back". It is never early, on time or late.
  @Test func withdrawn() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | status               | counts in
        2025-08-18 | 2025-08-19 | 2025-08-22 | withdrawal_requested | received withdrawn
        2025-08-18 | 2025-08-29 | 2025-08-22 | stopped              | received withdrawn
        2025-08-18 |            | 2025-08-24 | stopped              | received withdrawn
        2025-08-01 | 2025-08-29 | 2025-08-22 | stopped              | carried_over withdrawn
        """, "2025-W34") == [])
  }

  /// "What finished or closed later is pending": judged as if the finish were not known yet.
  @Test func finishedAfterTheObservationMomentIsPending() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | status  | counts in
        2025-08-18 | 2025-09-30 | 2025-08-25 |         | received pending_in_time
        2025-08-18 | 2025-08-22 | 2025-08-25 |         | received overdue_to_5
        2025-08-18 | 2025-09-30 | 2025-08-25 | stopped | received pending_in_time
        """, "2025-W34") == [])
  }

  /// pending_in_time, _overdue: "open: due day not before / before the observation day". Due on the observation day is
  /// in time, with an hour or without.
  @Test func openAgainstTheObservationDay() throws {
    #expect(
      try Specified.differences(
        """
        received   | due              | counts in
        2025-08-18 | 2025-08-24       | received pending_due_soon
        2025-08-18 | 2025-08-24 08:00 | received pending_due_soon
        2025-08-18 | 2025-08-23       | received overdue_to_5
        2025-08-18 | 2025-08-23 23:59 | received overdue_to_5
        2025-08-18 | 2025-09-30       | received pending_in_time
        """, "2025-W34") == [])
  }

  /// `compare: instant`: "overdue = due_at before the observation moment"; a due date without a time stands for its
  /// whole day and is overdue on the next.
  @Test func openAgainstTheObservationMoment() throws {
    #expect(
      try Specified.differences(
        """
        received   | due              | counts in
        2025-08-18 | 2025-08-24       | received pending_due_soon
        2025-08-18 | 2025-08-24 08:00 | received overdue_to_5
        2025-08-18 | 2025-08-23       | received overdue_to_5
        """, "2025-W34", compare: .instant) == [])
    // As of noon: what is due in the afternoon is not overdue yet.
    #expect(
      try Specified.differences(
        """
        received   | due              | counts in
        2025-08-18 | 2025-08-20 11:59 | received overdue_to_5
        2025-08-18 | 2025-08-20 12:00 | received pending_due_soon
        2025-08-18 | 2025-08-20 12:01 | received pending_due_soon
        2025-08-18 | 2025-08-20       | received pending_due_soon
        """, "2025-W34", asOf: "2025-08-20 12:00", compare: .instant) == [])
  }

  /// As-of inside the window, with a time of day: received, finished and overdue are all judged at that moment.
  @Test func asOfInsideTheWindow() throws {
    #expect(
      try Specified.differences(
        """
        received         | due        | finished         | counts in
        2025-08-20 11:59 | 2025-09-30 |                  | received pending_in_time
        2025-08-20 12:00 | 2025-09-30 |                  | received pending_in_time
        2025-08-20 12:01 | 2025-09-30 |                  | nothing
        2025-08-20       | 2025-09-30 |                  | received pending_in_time
        2025-08-21       | 2025-09-30 |                  | nothing
        2025-08-18       | 2025-08-19 | 2025-08-20 12:00 | received resolved_late
        2025-08-18       | 2025-08-19 | 2025-08-20 12:01 | received overdue_to_5
        2025-08-18       | 2025-08-20 | 2025-08-21 08:00 | received pending_due_soon
        2025-08-18       | 2025-08-19 | 2025-08-20       | received resolved_late
        """, "2025-W34", asOf: "2025-08-20 12:00") == [])
  }

  /// A date as as-of "means the end of that day"; and an as-of after the window changes nothing in it.
  @Test func asOfADateMeansItsEnd() throws {
    #expect(
      try Specified.differences(
        """
        received         | due        | finished         | counts in
        2025-08-20 23:59 | 2025-09-30 |                  | received pending_in_time
        2025-08-18       | 2025-08-20 | 2025-08-20 23:59 | received resolved_on_time
        2025-08-18       | 2025-08-19 | 2025-08-21       | received overdue_to_5
        """, "2025-W34", asOf: "2025-08-20") == [])
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | counts in
        2025-08-24 | 2025-08-24 | 2025-08-25 | received pending_due_soon
        2025-08-25 | 2025-08-29 |            | nothing
        """, "2025-W34", asOf: "2025-09-30") == [])
  }

  /// pending_paused: "open, a supplement requested and not yet supplied at the observation moment: by the two supplement
  /// dates, by status only where they are missing; whatever its due date".
  @Test func pausedByTheSupplementDates() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | requested        | supplied         | status               | counts in
        2025-08-18 | 2025-09-30 | 2025-08-19       |                  |                      | received pending_paused
        2025-08-18 | 2025-08-20 | 2025-08-19       |                  |                      | received pending_paused
        2025-08-18 |            | 2025-08-19       |                  |                      | received pending_paused
        2025-08-18 | 2025-09-30 | 2025-08-24 23:00 |                  |                      | received pending_paused
        2025-08-18 | 2025-09-30 | 2025-08-25       |                  |                      | received pending_in_time
        2025-08-18 | 2025-09-30 | 2025-08-19       | 2025-08-25       |                      | received pending_paused
        2025-08-18 | 2025-09-30 | 2025-08-19       | 2025-08-24       |                      | received pending_in_time
        2025-08-18 | 2025-08-20 | 2025-08-19       | 2025-08-21       | supplement_requested | received overdue_to_5
        2025-08-18 | 2025-09-30 | 2025-08-25       |                  | supplement_requested | received pending_in_time
        2025-08-18 | 2025-09-30 |                  | 2025-08-21       | supplement_requested | received pending_in_time
        2025-08-01 | 2025-08-10 | 2025-08-02       |                  |                      | carried_over pending_paused
        """, "2025-W34") == [])
  }

  @Test func pausedByTheStatusOnlyWithoutDates() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | status               | counts in
        2025-08-18 | 2025-09-30 | supplement_requested | received pending_paused
        2025-08-18 | 2025-08-20 | supplement_requested | received pending_paused
        2025-08-18 | 2025-08-20 | payment_requested    | received overdue_to_5
        2025-08-18 | 2025-08-20 | accepted             | received overdue_to_5
        """, "2025-W34") == [])
  }

  /// Paused is a state of open dossiers: one that was asked for a supplement and is finished all the same is resolved.
  @Test func finishedIsNeverPaused() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | requested  | counts in
        2025-08-18 | 2025-08-22 | 2025-08-21 | 2025-08-19 | received resolved_early
        """, "2025-W34") == [])
  }

  /// awaiting_acceptance: "status submitted (stock)"; refused: "status not_accepted (flow): in no other counter". The
  /// refusal counts on its own day or, where none is known, on the day of submission.
  @Test func beforeAcceptance() throws {
    #expect(
      try Specified.differences(
        """
        received         | due        | finished   | status       | counts in
        2025-08-20       | 2025-08-22 |            | submitted    | awaiting_acceptance
        2025-01-20       | 2025-01-22 |            | submitted    | awaiting_acceptance
                         |            |            | submitted    | awaiting_acceptance
        2025-08-25       |            |            | submitted    | nothing
        2025-08-20       |            | 2025-08-21 | not_accepted | refused
        2025-08-11       |            | 2025-08-18 | not_accepted | refused
        2025-08-20       |            |            | not_accepted | refused
                         |            | 2025-08-24 | not_accepted | refused
        2025-08-11       |            | 2025-08-17 | not_accepted | nothing
        2025-08-20       |            | 2025-08-25 | not_accepted | nothing
        2025-08-11       |            |            | not_accepted | nothing
        """, "2025-W34") == [])
  }

  /// "A finished status without a date is pending, flagged and counted as finished_undated."
  @Test func finishedWithoutADate() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | finished   | status   | counts in
        2025-08-18 | 2025-09-30 |            | finished | received pending_in_time finished_undated
        2025-08-18 | 2025-08-20 |            | returned | received overdue_to_5 finished_undated
        2025-08-01 |            |            | finished | carried_over pending_no_deadline finished_undated
        2025-08-18 | 2025-09-30 | 2025-08-25 | finished | received pending_in_time
        2025-08-25 | 2025-09-30 |            | finished | nothing
        """, "2025-W34") == [])
  }

  /// pending_due_soon: open in time, due "in the next five working days" (pages: weekly, line 2). After Sunday, 31 August
  /// follow two days off (National Day), so that the fifth working day is Tuesday, 9 September.
  @Test func dueSoon() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | counts in
        2025-08-18 | 2025-08-31 | received pending_due_soon
        2025-08-18 | 2025-09-03 | received pending_due_soon
        2025-08-18 | 2025-09-09 | received pending_due_soon
        2025-08-18 | 2025-09-10 | received pending_in_time
        """, "2025-08") == [])
  }

  /// Backlog age: "working days after the due day up to the observation day: 0–5, 6–15, 16–30, over 30". August 2025 ends
  /// on a Sunday, so that Friday the 29th is its last working day and what was due on that Friday is overdue by none.
  @Test func backlogAges() throws {
    #expect(
      try Specified.differences(
        """
        received   | due        | counts in
        2025-07-01 | 2025-08-30 | carried_over overdue_to_5
        2025-07-01 | 2025-08-29 | carried_over overdue_to_5
        2025-07-01 | 2025-08-22 | carried_over overdue_to_5
        2025-07-01 | 2025-08-21 | carried_over overdue_to_15
        2025-07-01 | 2025-08-08 | carried_over overdue_to_15
        2025-07-01 | 2025-08-07 | carried_over overdue_to_30
        2025-07-01 | 2025-07-18 | carried_over overdue_to_30
        2025-07-01 | 2025-07-17 | carried_over overdue_over_30
        2024-01-02 | 2024-01-05 | carried_over overdue_over_30
        """, "2025-08") == [])
  }
}

"""What each peer is asked to compute, and the small facts that it is given.

A job is a JSON file: the exports in order of precedence (the last one wins), the windows with their first and last day,
and the days off. Each peer writes one CSV file a window and breakdown into the output folder: the key columns, then the
columns of MEASURES. Rates are left to the comparison, which takes them from the counters.
"""

import datetime
import json
import sys
from pathlib import Path

# Breakdowns and the columns that key them.
BREAKDOWNS = {
    "national": [],
    "provinces": ["province"],
    "communes": ["province", "commune"],
    "fields": ["field"],
    "channels": ["channel"],
    "levels": ["level"],
    "procedures": ["procedure_code", "procedure"],
    "agencies": ["province", "level", "agency"],
    "service-levels": ["service_level"],
    "province-fields": ["province", "field"],
}

# The daily series of each province and of the country, in the own window.
DAILY = ["received", "resolved", "open", "withdrawn"]

# States of a dossier in a window; see design: Definitions. Peers number them like this.
STATES = [
    "resolved_early", "resolved_on_time", "resolved_late", "resolved_no_deadline", "withdrawn", "pending_paused",
    "pending_no_deadline", "pending_overdue", "pending_due_soon", "pending_in_time", "awaiting_acceptance", "refused",
]
EARLY, ON_TIME, LATE, NO_DEADLINE, WITHDRAWN, PAUSED, OPEN_NO_DEADLINE, OVERDUE, DUE_SOON, IN_TIME, AWAITING, REFUSED \
    = range(len(STATES))

MEASURES = [
    "received_online", "received_in_person", "received_postal", "carried_over", "resolved_early", "resolved_on_time",
    "resolved_late", "resolved_no_deadline", "withdrawn", "pending_in_time", "pending_overdue", "pending_paused",
    "pending_no_deadline", "awaiting_acceptance", "refused", "finished_undated", "pending_due_soon", "median_days",
    "p90_days", "median_calendar_days", "p90_calendar_days",
]

FIRST_DAY = datetime.date(2019, 1, 1)


class Job:
    def __init__(self, path, output):
        given = json.loads(Path(path).read_text())
        self.files = given["files"]
        self.windows = {name: (w["first_day"], w["last_day"]) for name, w in given["windows"].items()}
        self.breakdowns = {name: BREAKDOWNS[name] for name in given["breakdowns"]}
        self.columns = sorted({column for keys in BREAKDOWNS.values() for column in keys})
        self.daily = given["daily"]
        self.off = set(given["off"])
        self.work = set(given["work"])
        self.output = Path(output)

    def worked_before(self):
        """(day, how many working days lie before it) for every day from 2019 to 2029."""
        rows, count = [], 0
        for offset in range(11 * 366):
            day = FIRST_DAY + datetime.timedelta(days=offset)
            rows.append((day, count))
            text = day.isoformat()
            if text in self.work if day.weekday() > 4 else text not in self.off:
                count += 1
        return rows

    def path(self, window, breakdown):
        return str(self.output / f"{window}-{breakdown}.csv")


def from_command_line():
    return Job(sys.argv[1], sys.argv[2])

"""Our published figures beside a peer's, cell by cell."""

import csv
import json

import job as j

# Breakdowns that statistics.json gives for every window.
IN_DOCUMENT = ["national", "provinces", "fields", "channels", "levels"]
DURATIONS = ["median_days", "p90_days", "median_calendar_days", "p90_calendar_days"]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def peer(job, window, breakdown):
    """A peer's cells by key; what it leaves out is zero, or blank for a duration."""
    keys = job.breakdowns[breakdown]
    return {tuple(row[key] for key in keys): {name: row[name] for name in j.MEASURES}
            for row in rows(job.path(window, breakdown))}


OUR_KEYS = {
    "provinces": ["province_code"], "communes": ["province_code", "commune_code"], "fields": ["field"],
    "channels": ["channel"], "levels": ["level"], "procedures": ["procedure_code", "procedure"],
    "agencies": ["province_code", "level", "agency"], "service-levels": ["service_level"],
    "province-fields": ["province_code", "field"],
}


def ours(edition, window, breakdown):
    """Our cells by key: of the own window from the CSV files, of the others from statistics.json."""
    if window == "own" and breakdown != "national":
        table = rows(edition / "csv" / f"{breakdown}.csv")
        cells = {tuple(row[key] for key in OUR_KEYS[breakdown]): row for row in table}
        cells.pop(("VN",), None)
        if breakdown == "procedures":
            # A procedure with a code is known by it, whatever its name.
            cells = {(code, "" if code else name): cell for (code, name), cell in cells.items()}
        return cells
    if breakdown not in IN_DOCUMENT:
        return None
    document = json.loads((edition / "statistics.json").read_text())["windows"][window][breakdown]
    cells = {(): document} if breakdown == "national" else {(key,): cell for key, cell in document.items()}
    return {key: {name: str(value) for name, value in cell.items()} for key, cell in cells.items()}


def differences(edition, job, name):
    """Every cell in which we and a peer differ, and how many were compared."""
    found, compared = [], 0
    if job.daily:
        ours_daily = {(row["province_code"], row["date"]): row for row in rows(edition / "csv/trend.csv")}
        its_daily = {(row["province"], row["day"]): row for row in rows(job.path("own", "daily"))}
        for key in sorted(ours_daily.keys() | its_daily.keys()):
            for measure in j.DAILY:
                mine, its = ours_daily.get(key, {}).get(measure), its_daily.get(key, {}).get(measure)
                compared += 1
                if mine != its:
                    found.append(f"daily {' '.join(key)} {measure}: ours {mine}, {name} {its}")
    for window in job.windows:
        for breakdown in job.breakdowns:
            left, right = ours(edition, window, breakdown), peer(job, window, breakdown)
            if left is None:
                continue
            for key in sorted(left.keys() | right.keys()):
                for measure in j.MEASURES:
                    blank = "" if measure in DURATIONS else "0"
                    mine = left.get(key, {}).get(measure)
                    if mine is None and key in left:
                        continue  # statistics.json gives no durations
                    mine, its = mine or blank, right.get(key, {}).get(measure) or blank
                    compared += 1
                    if mine != its:
                        found.append(f"{window} {breakdown} {' '.join(key)} {measure}: ours {mine}, {name} {its}")
    return found, compared

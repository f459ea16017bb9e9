"""`make bench`: the whole job beside DuckDB and Polars, in turn, on the same files; then its stages and sizes.

ROUNDS (5) rounds, SCALE (1) of the national sample, PERIOD; SECTIONS chooses among whole, stages, sizes,
shapes, instructions.
A contestant whose figures are not ours, cell by cell, ends the run before anything is printed.
"""

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import figures
import instructions
import job as j
import shapes as shaping
from measure import machine, medians, run, table, warm

HERE = Path(__file__).parent
TOP = HERE.parent.parent
BINARY = TOP / ".build/release/dossier-report"
WORK = TOP / ".build/bench"
ROUNDS = int(os.environ.get("ROUNDS", 5))
SCALE = float(os.environ.get("SCALE", 1))
PERIOD = os.environ.get("PERIOD", "2025-07-01..2025-08-23")
SECTIONS = os.environ.get("SECTIONS", "whole,stages,sizes,shapes,instructions").split(",")
RESENT = "01-ha-noi-2025-08-24.csv"


def sample(scale):
    """The sample exports of a size, with one file sent again in part, so that there are duplicates to remove."""
    folder = WORK / f"exports-{scale:g}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        run([BINARY, "sample", "--scale", f"{scale:g}", "--output", folder], stdout=subprocess.DEVNULL)
        with open(folder / "dossiers/01-ha-noi.csv", "rb") as whole, open(folder / "dossiers" / RESENT, "wb") as part:
            for number, line in enumerate(whole):
                if number % 10 == 0:
                    part.write(line)
                if number % 1000 == 10:
                    part.write(line)  # and twice in that file
        (folder / "complete").touch()
    return folder


def precedence(folder):
    """Files in the order in which their rows win: the one sent again last."""
    return sorted((str(path) for path in (folder / "dossiers").glob("*.csv")), key=lambda path: (RESENT in path, path))


def generate(folder, output, *more, command="generate", again=False, quiet=False):
    """A run into an empty output folder; `again`, into one that an earlier run has left; `quiet`, without its warnings."""
    period = ["--period", PERIOD, "--staff-as-of", "2025-08-19"]
    if command == "generate":
        if not again:
            shutil.rmtree(output, ignore_errors=True)
        more += ("--output", output)
    return run([BINARY, command, "--exports", folder / "dossiers", "--staff", folder / "staff", *period, *more],
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if quiet else None)


def edition(output):
    return output / PERIOD


def write_job(folder, output):
    """The job's file for peers: windows as our edition of the same period has them."""
    document = json.loads((edition(output) / "statistics.json").read_text())
    with open(TOP / "Sources/Administration/Data/holidays.csv", newline="", encoding="utf-8") as file:
        days = list(csv.DictReader(file))
    breakdowns = [name for name in j.BREAKDOWNS
                  if name == "national" or (edition(output) / "csv" / f"{name}.csv").exists()]
    path = WORK / "job.json"
    path.write_text(json.dumps({
        "files": precedence(folder), "breakdowns": breakdowns,
        "daily": (edition(output) / "csv/trend.csv").exists(),
        "windows": {name: {key: window[key] for key in ["first_day", "last_day"]}
                    for name, window in document["windows"].items()},
        "off": [day["date"] for day in days if day["kind"] == "off"],
        "work": [day["date"] for day in days if day["kind"] == "work"],
    }))
    return path


def whole():
    folder, ours = sample(SCALE), WORK / "reports"
    size = warm(precedence(folder))
    generate(folder, ours)
    path = write_job(folder, ours)
    peers = {"DuckDB": "duckdb", "Polars": "polars"}
    taken = {name: [] for name in ["dossier-report", *peers]}
    compared = 0
    for round in range(ROUNDS):
        # Before each run: the system may have dropped some of the files meanwhile.
        warm(precedence(folder))
        taken["dossier-report"].append(generate(folder, ours))
        for name, package in peers.items():
            output = WORK / package
            shutil.rmtree(output, ignore_errors=True)
            output.mkdir()
            warm(precedence(folder))
            taken[name].append(run([sys.executable, HERE / f"{package}_job.py", path, output]))
            if round == 0:
                found, compared = figures.differences(edition(ours), j.Job(path, output), name)
                if found or not compared:
                    print("\n".join(found[:40]), file=sys.stderr)
                    sys.exit(f"bench: {name} and we differ in {len(found)} of {compared} cells; nothing is printed")
    rows = [["", "seconds", "times ours", "processor s", "peak MB", "times ours"]]
    our = medians(taken["dossier-report"])
    for name, package in {"dossier-report": None, **peers}.items():
        its = medians(taken[name])
        label = f"{name} {version(package)}" if package else name
        rows.append([label, f"{its.seconds:.2f}", f"{its.seconds / our.seconds:.1f}", f"{its.processor:.2f}",
                     f"{its.megabytes:.0f}", f"{its.megabytes / our.megabytes:.1f}"])
    records = sum(int(row["records"]) for row in figures.rows(edition(ours) / "csv/coverage.csv")
                  if row["province_code"] != "VN" and row["records"])
    print(f"\n### The whole job: {records:,} records, {size / 1e6:,.0f} MB, {len(precedence(folder))} files, {PERIOD}\n")
    print(f"Median of {ROUNDS} rounds in turn, files in the page cache; {compared:,} cells compared with each, all equal.\n")
    print(table(rows))


def joined(folder):
    """The same records in one file instead of many."""
    one = WORK / f"{folder.name}-joined"
    if not (one / "complete").exists():
        shutil.rmtree(one, ignore_errors=True)
        shutil.copytree(folder / "staff", one / "staff")
        (one / "dossiers").mkdir()
        with open(one / "dossiers/all.csv", "wb") as whole:
            for number, path in enumerate(precedence(folder)):
                with open(path, "rb") as part:
                    header = part.readline()
                    if number == 0:
                        whole.write(header)
                    shutil.copyfileobj(part, whole, 1 << 20)
        (one / "complete").touch()
    return one


def changed(folder, output):
    """A run after one province's file has lost its last record."""
    path = sorted((folder / "dossiers").glob("04-*.csv"))[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:whole.rindex(b"\n", 0, len(whole) - 1) + 1])
    try:
        return generate(folder, output, again=True)
    finally:
        path.write_bytes(whole)
        generate(folder, output)


def stages():
    """What each further stage adds, as far as the commands tell them apart."""
    folder, output = sample(SCALE), WORK / "reports"
    rows = [["stage", "seconds", "processor s", "peak MB"]]
    largest = max(precedence(folder), key=os.path.getsize)

    def row(label, work):
        its = medians([work() for _ in range(ROUNDS)])
        rows.append([label, f"{its.seconds:.3f}", f"{its.processor:.3f}", f"{its.megabytes:.0f}"])

    row("start (`--version`)", lambda: run([BINARY, "--version"], stdout=subprocess.DEVNULL))
    row("plan: configuration, templates, headers (`--dry-run`)", lambda: generate(folder, output, "--dry-run"))
    for reader in ["fast", "libcsv"]:
        row(f"read the largest file, all columns, {reader} reader (`records --count`)",
            lambda: run([BINARY, "records", largest, "--count", "--reader", reader], stdout=subprocess.DEVNULL))
    for workers in [1, 2]:
        row(f"read, decode, remove duplicates, count: {workers} at a time (`check`)",
            lambda: generate(folder, output, "--workers", str(workers), command="check"))
    for workers in [1, 2]:
        row(f"the same, render and publish: {workers} at a time (`generate`)",
            lambda: generate(folder, output, "--workers", str(workers)))
    generate(folder, output)
    row(f"again, when the file of one province has changed ({os.path.getsize(sorted((folder / 'dossiers').glob('04-*.csv'))[0]) / 1e6:.0f} MB)",
        lambda: changed(folder, output))
    row("again, when nothing has changed", lambda: generate(folder, output, again=True))
    one = joined(folder)
    for workers in [1, 2]:
        row(f"one file with all records: {workers} at a time (`generate`)",
            lambda: generate(one, output, "--workers", str(workers)))
    print(f"\n### Stages, {SCALE:g} × the national sample\n")
    print(table(rows))


def sizes():
    rows = [["size", "MB", "seconds", "MB a second", "peak MB"]]
    for factor in [0.1, 1, 3]:
        folder = sample(SCALE * factor)
        size = warm(precedence(folder)) / 1e6
        its = medians([generate(folder, WORK / "reports") for _ in range(ROUNDS)])
        rows.append([f"{factor:g} ×", f"{size:,.0f}", f"{its.seconds:.2f}", f"{size / its.seconds:,.0f}",
                     f"{its.megabytes:.0f}"])
    print("\n### Sizes\n")
    print(table(rows))


def shapes():
    """The same records as other systems would export them, a tenth of the sample: in turn, beside the plain ones."""
    folder = sample(SCALE * 0.1)
    # By a process of its own: the memory of this one would count for those that it starts.
    run([sys.executable, HERE / "shapes.py", folder, WORK])
    folders = {label: shaping.exports(folder, WORK, label) for label in shaping.SHAPES}
    folders["all in one file"] = joined(folder)
    for one in folders.values():
        warm(precedence(one))
    taken = {label: [] for label in folders}
    for _ in range(ROUNDS):
        for label, one in folders.items():
            taken[label].append(generate(one, WORK / "reports", quiet=True))
    plain = medians(next(iter(taken.values())))
    rows = [["records", "seconds", "processor s", "times as they are", "peak MB"]]
    for label, its in taken.items():
        its = medians(its)
        rows.append([label, f"{its.seconds:.2f}", f"{its.processor:.2f}", f"{its.processor / plain.processor:.2f}",
                     f"{its.megabytes:.0f}"])
    print(f"\n### Shapes, {SCALE * 0.1:g} × the national sample\n")
    print(table(rows))


def main():
    WORK.mkdir(parents=True, exist_ok=True)
    print(f"{datetime.date.today()}, {machine()}.", end=" ", flush=True)
    print(f"`ROUNDS={ROUNDS} SCALE={SCALE:g} make bench`, {subprocess.getoutput(f'{BINARY} --version')}, "
          f"duckdb {version('duckdb')}, polars {version('polars')}.")
    for name, section in {"whole": whole, "stages": stages, "sizes": sizes, "shapes": shapes}.items():
        if name in SECTIONS:
            section()
            sys.stdout.flush()
    if "instructions" in SECTIONS and not instructions.check(BINARY, WORK):
        sys.exit(1)


main()

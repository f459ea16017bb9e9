"""Instructions executed in a small fixed run, so that a loss of speed shows without noise.

`instructions.json` holds the recorded numbers; RECORD=1 writes them anew. Two counts of one binary differ by less than a
tenth of a per cent; other processors make the libraries pick other code, so 2% is let pass.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from measure import table

RECORDED = Path(__file__).parent / "instructions.json"
TOLERANCE = 0.02
SCALE = "0.002"


def count(command, preload):
    """Instructions that a command executes, by valgrind's count."""
    ended = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                           env={"PATH": os.environ["PATH"], "LD_PRELOAD": str(preload)})
    found = re.search(r"Collected : (\d+)", ended.stderr)
    if ended.returncode != 0 or not found:
        sys.exit(f"bench: {command[0]} did not run under valgrind:\n{ended.stderr[-2000:]}")
    return int(found[1])


def check(binary, work):
    """Prints instructions a record beside the recorded ones; false where there are more than the tolerance lets pass."""
    if not shutil.which("valgrind"):
        sys.exit("bench: valgrind is missing. hint: apt-get install valgrind, or SECTIONS=whole,stages,sizes")
    # valgrind cannot read the debug information that this compiler writes.
    stripped = work / "dossier-report"
    subprocess.run(["objcopy", "--strip-debug", binary, stripped], check=True)
    preload = work / "sigsuspend.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", preload, Path(__file__).parent / "sigsuspend.c", "-ldl"], check=True)
    binary, folder = stripped, work / "exports-instructions"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([binary, "sample", "--scale", SCALE, "--output", folder], check=True, stdout=subprocess.DEVNULL)
    files = sorted((folder / "dossiers").glob("*.csv"))
    records = sum(path.read_bytes().count(b"\n") - 1 for path in files)
    run = ["--exports", folder / "dossiers", "--period", "2025-W34", "--workers", "1"]
    commands = {
        "start": [binary, "--version"],
        "read": [binary, "records", files[0], "--count", "--reader", "fast"],
        "read_libcsv": [binary, "records", files[0], "--count", "--reader", "libcsv"],
        "check": [binary, "check", *run],
    }
    found = {name: count(command, preload) for name, command in commands.items()}
    if os.environ.get("RECORD") == "1":
        RECORDED.write_text(json.dumps(found, indent=2) + "\n")
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    rows, holds = [["run", "instructions", "recorded", "change"]], True
    for name, number in found.items():
        before = recorded.get(name)
        change = number / before - 1 if before else None
        holds &= change is None or change <= TOLERANCE
        rows.append([name, f"{number:,}", f"{before:,}" if before else "", f"{change:+.1%}" if before else ""])
    print(f"\n### Instructions, {records:,} records, one worker\n")
    print(table(rows))
    if not holds:
        print(f"bench: more instructions than recorded, by more than {TOLERANCE:.0%}. "
              "hint: find out why; RECORD=1 SECTIONS=instructions make bench records them anew", file=sys.stderr)
    return holds

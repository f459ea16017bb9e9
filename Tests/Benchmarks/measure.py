"""Running a command, with what it took; and what machine it ran on."""

import os
import platform
import subprocess
import sys
import time


class Taken:
    """Seconds by the wall clock and of processor time, and the most memory that the process held, in MB."""

    def __init__(self, seconds, processor, megabytes):
        self.seconds, self.processor, self.megabytes = seconds, processor, megabytes


def run(command, **options):
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"bench: {command[0]} ended with {process.returncode}; nothing is printed")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def medians(taken):
    return Taken(*(median([getattr(t, name) for t in taken]) for name in ["seconds", "processor", "megabytes"]))


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 platform.machine())
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) / 2 ** 20
    load = os.getloadavg()[0]
    return f"{len(os.sched_getaffinity(0))} cores of {model}, {memory:.0f} GiB, load {load:.1f} at the start"


def warm(paths):
    """Puts files into the page cache and returns their size."""
    size = 0
    for path in paths:
        with open(path, "rb", buffering=0) as file:
            while piece := file.read(1 << 22):
                size += len(piece)
    return size


def table(rows):
    """Rows as a Markdown table; every column but the first is of numbers."""
    lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|---|" + "---:|" * (len(rows[0]) - 1))
    return "\n".join(lines)

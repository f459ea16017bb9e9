"""The sample's records as other systems would export them: what a file looks like is to change little of what a run takes."""

import csv
import random
import shutil
import sys
from pathlib import Path


def _as_they_are(header, rows, _):
    return header, rows


def _mixed(header, rows, chance):
    """Every field with every procedure, channel and service level."""
    names = ["procedure_code", "field", "channel", "service_level"]
    places = [header.index(name) for name in names]
    words = [sorted({row[place] for row in rows}) for place in places]

    def mixed():
        for row in rows:
            row = list(row)
            for place, some in zip(places, words):
                row[place] = chance.choice(some)
            yield row
    return header, mixed()


def _sent_twice(header, rows, chance):
    """One record in a hundred stands a second time, further down."""
    return header, rows + chance.sample(rows, len(rows) // 100)


def _unreadable(header, rows, _):
    """One record in a hundred was received on a day that is none."""
    received = header.index("received_at")

    def faulty():
        for number, row in enumerate(rows):
            yield row if number % 100 else row[:received] + ["2025-02-30"] + row[received + 1:]
    return header, faulty()


def _turned(header, rows, _):
    """The columns the other way round."""
    return header[::-1], (row[::-1] for row in rows)


def _day_first(header, rows, _):
    """Days written as people of the country do."""
    places = [place for place, name in enumerate(header) if name.endswith("_at")]

    def written():
        for row in rows:
            row = list(row)
            for place in places:
                day, time = row[place][:10], row[place][11:]
                if day:
                    row[place] = f"{day[8:]}/{day[5:7]}/{day[:4]} {time}"
            yield row
    return header, written()


SHAPES = {
    "as they are": (_as_they_are, {}),
    "every cell in quotes": (_as_they_are, {"quoting": csv.QUOTE_ALL}),
    "columns in another order": (_turned, {}),
    "days before months": (_day_first, {}),
    "1 in 100 superseded": (_sent_twice, {}),
    "1 in 100 unreadable": (_unreadable, {}),
    "fields, procedures, channels and levels in any combination": (_mixed, {}),
}


def exports(folder, work, label):
    """The folder of the dossiers of another one in a shape, beside its staff."""
    return work / f"{folder.name}-{label.replace(' ', '-').replace(',', '')}"


def write(folder, work, label):
    """Writes the exports in a shape, unless they are there."""
    shaped = exports(folder, work, label)
    if (shaped / "complete").exists():
        return
    change, dialect = SHAPES[label]
    shutil.rmtree(shaped, ignore_errors=True)
    shutil.copytree(folder / "staff", shaped / "staff")
    (shaped / "dossiers").mkdir()
    chance = random.Random(label)
    for path in sorted((folder / "dossiers").glob("*.csv")):
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        with open(shaped / "dossiers" / path.name, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n", **dialect)
            header, rows = change(header, rows, chance)
            writer.writerow(header)
            writer.writerows(rows)
    (shaped / "complete").touch()


if __name__ == "__main__":
    for each in SHAPES:
        write(Path(sys.argv[1]), Path(sys.argv[2]), each)

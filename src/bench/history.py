"""Compares figures of downloads with the goals and with those before, and adds them to the history. See run.sh in README.md.

    history.py FIGURES HISTORY COMMIT LOAD TOLERANCE [NOTE]

FIGURES and HISTORY are lines of JSON, one for a case and a program. The figures of a quiet run are compared with the median of
the quiet ones before, of the same case, on the same processor, by the same Java. Exit code 1: voyage is slower than before, or
something was not complete.
"""
import datetime
import json
import os
import statistics
import subprocess
import sys

QUIET = 0.7
LEAST = 3  # records before a median means anything
# case, what is divided by what of which program, the goal: at most, or at least
GOALS = [
    ("a", "wall", "rclone", "at most", 0.9, "of rclone's time"),
    ("a", "wall", "wget", "at most", 1 / 15, "of wget's time"),
    ("b", "rate", "wget", "at least", 1.3, "times wget's files/s"),
    ("b", "rate", "rclone", "at least", 1.0, "times rclone's files/s"),
    ("b", "cpu", "voyage-base", "at most", 1 / 3, "of the other build's CPU"),
    ("c", "rate", "curl", "at least", 1.2, "times curl's bytes/s"),
    ("c", "rate", "rclone", "at least", 0.7, "times rclone's bytes/s"),
    ("c", "cpu", "voyage-base", "at most", 0.6, "of the other build's CPU"),
    ("d", "wall", "rclone", "at most", 0.25, "of rclone's time"),
    *[(case, "rss", "voyage-base", "at most", 0.7, "of the other build's RSS") for case in "abc"],
]


def ratio(kind, ours, theirs):
    if kind == "rate":
        return theirs["wall"] / ours["wall"]
    return ours[kind] / theirs[kind]


def goals(rows):
    """One line for each goal: met, missed, or why it is not known."""
    for case, kind, other, sense, goal, words in GOALS:
        ours, theirs = rows.get((case, "voyage")), rows.get((case, other))
        if ours is None:
            continue
        if theirs is None:
            yield f"({case}) {sense} {goal:.2f} {words}: not measured, no {other}"
            continue
        got = ratio(kind, ours, theirs)
        met = got <= goal if sense == "at most" else got >= goal
        yield f"({case}) {sense} {goal:.2f} {words}: {got:.2f}, {'met' if met else 'missed'}"
    again = rows.get(("d", "voyage"))
    if again and again.get("pages"):
        met = again["requests"] <= again["pages"]
        yield f"(d) no more requests than the {again['pages']} index pages: {again['requests']:.0f}, {'met' if met else 'missed'}"


def read(path):
    if not os.path.exists(path):
        return []
    with open(path) as lines:
        return [json.loads(line) for line in lines if line.strip()]


def alike(record, earlier):
    return all(record[key] == earlier.get(key) for key in ("case", "program", "processor", "java", "cores"))


def slower(record, history, tolerance):
    """Sentences about what takes more than it did."""
    before = [h for h in history if alike(record, h) and h["load"] <= QUIET]
    if len(before) < LEAST or record["load"] > QUIET:
        return
    for key, what in (("cpu", "CPU s"), ("wall", "s")):
        middle = statistics.median(h[key] for h in before)
        if record[key] > middle * (1 + tolerance):
            yield f"({record['case']}) SLOWER: {record[key]:.2f} {what}, the median of {len(before)} before is {middle:.2f}"


def machine():
    with open("/proc/cpuinfo") as lines:
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")
    java = subprocess.run([os.environ.get("JAVA", "java"), "-version"], capture_output=True, text=True).stderr.splitlines()
    return dict(processor=name, cores=os.cpu_count(), java=java[0] if java else "unknown")


def main(figures, history_path, commit, load, tolerance, note=""):
    rows = read(figures)
    history = read(history_path)
    where = machine() | dict(date=datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ"), commit=commit,
                             load=float(load))
    if note:
        where["note"] = note
    print(f"load {load} at the beginning" + ("" if float(load) <= QUIET else ": recorded, but not compared with those before"))
    print("\n".join(goals({(r["case"], r["program"]): r for r in rows})))
    records = [where | row for row in rows]
    told = [line for r in records if r["program"].startswith("voyage") and r["program"] != "voyage-base"
            for line in slower(r, history, float(tolerance))]
    incomplete = [f"({r['case']}) {r['program']}: not complete" for r in rows if not r["complete"]]
    print("\n".join([*told, *incomplete]) or "nothing is known to be slower than before")
    os.makedirs(os.path.dirname(os.path.abspath(history_path)), exist_ok=True)
    with open(history_path, "a") as out:
        out.writelines(json.dumps(r, sort_keys=True) + "\n" for r in records)
    sys.exit(1 if told or incomplete else 0)


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])

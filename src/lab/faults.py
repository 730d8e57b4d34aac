"""The fault matrix: see README.md. faults.sh sets the environment."""
import os
import re
import shutil
import sys

from lab import ENV, WORK, Run, known_answer, knob

OBSERVATION = "60261003002"
ONE = "for one ID"  # faults with this name may affect only that observation
# name: knobs that break something, knobs that repair it if `reset` would move the files to another address
FAULTS = {
    "none": ([], None),
    "503 for the first request of each URL": ([("fail-first", 1)], None),
    "503 for the first 2 requests of each URL": ([("fail-first", 2)], None),
    "503 for everything, 5 s": ([("http503", 5, 1)], None),
    "bodies cut after 5000 bytes, once": ([("truncate", 5000, 1)], None),
    "bodies cut after 5000 bytes, always": ([("truncate", 5000, 99)], None),
    "bodies cut after 5000 bytes without a length, once": ([("truncate", 5000, 1, ".", "SILENT")], None),
    "bodies cut after 5000 bytes without a length, always": ([("truncate", 5000, 99, ".", "SILENT")], None),
    "connections end after 3 MB": ([("proxy", "start", "--drop-after", 3000000), ("archive", "proxy")], [("proxy", "start")]),
    "connections reset after 3 MB": ([("proxy", "start", "--drop-after", 3000000, "--rst"), ("archive", "proxy")], [("proxy", "start")]),
    "connections silent after 1 MB, 6 times": (
        [("proxy", "start", "--drop-after", 1000000, "--stall", 30, "--times", 6), ("archive", "proxy")], [("proxy", "start")]),
    "connections refused": ([("proxy", "start", "--refuse"), ("archive", "proxy")], [("proxy", "start")]),
    "2 MiB/s a connection": ([("rate", 2048)], None),
    "limit of 5 requests/s and 2 connections (nginx)": ([("archive", "nginx-503")], []),
    "300 ms before each answer (nginx)": ([("archive", "nginx-latency")], []),
    "200 ms before each answer": ([("latency", 200)], None),
    "DataLink crashes for one ID": ([("datalink", OBSERVATION, "crash")], None),
    "DataLink TransientFault for one ID": ([("datalink", OBSERVATION, "TransientFault", "later")], None),
    "DataLink redirects to a 503 for one ID": ([("datalink", OBSERVATION, "redirect", ENV["APACHE_URL"] + "/fault/503")], None),
}


def promises(name, run):
    """Compares the events of a run with its files; returns the unmet requirements."""
    broken, left = [], run.result
    if run.outcome == "nothing said" or run.exit == "timeout":
        return [f"exit {run.exit}, {run.outcome}"]
    for what, paths in (("differ from the archive's", left.differing), ("were never in the archive", left.extra)):
        if paths:
            broken.append(f"{len(paths)} files {what}: {', '.join(sorted(paths)[:4])}")
    if run.exit == 0 or run.outcome == "completed":
        if (run.exit, run.outcome) != (0, "completed"):
            broken.append(f"exit {run.exit} and {run.outcome}")
        if left.missing:
            broken.append(f"said complete, {len(left.missing)} files missing: {', '.join(sorted(left.missing)[:4])}")
    elif (run.exit, run.outcome) == (3, "partial"):
        broken += named(run)
        others = {path for path in left.missing if path.split("/")[0] != OBSERVATION}
        if name.endswith(ONE) and others:
            broken.append(f"{len(others)} files of other observations are missing too")
    else:
        broken.append(f"exit {run.exit} and {run.outcome}")
    return broken


def named(run):
    """A partial run names exactly the missing files or observations."""
    answer, missing = known_answer(), run.result.missing | run.result.differing
    files = {e["file"] for e in run.of("file.failed") if not e["willRetry"]} & set(answer)
    whole = {e["observation"] for e in run.of("observation.failed") + run.of("observation.unavailable")}
    silent = {path for path in missing - files if path.split("/")[0] not in whole}
    false = files - missing
    broken = []
    if silent:
        broken.append(f"{len(silent)} missing files are not named: {', '.join(sorted(silent)[:4])}")
    if false:
        broken.append(f"{len(false)} files are here but named as failed: {', '.join(sorted(false)[:4])}")
    if not missing:
        broken.append("said partial, nothing is missing")
    return broken


def tried(name, breaks, mends):
    directory = WORK + "/" + re.sub(r"\W+", "-", name)
    try:
        knob("reset")
        for words in breaks:
            knob(*words)
        first = Run(directory)
        broken = promises(name, first)
        if mends is None:
            knob("reset")
        for words in mends or []:
            knob(*words)
        second = Run(directory)
        if second.exit != 0 or second.outcome != "completed" or not second.result.same:
            broken.append(f"the rerun: exit {second.exit}, {second.outcome}, {second.result}")
        if broken and ENV.get("KEEP"):
            shutil.copytree(directory + "/data", ENV["KEEP"] + "/" + os.path.basename(directory), dirs_exist_ok=True)
        return first, second, broken
    finally:
        knob("reset")
        shutil.rmtree(directory, ignore_errors=True)


def row(name, first, second, broken):
    refetched = [a for a in second.answers if a[0] == "GET" and not a[1].endswith("/")]
    return (f"| {name} | {first.outcome} ({first.exit}) | {first.result} | {first.seconds:.1f} | {first.retries} "
            f"| {second.outcome}, {second.seconds:.1f} s, {len(refetched)} files asked for | {'; '.join(broken) or 'kept'} |")


def main():
    wanted = re.compile(ENV.get("FAULTS", "."))
    print("| fault | outcome (exit) | files | seconds | retries | rerun without it | promises |\n| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    bad = 0
    for name, (breaks, mends) in FAULTS.items():
        if wanted.search(name):
            first, second, broken = tried(name, breaks, mends)
            bad += bool(broken)
            print(row(name, first, second, broken), flush=True)
    print(f"\n{bad} faults broke a promise" if bad else "\nevery promise was kept")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

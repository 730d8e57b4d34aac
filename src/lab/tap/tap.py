"""Many targets by TAP, beside cone searches and other clients: see ../README.md. tap.sh sets the environment."""
import atexit
import csv
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from lab import ENV, FLAGS, JAR, JAVA, MOST_SECONDS, SETTINGS, WORK

ENV.setdefault("PG_BIN", "none")  # cluster's PostgreSQL is not used here
from cluster import Service

TAP = ENV["TAP_URL"]
CONE = ENV["DACHS_URL"] + "/numaster/q/cone/scs.xml?RESPONSEFORMAT=votabletd&"
COUNT = int(ENV.get("TARGETS", "1000"))
RADIUS = float(ENV.get("RADIUS", "1"))
RUNS = int(ENV.get("RUNS", "1"))
LIST = os.path.join(WORK, "targets.csv")
JOIN = ("SELECT t.name AS target, c.obsid FROM numaster.numaster AS c JOIN tap_upload.t AS t"
        f" ON 1=CONTAINS(POINT('ICRS', c.ra, c.dec), CIRCLE('ICRS', t.ra, t.dec, {RADIUS}))")
PYVO = f"""
import sys, pyvo
from astropy.table import Table
t = Table.read({LIST!r}, format='ascii.csv')
for row in pyvo.dal.TAPService({TAP!r}).run_sync({JOIN!r}, uploads={{'t': t}}, maxrec=1000000): print(row['target'], row['obsid'], sep=',')
"""


def targets():
    """Writes the positions of COUNT observations of the catalogue as a list of targets."""
    query = {"REQUEST": "doQuery", "LANG": "ADQL", "RESPONSEFORMAT": "csv",
             "QUERY": f"select top {COUNT} ra, dec from numaster.numaster where ra is not null order by obsid"}
    with urllib.request.urlopen(TAP + "/sync?" + urllib.parse.urlencode(query)) as answer:
        rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))
    with open(LIST, "w", encoding="utf-8") as out:
        out.write("name,ra,dec\n")
        out.writelines(f"t{n},{row['ra']},{row['dec']}\n" for n, row in enumerate(rows))
    return len(rows)


def finished(command):
    """Standard output of a process, its end and its seconds; an own process group is not needed: none has children."""
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    return done, time.monotonic() - began


def voyage(via):
    """Pairs of target and observation with the catalogue's cells, requests to the service, seconds, and the outcome."""
    data = os.path.join(WORK, "data")
    shutil.rmtree(data, ignore_errors=True)
    settings = [f"-D{name}={value}" for name, value in SETTINGS.items()]
    done, seconds = finished([JAVA, *FLAGS, *settings, f"-Dvoyage.data={data}", "-jar", JAR, "search", "--targets", LIST, "--catalogue",
                              "numaster", "--radius", str(RADIUS), "--action", "observations", "--via", via, "--json"])
    events = [json.loads(line) for line in done.stdout.splitlines()]
    rows = {(event["target"], event["observation"]): event["row"] for event in events if event["type"] == "observation.found"}
    found = [event for event in events if event["type"] == "service.found"]
    ways = {event["via"] for event in found} | {event["type"] for event in events if event["type"] == "upstream.degraded"}
    return rows, seconds, events[-1]["type"] if events else done.stderr[-300:], ways


def served(service, via):
    """The same of a service that runs, with the seconds until its first row; it has no cache of answers."""
    began = time.monotonic()
    query = urllib.parse.urlencode({"catalogue": "numaster", "radius": RADIUS, "action": "observations", "via": via})
    with open(LIST, "rb") as targets:
        create = urllib.request.Request(f"http://127.0.0.1:{service.port}/v1/searches?{query}", targets.read(), {"Content-Type": "text/csv"})
    with urllib.request.urlopen(create) as answer:
        search = json.load(answer)["id"]
    follow = urllib.request.Request(f"http://127.0.0.1:{service.port}/v1/searches/{search}/events", headers={"Accept": "application/x-ndjson"})
    rows, first, last = {}, None, None
    with urllib.request.urlopen(follow, timeout=MOST_SECONDS) as lines:
        for line in lines:
            last = json.loads(line) if line.strip() else last
            if last and last["type"] == "observation.found":
                first = first or time.monotonic() - began
                rows[(last["target"], last["observation"])] = last["row"]
    return rows, time.monotonic() - began, first, last["type"]


def same(row, other):
    """The cells of the columns that both have: a cone search may leave out some, and adds the distance."""
    return row is not None and other is not None and all(row[name] == other[name] for name in row.keys() & other.keys())


def pyvo():
    """Pairs of target and observation, and seconds; None without pyvo."""
    done, seconds = finished([ENV.get("PYVO_PYTHON", "/usr/bin/python3"), "-c", PYVO])
    return ({tuple(line.split(",")) for line in done.stdout.splitlines()}, seconds) if done.returncode == 0 else None


def stilts(*words):
    """The same of a task of STILTS; it renames the name of a target where the catalogue has such a column too."""
    if not shutil.which("stilts"):
        return None
    done, seconds = finished(["stilts", *words, "ofmt=csv", "out=-"])
    if done.returncode:
        return None
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {(row.get("target") or row["name_0"], row["obsid"]) for row in rows}, seconds


def main():
    count = targets()
    times = {}
    failed = []
    settings = SETTINGS | {"voyage.data": os.path.join(WORK, "service"), "voyage.limits.targets-per-client": 100 * count}
    service = Service("service", settings)
    atexit.register(service.kill)
    service.await_ready()
    served(service, "tap")
    served(service, "cone")
    for _ in range(RUNS):
        rows, seconds, _, outcome = served(service, "cone")
        times.setdefault("voyage's service, cone searches", []).append(seconds)
        others, seconds, first, other_outcome = served(service, "tap")
        times.setdefault("voyage's service, TAP", []).append(seconds)
        times.setdefault("voyage's service, TAP, first row", []).append(first)
        if (outcome, other_outcome) != ("search.completed", "search.completed") or not all(same(rows.get(key), others.get(key)) for key in rows.keys() | others.keys()):
            failed.append(f"the service: {outcome}, {other_outcome}, {len(rows)} and {len(others)} rows")
        cones, seconds, outcome, _ = voyage("cone")
        times.setdefault("voyage, cone searches", []).append(seconds)
        tap, tap_seconds, tap_outcome, ways = voyage("tap")
        times.setdefault("voyage, TAP", []).append(tap_seconds)
        if (outcome, tap_outcome) != ("search.completed", "search.completed"):
            failed.append(f"cone: {outcome}, tap: {tap_outcome}")
        if ways != {"tap"}:
            failed.append(f"TAP was not the only way: {ways}")
        different = [key for key in cones.keys() | tap.keys() if not same(cones.get(key), tap.get(key))]
        if different:
            failed.append(f"{len(different)} rows differ between cones and TAP: {different[:3]}")
        peers = {"pyvo, TAP with upload": pyvo(),
                 "STILTS tapquery": stilts("tapquery", f"tapurl={TAP}", "sync=true", "nupload=1", f"upload1={LIST}", "upname1=t",
                                           "ufmt1=csv", f"adql={JOIN}", "maxrec=1000000"),
                 "STILTS coneskymatch parallel=5": stilts("coneskymatch", f"serviceurl={CONE}", f"in={LIST}", "ifmt=csv", "ra=ra", "dec=dec",
                                                          f"sr={RADIUS}", "find=all", "parallel=5", "erract=abort")}
        pairs = {(target, observation) for target, observation in tap}
        for name, peer in peers.items():
            if peer is None:
                print(f"{name}: not available, or it failed")
                continue
            times.setdefault(name, []).append(peer[1])
            if peer[0] != pairs:
                failed.append(f"{name}: {len(peer[0] ^ pairs)} pairs of target and observation differ")
    print(f"{count} targets, radius {RADIUS} degrees, {len(tap)} pairs of target and observation; seconds from start to end, median of {RUNS}")
    for name, seconds in times.items():
        print(f"  {name:<34} {statistics.median(seconds):8.1f}")
    print("\n".join(failed) if failed else "all rows are equal")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

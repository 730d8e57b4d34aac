"""Runs voyage against the lab, with twenty concurrent searches, and checks the requirements from the archive's side."""
import argparse
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

args = argparse.ArgumentParser()
args.add_argument("--archive", type=int, required=True)
args.add_argument("--services", type=int, required=True)
args.add_argument("--jar", required=True)
args.add_argument("--out", required=True)
args.add_argument("--searches", type=int, default=20)
args.add_argument("--only", default="", help="the run of this name, such as caps-2-20")
args = args.parse_args()

HERE = os.path.dirname(os.path.abspath(__file__))
AGENT = re.compile(r"voyage/\S+ \(IVOA-science\)")
# a connection that was closed may be noticed a little after the next was opened
NOTICED = 0.05
broken = []
table = []


def promise(run, what, kept, figures):
    table.append((run, what, figures, "kept" if kept else "BROKEN"))
    if not kept:
        broken.append(f"{run}: {what} ({figures})")


def ask(url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} if data else {})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(what, seconds, done):
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            sys.exit(f"waited {seconds} s for {what}")
        time.sleep(0.1)


def searches(base, cone):
    """Overlapping but different requests: each has its own position, radius and condition, most download all files."""
    for i in range(args.searches):
        files = {"include": [["*"], ["hk/*", "auxil/*"], ["event_cl/*"]][0 if i % 4 == 0 else i % 3]}
        yield {
            "position": {"raDeg": 61.8186 + i * 1e-5, "decDeg": 3.7072},
            "catalogue": cone,
            "radiusDeg": 1 + i / 1000,
            "where": f"exposure_a <= {10000 + i}",
            "files": files,
        }


def run(name, connections, rate, *proxy_options):
    """Runs all searches of a fresh service to their ends; returns the records of the proxy."""
    out = os.path.join(args.out, name)
    os.makedirs(out, exist_ok=True)
    log = os.path.join(out, "requests.ndjson")
    proxy = subprocess.Popen(
        [sys.executable, os.path.join(HERE, "proxy.py"), "--archive", str(args.archive), "--services", str(args.services),
         "--log", log, *proxy_options],
        stdout=subprocess.PIPE, text=True)
    ports = json.loads(proxy.stdout.readline())
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with open(os.path.join(out, "voyage.log"), "w") as said:
        service = subprocess.Popen(
            ["java", f"-Dvoyage.data={out}/data", f"-Dquarkus.http.port={port}", "-Dvoyage.egress.allow=127.0.0.1",
             f"-Dvoyage.limits.searches={args.searches}", f"-Dvoyage.limits.host.connections={connections}",
             f"-Dvoyage.limits.host.requests-per-second={rate}", "-jar", args.jar],
            stdout=said, stderr=subprocess.STDOUT)
    try:
        def ready():
            if service.poll() is not None:
                sys.exit(f"voyage ended, see {out}/voyage.log")
            try:
                return ask(base + "/q/health/ready")["status"] == "UP"
            except OSError:
                return False

        wait_for("voyage", 120, ready)
        cone = f"http://127.0.0.1:{ports['services']}/numaster/q/cone/scs.xml?RESPONSEFORMAT=votabletd&"
        began = time.monotonic()
        ids = [ask(base + "/v1/searches", body)["id"] for body in searches(base, cone)]
        ends = {}

        def ended():
            for one in ids:
                if one not in ends:
                    state = ask(f"{base}/v1/searches/{one}")
                    if state["phase"] in ("COMPLETED", "ERROR", "ABORTED"):
                        ends[one] = state
            return len(ends) == len(ids)

        wait_for("all searches", 600, ended)
        took = time.monotonic() - began
    finally:
        service.terminate()
        service.wait(30)
        proxy.terminate()
        proxy.wait(10)
    complete = sum(state["phase"] == "COMPLETED" and state.get("outcome") == "complete" for state in ends.values())
    outcomes = sorted({f"{state['phase']} {state.get('outcome')}" for state in ends.values()})
    promise(name, "every search ends by name", all(s["phase"] == "COMPLETED" for s in ends.values()),
            f"{complete} complete of {len(ids)} in {took:.1f} s; {', '.join(outcomes)}")
    with open(log) as lines:
        events = [json.loads(line) for line in lines]
    if not events:
        sys.exit(f"{name}: nothing was asked of the archive")
    return events


def most(changes):
    height = top = 0
    for _, change in sorted(changes):
        height += change
        top = max(top, height)
    return top


def in_flight(events):
    return [(e["at"], 1 if e["event"] == "begin" else -1) for e in events if e["event"] in ("begin", "end")]


def at(changes, moment):
    return sum(change for when, change in changes if when <= moment)


def keeps_caps(name, events, connections, rate):
    begins = sorted(e["at"] for e in events if e["event"] == "begin")
    top, first = 0, 0
    for i, moment in enumerate(begins):
        while begins[first] <= moment - 1:
            first += 1
        top = max(top, i - first + 1)
    promise(name, "requests under way", most(in_flight(events)) <= connections, f"{most(in_flight(events))} of {connections} at most")
    sockets = most([(e["at"] - (NOTICED if e["event"] == "close" else 0), 1 if e["event"] == "open" else -1)
                    for e in events if e["event"] in ("open", "close")])
    promise(name, "connections open", sockets <= connections, f"{sockets} of {connections} at most")
    mean = len(begins) / max(begins[-1] - begins[0], 1e-9)
    promise(name, "requests in any second", top <= rate, f"{top} of {rate} at most, {mean:.1f} on average, {len(begins)} in all")
    agents = {e["agent"] for e in events if e["event"] == "begin"}
    promise(name, "User-Agent of every request", all(a and AGENT.fullmatch(a) for a in agents), ", ".join(map(str, agents)))


def backs_off(name, events, status, latency, connections, pause):
    busy = next(e for e in events if e["event"] == "end" and e["status"] == status)
    told = busy["at"]
    trip = latency + 0.03  # the overhead of proxy and archive
    changes = in_flight(events)
    begins = [e["at"] for e in events if e["event"] == "begin"]
    before = at(changes, told - 0.001)
    promise(name, "is busy before", before >= 0.75 * connections, f"{before} of {connections} under way when {status} was sent")
    rate_before = sum(told - trip < b <= told for b in begins)
    rate_after = sum(told + 0.01 < b <= told + trip for b in begins)
    promise(name, "rate halves within a round trip", rate_after <= rate_before / 2,
            f"{rate_before} begun in the {1000 * trip:.0f} ms before, {rate_after} after")
    after = at(changes, told + trip)
    promise(name, "so do requests under way", after <= before / 2, f"{before} before, {after} a round trip later")
    if pause:
        early = sum(told + 0.01 < b < told + pause - 0.02 for b in begins)
        promise(name, "Retry-After holds for all", early == 0, f"{early} begun in the {pause} s after")
    full = [when for when, change in sorted(changes) if when > told + trip + pause and change > 0
            and at(changes, when) == connections]
    promise(name, "recovers", bool(full), f"{connections} under way again after {full[0] - told - pause:.2f} s" if full else "never")


for connections, rate in ((4, 50), (2, 20)):
    name = f"caps-{connections}-{rate}"
    if args.only in ("", name):
        keeps_caps(name, run(name, connections, rate), connections, rate)
for status, pause in ((503, 0), (429, 1)):
    name = f"busy-{status}"
    if args.only not in ("", name):
        continue
    events = run(name, 8, 400, "--latency", "0.2", "--busy-at", "120", "--busy-status", str(status), "--retry-after", "1")
    keeps_caps(name, events, 8, 400)
    backs_off(name, events, status, 0.2, 8, pause)

widths = [max(len(row[i]) for row in table) for i in range(4)]
for row in table:
    print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
if broken:
    sys.exit("broken:\n  " + "\n  ".join(broken))
print("all promises kept")

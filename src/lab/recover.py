"""One search, one service killed with SIGKILL again and again; recover.sh sets the environment."""
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tarfile
import time

ENV = os.environ
WORK, LAB, LAB_RUN = ENV["WORK"], ENV["LAB"], ENV["LAB_RUN"]
KILLS, RATE = int(ENV.get("KILLS", "20")), ENV.get("RATE_MIB", "8")
SEED = int(ENV.get("SEED", "0")) or random.randrange(1 << 30)
LONGEST = 300
SETTINGS = {
    "voyage.data": WORK + "/data",
    "voyage.resolver.urls": ENV["SESAME_URL"].rstrip("/"),
    "voyage.registry.urls": ENV["TAP_URL"],
    "voyage.egress.allow": "127.0.0.1",
    "voyage.limits.bytes-per-second": RATE + "M",
    "voyage.http.first-pause": "200ms",
}
REQUEST = {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000", "files": {"exclude": ["index*"]}}


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


class Service:
    """One process of the service; all append to one log file."""

    def __init__(self):
        self.port = free_port()
        settings = [f"-D{key}={value}" for key, value in (SETTINGS | {"quarkus.http.port": self.port}).items()]
        with open(WORK + "/log", "ab") as log:
            self.process = subprocess.Popen([ENV.get("JAVA", "java"), "-Xmx256m", *settings, "-jar", ENV["JAR"]],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=WORK)
        deadline = time.monotonic() + 120
        while True:
            try:
                self.ask("GET", "/q/health/ready")
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise SystemExit("the service does not come up: " + tail())
                time.sleep(0.02)

    def open(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, headers)
        return connection.getresponse()

    def ask(self, method, path, body=None, **headers):
        answer = self.open(method, path, body, **headers)
        text = answer.read()
        if answer.status >= 400:
            raise OSError(f"{method} {path}: {answer.status} {text[:300]!r}")
        return text

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def tail():
    with open(WORK + "/log", encoding="utf-8", errors="replace") as log:
        return "".join(log.readlines()[-20:])


def watch(service, search, seen, until):
    """Resumes reading, like a disconnected client; true at the last event."""
    answer = service.open("GET", f"/v1/searches/{search}/events?after={len(seen)}", Accept="application/x-ndjson")
    answer.fp.raw._sock.settimeout(max(0.01, until - time.monotonic()))
    try:
        for line in answer:
            event = json.loads(line)
            if "seq" in event:
                seen.append(event)
            if "tally" in event:
                return True
            answer.fp.raw._sock.settimeout(max(0.01, until - time.monotonic()))
    except (TimeoutError, OSError):
        pass
    return False


def keys(events):
    """The keys of the events that may occur only once."""
    for event in events:
        kind = event["type"]
        if kind in ("file.started", "upstream.throttled", "upstream.degraded") or event.get("willRetry"):
            continue
        if kind in ("file.completed", "file.skipped", "file.failed"):
            kind = "file ended"
        if kind in ("observation.completed", "observation.failed", "observation.unavailable"):
            kind = "observation ended"
        yield kind, event.get("observation") if kind != "file ended" else None, event.get("file"), event.get("url")


def count(events, kind):
    return sum(event["type"] == kind for event in events)


def check(service, search, seen):
    stored = [json.loads(line) for line in
              service.ask("GET", f"/v1/searches/{search}/events", Accept="application/x-ndjson").splitlines()]
    wrong = []
    if [event["seq"] for event in stored] != list(range(1, len(stored) + 1)):
        wrong.append("the numbers have gaps or repeat")
    if seen != stored:
        wrong.append(f"a watcher that came back after each kill saw {len(seen)} events, {len(stored)} are stored, or others")
    said = list(keys(stored))
    twice = {key for key in said if said.count(key) > 1}
    if twice:
        wrong.append(f"said twice: {sorted(map(str, twice))[:5]}")
    tally = stored[-1].get("tally", {})
    excluded = sum(event["type"] == "file.skipped" and event["reason"] == "excluded" for event in stored)
    for member, kind, apart in (("observations", "observation.found", 0), ("linked", "observation.linked", 0), ("files", "file.found", excluded),
                                ("completed", "file.completed", 0), ("skipped", "file.skipped", excluded)):
        if tally.get(member) != count(stored, kind) - apart:
            wrong.append(f"tally {member} {tally.get(member)}, events {count(stored, kind)}, excluded {excluded}")
    if stored[-1]["type"] != "search.completed":
        wrong.append("ended as " + stored[-1]["type"] + ": " + json.dumps([e for e in stored if "problem" in e][-3:])[:600])
    with service.open("GET", f"/v1/searches/{search}/archive.tar") as answer:
        with tarfile.open(fileobj=answer, mode="r|") as tar:
            tar.extractall(WORK + "/to")
    top = WORK + "/to"
    while len(os.listdir(top)) == 1:  # the tar has a single top directory
        top += "/" + os.listdir(top)[0]
    verdict = subprocess.run([sys.executable, LAB + "/bin/expect.py", "verify", LAB_RUN + "/MANIFEST.sha256", top],
                             capture_output=True, text=True)
    if verdict.returncode != 0:
        wrong.append("files: " + (verdict.stdout + verdict.stderr)[-500:])
    return stored, tally, verdict.stdout.strip().splitlines()[-1:], wrong


def main():
    rng, seen = random.Random(SEED), []
    print(f"seed {SEED}\n\n| kill | ms after ready | events by then | files here | seconds to be back |\n| --- | --- | --- | --- | --- |")
    service, search, ended = Service(), None, False
    search = json.loads(service.ask("POST", "/v1/searches", json.dumps(REQUEST), **{"Content-Type": "application/json"}))["id"]
    try:
        for n in range(KILLS):
            pause = rng.uniform(0, 1.5)
            ended = watch(service, search, seen, time.monotonic() + pause) or ended
            service.kill()
            began = time.monotonic()
            service = Service()
            print(f"| {n + 1} | {pause * 1000:.0f} | {len(seen)} | {count(seen, 'file.completed')} | {time.monotonic() - began:.1f} |", flush=True)
        deadline = time.monotonic() + LONGEST
        early = ended
        while not ended and time.monotonic() < deadline:
            ended = watch(service, search, seen, min(deadline, time.monotonic() + 10))
        stored, tally, verdict, wrong = check(service, search, seen)
    finally:
        service.kill()
    starts = [event for event in stored if event["type"] == "file.started"]
    print(f"\n{stored[-1]['type']}, {len(stored)} events, tally {json.dumps(tally)}\n{' '.join(verdict)}\n"
          f"{len(starts)} requests for {tally.get('files')} files, {sum(e['resumedFrom'] > 0 for e in starts)} from a later byte on"
          + ("; NOTE: it had ended before the last kill, lower RATE_MIB" if early else ""))
    for sentence in wrong:
        print("WRONG: " + sentence)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""Very many targets in one search, by TAP: see ../README.md. many.sh sets the environment."""
import atexit
import gzip
import json
import os
import random
import re
import subprocess
import time

from cluster import ENDS, ENV, JAR, WORK, Front, Service, fail, free_port, load

TARGETS, KILLS = int(ENV.get("TARGETS", "100000")), int(ENV.get("KILLS", "2"))
HEAP, MOST_MIB = ENV.get("HEAP", "112m"), float(ENV.get("MOST_MIB", "96"))
SEARCH = "/v1/searches?catalogue={}&radius=0.5&via=tap&action=observations"
LONGEST_SECONDS = 3600


class Limited(Service):
    """A process with a heap of its own size."""

    def begin(self):
        self.owner, self.port = None, free_port()
        options = [f"-D{key}={value}" for key, value in (self.settings | {"quarkus.http.port": self.port}).items()]
        with open(f"{WORK}/{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(
                [ENV.get("JAVA", "java"), f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *options, "-jar", JAR],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=WORK)

    def mib(self, word):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(word + ":"))

    def create(self, path, rows):
        body = gzip.compress(("name,ra,dec\n" + "".join(f"t{n},{ra},{dec}\n" for n, (ra, dec) in enumerate(rows))).encode())
        answer = subprocess.run(["curl", "-s", "--data-binary", "@-", "-H", "Content-Type: text/csv", f"http://127.0.0.1:{self.port}{path}"],
                                input=body, capture_output=True, check=True).stdout
        found = re.search(rb'"id" *: *"([^"]+)"', answer)
        return found.group(1).decode() if found else fail(f"no search: {answer[:300]!r}")



def events(service, search):
    """Each event of the journal, in order."""
    command = ["curl", "-sN", "-H", "Accept: application/x-ndjson", f"http://127.0.0.1:{service.port}/v1/searches/{search}/events"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as curl:
        for line in curl.stdout:
            if line.strip():
                yield json.loads(line)


def follow(service, search, until):
    """Waits for the end, or for a number of events; the peak of the resident memory meanwhile is in VmHWM."""
    seen = 0
    deadline = time.monotonic() + LONGEST_SECONDS
    for event in events(service, search):
        seen = event.get("seq", seen)
        if event.get("type") in ENDS:
            return seen, event
        if seen >= until:
            return seen, None
        if time.monotonic() > deadline:
            fail(f"after {LONGEST_SECONDS} s at event {seen}")
    return fail(f"the stream ended at event {seen}")


def judged(service, search):
    """What the journal says: each target once, each row once."""
    searched, rows, before, end = {}, {}, 0, None
    for event in events(service, search):
        if event["seq"] != before + 1:
            fail(f"event {event['seq']} after {before}")
        before = event["seq"]
        if event["type"] == "catalogue.searched":
            searched[event["target"]] = searched.get(event["target"], 0) + 1
        elif event["type"] == "observation.found":
            key = (event["target"], event["observation"])
            rows[key] = rows.get(key, 0) + 1
        elif event["type"] in ENDS:
            end = event
    twice = sum(1 for count in [*searched.values(), *rows.values()] if count > 1)
    return len(searched), set(rows), twice, end["type"]


def main():
    port = free_port()
    archive = Service("archive", {"voyage.demo": "true", "voyage.demo-port": port, "voyage.data": WORK + "/archive"})
    atexit.register(archive.kill)
    archive.await_ready()
    front = Front(port)
    catalogue = f"http://127.0.0.1:{front.port}/xamin/vo/tap%23numaster"
    chosen = random.Random(7)
    rows = [(round(chosen.uniform(0, 360), 5), round(chosen.uniform(-90, 90), 5)) for _ in range(TARGETS - TARGETS // 100)]
    rows += [(round(61.8 + chosen.uniform(-1, 1), 5), round(3.7 + chosen.uniform(-1, 1), 5)) for _ in range(TARGETS // 100)]  # around 3C 105
    chosen.shuffle(rows)
    settings = {"voyage.data": WORK + "/data", "voyage.egress.allow": "127.0.0.1", "voyage.limits.targets": TARGETS,
                "voyage.limits.targets-per-client": 10 * TARGETS, "voyage.limits.rows": 1000000, "voyage.limits.rows-per-client": 10000000}
    print(load(), flush=True)
    service = Limited("service", settings)
    atexit.register(service.kill)
    service.await_ready()
    follow(service, service.create(SEARCH.format(catalogue), rows[:1000]), 1 << 60)  # a warm service
    idle, asked = service.mib("VmRSS"), len(front.requests)
    began = time.monotonic()
    search = service.create(SEARCH.format(catalogue), rows)
    last, end = follow(service, search, 1 << 60)
    seconds, peak = time.monotonic() - began, service.mib("VmHWM")
    requests = len(front.requests) - asked
    found = judged(service, search)
    print(f"{TARGETS} targets: {end['type']}, {found[0]} targets searched, {len(found[1])} rows, {last} events, {seconds:.1f} s, {requests} requests")
    print(f"resident memory: idle {idle:.0f} MiB, peak {peak:.0f} MiB, {peak - idle:.0f} MiB more (heap {HEAP})", flush=True)
    faults = [] if peak - idle <= MOST_MIB else [f"more than {MOST_MIB:.0f} MiB over idle"]
    if found[0] != TARGETS or found[2] or found[3] != "search.completed":
        faults.append(f"not each target once: {found[0]}, {found[2]} twice, {found[3]}")

    asked = len(front.requests)
    broken = service.create(SEARCH.format(catalogue), rows)
    for part in range(1, KILLS + 1):
        seen, end = follow(service, broken, last * part // (KILLS + 1))
        service.kill()
        print(f"killed at event {seen}", flush=True)
        service.begin()
        service.await_ready()
    follow(service, broken, 1 << 60)
    again = judged(service, broken)
    more = len(front.requests) - asked - requests
    print(f"with {KILLS} kills: {again[3]}, {again[0]} targets searched, {len(again[1])} rows, {more} requests more; peak {service.mib('VmHWM'):.0f} MiB")
    if again != found:
        faults.append(f"the broken search differs: {again[0]} targets, {len(again[1])} rows, {again[2]} twice, {again[3]}")
    if more > 4 * KILLS:  # the chunk that was open, the capabilities and the columns anew; and one that was not recorded yet
        faults.append(f"{more} requests more for {KILLS} kills")
    print("\n".join(faults) if faults else "everything is as it should be")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

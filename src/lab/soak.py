"""A long run of searches, readers and faults against one service; soak.sh sets the environment."""
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ENV = os.environ
WORK, LAB = ENV["WORK"], ENV["LAB"]
MINUTES, SEARCHES, READERS = float(ENV.get("MINUTES", "20")), int(ENV.get("SEARCHES", "50")), int(ENV.get("READERS", "200"))
RATE, SEED = ENV.get("RATE_KIB", "700"), int(ENV.get("SEED", "0")) or random.randrange(1 << 30)
CLIENT_SEARCHES = 12  # concurrent searches of this script
DIRECTORY = WORK + "/service"
SETTINGS = {
    "voyage.resolver.urls": ENV["SESAME_URL"].rstrip("/"),
    "voyage.registry.urls": ENV["TAP_URL"],
    "voyage.egress.allow": "127.0.0.1",
    "voyage.limits.bytes-per-second": RATE + "K",
    "voyage.limits.searches": 8,
    "voyage.http.first-pause": "200ms",
    "voyage.http.longest-pause": "5s",
    "voyage.http.stall": "5s",
} | dict(pair.split("=", 1) for pair in ENV.get("MORE_SETTINGS", "").split())
FLAGS = ENV.get("SERVICE_FLAGS", "-Xmx256m -XX:NativeMemoryTracking=summary").split()

OBSERVATION = "60261003002"
FAULTS = [
    [],
    [("http503", 5, 1)],
    [("fail-first", 1)],
    [("latency", 300)],
    [("truncate", 5000, 1)],
    [("truncate", 5000, 1, ".", "SILENT")],
    [("datalink", OBSERVATION, "crash")],
    [("datalink", "ALL", "TransientFault", "later")],
    [("datalink", OBSERVATION, "redirect", ENV["APACHE_URL"] + "/fault/503")],
    [("proxy", "start", "--drop-after", 3000000), ("archive", "proxy")],
    [("proxy", "start", "--drop-after", 2000000, "--rst"), ("archive", "proxy")],
    [("proxy", "start", "--refuse"), ("archive", "proxy")],
    [("archive", "nginx-latency")],
    [("archive", "nginx")],
]
CONES = [
    {"target": "3C 105"},
    {"position": {"raDeg": 61.8186, "decDeg": 3.7072}, "radiusDeg": 2},
    {"target": "61.8 +3.7", "radiusDeg": 0.5},
    {"target": "nobody knows this"},
    {"target": "3C 105", "radiusDeg": 180},
]
CONE_WEIGHTS = [8, 4, 4, 1, 1]
CONDITIONS = ["exposure_a <= 10000", "exposure_a > 10000", "exposure_a IS NULL", "exposure_a < 0", "nosuchcolumn = 1", "exposure_a BETWEEN 8000 AND 60000"]
CONDITION_WEIGHTS = [4, 4, 1, 1, 1, 4]
FILES = [{"exclude": ["index*"]}, {"include": ["event_cl/*"]}, {"include": ["*.gz"], "exclude": ["event_uf/"]}]


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


PORT = free_port()
BASE = f"http://127.0.0.1:{PORT}"


def knob(*words):
    subprocess.run([LAB + "/knob.sh", *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(method, path, body=None, accept="application/json"):
    request = urllib.request.Request(BASE + path, method=method, headers={"Accept": accept})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.read()


class Service:
    def __init__(self):
        os.makedirs(DIRECTORY)
        settings = [f"-D{k}={v}" for k, v in (SETTINGS | {"quarkus.http.port": PORT, "voyage.data": DIRECTORY + "/data"}).items()]
        self.log = DIRECTORY + "/log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([ENV.get("JAVA", "java"), *FLAGS, *settings, "-jar", ENV["JAR"]],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=DIRECTORY)
        deadline = time.monotonic() + 120
        while True:
            try:
                ask("GET", "/q/health/ready")
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise SystemExit("the service does not come up, see " + self.log)
                time.sleep(0.1)

    def jcmd(self, *words):
        return subprocess.run(["jcmd", str(self.process.pid), *words], capture_output=True, text=True).stdout

    def cost(self):
        """After a full collection: MiB of heap in use, of native memory besides the heap, resident; threads; descriptors."""
        self.jcmd("GC.run")
        pid = self.process.pid
        heap = sum(int(k) for k in re.findall(r"used (\d+)K", self.jcmd("GC.heap_info").split("Metaspace")[0])[:2])
        native = self.jcmd("VM.native_memory", "summary")
        total = int((re.search(r"Total:.*?committed=(\d+)KB", native) or [0, "0"])[1])
        java = int((re.search(r"Java Heap \(.*?committed=(\d+)KB", native) or [0, "0"])[1])
        with open(f"/proc/{pid}/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return {"heapMiB": heap / 1024, "nativeMiB": (total - java) / 1024, "rssMiB": int(fields["VmRSS"].split()[0]) / 1024,
                "threads": int(fields["Threads"]), "descriptors": len(os.listdir(f"/proc/{pid}/fd"))}


class Soak:
    def __init__(self, service):
        self.service, self.rng = service, random.Random(SEED)
        self.until = time.monotonic() + MINUTES * 60
        self.started, self.wrong, self.samples = [], [], []
        self.counts = {"readers": 0, "events": 0, "gaps": 0, "refused": 0, "steps": 0, "faults": 0}

    @property
    def over(self):
        return time.monotonic() >= self.until

    async def call(self, *words, **named):
        return await asyncio.to_thread(ask, *words, **named)

    async def search(self):
        cone, rng = dict(self.rng.choices(CONES, CONE_WEIGHTS)[0]), self.rng
        body = cone | {"catalogue": "numaster", "files": rng.choice(FILES)}
        if rng.random() < 0.9:
            body["where"] = rng.choices(CONDITIONS, CONDITION_WEIGHTS)[0]
        body["action"] = "observations" if cone.get("radiusDeg") == 180 else rng.choice(["download", "download", "plan", "links"])
        try:
            made = json.loads(await self.call("POST", "/v1/searches", body))["id"]
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                self.wrong.append(f"POST {body}: {refused.code} {refused.read()[:300]!r}")
            self.counts["refused"] += 1
            return
        self.started.append(made)
        if rng.random() < 0.3:
            await asyncio.sleep(rng.uniform(0, 20))
            step = rng.choice(["DELETE", "pause"])
            await self.step("DELETE", f"/v1/searches/{made}") if step == "DELETE" else await self.held(made)
        while not self.over and await self.phase(made) not in ("COMPLETED", "ERROR", "ABORTED"):
            await asyncio.sleep(1)
        if not self.over and rng.random() < 0.2:
            answer = await self.step("POST", f"/v1/searches/{made}/retry")
            if answer:
                self.started.append(json.loads(answer)["id"])

    async def held(self, made):
        await self.step("POST", f"/v1/searches/{made}/pause")
        await asyncio.sleep(self.rng.uniform(0, 10))
        await self.step("POST", f"/v1/searches/{made}/resume")

    async def step(self, method, path):
        """A step may be too late (409); other responses must succeed."""
        self.counts["steps"] += 1
        try:
            return await self.call(method, path)
        except urllib.error.HTTPError as refused:
            if refused.code not in (409, 429):
                self.wrong.append(f"{method} {path}: {refused.code} {refused.read()[:300]!r}")
            return None

    async def phase(self, search):
        return json.loads(await self.call("GET", f"/v1/searches/{search}"))["phase"]

    async def searching(self):
        while not self.over:
            await self.search()
            await asyncio.sleep(self.rng.uniform(0, MINUTES * 60 * CLIENT_SEARCHES / SEARCHES / 4))

    async def reading(self):
        """Successive connections of one reader: some slow, each checked for gaps after its cursor."""
        rng = self.rng
        while not self.over:
            if not self.started:
                await asyncio.sleep(1)
                continue
            search, after = rng.choice(self.started[-20:]), rng.choice([0, 0, rng.randrange(300)])
            leaves, slow = time.monotonic() + rng.uniform(1, 30), rng.random() < 0.1
            try:
                await self.read(search, after, min(leaves, self.until), slow)
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as failure:
                self.wrong.append(f"a reader of {search} after {after}: {failure!r}")
            self.counts["readers"] += 1
            await asyncio.sleep(rng.uniform(0, 3))

    async def read(self, search, after, leaves, slow):
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT, limit=1 << 22)
        try:
            writer.write(f"GET /v1/searches/{search}/events?after={after} HTTP/1.0\r\nHost: 127.0.0.1:{PORT}\r\nAccept: text/event-stream\r\n\r\n".encode())
            status = (await reader.readline()).split()
            if status[1] not in (b"200", b"204"):
                self.wrong.append(f"a reader of {search} after {after}: {status}")
            expected, seq, kind = after + 1, None, None
            while time.monotonic() < leaves:
                try:
                    line = await asyncio.wait_for(reader.readline(), max(0.05, leaves - time.monotonic()))
                except asyncio.TimeoutError:
                    return
                if not line:
                    return
                if line.startswith(b"id: "):
                    seq = int(line.rsplit(b":", 1)[1])
                elif line.startswith(b"event: "):
                    kind = line[7:].strip()
                elif not line.strip() and seq is not None:  # a frame that moves the cursor
                    if seq != expected and kind != b"stream.gap":
                        self.wrong.append(f"a reader of {search} after {after} got {seq} for {expected}")
                    self.counts["gaps" if kind == b"stream.gap" else "events"] += 1
                    expected, seq = seq + 1, None
                    if slow:
                        await asyncio.sleep(0.2)
        finally:
            writer.close()

    async def breaking(self):
        while not self.over:
            fault = self.rng.choice(FAULTS)
            try:
                await asyncio.to_thread(knob, "reset")
                for words in fault:
                    await asyncio.to_thread(knob, *words)
            except subprocess.CalledProcessError as failure:
                self.wrong.append(f"the lab: {failure}")
            self.counts["faults"] += bool(fault)
            await asyncio.sleep(self.rng.uniform(15, 40))
        await asyncio.to_thread(knob, "reset")

    async def sampling(self):
        began = time.monotonic()
        print("| minute | heap MiB | native MiB | RSS MiB | threads | descriptors | searches | readers so far |\n" + "| --- " * 8 + "|", flush=True)
        while not self.over:
            await asyncio.sleep(min(60, MINUTES * 60 / 12))
            cost = await asyncio.to_thread(self.service.cost)
            self.samples.append(cost)
            print(f"| {(time.monotonic() - began) / 60:.1f} | {cost['heapMiB']:.0f} | {cost['nativeMiB']:.0f} | {cost['rssMiB']:.0f} | {cost['threads']} "
                  f"| {cost['descriptors']} | {len(self.started)} | {self.counts['readers']} |", flush=True)

    async def run(self):
        async with asyncio.timeout(MINUTES * 60 + 120):
            await asyncio.gather(self.sampling(), self.breaking(), *(self.searching() for _ in range(CLIENT_SEARCHES)),
                                 *(self.reading() for _ in range(READERS)))


def settled(searches):
    """Cancels unfinished searches, and waits for the end of all."""
    for search in searches:
        try:
            ask("DELETE", f"/v1/searches/{search}")
        except urllib.error.HTTPError as over:
            if over.code not in (404, 409):
                raise
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and (left := [s for s in searches if not json.loads(ask("GET", f"/v1/searches/{s}")).get("outcome")]):
        time.sleep(0.5)
    return left


TOLD = {"observations": "observation.found", "linked": "observation.linked", "unavailable": "observation.unavailable",
        "failedObservations": "observation.failed", "files": "file.found", "completed": "file.completed", "skipped": "file.skipped"}


def adds_up(search):
    """The errors in one search's events and tally."""
    events = [json.loads(line) for line in ask("GET", f"/v1/searches/{search}/events", accept="application/x-ndjson").splitlines()]
    wrong, kinds, tally = [], {}, events[-1].get("tally")
    for event in events:
        kinds[event["type"]] = kinds.get(event["type"], 0) + 1
    if [event["seq"] for event in events] != list(range(1, len(events) + 1)):
        wrong.append("numbers have gaps or repeat")
    if tally is None or sum("tally" in event for event in events) != 1:
        return [*wrong, f"its last event is {events[-1]['type']}"], events
    counted = {member: kinds.get(kind, 0) for member, kind in TOLD.items()}
    counted["failed"] = sum(e["type"] == "file.failed" and not e["willRetry"] for e in events)
    counted["selected"] = sum(e["type"] == "observation.found" and e["selected"] for e in events)
    counted["bytes"] = sum(e["bytes"] for e in events if e["type"] == "file.completed")
    counted["excluded"] = sum(e["type"] == "file.skipped" and e["reason"] == "excluded" for e in events)
    counted["files"] -= counted["excluded"]
    counted["skipped"] -= counted["excluded"]
    wrong += [f"tally {m} {tally[m]}, events {n}" for m, n in counted.items() if tally[m] != n]
    if events[-1]["type"] in ("search.completed", "search.partial", "search.empty") and tally["files"] != tally["completed"] + tally["skipped"] + tally["failed"]:
        if events[0]["request"].get("action", "download") == "download":
            wrong.append(f"files do not add up: {tally}")
    return wrong, events


def flat(samples, name, most_growth, most_more):
    """Whether the last quarter does not exceed the second one, beyond noise."""
    quarter = max(1, len(samples) // 4)
    early = [s[name] for s in samples[quarter:2 * quarter]] or [samples[0][name]]
    late = [s[name] for s in samples[-quarter:]]
    early, late = sum(early) / len(early), sum(late) / len(late)
    return f"{name} {early:.0f} in the second quarter, {late:.0f} in the last", late <= early * most_growth + most_more


def main():
    print(f"seed {SEED}, {MINUTES:g} minutes, {CLIENT_SEARCHES} searches and {READERS} readers at once\n")
    service, broken = Service(), []

    def hold(promise, kept):
        print(f"{'kept  ' if kept else 'BROKEN'} {promise}", flush=True)
        if not kept:
            broken.append(promise)

    try:
        soak = Soak(service)
        asyncio.run(soak.run())
        left = settled(soak.started)
        ends, sums = {}, []
        for search in soak.started:
            wrong, events = adds_up(search)
            ends[events[-1]["type"]] = ends.get(events[-1]["type"], 0) + 1
            sums += [f"{search}: {sentence}" for sentence in wrong]
        print(f"\n{len(soak.started)} searches: {ends}\n{soak.counts}\n")
        with open(service.log, encoding="utf-8", errors="replace") as log:
            errors = [line.strip() for line in log if re.search(r"\bERROR\b|\"level\":\"ERROR\"|Exception", line)]
        hold(f"the service lives and {len(left)} searches did not end", service.process.poll() is None and not left)
        hold(f"at least {SEARCHES} searches ran ({len(soak.started)})", len(soak.started) >= SEARCHES or MINUTES < 20)
        hold(f"each tally is what its events say; else: {sums[:5]}", not sums)
        hold(f"no reader and no request met anything unnamed; else: {soak.wrong[:5]}", not soak.wrong)
        hold(f"no error was logged; else: {errors[:5]}", not errors)
        for name, growth, more in (("heapMiB", 1.2, 8), ("nativeMiB", 1.2, 8), ("rssMiB", 1.15, 16), ("threads", 1.1, 4), ("descriptors", 1.2, 30)):
            sentence, kept = flat(soak.samples, name, growth, more)
            hold(sentence, kept)
    finally:
        service.process.terminate()
        service.process.wait()
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()

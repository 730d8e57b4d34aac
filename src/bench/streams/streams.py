"""Watchers by the thousand: see README. streams.sh sets its parameters in the environment."""
import http.client
import json
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "downloads"))
from measure import Service, cpu_seconds, status_kib  # noqa: E402
from rows import Archive, micros  # noqa: E402

ENV = os.environ
WORK, JAR, JAVA = ENV["WORK"], ENV["JAR"], ENV["JAVA"]
RUNS, WATCHERS, EVENTS = int(ENV["RUNS"]), int(ENV["WATCHERS"]), int(ENV["EVENTS"])
CASES = ENV["CASES"].split()
SETTINGS = {
    "voyage.egress.allow": "127.0.0.1",
    "voyage.http.stall": "30m",
    "voyage.limits.rows": 10_000_000,
    "voyage.limits.rows-per-client": 100_000_000,
    "voyage.limits.host.requests-per-second": 1000,
    "voyage.limits.host.connections": 64,
} | dict(pair.split("=", 1) for pair in ENV.get("MORE_SETTINGS", "").split())
PACE, PACED, BURST = 0.2, int(ENV.get("PACED", "25")), 100
report = []


def say(text=""):
    print(text, flush=True)
    report.append(text)


def load():
    with open("/proc/loadavg") as line:
        return line.read().split()[0]


class Watchers:
    """Watchers.java as a child."""

    runs = 0

    def __init__(self, url, path, count, stalled=0):
        Watchers.runs += 1
        host, port = url.removeprefix("http://").split(":")
        argv = [JAVA, "-Xmx512m", "-XX:+UseSerialGC", "-cp", WORK + "/classes", "dev.voyage.bench.Watchers", host, port, path,
                str(count), str(stalled), f"127.0.{1 + Watchers.runs % 250}.1"]
        self.child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, command):
        self.child.stdin.write(command + "\n")
        answer = self.child.stdout.readline()
        if not answer:
            raise RuntimeError("the watchers have died")
        return answer.strip()

    def open(self):
        return json.loads(self.ask("open"))

    def mark(self):
        self.ask("mark")

    def wait(self, events, seconds=120):
        return json.loads(self.ask(f"wait {events} {int(seconds * 1000)}"))

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.child.stdin.write("quit\n")
        self.child.wait(60)


class Voyage:
    """A service with a search that has events on command."""

    name = "voyage"

    def __init__(self, archive, directory):
        self.archive, self.searches = archive, 0
        self.service = Service(JAVA, JAR, ENV["SERVICE_FLAGS"].split(), SETTINGS, directory, free_port())
        self.url = self.service.url

    def begin(self):
        """A new search; the path of its events."""
        self.searches += 1
        name = f"cone{self.searches}"
        body = json.dumps({"target": "61.8 +3.7", "catalogue": f"{self.archive.url}/{name}?", "action": "observations"})
        request = urllib.request.Request(self.url + "/v1/searches", body.encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.id = json.load(answer)["id"]
        self.rows = self.archive.rows(name)
        return f"/v1/searches/{self.id}/events"

    def send(self, count, size=60):
        self.rows.send(count, size)

    def end(self):
        self.rows.end()

    def state(self):
        with urllib.request.urlopen(f"{self.url}/v1/searches/{self.id}", timeout=30) as answer:
            return json.load(answer)

    def memory(self):
        """Live KiB in the heap, and the RSS; the heap, touched at the start, is a constant part of it."""
        pid = str(self.service.pid)
        for _ in range(2):
            subprocess.run(["jcmd", pid, "GC.run"], check=True, capture_output=True)
            time.sleep(0.5)
        said = subprocess.run(["jcmd", pid, "GC.heap_info"], check=True, capture_output=True, text=True).stdout
        used = sum(int(line.split("used ")[1].split("K")[0]) for line in said.splitlines()
                   if "used " in line and "garbage-first" in line or "generation" in line and "used " in line)
        return used, status_kib(pid, "VmRSS")

    def cpu(self):
        return cpu_seconds(self.service.pid)


class Nchan:
    name = "nchan"

    def __init__(self):
        self.url, self.channels = ENV["NCHAN_URL"], 0
        self.connection = http.client.HTTPConnection(self.url.removeprefix("http://"))

    def begin(self):
        self.channels += 1
        return f"/sub?id=c{self.channels}"

    def send(self, count, size=60):
        for _ in range(count):
            message = {"type": "observation.found", "search": "0" * 26, "observation": "o1", "raDeg": 61.8, "decDeg": 3.7,
                       "offsetArcmin": 0.0, "selected": True, "row": {"sent": micros(), "text": "x" * size}}
            self.connection.request("POST", f"/pub?id=c{self.channels}", json.dumps(message, separators=(",", ":")))
            self.connection.getresponse().read()

    def end(self):
        pass

    def pids(self):
        with open(ENV["NCHAN_PID"]) as pid:
            master = pid.read().strip()
        with open(f"/proc/{master}/task/{master}/children") as children:
            return [master, *children.read().split()]

    def memory(self):
        pss = 0  # shared memory counts in part for each process
        for pid in self.pids():
            with open(f"/proc/{pid}/smaps_rollup") as lines:
                pss += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return 0, pss

    def cpu(self):
        return sum(cpu_seconds(pid) for pid in self.pids())


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def paced(server, watchers, count, pace, size=60):
    """Sends events one by one; returns their ages on arrival, and the server's CPU milliseconds for each."""
    watchers.mark()
    cpu = server.cpu()
    for _ in range(count):
        server.send(1, size)
        time.sleep(pace)
    return watchers.wait(count) | {"cpu": 1000 * (server.cpu() - cpu) / count}


def burst(server, watchers, count):
    """Events per second to all readers, from the first sent; and the CPU seconds."""
    watchers.mark()
    cpu, began = server.cpu(), micros()
    server.send(count)
    seen = watchers.wait(count)
    return seen | {"rate": seen["events"] / max(1e-6, (micros() - began) / 1e6), "cpu": server.cpu() - cpu}


def ms(quantiles):
    return " / ".join(f"{q / 1000:.1f}" for q in quantiles) if quantiles else "-"


def fan(servers):
    say(f"\n## {WATCHERS} idle watchers, then one event every {PACE * 1000:.0f} ms ({PACED}), then {BURST} at once\n")
    say("| run | load | server | opened in s | KiB each: heap + native | got each event | sent → read ms: p50 / p99 / max | CPU ms an event |"
        f" {BURST} at once: events/s | CPU s | KiB each afterwards |")
    say("|---|---|---|---|---|---|---|---|---|---|---|")
    for run in range(RUNS):
        for server in servers if run % 2 == 0 else reversed(servers):
            path = server.begin()
            server.send(1)
            heap, rss = server.memory()
            began = time.monotonic()
            with Watchers(server.url, path, WATCHERS) as watchers:
                opened = watchers.open()
                opening = time.monotonic() - began
                time.sleep(2)
                with_heap, with_rss = server.memory()
                at = load()
                one = paced(server, watchers, PACED, PACE)
                all_ = burst(server, watchers, BURST)
                after_heap, after_rss = server.memory()
                each = lambda kib: f"{kib / WATCHERS:.1f}"  # noqa: E731
                say(f"| {run + 1} | {at} | {server.name} | {opening:.1f} | {each(with_heap - heap + with_rss - rss)} ="
                    f" {each(with_heap - heap)} + {each(with_rss - rss)} | {one['complete']} of {WATCHERS}, {opened['lost']} lost |"
                    f" {ms(one['age'])} | {one['cpu']:.0f} | {all_['rate']:.0f} ({all_['complete']} complete) | {all_['cpu']:.2f} |"
                    f" {each(after_heap - heap + after_rss - rss)} |")
            server.end()
            time.sleep(3)


def stall(voyage):
    say("\n## 100 readers, without and with one more that never reads: 200 events, one every 10 ms\n")
    say("| run | load | without: p50 / p99 / max ms | with: p50 / p99 / max ms | p99 with / without |")
    say("|---|---|---|---|---|")
    ratios = []
    for run in range(RUNS + 2):
        path = voyage.begin()
        for _ in range(60):
            voyage.send(10, 10_000)  # more than the buffers of the stalled reader hold
        seen = {}
        for stalled in (0, 1) if run % 2 == 0 else (1, 0):
            with Watchers(voyage.url, path, 100, stalled) as watchers:
                watchers.open()
                watchers.wait(600)
                seen[stalled] = paced(voyage, watchers, 200, 0.01)["age"]
                voyage.send(1)
        ratios.append(seen[1][1] / seen[0][1])
        say(f"| {run + 1} | {load()} | {ms(seen[0])} | {ms(seen[1])} | {ratios[-1]:.2f} |")
        voyage.end()
    say(f"\nMedian of the ratios: {statistics.median(ratios):.2f}")


def tail(voyage):
    say("\n## Readers at the tail: 300 events, one every 20 ms; from the event's time (before it is durable) to the reader\n")
    say("| run | load | readers | time → read ms: p50 / p99 / max | row sent → read ms |")
    say("|---|---|---|---|---|")
    for run in range(RUNS):
        for readers in (1, 100):
            path = voyage.begin()
            with Watchers(voyage.url, path, readers) as watchers:
                watchers.open()
                seen = paced(voyage, watchers, 300, 0.02)
                say(f"| {run + 1} | {load()} | {readers} | {ms(seen['lag'])} | {ms(seen['age'])} |")
            voyage.end()


def first_byte(url, accept="application/x-ndjson"):
    """Milliseconds to the first byte of the body, and the body's head."""
    request = urllib.request.Request(url, headers={"Accept": accept})
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=600) as answer:
        answer.read(1)
        return (time.monotonic() - began) * 1000


def whole(url):
    """Seconds and bytes of the whole response."""
    began, size = time.monotonic(), 0
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": "application/x-ndjson"}), timeout=3600) as answer:
        while piece := answer.read(1 << 20):
            size += len(piece)
    return time.monotonic() - began, size


def ended(voyage):
    while voyage.state()["phase"] not in ("COMPLETED", "ERROR", "ABORTED"):
        time.sleep(0.2)


def million(voyage):
    say(f"\n## A journal of {EVENTS} events beside one of ten\n")
    short = voyage.begin()
    voyage.send(7)
    voyage.end()
    ended(voyage)
    short_last = last_seq(voyage, short)
    path = voyage.begin()
    began = time.monotonic()
    for _ in range(EVENTS // 1000):
        voyage.send(1000)
    voyage.end()
    ended(voyage)
    last = last_seq(voyage, path)
    say(f"{last} events told in {time.monotonic() - began:.1f} s\n")
    heap, rss = voyage.memory()
    say(f"| what | median of {4 * RUNS + 1}, ms: ten events | ms: {last} events |")
    say("|---|---|---|")
    for title, query, accept in (
            ("stream: first byte from the beginning", "", "application/x-ndjson"),
            ("stream: first byte, 3 events before the end", "?after={tail}", "application/x-ndjson"),
            ("page of 3 before the end", "?after={tail}&limit=3", "application/json"),
    ):
        times = [[first_byte(voyage.url + it + query.format(tail=end - 3), accept) for _ in range(4 * RUNS + 1)]
                 for it, end in ((short, short_last), (path, last))]
        say(f"| {title} | {statistics.median(times[0]):.1f} | {statistics.median(times[1]):.1f} |")
    for name in ("observations?format=csv&MAXREC=3", "observations?format=json&MAXREC=3", "datalink?ID=o1", "files", "SHA256SUMS"):
        times = [[first_byte(f"{voyage.url}{it.removesuffix('events')}{name}", "*/*") for _ in range(RUNS)] for it in (short, path)]
        say(f"| {name} | {statistics.median(times[0]):.1f} | {statistics.median(times[1]):.1f} |")
    cpu = voyage.cpu()
    took, size = whole(voyage.url + path)
    cpu = voyage.cpu() - cpu
    after_heap, after_rss = voyage.memory()
    say(f"\nWhole replay: {took:.1f} s, {size / 1e6:.0f} MB, {last / took:.0f} events/s, {cpu:.1f} CPU s;"
        f" afterwards heap {(after_heap - heap) / 1024:+.1f} MiB, RSS {(after_rss - rss) / 1024:+.1f} MiB")


def last_seq(voyage, path):
    """Binary search: the page after the end is empty."""
    low, high = 0, 1
    while page(voyage, path, high):
        low, high = high, high * 2
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if page(voyage, path, middle) else (low, middle)
    return high


def page(voyage, path, after):
    with urllib.request.urlopen(urllib.request.Request(
            f"{voyage.url}{path}?after={after}&limit=1", headers={"Accept": "application/json"}), timeout=60) as answer:
        return [event for event in json.load(answer)["events"] if event["type"] != "stream.gap"]


def warm(voyage):
    for _ in range(4):
        with Watchers(voyage.url, voyage.begin(), 500) as watchers:
            watchers.open()
            burst(voyage, watchers, 100)
            paced(voyage, watchers, 100, 0.01)
        voyage.end()


def main():
    say(f"# Streams, {time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} cores, load {load()}, runs {RUNS}")
    voyage = Voyage(Archive(), WORK + "/voyage")
    try:
        warm(voyage)
        if "fan" in CASES:
            fan([voyage] + ([Nchan()] if "NCHAN_URL" in ENV else []))
        if "stall" in CASES:
            stall(voyage)
        if "tail" in CASES:
            tail(voyage)
        if "million" in CASES:
            million(voyage)
    finally:
        voyage.service.process.terminate()
        voyage.service.process.wait(60)
    if ENV.get("REPORT"):
        pathlib.Path(ENV["REPORT"]).write_text("\n".join(report) + "\n")


if __name__ == "__main__":
    main()

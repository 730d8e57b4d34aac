"""Replicas of one service that are killed at random: see README.md. replicas.sh sets the environment."""
import hashlib
import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time

ENV = os.environ
WORK, JAR, PG_BIN = ENV["WORK"], ENV["JAR"], ENV["PG_BIN"]
SECONDS = float(ENV.get("MINUTES", "10")) * 60
REPLICAS, SEARCHES, READERS = (int(ENV.get(name, default)) for name, default in (("REPLICAS", "3"), ("SEARCHES", "20"), ("READERS", "2")))
SEED = int(ENV.get("SEED", "0")) or random.randrange(1 << 30)
STOP = getattr(signal, "SIG" + ENV.get("STOP", "KILL"))
LONGEST = 180
RNG = random.Random(SEED)
REQUESTS = [{"target": target, "catalogue": catalogue} for target in ("3C 105", "NGC 4151", "PSR B0833-45") for catalogue in ("numaster", "nicermastr", "xtemaster")]


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


class Postgres:
    """A server of its own, with fsync."""

    def __init__(self):
        self.port, self.home = free_port(), WORK + "/postgresql"
        os.mkdir(self.home)
        self.prefix = []
        if os.getuid() == 0:
            subprocess.run(["chown", "postgres", self.home], check=True)
            self.prefix = ["runuser", "-u", "postgres", "--"]
        self.run("initdb", "-D", self.home + "/data", "-U", "voyage", "-A", "trust", "-E", "UTF8")
        self.run("pg_ctl", "-D", self.home + "/data", "-w", "-l", self.home + "/log", "-o",
                 f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1", "start")
        self.query("create database voyage", "postgres")

    def run(self, program, *arguments):
        subprocess.run([*self.prefix, f"{PG_BIN}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def query(self, sql, database="voyage"):
        out = subprocess.run([f"{PG_BIN}/psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "voyage", "-d", database, "-AtF", "\t", "-c", sql],
                             check=True, stdout=subprocess.PIPE, text=True).stdout
        return [line.split("\t") for line in out.splitlines()]

    def stop(self):
        self.run("pg_ctl", "-D", self.home + "/data", "-m", "immediate", "stop")


class Service:
    """One process of voyage."""

    def __init__(self, name, settings):
        self.name, self.settings, self.owner, self.lock = name, settings, None, threading.Lock()
        self.start()

    def start(self):
        self.owner, self.port = None, free_port()
        options = [f"-D{key}={value}" for key, value in (self.settings | {"quarkus.http.port": self.port}).items()]
        with open(f"{WORK}/{self.name}.log", "ab") as log:
            self.process = subprocess.Popen([ENV.get("JAVA", "java"), "-Xmx256m", *options, "-jar", JAR], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, cwd=WORK)
        deadline = time.monotonic() + 180
        while True:
            try:
                if self.ask("GET", "/q/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit(f"{self.name} does not come up: see {WORK}/{self.name}.log")
            time.sleep(0.1)

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


class Reader(threading.Thread):
    """Follows one search at whichever replica answers, by cursor."""

    def __init__(self, replicas, search):
        super().__init__(daemon=True)
        self.replicas, self.search, self.seen, self.ended = replicas, search, [], False

    def run(self):
        while not self.ended:
            try:
                self.follow(random.choice(self.replicas))
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.3)

    def follow(self, replica):
        connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=60)
        last = self.seen[-1] if self.seen else 0
        connection.request("GET", f"/v1/searches/{self.search}/events", headers={"Accept": "application/x-ndjson", "Last-Event-ID": str(last)})
        answer = connection.getresponse()
        if answer.status == 204:
            self.ended = True
        for line in answer if answer.status == 200 else ():
            event = json.loads(line) if line.strip() else {}
            if "seq" in event:
                self.seen.append(event["seq"])
                self.ended = self.ended or event["type"] in ("search.completed", "search.partial", "search.failed", "search.cancelled")
        if answer.status not in (200, 204):
            time.sleep(0.3)
        connection.close()


class Trial:
    def __init__(self):
        self.postgres, self.archive, self.replicas = Postgres(), None, []
        self.searches, self.readers, self.kills = [], [], []

    def begin(self):
        port = free_port()
        self.archive = Service("archive", {"voyage.demo": "true", "voyage.demo-port": port, "voyage.demo-latency": "300ms", "voyage.data": WORK + "/archive"})
        base = f"http://127.0.0.1:{port}"
        settings = {"voyage.store": f"jdbc:postgresql://127.0.0.1:{self.postgres.port}/voyage", "voyage.store.user": "voyage",
                    "voyage.data": WORK + "/data", "voyage.resolver.urls": base + "/cgi-bin/nph-sesame", "voyage.registry.urls": base + "/tap",
                    "voyage.egress.allow": "127.0.0.1", "voyage.http.first-pause": "200ms", "voyage.limits.searches": "20"}
        self.replicas = [Service(f"replica{n}", settings) for n in range(REPLICAS)]

    def fill(self):
        """Starts searches until enough run; a replica without a known name in the store gets the next one."""
        running = {row[0] for row in self.postgres.query("select id from searches where ended is null")}
        for _ in range(SEARCHES - len(running)):
            replica = next((r for r in self.replicas if r.owner is None), RNG.choice(self.replicas))
            status, body = replica.ask("POST", "/v1/searches", RNG.choice(REQUESTS), **{"Content-Type": "application/json"})
            if status != 202:
                raise SystemExit(f"no search was started: {status} {body}")
            search = json.loads(body)["search"]
            replica.owner = self.postgres.query(f"select owner from searches where id = '{search}'")[0][0]
            self.searches.append(search)
            for _ in range(READERS):
                self.readers.append(Reader(self.replicas, search))
                self.readers[-1].start()

    def kill(self):
        victim = RNG.choice([replica for replica in self.replicas if replica.owner])
        lost = [row[0] for row in self.postgres.query(f"select id from searches where ended is null and owner = '{victim.owner}'")]
        at = time.time()
        victim.process.send_signal(STOP)
        victim.process.wait()
        self.kills.append((at, lost))
        print(f"{victim.name} ended with {len(lost)} searches", flush=True)
        victim.start()

    def run(self):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.fill()
            pause = time.monotonic() + RNG.uniform(10, 20)
            while time.monotonic() < min(pause, end):
                time.sleep(1)
                self.fill()
            self.kill()
        deadline = time.monotonic() + LONGEST
        while self.postgres.query("select 1 from searches where ended is null limit 1"):
            if time.monotonic() > deadline:
                break
            time.sleep(1)
        for reader in self.readers:
            reader.join(max(0, deadline - time.monotonic()))

    def faults(self):
        faults, outcomes = [], {}
        for search in self.searches:
            events = [(int(seq), kind, json.loads(text)) for seq, kind, text in
                      self.postgres.query(f"select seq, type, json from events where search = '{search}' order by seq")]
            numbers = [seq for seq, _, _ in events]
            if numbers != list(range(1, len(events) + 1)):
                faults.append(f"{search}: numbers {numbers}")
            ends = [kind for _, kind, _ in events if kind in ("search.completed", "search.partial", "search.failed", "search.cancelled")]
            outcomes[ends[-1] if ends else "unfinished"] = outcomes.get(ends[-1] if ends else "unfinished", 0) + 1
            if len(ends) != 1 or events[-1][1] != ends[0]:
                faults.append(f"{search}: ends {ends}")
                continue
            tally = events[-1][2].get("tally", {})
            for kind, count in (("file.completed", "files"), ("file.failed", "failed")):
                names = [event["file"] for _, one, event in events if one == kind]
                if kind == "file.completed" and len(names) != len(set(names)):
                    faults.append(f"{search}: files completed twice")
                if len(set(names)) != tally.get(count, 0) and kind == "file.completed":
                    faults.append(f"{search}: {len(set(names))} {kind}, tally {tally.get(count)}")
            for reader in (reader for reader in self.readers if reader.search == search):
                if reader.seen != numbers:
                    faults.append(f"{search}: a reader got {len(reader.seen)} of {len(numbers)} events")
        return faults + self.wrong_files(), outcomes

    def wrong_files(self):
        known = dict(self.postgres.query("select path, sha256 from mirror"))
        wrong = []
        for path, expected in known.items():
            with open(f"{WORK}/data/files/{path}", "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != expected:
                    wrong.append(f"{path} is not what its record says")
        print(f"{len(known)} files in the mirror")
        return wrong

    def gaps(self):
        """From each kill to the next event of each search that was lost with it; a search without one had ended."""
        times = []
        for at, lost in self.kills:
            for search in lost:
                row = self.postgres.query(f"select min(time) from events where search = '{search}' and time > {int(at * 1000) + 20}")
                if row and row[0][0]:
                    times.append(int(row[0][0]) / 1000 - at)
        return sorted(times)

    def stop(self):
        for service in [*self.replicas, self.archive]:
            if service is not None:
                service.process.kill()
                service.process.wait()
        self.postgres.stop()


def main():
    print(f"seed {SEED}, {REPLICAS} replicas, {SEARCHES} searches at once, {READERS} readers of each")
    trial = Trial()
    try:
        trial.begin()
        trial.run()
        faults, outcomes = trial.faults()
        gaps = trial.gaps()
        print(f"{len(trial.kills)} replicas ended by {STOP.name}, {len(trial.searches)} searches: {outcomes}")
        if gaps:
            print(f"seconds to the next event, {len(gaps)} searches: median {statistics.median(gaps):.1f}, "
                  f"p90 {gaps[int(len(gaps) * 0.9)]:.1f}, maximum {gaps[-1]:.1f}; all: {' '.join(f'{gap:.1f}' for gap in gaps)}")
        print("\n".join(faults) or "no gap, no repeat, every tally and every file right")
        sys.exit(1 if faults else 0)
    finally:
        trial.stop()


if __name__ == "__main__":
    main()

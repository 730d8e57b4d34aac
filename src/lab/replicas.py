"""Replicas of one service that are stopped at random, or lose their database: see README.md. replicas.sh sets the environment."""
import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

from cluster import ENDS, ENV, WORK, Front, Postgres, Reader, Service, fail, free_port, load

SECONDS = float(ENV.get("MINUTES", "10")) * 60
REPLICAS, SEARCHES, READERS = (int(ENV.get(name, default)) for name, default in (("REPLICAS", "3"), ("SEARCHES", "20"), ("READERS", "2")))
SEED = int(ENV.get("SEED", "0")) or random.randrange(1 << 30)
MODE = ENV.get("STOP", "KILL")  # KILL, TERM, ZOMBIE or DATABASE
LEASE = int(ENV.get("LEASE_SECONDS", "0"))  # 0: as shipped
LONGEST = 240
FROZEN, AWAY = 25, 60
SAMPLE = 50
RNG = random.Random(SEED)
SUBJECTS = (("3C 105", "numaster"), ("NGC 4151", "numaster"), ("PSR B0833-45", "nicermastr"), ("eta Car", "xtemaster"), ("GX 339-4", "xtemaster"))
REQUESTS = [{"target": target, "catalogue": catalogue, "action": "download"} for target, catalogue in SUBJECTS]


class Trial:
    def __init__(self):
        self.postgres, self.archive, self.front, self.replicas = Postgres(), None, None, []
        self.searches, self.readers, self.stops, self.faults, self.starting = [], [], [], [], []

    def begin(self):
        port = free_port()
        self.archive = Service("archive", {"voyage.demo": "true", "voyage.demo-port": port, "voyage.demo-latency": "200ms", "voyage.data": WORK + "/archive"})
        self.archive.await_ready()
        self.front = Front(port)
        base = f"http://127.0.0.1:{self.front.port}"
        settings = {"voyage.store": f"jdbc:postgresql://127.0.0.1:{self.postgres.port}/voyage", "voyage.store.user": "voyage",
                    "voyage.data": WORK + "/data", "voyage.resolver.urls": base + "/cgi-bin/nph-sesame", "voyage.registry.urls": base + "/tap",
                    "voyage.egress.allow": "127.0.0.1", "voyage.http.first-pause": "200ms", "voyage.limits.searches": "20",
                    "voyage.limits.searches-per-client": 1000, "voyage.limits.readers-per-client": 12000,
                    "voyage.limits.targets-per-client": 100000}
        if LEASE:
            settings["voyage.store.lease"] = f"{LEASE}s"
        self.replicas = [Service("replica0", settings)]
        self.replicas[0].await_ready()  # it makes the tables
        self.replicas += [Service(f"replica{n}", settings) for n in range(1, REPLICAS)]
        for replica in self.replicas:
            self.awaited(replica)

    def awaited(self, replica):
        """Waits until a replica answers, and learns its name in the store from a search of its own."""
        replica.await_ready()
        self.create(replica)

    def create(self, replica):
        status, body = replica.ask("POST", "/v1/searches", RNG.choice(REQUESTS), **{"Content-Type": "application/json"})
        if status != 202:
            raise OSError(f"{replica.name} starts no search: {status} {body}")
        search = json.loads(body)["id"]
        self.searches.append(search)
        for _ in range(READERS):
            self.readers.append(Reader(self.replicas, search))
            self.readers[-1].start()
        if replica.owner is None:
            replica.owner = self.postgres.query(f"select owner from searches where id = '{search}'")[0][0]

    def up(self):
        return [replica for replica in self.replicas if replica.owner]

    def fill(self):
        """Starts searches until enough run."""
        running = int(self.postgres.query("select count(*) from searches where ended is null")[0][0])
        for _ in range(SEARCHES - running):
            try:
                self.create(RNG.choice(self.up()))
            except OSError as busy:
                print(busy, flush=True)
                return

    def pause(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.fill()
            time.sleep(0.5)

    def lost(self, victim):
        return [row[0] for row in self.postgres.query(f"select id from searches where ended is null and owner = '{victim.owner}'")]

    def stop_one(self):
        """Ends a replica for good, and begins another in its place."""
        victim = RNG.choice(self.up())
        if len(self.up()) == 1:
            return
        lost, victim.owner = self.lost(victim), None
        self.stops.append((time.time(), lost))
        victim.process.send_signal(getattr(signal, "SIG" + MODE))
        victim.process.wait()
        print(f"{victim.name} ended after {time.time() - self.stops[-1][0]:.1f} s, with {len(lost)} searches; {load()}", flush=True)
        victim.begin()
        self.starting.append(threading.Thread(target=self.awaited, args=(victim,), daemon=True))
        self.starting[-1].start()

    def freeze_one(self):
        """Stops the time of a replica. Afterwards it must not go on with the searches that the others have taken over."""
        victim = RNG.choice(self.up())
        lost, owner, victim.owner = self.lost(victim), victim.owner, None  # it gets no new searches
        self.stops.append((time.time(), lost))
        victim.process.send_signal(signal.SIGSTOP)
        self.pause(FROZEN)
        kept = self.postgres.query(f"select count(*) from searches where ended is null and owner = '{owner}'")[0][0]
        back = time.time()
        victim.process.send_signal(signal.SIGCONT)
        self.pause(5)
        asked = self.front.since(victim.process.pid, back)
        taken = self.postgres.query(f"select count(*) from searches where owner = '{owner}' and ended is null or ended > {int(back * 1000)} and owner = '{owner}'")[0][0]
        print(f"{victim.name} stood still for {FROZEN} s with {len(lost)} searches, {kept} not taken over; "
              f"then {asked} requests, {taken} searches; {load()}", flush=True)
        if asked and taken == "0":
            self.faults.append(f"{victim.name} sent {asked} requests after its leases had ended")
        victim.owner = owner

    def lose_database(self):
        """The server crashes and recovers; later it stays away longer than leases last."""
        running = [row[0] for row in self.postgres.query("select id from searches where ended is null")]
        self.stops.append((time.time(), running))
        self.postgres.control("-m", "immediate", "restart")
        print(f"the database was killed and recovered, with {len(running)} searches; {load()}", flush=True)
        self.pause(20)
        running = [row[0] for row in self.postgres.query("select id from searches where ended is null")]
        self.postgres.stop()
        time.sleep(AWAY)
        self.stops.append((time.time(), running))
        self.postgres.start()
        print(f"the database was away for {AWAY} s, with {len(running)} searches; {load()}", flush=True)

    def run(self):
        disturb = {"ZOMBIE": self.freeze_one, "DATABASE": self.lose_database}.get(MODE, self.stop_one)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.pause(RNG.uniform(10, 20))
            disturb()
        deadline = time.monotonic() + LONGEST
        for thread in self.starting:
            thread.join(max(0, deadline - time.monotonic()))
        while time.monotonic() < deadline and self.postgres.query("select 1 from searches where ended is null limit 1"):
            time.sleep(1)
        for reader in self.readers:
            reader.join(max(0, deadline - time.monotonic()))

    def check(self):
        """Compares journals, readers, tallies and files; returns how the searches ended."""
        outcomes = {}
        for search in self.searches:
            events = [(int(seq), kind, json.loads(text)) for seq, kind, text in
                      self.postgres.query(f"select seq, type, json from events where search = '{search}' order by seq")]
            numbers = [seq for seq, _, _ in events]
            if numbers != list(range(1, len(events) + 1)):
                self.faults.append(f"{search}: numbers {numbers}")
            ends = [kind for _, kind, _ in events if kind in ENDS]
            outcome = ends[-1] if ends else "unfinished"
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            if len(ends) != 1 or events[-1][1] != ends[0]:
                self.faults.append(f"{search}: ends {ends}")
                continue
            if outcome == "search.failed":
                self.faults.append(f"{search}: {events[-1][2]}")
            self.tallied(search, events)
            for reader in (reader for reader in self.readers if reader.search == search):
                if reader.seen != numbers:
                    self.faults.append(f"{search}: a reader got {len(reader.seen)} of {len(numbers)} events")
        self.check_files()
        return outcomes

    def tallied(self, search, events):
        tally = events[-1][2].get("tally", {})
        for kind, count in (("file.completed", "completed"), ("observation.found", "observations")):
            names = [(event.get("observation"), event.get("file")) for _, one, event in events if one == kind]
            if len(names) != len(set(names)):
                self.faults.append(f"{search}: {kind} twice for one")
            if count in tally and len(names) != tally[count]:
                self.faults.append(f"{search}: {len(names)} {kind}, tally {tally}")

    def check_files(self):
        """Each file of the mirror must be of its recorded hash; and a sample must be what the archive sends now."""
        known = self.postgres.query("select path, sha256, url from mirror")
        for path, expected, _ in known:
            with open(f"{WORK}/data/files/{path}", "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != expected:
                    self.faults.append(f"{path} is not what its record says")
        sample = RNG.sample(known, min(SAMPLE, len(known)))
        for path, expected, url in sample:
            with urllib.request.urlopen(url, timeout=60) as answer:
                if hashlib.sha256(answer.read()).hexdigest() != expected:
                    self.faults.append(f"{path} is not what the archive has")
        print(f"{len(known)} files in the mirror, {len(sample)} compared with the archive's")

    def gaps(self):
        """From each stop to the next event of each search that was lost with it; a search without one had ended."""
        times = []
        for at, lost in self.stops:
            for search in lost:
                row = self.postgres.query(f"select min(time) from events where search = '{search}' and time > {int(at * 1000) + 20}")
                if row and row[0][0]:
                    times.append(int(row[0][0]) / 1000 - at)
        return sorted(times)

    def close(self):
        for service in [*self.replicas, self.archive]:
            if service is not None:
                service.kill()
        try:
            self.postgres.stop()
        except subprocess.CalledProcessError:
            pass  # it is away already


def main():
    print(f"seed {SEED}, {MODE}, {REPLICAS} replicas, {SEARCHES} searches at once, {READERS} readers of each; {load()}", flush=True)
    trial = Trial()
    try:
        trial.begin()
        trial.run()
        outcomes = trial.check()
        gaps = trial.gaps()
        print(f"{len(trial.stops)} times {MODE}, {len(trial.searches)} searches: {outcomes}; {load()}")
        if gaps:
            print(f"seconds to the next event, {len(gaps)} searches: median {statistics.median(gaps):.1f}, "
                  f"p90 {gaps[int(len(gaps) * 0.9)]:.1f}, maximum {gaps[-1]:.1f}; all: {' '.join(f'{gap:.1f}' for gap in gaps)}")
        most, rate = trial.front.most_at_once()
        print(f"the archive got {len(trial.front.requests)} requests, at most {most} at once and {rate} in one second")
        print("\n".join(trial.faults[:50]) or "no gap, no repeat, every tally and every file right")
        if trial.faults:
            fail(f"{len(trial.faults)} faults")
    finally:
        trial.close()


if __name__ == "__main__":
    main()

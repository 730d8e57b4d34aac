"""Downloads side by side: see README. downloads.sh sets its parameters in the environment."""
import json
import os
import shutil
import socket
import statistics
import sys
import time

from measure import Service, program, put_away, status_kib

ENV = os.environ
WORK, JAR = ENV["WORK"], ENV["JAR"]
JAVA = ENV.get("JAVA", "java")
RUNS = int(ENV.get("RUNS", "3"))
WARM = int(ENV.get("WARM", "2"))
SERVICE_FLAGS = ENV["SERVICE_FLAGS"].split()
CLI_FLAGS = ENV["CLI_FLAGS"].split()
PEERS = ENV["PEERS"].split()
RACE = {
    "voyage.limits.host.connections": 16,
    "voyage.limits.host.requests-per-second": 10000,
    "voyage.limits.transfers": 32,
    "voyage.limits.listings": 16,
    "voyage.listing.concurrency": 16,
    "voyage.egress.allow": "127.0.0.1",
} | dict(pair.split("=", 1) for pair in ENV.get("MORE_SETTINGS", "").split())
BASE = ENV.get("BASE")  # another jar of voyage to compare with
# the same program with its defaults, and without fsync
SERVICES = {"voyage": (JAR, {}), "voyage-loose": (JAR, {"voyage.download.durable": "false"})}
if BASE:
    SERVICES["voyage-base"] = (BASE, {})
DELETED_AT_ONCE = 256 << 20  # bytes of a case
WGET = ("wget -q -nH --no-check-certificate --no-parent --cut-dirs=6 -r -l0 -c -N -np -R index* -erobots=off "
        "--retr-symlinks").split()


class Case:
    """One set of directories, with the command of each program."""

    def __init__(self, name, title, root, directories, files, size, log, search, settings=None, again=None):
        self.name, self.title, self.root, self.directories = name, title, root, directories
        self.files, self.size, self.log = files, size, log  # files: paths below root
        self.search, self.settings, self.again = search, settings or {}, again

    @property
    def gone(self):
        """Where its files are put until the case has ended; None: nowhere."""
        return f"{WORK}/gone" if self.size < DELETED_AT_ONCE else None

    def pages(self):
        """The number of its index pages: one for each directory."""
        parents = set(self.directories)
        for f in self.files:
            where = os.path.dirname(f)
            while where and where not in parents:
                parents.add(where)
                where = os.path.dirname(where)
        return sum(any(p == d or p.startswith(d + "/") for d in self.directories) for p in parents)

    def urls(self):
        return [f"{self.root}/{d}/" for d in self.directories]

    def commands(self, peer, to, work):
        """The peer's command to download this into a directory."""
        if peer == "wget":
            return [[*WGET, "-P", to, url] for url in self.urls()]
        if peer == "rclone":
            filters = ["--filter", "- index*", *(x for d in self.directories for x in ("--filter", f"+ /{d}/**")),
                       "--filter", "- *"]
            return [["rclone", "copy", ":http:", to, "--http-url", self.root + "/", "--transfers", "16", "--checkers",
                     "16", "--config", "/dev/null", *filters]]
        if peer == "aria2":
            listed = f"{work}/aria2.list"
            with open(listed, "w") as out:
                for f in self.files:
                    out.write(f"{self.root}/{f}\n  dir={to}/{os.path.dirname(f)}\n  out={os.path.basename(f)}\n")
            return [["aria2c", "-q", "-i", listed, "-j16", "-x1", "-s1", "--conditional-get=true", "--remote-time=true",
                     "--allow-overwrite=true", "--auto-file-renaming=false", "--file-allocation=none", "--no-conf=true"]]
        if peer == "lftp":
            script = "set net:connection-limit 16; set cmd:fail-exit no; set xfer:log no; "
            script += "".join(f"mirror --parallel=16 -X 'index*' {u} {to}/{d}/ & "
                              for u, d in zip(self.urls(), self.directories))
            return [["lftp", "--norc", "-c", script + "wait all"]]
        if peer == "curl":
            listed = f"{work}/curl.list"
            with open(listed, "w") as out:
                for f in self.files:
                    out.write(f'url = "{self.root}/{f}"\noutput = "{to}/{f}"\n')
            return [["curl", "-sf", "--parallel", "--parallel-max", "16", "--create-dirs", "-K", listed]]
        raise ValueError(peer)


def data(directory):
    """The number of files and bytes below, without the programs' own metadata."""
    files = size = 0
    for where, _, names in os.walk(directory):
        for name in names:
            if not name.startswith(".") and not name.endswith((".aria2", ".part", ".part-of")):
                files, size = files + 1, size + os.path.getsize(os.path.join(where, name))
    return files, size


def requests(log, since):
    with open(log, "rb") as lines:
        lines.seek(since)
        return sum(1 for line in lines if b"GET " in line or b"HEAD " in line)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def checked(case, cost, where):
    got = data(where)
    if cost.ok and got != (len(case.files), case.size):
        cost.ok, cost.note = False, f"{got[0]} files, {got[1]} bytes"
    return cost


class Race:
    def __init__(self):
        self.results = {}  # (case, program) -> [Cost]
        self.cold = {}  # case -> Cost of the first search of a service

    def note(self, case, who, cost, log, since):
        cost.requests = requests(log, since)
        self.results.setdefault((case, who), []).append(cost)
        print(f"{time.strftime('%H:%M:%S')} {case} {who:13} {cost.wall:8.2f} s  cpu {cost.cpu:6.2f}  rss {cost.rss_mib:6.1f} "
              f"requests {cost.requests:5} {'' if cost.ok else 'NOT COMPLETE '}{cost.note}", file=sys.stderr, flush=True)

    def run(self, case):
        services = {}
        try:
            for name, (jar, settings) in SERVICES.items():
                services[name] = self.service(case, name, jar, RACE | case.settings | settings)
            who = [*services, "voyage-cli", *[p for p in PEERS if p != "curl" or case.name == "c"]]
            for n in range(RUNS):
                turn = who[n % len(who):] + who[:n % len(who)]
                for one in turn if n % 2 == 0 else reversed(turn):
                    self.once(case, one, services.get(one))
        finally:
            for name, service in services.items():
                service.end()
                shutil.rmtree(f"{WORK}/{name}")
            shutil.rmtree(f"{WORK}/gone", ignore_errors=True)

    def service(self, case, name, jar, settings):
        """A service that has run WARM searches; the first search of the first one is kept as the cold one."""
        service = Service(JAVA, jar, SERVICE_FLAGS, settings, f"{WORK}/{name}", free_port())
        print(f"         {case.name} {name} serves after {service.startup:.2f} s", file=sys.stderr)
        for n in range(WARM):
            cost = service.search(case.search)
            service.forget_files(case.gone)
            self.cold.setdefault(case.name, cost)
            print(f"         {case.name} {name} warm-up {n + 1}: {cost.wall:.2f} s, cpu {cost.cpu:.2f} {cost.note}", file=sys.stderr, flush=True)
        return service

    def once(self, case, one, service):
        to = f"{WORK}/to"
        os.makedirs(to)
        names = [case.name] + ([case.again] if case.again else [])
        for name in names:
            since = os.path.getsize(case.log)
            if service:
                if name == case.name:
                    service.forget_files(case.gone)
                cost = checked(case, service.search(case.search), f"{service.directory}/data/files")
            elif one == "voyage-cli":
                s = case.search
                argv = [JAVA, *CLI_FLAGS, *(f"-D{k}={v}" for k, v in (RACE | case.settings).items()), "-jar", JAR,
                        "search", s["target"], "--catalogue", s["catalogue"], "--to", f"{to}/to", "--data", f"{to}/data",
                        "--plain", "--exclude", "index*"] + (["--where", s["where"]] if "where" in s else [])
                cost = checked(case, program([argv], f"{WORK}/out", to), f"{to}/to")
            else:
                cost = checked(case, program(case.commands(one, to, WORK), f"{WORK}/out", WORK), to)
            self.note(name, one, cost, case.log, since)
        put_away(to, case.gone)

    def figures(self, pages):
        """The medians, one object for each case and program; pages: the number of index pages of a case, by its name."""
        for (case, who), costs in self.results.items():
            middle = {key: round(statistics.median(getattr(c, key) for c in costs), 3) for key in ("wall", "cpu", "requests")}
            yield dict(case=case, program=who, **middle, rss=round(max(c.rss_mib for c in costs), 1), pages=pages.get(case),
                       runs=len(costs), complete=all(c.ok for c in costs))

    def table(self, name, title, goals):
        rows = {who: costs for (case, who), costs in self.results.items() if case == name}
        if not rows:
            return ""
        med = {who: statistics.median(c.wall for c in costs) for who, costs in rows.items()}
        out = [f"### ({name}) {title}", "",
               "| program | seconds: median (least–most) | x voyage | CPU s | RSS MiB | requests | complete |",
               "| --- | --- | --- | --- | --- | --- | --- |"]
        for who in sorted(rows, key=med.get):
            costs = rows[who]
            walls = [c.wall for c in costs]
            out.append(f"| {who} | {med[who]:.2f} ({min(walls):.2f}–{max(walls):.2f}) | {med[who] / med['voyage']:.2f} "
                       f"| {statistics.median(c.cpu for c in costs):.2f} | {max(c.rss_mib for c in costs):.0f} "
                       f"| {statistics.median(c.requests for c in costs):.0f} "
                       f"| {sum(c.ok for c in costs)} of {len(costs)}{note(costs)} |")
        linked = statistics.median(c.transfer for c in rows["voyage"])
        out += ["", f"voyage from the first `observation.linked` on: {linked:.2f} s (median)."]
        if name in self.cold:
            out.append(f"The first search of a service just started: {self.cold[name].wall:.2f} s, {self.cold[name].cpu:.2f} CPU s.")
        for text, met in goals(med):
            out.append(f"Goal: {text}: **{'met' if met else 'missed'}**.")
        return "\n".join(out) + "\n"


def note(costs):
    return next((f": {c.note}" for c in costs if not c.ok), "")


def memory(cases):
    """Peak RSS of a fresh service for each case."""
    out = ["### Memory", "", "| files | bytes | seconds | CPU s | RSS after start MiB | peak RSS MiB |", "| --- | --- | --- | --- | --- | --- |"]
    for case in cases:
        service = Service(JAVA, JAR, SERVICE_FLAGS, RACE | case.settings, f"{WORK}/service", free_port())
        try:
            before = status_kib(service.pid, "VmHWM") / 1024
            cost = checked(case, service.search(case.search), f"{WORK}/service/data/files")
            out.append(f"| {len(case.files)} | {case.size} | {cost.wall:.1f} | {cost.cpu:.1f} | {before:.0f} | {cost.rss_mib:.0f}"
                       f"{'' if cost.ok else ' NOT COMPLETE ' + cost.note} |")
            print(out[-1], file=sys.stderr, flush=True)
        finally:
            service.end()
            shutil.rmtree(f"{WORK}/service")
    return "\n".join(out) + "\n"


def ratio(a, b):
    return f"{a / b:.2f}"


def goals_a(m):
    if "wget" in m:
        yield f"at most 1/10 of wget's time (it is 1/{m['wget'] / m['voyage']:.1f})", m["voyage"] <= m["wget"] / 10
    if "rclone" in m:
        yield f"at most 1.2 times rclone's (it is {ratio(m['voyage'], m['rclone'])})", m["voyage"] <= 1.2 * m["rclone"]


def goals_b(m):
    if "wget" in m:
        yield f"at least wget's files/s (it is {ratio(m['wget'], m['voyage'])} times)", m["voyage"] <= m["wget"]


def goals_c(m):
    if "curl" in m:
        yield f"at least 0.8 of curl's bytes/s (it is {ratio(m['curl'], m['voyage'])})", m["curl"] / m["voyage"] >= 0.8


def goals_d(m):
    if "wget" in m:
        yield f"at most 1/20 of wget's time (it is 1/{m['wget'] / m['voyage']:.1f})", m["voyage"] <= m["wget"] / 20


def main():
    with open(ENV["CASES"]) as given:
        cases = {c["name"]: Case(**c) for c in json.load(given)}
    race = Race()
    for name in ENV["RACES"].split():
        race.run(cases[name])
    again = cases.get("a")
    report = "\n".join(filter(None, [
        race.table("a", cases["a"].title, goals_a) if again else "",
        race.table("b", cases["b"].title, goals_b) if "b" in cases else "",
        race.table("c", cases["c"].title, goals_c) if "c" in cases else "",
        race.table("d", "the same as (a) again, unchanged", goals_d),
        memory([c for n, c in cases.items() if n.startswith("m")]) if any(n.startswith("m") for n in cases) else ""]))
    if ENV.get("FIGURES"):
        pages = {n: c.pages() for n, c in cases.items()} | {c.again: c.pages() for c in cases.values() if c.again}
        with open(ENV["FIGURES"], "w") as out:
            out.writelines(json.dumps(figure) + "\n" for figure in race.figures(pages))
    print(report)
    if ENV.get("REPORT"):
        with open(ENV["REPORT"], "w") as out:
            out.write(report)


main()

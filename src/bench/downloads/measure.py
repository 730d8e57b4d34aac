"""Runs a program, or a search of a running voyage, and measures its cost."""
import dataclasses
import json
import os
import shutil
import subprocess
import time
import urllib.request

TICK = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Cost:
    wall: float
    cpu: float
    rss_mib: float
    ok: bool
    note: str = ""
    transfer: float = None  # voyage: from the first observation.linked on


def program(commands, log, cwd=None):
    """Runs several commands in sequence; 0 is success."""
    wall, cpu, rss, codes = time.monotonic(), 0.0, 0, []
    with open(log, "wb") as out:
        for argv in commands:
            child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=cwd)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            codes.append(child.returncode)
            cpu += usage.ru_utime + usage.ru_stime
            rss = max(rss, usage.ru_maxrss)
    return Cost(time.monotonic() - wall, cpu, rss / 1024, not any(codes), f"exit {codes}" if any(codes) else "")


def status_kib(pid, key):
    with open(f"/proc/{pid}/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(key + ":"))


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def put_away(directory, gone):
    """Moves a directory into another, or, where that is None, deletes it. After the deletion of thousands of files, ext4 looks
    longer for free inodes, and whoever comes next would pay for it: files are deleted when the case has ended."""
    if gone is None:
        shutil.rmtree(directory, ignore_errors=True)
    elif os.path.exists(directory):
        os.makedirs(gone, exist_ok=True)
        os.rename(directory, f"{gone}/{len(os.listdir(gone))}")


class Service:
    """A running voyage service; call end() afterwards."""

    def __init__(self, java, jar, flags, settings, directory, port):
        os.makedirs(directory, exist_ok=True)
        self.directory, self.url = directory, f"http://127.0.0.1:{port}"
        argv = [java, *flags, *(f"-D{k}={v}" for k, v in settings.items()), f"-Dquarkus.http.port={port}",
                f"-Dvoyage.data={directory}/data", "-jar", jar, "serve"]
        self.log = open(f"{directory}/service.log", "wb")
        began = time.monotonic()
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=directory)
        while True:
            if self.process.poll() is not None or time.monotonic() - began > 60:
                with open(f"{directory}/service.log") as said:
                    raise RuntimeError("voyage does not serve: " + said.read()[-2000:])
            try:
                urllib.request.urlopen(self.url + "/q/health/ready", timeout=5).read()
                break
            except OSError:
                time.sleep(0.05)
        self.startup = time.monotonic() - began

    @property
    def pid(self):
        return self.process.pid

    def forget_files(self, gone):
        """Removes all files, but keeps the process with its code and connections."""
        put_away(f"{self.directory}/data/files", gone)

    def search(self, request, timeout=1800, told=None):
        """Measures from the POST to the last event; appends the events to a list, if given."""
        cpu, began, linked, last = cpu_seconds(self.pid), time.monotonic(), None, None
        post = urllib.request.Request(self.url + "/v1/searches", json.dumps(request).encode(),
                                      {"Content-Type": "application/json"})
        with urllib.request.urlopen(post, timeout=60) as accepted:
            search = json.load(accepted)["id"]
        follow = urllib.request.Request(f"{self.url}/v1/searches/{search}/events", headers={"Accept": "application/x-ndjson"})
        with urllib.request.urlopen(follow, timeout=timeout) as lines:
            for line in lines:
                if linked is None and b'"observation.linked"' in line:
                    linked = time.monotonic()
                last = line
                if told is not None:
                    told.append(line)
        ended = time.monotonic()
        event = json.loads(last)
        tally = event.get("tally", {})
        complete = event["type"] == "search.completed"
        note = f"{tally.get('completed', 0)} fetched, {tally.get('skipped', 0)} skipped"
        return Cost(ended - began, cpu_seconds(self.pid) - cpu, status_kib(self.pid, "VmHWM") / 1024, complete,
                    note if complete else f"{event['type']}: {json.dumps(event)[:300]}", ended - (linked or began))

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

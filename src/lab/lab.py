"""Shared by the lab's trials: its knobs, its known result, and runs of voyage's command line against it."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time

ENV = os.environ
LAB, LAB_RUN, WORK, JAR = ENV["LAB"], ENV["LAB_RUN"], ENV["WORK"], ENV["JAR"]
JAVA = ENV.get("JAVA", "java")
FLAGS = ENV.get("CLI_FLAGS", "-Xmx80m -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m").split()
ACCESS_LOG = LAB_RUN + "/apache/access.log"
MOST_SECONDS = 600

# The pauses are short so that the trials end in minutes; the numbers of attempts and of concurrent operations have
# their defaults.
SETTINGS = {
    "voyage.resolver.urls": ENV["SESAME_URL"].rstrip("/"),
    "voyage.registry.urls": ENV["TAP_URL"],
    "voyage.egress.allow": "127.0.0.1",
    "voyage.http.first-pause": "200ms",
    "voyage.http.longest-pause": "5s",
    "voyage.http.head-timeout": "20s",
    "voyage.http.stall": "4s",
} | dict(pair.split("=", 1) for pair in ENV.get("MORE_SETTINGS", "").split())
SEARCH = ["search", "3C 105", "--catalogue", "numaster", "--where", "exposure_a <= 10000", "--exclude", "index*", "--json"]


def knob(*words):
    subprocess.run([LAB + "/knob.sh", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def known_answer():
    """Path in the result: SHA-256."""
    lines = subprocess.run([sys.executable, LAB + "/bin/expect.py", "list", LAB_RUN + "/MANIFEST.sha256"],
                           check=True, capture_output=True, text=True).stdout
    return {path: sha for sha, path in (line.split("  ", 1) for line in lines.splitlines())}


def digest(path):
    with open(path, "rb") as content:
        return hashlib.sha256(content.read()).hexdigest()


class Result:
    """The comparison of a directory with the known result."""

    def __init__(self, directory):
        here = {os.path.relpath(os.path.join(w, n), directory): os.path.join(w, n)
                for w, _, names in os.walk(directory) for n in names}
        answer = known_answer()
        self.missing = {path for path in answer if path not in here}
        self.differing = {path for path, sha in answer.items() if path in here and digest(here[path]) != sha}
        self.extra = set(here) - set(answer)

    @property
    def same(self):
        return not (self.missing or self.differing or self.extra)

    def __str__(self):
        return "equal" if self.same else ", ".join(
            f"{len(paths)} {what} ({', '.join(sorted(paths)[:3])})"
            for what, paths in (("missing", self.missing), ("differ", self.differing), ("extra", self.extra)) if paths)


def command(directory):
    settings = [f"-D{key}={value}" for key, value in SETTINGS.items()]
    return [JAVA, *FLAGS, *settings, "-jar", JAR, *SEARCH, "--to", directory + "/to", "--data", directory + "/data"]


class Run:
    """One search from the command line, run to its end."""

    def __init__(self, directory):
        os.makedirs(directory, exist_ok=True)
        shutil.rmtree(directory + "/to", ignore_errors=True)
        since, began = os.path.getsize(ACCESS_LOG), time.monotonic()
        with open(directory + "/errors", "wb") as errors:
            try:
                done = subprocess.run(command(directory), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                                      cwd=directory, timeout=MOST_SECONDS)
                self.exit, said = done.returncode, done.stdout
            except subprocess.TimeoutExpired as late:
                self.exit, said = "timeout", late.stdout or b""
        self.seconds = time.monotonic() - began
        self.events = [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]
        self.result = Result(directory + "/to")
        self.answers = answers(since)

    def of(self, kind):
        return [event for event in self.events if event["type"] == kind]

    @property
    def outcome(self):
        last = self.events[-1]["type"] if self.events else "nothing said"
        return last.removeprefix("search.")

    @property
    def retries(self):
        return sum(event.get("willRetry") is True for event in self.of("file.failed"))


def first_byte(rest):
    asked = re.search(r"range=bytes=(\d+)-", rest)
    return int(asked[1]) if asked else 0


def answers(since):
    """Apache's responses to voyage after this position in its log: (verb, path, status, body bytes, first requested byte)."""
    found = []
    with open(ACCESS_LOG, encoding="utf-8", errors="replace") as lines:
        lines.seek(since)
        for line in lines:
            quoted = line.split('"')
            if len(quoted) > 4 and quoted[3].startswith("voyage/") and "/FTP/" in quoted[1]:
                status, size = quoted[2].split()
                verb, path = quoted[1].split()[:2]
                found.append((verb, path, int(status), 0 if size == "-" else int(size), first_byte(quoted[4])))
    return found

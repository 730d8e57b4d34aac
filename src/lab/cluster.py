"""The parts of replicas.py: a PostgreSQL server, processes of voyage, the archive as the network sees it, and readers."""
import base64
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request

ENV = os.environ
WORK, JAR, PG_BIN = ENV["WORK"], ENV["JAR"], ENV["PG_BIN"]
ENDS = ("search.completed", "search.partial", "search.empty", "search.failed", "search.cancelled")
STREAM_SECONDS = 30  # without heartbeat or event: the stream is dead, and the reader begins another


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
        self.start()
        self.query("create database voyage", "postgres")

    def run(self, program, *arguments):
        subprocess.run([*self.prefix, f"{PG_BIN}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def control(self, *arguments):
        self.run("pg_ctl", "-D", self.home + "/data", "-w", "-l", self.home + "/log", *arguments)

    def start(self):
        self.control("-o", f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1", "start")

    def stop(self):
        self.control("-m", "immediate", "stop")

    def query(self, sql, database="voyage"):
        out = subprocess.run([f"{PG_BIN}/psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "voyage", "-d", database, "-AtF", "\t", "-c", sql],
                             check=True, stdout=subprocess.PIPE, text=True).stdout
        return [line.split("\t") for line in out.splitlines()]


class Service:
    """One process of voyage; it may be restarted, at another port."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings
        self.owner, self.port, self.process = None, None, None
        self.begin()

    def begin(self):
        """Starts it, and does not wait."""
        self.owner, self.port = None, free_port()
        cache = os.path.splitext(JAR)[0] + ".jsa"
        options = [f"-D{key}={value}" for key, value in (self.settings | {"quarkus.http.port": self.port}).items()]
        if os.path.exists(cache):
            options += ["-Xshare:auto", "-XX:SharedArchiveFile=" + cache]
        with open(f"{WORK}/{self.name}.log", "ab") as log:
            self.process = subprocess.Popen([ENV.get("JAVA", "java"), "-Xmx256m", "-XX:TieredStopAtLevel=1", *options, "-jar", JAR],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=WORK)

    def await_ready(self):
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

    def kill(self):
        self.process.kill()
        self.process.wait()


class Reader(threading.Thread):
    """Follows one search at whichever replica answers, by cursor."""

    def __init__(self, replicas, search):
        super().__init__(daemon=True)
        self.replicas, self.search, self.seen, self.ended = replicas, search, [], False

    def run(self):
        while not self.ended:
            try:
                self.follow(random.choice([replica for replica in self.replicas if replica.owner] or self.replicas))
            except (OSError, http.client.HTTPException, ValueError):
                pass
            if not self.ended:
                time.sleep(0.3)

    def follow(self, replica):
        connection = http.client.HTTPConnection("127.0.0.1", replica.port, timeout=STREAM_SECONDS)
        try:
            connection.request("GET", f"/v1/searches/{self.search}/events",
                               headers={"Accept": "application/x-ndjson", "Last-Event-ID": str(self.seen[-1] if self.seen else 0)})
            answer = connection.getresponse()
            if answer.status == 204:
                self.ended = True
            for line in answer if answer.status == 200 else ():
                event = json.loads(line) if line.strip() else {}
                if "seq" in event:
                    self.seen.append(event["seq"])
                    self.ended = self.ended or event["type"] in ENDS
        finally:
            connection.close()


class Front(threading.Thread):
    """Passes connections to the archive on, and records each request: by which process, and from when to when. The archive's
    own address becomes that of this port, of the same length, in everything that passes."""

    REGISTRY = re.compile(rb"POST (/tap[^ ]*) HTTP/1\.1\r\n")
    STREAM = re.compile(rb"(<STREAM[^>]*>)([^<]*)(</STREAM>)")

    def __init__(self, target):
        super().__init__(daemon=True)
        self.target, self.requests, self.lock = target, [], threading.Lock()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.theirs, self.ours = (f"127.0.0.1:{port}".encode() for port in (target, self.port))
        self.start()

    def run(self):
        while True:
            client, peer = self.server.accept()
            threading.Thread(target=self.connected, args=(client, peer[1]), daemon=True).start()

    def connected(self, client, peer):
        with client, socket.create_connection(("127.0.0.1", self.target)) as archive:
            calls = Calls(self, owner_of(peer, self.port))
            back = threading.Thread(target=self.until_closed, args=(self.answers, archive, client, calls), daemon=True)
            back.start()
            self.until_closed(self.requested, client, archive, calls)
            back.join()
            calls.ended()

    @staticmethod
    def until_closed(work, source, sink, calls):
        try:
            work(source, sink, calls)
        except OSError:
            pass
        for end in (source, sink):  # both directions, so that the other one ends too
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def requested(self, client, archive, calls):
        while piece := client.recv(65536):
            calls.asked(piece)
            registry = self.REGISTRY.match(piece)
            if registry:
                self.registry(registry.group(1).decode(), piece, client)
                calls.answered()
            else:
                archive.sendall(piece.replace(self.ours, self.theirs))

    def registry(self, path, piece, client):
        """The registry's answers have their addresses in base64."""
        while b"\r\n\r\n" not in piece:
            piece += client.recv(65536)
        head, body = piece.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
        while len(body) < length:
            body += client.recv(65536)
        with urllib.request.urlopen(f"http://127.0.0.1:{self.target}{path}", body, timeout=60) as answer:
            text, kind = answer.read(), answer.headers["Content-Type"]
        text = self.STREAM.sub(lambda part: part[1] + base64.b64encode(self.renamed(base64.b64decode(part[2]))) + part[3], self.renamed(text))
        client.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(text)}\r\n\r\n".encode() + text)

    def renamed(self, text):
        return text.replace(self.theirs, self.ours)

    def answers(self, archive, client, calls):
        kept = b""
        while piece := archive.recv(65536):
            calls.answered()
            data = self.renamed(kept + piece)
            keep = next((n for n in range(min(len(self.theirs) - 1, len(data)), 0, -1) if self.theirs.startswith(data[-n:])), 0)
            kept = data[len(data) - keep:]
            client.sendall(data[:len(data) - keep])
        client.sendall(kept)

    def most_at_once(self):
        """The largest number of requests under way at one moment, and of requests that began within one second."""
        with self.lock:
            calls = list(self.requests)
        changes = sorted([(begun, 1) for begun, _, _ in calls] + [(ended or time.time(), -1) for _, ended, _ in calls])
        most = now = 0
        for _, change in changes:
            now += change
            most = max(most, now)
        begins, first, rate = sorted(begun for begun, _, _ in calls), 0, 0
        for last, begun in enumerate(begins):
            while begun - begins[first] > 1:
                first += 1
            rate = max(rate, last - first + 1)
        return most, rate

    def since(self, pid, moment):
        """The number of requests of one process that began after a moment."""
        with self.lock:
            return sum(1 for begun, _, owner in self.requests if owner == pid and begun > moment)


class Calls:
    """The requests of one connection, which follow one another."""

    REQUEST = re.compile(rb"^(?:GET|HEAD|POST) [^\r\n]+ HTTP/1\.1\r\n")

    def __init__(self, front, owner):
        self.front, self.owner, self.begun, self.last = front, owner, None, None

    def asked(self, piece):
        if self.REQUEST.match(piece):
            self.ended()
            self.begun = self.last = time.time()

    def answered(self):
        self.last = time.time()

    def ended(self):
        if self.begun is not None:
            with self.front.lock:
                self.front.requests.append((self.begun, self.last, self.owner))
            self.begun = None


def owner_of(peer, port):
    """The process that has opened the connection from one local port to another; None if it has gone. Linux."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table][1:]
    with_ipv6 = []
    if os.path.exists("/proc/net/tcp6"):
        with open("/proc/net/tcp6", encoding="ascii") as table:
            with_ipv6 = [line.split() for line in table][1:]
    inode = next((row[9] for row in rows + with_ipv6
                  if row[1].endswith(f":{peer:04X}") and row[2].endswith(f":{port:04X}")), None)
    for pid in filter(str.isdigit, os.listdir("/proc")) if inode else ():
        try:
            if any(os.readlink(f"/proc/{pid}/fd/{fd}") == f"socket:[{inode}]" for fd in os.listdir(f"/proc/{pid}/fd")):
                return int(pid)
        except OSError:
            continue  # another user's, or gone
    return None


def load():
    """The load of the machine, since figures are worth nothing without it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(1)

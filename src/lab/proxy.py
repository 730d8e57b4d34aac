"""voyage behind nginx: streams, silence, resuming, restarts; proxy.sh sets the environment. See README.md."""
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

ENV = os.environ
WORK, QUIET = ENV["WORK"], float(ENV.get("QUIET", "75"))
LONGEST = 240
REQUEST = {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000"}


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


APP, DEMO = free_port(), free_port()
FRONTS = {"defaults": free_port(), "documented": free_port()}


def documented():
    """The location block from deploy/README.md."""
    with open(ENV["ROOT"] + "/deploy/README.md", encoding="utf-8") as readme:
        block = re.search(r"```nginx\n(.*?)```", readme.read(), re.S).group(1)
    return block.replace("127.0.0.1:8080", f"127.0.0.1:{APP}")


class Nginx:
    """One nginx with two servers, all its files below WORK."""

    def __init__(self):
        prefix = WORK + "/nginx"
        os.makedirs(prefix)
        temps = "".join(f"{kind}_temp_path {prefix}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(prefix + "/nginx.conf", "w", encoding="utf-8") as conf:
            conf.write(f"""daemon off; master_process off; pid {prefix}/pid; error_log {prefix}/error.log;
events {{ worker_connections 512; }}
http {{ {temps} access_log {prefix}/access.log;
  server {{ listen 127.0.0.1:{FRONTS["defaults"]}; location / {{ proxy_pass http://127.0.0.1:{APP}; }} }}
  server {{ listen 127.0.0.1:{FRONTS["documented"]}; {documented()} }}
}}""")
        self.process = subprocess.Popen([ENV["NGINX_BIN"], "-p", prefix, "-c", prefix + "/nginx.conf", "-e", prefix + "/error.log"])

    def end(self):
        self.process.terminate()
        self.process.wait()


class Service:
    """One process of the service, always on the same ports."""

    def __init__(self, **more):
        settings = {"voyage.data": WORK + "/data", "quarkus.http.port": APP, "voyage.demo": "true", "voyage.demo-port": DEMO,
                    "voyage.limits.bytes-per-second": "45000", "voyage.shutdown.grace": "1s"} | more
        with open(WORK + "/log", "ab") as log:
            self.process = subprocess.Popen(
                [ENV.get("JAVA", "java"), "-Xmx256m", *(f"-D{key}={value}" for key, value in settings.items()), "-jar", ENV["JAR"]],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=WORK)
        deadline = time.monotonic() + 120
        while True:
            try:
                if ask(APP, "GET", "/q/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit("the service does not come up, see its log:\n" + open(WORK + "/log").read()[-3000:])
            time.sleep(0.1)

    def end(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        self.process.wait()


def ask(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    except http.client.HTTPException as broken:
        raise OSError(str(broken)) from broken
    finally:
        connection.close()


class Reader(threading.Thread):
    """An EventSource: reads, and reconnects with its last id after each interruption, until 204."""

    def __init__(self, port, search):
        super().__init__(daemon=True)
        self.port, self.path = port, f"/v1/searches/{search}/events"
        self.seen, self.at, self.ids, self.cuts, self.refused, self.comments, self.ended = [], {}, None, 0, 0, 0, False
        self.start()

    def run(self):
        deadline = time.monotonic() + LONGEST
        while not self.ended and time.monotonic() < deadline:
            try:
                self.read()
            except (OSError, http.client.HTTPException):
                self.cuts += 1
            time.sleep(0.2)

    def read(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": self.ids} if self.ids else {})
        connection.request("GET", self.path, headers=headers)
        answer = connection.getresponse()
        if answer.status == 204:
            self.ended = True
        elif answer.status != 200:
            self.refused += 1
        else:
            self.frames(answer)
            self.cuts += 1
        connection.close()

    def frames(self, answer):
        event = None
        for line in iter(answer.readline, b""):
            text = line.decode().rstrip("\r\n")
            if text.startswith("id: "):
                event = text[4:]
            elif text.startswith(":"):
                self.comments += 1
            elif not text and event:  # only a whole frame counts
                self.ids, seq = event, int(event.rsplit(":", 1)[1])
                self.seen.append(seq)
                self.at[seq] = time.monotonic()
                event = None

    def exact(self):
        return self.ended and self.seen == list(range(1, len(self.seen) + 1))


def posted(port):
    shutil.rmtree(WORK + "/data/files", ignore_errors=True)  # so that files must be downloaded
    status, headers, body = ask(port, "POST", "/v1/searches", json.dumps(REQUEST), Content_Type="application/json")
    assert status == 202, body
    return json.loads(body)["id"]


def main():
    broken = []

    def hold(what, held):
        print(("ok    " if held else "BROKEN"), what, flush=True)
        broken.extend([] if held else [what])

    nginx, service = Nginx(), Service()
    try:
        for name, port in FRONTS.items():
            print(f"== {name}")
            search = posted(port)
            direct, proxied = Reader(APP, search), Reader(port, search)
            for reader in (direct, proxied):
                reader.join(LONGEST)
            lags = sorted(max(0, proxied.at[seq] - direct.at[seq]) for seq in proxied.seen if seq in direct.at)
            hold(f"a stream of {len(proxied.seen)} events is exact, directly and through nginx", direct.exact() and proxied.exact())
            hold(f"it is not held back: {1000 * lags[len(lags) // 2]:.0f} ms behind the direct reader (median), {1000 * lags[-1]:.0f} at most",
                 lags[-1] < 3)
            files(port, search, hold)
            restarts(port, name, hold, lambda new: replaced(new), service)
            service = replaced.service
        quiet(hold)
    finally:
        service.end(signal.SIGKILL)
        nginx.end()
    print(f"{len(broken)} promises broken" if broken else "every promise was kept")
    sys.exit(1 if broken else 0)


def replaced(service):
    replaced.service = service


def files(port, search, hold):
    """A tar through the proxy, in two parts."""
    path = f"/v1/searches/{search}/archive.tar"
    status, headers, whole = ask(port, "GET", path)
    half = len(whole) // 2
    etag = {name.lower(): value for name, value in headers.items()}["etag"]
    status, _, rest = ask(port, "GET", path, Range=f"bytes={half}-", If_Range=etag)
    hold(f"a tar of {len(whole)} bytes is resumed in its middle ({status})", status == 206 and whole[half:] == rest)
    status, _, listing = ask(port, "GET", f"/v1/searches/{search}/files")
    file = next(f for f in json.loads(listing)["files"] if f.get("sha256"))
    status, _, body = ask(port, "GET", file["href"])
    hold("a file is the one that was verified", hashlib.sha256(body).hexdigest() == file["sha256"])


def restarts(port, name, hold, replace, service):
    """Two restarts in one search, after a stop and after a kill, with two readers through the proxy."""
    search = posted(port)
    readers = [Reader(port, search), Reader(port, search)]
    for by in (signal.SIGTERM, signal.SIGKILL):
        before = len(readers[0].seen)
        deadline = time.monotonic() + 120
        while len(readers[0].seen) < before + 10 and not readers[0].ended and time.monotonic() < deadline:
            time.sleep(0.05)
        service.end(by)
        service = Service()
    replace(service)
    for reader in readers:
        reader.join(LONGEST)
    status, _, state = ask(APP, "GET", f"/v1/searches/{search}")
    last = json.loads(state)["lastSeq"]
    for reader in readers:
        hold(f"restarted twice behind the proxy: every one of {last} events came exactly once to a reader cut off {reader.cuts} and "
             f"answered 502 {reader.refused} times", reader.exact() and len(reader.seen) == last)
    hold("and the search is complete", json.loads(state)["outcome"] == "complete")


def quiet(hold):
    """Paused searches: nothing but heartbeats for longer than the proxy's time-out of 60 s."""
    watched = {}
    for name, port in FRONTS.items():
        search = posted(port)
        watched[name] = (search, Reader(port, search))
        time.sleep(1)
        ask(APP, "POST", f"/v1/searches/{search}/pause")
    time.sleep(QUIET)
    for name, (search, reader) in watched.items():
        hold(f"{name}: a stream that is silent for {QUIET:.0f} s but for heartbeats ({reader.comments}) stays open",
             reader.cuts == 0 and not reader.ended)
        ask(APP, "DELETE", f"/v1/searches/{search}")
        reader.join(120)
        hold(f"{name}: and is exact to its end", reader.exact())


main()

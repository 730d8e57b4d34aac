"""Two replicas behind PgBouncer in transaction mode, and the same with voyage.store.notify-url: see README.md."""
import json
import os
import re
import shutil
import subprocess
import threading
import time

from cluster import WORK, Postgres, Service, fail, free_port

SECRET = "a-secret-of-the-trial"
BODY = {"target": "3C 105", "catalogue": "numaster", "action": "download"}
WARNING = "voyage.store.notify-url"


class Pooler:
    """PgBouncer in front of the server."""

    def __init__(self, postgres):
        program = shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
        if not program:
            raise SystemExit("no PgBouncer is installed (Debian: pgbouncer)")
        self.port, home = free_port(), WORK + "/pgbouncer"
        os.mkdir(home)
        with open(home + "/pgbouncer.ini", "w", encoding="ascii") as settings:
            settings.write(f"[databases]\nvoyage = host=127.0.0.1 port={postgres.port} dbname=voyage user=voyage\n"
                           f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\nunix_socket_dir =\nauth_type = any\n"
                           "pool_mode = transaction\nmax_client_conn = 500\ndefault_pool_size = 20\n"
                           "ignore_startup_parameters = extra_float_digits\n")
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "postgres", home], check=True)
        with open(home + "/log", "ab") as log:
            self.process = subprocess.Popen([*postgres.prefix, program, home + "/pgbouncer.ini"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/")


def headers(**more):
    return {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json", **more}


def asked(replica, method, path, body=None, expected=(200, 201, 202), **more):
    status, text = replica.ask(method, path, body, **headers(**more))
    if status not in expected:
        raise SystemExit(f"{replica.name}: {method} {path}: {status} {text}")
    return json.loads(text)


def warnings(replica):
    with open(f"{WORK}/{replica.name}.log", encoding="utf-8") as log:
        return [line.strip() for line in log if WARNING in line]


def trial(name, settings, warned):
    """What a client sees of two replicas; the faults."""
    faults = []
    first = Service(name + "-first", settings)
    first.await_ready()  # it makes the tables
    second = Service(name + "-second", settings)
    second.await_ready()
    deadline = time.monotonic() + 60
    while warned and not all(map(warnings, (first, second))) and time.monotonic() < deadline:
        time.sleep(0.2)
    lines = warnings(first) + warnings(second)
    print(f"{name}: warnings of both replicas: {len(lines)}" + "".join("\n  " + re.sub(r"^\S+ \S+ ", "", line) for line in lines[:1]), flush=True)
    if len(lines) != (2 if warned else 0):
        faults.append(f"{name}: {len(lines)} warnings")

    waits = []
    for _ in range(5):
        search = asked(first, "POST", "/v1/searches", BODY)["id"]
        begun = time.monotonic()
        phase = asked(second, "POST", f"/v1/searches/{search}/pause")["phase"]
        waits.append(time.monotonic() - begun)
        if phase != "HELD":
            faults.append(f"{name}: paused at the other replica, the search is {phase}")
        asked(second, "DELETE", f"/v1/searches/{search}")
    print(f"{name}: a pause at the other replica takes " + ", ".join(f"{wait:.1f}" for wait in waits) + " s", flush=True)

    ids = []
    at_once = [threading.Thread(target=lambda at=replica: ids.append(asked(at, "POST", "/v1/searches", BODY, **{"Idempotency-Key": name})["id"]))
               for replica in (first, second) * 4]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    print(f"{name}: one key at both replicas, {len(ids)} times at once: {len(set(ids))} search", flush=True)
    if len(ids) != 8 or len(set(ids)) != 1:
        faults.append(f"{name}: one key made {set(ids)} in {len(ids)} answers")

    ticket = asked(first, "POST", "/v1/tickets")["ticket"]
    path = f"/v1/searches/{ids[0]}/events?ticket={ticket}"
    status, _ = second.ask("GET", path, Accept="application/json")
    print(f"{name}: a ticket of the first replica opens events at the second: {status}", flush=True)
    if status != 200 or second.ask("GET", path[:-1] + ("A" if path[-1] != "A" else "B"), Accept="application/json")[0] != 401:
        faults.append(f"{name}: the ticket gets {status}")
    for replica in (first, second):
        replica.kill()
    return faults


def main():
    postgres = Postgres()
    pooler = Pooler(postgres)
    try:
        settings = {"voyage.store": f"jdbc:postgresql://127.0.0.1:{pooler.port}/voyage?prepareThreshold=0", "voyage.store.user": "voyage",
                    "voyage.data": WORK + "/data", "voyage.demo": "true", "voyage.demo-port": "0", "voyage.demo-latency": "500ms",
                    "voyage.auth": "token", "voyage.auth.tokens": f"alice={SECRET}"}
        faults = trial("pooler", settings, True)
        faults += trial("around", settings | {"voyage.store.notify-url": f"jdbc:postgresql://127.0.0.1:{postgres.port}/voyage"}, False)
    finally:
        pooler.process.kill()
        postgres.stop()
    if faults:
        fail("\n".join(faults))
    print("no faults", flush=True)


main()

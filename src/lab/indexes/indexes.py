#!/usr/bin/env python3
"""indexes.py OUT [NAME ...]: index pages of many web servers over one tree of files with odd names.

Makes the tree, starts each server of indexes_servers.py that is installed, requests every directory (with and without
the slash at its end) and every file, and writes OUT/tree.json and one OUT/NAME.json for each server:
{"server", "licence", "directories": {path: [status, headers, body]}, "slashless": {path: [status, location, is html]},
"gives": [paths of the files returned byte for byte for their percent-encoded name]}.
Uses loopback only; ports from LAB_PORT_BASE (31400). Servers end with the script.
"""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

import indexes_servers

BASE = int(os.environ.get("LAB_PORT_BASE", "31400"))
LONG = "nu90001020002A01_" + "a_long_name_that_many_pages_cut_" * 3 + "cl.evt"
NAMES = {
    "": ["pipe.log", "a b.txt", "per%cent%25.txt", "plus+sign.txt", "amp&lt;and&co.txt", ".hidden"],
    "events/": ["data.fits.gz", "index.html.gz", LONG, "trailing."],
    "events/deep v1.0/": ["hash#mark.txt", "quest?ion=1.txt", "semi;colon.txt", "colon:1.txt"],
    "empty/": [],
    "hk.d/": ["C=M;O=A", "-dash.txt", "2025-01-01 10:00  12K", "1234", "noext", "Name"],
    "uml\u00e4ut&co/": ["quote\"s.txt", "apos'trophe.txt", "\u65e5\u672c \u00e9.txt", "less<than>.txt", "a,b@c!$(x)[y]{z}~.txt"],
}


def tree(root):
    """Writes files with different sizes and times, none of today."""
    made = {}
    for d, (directory, names) in enumerate(NAMES.items()):
        os.makedirs(os.path.join(root, directory), exist_ok=True)
        for n, name in enumerate(names):
            size = [4000, 0, 900, 20000, 12, 1500000][n % 6] + d
            path = os.path.join(root, directory, name)
            data = (f"{directory}{name}\n".encode() * (size // 4 + 1))[:size]
            with open(path, "wb") as f:
                f.write(data)
            when = 1735689600 + (d * 7 + n) * 90061
            os.utime(path, (when, when))
            made[directory + name] = [size, when]
    for d, directory in enumerate(reversed(NAMES)):
        when = 1740000000 + d * 90061
        os.utime(os.path.join(root, directory), (when, when))
    return made


def ask(port, path, method="GET"):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        c.request(method, path, headers={"Accept": "text/html, */*;q=0.1", "Accept-Encoding": "identity", "User-Agent": "voyage-lab"})
        r = c.getresponse()
        return r.status, dict((k.title(), v) for k, v in r.getheaders()), r.read()
    except (OSError, http.client.HTTPException) as e:
        return 0, {}, repr(e).encode()
    finally:
        c.close()


def wait(port, process):
    for _ in range(1200):
        if process.poll() is not None:
            return False
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def shortened(page):
    """The page without style sheets and embedded pictures."""
    page = re.sub(r"(?is)(<style[^>]*>).*?(</style>)", r"\1\2", page)
    page = re.sub(r"(?is)(<svg[^>]*>).*?(</svg>)", r"\1\2", page)
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,", page)


def gather(port, prefix, root, made):
    directories, slashless, gives = {}, {}, []
    for directory in NAMES:
        status, headers, body = ask(port, prefix + quote(directory))
        kept = {k: v for k, v in headers.items() if k in ("Content-Type", "Content-Length", "Transfer-Encoding", "Content-Encoding", "Location", "Server")}
        try:
            text = body.decode()
        except UnicodeDecodeError:
            text = body.decode("latin-1")
        directories[directory] = [status, kept, shortened(text)]
        if directory:
            status, headers, body = ask(port, prefix + quote(directory.rstrip("/")))
            slashless[directory] = [status, headers.get("Location"), "html" in headers.get("Content-Type", "")]
    for path in made:
        status, headers, body = ask(port, prefix + quote(path))
        with open(os.path.join(root, path), "rb") as f:
            if status == 200 and body == f.read():
                gives.append(path)
    return directories, slashless, gives


def main():
    out, wanted = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    work = tempfile.mkdtemp(prefix="indexes-")
    os.chmod(work, 0o755)
    root = os.path.join(work, "served", "obs")
    os.makedirs(root)
    made = tree(root)
    with open(os.path.join(out, "tree.json"), "w") as f:
        json.dump({"directories": list(NAMES), "files": made}, f, ensure_ascii=False, indent=1)
    for n, server in enumerate(indexes_servers.all_of(work)):
        if wanted and server.name not in wanted:
            continue
        port = BASE + n
        command = server.command(port, os.path.dirname(root))
        if shutil.which(command[0]) is None:
            print(f"{server.name:24} not installed")
            continue
        log = open(os.path.join(work, server.name + ".log"), "wb")
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=os.path.dirname(root), start_new_session=True, env={**os.environ, **server.env})
        try:
            if not wait(port, process):
                print(f"{server.name:24} does not start: {open(log.name).read()[-300:]}")
                continue
            directories, slashless, gives = gather(port, server.prefix + "obs/", root, made)
            found = {"server": server.version, "licence": server.licence, "prefix": server.prefix, "directories": directories, "slashless": slashless, "gives": gives}
            with open(os.path.join(out, server.name + ".json"), "w") as f:
                json.dump(found, f, ensure_ascii=False, indent=1)
            print(f"{server.name:24} {[d[0] for d in directories.values()]} gives {len(gives)} of {len(made)}, without slash {sorted({s[0] for s in slashless.values()})}")
        finally:
            for how in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, how)
                    process.wait(120)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    pass
    shutil.rmtree(work)


main()

"""voyage @VERSION@: a client of the voyage service in one file, for Python 3.9 and newer, without dependencies.

    import voyage
    search = voyage.Voyage("http://localhost:8080").search("3C 105", "numaster", where="exposure_a <= 10000")
    for event in search.events():
        print(event["type"])
    search.observations()          # an astropy Table if astropy is installed, otherwise a list of dicts
    search.download("3C_105")      # verified files; returns their paths

Served by voyage itself at /clients/voyage.py. Apache License 2.0.
"""

import hashlib
import html
import importlib.util
import io
import json
import os
import random
import sys
import time
import uuid
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urljoin
from urllib.request import Request, urlopen

__version__ = "@VERSION@"
__all__ = ["DownloadError", "Problem", "Search", "Voyage"]

ENDS = frozenset("search." + end for end in ("completed", "partial", "empty", "failed", "cancelled"))

_PAUSES = (0.5, 1, 2, 4, 8, 15)  # seconds before the first, second... attempt to reconnect
_TEMPORARY = frozenset((429, 502, 503, 504))
_BROKEN = (OSError, HTTPException, ValueError)  # ValueError: a line that was cut
_CHUNK = 1 << 18


class Problem(Exception):
    """A refusal of the service: problem details (RFC 9457)."""

    def __init__(self, members):
        super().__init__(members.get("detail") or members.get("title") or str(members.get("status")))
        self.members = members
        self.type = members.get("type", "about:blank")
        self.title = members.get("title")
        self.status = members.get("status")
        self.detail = members.get("detail")


class DownloadError(Exception):
    """Some files could not be saved; `failures` maps their paths to the reasons. The others are on disk."""

    def __init__(self, failures):
        path, reason = next(iter(failures.items()))
        super().__init__("%d file(s) not saved; %s: %s" % (len(failures), path, reason))
        self.failures = failures


class Voyage:
    """A voyage service.

    :param server: its address
    :param token: secret or OpenID token, if the service asks who you are
    :param timeout: seconds without any byte after which a connection counts as broken; event streams have a heartbeat
        every 15 s
    :param attempts: how often a request is repeated while the service does not answer
    """

    def __init__(self, server="http://localhost:8080", token=None, timeout=60, attempts=20):
        self.server = server.rstrip("/") + "/"
        self.token = token
        self.timeout = timeout
        self.attempts = attempts

    def search(self, target=None, catalogue=None, **fields):
        """Starts a search: POST /v1/searches. Names of `fields` are those of the API, such as `radiusDeg`, `where`,
        `action`, `files`, `targets`.

        :raises Problem: if the service refuses the request
        """
        request = {"target": target, "catalogue": catalogue, **fields}
        body = json.dumps({name: value for name, value in request.items() if value is not None}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        return Search(self, self.json("POST", "v1/searches", body, headers))

    def open(self, id):
        """The search with this id."""
        return Search(self, self.json("GET", "v1/searches/" + quote(id, safe="")))

    def searches(self, limit=50):
        """The newest searches."""
        return [Search(self, view) for view in self.json("GET", "v1/searches?limit=%d" % limit)["searches"]]

    def resolve(self, name):
        """The position of a target: name, mainName, raDeg, decDeg, resolver."""
        return self.json("GET", "v1/targets?" + urlencode({"name": name}))

    def catalogues(self, keywords):
        """Catalogues that the registry finds."""
        return self.json("GET", "v1/catalogues?" + urlencode({"keywords": keywords}))["catalogues"]

    def address(self, path):
        """The address of a stream, file or table for programs that cannot send a token: it contains a ticket, which is valid
        for a short time."""
        if self.token is None:
            return urljoin(self.server, path)
        ticket = self.json("POST", "v1/tickets")["ticket"]
        return urljoin(self.server, path) + ("&" if "?" in path else "?") + urlencode({"ticket": ticket})

    def json(self, method, path, body=None, headers=None, repeat=True):
        """Sends one request and returns the JSON of its response; repeats it while the service does not answer."""
        attempt = 0
        while True:
            try:
                with self.request(method, path, body, {"Accept": "application/json", **(headers or {})}) as response:
                    return json.loads(response.read())
            except _BROKEN as broken:
                if not repeat or attempt >= self.attempts:
                    raise
                time.sleep(_pause(attempt, broken))
                attempt += 1

    def request(self, method, path, body=None, headers=None):
        """Sends one request and returns the open response.

        :raises Problem: for a response that says what is wrong; a temporary one is an OSError, so that callers repeat
        """
        address = urljoin(self.server, path)
        request = Request(address, data=body, method=method, headers=headers or {})
        request.add_unredirected_header("User-Agent", "voyage.py/" + __version__)
        if self.token is not None and address.startswith(self.server):
            request.add_unredirected_header("Authorization", "Bearer " + self.token)
        try:
            return urlopen(request, timeout=self.timeout)
        except HTTPError as refusal:
            if refusal.code in _TEMPORARY:
                raise
            with refusal:
                raise Problem(_members(refusal)) from None


class Search:
    """One search. `state` is the search as the service last described it."""

    def __init__(self, voyage, view):
        self.voyage = voyage
        self.state = view
        self.id = view["id"]
        self.path = "v1/searches/" + quote(self.id, safe="")

    def __repr__(self):
        return "<Search %s: %s>" % (self.id, _line(self.state))

    def _repr_html_(self):
        return _table(self)

    @property
    def name(self):
        """That a person gave it; None for none."""
        return self.state.get("name")

    @property
    def phase(self):
        return self.state["phase"]

    @property
    def outcome(self):
        """complete, partial, empty, failed or cancelled; None until the search has ended."""
        return self.state.get("outcome")

    @property
    def tally(self):
        return self.state["tally"]

    def refresh(self):
        """Asks for the state again."""
        self.state = self.voyage.json("GET", self.path)
        return self

    def cancel(self):
        self.state = self.voyage.json("DELETE", self.path)
        return self

    def pause(self):
        return self._step("pause")

    def resume(self):
        return self._step("resume")

    def rename(self, name):
        """Gives the search another name; None for none."""
        headers = {"Content-Type": "application/json"}
        self.state = self.voyage.json("PATCH", self.path, json.dumps({"name": name}).encode(), headers)
        return self

    def retry(self, observations=(), files=()):
        """Runs again what failed, or these observations and files, as a new search, which is returned."""
        query = urlencode({"observation": list(observations), "file": list(files)}, doseq=True)
        path = self.path + "/retry" + ("?" + query if query else "")
        return Search(self.voyage, self.voyage.json("POST", path, b"", repeat=False))

    def _step(self, name):
        self.state = self.voyage.json("POST", self.path + "/" + name, b"")
        return self

    def events(self, after=0, types=None):
        """The events of the search as dicts, each once, in order, up to the last. Reconnects after interruptions and continues
        behind the last event received, also if the service was restarted.

        :param after: number of the last event already known
        :param types: only these types, and the last event
        """
        attempt = 0
        while True:
            broken = None
            try:
                for event in self._stream(after, types):
                    seq = event.get("seq", 0)
                    if event["type"] == "stream.gap":
                        after = event["resumedAt"]
                    elif 0 < seq <= after:
                        continue
                    after = max(after, seq)
                    attempt = 0
                    yield event
                    if event["type"] in ENDS:
                        return
            except _BROKEN as failure:
                broken = failure
            if broken is None and self._is_over(after):
                return
            if attempt >= self.voyage.attempts:
                raise broken or ConnectionError("the stream of " + self.id + " ends early")
            time.sleep(_pause(attempt, broken))
            attempt += 1

    def snapshot(self):
        """The search so far, from one compact document: a list of its events, of an ended search without starts and retried
        failures of files. Sets the state; `events(after=search.state["lastSeq"])` continues."""
        snapshot = self.voyage.json("GET", self.path + "/snapshot")
        self.state = snapshot["search"]
        return list(_expanded(snapshot))

    def _is_over(self, after):
        state = self.voyage.json("GET", self.path)
        return "outcome" in state and after >= state["lastSeq"]

    def _stream(self, after, types):
        query = {"after": after}
        if types:
            query["types"] = ",".join(types)
        with self.voyage.request(
            "GET", self.path + "/events?" + urlencode(query), None, {"Accept": "text/event-stream"}
        ) as response:
            data = []
            for line in response:
                if not line.endswith(b"\n"):
                    return  # the connection was cut within a line
                line = line.rstrip(b"\r\n")
                if line.startswith(b"data:"):
                    data.append(line[5:].lstrip(b" "))
                elif not line and data:
                    yield json.loads(b"\n".join(data))
                    data = []

    def wait(self, progress=None):
        """Follows the search to its end and returns itself.

        :param progress: whether to show progress; by default on terminals and in notebooks
        """
        shown = _Display(self, progress)
        for event in self.events(types=_COUNTED):
            _count(self.state, event)
            shown.update()
        self.refresh()
        shown.update(last=True)
        return self

    def observations(self, **parameters):
        """The rows of the catalogue: an astropy Table if astropy is installed, otherwise as `rows`. `parameters` are those of
        the API, such as selected=True, where, order, columns, limit, catalogue."""
        if importlib.util.find_spec("astropy") is None:
            return self.rows(**parameters)
        return self.table(**parameters)

    def table(self, **parameters):
        """The rows as an astropy Table with units and descriptions."""
        from astropy.io.votable import parse_single_table

        votable = self._observations({"format": "votable", "serialization": "binary2", **parameters})
        return parse_single_table(io.BytesIO(votable)).to_table(use_names_over_ids=True)

    def rows(self, **parameters):
        """The rows as a list of dicts from column to value; missing values are None."""
        lines = self._observations({"format": "ndjson", **parameters}).splitlines()
        return [json.loads(line)["row"] for line in lines]

    def _observations(self, parameters):
        query = {name: _parameter(value) for name, value in parameters.items() if value is not None}
        with self.voyage.request("GET", self.path + "/observations?" + urlencode(query)) as response:
            return response.read()

    def files(self):
        """The manifest: every file that was found, with state, bytes and sha256, sorted by path."""
        next = self.path + "/files?limit=1000"
        while next:
            page = self.voyage.json("GET", next)
            yield from page["files"]
            next = page.get("next")

    def download(self, directory, progress=None):
        """Saves the files of the search below a directory, and returns their paths, sorted. A file appears under its name
        only when it is whole and its SHA-256 is right; interrupted ones are resumed. Files that are there already are checked
        and kept.

        :raises DownloadError: if a file cannot be saved; all others have been
        """
        root = os.path.realpath(directory)
        os.makedirs(root, exist_ok=True)
        shown = _Display(self, progress)
        saved, failures = [], {}
        for file in self.files():
            if file.get("sha256") is None or file["state"] not in ("completed", "skipped"):
                continue
            try:
                saved.append(self._save(root, file, shown))
            except (Problem, HTTPException, OSError, ValueError) as failure:
                failures[file["path"]] = str(failure)
        shown.update(last=True)
        if failures:
            raise DownloadError(failures)
        return saved

    def _save(self, root, file, shown):
        path = _inside(root, file["path"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.realpath(os.path.dirname(path)) != os.path.dirname(path) or os.path.islink(path):
            raise ValueError("a link on the way of %r leads elsewhere" % file["path"])
        if not (os.path.isfile(path) and _sha256(path).hexdigest() == file["sha256"]):
            part = os.path.join(os.path.dirname(path), ".%s.part" % file["sha256"][:32])
            attempt = 0
            while not self._fetch(file, part, shown):
                if attempt >= self.voyage.attempts:
                    raise ConnectionError("the transfer ends early again and again")
                time.sleep(_pause(attempt, None))
                attempt += 1
            os.replace(part, path)
        if file.get("modified"):
            modified = _seconds(file["modified"])
            os.utime(path, (modified, modified))
        return path

    def _fetch(self, file, part, shown):
        """Continues a part; whether the file is whole afterwards."""
        digest = _sha256(part) if os.path.exists(part) else hashlib.sha256()
        have = os.path.getsize(part) if os.path.exists(part) else 0
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers.update({"Range": "bytes=%d-" % have, "If-Range": '"%s"' % file["sha256"]})
        if have != file["bytes"]:
            try:
                with self.voyage.request("GET", file["href"], None, headers) as response:
                    if response.status == 200 and have:
                        have, digest = 0, hashlib.sha256()
                    with open(part, "r+b" if have else "wb") as out:
                        out.seek(have)
                        while True:
                            chunk = response.read(_CHUNK)
                            if not chunk:
                                break
                            out.write(chunk)
                            digest.update(chunk)
                            have += len(chunk)
                            shown.received(len(chunk))
            except Problem as refusal:
                if refusal.status != 416:
                    raise
                have = -1
            except _BROKEN:
                return False
        if have >= 0 and have < file["bytes"]:
            return False
        if digest.hexdigest() != file["sha256"]:
            os.remove(part)
            if have >= 0:
                raise ValueError("its SHA-256 is %s, not %s" % (digest.hexdigest(), file["sha256"]))
            return False
        return True

    def address(self, name):
        """The address of one of its resources, such as archive.tar, for other programs; with a ticket where one is needed."""
        return self.voyage.address(self.path + "/" + name)


def _expanded(snapshot):
    """The events of a snapshot: objects declare forms, arrays are events in these forms."""
    forms = []
    for item in snapshot["events"]:
        if isinstance(item, dict):
            forms.append(item)
            continue
        form, seq, millis, *values = item
        form = forms[form]
        at = datetime.fromtimestamp((snapshot["since"] + millis) // 1000, timezone.utc)
        time_text = at.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % ((snapshot["since"] + millis) % 1000)
        event = {"type": form["type"], "seq": seq, "search": snapshot["search"]["id"], "time": time_text}
        for name, value in zip(form["fields"], values):
            event[name] = dict(zip(form["columns"], value)) if name == "row" and "columns" in form else value
        yield event


def _pause(attempt, failure):
    """Seconds before the next attempt, as the service asks or as usual, with some jitter."""
    after = failure.headers.get("Retry-After") if isinstance(failure, HTTPError) and failure.headers else None
    usual = _PAUSES[min(attempt, len(_PAUSES) - 1)] * random.uniform(0.5, 1)
    if after and after.isdigit():
        return min(int(after), 60) + usual
    return usual


def _members(refusal):
    try:
        return {"status": refusal.code, **json.loads(refusal.read())}
    except (OSError, ValueError, TypeError):
        return {"status": refusal.code, "title": refusal.reason}


def _inside(root, name):
    """The path of a result's file below a directory; names that lead elsewhere are refused."""
    parts = name.split("/")
    for part in parts:
        if part in ("", ".", "..") or any(c == "\\" or c < " " for c in part):
            raise ValueError("the name %r is not safe" % name)
        if os.name == "nt" and (any(c in '<>:"|?*' for c in part) or part.endswith((" ", "."))):
            raise ValueError("the name %r is not possible here" % name)
    return os.path.join(root, *parts)


def _sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(_CHUNK), b""):
            digest.update(chunk)
    return digest


def _seconds(text):
    if text.endswith("Z"):
        text = text[:-1] + "+00:00"
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return parsedate_to_datetime(text).timestamp()


def _parameter(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, (list, tuple)) else value


_COUNTED = ("search.progress", "catalogue.searched", "observation.linked", "file.completed", "file.failed")


def _count(state, event):
    """Keeps the state's counts up to date between two requests; exact ones come with the last event."""
    tally = state["tally"]
    if event["type"] == "catalogue.searched":
        tally["observations"] = tally.get("observations", 0) + event["rows"]
        tally["selected"] = tally.get("selected", 0) + event["selected"]
    elif event["type"] == "search.progress":
        tally["files"] = event["files"]
        state["progress"] = event
    elif event["type"] in ENDS:
        tally.update(event["tally"])


def _line(state):
    tally = state["tally"]
    progress = state.get("progress", {})
    text = "%s, %d of %d observations selected" % (
        state.get("outcome") or state["phase"].lower(),
        tally.get("selected", 0),
        tally.get("observations", 0),
    )
    if tally.get("files"):
        ended = progress.get("filesEnded", tally.get("completed", 0) + tally.get("skipped", 0))
        text += ", %d of %d files, %s" % (ended, tally["files"], _bytes(progress.get("bytes", tally.get("bytes", 0))))
    return text


def _bytes(number):
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000:
            return "%.3g %s" % (number, unit)
        number /= 1000
    return "%.3g TB" % number


def _table(search):
    request = search.state.get("request", {})
    rows = [("search", search.id), ("state", _line(search.state))]
    rows += [(name, request[name]) for name in ("target", "catalogue", "where", "action") if request.get(name)]
    cells = ("<tr><th style='text-align:left'>%s</th><td>%s</td></tr>" % (n, html.escape(str(v))) for n, v in rows)
    return "<table>%s</table>" % "".join(cells)


class _Display:
    """Progress on a terminal (one line) or in a notebook (one output, replaced); at most a few times a second."""

    def __init__(self, search, wanted):
        self.search = search
        self.bytes = 0
        self.last = 0.0
        self.handle = None
        self.notebook = "ipykernel" in sys.modules and wanted is not False
        self.terminal = not self.notebook and (sys.stderr.isatty() if wanted is None else wanted)
        if self.notebook:
            from IPython.display import display

            self.handle = display(search, display_id=True)

    def received(self, count):
        self.bytes += count
        self.update()

    def update(self, last=False):
        now = time.monotonic()
        if not last and now - self.last < 0.2:
            return
        self.last = now
        if self.handle is not None:
            self.handle.update(self.search)
        elif self.terminal:
            saved = ", %s saved" % _bytes(self.bytes) if self.bytes else ""
            sys.stderr.write("\r\033[K" + _line(self.search.state) + saved + ("\n" if last else ""))
            sys.stderr.flush()

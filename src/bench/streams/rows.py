"""An archive with a cone search that sends rows on command, for a search with events at any moment."""
import http.server
import threading
import time

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
<INFO name="QUERY_STATUS" value="OK"/><TABLE name="rows">
<FIELD name="obs_id" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
<FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
<FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
<FIELD name="sent" datatype="long"/><FIELD name="text" datatype="char" arraysize="*"/>
<DATA><TABLEDATA>
"""
TAIL = "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>\n"


def micros():
    return time.time_ns() // 1000


class Rows:
    """One response, open until end()."""

    def __init__(self, out):
        self.out, self.count, self.done = out, 0, threading.Event()
        self.write(HEAD)

    def write(self, text):
        body = text.encode()
        self.out.write(b"%x\r\n%s\r\n" % (len(body), body))

    def send(self, rows, size=60):
        """Sends rows in one write, each with the time and a text of this length."""
        text = "x" * size
        lines = []
        for _ in range(rows):
            self.count += 1
            lines.append(f"<TR><TD>o{self.count}</TD><TD>61.8</TD><TD>3.7</TD><TD>{micros()}</TD><TD>{text}</TD></TR>\n")
        self.write("".join(lines))

    def end(self):
        self.write(TAIL)
        self.out.write(b"0\r\n\r\n")
        self.done.set()


class Archive:
    """Listens on a free port of the loopback; search(name) waits for a request with that name."""

    def __init__(self):
        self.answers, self.changed = {}, threading.Condition()
        archive = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 0
            disable_nagle_algorithm = True

            def do_GET(self):
                name = self.path.partition("?")[0].strip("/")
                if not name.startswith("cone"):
                    return self.send_error(404)
                self.send_response(200)
                self.send_header("Content-Type", "application/x-votable+xml")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                rows = Rows(self.wfile)
                with archive.changed:
                    archive.answers[name] = rows
                    archive.changed.notify_all()
                rows.done.wait()

            def log_message(self, *unused):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rows(self, name):
        with self.changed:
            if not self.changed.wait_for(lambda: name in self.answers, 30):
                raise RuntimeError("nobody asked for " + name)
            return self.answers[name]

"""A cone search for directories of files, so that voyage can search any of them.

    cone.py PORT_FILE NAME=URL...

Listens on a free port of the loopback, writes it to PORT_FILE, and answers /NAME?RA=..&DEC=..&SR=.. (Simple Cone Search
1.03) with a VOTable of one row: the observation NAME at 61.8 +3.7, whose access_url is the directory URL.
"""
import http.server
import os
import sys
import urllib.parse
from xml.sax.saxutils import escape

RA, DEC = 61.8, 3.7
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
 <RESOURCE type="results">
  <INFO name="QUERY_STATUS" value="OK"/>
  <TABLE name="{name}">
   <FIELD name="obs_id" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
   <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
   <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
   <FIELD name="access_url" datatype="char" arraysize="*" ucd="meta.ref.url"/>
   <FIELD name="access_format" datatype="char" arraysize="*" ucd="meta.code.mime"/>
   <DATA><TABLEDATA>
    <TR><TD>{name}</TD><TD>{ra}</TD><TD>{dec}</TD><TD>{url}</TD><TD>directory</TD></TR>
   </TABLEDATA></DATA>
  </TABLE>
 </RESOURCE>
</VOTABLE>
"""


class Cone(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    directories = {}

    def do_GET(self):
        asked = urllib.parse.urlsplit(self.path)
        name = asked.path.strip("/")
        given = {key.upper() for key in urllib.parse.parse_qs(asked.query)}
        if name not in self.directories or not {"RA", "DEC", "SR"} <= given:
            return self.send_error(404 if name not in self.directories else 400)
        body = DOCUMENT.format(name=escape(name), ra=RA, dec=DEC, url=escape(self.directories[name])).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-votable+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *unused):
        pass


def main(port_file, *pairs):
    Cone.directories = dict(pair.split("=", 1) for pair in pairs)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cone) as server:
        with open(port_file + ".new", "w") as out:
            out.write(str(server.server_address[1]))
        os.replace(port_file + ".new", port_file)
        server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

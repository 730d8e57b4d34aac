"""Ten questions to voyage, pyvo and STILTS (the engine of TOPCAT): see ../README.md. questions.sh sets the environment."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys

from lab import ENV, FLAGS, JAR, JAVA, MOST_SECONDS, SETTINGS, WORK

TAP, DACHS, DEMO = ENV["TAP_URL"], ENV["DACHS_URL"], ENV["DEMO_URL"]
PYTHON = ENV.get("PYVO_PYTHON", "/usr/bin/python3")
CONE = DACHS + "/numaster/q/cone/scs.xml?RESPONSEFORMAT=votabletd&"
RA, DEC = 61.8186, 3.7072
PLACE = f"{RA} {DEC}"
LIST = os.path.join(WORK, "targets.csv")
DEMO_SETTINGS = SETTINGS | {"voyage.registry.urls": DEMO + "/tap"}
CIRCLE = f"1=CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', {RA}, {DEC}, 1))"


class NotAsked(Exception):
    """A client that cannot be asked this, or that failed: never an answer."""


def output(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False, **more)
    if done.returncode:
        raise NotAsked((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1][:200])
    return done.stdout


def cell(value):
    """A cell so that equal values are equal texts, whoever wrote them: numbers to 12 digits, missing ones empty."""
    text = "" if value is None else str(value).strip()
    if text.lower() in ("nan", "--", "none", "null"):
        return ""
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return text


def table(rows, columns):
    """Rows, of some columns, in one order; the columns' names in any case."""
    picked = []
    for row in rows:
        lower = {name.lower(): value for name, value in row.items()}
        picked.append(tuple(cell(lower[name]) for name in columns))
    return sorted(picked)


class Voyage:
    """One search from the command line."""

    def __init__(self, *words, settings=None):
        data = os.path.join(WORK, "data")
        shutil.rmtree(data, ignore_errors=True)
        chosen = [f"-D{name}={value}" for name, value in (settings or SETTINGS).items()]
        done = subprocess.run([JAVA, *FLAGS, *chosen, f"-Dvoyage.data={data}", "-jar", JAR, "search", *words, "--json"],
                              capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
        self.events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        if not self.events or not self.events[-1]["type"].startswith("search."):
            raise AssertionError("voyage: " + done.stderr.strip()[-300:])

    @property
    def outcome(self):
        return self.events[-1]["type"].removeprefix("search.")

    def of(self, kind):
        return [event for event in self.events if event["type"] == kind]

    def rows(self, columns):
        """The selected rows."""
        return table([event["row"] | {"voyage_target": event.get("target")} for event in self.of("observation.found") if event["selected"]],
                     columns)

    def overflows(self):
        return any(event.get("overflow") for event in self.of("catalogue.searched"))


def pyvo(script):
    """Rows as dictionaries, and what else the script says; it prints JSON."""
    return json.loads(output([PYTHON, "-W", "ignore", "-c", PYVO_HEAD + script]))


PYVO_HEAD = """
import json, sys, pyvo
from astropy.table import Table
def out(results, **more):
    t = results if isinstance(results, Table) else results.to_table()
    plain = lambda v: None if v is None or str(v) == '--' else v.decode() if isinstance(v, bytes) else str(v)
    rows = [{n: plain(row[n]) for n in t.colnames} for row in t]
    print(json.dumps(dict(rows=rows, **more)))
"""


def stilts(*words):
    if not shutil.which("stilts"):
        raise NotAsked("not installed")
    return list(csv.DictReader(io.StringIO(output(["stilts", *words, "ofmt=csv", "out=-"]))))


def targets():
    """Writes 20 positions of the catalogue as a list of targets."""
    rows = stilts("tapquery", f"tapurl={TAP}", "sync=true",
                  "adql=select top 20 ra, dec from numaster.numaster where ra is not null order by obsid")
    with open(LIST, "w", encoding="utf-8") as out:
        out.write("name,ra,dec\n")
        out.writelines(f"t{n},{row['ra']},{row['dec']}\n" for n, row in enumerate(rows))


def adql(query, columns):
    """The answers of the two peers to one query."""
    return {"pyvo": lambda: table(pyvo(f"out(pyvo.dal.TAPService({TAP!r}).run_sync({query!r}, maxrec=100000))")["rows"], columns),
            "STILTS": lambda: table(stilts("tapquery", f"tapurl={TAP}", "sync=true", "maxrec=100000", f"adql={query}"), columns)}


def cone_and_condition(where, columns):
    query = f"select * from numaster.numaster where {CIRCLE} and {where}"
    ours = lambda: complete(Voyage(PLACE, "--catalogue", "numaster", "--radius", "1", "--where", where, "--action", "observations"), columns)
    return ours, adql(query, columns)


def complete(search, columns):
    assert search.outcome in ("completed", "empty"), search.events[-1]
    return search.rows(columns)


def upload(where, columns):
    condition = f" and {where}" if where else ""
    join = ("select t.name as voyage_target, c.obsid, c.exposure_a from numaster.numaster as c join tap_upload.t as t"
            f" on 1=contains(point('ICRS', c.ra, c.dec), circle('ICRS', t.ra, t.dec, 1)){condition}")
    ours = lambda: complete(Voyage("--targets", LIST, "--catalogue", "numaster", "--radius", "1", "--action", "observations", "--via", "tap",
                                   *(["--where", where] if where else [])), columns)
    script = f"""
t = Table.read({LIST!r}, format='ascii.csv')
out(pyvo.dal.TAPService({TAP!r}).run_sync({join!r}, uploads={{'t': t}}, maxrec=100000))
"""
    return ours, {"pyvo": lambda: table(pyvo(script)["rows"], columns),
                  "STILTS": lambda: table(stilts("tapquery", f"tapurl={TAP}", "sync=true", "nupload=1", f"upload1={LIST}", "upname1=t",
                                                 "ufmt1=csv", f"adql={join}", "maxrec=100000"), columns)}


def one_cone(columns):
    ours = lambda: complete(Voyage(PLACE, "--catalogue", "numaster", "--radius", "1", "--action", "observations", "--via", "cone"), columns)
    return ours, {"pyvo": lambda: table(pyvo(f"out(pyvo.dal.SCSService({CONE!r}).search(pos=({RA}, {DEC}), radius=1))")["rows"], columns),
                  "STILTS": lambda: table(stilts("cone", f"serviceurl={CONE}", f"lon={RA}", f"lat={DEC}", "radius=1"), columns)}


def free_query(columns):
    query = "select obsid, name, ra, dec, exposure_a from numaster.numaster where exposure_a > 90000 and dec > 0"
    ours = lambda: complete(Voyage("--adql", query, "--catalogue", TAP, "--action", "observations"), columns)
    return ours, adql(query, columns)


def overflow():
    """Whether the answer to a query for more rows than the limit says so, and how many rows it has."""
    query, most = "select obsid, ra, dec from numaster.numaster", 150

    def ours():
        search = Voyage("--adql", query, "--catalogue", TAP, "--action", "observations",
                        settings=SETTINGS | {"voyage.limits.rows": most})
        assert search.outcome == "partial", search.events[-1]
        return [len(search.rows(["obsid"])), search.overflows()]

    def theirs():
        script = f"out(pyvo.dal.TAPService({TAP!r}).run_sync({query!r}, maxrec={most}))"
        raw = output(["curl", "-sf", "--data-urlencode", f"QUERY={query}", "-d", f"LANG=ADQL&REQUEST=doQuery&MAXREC={most}", TAP + "/sync"])
        return [len(pyvo(script)["rows"]), "OVERFLOW" in raw]

    return ours, {"pyvo, and the answer's own words": theirs}


def links():
    """Pairs of observation and the addresses that its DataLink names, of the observations that have a directory."""

    def ours():
        search = Voyage(PLACE, "--catalogue", "numaster", "--radius", "1", "--where", "exposure_a <= 10000", "--action", "links")
        return sorted((event["observation"], link["url"]) for event in search.of("observation.linked")
                      for kind in ("directories", "files", "others") for link in event.get(kind, []))

    def theirs():
        ids = [row["obsid"] for row in stilts("cone", f"serviceurl={CONE}", f"lon={RA}", f"lat={DEC}", "radius=1",
                                             "ocmd=select exposure_a<=10000")]
        pairs = set()
        for identifier in ids:
            address = DACHS + "/numaster/q/dl/dlmeta?ID=" + identifier
            rows = pyvo(f"out(pyvo.dal.adhoc.DatalinkResults.from_result_url({address!r}))")["rows"]
            if any(row["content_type"] == "directory" for row in rows):
                pairs |= {(identifier, row["access_url"]) for row in rows if row["access_url"]}
        return sorted(pairs)

    return ours, {"pyvo": theirs}


def data_search(via, catalogue, path, query, columns):
    """Images or spectra of the demo archive; the peers read the answer to the same request."""
    address = f"{DEMO}{path}?{query}"
    ours = lambda: complete(Voyage(PLACE, "--catalogue", catalogue, "--radius", "1", "--action", "observations", "--via", via,
                                   settings=DEMO_SETTINGS), columns)
    return ours, {"astropy": lambda: table(pyvo(f"out(Table.read({address!r}, format='votable'))")["rows"], columns),
                  "STILTS": lambda: table(stilts("tpipe", f"in={address}", "ifmt=votable"), columns)}


def coverage(columns):
    """The catalogues whose registered coverage meets the circle, widened by a degree as registries are not exact: of the demo's registry, as
    the lab's knows none."""
    query = f"select ivoid from rr.stc_spatial where ref_system_name is null and 1=intersects(circle({RA}, {DEC}, 2), coverage)"

    def ours():
        chosen = [f"-D{name}={value}" for name, value in DEMO_SETTINGS.items()]
        lines = output([JAVA, *FLAGS, *chosen, f"-Dvoyage.data={WORK}/data", "-jar", JAR, "catalogues", "--near", PLACE, "--json"])
        return table([json.loads(line) for line in lines.splitlines()], columns)

    registry = DEMO + "/tap"
    return ours, {"pyvo": lambda: sorted(set(table(pyvo(f"out(pyvo.dal.TAPService({registry!r}).run_sync({query!r}))")["rows"], columns))),
                  "STILTS": lambda: sorted(set(table(stilts("tapquery", f"tapurl={registry}", "sync=true", "parse=false", f"adql={query}"), columns)))}


QUESTIONS = {  # in this order; QUESTION chooses those whose name holds it
    "a cone": lambda: one_cone(["obsid", "exposure_a", "ra", "dec"]),
    "a cone, with a condition on numbers": lambda: cone_and_condition("exposure_a <= 10000", ["obsid", "exposure_a"]),
    "a cone, with a condition on missing values": lambda: cone_and_condition("exposure_a is null", ["obsid"]),
    "20 targets in one table": lambda: upload(None, ["voyage_target", "obsid", "exposure_a"]),
    "20 targets in one table, with a condition": lambda: upload("exposure_a > 20000", ["voyage_target", "obsid", "exposure_a"]),
    "a free query": lambda: free_query(["obsid", "name", "ra", "dec", "exposure_a"]),
    "more rows than the limit": overflow,
    "the links of the rows": links,
    "images (SIA2)": lambda: data_search("sia", "nuimages", "/xamin/vo/sia2", f"POS=CIRCLE+{RA}+{DEC}+1&MAXREC=100000",
                                         ["obs_publisher_did", "access_url"]),
    "spectra (SSA)": lambda: data_search("ssa", "nuspectra", "/xamin/vo/ssa1", f"REQUEST=queryData&POS={RA},{DEC}&SIZE=2&MAXREC=100000",
                                         ["publisher_id", "acref"]),
    "coverage": lambda: coverage(["ivoid"]),
}


def main():
    targets()
    wrong = 0
    for question, made in QUESTIONS.items():
        if ENV.get("QUESTION", "") not in question:
            continue
        ours, peers = made()
        try:
            answer = ours()
        except (AssertionError, NotAsked) as why:
            print(f"{question}: voyage did not answer: {why}")
            wrong += 1
            continue
        print(f"{question}: {len(answer)} rows")
        asked = 0
        for name, peer in peers.items():
            try:
                theirs = peer()
            except NotAsked as why:
                print(f"  {name}: not asked: {why}")
                continue
            asked += 1
            if theirs == answer:
                print(f"  {name}: equal")
            else:
                wrong += 1
                only, others = [row for row in answer if row not in theirs], [row for row in theirs if row not in answer]
                print(f"  {name}: DIFFERENT: {len(only)} only here {only[:2]}, {len(others)} only there {others[:2]}")
        if not asked:
            wrong += 1
            print("  nobody to compare with")
    print("all answers are equal" if not wrong else f"{wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

#!/bin/bash
# Downloads side by side in one run: voyage, wget, rclone, aria2, lftp, curl. See README.md.
#   LAB=... LAB_RUN=... src/bench/downloads/downloads.sh [REPORT.md]
# BASE: another jar of voyage, to compare with; FIGURES: a file for the medians, as lines of JSON.
# RUNS (3) repetitions after WARM (2) that do not count; RACES ("a b c memory") which cases, (d) belongs to (a); PEERS; JAR; JAVA; SERVICE_FLAGS; CLI_FLAGS.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"; ROOT="$(cd "$HERE/../../.." && pwd -P)"
. "$HERE/common.sh"
export REPORT="${1:+$(realpath "$1")}"
export SERVICE_FLAGS="${SERVICE_FLAGS:--Xmx80m -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m}" CLI_FLAGS="${CLI_FLAGS:--Xmx80m -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m}"
RACES="${RACES:-a b c memory}"
PEERS_="" # the installed ones
for p in ${PEERS:-wget rclone aria2 lftp curl}; do case $p in aria2) need aria2c aria2 ;; *) need "$p" "$p" ;; esac && PEERS_="$PEERS_ $p"; done
export PEERS="$PEERS_" JAR WORK CASES="$WORK/cases.json"
TREE="$WORK/tree"; mkdir -p "$TREE"
has() { [[ " $RACES " = *" $1 "* ]]; }
grow() { # NAME FILES BYTES: random bytes
  python3 -c '
import os, sys
where, files, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.makedirs(where)
for n in range(files):
    with open("%s/file%05d.dat" % (where, n), "wb") as out:
        for at in range(0, size, 1 << 20): out.write(os.urandom(min(1 << 20, size - at)))' "$TREE/$1" "$2" "$3"; }
has b && { say "2000 files of 16 KiB"; grow b 2000 16384; }
has c && { say "8 files of 64 MiB"; grow c 8 67108864; }
if has memory; then
  say "10 files, 10000 files, one of 2 GiB"; grow m10 10 1000; grow m10k 10000 1000; mkdir "$TREE/m2g"; truncate -s 2G "$TREE/m2g/large.dat"
fi
private_nginx "$TREE"
pairs=(); for d in "$TREE"/*/; do d="$(basename "$d")"; [ "$d" = '*' ] || pairs+=("$d=$NGINX_URL/$d/"); done
[ ${#pairs[@]} = 0 ] || cone_for "${pairs[@]}"
if has a; then
  [ -n "${LAB:-}" ] && [ -n "${LAB_RUN:-}" ] || die "case (a) needs the lab: set LAB to its folder (knob.sh) and LAB_RUN to its run directory, or leave a out of RACES"
  export LAB LAB_RUN LAB_PORT_BASE="${LAB_PORT_BASE:-$(cat "$LAB_RUN/port_base")}"
  OURS="$NGINX_URL" # the lab has one of that name
  eval "$("$LAB/knob.sh" env)"
  NGINX_URL="$OURS"
  export APACHE_URL TAP_URL SESAME_URL
  trap '"$LAB/knob.sh" reset; cleanup' EXIT
  "$LAB/knob.sh" latency "${LATENCY_MS:-50}"
fi
export TREE NGINX_URL NGINX_LOG CONE_URL="${CONE_URL:-}"
python3 - "$RACES" >"$CASES" <<'PY' || die "no cases"
import json, os, sys
E = os.environ
def below(d, top):
    return sorted(os.path.relpath(os.path.join(w, n), top) for w, _, ns in os.walk(os.path.join(top, d)) for n in ns
                  if not n.startswith((".", "index")))
def case(name, title, root, top, directories, log, search, settings={}, again=None):
    files = [f for d in directories for f in below(d, top)]
    return dict(name=name, title=title, root=root, directories=directories, files=files,
                size=sum(os.path.getsize(os.path.join(top, f)) for f in files), log=log, search=search, settings=settings, again=again)
def here(name, title):
    search = dict(target="61.8 +3.7", catalogue=E["CONE_URL"] + "/" + name + "?")
    return case(name, title, E["NGINX_URL"], E["TREE"], [name], E["NGINX_LOG"], search)
wanted, cases = sys.argv[1].split(), []
if "a" in wanted:
    known = json.load(open(E["LAB_RUN"] + "/expected.json"))["directories"]
    top = E["LAB_RUN"] + "/htdocs/FTP/nustar/data/obs"
    dirs = [os.path.join(o[1:3], o[0], o) for o in known]
    cases.append(case("a", "the lab's NuSTAR tree behind %s ms a request" % E.get("LATENCY_MS", 50),
        E["APACHE_URL"] + "/FTP/nustar/data/obs", top, dirs, E["LAB_RUN"] + "/apache/access.log",
        dict(target="3C 105", catalogue="numaster", where="exposure_a <= 10000", files=dict(exclude=["index*"])),
        {"voyage.resolver.urls": E["SESAME_URL"].rstrip("/"), "voyage.registry.urls": E["TAP_URL"]}, "d"))
if "b" in wanted: cases.append(here("b", "2000 files of 16 KiB in one directory"))
if "c" in wanted: cases.append(here("c", "8 files of 64 MiB"))
if "memory" in wanted: cases += [here("m10", ""), here("m10k", ""), here("m2g", "")]
print(json.dumps(cases))
PY
export RACES="$(for r in $RACES; do [ "$r" = memory ] || printf '%s ' "$r"; done)"
say "race: $(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), runs ${RUNS:-3}, peers$PEERS"
python3 "$HERE/race.py"

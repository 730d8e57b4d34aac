#!/bin/bash
# Is voyage polite to an archive? Twenty concurrent searches against the lab, through a proxy that records when
# each request begins and ends and on which connection. Needs the lab up, its directory in LAB (for its ports) and a
# packaged jar; writes below $OUT; uses none of the lab's knobs. Exit code 1 if a requirement is not met.
#   LAB=<lab directory> [LAB_RUN=<its run directory>] [JAR=target/voyage.jar] [OUT=<directory>] politeness.sh [--only RUN]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${LAB:?the directory of the lab}"
export LAB_RUN="${LAB_RUN:-$LAB/run}"
base=$(cat "$LAB_RUN/port_base" 2>/dev/null || echo "${LAB_PORT_BASE:-18000}")
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
for url in "http://127.0.0.1:$((base + 81))/FTP/" "http://127.0.0.1:$((base + 80))/numaster/q/cone/scs.xml?RA=0&DEC=0&SR=0.1"; do
    curl -fsS -o "$out/answer" "$url" || { echo "the lab does not answer at $url" >&2; exit 2; }
done
exec python3 "$here/politeness.py" --archive "$((base + 81))" --services "$((base + 80))" \
    --jar "${JAR:-$here/../../../target/voyage.jar}" --out "$out" "$@"

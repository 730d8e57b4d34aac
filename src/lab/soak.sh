#!/bin/bash
# MINUTES (20) of searches, readers that connect and disconnect, and faults, against the lab and one service: memory, threads and descriptors must
# be flat, no error may be logged, and every search's tally must equal the sum of its events. Uses the lab's knobs.
#   LAB=... LAB_RUN=... src/lab/soak.sh     MINUTES, SEARCHES (50), READERS (200), SEED, RATE_KIB (700) a second for all answers together
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
export JAR="${JAR:-$ROOT/target/voyage.jar}"
[ -s "$JAR" ] || { echo "no $JAR: mvn package first, or set JAR" >&2; exit 2; }
[ -x "${LAB:-}/knob.sh" ] && [ -s "${LAB_RUN:-}/port_base" ] || { echo "set LAB to the lab's folder and LAB_RUN to the run directory of a lab that is up" >&2; exit 2; }
export LAB LAB_RUN
eval "$("$LAB/knob.sh" env)"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
export WORK
trap '"$LAB/knob.sh" reset > /dev/null; [ -n "${KEEP:-}" ] && echo "kept $WORK" || rm -rf "$WORK"' EXIT
python3 "$ROOT/src/lab/soak.py"

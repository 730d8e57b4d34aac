#!/bin/bash
# kill -9 of the service at KILLS (20) random moments of one search, a restart after each: at the end one journal without gap or
# duplicate, and the known result. Uses no knob of the lab.
#   LAB=... LAB_RUN=... src/lab/recover.sh     SEED=n for the same moments again; RATE_MIB (8) a second for all answers together
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
export JAR="${JAR:-$ROOT/target/voyage.jar}"
[ -s "$JAR" ] || { echo "no $JAR: mvn package first, or set JAR" >&2; exit 2; }
[ -x "${LAB:-}/knob.sh" ] && [ -s "${LAB_RUN:-}/port_base" ] || { echo "set LAB to the lab's folder and LAB_RUN to the run directory of a lab that is up" >&2; exit 2; }
export LAB LAB_RUN
eval "$("$LAB/knob.sh" env)"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
export WORK
trap 'rm -rf "$WORK"' EXIT
python3 "$ROOT/src/lab/recover.py"

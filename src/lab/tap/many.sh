#!/bin/bash
# Very many targets in one search, by TAP at the embedded archive: memory, and kill -9 in the middle. Needs the jar, no lab; see ../README.md.
#   src/lab/tap/many.sh     TARGETS=n (100000); HEAP of the service (112m); MOST_MIB over an idle service (96); KILLS=n (2)
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)"
export JAR="${JAR:-$ROOT/target/voyage.jar}" PG_BIN=none
[ -s "$JAR" ] || { echo "no $JAR: mvn package first, or set JAR" >&2; exit 2; }
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
export WORK
trap '[ -n "${KEEP:-}" ] && echo "kept $WORK" || rm -rf "$WORK"' EXIT
PYTHONPATH="$ROOT/src/lab" python3 "$ROOT/src/lab/tap/many.py"

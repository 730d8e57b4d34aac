#!/usr/bin/env bash
# The benchmarks of downloads in one command: today's build beside another jar of voyage and the peers, ratios against the goals,
# and a history in which a slower build is seen. See run.sh in README.md.
#   [BASE=OTHER.jar] [LAB=… LAB_RUN=…] src/bench/run.sh [--force] [CASE…]       CASE: a (with d), b, c; all that can run unless given
# RUNS (5), MOST_LOAD (0.7, of the last minute), TOLERANCE (0.15), HISTORY (src/bench/history/downloads.ndjson), NOTE (a word for
# the record); JAR, JAVA, PEERS and the others as for downloads/downloads.sh. Exit code 1: slower than before or not complete;
# 2: not run.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(cd "$here/../.." && pwd -P)"
force=
[ "${1:-}" != --force ] || { force=1; shift; }
export RUNS="${RUNS:-5}"
load="$(cut -d' ' -f1 /proc/loadavg)"
if awk -v load="$load" -v most="${MOST_LOAD:-0.7}" 'BEGIN { exit !(load > most) }'; then
  echo "the machine is not quiet: load $load, at most ${MOST_LOAD:-0.7}; busiest:" >&2
  ps -eo pcpu,args --sort=-pcpu | sed -n '2,4p' | cut -c1-120 >&2
  [ -n "$force" ] || { echo "nothing was run; --force runs all the same; compare CPU seconds then" >&2; exit 2; }
fi
cases="$*"
if [ -z "$cases" ]; then
  cases="b c"
  if [ -n "${LAB:-}" ] && [ -n "${LAB_RUN:-}" ]; then cases="a $cases"; else echo "left out: a and d, they need the lab (LAB, LAB_RUN)" >&2; fi
fi
[ -n "${BASE:-}" ] || echo "left out: the other build (BASE), and with it the goals of CPU and memory" >&2
figures="$(mktemp)"
trap 'rm -f "$figures"' EXIT
RACES="$cases" FIGURES="$figures" "$here/downloads/downloads.sh"
[ -s "$figures" ] || { echo "no figures" >&2; exit 2; }
commit="$(git -C "$root" describe --always --dirty --abbrev=9)"
python3 "$here/history.py" "$figures" "${HISTORY:-$here/history/downloads.ndjson}" "$commit" "$load" "${TOLERANCE:-0.15}" "${NOTE:-}"

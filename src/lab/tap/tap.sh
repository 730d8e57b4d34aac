#!/bin/bash
# Many targets at the lab's DaCHS: by TAP, by cone searches, by pyvo and by STILTS, the same rows; see ../README.md.
#   LAB=... LAB_RUN=... src/lab/tap/tap.sh     TARGETS=n (1000); RUNS=n (1) of each, by turns; RADIUS degrees (1)
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup.sh"
PYTHONPATH="$ROOT/src/lab" python3 "$ROOT/src/lab/tap/tap.py"

#!/bin/bash
# kill -9 at KILLS (10) random moments of one download, then a last run: exact bytes, and the bytes downloaded twice; see README.md.
#   LAB=... LAB_RUN=... src/lab/kill.sh     SEED=n for the same moments again; RATE_KIB (8192) a connection
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
python3 "$ROOT/src/lab/kill.py"

#!/bin/bash
# A whole search with every fault of the lab: complete and equal, or partial and exactly reported; see README.md.
#   LAB=... LAB_RUN=... src/lab/faults.sh     FAULTS=regex for some of them; KEEP=dir keeps the data of those that fail
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
python3 "$ROOT/src/lab/faults.py"

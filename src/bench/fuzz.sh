#!/usr/bin/env bash
# COUNT (100000) hostile inputs for each parser of untrusted input, see fuzz in README.md.
#   src/bench/fuzz.sh [COUNT] [SEED] [NAME...]
# Exit code 1 if a guarantee was broken; the input is kept in target/fuzz/NAME/.
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-100000}
seed=${2:-$(date +%s)}
mvn -B -ntp -q test-compile -Pbench -Dspotless.check.skip
mvn -B -ntp -q exec:exec -Pbench -Dbench.main=dev.voyage.fuzz.Fuzz -Dbench.args="$count $seed ${*:3}"

#!/bin/bash
# Replicas on one PostgreSQL, stopped at random: each journal without gap or repeat, each file whole, tallies that add up, and the time
# from a stop to the next event of the searches that were lost with it. Needs the jar and an installed PostgreSQL, no lab; see README.md.
#   src/lab/replicas.sh     MINUTES (10), REPLICAS (3), SEARCHES at once (20), READERS of each (2), SEED, LEASE_SECONDS,
#                           STOP=KILL (default), TERM, ZOMBIE or DATABASE
#   TRIAL=pooler src/lab/replicas.sh     two replicas behind PgBouncer
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
export JAR="${JAR:-$ROOT/target/voyage.jar}"
[ -s "$JAR" ] || { echo "no $JAR: mvn package first, or set JAR" >&2; exit 2; }
for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
  [ -x "$bin/initdb" ] && { export PG_BIN="$bin"; break; }
done
[ -n "${PG_BIN:-}" ] || { echo "no PostgreSQL is installed (Debian: postgresql)" >&2; exit 2; }
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
chmod 755 "$WORK"
export WORK
trap '[ -n "${KEEP:-}" ] && echo "kept $WORK" || rm -rf "$WORK"' EXIT
python3 "$ROOT/src/lab/${TRIAL:-replicas}.py"

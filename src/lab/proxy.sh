#!/bin/bash
# voyage behind nginx, with its defaults and with the settings of deploy/README.md; needs no lab. See README.md.
#   src/lab/proxy.sh     QUIET=75 for how long a stream stays silent
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
export JAR="${JAR:-$ROOT/target/voyage.jar}"
NGINX_BIN="${NGINX_BIN:-$(PATH="$PATH:/usr/sbin" command -v nginx)}" || { echo "no nginx: apt-get install nginx-light" >&2; exit 2; }
[ -s "$JAR" ] || { echo "no $JAR: mvn package first, or set JAR" >&2; exit 2; }
WORK="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
export ROOT WORK NGINX_BIN
trap 'rm -rf "$WORK"' EXIT
python3 "$ROOT/src/lab/proxy.py"

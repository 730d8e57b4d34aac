#!/bin/bash
# An observation of FILES (10000) files with a symbolic link to itself, served by a separate nginx; needs no lab. See README.md.
set -uo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
. "$ROOT/src/bench/downloads/common.sh"
export FILES="${FILES:-10000}" ROOT WORK JAR
python3 -c '
import os, sys
top, files = sys.argv[1], int(sys.argv[2])
def put(directory, n):
    os.makedirs(top + directory, exist_ok=True)
    with open("%s%s/file%05d.dat" % (top, directory, n), "wb") as out: out.write(os.urandom(1000))
for n in range(10): put("/few", n)
for n in range(files): put(("/many" + "/part%d" % (n % 6) * (n % 6 > 0)), n)
for n in range(30): put("/bare/part%d" % (n % 3), n)
for name in ("many", "bare"): os.symlink(".", "%s/%s/loop" % (top, name))' "$WORK/tree" "$FILES"
private_nginx "$WORK/tree"
cone_for "few=$NGINX_URL/few/" "many=$NGINX_URL/many/" "bare=$NGINX_URL/bare/"
export NGINX_LOG CONE_URL
python3 "$ROOT/src/lab/crowd.py"

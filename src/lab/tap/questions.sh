#!/bin/bash
# The same questions to voyage, pyvo and STILTS, at the lab's DaCHS and the demo archive; see ../README.md.
#   LAB=... LAB_RUN=... src/lab/tap/questions.sh
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../setup.sh"
port="$(free_port)"
"${JAVA:-java}" -Dvoyage.demo-port="$port" -Dquarkus.http.port=0 -jar "$JAR" serve --demo --data "$WORK/demo" >"$WORK/demo.log" 2>&1 & mine $!
export DEMO_URL="http://127.0.0.1:$port"
for _ in $(seq 300); do curl -s -o /dev/null "$DEMO_URL/xamin/vo/tap/capabilities" && break; sleep 0.2; done
PYTHONPATH="$ROOT/src/lab" python3 "$ROOT/src/lab/tap/questions.py"

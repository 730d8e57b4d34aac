#!/usr/bin/env bash
# Runs docs/tutorial.ipynb with Jupyter (Debian: python3-nbclient, python3-ipykernel; python3-astropy for the table) against a
# service with the demo archive, and checks its outputs.
#   src/lab/notebook.sh      JAR (target/voyage.jar), JAVA (java), PYTHON (/usr/bin/python3)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
jar=$(realpath "${JAR:-$root/target/voyage.jar}")
work=$(mktemp -d)
service=
finish() {
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

"${JAVA:-java}" -Dquarkus.http.port=0 -Dvoyage.demo-port=0 -jar "$jar" serve --demo --data "$work/service" >"$work/service.log" 2>&1 &
service=$!
address=
for _ in $(seq 240); do
  address=$(grep -oE 'Listening on: http://[^ ]+' "$work/service.log" | head -1 | sed 's|.*http://||') && [ -n "$address" ] && break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.5
done
[ -n "$address" ] || { echo "the service did not start" >&2; cat "$work/service.log" >&2; exit 1; }

mkdir "$work/notebook"
"${PYTHON:-/usr/bin/python3}" - "$root/docs/tutorial.ipynb" "$address" "$work/notebook" <<'PY'
import os
import sys

import nbformat
from nbclient import NotebookClient

source, address, directory = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    notebook = nbformat.reads(file.read().replace("localhost:8080", address), as_version=4)
code = [cell for cell in notebook.cells if cell.cell_type == "code"]
lines = [line for cell in code for line in cell.source.splitlines() if line.strip()]
assert len(lines) <= 8, "%d lines of code" % len(lines)
NotebookClient(notebook, timeout=300, resources={"metadata": {"path": directory}}).execute()

shown = [str(output.get("data", {})) for cell in code for output in cell.outputs]
assert any("3 of 5 observations selected" in text and "complete" in text for text in shown), shown
assert any("60061044002" in text for text in shown), "no observations: %s" % shown
saved = [name for _, _, names in os.walk(os.path.join(directory, "3C_105")) for name in names]
assert len(saved) == 48, "%d files" % len(saved)
print("%d lines of code, %d files" % (len(lines), len(saved)))
PY

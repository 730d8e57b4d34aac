#!/usr/bin/env bash
# Runs the snippets of the documentation that are marked <!-- command -->, page by page, each page in one shell, against a
# service with the demo archive. Fails at the first command that fails.
#   src/lab/snippets.sh [PAGE...]      JAR (target/voyage.jar), JAVA (java); without pages all of docs/
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
jar=$(realpath "${JAR:-$root/target/voyage.jar}")
java=${JAVA:-java}
pages=("$@")
[ "${#pages[@]}" -gt 0 ] || pages=("$root"/docs/*.md)
work=$(mktemp -d)
service=
finish() {
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

"$java" -Dquarkus.http.port=0 -Dvoyage.demo-port=0 -jar "$jar" serve --demo --data "$work/service" >"$work/service.log" 2>&1 &
service=$!
address=
for _ in $(seq 240); do
  address=$(grep -oE 'Listening on: http://[^ ]+' "$work/service.log" | head -1 | sed 's|.*http://||') && [ -n "$address" ] && break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.5
done
[ -n "$address" ] || { echo "the service did not start" >&2; cat "$work/service.log" >&2; exit 1; }

count=0
for page in "${pages[@]}"; do
  script=$(awk '/^<!-- command -->$/ { getline; inside = 1; next } /^```$/ { inside = 0 } inside' "$page" |
    sed -e "s|localhost:8080|$address|g" -e "s|java -jar target/voyage.jar|'$java' -jar '$jar'|g")
  [ -n "$script" ] || continue
  echo "--- ${page#"$root"/}"
  mkdir "$work/page$count"
  (cd "$work/page$count" && bash -euo pipefail -c "$script" >"$work/output" 2>&1) || { cat "$work/output" >&2; exit 1; }
  [ -s "$work/output" ] || { echo "no output" >&2; exit 1; }
  count=$((count + 1))
done
echo "$count pages"

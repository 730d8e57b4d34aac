#!/bin/sh
# Checks every VOTable of a search from a running voyage with STILTS votlint (Debian: stilts).
# usage: votlint.sh [BASE] [SEARCH]     default: http://localhost:8080, its newest completed search
# Exit code 1: votlint found an error; 77: stilts is not installed.
set -eu
base=${1:-http://localhost:8080}
command -v stilts > /dev/null || { echo "stilts is not installed: skipped"; exit 77; }
search=${2:-$(curl -sf "$base/v1/searches?phase=COMPLETED&limit=1" | sed -n 's/.*"id":"\([0-9a-z]*\)".*/\1/p')}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ids=$(curl -sf "$base/v1/searches/$search/observations?format=ndjson&MAXREC=3" |
  sed -n 's/.*"observation":"\([^"]*\)".*/ID=\1\&/p' | tr -d '\n')
failed=0
lint() {
  curl -sf -o "$work/it.xml" "$base$1" || { echo "not there: $1"; failed=1; return; }
  stilts votlint votable="$work/it.xml" > "$work/said" 2>&1 || true
  if grep -q '^ERROR' "$work/said"; then
    failed=1
    echo "FAILED $1"
    cat "$work/said"
  else
    echo "ok     $1"
  fi
}
for form in "" "&serialization=binary2"; do
  for rows in "" "&selected=true" "&selected=false" "&MAXREC=1" "&MAXREC=0"; do
    lint "/v1/searches/$search/observations?format=votable$form$rows"
  done
done
lint "/v1/searches/$search/datalink"
lint "/v1/searches/$search/datalink?${ids}ID=nobody"
failing=$(curl -sf "$base/v1/searches?phase=ERROR&limit=1" | sed -n 's/.*"id":"\([0-9a-z]*\)".*/\1/p')
[ -z "$failing" ] || lint "/uws/$failing/error"
exit $failed

#!/usr/bin/env bash
# SHA256SUMS of everything in DIR, to be checked by `sha256sum -c SHA256SUMS` there.
#   src/release/sums.sh DIR
set -euo pipefail
cd "$1"
rm -f SHA256SUMS
find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\n' | LC_ALL=C sort | xargs -d '\n' sha256sum -- >SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
[ -s SHA256SUMS ] || { echo "nothing to release in $1" >&2; exit 1; }
sha256sum -c --quiet SHA256SUMS

#!/usr/bin/env bash
# Builds one image and runs a search in it as it would run in production: read-only, with a /tmp that nothing is executed in.
#   src/release/image.sh jvm|native|native-micro TAG      ENGINE: docker unless set
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=$1 tag=$2 engine=${ENGINE:-docker}
"$engine" build -f "src/main/docker/Dockerfile.$kind" -t "$tag" .
run=("$engine" run --rm --read-only --tmpfs /tmp:noexec --cap-drop ALL --memory 512m -e VOYAGE_AUTH=none)
"${run[@]}" "$tag" search "3C 105" --catalogue numaster --where "exposure_a <= 10000" --demo --plain | tail -1 |
  grep -E 'files are in /data|^complete: 3 of 5 observations selected'
"${run[@]}" "$tag" --version

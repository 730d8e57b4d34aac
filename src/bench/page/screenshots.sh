#!/usr/bin/env bash
# Pictures of the page's states, light and dark, at four widths and on paper, of the packaged program: screenshots.sh OUT
set -euo pipefail
out=$(realpath "${1:?where to}")
cd "$(dirname "$0")/../../.."
modules=${NODE_MODULES:-target/page-bench/node_modules}
[ -d "$modules/playwright-core" ] || npm install --silent --no-save --prefix "${modules%/node_modules}" playwright-core@1.56
[ -f target/voyage.jar ] || mvn -q -B -ntp package -DskipTests -Dspotless.check.skip
node src/bench/page/screenshots.mjs "$out" "$(realpath "$modules")" target/voyage.jar "${CHROMIUM:-/usr/bin/chromium}"

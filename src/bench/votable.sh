#!/bin/sh
# VOTable reading side by side: ours, STIL's, the JDK's StAX. Arguments: rows, measured runs.
set -eu
cd "$(dirname "$0")/../.."
exec mvn -q -B -ntp -Pbench test-compile exec:exec -Dbench.args="$*"

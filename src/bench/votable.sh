#!/bin/sh
# VOTable readers side by side: voyage's, STIL's, the JDK's StAX. Arguments: rows, measured runs.
set -eu
cd "$(dirname "$0")/../.."
exec mvn -q -B -ntp -Pbench test-compile exec:exec -Dbench.args="$*"

# Shared by the trials against the lab; sourced, never run. Sets ROOT, WORK, JAR and the lab's addresses; resets the knobs at the end.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
. "$ROOT/src/bench/downloads/common.sh"
[ -x "${LAB:-}/knob.sh" ] && [ -s "${LAB_RUN:-}/port_base" ] || die "set LAB to the lab's folder (knob.sh, bin/expect.py) and LAB_RUN to the run directory of a lab that is up"
LAB_PORT_BASE="${LAB_PORT_BASE:-$(cat "$LAB_RUN/port_base")}"
export LAB LAB_RUN LAB_PORT_BASE JAR WORK
eval "$("$LAB/knob.sh" env)"
curl -sf -o /dev/null "$APACHE_URL/FTP/" || die "no lab answers at $APACHE_URL"
trap '"$LAB/knob.sh" reset; cleanup' EXIT

#!/bin/bash
# Watchers by the thousand, side by side with nginx's nchan in one run. See README.md.
#   src/bench/streams/streams.sh [REPORT.md]
# RUNS (3) repetitions; WATCHERS (10000); CASES ("fan stall tail million") which; EVENTS (1000000) of the long journal; JAR; JAVA; SERVICE_FLAGS; MORE_SETTINGS.
set -uo pipefail
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"; ROOT="$(cd "$HERE/../../.." && pwd -P)"
. "$HERE/../downloads/common.sh"
export REPORT="${1:+$(realpath "$1")}"
export JAR WORK JAVA="${JAVA:-java}" RUNS="${RUNS:-3}" WATCHERS="${WATCHERS:-10000}" CASES="${CASES:-fan stall tail million}" EVENTS="${EVENTS:-1000000}"
# the whole heap is touched at the start, so that the RSS grows only by memory outside of it
export SERVICE_FLAGS="${SERVICE_FLAGS:--Xms640m -Xmx640m -XX:+AlwaysPreTouch}"
ulimit -n "$(ulimit -Hn)" || die "no more files"
[ "$(ulimit -n)" -gt $((WATCHERS + 1000)) ] || die "$(ulimit -n) files may be open, $WATCHERS watchers need more"
if [[ " $CASES " = *" fan "* ]]; then
  need nginx nginx-light || [ -x /usr/sbin/nginx ] || die "no nginx"
  NCHAN=/usr/lib/nginx/modules/ngx_nchan_module.so
  [ -e "$NCHAN" ] || { say "installing libnginx-mod-nchan"; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libnginx-mod-nchan >/dev/null 2>&1; }
  if [ -e "$NCHAN" ]; then
    port="$(free_port)"; dir="$WORK/nchan"; mkdir -p "$dir"; export NCHAN_URL="http://127.0.0.1:$port" NCHAN_PID="$dir/pid"
    cat >"$dir/nginx.conf" <<CONF
load_module $NCHAN;
worker_processes 2;
worker_rlimit_nofile $(ulimit -n);
daemon off;
pid $dir/pid;
events { worker_connections $((WATCHERS + 1000)); }
http {
  access_log off;
  client_body_temp_path $dir/body; proxy_temp_path $dir/proxy; fastcgi_temp_path $dir/f; uwsgi_temp_path $dir/u; scgi_temp_path $dir/s;
  keepalive_requests 1000000;
  nchan_shared_memory_size 256M;
  server {
    listen 127.0.0.1:$port backlog=4096;
    location /pub { nchan_publisher; nchan_channel_id \$arg_id; nchan_message_buffer_length 2000; nchan_message_timeout 10m; }
    location /sub { nchan_subscriber eventsource; nchan_channel_id \$arg_id; nchan_subscriber_first_message newest; nchan_eventsource_ping_interval 15; }
  }
}
CONF
    "$(command -v nginx || echo /usr/sbin/nginx)" -p "$dir/" -e "$dir/error.log" -c "$dir/nginx.conf" & mine $!
    for _ in $(seq 50); do curl -s -o /dev/null "$NCHAN_URL/" && break; sleep 0.1; done
  else
    say "no nchan: it is left out"
  fi
fi
mkdir -p "$WORK/classes"
"$(dirname "$(readlink -f "$(command -v "$JAVA")")")/javac" -d "$WORK/classes" "$ROOT/src/bench/java/dev/voyage/bench/Watchers.java" || die "the watchers do not compile"
say "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg), runs $RUNS, watchers $WATCHERS"
python3 "$HERE/streams.py"

#!/usr/bin/env bash
# Makes the ahead-of-time cache of one jar on one JVM (JEP 483, 515; an archive of classes, AppCDS, before JDK 25): a rehearsal of a
# search over HTTP against the embedded archive, on loopback, then the cache. `mvn package`, the image's build and voyage-cache run
# it, since a cache fits only its own JVM and jar.
#   aot.sh JAR CACHE [JVM OPTION...]     AOT_PORT: of the service, instead of a free one
set -euo pipefail
jar=$1 cache=$2
shift 2
data=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true; rm -rf "$data"' EXIT
port=${AOT_PORT:-}
until [ -n "$port" ]; do # one at which nothing listens
  port=$((20000 + RANDOM % 10000))
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then port=; fi
done

output=AOTCacheOutput
major=$("${JAVA:-java}" -version 2>&1 | sed -nE 's/.* version "([0-9]+).*/\1/p')
[ "$major" -ge 25 ] || output=ArchiveClassesAtExit

"${JAVA:-java}" "$@" "-XX:$output=$cache" -Dvoyage.data="$data" -Dvoyage.demo-port=0 -Dquarkus.http.host=127.0.0.1 \
  -Dquarkus.http.port="$port" -Dquarkus.log.level=WARN -jar "$jar" serve --demo &
service=$!

ask() { # the answer to a GET, to its end; bash alone, so that an image needs nothing for it
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$1" >&3
  cat <&3
  exec 3<&-
}

for ((i = 0; i < 600; i++)); do
  ask /q/health/ready 2>/dev/null | grep -q '200 OK' && break
  kill -0 "$service"
  sleep 0.1
done
ask '/v1/stream?target=3C+105&catalogue=numaster&where=exposure_a+%3C%3D+10000' | grep -q '^event: search.completed'
for path in /v1/searches /q/metrics /v1/catalogues?keywords=nustar /; do ask "$path" >/dev/null; done
kill -TERM "$service"
wait "$service" || true # 143: it was told to stop
service=
test -s "$cache"

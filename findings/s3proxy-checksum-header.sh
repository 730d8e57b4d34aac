#!/usr/bin/env bash
# s3proxy 2.6.0 (backend filesystem-nio2, its other settings as they are): a PutObject with the header x-amz-checksum-sha256 and
# the right checksum is refused with 501, code NotImplemented, and nothing is stored; the same request without the header is
# answered with 200. Amazon's API has the header for PutObject. Expected: 200, whether the checksum is used or not.
# Observed: "without the header: 200; with it: 501 NotImplemented; stored: plain".
# Needs: JDK 17 or newer, Maven, curl, openssl, Python for a free port.
set -euo pipefail
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>store</artifactId><version>1</version><dependencies>
<dependency><groupId>org.gaul</groupId><artifactId>s3proxy</artifactId><version>2.6.0</version></dependency></dependencies></project>
XML
mvn -q -B -ntp -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$work/data/bucket"
cat >"$work/conf" <<CONF
s3proxy.endpoint=http://127.0.0.1:$port
s3proxy.authorization=none
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$work/data
jclouds.identity=x
jclouds.credential=x
CONF
java -Xmx256m -cp "$(cat "$work/classpath")" org.gaul.s3proxy.Main --properties "$work/conf" >"$work/log" 2>&1 &
pid=$!
for _ in $(seq 120); do
  curl -s -o "$work/ignored" "http://127.0.0.1:$port/" && break
  sleep 0.5
done

printf 'some bytes' >"$work/object"
sum=$(openssl dgst -sha256 -binary "$work/object" | base64)
put() { # put KEY [HEADER]: status and code
  curl -s -o "$work/answer" -w '%{http_code}' -X PUT --data-binary "@$work/object" ${2:+-H "$2"} "http://127.0.0.1:$port/bucket/$1"
  grep -o '<Code>[^<]*' "$work/answer" | sed 's/<Code>/ /' || true
}
plain=$(put plain)
summed=$(put summed "x-amz-checksum-sha256: $sum")
stored=$(cd "$work/data/bucket" && ls | tr '\n' ' ')
echo "without the header: $plain; with it: $summed; stored: $stored"
[ "$plain" = 200 ] && [ "$summed" = "501 NotImplemented" ] && [ "$stored" = "plain " ]

#!/bin/bash
# The lab's search with its files in a bucket of a real store (STORE: s3rver, s3proxy or s3mock), killed KILLS (3) times: exact bytes
# in the end; then what a service gives of them: tar, verify, files by redirect; then it removes them. See README.md.
#   LAB=... LAB_RUN=... STORE=s3rver src/lab/objects.sh
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
STORE=${STORE:-s3rver}
store=$(mktemp -d)
pid=
finish() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  rm -rf "$store"
  "$LAB/knob.sh" reset
  cleanup
}
trap finish EXIT
PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

classpath() { # classpath GROUP ARTIFACT VERSION
  cat >"$store/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>lab</groupId><artifactId>store</artifactId><version>1</version><dependencies>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>2.0.17</version></dependency>
<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency></dependencies></project>
XML
  mvn -q -B -ntp -f "$store/pom.xml" dependency:build-classpath -Dmdep.outputFile="$store/classpath" >&2
  cat "$store/classpath"
}

case $STORE in
  s3rver)
    npm install --silent --prefix "$store" s3rver@3.7.1
    mkdir "$store/data"
    node "$store/node_modules/.bin/s3rver" -d "$store/data" -a 127.0.0.1 -p "$PORT" --silent --configure-bucket voyage >"$store/log" 2>&1 &
    key=S3RVER secret=S3RVER
    ;;
  s3proxy)
    libraries=$(classpath org.gaul s3proxy 2.6.0)
    mkdir -p "$store/data/voyage"
    cat >"$store/conf" <<CONF
s3proxy.endpoint=http://127.0.0.1:$PORT
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=ID
s3proxy.credential=SECRET
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$store/data
jclouds.identity=x
jclouds.credential=x
CONF
    java -Xmx256m -cp "$libraries" org.gaul.s3proxy.Main --properties "$store/conf" >/dev/null 2>&1 &
    key=ID secret=SECRET
    ;;
  s3mock)
    libraries=$(classpath com.adobe.testing s3mock 4.6.0)
    COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS=voyage java -Xmx512m -cp "$libraries" \
      com.adobe.testing.s3mock.S3MockApplication --com.adobe.testing.s3mock.http-port="$PORT" --server.port=0 >"$store/log" 2>&1 &
    key=any secret=any
    ;;
  *)
    echo "STORE is s3rver, s3proxy or s3mock, not $STORE" >&2
    exit 2
    ;;
esac
pid=$!
for _ in $(seq 240); do
  curl -s -o /dev/null "http://127.0.0.1:$PORT/" && break
  kill -0 "$pid" || { echo "$STORE did not start" >&2; cat "$store/log" >&2; exit 1; }
  sleep 0.5
done
export VOYAGE_FILES=s3://voyage/lab VOYAGE_FILES_S3_ENDPOINT=http://127.0.0.1:$PORT VOYAGE_FILES_REDIRECT=true
export VOYAGE_FILES_S3_ACCESS_KEY=$key VOYAGE_FILES_S3_SECRET_KEY=$secret
echo "store: $STORE"
KILLS=${KILLS:-3} python3 "$ROOT/src/lab/kill.py"
python3 "$ROOT/src/lab/objects.py"

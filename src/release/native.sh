#!/usr/bin/env bash
# The native executable's part of a release, on the machine whose processor it is for.
#   src/release/native.sh DIR            with GRAALVM_HOME, a GraalVM or Mandrel 25: builds target/voyage, runs the packaged stories
#                                        on it (*IT), packs it with SQLite's library into DIR
#   src/release/native.sh --sources      without: what native-image would be given, and everything that can be said of it
# MARCH is the processor level of x86-64 (x86-64-v3 unless set; compatibility for older ones), MVN another Maven.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn=${MVN:-mvn -B -ntp}

if [ "$1" = --sources ]; then
  $mvn -q package -Pnative -DskipTests -Dspotless.check.skip -Dquarkus.native.sources-only=true
  exec $mvn surefire:test -Dvoyage.native-sources=target/native-sources \
    -Dtest='NativeSourcesTest,ImageHeapTest,WrittenTypesTest,TouchedStoryTest'
fi

out=$(mkdir -p "$1" && cd "$1" && pwd)
[ -x "${GRAALVM_HOME:?the home of a GraalVM or Mandrel 25}/bin/native-image" ] || { echo "no native-image in $GRAALVM_HOME" >&2; exit 1; }
more=()
[ -z "${MARCH:-}" ] || more+=("-Dquarkus.native.march=$MARCH")
$mvn verify -Pnative -Dspotless.check.skip "${more[@]}"
version=$(target/voyage --version | grep -oE '[0-9]+\.[0-9]+[^ ]*' | head -1)
name=voyage-$version-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
cp -p target/voyage target/libsqlitejdbc.so LICENSE NOTICE "$work/$name"
tar -C "$work" -czf "$out/$name.tar.gz" "$name"
ls -l "$out"

#!/usr/bin/env bash
# The jar's part of a release: tests everything (the packaged stories on the jar too), makes the ahead-of-time cache of the jar
# on a JDK 25, the bill of materials, and packs them into DIR; then the packages for people (dist.sh).
#   src/release/jar.sh DIR               JAVA_25=/path/to/jdk-25; MVN for another Maven
#   src/release/jar.sh DIR --as-it-is    the same of target/voyage.jar as it lies there, tested before
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mkdir -p "$1" && cd "$1" && pwd)
mvn=${MVN:-mvn -B -ntp}
java=${JAVA_25:?the home of a JDK 25}/bin/java
[ "${2:-}" = --as-it-is ] || $mvn verify

version=$("$java" -jar target/voyage.jar --version | grep -oE '[0-9]+\.[0-9]+[^ ]*' | head -1)
name=voyage-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/$name"
cp -p target/voyage.jar LICENSE NOTICE "$work/$name"
cp -p target/libsqlitejdbc.so "$work/$name" 2>/dev/null || echo "no library of SQLite for this platform: the jar unpacks its own"
# a cache fits its own JVM and this very jar only (its time too): it is packed with a note of which JVM that is
JAVA=$java src/main/docker/aot.sh "$work/$name/voyage.jar" "$work/$name/voyage.aot" -XX:+UseSerialGC
"$java" -version 2>"$work/$name/voyage.aot.jdk"
$mvn -q -Psbom org.cyclonedx:cyclonedx-maven-plugin:makeBom
cp target/voyage-sbom.json "$out/$name-sbom.json"
cp -p target/voyage.jar "$out/$name.jar"
tar -C "$work" -czf "$out/$name-jar-linux-$(uname -m).tar.gz" "$name"
# what is packed runs, with its cache, from where it is unpacked
mkdir "$work/try"
tar -C "$work/try" -xzf "$out/$name-jar-linux-$(uname -m).tar.gz"
(cd "$work/try/$name" && "$java" -XX:AOTCache=voyage.aot -XX:+UseSerialGC -jar voyage.jar --version)
MVN="$mvn" src/release/dist.sh "$out"
ls -l "$out"

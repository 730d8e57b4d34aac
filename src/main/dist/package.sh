#!/usr/bin/env bash
# The last step of `mvn package`: bin/voyage and the class cache of the jar for the JVM that Maven runs on, unless the cache is newer
# than the jar. The build does not fail when there can be no cache: it says so, and voyage starts more slowly.
#   package.sh TARGET JAVA_HOME
set -euo pipefail
source=$(cd "$(dirname "$0")" && pwd)
target=$1
[ -f "$target/voyage.jar" ] || exit 0 # a native executable is built
mkdir -p "$target/bin"
cp "$source/voyage" "$source/voyage-cache" "$target/bin/"
chmod 755 "$target/bin/voyage" "$target/bin/voyage-cache"
cp "$source/../docker/aot.sh" "$target/aot.sh"
if [ "$target/voyage.aot" -nt "$target/voyage.jar" ] || [ "$target/voyage.jsa" -nt "$target/voyage.jar" ]; then exit 0; fi
rm -f "$target/voyage.aot" "$target/voyage.jsa" # of another jar
JAVA_HOME=$2 "$target/bin/voyage-cache" >/dev/null || true

#!/usr/bin/env bash
# Generates clients from the service's OpenAPI document and uses them against its demo archive: openapi-generator for Java
# (compiled, runs a search), TypeScript (compiled with tsc, runs a search in Node) and Python (syntax; runs a search where
# pydantic 2 is installed), and the types of openapi-typescript (checked by tsc, run a search). Without npm only Java and Python.
#   src/lab/generators.sh      JAR (target/voyage.jar), JAVA (java), MVN (mvn), KEEP=dir keeps what is generated
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/src/lab/generators
jar=$(realpath "${JAR:-$root/target/voyage.jar}")
java=$(command -v "${JAVA:-java}")
mvn=${MVN:-mvn -B -ntp}
GENERATOR=7.25.0
TYPESCRIPT=5.9.3
OPENAPI_TYPESCRIPT=7.13.0
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
service=
finish() {
  [ -z "$service" ] || kill "$service" 2>/dev/null || true
  wait 2>/dev/null || true
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap finish EXIT

"$java" -Dquarkus.http.port=0 -Dvoyage.demo-port=0 -jar "$jar" serve --demo --data "$work/service" >"$work/service.log" 2>&1 &
service=$!
$mvn -q dependency:copy -Dartifact="org.openapitools:openapi-generator-cli:$GENERATOR" -DoutputDirectory="$work" >"$work/copy.log" 2>&1 ||
  { cat "$work/copy.log" >&2; exit 1; }
address=
for _ in $(seq 240); do
  address=$(grep -oE 'Listening on: http://[^ ]+' "$work/service.log" | head -1 | sed 's|.*: ||') && [ -n "$address" ] && break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.5
done
[ -n "$address" ] || { echo "the service did not start" >&2; cat "$work/service.log" >&2; exit 1; }
cd "$work"
curl -fsS "$address/q/openapi" -o openapi.yaml

generate() { # generate GENERATOR PROPERTIES
  echo "--- openapi-generator $GENERATOR: $1"
  "$java" -jar "openapi-generator-cli-$GENERATOR.jar" generate -i openapi.yaml -g "$1" -o "$1" --additional-properties="$2" \
    --global-property=apiDocs=false,modelDocs=false,apiTests=false,modelTests=false >"$1.log" 2>&1 || { cat "$1.log" >&2; exit 1; }
}

# null containers: an empty list of targets would be a second answer to "which targets"
generate java containerDefaultToNull=true,library=native,useJakartaEe=true,openApiNullable=false,hideGenerationTimestamp=true
(cd java && $mvn -q dependency:build-classpath -Dmdep.outputFile="$work/java.classpath") >java-classpath.log 2>&1 ||
  { cat java-classpath.log >&2; exit 1; }
mkdir classes
find java/src/main -name '*.java' >java.list
"$(dirname "$(realpath "$java")")/javac" -nowarn -proc:none -cp "$(cat java.classpath)" -d classes @java.list "$here/RunSearch.java"
"$java" -cp "classes:$(cat java.classpath)" RunSearch "$address"

generate python packageName=voyage_generated
python3 -m compileall -q python/voyage_generated
if PYTHONPATH=python python3 -c "import pydantic, urllib3, dateutil; assert pydantic.VERSION.startswith('2.')" 2>/dev/null; then
  PYTHONPATH=python python3 "$here/run_search.py" "$address"
else
  echo "no pydantic 2: only the syntax is checked"
fi

if ! command -v npm >/dev/null; then
  echo "no npm: no TypeScript"
  exit 0
fi
npm install --silent --no-audit --no-fund --prefix npm "typescript@$TYPESCRIPT" "openapi-typescript@$OPENAPI_TYPESCRIPT" @types/node@20
tsc() { # to CommonJS, which Node runs as it is
  npm/node_modules/.bin/tsc --strict --target es2022 --lib es2022,dom --module nodenext --moduleResolution nodenext \
    --typeRoots npm/node_modules/@types --types node "$@"
}
generate typescript-fetch supportsES6=true
cp "$here/run-search.ts" typescript-fetch/
tsc --outDir typescript-js typescript-fetch/run-search.ts
node typescript-js/run-search.js "$address"

echo "--- openapi-typescript $OPENAPI_TYPESCRIPT"
mkdir types
npm/node_modules/.bin/openapi-typescript openapi.yaml -o types/schema.d.ts >types.log 2>&1 || { cat types.log >&2; exit 1; }
cp "$here/typed-search.ts" types/
tsc --outDir types-js types/typed-search.ts
node types-js/typed-search.js "$address"

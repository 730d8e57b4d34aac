#!/usr/bin/env bash
# Start-up and resident memory of the packaged jar, plain and with an ahead-of-time cache, see startup in README.md.
#   src/bench/startup.sh [RUNS]     JAVA=/path/to/java of a JDK 25, JAR
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd -P)"
jar="${JAR:-$root/target/voyage.jar}"
export JAVA="${JAVA:-java}"
work="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
trap 'rm -rf "$work"' EXIT
flags=(-XX:+UseSerialGC -Xmx512m)
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
AOT_PORT=$(port) "$root/src/main/docker/aot.sh" "$jar" "$work/voyage.aot" "${flags[@]}" >"$work/aot.log" 2>&1 || { tail -20 "$work/aot.log" >&2; exit 1; }
echo "cache: $(($(stat -c %s "$work/voyage.aot") >> 20)) MiB"
python3 - "$JAVA" "$jar" "$work" "${1:-5}" "${flags[@]}" <<'PY'
import http.client, json, socket, statistics, subprocess, sys, time
java, jar, work, runs, *flags = sys.argv[1:]

def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().read()

def once(more, n):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    begun = time.monotonic()
    process = subprocess.Popen([java, *flags, *more, f"-Dvoyage.data={work}/data{n}", f"-Dquarkus.http.port={port}", "-jar", jar],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                get(port, "/q/health/ready")
                break
            except OSError:
                if process.poll() is not None or time.monotonic() - begun > 120:
                    raise SystemExit("it does not come up")
                time.sleep(0.005)
        up = time.monotonic() - begun
        time.sleep(1)
        with open(f"/proc/{process.pid}/status") as status:
            rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        return up, rss / 1024
    finally:
        process.kill()
        process.wait()

for name, more in (("jar", []), ("jar with cache", [f"-XX:AOTCache={work}/voyage.aot"])):
    figures = [once(more, n) for n in range(int(runs))]
    ups, sizes = zip(*figures)
    print(f"{name:16} first answer after {statistics.median(ups):.2f} s ({min(ups):.2f} to {max(ups):.2f}), "
          f"RSS a second later {statistics.median(sizes):.0f} MiB, {runs} runs")
PY

#!/usr/bin/env bash
# Start-up and resident memory of packaged jars, plain and with a cache of their classes, see startup in README.md. Several jars
# take turns, run by run, with a ratio to the first for each: CPU time until the first response hardly depends on
# other load.
#   src/bench/startup.sh [RUNS [JAR...]]     JAVA=/path/to/java; from JDK 25 the cache is the images' (aot.sh), before an archive
#                                            of classes (AppCDS). JAR unless set: target/voyage.jar
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd -P)"
export JAVA="${JAVA:-java}"
runs="${1:-5}"
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- "${JAR:-$root/target/voyage.jar}"
work="$(mktemp -d "${TMPDIR:-/tmp}/voyage-XXXXXX")"
trap 'rm -rf "$work"' EXIT
flags=(-XX:+UseSerialGC -Xmx512m)
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
n=0
for jar in "$@"; do
  AOT_PORT=$(port) "$root/src/main/docker/aot.sh" "$jar" "$work/$n.cache" "${flags[@]}" >"$work/aot.log" 2>&1 || { tail -20 "$work/aot.log" >&2; exit 1; }
  echo "cache of $jar: $(($(stat -c %s "$work/$n.cache") >> 20)) MiB"
  n=$((n + 1))
done
python3 - "$JAVA" "$work" "$runs" "$@" -- "${flags[@]}" <<'PY'
import http.client, os, re, socket, statistics, subprocess, sys, time
java, work, runs, *rest = sys.argv[1:]
jars, flags = rest[:rest.index("--")], rest[rest.index("--") + 1:]
version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
major = int(re.search(r'version "(\d+)', version).group(1))
cached = "-XX:AOTCache=" if major >= 25 else "-XX:SharedArchiveFile="
ticks = os.sysconf("SC_CLK_TCK")

def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse().read()

def once(jar, more, n):
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
        with open(f"/proc/{process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        cpu = (int(fields[11]) + int(fields[12])) / ticks
        time.sleep(1)
        with open(f"/proc/{process.pid}/status") as status:
            rss = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        return up, cpu, rss / 1024
    finally:
        process.kill()
        process.wait()

print(f"JDK {major}, {runs} runs each, by turns; medians")
for name in ("plain", "with cache"):
    figures = [[] for _ in jars]
    for run in range(int(runs)):
        for n, jar in enumerate(jars):
            more = [] if name == "plain" else [f"{cached}{work}/{n}.cache"]
            figures[n].append(once(jar, more, f"{n}-{run}"))
    first = None
    for n, jar in enumerate(jars):
        ups, cpus, sizes = zip(*figures[n])
        up, cpu = statistics.median(ups), statistics.median(cpus)
        ratio = f", {up / first[0]:.2f} and {cpu / first[1]:.2f} of the first" if first else ""
        first = first or (up, cpu)
        print(f"{name:10} {jar}: first answer after {up:.2f} s ({min(ups):.2f} to {max(ups):.2f}), CPU {cpu:.2f} s "
              f"({min(cpus):.2f} to {max(cpus):.2f}), RSS a second later {statistics.median(sizes):.0f} MiB{ratio}", flush=True)
PY

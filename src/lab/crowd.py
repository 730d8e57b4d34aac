"""Directories of many files with a symbolic link to themselves: see README.md. crowd.sh sets the environment."""
import json
import os
import shutil
import socket
import sys

ENV = os.environ
sys.path.insert(0, ENV["ROOT"] + "/src/bench/downloads")
from measure import Service  # noqa: E402

MOST_RSS_MIB = 256
SETTINGS = {"voyage.egress.allow": "127.0.0.1", "voyage.limits.host.connections": 16,
            "voyage.limits.host.requests-per-second": 10000}
FLAGS = ENV.get("SERVICE_FLAGS", "-Xmx80m -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m").split()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def asked(since):
    """Paths in the access log after this position."""
    with open(ENV["NGINX_LOG"]) as lines:
        lines.seek(since)
        paths = [line.split('"')[1].split()[1] for line in lines]
    return [path for path in paths if path != "/robots.txt"]  # requested once by each new service


def crowd(name, files, directories, loops, hold):
    """Downloads one tree with a separate service and checks its cost; returns its peak RSS."""
    directory = f"{ENV['WORK']}/{name}-voyage"
    service = Service(ENV.get("JAVA", "java"), ENV["JAR"], FLAGS, SETTINGS, directory, free_port())
    try:
        since, lines = os.path.getsize(ENV["NGINX_LOG"]), []
        cost = service.search({"target": "61.8 +3.7", "catalogue": f"{ENV['CONE_URL']}/{name}?"}, told=lines)
    finally:
        service.end()
        shutil.rmtree(directory)
    paths, told = asked(since), [json.loads(line) for line in lines]
    pages = [path for path in paths if path.endswith("/")]
    done = [e["file"] for e in told if e["type"] == "file.completed"]
    refused = [f"{r['text']}: {r['reason']}" for e in told if e["type"] == "directory.listed" for r in e["refused"]]
    print(f"{name}: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, {len(pages)} index pages and {len(paths) - len(pages)} files asked for, "
          f"peak RSS {cost.rss_mib:.0f} MiB, {told[-1]['type']}, refused: {refused[:4]}")
    hold(f"{name}: it ends complete", told[-1]["type"] == "search.completed")
    hold(f"{name}: each of its {files} files is asked for once ({len(paths) - len(pages)}) and told once ({len(done)})",
         len(paths) - len(pages) == files and len(done) == len(set(done)) == files)
    hold(f"{name}: at most {directories + loops} index pages for {directories} directories and {loops} links to the top ({len(pages)})",
         len(pages) <= directories + loops)
    if loops:
        hold(f"{name}: the link is refused by name", any("loop" in text for text in refused))
    return cost.rss_mib


def main():
    broken = []

    def hold(promise, kept):
        print(f"{'kept  ' if kept else 'BROKEN'} {promise}", flush=True)
        if not kept:
            broken.append(promise)

    files = int(ENV["FILES"])
    few = crowd("few", 10, 1, 0, hold)
    many = crowd("many", files, 6, 1, hold)
    crowd("bare", 30, 4, 1, hold)  # only directories at its top
    hold(f"peak RSS below {MOST_RSS_MIB} MiB with {files} files ({many:.0f}; with 10 files {few:.0f})", many < MOST_RSS_MIB)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()

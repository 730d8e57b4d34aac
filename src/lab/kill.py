"""Repeated kill -9 during a download: see README.md. kill.sh sets the environment."""
import os
import random
import signal
import subprocess
import sys
import time

from lab import ACCESS_LOG, ENV, WORK, Run, answers, command, knob, known_answer

KILLS = int(ENV.get("KILLS", "10"))
SEED = int(ENV.get("SEED", "0")) or random.randrange(1 << 30)


def killed(directory, rng):
    """Kills a search shortly after some event; returns its progress."""
    os.makedirs(directory, exist_ok=True)
    turn, bytes_on_disk = rng.randrange(1, 600), rng.uniform(0, 0.5)
    with open(directory + "/errors", "wb") as errors:
        run = subprocess.Popen(command(directory), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, cwd=directory)
        events = 0
        for _ in run.stdout:
            events += 1
            if events == turn:
                break
        time.sleep(bytes_on_disk)
        run.send_signal(signal.SIGKILL)
        rest = run.stdout.read().count(b"\n")
        run.wait()
    time.sleep(2)  # the archive logs a request when it has noticed the closed connection
    return events + rest, run.returncode


def parts(directory):
    """The parts on disk: the end of the archive's path, and the size."""
    top = directory + "/data/files"
    return {os.path.relpath(os.path.join(w, name), top).split("/", 1)[1].removesuffix(".part"): os.path.getsize(os.path.join(w, name))
            for w, _, names in os.walk(top) for name in names if name.endswith(".part")}


def again(left, asked):
    """Bytes that were on disk in parts and requested again."""
    first = {}
    for verb, path, _, _, start in asked:
        if verb == "GET":
            first.setdefault(path.replace("//", "/").lstrip("/"), start)
    return sum(max(0, size - first[path]) for path, size in left.items() if path in first)


def main():
    rng, directory, since = random.Random(SEED), WORK + "/kill", os.path.getsize(ACCESS_LOG)
    print(f"seed {SEED}\n\n| run | killed after events | ended as | files in place | bytes in place | bytes in parts |\n| --- | --- | --- | --- | --- | --- |")
    left, twice = {}, 0
    knob("reset")
    knob("rate", ENV.get("RATE_KIB", "8192"))
    try:
        for n in range(KILLS):
            before = os.path.getsize(ACCESS_LOG)
            events, code = killed(directory, rng)
            twice += again(left, answers(before))
            left = parts(directory)
            here = [(name, os.path.getsize(os.path.join(w, name)))
                    for w, _, names in os.walk(directory + "/data/files") for name in names]
            whole = [size for name, size in here if not name.startswith(".") and not name.endswith((".part", ".part-of"))]
            print(f"| {n + 1} | {events} | {'kill -9' if code == -9 else f'exit {code}'} | {len(whole)} | {sum(whole)} | {sum(left.values())} |", flush=True)
    finally:
        knob("reset")
    before = os.path.getsize(ACCESS_LOG)
    last = Run(directory)
    twice += again(left, answers(before))
    files = [a for a in answers(since) if a[0] == "GET" and not a[1].endswith("/")]
    sent, answer = sum(a[3] for a in files), len(known_answer())
    size = sum(os.path.getsize(os.path.join(w, name)) for w, _, names in os.walk(directory + "/to") for name in names)
    print(f"\nlast run: {last.outcome} (exit {last.exit}), {last.seconds:.1f} s, files {last.result}")
    print(f"the archive was asked {len(files)} times for {answer} files, {sum(a[4] > 0 for a in files)} times from a later byte on; "
          f"{twice} bytes that lay here in parts were asked for again ({twice * 100 / size:.1f} % of all); "
          f"by its log it sent {sent - size} bytes beyond the {size}, what it had handed on when the connection died included")
    sys.exit(0 if (last.exit, last.outcome, last.result.same) == (0, "completed", True) else 1)


if __name__ == "__main__":
    main()

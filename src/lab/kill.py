"""kill -9 in the middle, again and again: see README.md. kill.sh sets the environment."""
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
    """Lets a search come as far as some event, and a little further, and kills it; how far it came."""
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
    return events + rest, run.returncode


def main():
    rng, directory, since = random.Random(SEED), WORK + "/kill", os.path.getsize(ACCESS_LOG)
    print(f"seed {SEED}\n\n| run | killed after events | ended as | files in place | bytes in place | bytes in parts |\n| --- | --- | --- | --- | --- | --- |")
    knob("reset")
    knob("rate", ENV.get("RATE_KIB", "8192"))
    try:
        for n in range(KILLS):
            events, code = killed(directory, rng)
            here = [(name, os.path.getsize(os.path.join(w, name)))
                    for w, _, names in os.walk(directory + "/data/files") for name in names]
            parts = sum(size for name, size in here if name.endswith(".part"))
            whole = [size for name, size in here if not name.startswith(".") and not name.endswith((".part", ".part-of"))
                     and size >= 0]
            print(f"| {n + 1} | {events} | {'kill -9' if code == -9 else f'exit {code}'} | {len(whole)} | {sum(whole)} | {parts} |", flush=True)
    finally:
        knob("reset")
    last = Run(directory)
    files = [a for a in answers(since) if a[0] == "GET" and not a[1].endswith("/")]
    sent, answer = sum(a[3] for a in files), len(known_answer())
    size = sum(os.path.getsize(os.path.join(w, name)) for w, _, names in os.walk(directory + "/to") for name in names)
    print(f"\nlast run: {last.outcome} (exit {last.exit}), {last.seconds:.1f} s, files {last.result}")
    print(f"the archive was asked {len(files)} times for {answer} files, {sum(a[4] for a in files)} times for a range; "
          f"it sent {sent} bytes of bodies for {size} bytes of files: {sent - size} ({(sent - size) * 100 / size:.1f} %) beyond, "
          f"{(sent - size) / max(KILLS, 1) / 2**20:.1f} MiB for each kill (what lay unread in sockets included)")
    sys.exit(0 if (last.exit, last.outcome, last.result.same) == (0, "completed", True) else 1)


if __name__ == "__main__":
    main()

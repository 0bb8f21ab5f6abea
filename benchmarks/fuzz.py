"""Whether hostile and broken files are withstood: no crash, no hang, bounded memory, each file reported.

Makes files from a seed (spoilt samples of every format, bombs, false lengths, deep nesting, odd encodings) and reads each as an archive is
read, without the encoder, in a process of its own kind: at most SECONDS a file, MEMORY more than the process has at rest.
Run: ``python benchmarks/fuzz.py [--files 2000] [--seed 1] [--jobs 1]``. Linux.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import samples

SECONDS = 20
"""What a file may take."""

MEMORY = 1_000_000_000
"""Bytes of address space that a file may take."""

MB = 1_000_000

ENCODINGS = ("utf-16-le", "utf-16", "utf-32", "utf-7", "shift-jis", "koi8-r", "cp037", "cp1252", "latin-1", "utf-8-sig", "big5", "idna")


def bomb(head: bytes = b"", filling: bytes = b"\0", size: int = 1_000 * MB) -> bytes:
    """``size`` bytes in gzip, 10 MB a member."""
    return gzip.compress(head) + _member(filling) * (size // (10 * MB))


@cache
def _member(filling: bytes) -> bytes:
    return gzip.compress(filling * (10 * MB // len(filling)))


def declared(length: int) -> bytes:
    """A crawl whose last record says that it is as long."""
    return samples.warc() + samples.response("http://a/", b"a", length=length)


def deep(tag: str) -> bytes:
    """A page of tags in each other."""
    return f"<html>{f'<{tag}>' * 19_000}{samples.NEWS}".encode()


def hostile() -> dict[str, Callable[[], bytes]]:
    """Files that are made to do harm, by name."""
    text, page = samples.NEWS, samples.page()
    response, pdf = samples.response, samples.pdf
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    forms = "".join(f"/F{i} {i} 0 R " for i in range(5, 9))
    return {
        "bomb.txt.gz": bomb,
        "bomb.jsonl.gz": lambda: bomb(samples.jsonl(), b" "),
        "lines.jsonl.gz": lambda: bomb(samples.jsonl(), b"\n"),
        "bomb.json.gz": lambda: bomb(b"[", b"[],"),
        "bomb.csv.gz": lambda: bomb(b"text,title\n", b","),
        "bomb.html.gz": lambda: bomb(page.encode(), b"<b>"),
        "bomb.warc.gz": lambda: bomb(response("http://a/", b"", length=10**9)),
        "zeros.warc.gz": lambda: bomb(samples.warc()),
        "bomb.xml.gz": lambda: bomb(samples.rss()[:400], b"<item>"),
        "five.gz": lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(text.encode()))))),
        "bomb.zip": lambda: samples.zipped({"a.txt": bytes(300 * MB), "b.txt": text.encode()}),
        "bomb.wacz": lambda: samples.zipped({"archive/a.warc.gz": bomb(samples.warc())}),
        "zip.zip": lambda: samples.zipped({"a.zip": samples.zipped({"a.txt": text.encode()})}),
        "many.zip": lambda: samples.zipped({f"{i}.txt": b"" for i in range(20_000)}),
        **{f"declared{n}.warc": partial(declared, n) for n in (10**9, 10**19, -1, 0)},
        "words.warc": lambda: samples.warc().replace(b"Content-Length: ", b"Content-Length: many "),
        "header.warc": lambda: b"WARC/1.0\r\nX: " + b"a" * 20 * MB,
        "chunked.warc": lambda: response("http://a/", b"fffffffffffffff\r\nabc", headers="Transfer-Encoding: chunked\r\n"),
        "encoded.warc": lambda: response("http://a/", bomb(page.encode(), b"<p>"), headers="Content-Encoding: gzip\r\n"),
        "thrice.warc": lambda: response("http://a/", gzip.compress(bomb()), headers="Content-Encoding: gzip, gzip, br\r\n"),
        **{f"{tag}.html": partial(deep, tag) for tag in ("div", "b", "table", "ul", "a", "blockquote", "p")},
        "tags.html": lambda: b"<html><body>" + b"<b>" * 1_600_000,
        "paragraphs.html": lambda: b"<html><body><article>" + b"<p>The army said that rebels had killed." * 19_000,
        "links.html": lambda: b"<html><body><article>" + b"<p>The army <a href='/'>said</a> so.</p>" * 4_700,
        "letters.html": lambda: b"<html><body><article>" + b"<p>" + b"the army said " * 350_000,
        "attributes.html": lambda: f"<html><body {' '.join(f'a{i}=b' for i in range(300_000))}><p>{text}".encode(),
        "attribute.html": lambda: f"<html><body title='{'x' * 4 * MB}'><p>{text}</p>".encode(),
        "entities.html": lambda: b"<html><body><p>" + b"&#65;&amp;&" * 400_000,
        "comment.html": lambda: b"<html><!--" + b"-" * 4 * MB,
        "less.html": lambda: b"<html><body>" + b"<" * 4 * MB,
        "scripts.html": lambda: page.replace("</head>", "<script type='application/ld+json'>" + "[" * MB + "</script></head>").encode(),
        "metas.html": lambda: page.replace("</head>", '<meta name="date" content="2026-06-14">' * 19_000 + "</head>").encode(),
        "dates.html": lambda: page.replace("</head>", f'<meta name="date" content="{"1" * 4 * MB}"></head>').encode(),
        "nested.json": lambda: b"[" * 5 * MB,
        "nested.jsonl": lambda: b'{"a":' * MB + b"\n" + samples.jsonl(),
        "lists.jsonl": lambda: b'{"text": [' + b"[]," * 3 * MB + b"[]]}\n" + samples.jsonl(),
        "digits.jsonl": lambda: b'{"text": ' + b"9" * 4 * MB + b"}\n",
        "long.jsonl": lambda: b'{"text": "' + b"a" * 12 * MB + b'"}\n' + samples.jsonl(),
        "surrogates.jsonl": lambda: json.dumps({"text": text + "\ud83d" + text}).encode(),
        "nul.jsonl": lambda: json.dumps({"text": text + "\0"}).encode(),
        "quote.csv": lambda: b'text,title\n"' + b"a\n" * 6 * MB,
        "row.csv": lambda: b"text,title\n" + b"," * 12 * MB + b"\nb,c\n",
        "columns.csv": lambda: b"text," * 1_900_000 + b"\nb,c\n",
        "laughs.xml": lambda: f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><title>&l11;'.encode(),
        "deep.xml": lambda: b'<?xml version="1.0"?><rss version="2.0">' + b"<channel><item>" * 29_000,
        "items.xml": lambda: b'<rss version="2.0"><channel>' + b"<item><title>a</title></item>" * 14_000 + b"</channel></rss>",
        "broken.xml": lambda: b'<rss version="2.0"><channel><item>' + b"<a b=\"&" * 59_000,
        "entities.xml": lambda: b'<rss version="2.0"><channel><item><description>' + b"&amp;lt;" * 500_000,
        "flate.pdf": lambda: pdf([["a" * 70 * MB]]),
        "drawn.pdf": lambda: pdf([["The army said"] * 90_000]),
        "pages.pdf": lambda: pdf([["The army said that rebels"] * 50] * 300),
        "length.pdf": lambda: re.sub(rb"/Length \d+", b"/Length 1000000000", pdf([[text]])),
        "loop.pdf": lambda: pdf([[text]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
        "arrays.pdf": lambda: pdf([[text]], extra="/A " + "[" * 400_000),
        "dictionaries.pdf": lambda: pdf([[text]], extra="/A " + "<< /B " * 200_000),
        "count.pdf": lambda: re.sub(rb"/Count \d+", b"/Count 1000000000", pdf([[text]])),
        "forms.pdf": lambda: pdf([[text]] * 4).replace(b"/Font <<", f"/XObject << {forms} >> /Font <<".encode()),
        "xref.pdf": lambda: re.sub(rb"startxref\n\d+", b"startxref\n0", pdf([[text]])),
        "xmp.pdf": lambda: pdf([[text]], xmp="<dc:date>" * 400_000),
        "words.txt": lambda: b"a " * 2_400_000,
        "nul.txt": lambda: bytes(4 * MB),
        "large.txt": lambda: b"a" * 30 * MB,
        "surrogates.txt": lambda: text.encode() + b"\xed\xa0\x80" + text.encode(),
        "overlong.txt": lambda: text.encode() + b"\xc0\x80" * 50,
        "footer.parquet": lambda: samples.parquet()[:-8] + b"\xff\xff\xff\x7fPAR1",
    }  # fmt: skip


def spoilt(chance: random.Random) -> tuple[str, bytes]:
    """A sample of some format with something wrong in it."""
    originals = _samples()
    name = chance.choice(list(originals))
    data = originals[name]
    packed = name.endswith(".gz") and chance.random() < 0.7
    if packed:
        data = gzip.decompress(data)
    if name.endswith((".txt", ".html", ".jsonl", ".csv", ".xml")) and chance.random() < 0.1:
        data = data.decode().encode(chance.choice(ENCODINGS[:-1]), "replace")
    for _ in range(chance.randint(1, 8)):
        data = chance.choice(SPOILERS)(data, chance)
    return name, gzip.compress(data) if packed else data


@cache
def _samples() -> dict[str, bytes]:
    return samples.all_of_them()


def _anywhere(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randint(1, 1 + len(out) // 200)):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = _anywhere(data, chance)
    return data[:at] + data[at + chance.randint(1, 200) :]


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: _anywhere(data, chance)]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at = _anywhere(data, chance)
    return data[:at] + data[at : at + chance.randint(1, 50)] * chance.choice((2, 20, 2_000)) + data[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = _anywhere(data, chance)
    odd = (b"\0" * 50, b"\xff\xfe", b"\xed\xa0\x80", b"<" * 99, b"[" * 999, b'"', b"\r", b"]]>", b"<!--", b"%PDF-1.7\n", b"PK\x03\x04",
           b"\x1f\x8b", b"WARC/1.0\r\n", chance.randbytes(40))  # fmt: skip
    return data[:at] + chance.choice(odd) + data[at:]


def _number(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"\d+", data[:20_000]))
    if not found:
        return data
    number = chance.choice(found)
    return data[: number.start()] + chance.choice((b"1000000000", b"-1", b"0", b"9" * 30, b"NaN")) + data[number.end() :]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = _samples()[chance.choice(list(_samples()))]
    return data[: _anywhere(data, chance)] + other[_anywhere(other, chance) :]


SPOILERS = (_flip, _cut, _truncate, _repeat, _insert, _number, _number, _splice)


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The files of a seed, by name; a quarter of them hostile, as far as there are so many."""
    chance = random.Random(seed)
    made = list(hostile().items())
    chance.shuffle(made)
    for number, (name, make) in enumerate(made[: count // 4]):
        yield f"{number}-{name}", make()
    for number in range(min(len(made), count // 4), count):
        name, data = spoilt(chance)
        yield f"{number}-{name}", data


def worker() -> None:
    """Read each file that standard input names; a line of JSON about each."""
    from importlib import import_module

    from sayso.intake import Record, document, records
    from sayso.model import SaysoError

    for name in ("feedparser", "fastwarc.warc", "pyarrow.parquet", "py3langid", "pypdf", "trafilatura"):
        import_module(name)  # what is loaded is not what a file takes
    limit = _status("VmSize") + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    print("ready", flush=True)
    for line in sys.stdin:
        Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew
        counts: Counter[str] = Counter()
        rest, began = _status("VmRSS"), time.perf_counter()
        wrong = None
        try:
            for found in records([Path(line.rstrip("\n"))]):
                if not isinstance(found, Record):
                    counts["skipped"] += 1
                    continue
                try:
                    document(found)
                    counts["document"] += 1
                except SaysoError:
                    counts["refused"] += 1
        except Exception as problem:
            wrong = f"{type(problem).__name__}: {problem}"[:300]
        seconds, peak = time.perf_counter() - began, _status("VmHWM")
        print(json.dumps({"counts": counts, "wrong": wrong, "seconds": seconds, "peak": peak, "more": peak - rest}), flush=True)


def _status(name: str) -> int:
    """A figure of this process, in bytes (proc(5))."""
    text = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"{name}:\s+(\d+)", text)[1])  # type: ignore[index]


@dataclass
class Outcome:
    """What became of the files: names of those that failed and why; the others' time and memory by name."""

    wrong: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    peak: dict[str, int] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)


class Reader:
    """A process that reads files, and a new one after it was killed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        """What the worker says of a file, or what is wrong with it."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, __file__, "--worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
            self._said()
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        line = self._said() if ready else ""
        if line:
            return dict(json.loads(line))
        code = self.process.poll() if ready else None
        self.close()
        return {"wrong": f"the process died ({code})" if ready else f"more than {SECONDS} s"}

    def _said(self) -> str:
        assert self.process
        assert self.process.stdout
        return self.process.stdout.readline()

    def close(self) -> None:
        """End the process."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def run(count: int, seed: int, jobs: int = 1) -> Outcome:
    """Read ``count`` files, ``jobs`` at a time."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        readers = [Reader() for _ in range(jobs)]

        def one(share: int) -> None:
            for number, (name, data) in enumerate(files(count, seed)):
                if number % jobs != share:
                    continue
                path = Path(folder, name)
                path.write_bytes(data)
                said = readers[share].read(path)
                path.unlink()
                if said["wrong"]:
                    outcome.wrong[name] = said["wrong"]
                    continue
                outcome.counts.update(said["counts"])
                if not said["counts"]:
                    outcome.wrong[name] = "nothing is said of it"
                outcome.seconds[name], outcome.peak[name], outcome.more[name] = said["seconds"], said["peak"], said["more"]

        list(pool.map(one, range(jobs)))
        for reader in readers:
            reader.close()
    return outcome


def main() -> None:
    """Print what became of the files; exit code 1 where one was not withstood."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--files", type=int, default=2_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=1)
    arguments.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.worker:
        worker()
        return
    began = time.perf_counter()
    outcome = run(given.files, given.seed, given.jobs)
    print(f"{given.files} files, seed {given.seed}, {time.perf_counter() - began:.0f} s; {len(outcome.wrong)} not withstood")
    for name, wrong in outcome.wrong.items():
        print(f"  {name}: {wrong}")
    print(", ".join(f"{n} {what}" for what, n in outcome.counts.most_common()))
    for title, figures, unit, of in (
        ("slowest", outcome.seconds, "s", 1),
        ("peak of memory", outcome.peak, "MB", MB),
        ("memory a file took", outcome.more, "MB", MB),
    ):
        worst = sorted(figures, key=lambda name: figures[name], reverse=True)[:8]
        print(f"{title}: " + ", ".join(f"{name} {figures[name] / of:.{int(of == 1)}f} {unit}" for name in worst))
    sys.exit(1 if outcome.wrong else 0)


if __name__ == "__main__":
    main()

"""Many articles: read by several processes, each once, into a ledger file.

One process takes the sources apart and writes; the others read articles and make all that is to be written of them. An article is kept
whole or not at all, so that the same command, given again, goes on where it was stopped.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

from sayso import copies
from sayso.intake.article import printable
from sayso.intake.records import Record, Skipped, document, records
from sayso.inventory import Inventory
from sayso.model import Document, SaysoError
from sayso.store import Reading, Store, Version, tables_version
from sayso.version import __version__

SECONDS, PACE = 60.0, 5_000.0
"""The time that an article may take: so many seconds, and one more for each so many bytes."""

MEMORY = 4 << 30
"""Bytes that a reading process may take."""

BATCH, BYTES = 4, 100_000
"""Articles that a reading process is handed at once, and the size at which fewer are enough."""

AHEAD = 3
"""Batches that wait for each reading process."""

FIRST = 10
"""Skipped articles that a run names."""

SPAN = 2.0
"""Seconds from one transaction to the next; what was read since the last is read again after a process was killed."""

CANDIDATES = 5
"""Documents that an article is compared with, of those that it shares most stretches with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its reading, or the reason why there is none."""

    location: str
    raw_sha256: str
    reading: Reading | None = None
    reason: str | None = None


@dataclass
class Tally:
    """How far a run has come. ``known`` were looked at before; ``reasons`` counts why articles were skipped, ``first`` says where and why
    the first of them were. ``unread`` of the skipped are files that were ``named`` one by one."""

    read: int = 0
    duplicate: int = 0
    skipped: int = 0
    known: int = 0
    words: int = 0
    bytes: int = 0  # of the sources, so far
    location: str = ""
    reasons: dict[str, int] = field(default_factory=dict)
    first: list[tuple[str, str]] = field(default_factory=list)
    named: Collection[str] = ()
    unread: int = 0

    @property
    def all(self) -> int:
        """Articles looked at."""
        return self.read + self.duplicate + self.skipped + self.known


Progress = Callable[[Tally], None]


def version() -> Version:
    """What readings made now depend on."""
    from sayso.actors import tables as actors
    from sayso.encoder import WEIGHTS

    tables = "+".join(filter(None, (tables_version(), actors.version())))
    return Version(__version__, Inventory.load(WEIGHTS / "inventory.json").name, tables)


def read_record(record: Record) -> Outcome:
    """Read one article. Never raises: what goes wrong is the outcome's reason."""
    return _outcome(record.location, digest(record), len(record.content), lambda: document(record), marks)


def marks(text: str) -> list[int]:
    """By which a text's copies are found."""
    return copies.bands(copies.signature(text))


def digest(record: Record) -> str:
    """The SHA-256 of a record's own bytes."""
    content = record.content
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")).hexdigest()


def read_document(known: Document) -> Outcome:
    """Read a document that was taken in before, anew; its copies are known."""
    return _outcome(known.path or known.id, "", len(known.text), lambda: known, lambda text: [])


def _outcome(location: str, raw: str, size: int, take: Callable[[], Document], mark: Callable[[str], list[int]]) -> Outcome:
    from sayso.reader import ledger_of

    try:
        with _at_most(SECONDS + size / PACE):
            taken = take()
            return Outcome(location, raw, Reading.of(taken, ledger_of(taken).to_dicts(), mark(taken.text)))
    except SaysoError as problem:
        reason = str(problem).removeprefix(f"{location}: ")
    except MemoryError:
        reason = f"takes more than {MEMORY >> 30} GB of memory"
    except TimeoutError:
        reason = f"takes longer than {SECONDS + size / PACE:.0f} seconds"
    except Exception as problem:  # one article that we fail on must not cost the others
        reason = f"cannot be read ({type(problem).__name__}: {problem})".replace("\n", " ")
    return Outcome(location, raw, reason=reason)


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():  # Windows, or a thread: no limit
        yield
        return

    def over(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def keep(store: Store, run: int, outcome: Outcome) -> str:
    """Write an outcome to the ledger file, with the family of copies that it belongs to: "read", "duplicate" or "skipped"."""
    reading = outcome.reading
    if reading is None:
        store.skip(run, outcome.location, outcome.raw_sha256, outcome.reason or "")
        return "skipped"
    with store.writing():
        if not store.put(run, outcome.location, outcome.raw_sha256, reading):
            return "duplicate"
        key = store.document_key(reading.document.sha256)
        alike = [other for other in store.sharing(reading.bands) if other != key][:CANDIDATES]
        if key and alike:
            texts = store.texts(alike)
            store.join(key, [other for other in alike if copies.is_copy(reading.document.text, texts[other])])
    return "read"


def add(
    paths: str | Path | Iterable[str | Path],
    to: str | Path,
    *,
    workers: int | None = None,
    columns: Mapping[str, str] | None = None,
    retry: bool = False,
    progress: Progress = lambda tally: None,
) -> Tally:
    """Read all articles that some files, folders and patterns hold into the ledger file ``to``, which is made if need be.

    ``workers``: reading processes, one a core unless given. ``columns``: of tables, which column holds what. ``retry``: look again at
    what was skipped before. Articles already looked at are passed over.
    """
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    tally = Tally(named={printable(Path(path)) for path in paths})
    with Store(Path(to), create=True) as store:
        store.mark(copies.method(), marks)
        run = store.begin("add", version())

        def passed(size: int) -> None:
            tally.bytes += size

        def fresh() -> Iterator[Record]:
            for record in records(paths, columns, passed):
                tally.location = record.location
                if isinstance(record, Skipped):
                    outcome = Outcome(record.location, "", reason=record.reason)
                    count(tally, keep(store, run, outcome), outcome)
                elif store.seen(record.location, digest(record), retry):
                    tally.known += 1
                else:
                    yield record
                progress(tally)

        for some in _spans(outcomes(read_record, fresh(), workers)):
            with store.writing():
                for outcome in some:
                    count(tally, keep(store, run, outcome), outcome)
            progress(tally)
        store.end(run)
    return tally


def reread(to: Path, *, workers: int | None = None, all: bool = False, progress: Progress = lambda tally: None) -> Tally:
    """Read again what an earlier version of program, weights or tables had read, or ``all``; the earlier readings are kept."""
    tally, new = Tally(), version()
    with Store(to) as store:
        run = store.begin("reread", new)
        keys = store.stale(new) if not all else store.keys()
        for some in _spans(outcomes(read_document, map(store.document, keys), workers)):
            with store.writing():
                for outcome in some:
                    if outcome.reading:
                        key = store.document_key(outcome.reading.document.sha256)
                        assert key is not None
                        store.reread(run, key, outcome.reading)
                    count(tally, "read" if outcome.reading else "skipped", outcome)
            progress(tally)
        store.end(run)
    return tally


def count(tally: Tally, what: str, outcome: Outcome) -> None:
    """Count an outcome as what :func:`keep` made of it."""
    setattr(tally, what, getattr(tally, what) + 1)
    if what == "skipped" and outcome.reason:
        kind = outcome.reason.split(":")[0].split(" (")[0]
        tally.reasons[kind] = tally.reasons.get(kind, 0) + 1
        tally.first += [(outcome.location, outcome.reason)] if len(tally.first) < FIRST else []
        tally.unread += outcome.location in tally.named
    if outcome.reading:
        tally.words += len(outcome.reading.document.text.split())


# ---- reading processes


def outcomes(work: Callable[[Any], Outcome], things: Iterable[Any], workers: int | None) -> Iterator[Outcome]:
    """The outcomes of some work, in order, done by other processes; a process that dies costs only the article that killed it."""
    pool = _Pool(workers or os.cpu_count() or 1)
    waiting: deque[tuple[list[Any], Future[list[Outcome]]]] = deque()
    try:
        for batch in _batches(things, pool.workers):
            waiting.append((batch, pool.submit(work, batch)))
            while waiting and (len(waiting) >= AHEAD * pool.workers or waiting[0][1].done()):
                yield from _taken(pool, work, waiting)
        while waiting:
            yield from _taken(pool, work, waiting)
    finally:
        pool.stop()


def _batches(things: Iterable[Any], workers: int) -> Iterator[list[Any]]:
    """Things to be read, some at a time: at first one by one, so that a few articles keep all processes busy."""
    batch: list[Any] = []
    size, handed_out = 0, 0
    for thing in things:
        batch.append(thing)
        size += len(thing.content if isinstance(thing, Record) else thing.text)
        if size >= BYTES or len(batch) >= min(BATCH, 1 + handed_out // (AHEAD * workers)):
            yield batch
            batch, size, handed_out = [], 0, handed_out + len(batch)
    if batch:
        yield batch


def _spans(found: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Outcomes, those of so many seconds together: a transaction costs as much as the rows of half an article."""
    some: list[Outcome] = []
    began = time.monotonic()
    for outcome in found:
        some.append(outcome)
        if time.monotonic() - began >= SPAN:
            yield some
            some, began = [], time.monotonic()
    if some:
        yield some


def _taken(pool: _Pool, work: Callable[[Any], Outcome], waiting: deque[tuple[list[Any], Future[list[Outcome]]]]) -> Iterator[Outcome]:
    batch, future = waiting.popleft()
    try:
        yield from future.result()
    except BrokenProcessPool:
        # which of those at work killed it is not said, so each is tried alone
        pool.restart()
        for thing in batch:
            try:
                yield from pool.submit(work, [thing]).result()
            except BrokenProcessPool:
                pool.restart()
                where, raw = (thing.location, digest(thing)) if isinstance(thing, Record) else (thing.path or thing.id, "")
                yield Outcome(where, raw, reason="the reading process died of it")
        again = [(other, pool.submit(work, other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)


def _all(work: Callable[[Any], Outcome], batch: list[Any]) -> list[Outcome]:
    return [work(thing) for thing in batch]


class _Pool:
    """Processes that load the weights once and then read."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.restart()

    def restart(self) -> None:
        self._pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=start)

    def submit(self, work: Callable[[Any], Outcome], batch: list[Any]) -> Future[list[Outcome]]:
        try:
            return self._pool.submit(_all, work, batch)
        except BrokenProcessPool as broken:
            future: Future[list[Outcome]] = Future()
            future.set_exception(broken)
            return future

    def stop(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def start() -> None:
    """Ready a reading process: it ends with the one that started it, and takes no more than :data:`MEMORY`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the writing process decides when to stop
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_with_parent() -> None:
    """A killed parent says nothing to its children: they would wait for work for ever."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)

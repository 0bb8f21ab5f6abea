"""Many articles into a ledger file: each once, whatever happens on the way."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso import corpus
from sayso.intake import Record
from sayso.model import Document, SaysoError
from sayso.store import Reading, Store, Version
from sayso.verify import verify_store

STORY = Path(__file__).parent.parent / "gold" / "story"
VERSION = Version("1", "a", "b")
ADD = [sys.executable, "-c", "from sayso.cli import main; main()", "add"]


def article(n: int, more: str = "") -> str:
    return (
        f"The ministry of Orlo said on Monday that {n} soldiers of Keth had shelled the port of Sarn, killing {n + 3} dockers."
        f" General Aldo Reth denied it and promised an inquiry within {n} months. {more}"
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for n in range(6):
        (folder / f"{n}.txt").write_text(article(n + 20), encoding="utf-8")
    (folder / "6.txt").write_text(article(20), encoding="utf-8")
    (folder / "7.txt").write_text("Nur ein kurzer deutscher Satz, und noch einer, der nichts sagt." * 5, encoding="utf-8")
    (folder / "8.html").write_bytes(b"\x00\x01\x02")
    return folder


@pytest.fixture(scope="module")
def added(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("ledger") / "orlo.ledger"
    tally = corpus.add([source], to, workers=2)
    assert (tally.read, tally.duplicate, tally.skipped, tally.known) == (6, 1, 2, 0)
    assert sum(tally.reasons.values()) == 2
    return to


def state(path: Path) -> list[tuple[object, ...]]:
    with Store(path, read_only=True) as store:
        out = [tuple(r) for r in store.query("SELECT location, raw_sha256, outcome, reason FROM origin ORDER BY 1, 2")]
        out += [tuple(r) for r in store.query("SELECT d.id, ledger FROM reading r JOIN document d ON d.key = r.document ORDER BY 1")]
        return out + [tuple(r) for r in store.query("SELECT id, kind, evidence, type, first FROM entry ORDER BY 1, 2, 3")]


def test_what_was_looked_at_is_told(added: Path) -> None:
    with Store(added, read_only=True) as store:
        rows = {Path(row["location"]).name: row for row in store.query("SELECT * FROM origin")}
        assert [rows[f"{n}.txt"]["outcome"] for n in range(8)] == ["read"] * 6 + ["duplicate", "skipped"]
        assert "0.txt" in rows["6.txt"]["reason"]
        assert "not English" in rows["7.txt"]["reason"]
        assert rows["8.html"]["outcome"] == "skipped"
        (run,) = store.query("SELECT * FROM run")
        assert run["ended"] is not None
        assert (run["code"], run["weights"], run["tables"]) == (corpus.version().code, corpus.version().weights, corpus.version().tables)
        assert not list(verify_store(store))


def test_again_changes_nothing(source: Path, added: Path) -> None:
    before = state(added)
    tally = corpus.add([source], added, workers=1)
    assert (tally.read, tally.duplicate, tally.skipped, tally.known) == (0, 0, 0, 9)
    assert state(added) == before


def test_a_changed_article_is_a_new_version(tmp_path: Path) -> None:
    page, to = tmp_path / "page.txt", tmp_path / "x.ledger"
    for more in ("", "The general has since resigned from the army."):
        page.write_text(article(30, more), encoding="utf-8")
        corpus.add([page], to, workers=1)
    with Store(to, read_only=True) as store:
        old, new = store.query("SELECT key, superseded, family FROM document ORDER BY key")
        assert (old["superseded"], new["superseded"]) == (new["key"], None)
    page.write_text(article(30), encoding="utf-8")  # the first version again: known, and still the earlier one
    assert corpus.add([page], to, workers=1).known == 1


def test_copies_are_one_family(tmp_path: Path) -> None:
    to = tmp_path / "story.ledger"
    with Store(to, create=True) as store:
        run = store.begin("test", VERSION)
        for path in sorted(STORY.glob("*.txt")):
            outcome = corpus.Outcome(path.name, path.stem, reading(path.read_text(encoding="utf-8")))
            assert corpus.keep(store, run, outcome) == "read"
        names = "SELECT group_concat(location) FROM origin JOIN document d ON d.key = document"
        families = store.query(f"{names} GROUP BY family HAVING count(*) > 1")
    assert [sorted(row[0].split(",")) for row in families] == [["03-uws-orlo.txt", "04-tidegate-orlo.txt", "05-keth-orlo.txt"]]


def reading(text: str) -> Reading:
    return Reading.of(Document.of(text), [], corpus.marks(text))


def test_marks_of_an_earlier_method_are_made_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "x.ledger", create=True) as store:
        store.mark("earlier", lambda text: [1])
        store.put(store.begin("test", VERSION), "a", "a", Reading.of(Document.of(article(1)), [], [1]))
        store.mark("later", corpus.marks)
        assert {row[0] for row in store.query("SELECT hash FROM band")} == set(corpus.marks(article(1)))


def test_an_article_that_kills_its_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [Record(f"{n}", "kill" if n == 1 else article(n), "text/plain") for n in range(4)]
    outcomes = list(corpus.outcomes(fragile, things, 2))
    assert [o.location for o in outcomes] == ["0", "1", "2", "3"]
    assert [o.reason for o in outcomes] == [None, "the reading process died of it", None, None]


def test_a_killer_in_a_batch_costs_only_itself() -> None:
    things = [Record(f"{n}", "kill" if n in {38, 39} else article(n), "text/plain") for n in range(50)]
    assert len([*corpus._batches(things, 1)]) < 40
    outcomes = list(corpus.outcomes(fragile, things, 1))
    assert [o.location for o in outcomes] == [str(n) for n in range(50)]
    assert [o.location for o in outcomes if o.reason] == ["38", "39"]


def test_batches_are_small_at_first_and_by_size() -> None:
    few = [len(batch) for batch in corpus._batches([Record("", "x", None)] * 6, 2)]
    many = [len(batch) for batch in corpus._batches([Record("", "x", None)] * 200, 2)]
    large = [len(batch) for batch in corpus._batches([Record("", "x" * corpus.BYTES, None)] * 50, 2)]
    assert (few, set(many[-9:-1]), set(large), sum(many)) == ([1] * 6, {corpus.BATCH}, {1}, 200)


def test_the_index_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    made = corpus.read_record(Record("a", article(21), "text/plain")).reading
    assert made
    assert made.index
    assert len(made.index.entries)
    for reading in (made, Reading(made.document, made.ledger, made.bands)):
        with Store(tmp_path / f"{bool(reading.index)}.ledger", create=True) as store:
            store.put(store.begin("test", VERSION), "a", "a", reading)
            assert not list(verify_store(store))
    one, other = state(tmp_path / "True.ledger"), state(tmp_path / "False.ledger")
    assert one == other


def fragile(record: Record) -> corpus.Outcome:
    if record.content == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return corpus.Outcome(record.location, "")


def test_what_takes_too_long_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "SECONDS", 0.1)
    monkeypatch.setattr(corpus, "document", lambda record: time.sleep(5))
    assert "longer than" in (corpus.read_record(Record("slow", "x", None)).reason or "")


def test_a_fault_of_ours_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "document", lambda record: 1 / 0)
    assert corpus.read_record(Record("odd", "x", None)).reason == "cannot be read (ZeroDivisionError: division by zero)"


def test_killed_and_resumed(source: Path, added: Path, tmp_path: Path) -> None:
    to = tmp_path / "killed.ledger"
    command = [*ADD, str(source), "--to", str(to), "--workers", "1"]
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        had = documents(to)
        while process.poll() is None and documents(to) <= had and time.monotonic() < deadline:
            time.sleep(0.02)
        process.kill()
        process.wait()
        with Store(to) as store:
            assert not list(verify_store(store))
    subprocess.run(command, check=True, capture_output=True)
    assert state(to) == state(added)


def documents(path: Path) -> int:
    try:
        with Store(path, read_only=True) as store:
            count: int = store.query("SELECT count(*) FROM document")[0][0]
            return count
    except SaysoError:  # not there yet
        return 0


def test_two_at_once(source: Path, added: Path, tmp_path: Path) -> None:
    to = tmp_path / "both.ledger"
    both = [subprocess.Popen([*ADD, str(source), "--to", str(to), "--workers", "1"], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    with Store(to) as store:
        assert not list(verify_store(store))
        assert store.query("SELECT count(*), count(DISTINCT sha256) FROM document")[0][:] == (6, 6)
    assert [row[:3] for row in state(to)[:9]] == [row[:3] for row in state(added)[:9]]


def test_a_full_disk_is_told_and_nothing_lost(added: Path, tmp_path: Path) -> None:
    to = tmp_path / "full.ledger"
    with sqlite3.connect(added) as whole:
        whole.execute("VACUUM INTO ?", (str(to),))
    with Store(to) as store:
        pages = store.query("PRAGMA page_count")[0][0]
        store.query(f"PRAGMA max_page_count = {pages + 4}")
        run = store.begin("test", VERSION)
        big = Document.of(article(7, "word " * 40_000))
        with pytest.raises(SaysoError, match=r"full\.ledger: the disk is full"):
            store.put(run, "big", "x", Reading.of(big, []))
        assert not list(verify_store(store))
        assert store.query("SELECT count(*) FROM document")[0][0] == 6


def test_a_read_only_file_is_told(added: Path, tmp_path: Path) -> None:
    with Store(added, read_only=True) as store, pytest.raises(SaysoError, match=r"orlo\.ledger: cannot be written to"):
        store.begin("test", VERSION)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 200])
def test_what_is_no_ledger_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.ledger"
    path.write_bytes(content)
    with pytest.raises(SaysoError, match=r"other\.ledger: "):
        Store(path, read_only=True)


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    with pytest.raises(SaysoError, match="not a ledger file"):
        Store(path, create=True)


def test_a_later_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    Store(path, create=True).close()
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 99")
    with pytest.raises(SaysoError, match="written by a later sayso"):
        Store(path)


def test_judgements_are_only_added_and_survive_a_reread(source: Path, tmp_path: Path) -> None:
    to = tmp_path / "x.ledger"
    corpus.add([source / "0.txt"], to, workers=1)
    with Store(to) as store:
        (entry,) = store.query("SELECT id, document FROM entry WHERE kind = 'commitment'")
        store.judge(entry["document"], entry["id"], "accept", "Ana")
        for statement in ("DELETE FROM judgement", "UPDATE judgement SET verdict = 'reject'"):
            with pytest.raises(SaysoError, match="only ever added"):
                store.query(statement)
    corpus.reread(to, workers=1, all=True)
    with Store(to, read_only=True) as store:
        assert store.query("SELECT j.by FROM judgement j JOIN entry e ON e.id = j.entry AND e.document = j.document")[0][0] == "Ana"
        assert store.query("SELECT count(*) FROM reading")[0][0] == 2


def test_only_what_is_stale_is_read_again(source: Path, tmp_path: Path) -> None:
    to = tmp_path / "x.ledger"
    with Store(to, create=True) as store:
        run = store.begin("test", VERSION)
        text = (source / "0.txt").read_text(encoding="utf-8")
        store.put(run, "0.txt", "x", Reading.of(Document.of(text), []))
    assert corpus.reread(to, workers=1).read == 1
    assert corpus.reread(to, workers=1).read == 0
    with Store(to, read_only=True) as store:
        from sayso.changes import diff, why

        assert {c.what for c in diff(store, 1, 2)} == {"added"}
        assert why(store, 1, 2)["code"] == ("1", corpus.version().code)
        (line,) = [row for row in store.ledger(1) if row["kind"] == "commitment"]
        assert json.dumps(line).count("inquiry")

"""Paths to records to documents: every format, every limit, and one line about whatever is not read."""

import bz2
import datetime as dt
import gzip
import itertools
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import fuzz
import pytest
import samples

from sayso.intake import LIMIT, Record, Skipped, document, load, records
from sayso.intake.limits import IN_VAIN
from sayso.intake.page import day, words
from sayso.intake.records import FEWEST, formats, size
from sayso.model import SaysoError

DAY = dt.date(2026, 6, 14)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, so that locations are as short as they are written."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(name: str, data: bytes, **columns: str) -> list[Record | Skipped]:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return list(records([Path(name)], columns))


def taken(name: str, data: bytes, **columns: str) -> list[Record]:
    got = found(name, data, **columns)
    assert all(isinstance(record, Record) for record in got), got
    return [record for record in got if isinstance(record, Record)]


def skipped(name: str, data: bytes, **columns: str) -> str:
    """The reason why nothing is read of a file."""
    (only,) = found(name, data, **columns)
    assert isinstance(only, Skipped), only
    assert only.location == name
    assert "\n" not in only.reason
    return only.reason


@pytest.mark.parametrize("name", samples.all_of_them())
def test_every_format(name: str, folder: Path) -> None:
    got = found(name, samples.all_of_them()[name])
    made = [document(record) for record in got if isinstance(record, Record)]
    assert made
    assert all(samples.FIRST in d.text for d in made)
    assert len({record.location for record in got}) == len(got)
    assert all(record.location.split("#")[0] == name for record in got)


def test_the_second_time_is_the_same(folder: Path) -> None:
    for name, data in samples.all_of_them().items():
        Path(name).write_bytes(data)
    assert list(records([Path()])) == list(records([Path()]))


# -- paths


def locations(*paths: str | Path) -> list[str]:
    return [record.location for record in records(paths)]


def test_folders_and_globs(folder: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", ".hidden.txt", "b/.git/x.txt", "c[1].txt", "d/e/f.txt"):
        found(name, samples.NEWS.encode())
    assert locations(folder) == [str(folder / name) for name in ("a.txt", "b/1.html", "b/2.txt", "c[1].txt", "d/e/f.txt")]
    assert size([folder]) == 5 * len(samples.NEWS.encode())
    assert locations("b") == ["b/1.html", "b/2.txt"]
    assert locations("*.txt") == ["a.txt", "c[1].txt"]
    assert locations("**/*.txt") == ["a.txt", "b/2.txt", "c[1].txt", "d/e/f.txt"]
    assert locations("c[1].txt", "[ab].txt") == ["c[1].txt", "a.txt"]


def test_links_do_not_lead_round_in_a_circle(folder: Path) -> None:
    found("a/1.txt", samples.NEWS.encode())
    (folder / "a" / "up").symlink_to(folder)
    (folder / "a" / "self").symlink_to(folder / "a")
    assert locations("a") == ["a/1.txt"]


def test_what_is_no_file(folder: Path) -> None:
    (folder / "d").mkdir()
    (folder / "d" / "gone.txt").symlink_to(folder / "none.txt")
    os.mkfifo(folder / "d" / "pipe")
    assert list(records(["d"])) == [
        Skipped("d/gone.txt", "no such file or directory"),
        Skipped("d/pipe", "neither a file nor a folder"),
    ]


def test_a_path_that_does_not_exist_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(SaysoError, match=r"^none.txt: no such file or directory$"):
        records(["none.txt"])
    with pytest.raises(SaysoError, match=r"^\*.pdf: nothing fits it$"):
        records(["*.pdf"])
    with pytest.raises(SaysoError, match="null"):
        records(["a\0b"])


def test_what_lies_beside_a_saved_page(folder: Path) -> None:
    assert "by its suffix" in skipped("page_files/style.css", b"p { color: red }")
    assert "by its suffix" in skipped("page_files/app.js", b"var a;")
    assert "by its suffix" in skipped("page_files/logo.png", b"\x89PNG")


# -- documents


def test_document_is_what_load_makes(folder: Path) -> None:
    data = samples.page().encode()
    (record,) = taken("a.html", data)
    assert record.content == data
    assert document(record) == load(Path("a.html"))
    made = document(record)
    assert (made.title, made.publisher, made.author, made.published, made.url, made.path) == (
        samples.TITLE, "The Orlo Times", "Ana Lem", DAY, "https://example.org/orlo", "a.html",
    )  # fmt: skip
    assert "Share this" not in made.text
    assert "No comments" not in made.text


def test_what_the_source_says_goes_before_what_the_page_states() -> None:
    record = Record("a", samples.page(), "text/html", title="T", publisher="P", author="A", published=dt.date(2026, 1, 1), url="u")
    made = document(record)
    assert (made.title, made.publisher, made.author, made.published, made.url) == ("T", "P", "A", dt.date(2026, 1, 1), "u")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (" ".join(["word"] * (FEWEST - 1)), "too short: 19 words"),
        ("Killed.", "too short: 1 word"),
        ("", "empty"),
        (samples.NEWS + "\0", "NUL at 380"),
        (samples.NEWS + "\ud83d", "half a character at 380"),
        ("a " * LIMIT, "larger than 5 MB"),
        (b"%PDF-1.7\n1 0 obj", "a broken PDF"),
        (
            "Die Regierung hat am Montag bekannt gegeben, dass bei dem Angriff auf die Brücke vier Soldaten getötet worden sind. " * 2,
            "not English",
        ),
    ],
)
def test_what_is_no_article(content: str | bytes, reason: str) -> None:
    with pytest.raises(SaysoError, match=rf"^news/a: .*{reason}"):
        document(Record("news/a", content))


def test_an_alarm_of_the_caller_is_not_taken_for_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def over(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("sayso.intake.pdf.paragraphs", over)
    with pytest.raises(TimeoutError):
        document(Record("a.pdf", samples.pdf([["The army said so."]])))


def test_twenty_words_are_enough() -> None:
    assert document(Record("a", " ".join(["word"] * FEWEST)))


# -- containers


def test_warc(folder: Path) -> None:
    got = taken("c.warc.gz", samples.warc(packed=True))
    assert [record.location.removeprefix("c.warc.gz#https://example.org/") for record in got] == [
        "a",
        "a 2026-06-16T08:30:00Z",
        "c",
        "d.txt",
    ]
    assert [record.url for record in got][::2] == ["https://example.org/a", "https://example.org/c"]
    assert got[2].content == samples.page().encode()
    assert [record.media for record in got] == ["text/html"] * 3 + ["text/plain"]


def test_warc_with_false_lengths(folder: Path) -> None:
    *before, last = found("c.warc", samples.warc() + samples.response("https://example.org/x", b"a", length=10**9))
    assert len(before) == 4
    assert isinstance(last, Skipped)
    assert last.location == "c.warc#https://example.org/x"
    assert last.reason.startswith("cut short: ")
    *before, last = found("d.warc", samples.warc() + samples.response("https://example.org/x", b"a", length=-1) + samples.warc())
    assert len(before) == 4
    assert isinstance(last, Skipped)


def test_warc_with_too_much(folder: Path) -> None:
    large = samples.response("https://example.org/x", bytes(LIMIT + 1))
    packed = samples.response("https://example.org/y", gzip.compress(bytes(LIMIT + 1)), headers="Content-Encoding: gzip\r\n")
    odd = samples.response("https://example.org/z", b"a", headers="Content-Encoding: rot13\r\n")
    got = found("c.warc", large + packed + odd + samples.warc())
    reasons = [record.reason for record in got[:3] if isinstance(record, Skipped)]
    assert reasons == ["larger than 5 MB, the most that is read at once"] * 2 + ["broken (content in the unknown encoding 'rot13')"]
    assert len(got) == 7


def test_wacz(folder: Path) -> None:
    crawl = samples.warc(packed=True)
    one = samples.zipped({"datapackage.json": b"{}", "archive/a.warc.gz": crawl, "pages/pages.jsonl": samples.jsonl()})
    assert {record.location.split("#", 1)[0] for record in taken("c.wacz", one)} == {"c.wacz"}
    assert taken("c.wacz", one)[0].location == "c.wacz#https://example.org/a"
    two = samples.zipped({"archive/a.warc.gz": crawl, "archive/b.warc": samples.warc()})
    assert [r.location for r in taken("d.wacz", two)][::4] == [f"d.wacz#archive/{n}#https://example.org/a" for n in ("a.warc.gz", "b.warc")]


def test_rss(folder: Path) -> None:
    full, summary, nothing = found("f.xml", samples.rss())
    assert isinstance(full, Record)
    assert (full.location, full.title, full.publisher, full.author, full.published, full.url) == (
        "f.xml#tag:example.org,0", samples.TITLE, "The Orlo Times", "Ana Lem", DAY, "https://example.org/0",
    )  # fmt: skip
    assert document(full).text == samples.NEWS
    assert isinstance(summary, Record)
    assert document(summary).text == samples.FIRST
    assert nothing == Skipped("f.xml#tag:example.org,2", "an entry without a text")


def test_atom(folder: Path) -> None:
    (entry,) = taken("f.atom", samples.atom())
    assert (entry.location, entry.author, entry.published, entry.publisher) == (
        "f.atom#tag:example.org,1",
        "Ana Lem",
        DAY,
        "The Orlo Times",
    )
    assert document(entry).text == samples.NEWS
    (entry,) = taken("f.atom", samples.atom().replace(b"<published>2026-06-14T08:30:00Z</published>", b""))
    assert entry.published is None  # when it was changed is not when it was published


def test_feed_is_never_fetched(folder: Path) -> None:
    assert skipped("f.rss", b"http://127.0.0.1:9/feed").startswith("a broken feed")


def test_json_lines(folder: Path) -> None:
    data = (
        samples.jsonl()
        + b"\n{broken\n[1]\n"
        + b'{"text": "\xff"}\n'
        + b"[" * 100_000
        + b"\n"
        + b'{"title": "a", "n": 1}\n'
        + samples.jsonl(1)
    )
    got = found("d.jsonl", data)
    assert [record.location for record in got] == [f"d.jsonl#{n}" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10)]
    assert [r.reason.split(":")[0] for r in got if isinstance(r, Skipped)] == [
        "broken JSON", "a row that is no object", "broken UTF-8 at byte 10 of the line", "JSON nested too deep",
        "no column of text among title, n",
    ]  # fmt: skip
    first = got[0]
    assert isinstance(first, Record)
    assert (first.title, first.publisher, first.author, first.published, first.url) == (
        f"{samples.TITLE}, 0", "The Orlo Times", "Ana Lem; Bo Orr", DAY, "https://example.org/0",
    )  # fmt: skip


def test_a_long_line_is_passed_over(folder: Path) -> None:
    long, after = found("d.jsonl", b'{"text": "' + b"a" * 11_000_000 + b'"}\n' + samples.jsonl(1))
    assert long == Skipped("d.jsonl#1", "a line of more than 10 MB")
    assert isinstance(after, Record)


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(samples.rows(5)).encode(),
        json.dumps(samples.rows(5), indent=2).encode(),
        b"\xef\xbb\xbf" + json.dumps(samples.rows(5), ensure_ascii=False).encode(),
        b"\n".join(json.dumps(row, indent=1).encode() for row in samples.rows(5)),
        samples.jsonl(5),
    ],
)
def test_json(data: bytes, folder: Path) -> None:
    got = taken("d.json", data)
    assert [(r.location, r.content) for r in got] == [(f"d.json#{i}", row["text"]) for i, row in enumerate(samples.rows(5), 1)]
    assert taken("without-suffix", data)[0].content == got[0].content


def test_a_long_list_of_json(folder: Path) -> None:
    articles = [{"text": f"{samples.NEWS} {i} " + "word " * (i % 7 * 20_000)} for i in range(60)]
    assert [r.content for r in taken("d.json", json.dumps(articles).encode())] == [a["text"] for a in articles]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[" * 1_000_000, "JSON nested too deep"),
        (b'[{"text": "a"', "broken JSON"),
        (b'[{"text": "a" "b"}]', "broken JSON"),
        (b"[]", "no article in it"),
        (b"{}", "no column of text among none"),
        (b'["a"', "a row that is no object"),
    ],
)
def test_bad_json(data: bytes, reason: str, folder: Path) -> None:
    last = found("d.json", data)[-1]
    assert isinstance(last, Skipped)
    assert last.reason.startswith(reason)
    assert found("e.json", json.dumps(samples.rows()).encode()[:-1] + b", 7 8")[:3] == taken("e.json", json.dumps(samples.rows()).encode())


@pytest.mark.parametrize(("name", "separator"), [("t.csv", ","), ("t.csv", ";"), ("t.tsv", "\t")])
def test_delimited(name: str, separator: str, folder: Path) -> None:
    got = taken(name, samples.delimited(separator))
    assert [r.location for r in got] == [f"{name}#{line}" for line in (2, 5, 8)]
    assert [r.content for r in got] == [row["text"] for row in samples.rows()]
    assert (got[0].title, got[0].published, got[0].author) == (f"{samples.TITLE}, 0", DAY, "Ana Lem")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimited_in_other_encodings(encoding: str, folder: Path) -> None:
    got = taken("t.csv", samples.delimited().decode().encode(encoding))
    assert [r.content for r in got] == [row["text"] for row in samples.rows()]


def test_delimited_and_broken(folder: Path) -> None:
    assert found("t.csv", b"a,b\nx,y\n") == [Skipped("t.csv#2", "no column of text among a, b")]
    assert "field larger" in skipped("t.csv", b'text\n"' + b"a\n" * 3_000_000)
    row, last = found("t.csv", b"text\n" + samples.FIRST.encode().replace(b",", b"") + b"\n" + b"," * 11_000_000)
    assert isinstance(row, Record)
    assert isinstance(last, Skipped)
    assert "a row of more than 10 MB" in last.reason


def test_parquet(folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    got = taken("t.parquet", samples.parquet())
    assert [r.location for r in got] == [f"t.parquet#{i}" for i in (1, 2, 3)]
    assert [r.content for r in got] == [row["text"] for row in samples.rows()]
    assert got[0].author == "Ana Lem; Bo Orr"
    times = [dt.datetime(2026, 6, 14, 23, 30), None]
    pq.write_table(pa.table({"Body": [samples.NEWS, ""], "Date": times, "other": [1, 2]}), "u.parquet")
    first, second = records(["u.parquet"])
    assert isinstance(first, Record)
    assert (first.content, first.published) == (samples.NEWS, DAY)
    assert second == Skipped("u.parquet#2", "no text in this row")
    pq.write_table(pa.table({"a": [1], "b": [2]}), "v.parquet")
    assert list(records(["v.parquet"])) == [Skipped("v.parquet", "no column of text among a, b")]


def test_parquet_without_pyarrow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.parquet()
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert skipped("t.parquet", data) == "Parquet and Arrow need pyarrow: pip install 'sayso[tables]'"


def test_columns_can_be_named(folder: Path) -> None:
    row = {"text": "a teaser", "full": samples.NEWS, "when": "14 June 2026", "desk": "Foreign", "link": "https://example.org"}
    (record,) = taken("d.jsonl", json.dumps(row).encode(), text="full", published="when", publisher="desk")
    assert (record.content, record.published, record.publisher, record.url) == (samples.NEWS, DAY, "Foreign", "https://example.org")
    assert isinstance(found("d.jsonl", json.dumps(row).encode(), text="none")[0], Skipped)
    with pytest.raises(SaysoError, match="'words' is not one of text, html, title"):
        records(["d.jsonl"], {"words": "full"})


def test_a_column_of_pages(folder: Path) -> None:
    (record,) = taken("d.jsonl", json.dumps({"html": samples.page(), "url": "https://example.org/x"}).encode())
    made = document(record)
    assert (made.title, made.url) == (samples.TITLE, "https://example.org/x")
    assert samples.FIRST in made.text


def test_rows_in_vain(folder: Path) -> None:
    *_, last = found("d.jsonl", b'{"text": ""}\n' * (IN_VAIN + 10))
    assert isinstance(last, Skipped)
    assert last.reason.startswith("100,000 in succession without an article")
    assert skipped("e.jsonl", b"\n" * (IN_VAIN + 10)).startswith("100,000 empty rows")
    assert skipped("e.csv", b"text\n" + b"\n" * (IN_VAIN + 10)).startswith("100,000 empty rows")


# -- archives


def test_compressed(folder: Path) -> None:
    assert taken("a.txt.gz", gzip.compress(samples.NEWS.encode()))[0].location == "a.txt.gz"
    assert taken("a.html.bz2", bz2.compress(samples.page().encode()))[0].media == "text/html"
    assert len(taken("a.csv.gz", gzip.compress(samples.delimited()[:500]) + gzip.compress(samples.delimited()[500:]))) == 3
    *before, last = found("d.jsonl.gz", gzip.compress(samples.jsonl(200), 0)[:-3000])
    assert len(before) > 100
    assert isinstance(last, Skipped)


def test_bombs(folder: Path) -> None:
    told = "unfolds to more than 20 MB and 100 times its length"
    assert "larger than 5 MB" in skipped("b.txt.gz", fuzz.bomb(size=50_000_000))
    *_, last = found("b.jsonl.gz", fuzz.bomb(samples.jsonl(), b" " * 1_000_000 + b"{}\n", size=60_000_000))
    assert isinstance(last, Skipped)
    assert last.reason == told
    *_, last = found("b.warc.gz", fuzz.bomb(samples.response("http://a/", b"", length=10**9), size=60_000_000))
    assert isinstance(last, Skipped)
    assert "larger than 5 MB" in last.reason or last.reason == told
    *_, last = found("b.zip", samples.zipped({"a.jsonl": bytes(60_000_000)}))
    assert isinstance(last, Skipped)
    assert last.reason == told


def test_archives_in_archives(folder: Path) -> None:
    data = samples.NEWS.encode()
    for _ in range(3):
        data = gzip.compress(data)
    assert taken("a.gz", data)
    assert skipped("a.gz", gzip.compress(data)) == "archives in archives, more than 3 deep"
    inner = samples.zipped({"a.txt": b"a"})
    assert found("z.zip", samples.zipped({"i.zip": inner})) == [Skipped("z.zip#i.zip", "a zip archive in an archive; unpack it first")]


def test_zip(folder: Path) -> None:
    data = samples.zipped(
        {"n/a.html": samples.page().encode(), "n/b.jsonl": samples.jsonl(), "__MACOSX/n/a": b"a", "n/.x": b"a", "n/e.txt": b""}
    )
    got = taken("a.zip", data)
    assert [r.location for r in got] == ["a.zip#n/a.html", *(f"a.zip#n/b.jsonl#{i}" for i in (1, 2, 3)), "a.zip#n/e.txt"]
    assert "an office document" in skipped("a.docx", samples.zipped({"[Content_Types].xml": b"", "word/document.xml": b""}))
    assert "a broken zip archive" in skipped("b.zip", data[:-40])
    assert skipped("c.zip", samples.zipped({})) == "no article in it"


# -- what a source states


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-06-14", DAY),
        ("2026-06-14T23:30:00-05:00", DAY),
        ("2026/06/14 10:00", DAY),
        ("20260614", DAY),
        ("Sun, 14 Jun 2026 23:30:00 GMT", DAY),
        ("14 June 2026", DAY),
        ("June 14, 2026", DAY),
        ("Jun. 14 2026", DAY),
        (dt.datetime(2026, 6, 14, 23), DAY),
        (DAY, DAY),
        ("06/14/2026", None),
        ("03/04/2026", None),
        ("2026-06-31", None),
        ("2026-06", None),
        ("0001-01-01", None),
        ("202606141", None),
        ("yesterday", None),
        (1_781_395_200, None),
        (None, None),
    ],
)
def test_days(stated: object, expected: dt.date | None) -> None:
    assert day(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (" Ana\n Lem ", "Ana Lem"),
        (["Ana Lem", "", None, {"name": "Bo Orr"}], "Ana Lem; Bo Orr"),
        ({"id": None, "name": "The Orlo Times"}, "The Orlo Times"),
        ([], None),
        ("", None),
        (7, None),
    ],
)
def test_words(stated: object, expected: str | None) -> None:
    assert words(stated) == expected


# -- hostile files


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured as Linux does")
def test_fuzzed_files_are_withstood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 300)  # a hang is told from a slow machine
    outcome = fuzz.run(60, seed=2)
    assert outcome.wrong == {}
    assert max(outcome.peak.values()) < 1_000_000_000


def test_a_new_format_is_one_new_file() -> None:
    names = {str(getattr(module, "__name__", "")).rpartition(".")[2] for module in formats()}
    assert names == {"compressed", "delimited", "feed", "jsonl", "parquet", "warc", "zipped"}


def test_one_record_at_a_time(folder: Path) -> None:
    Path("d.jsonl").write_bytes(samples.jsonl(1000))
    stream: Iterator[Record | Skipped] = records(["d.jsonl"])
    assert len(list(itertools.islice(stream, 3))) == 3


def test_a_file_without_texts_is_skipped_once(folder: Path) -> None:
    rows = [json.dumps({"id": n, "label": "x"}) for n in range(30)]
    assert skipped("labels.jsonl", "\n".join(rows).encode()) == "no text in its first 20 lines"
    few = found("few.jsonl", "\n".join(rows[:3]).encode())
    assert [type(one) for one in few] == [Skipped] * 3

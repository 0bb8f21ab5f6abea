"""Bytes to a document, or one clear line about why not."""

import codecs
import datetime as dt
import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import LIMIT, load
from sayso.model import ArgumentError, Document, SaysoError

NEWS = (
    "The army said on Monday that rebels had killed four soldiers near the bridge at Orlo. “We didn’t start it,” said Père Maïga, a "
    "spokesman for the group, who denied that its fighters were there and blamed the government for the collapse of the truce.\n"
)
CASES = Path(__file__).parent / "cases" / "not_english.txt"
OTHERS = dict(line.split(": ", 1) for line in CASES.read_text(encoding="utf-8").splitlines())


def refused(source: str | Path | bytes) -> str:
    with pytest.raises(SaysoError) as refusal:
        load(source)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_text_is_kept_as_it_stands() -> None:
    text = f" {NEWS}\n\n\ttabs,  blanks, \x0b\x1b[31m, a lone \r, \u202ebidi\u2069, e\u0301, 👩\u200d🚀 𝔄\ufeff \n"
    document = load(text.encode())
    assert document.text == text
    assert document.language == "en"
    assert (document.title, document.publisher, document.published, document.path) == (None, None, None, None)
    start = text.index("𝔄")
    assert document.span(start, start + 1).text == "𝔄"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "cp1252"),
    ],
)
def test_encodings(mark: bytes, encoding: str) -> None:
    assert load(mark + NEWS.encode(encoding)).text == NEWS


def test_line_ends() -> None:
    windows = "\ufeff" + NEWS.replace(" ", "\r\n", 3)
    assert load(windows).text == load(windows.encode()).text == NEWS.replace(" ", "\n", 3)
    assert load(windows).sha256 == load(NEWS.replace(" ", "\n", 3)).sha256


def test_what_is_given_is_kept() -> None:
    document = load(NEWS, title="Four killed", publisher="Orlo Times", published=dt.date(2026, 6, 14))
    assert (document.title, document.publisher, document.published) == ("Four killed", "Orlo Times", dt.date(2026, 6, 14))


@pytest.mark.parametrize("day", [dt.date(2026, 6, 14), dt.datetime(2026, 6, 14, 9), "2026-06-14", "2026-06-14T09:00:00Z", "14 June 2026"])
def test_a_day_may_be_given_as_a_text(day: dt.date | str) -> None:
    assert load(NEWS, published=day).published == dt.date(2026, 6, 14)


@pytest.mark.parametrize(
    ("source", "known", "said"),
    [
        (None, {}, "source: a text, a Path or bytes are wanted, not None"),
        (NEWS, {"published": "yesterday"}, "published: 'yesterday' is no day such as 2026-06-14"),
        (NEWS, {"published": 2026}, "published: 2026 is no day such as 2026-06-14"),
        (NEWS, {"title": 3}, "title: a text is wanted, not 3"),
    ],
)
def test_wrong_arguments(source: Any, known: dict[str, Any], said: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(said)):
        load(source, **known)


def test_file_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert load(path).text == NEWS
    assert load(path).path == str(path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NEWS.encode("cp1252"))))
    document = load(Path("-"))
    assert document.text == NEWS
    assert document.path is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b" \r\n\t\xc2\xa0\n", "nothing but white space"),
        ("… — ‘’ \u200b".encode(), "no words in it"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "a binary file"),
        (NEWS.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8x", "marked as UTF-16 but broken at byte"),
        (codecs.BOM_UTF8 + b"abc \xff", "marked as UTF-8 but broken at byte"),
        (NEWS.encode()[:100] + b"\xe2\x80" + NEWS.encode()[100:], "broken UTF-8 at byte 100"),
        (OTHERS["ru"].encode("koi8-r"), "neither UTF-8 nor Windows-1252"),
        ("本日、政府は四人の兵士が死亡したと発表した。".encode("shift-jis"), "neither UTF-8 nor Windows-1252"),
        (b"%PDF-1.7\n1 0 obj", "a broken PDF"),
        (b"PK\x03\x04\x14", "a zip archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"<?xml version='1.0'?><rss><item>News from Orlo</item></rss>", "XML that is no web page"),
    ],
)
def test_bad_bytes(data: bytes, reason: str) -> None:
    assert reason in refused(data)


@pytest.mark.parametrize("language", OTHERS)
def test_not_english(language: str) -> None:
    assert f"not English but, it seems, '{language}'" in refused(OTHERS[language].encode())


@pytest.mark.parametrize("language", OTHERS)
def test_short_and_not_english(language: str) -> None:
    assert f"not English but, it seems, '{language}'" in refused(" ".join(OTHERS[language].split()[:15]))


def test_english_that_quotes_others() -> None:
    assert load(f"{NEWS}“{OTHERS['fr']}”\n{NEWS}{NEWS}").language == "en"


def test_english_without_function_words() -> None:
    table = "Casualties, eastern districts, June: Orlo 14 killed, 31 wounded; Sarn 2 killed; Mawthein 7 wounded, 3 missing; "
    assert load(table + "Kaldra no casualties reported; Weyra 1 killed, 5 wounded, several houses destroyed.").language == "en"


def test_short_texts_are_not_judged() -> None:
    assert load("Vier Soldaten getötet.").language is None
    assert load("Regierung und Rebellen einig: Waffenruhe ab Montag, sagt der Sprecher").language is None
    assert load("Sunday essay by Ignacia Belmar, El Vigía de Puerto Amparo").language is None
    assert load("Rebels shell Orlo port; 14 killed, 31 wounded; Keth denies role; Sarn ceasefire talks collapse").language == "en"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    assert refused(path) == f"{path}: larger than 5 MB, the most that is read at once"
    assert "larger than 5 MB" in refused("a " * LIMIT)


def test_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt") == f"{tmp_path / 'none.txt'}: no such file or directory"
    assert refused(tmp_path) == f"{tmp_path}: is a directory"
    assert "null byte" in refused(Path("a\0b"))
    assert refused(tmp_path / ("x" * 300)).endswith("file name too long")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(NEWS)
    path.chmod(0)
    assert refused(path) == f"{path}: permission denied"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow only Unicode in names")
def test_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(NEWS)
    found = load(path).path
    assert found
    assert found.endswith("caf\ufffd.txt")


def test_name_goes_before() -> None:
    with pytest.raises(SaysoError, match=r"^page 3: empty$"):
        load(b"", name="page 3")


def taken(data: bytes) -> Document | None:
    """The document, or None where it is refused in one line."""
    try:
        return load(data)
    except SaysoError as refusal:
        if "\n" in str(refusal):
            raise
        return None


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda t: not t.lstrip("\ufeff").lstrip().startswith("<")))
@settings(deadline=None)
def test_any_text_keeps_its_characters(text: str) -> None:
    if document := taken(text.encode()):
        assert document.text == text.removeprefix("\ufeff").replace("\r\n", "\n")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    document = taken(data)
    assert document is None or document.text

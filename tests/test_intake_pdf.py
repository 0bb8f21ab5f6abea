"""A PDF to its text, and what its metadata states."""

import datetime as dt
import io
import textwrap
from pathlib import Path

import pytest
import samples

from sayso.intake import load
from sayso.intake.pdf import PAGES, is_pdf, paragraphs, without_running
from sayso.model import SaysoError

LINES = textwrap.wrap(samples.FIRST, 60)
LONG = textwrap.wrap(f"{samples.SECOND} {samples.FIRST} {samples.SECOND}", 60)

NUMBERS = ("first", "second", "third", "fourth")


def refused(data: bytes) -> str:
    with pytest.raises(SaysoError) as refusal:
        load(data)
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_one_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(samples.pdf([LINES], info="/Title (Four killed) /Author (Ana Lem) /CreationDate (D:20260614)"))
    made = load(path)
    assert (made.text, made.title, made.author, made.path) == (samples.FIRST, "Four killed", "Ana Lem", str(path))
    assert made.published is None  # when the file was made is not when the article was published
    assert made.language is None


def test_what_it_does_not_state_is_none() -> None:
    made = load(samples.pdf([LINES], info="/Title () /Producer (Printer)"))
    assert (made.title, made.author, made.published, made.publisher, made.url) == (None, None, None, None, None)


@pytest.mark.parametrize(
    "xmp",
    [
        "<prism:publicationDate>2026-06-14</prism:publicationDate>",
        "<dc:date><rdf:Seq><rdf:li>2026-06-14T10:00:00Z</rdf:li></rdf:Seq></dc:date>",
        "<xmp:CreateDate>2026-06-20</xmp:CreateDate><dc:date>2026-06-14</dc:date>",
    ],
)
def test_the_day_of_publication(xmp: str) -> None:
    assert load(samples.pdf([LINES], xmp=xmp)).published == dt.date(2026, 6, 14)


def test_when_it_was_made_is_no_publication() -> None:
    assert load(samples.pdf([LINES], xmp="<xmp:CreateDate>2026-06-20</xmp:CreateDate>")).published is None


def test_running_heads_and_page_numbers_go() -> None:
    pages = [["The Orlo Times, 14 June", f"Page {i} of 4", *LONG, f"The {number} page ends.", f"- {i} -"]
             for i, number in enumerate(NUMBERS, 1)]  # fmt: skip
    text = load(samples.pdf(pages)).text
    assert "Orlo Times" not in text
    assert "Page" not in text
    assert "- 3 -" not in text
    assert all(f"The {number} page ends." in text for number in NUMBERS)


def test_two_pages_have_no_running_head() -> None:
    assert without_running([["Orlo", "a"], ["Orlo", "b"]]) == [["Orlo", "a"], ["Orlo", "b"]]
    assert without_running([["", "a", "2"], ["b", "17"]]) == [["a"], ["b"]]
    assert without_running([["1917"]]) == [["1917"]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["The rebels attacked the con-", "voy near the bridge at Orlo."], "The rebels attacked the convoy near the bridge at Orlo."),
        (["They hold the long-contested area and long-", "contested hills beyond it."],
         "They hold the long-contested area and long-contested hills beyond it."),
        (["The talks in Sarn were led by Ana Lem-", "Orr, who left on Monday."],
         "The talks in Sarn were led by Ana Lem- Orr, who left on Monday."),
        (["The rebels attacked the con\u00ad", "voy near the bridge at Orlo."], "The rebels attacked the convoy near the bridge at Orlo."),
        (["Four killed", "The army said on Monday that rebels had", "killed four soldiers near the bridge."],
         "Four killed\nThe army said on Monday that rebels had killed four soldiers near the bridge."),
        (["The army said on Monday that rebels had", "left.", "The rebels said on Monday that they had", "not."],
         "The army said on Monday that rebels had left.\nThe rebels said on Monday that they had not."),
        (["The army said on Monday that it had won", "", "The rebels said on Monday that they had"],
         "The army said on Monday that it had won\nThe rebels said on Monday that they had"),
        ([], ""),
    ],
)  # fmt: skip
def test_paragraphs(lines: list[str], expected: str) -> None:
    assert paragraphs([lines]) == expected


def test_a_sentence_goes_on_over_pages() -> None:
    first, second = LONG[:5], LONG[5:]
    assert "\n" not in paragraphs([first, second])


def test_encrypted() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf([LINES]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "an encrypted PDF" in refused(out.getvalue())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (samples.pdf([[], []]), "a PDF without text, of pictures perhaps"),
        (samples.pdf([["…"]]), "a PDF without text"),
        (samples.pdf([LINES])[:300], "a broken PDF"),
        (samples.pdf([LINES]).replace(b"/Kids", b"/Nope"), "a PDF without text"),
        (samples.pdf([["a"]] * (PAGES + 1)), "a PDF of more than 300 pages"),
        (samples.pdf([["a" * 6_000_000]]), "a PDF beyond what is read"),
        (samples.pdf([["a"] * 60_000]), "a PDF that takes too long to read"),
        (samples.pdf([LINES]) + bytes(5_000_000), "larger than 5 MB"),
    ],
)
def test_no_article(data: bytes, reason: str) -> None:
    assert reason in refused(data)


def test_pdf_is_known_by_how_it_begins() -> None:
    assert is_pdf(b"\n\x00 %PDF-1.4\n")
    assert not is_pdf(b"<p>It began with %PDF-1.4.</p>")
    assert not is_pdf(b"It is 40 % PDF-1.4")

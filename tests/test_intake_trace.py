"""From a document's text back to the raw page."""

import gzip
import html
import json
import re
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake import load
from sayso.intake.text import decode
from sayso.intake.trace import stripped, trace

GOLD = Path(__file__).parent.parent / "../shared/gold/documents/article_extraction"


def words(text: str) -> str:
    """What a text says, found in another way than trace does: without tags, with references resolved, without blanks."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


def test_a_page() -> None:
    raw = samples.page()
    text = load(raw).text
    found = trace(raw, text)
    assert [text[start:end] for start, end, _, _ in found] == text.split("\n")
    assert [words(raw[first:last]) for _, _, first, last in found] == [words(line) for line in text.split("\n")]
    assert raw[found[0][2] : found[0][3]] == samples.TITLE
    assert raw[: found[0][2]].endswith("<h1>")  # not in <title>, which nobody reads


@pytest.mark.parametrize(
    ("raw", "text", "expected"),
    [
        ("<p>The <b>army</b> said so.</p>", "The army said so.", ["The <b>army</b> said so."]),
        ("<p>The&nbsp;army &ldquo;said&#8221; so &amp; left</p>", "The army “said” so & left",
         ["The&nbsp;army &ldquo;said&#8221; so &amp; left"]),
        ("<p>P&eacute;re Mai\u0308ga said so</p>", "Pére Maïga said so", ["P&eacute;re Mai\u0308ga said so"]),
        ("<p>The ar\u00admy\u200b said\n  so then.</p>", "The army said so then.", ["The ar\u00admy\u200b said\n  so then."]),
        ("<p>The army said so.<!-- it did --> It left.</p>", "The army said so. It left.", ["The army said so.<!-- it did --> It left."]),
        ("<p>The army <script>'<p>'</script>said so.</p>", "The army said so.", ["The army <script>'<p>'</script>said so."]),
        ('<p>The army <a title="x > y">said</a> so.</p>', "The army said so.", ['The army <a title="x > y">said</a> so.']),
        ("<p>The army said so 1 < 2 times</p>", "The army said so 1 < 2 times", ["The army said so 1 < 2 times"]),
        ("<p>The army said so.</p><ul><li>It left Orlo.</li></ul>", "The army said so. It left Orlo.",
         ["The army said so.</p><ul><li>It left Orlo."]),
        ("<p>The army said so.</p><p>Advertisement</p><p>The rebels left Orlo.</p>", "The army said so. The rebels left Orlo.",
         ["The army said so.", "The rebels left Orlo."]),
        ("<li>The army said so.</li>", "- The army said so.", ["The army said so."]),
        ("<p>Nothing of the kind.</p>", "The army said so, it seems.", []),
        ("", "The army said so.", []),
        ("<p>The army said so.</p>", "", []),
    ],
)  # fmt: skip
def test_cases(raw: str, text: str, expected: list[str]) -> None:
    assert [raw[first:last] for _, _, first, last in trace(raw, text)] == expected


def test_paragraphs_that_come_twice_are_found_in_their_order() -> None:
    raw = "<p>The army said so.</p><p>The rebels left Orlo.</p><p>The army said so.</p>"
    found = trace(raw, "The army said so.\nThe rebels left Orlo.\nThe army said so.")
    assert [first for _, _, first, _ in found] == [3, raw.index("The rebels"), raw.rindex("The army")]


INLINE = st.sampled_from(
    ["", "<b>", "</b>", "<a href='/?a>b'>", "</a>", "<!-- x -->", "<br/>", "\n ", "&nbsp;", "&shy;", "<script>a<b</script>"]
)
WORD = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@given(st.lists(st.lists(st.tuples(WORD, INLINE, st.booleans()), min_size=1, max_size=8), min_size=1, max_size=5))
@settings(deadline=None)
def test_what_is_traced_are_the_same_words(paragraphs: list[list[tuple[str, str, bool]]]) -> None:
    raw = "".join(f"<p>{''.join((html.escape(w) if e else w) + i for w, i, e in p)}</p>" for p in paragraphs)
    text = "\n".join(" ".join(w for w, _, _ in p) for p in paragraphs)
    last = 0
    for start, end, first, after in trace(raw, text):
        assert last <= start < end <= len(text)
        assert 0 <= first < after <= len(raw)
        assert stripped(raw[first:after]) == stripped(html.escape(text[start:end]))
        last = end


@given(st.text(), st.text())
@settings(deadline=None)
def test_anything_goes(raw: str, text: str) -> None:
    assert all(text[start:end] and raw[first:last] for start, end, first, last in trace(raw, text))


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold/documents/article_extraction")
def test_real_pages() -> None:
    rows = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:8]]
    for raw in (decode(gzip.decompress((GOLD / row["html"]).read_bytes())) for row in rows):
        text = load(raw).text
        found = trace(raw, text)
        assert all(stripped(raw[first:last]) == stripped(html.escape(text[start:end])) for start, end, first, last in found)
        assert sum(end - start for start, end, _, _ in found) > 0.9 * len(text)

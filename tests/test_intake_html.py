"""A web page to its article, and what the page states about it."""

import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from sayso.intake import load
from sayso.intake.html import is_boilerplate, is_html
from sayso.model import SaysoError

FIRST = "The army said on Monday that rebels had killed four soldiers near the bridge at Orlo, which a spokesman for the group denied."
SECOND = "“We didn’t start it,” said Père Maïga, who blamed the government for the collapse of the truce that both had signed in May."
BODY = f"<article><h1>Four killed at Orlo</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/contact">Contact us</a></li></ul></nav>'
CASES = Path(__file__).parent / "cases"
GOLD = Path(__file__).parent.parent / "../shared/gold/documents/article_extraction"


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html>\n<html><head><title>Four killed at Orlo</title>{head}</head><body>{MENU}{body}</body></html>"


def test_the_body_is_the_text() -> None:
    comments = '<div id="comments"><p>This is what a reader wrote below, and it is no part of the article at all.</p></div>'
    document = load(page(body=BODY + comments).encode())
    assert document.text.split("\n")[-2:] == [FIRST, SECOND]
    assert "Contact" not in document.text
    assert "reader" not in document.text
    assert document.language == "en"
    assert document.title == "Four killed at Orlo"
    assert (document.publisher, document.published) == (None, None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-06-14T10:00:00Z">',
        '<meta name="date" content="2026-06-14">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-06-14T08:00:00+02:00"}</script>',
        '<link rel="canonical" href="https://example.org/2026/06/14/four-killed">',
        '<time datetime="2026-06-14T10:00">14 June</time>',
        '<time datetime="2026-06-14T10:00" itemprop="datePublished">14 June</time> <time datetime="2026-06-01">1 June</time>',
    ],
)
def test_stated_dates(head: str) -> None:
    html = page(body=head + BODY) if head.startswith("<time") else page(head)
    assert load(html).published == dt.date(2026, 6, 14)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>On 11 September 2001 it was different. 2001-09-11.</p>{BODY}",
        f"<h1>The attacks of 2001-09-11</h1>{BODY}",
        f'<time datetime="2026-06-14">14 June</time> <time datetime="2026-06-01">1 June</time>{BODY}',
        f"{BODY}<footer>Copyright 2019-03-04</footer>",
        f'<img src="/2019/03/04/orlo.jpg">{BODY}',
    ],
)
def test_dates_that_merely_stand_there(body: str) -> None:
    picture = '<meta property="og:image" content="https://example.org/2019/10/27/orlo.jpg">'
    assert load(page(picture, body)).published is None


def test_publisher() -> None:
    assert load(page('<meta property="og:site_name" content="The Orlo Times">')).publisher == "The Orlo Times"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="Ana Lem">',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
        '"author": {"@type": "Person", "name": "Ana Lem"}}</script>',
        '<a rel="author" href="/ana">Ana Lem</a>',
        '<span itemprop="author">Ana Lem</span>',
    ],
)
def test_stated_authors(head: str) -> None:
    html = page(head) if head.startswith(("<meta", "<script")) else page(body=head + BODY)
    assert load(html).author == "Ana Lem"


@pytest.mark.parametrize("body", [f'<p class="byline">By Ana Lem</p>{BODY}', f"<p>Ana Lem wrote this on Monday for the paper.</p>{BODY}"])
def test_authors_that_are_not_stated(body: str) -> None:
    assert load(page(body=body)).author is None


def test_address() -> None:
    assert load(page('<link rel="canonical" href="https://example.org/four-killed">')).url == "https://example.org/four-killed"
    assert load(page('<meta property="og:url" content="https://example.org/four-killed">')).url == "https://example.org/four-killed"
    assert load(page()).url is None


@pytest.mark.parametrize("case", (CASES / "boilerplate.txt").read_text(encoding="utf-8").splitlines())
def test_boilerplate(case: str) -> None:
    assert is_boilerplate(case[2:]) == (case[0] == "+")


def test_boilerplate_goes_from_the_text() -> None:
    below = "<p>Share this:</p><p>Advertisement</p><p>Subscribe to our newsletter</p><p>No comments: Post a Comment</p>"
    assert load(page(body=BODY.replace("</article>", f"{below}</article>"))).text.split("\n")[-2:] == [FIRST, SECOND]


def test_pages_beyond_the_limits() -> None:
    with pytest.raises(SaysoError, match="HTML of more than 20,000 tags"):
        load(page(body="<b>" * 20_001))
    with pytest.raises(SaysoError, match="an HTML tag of more than 5,000 attributes"):
        load(page(body=f"<p {' '.join(f'a{i}=1' for i in range(5_001))}>{FIRST}"))


def test_what_is_given_goes_before_what_the_page_states() -> None:
    stated = '<meta property="og:site_name" content="The Orlo Times"><meta name="date" content="2026-06-14">'
    document = load(page(stated), title="T", publisher="P", published=dt.date(2026, 6, 1))
    assert (document.title, document.publisher, document.published) == ("T", "P", dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    "html",
    ["", "<html></html>", "<!DOCTYPE html>", page(body=""), page(body="<form>Password <button>Log in</button></form>"), "<div>" * 19_000],
)
def test_no_article(html: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html or "<p>", encoding="utf-8")
    with pytest.raises(SaysoError, match=r"page.html: HTML without an article$"):
        load(path)


def test_not_english() -> None:
    german = "Die Regierung hat am Montag bekannt gegeben, dass bei dem Angriff auf die Brücke vier Soldaten getötet worden sind. "
    with pytest.raises(SaysoError, match="not English"):
        load(page(body=f"<article><p>{german}</p><p>Ein Sprecher der Rebellen wies die Vorwürfe am Abend zurück.</p></article>"))


@pytest.mark.parametrize("odd", ["&#0;", "&#x1b;", "\x1b", "\x00", "\ud83d"])
def test_what_xml_cannot_hold_becomes_a_blank(odd: str) -> None:
    assert load(page(body=f"<p>{FIRST}</p><p>Yes. {odd} {SECOND}</p>")).text == f"{FIRST}\nYes. {SECOND}"


def test_astral_characters_stay_and_hidden_ones_go() -> None:
    text = load(page(body=f"<p>{FIRST}</p><p>{SECOND} \N{ROCKET} \N{MATHEMATICAL FRAKTUR CAPITAL A}\u202e so</p>")).text
    assert text.endswith("\N{ROCKET} \N{MATHEMATICAL FRAKTUR CAPITAL A} so")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8"])
def test_declared_encoding(charset: str) -> None:
    html = page(f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    data = html.encode("utf-8" if charset == "utf-8" else "cp1252")
    assert load(data).text.endswith(SECOND)


def test_xhtml() -> None:
    assert load(f'<?xml version="1.0" encoding="UTF-8"?>\n{page()}'.encode()).text.endswith(SECOND)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype HTML><html>", True),
        ("\n <html lang=en>", True),
        ("<?xml version='1.0'?><!DOCTYPE html>", True),
        ("<p>One paragraph</p>", True),
        ("<!-- saved --><html>", True),
        ("The <p> tag", False),
        ("<20 people were hurt", False),
        ("<paragraph>", False),
        ("<?xml version='1.0'?><rss>", False),
        ("", False),
    ],
)
def test_html_is_known_by_how_it_begins(text: str, expected: bool) -> None:
    assert is_html(text) == expected


def test_suffix_tells_too(tmp_path: Path) -> None:
    path = tmp_path / "saved.htm"
    path.write_text(f"Saved on 1 June\n{page()}", encoding="utf-8")
    assert "<" not in load(path).text


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold/documents/article_extraction")
def test_real_pages() -> None:
    rows = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()[:8]]
    documents = [load(gzip.decompress((GOLD / row["html"]).read_bytes())) for row in rows]
    assert all(d.text and d.title and d.language == "en" for d in documents)

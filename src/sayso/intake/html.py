"""A web page: its article's body, and what the page states about it."""

from __future__ import annotations

import copy
import datetime as dt
import logging
import re
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.intake.page import Page
from sayso.model import SaysoError

TAGS = "a|article|b|body|br|div|font|h1|head|html|iframe|main|meta|p|script|section|style|table|title"
FIRST_TAG = re.compile(rf"\s*(?:<\?xml\b[^>]*>\s*)?<(?:!doctype\s+html|!--|(?:{TAGS})(?=[\s>]))", re.IGNORECASE)
"""How HTML begins (WHATWG MIME Sniffing, 7.1, and the sectioning tags of HTML 5)."""

UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]|&#(?:x0*1?[0-9a-f]|0*(?:[12]?\d|3[01]));", re.IGNORECASE)
"""Characters that XML, and so lxml, cannot hold, as they stand or by number; they become blanks."""

EXTRACTION: dict[str, Any] = {"favor_precision": True, "include_comments": False, "include_tables": True}
"""trafilatura's options, chosen by ``benchmarks/extraction.py``: F1 .964 on 181 pages, its defaults .953. Without tables, articles
that are laid out in one are lost (.957)."""

PROSE = 40
"""Characters that the longest line of an article has at least; less is menus and buttons."""

STATED = """
    //meta[not(contains(@content, "://"))] | //link[@rel="canonical"] | //script[@type="application/ld+json"]
    | //time[@pubdate or @itemprop="datePublished"]
"""
"""Where a page says when it was published. Addresses in its metadata are those of pictures, with days of their own."""

SIGNED = """//meta | //script[@type="application/ld+json"] | //*[@rel="author" or @itemprop="author"]"""
"""Where a page says who wrote it; that something looks like a byline does not count."""

TAGS_MOST = 20_000
"""Tags that a page has at most, for the time that the article takes to find grows with their square: 20,000 take some 3 s. The 181 pages
of the benchmark have at most 3,229."""

ATTRIBUTES = 5_000
"""Attributes that a tag has at most, for the same reason in libxml2."""

LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return FIRST_TAG.match(text) is not None


def article(html: str) -> Page:
    """The article of a page. SaysoError where it has none, and for more than :data:`TAGS_MOST` tags."""
    if html.count("<") > TAGS_MOST:
        raise SaysoError(f"HTML of more than {TAGS_MOST:,} tags")
    if any(tag[0].count("=") > ATTRIBUTES or len(tag[0].split()) > ATTRIBUTES for tag in LONG_TAG.finditer(html)):
        raise SaysoError(f"an HTML tag of more than {ATTRIBUTES:,} attributes")
    import trafilatura
    from trafilatura.metadata import extract_metadata

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what they warn of is said by our own error
    html = UNFIT.sub(" ", re.sub(r"^\s*<\?xml\b[^>]*>", "", html))
    tree = trafilatura.load_html(html if re.search(r"<html\b", html, re.IGNORECASE) else f"<html><body>{html}</body></html>")
    text = (trafilatura.extract(copy.deepcopy(tree), **EXTRACTION) or "") if tree is not None else ""
    text = "\n".join(line for line in text.replace("\r\n", "\n").strip().split("\n") if not is_boilerplate(line))
    if max(map(len, text.split("\n"))) < PROSE:
        raise SaysoError("HTML without an article")
    known = extract_metadata(copy.deepcopy(tree), date_config={"extensive_search": False})
    return Page(text, known.title or None, known.sitename or None, _author(tree), _published(tree), known.url or None)


def is_boilerplate(line: str) -> bool:
    """Whether a line is nothing but what a page says about itself: "Share this", "Advertisement", "No comments: Post a Comment"."""
    return _boilerplate().fullmatch(" ".join(line.split()).strip("-–—•·|:.>«»*[]() ")) is not None


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = files("sayso").joinpath("data/boilerplate.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")), re.IGNORECASE)


def _author(tree: Any) -> str | None:
    """Who signs, as trafilatura reads it, from where a page states it."""
    from trafilatura.metadata import extract_metadata

    known = extract_metadata(_only(tree.xpath(SIGNED)), date_config={"extensive_search": False})
    return known.author or None


def _published(tree: Any) -> dt.date | None:
    """The day in the page's metadata or address, or that of its only <time>; a date that merely stands in the text is not taken."""
    if found := _date(tree.xpath(STATED)):
        return found
    times = tree.xpath("//time[@datetime]")
    return _date(times[:1]) if len({t.get("datetime")[:10] for t in times}) == 1 else None


def _date(elements: list[Any]) -> dt.date | None:
    from htmldate import find_date

    found = find_date(_only(elements), original_date=True, extensive_search=False)
    return dt.date.fromisoformat(found) if found else None


def _only(elements: list[Any]) -> Any:
    """A page of these elements and nothing else."""
    from trafilatura import load_html

    page: Any = load_html("<html><head></head><body></body></html>")
    for element in elements:
        element = copy.deepcopy(element)
        element.tail = None
        page[0 if element.tag in {"meta", "link", "script"} else 1].append(element)
    return page

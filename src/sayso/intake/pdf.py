"""A PDF: the text of its pages and what its metadata states, read by pypdf."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from collections import Counter
from statistics import quantiles
from typing import Any

from sayso.intake.limits import LIMIT, too_long
from sayso.intake.page import Page, words
from sayso.model import SaysoError

PAGES = 300
"""Pages that are read at most."""

WORK = 100_000
"""Operators that all pages together may have: a page of text has 100 to 1,500, and 100,000 take some 4 s."""

LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": LIMIT,
    "array_based_stream_maximum_output_length": LIMIT,
    "zlib_maximum_output_length": LIMIT,
    "lzw_maximum_output_length": LIMIT,
    "run_length_maximum_output_length": LIMIT,
    "brotli_maximum_output_length": LIMIT,
    "stream_decoding_work_maximum_length": 4 * LIMIT,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_page_entries": 100_000,
    "xform_maximum_invocations_per_extraction": 200,
    "xmp_maximum_input_length": 500_000,
}
"""pypdf's own limits, as tight as articles allow."""

EDGE = 2
"""Lines at the top and at the bottom of a page among which running heads and page numbers are looked for."""

RUNNING = 0.5
"""Share of the pages on which a line stands that is a running head."""

NUMBER = re.compile(r"[-–—\s|]*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|]*", re.IGNORECASE)

FULL = 0.75
"""Share of the usual width from which on a line goes on in the next; a shorter one ends its paragraph."""

BROKEN = re.compile(r"(\w+)[-\u00ad]\Z")

BEGUN = re.compile(r"[^\W\d_A-Z]\w*")

LONGEST = 60
"""Characters among which the broken word is looked for."""


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as a PDF does, which may be a little later (ISO 32000-1, annex H)."""
    return b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<")


def article(data: bytes) -> Page:
    """The text of all pages, a paragraph a line, without running heads and page numbers, words broken at line ends mended.
    Title and author are those of its metadata; the date is the one that its XMP states as that of publication, never when the file was
    made. SaysoError for a PDF that is broken, encrypted, of pictures only or over a limit."""
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False  # what it warns of is said by our own error, or mended
    try:
        with apply_configuration(**LIMITS):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                raise SaysoError("an encrypted PDF; save it without its password")
            pages = _pages(reader)
            if not any(c.isalnum() for page in pages for line in page for c in line):
                raise SaysoError("a PDF without text, of pictures perhaps; recognise its characters (OCR) first")
            text = paragraphs(without_running(pages))
            return Page(text, **_stated(reader))
    except (SaysoError, TimeoutError):  # a caller's alarm is no fault of the file's
        raise
    except LimitReachedError as problem:
        raise SaysoError(f"a PDF beyond what is read ({str(problem)[:200]})") from problem
    except Exception as problem:  # pypdf raises whatever hostile bytes lead to
        raise SaysoError(f"a broken PDF ({' '.join(str(problem).split())[:200] or type(problem).__name__})") from problem


def _pages(reader: Any) -> list[list[str]]:
    if len(reader.pages) > PAGES:
        raise SaysoError(f"a PDF of more than {PAGES} pages")
    work = length = 0

    def count(*_: object) -> None:
        nonlocal work
        work += 1
        if work > WORK:
            raise SaysoError("a PDF that takes too long to read")

    pages = []
    for page in reader.pages:
        text = page.extract_text(visitor_operand_before=count).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        length += len(text)
        if length > LIMIT:
            raise SaysoError(too_long())
        pages.append([" ".join(line.split()) for line in text.replace("\0", "").splitlines()])
    return pages


def without_running(pages: list[list[str]]) -> list[list[str]]:
    """The lines of each page without what stands at the edge of most of them (numbers aside) and without page numbers."""
    pages = [[*_trimmed(page)] for page in pages]
    edges = Counter(key for page in pages for key in {_key(line) for line in [*page[:EDGE], *page[-EDGE:]]})
    running = {key for key, n in edges.items() if n >= max(3, RUNNING * len(pages))} if len(pages) > 2 else set()

    def goes(line: str) -> bool:
        return _key(line) in running or (len(pages) > 1 and NUMBER.fullmatch(line) is not None)

    out = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(EDGE, last) and goes(page[first]):
            first += 1
        while last > max(first, len(page) - EDGE) and goes(page[last - 1]):
            last -= 1
        out.append(page[first:last])
    return out


def paragraphs(pages: list[list[str]]) -> str:
    """The pages as one text, a paragraph a line: a line that is about as wide as lines are goes on in the next."""
    lines = [line for page in pages for line in _trimmed(page)]
    lengths = [len(line) for line in lines if line]
    width = FULL * (quantiles(lengths, n=10)[8] if len(lengths) > 1 else 0)
    known = {word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)*(?!\w*-\Z)", line)}
    out: list[list[str]] = []
    goes_on = False
    for line in lines:
        if not line:
            goes_on = False
            continue
        if goes_on:
            out[-1][-1:] = _mended(out[-1][-1], line, known)
        else:
            out.append([line])
        goes_on = len(line) >= width
    return "\n".join(" ".join(paragraph) for paragraph in out)


def _mended(before: str, after: str, known: set[str]) -> tuple[str, ...]:
    """Two lines; as one where a word is broken between them, without its hyphen unless the text elsewhere writes it with one."""
    head, tail = BROKEN.search(before, max(0, len(before) - LONGEST)), BEGUN.match(after)
    if not head or not tail:
        return before, after
    hyphened, whole = f"{head[1]}-{tail[0]}".lower(), f"{head[1]}{tail[0]}".lower()
    keeps = before.endswith("-") and hyphened in known and whole not in known
    return (f"{before if keeps else before[:-1]}{after}",)


def _trimmed(page: list[str]) -> list[str]:
    """Without the empty lines at its ends."""
    full = [i for i, line in enumerate(page) if line]
    return page[full[0] : full[-1] + 1] if full else []


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _stated(reader: Any) -> dict[str, Any]:
    stated = reader.metadata or {}
    return {
        "title": _text(stated.get("/Title")),
        "author": _text(stated.get("/Author")),
        "published": _published(reader),
    }


def _text(value: Any) -> str | None:
    value = value.get_object() if hasattr(value, "get_object") else value
    text = words(value if isinstance(value, str) else None)
    return text.replace("\0", "")[:500] or None if text else None


def _published(reader: Any) -> dt.date | None:
    """What XMP states as the day of publication (PRISM's publicationDate, or Dublin Core's date)."""
    from sayso.intake.page import day

    packet = reader.trailer["/Root"].get("/Metadata") if "/Root" in reader.trailer else None
    if packet is None:
        return None
    xml = packet.get_object().get_data()[:500_000].decode("utf-8", "replace")
    found = re.search(r"<prism:publicationDate[^>]*>\s*([^<]+)<|<dc:date[^>]*>\s*(?:<rdf:Seq[^>]*>\s*<rdf:li[^>]*>)?\s*([^<\s]+)", xml)
    return day(found[1] or found[2]) if found else None

"""The way back from a document's text to the raw page it was found in."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|head|template)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
"""Stretches of HTML that no reader sees."""

TAG = re.compile(r"""<[a-z/!?](?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)

LONGEST = 5_000
"""Characters in which a tag must end whose attributes hold angle brackets, so that a quotation mark left open costs no more."""

PLAIN_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)

ENTITY = re.compile(r"&(?:#\d{1,8}|#x[0-9a-f]{1,8}|[a-z][a-z0-9]{1,32});?", re.IGNORECASE)

SENTENCE = re.compile(r"(?<=[.!?…][\"”’')\]\s])\s*(?=\S)|\s\|\s|(?<=\n)")

FEWEST = 12
"""Characters without blanks that a stretch has at least; a shorter one stands anywhere."""


def trace(raw: str, text: str) -> list[tuple[int, int, int, int]]:
    """Stretches ``(start, end, raw_start, raw_end)``, in order: what ``text`` says from ``start`` up to ``end`` the HTML ``raw`` says from
    ``raw_start`` up to ``raw_end``, with tags taken out, character references resolved, in NFC and but for blanks and invisible
    characters. Offsets are code points. A stretch is a line of the text, or a sentence where the line does not stand in the page in one
    piece; what stands there in no such piece is not among them.
    """
    seen, where = _key(_visible(raw))
    out, at = [], 0
    for start, end in _lines(text):
        pieces = [(start, end)]
        if _find(seen, _key_of(text[start:end]), at) < 0:
            pieces = list(_sentences(text, start, end))
        for first, last in pieces:
            key = _key_of(text[first:last])
            if len(key) < FEWEST:
                continue
            found = _find(seen, key, at)
            if found < 0:
                continue
            at = found + len(key)
            out.append((first, last, where[found][0], where[at - 1][1]))
    return out


def stripped(raw: str) -> str:
    """What a stretch of HTML says, without blanks and invisible characters, in NFC: what :func:`trace` compares."""
    return _key(_visible(raw))[0]


def _find(seen: str, key: str, at: int) -> int:
    """Where it stands: from here on, for a page is in order, else anywhere."""
    found = seen.find(key, at)
    return found if found >= 0 else seen.find(key)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in re.finditer(r"[^\s].*[^\s]|\S", text))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [start, *(cut for found in SENTENCE.finditer(text, start, end) for cut in found.span()), end]
    for first, last in pairwise(cuts):
        piece = text[first:last]
        if piece.strip(" |-\n\t"):
            first += len(piece) - len(piece.lstrip(" |-\n\t"))
            yield first, first + len(piece.strip(" |-\n\t"))


def _visible(raw: str) -> Iterator[tuple[str, int, int]]:
    """What the page shows, in pieces ``(characters, start, end)``; a character that stands as itself is a piece by itself."""
    at = 0
    while at < len(raw):
        upto = raw.find("<", at)
        yield from _characters(raw, at, upto if upto >= 0 else len(raw))
        if upto < 0:
            return
        tag = HIDDEN.match(raw, upto) or _tag(raw, upto)
        if tag:
            at = tag.end()
        else:
            yield "<", upto, upto + 1
            at = upto + 1


def _tag(raw: str, at: int) -> re.Match[str] | None:
    return TAG.match(raw, at, at + LONGEST) or PLAIN_TAG.match(raw, at)


def _characters(raw: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    at = start
    for found in ENTITY.finditer(raw, start, end):
        yield from ((raw[i], i, i + 1) for i in range(at, found.start()))
        yield html.unescape(found[0]), found.start(), found.end()
        at = found.end()
    yield from ((raw[i], i, i + 1) for i in range(at, end))


def _key(pieces: Iterator[tuple[str, int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The characters that count, in NFC, and where each of them stands."""
    key: list[str] = []
    where: list[tuple[int, int]] = []
    held, first, last = "", 0, 0

    def let_go() -> None:
        for c in unicodedata.normalize("NFC", held):
            if _counts(c):
                key.append(c)
                where.append((first, last))

    for characters, start, end in pieces:
        for c in characters:
            if held and not _composes(c):
                let_go()
                held = ""
            if not held:
                first = start
            held, last = held + c, end
    let_go()
    return "".join(key), where


def _key_of(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text) if _counts(c))


def _composes(c: str) -> bool:
    """Whether a character may melt into the one before."""
    return c > "\u02ff" and (unicodedata.combining(c) > 0 or "\u1160" <= c <= "\u11ff" or unicodedata.category(c) == "Mc")


def _counts(c: str) -> bool:
    return "!" <= c <= "~" or not (c.isspace() or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn", "Co"})

"""Several things promised in one breath: "to free the miners and to pay them" is two."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

Chars = tuple[int, int]

_AND = r",?\s+(?:and|or|nor)\s+(?:also\s+)?"
# "to the press and to the public" is one
_TO = r"(?:not\s+|never\s+(?:again\s+)?)?to\s+(?!(?:the|an?|all|any|each|every|both|those|these|its|his|her|their|our|my|your)\b)(?=[a-z])"
_LAST_TO = re.compile(_AND + _TO)
_EACH_TO = re.compile(rf"{_AND}{_TO}|,\s+{_TO}")
_LAST_THAT = re.compile(_AND + r"that\s+")
_EACH_THAT = re.compile(rf"{_AND}that\s+|,\s+that\s+")
_ING = re.compile(_AND + r"(?=(?:not\s+)?[a-z]{2,}ing\b)")
_BEGINS_ING = re.compile(r"(?:not\s+)?[a-z]{2,}ing\b")
_AFTER_TO = re.compile(r"\b(?:to|will|would|shall|not|never)\s+$")
_NEVER = re.compile(r"(?!)")
_COMMA = re.compile(rf"{_AND}|,\s+")
# "a truth commission, scholarships for the orphans and a monument"; the first without a preposition, which might govern all the others
_PREPOSITION = r"\b(?:of|for|to|in|on|at|by|with|from|between|among|against|into|over|under|about|that|which|who)\b"
_NOUNS = re.compile(rf"(?:(?!{_PREPOSITION})[^,;:.()])+(?:,\s++[^,;:.()]+)+{_AND}[^,;:.()]+")


def apart(text: str, span: Chars, doings: Container[int] = ()) -> list[Chars]:
    """A span of what is promised as the spans of each thing.

    Infinitives part at "and to" and, where one follows, at ", to"; clauses likewise at "and that"; forms in -ing at "and"; nouns where
    there are three or more; other verbs where both begin in ``doings``, the offsets at which events are told. Two nouns joined by "and"
    are often one thing, and so are the objects of one verb. Offsets are code points of ``text``.
    """
    pieces = _cut(span, _borders(text, span).finditer(text, *span))
    return [part for piece in pieces for part in (_cut(piece, _verbs(text, piece, doings)) if piece[0] in doings else [piece])]


def _borders(text: str, span: Chars) -> re.Pattern[str]:
    inside, before = text[slice(*span)], text[max(0, span[0] - 8) : span[0]]
    if _BEGINS_ING.match(inside):
        return _ING
    if _LAST_TO.search(inside):
        return _EACH_TO
    if _LAST_THAT.search(inside):
        return _EACH_THAT
    return _COMMA if _NOUNS.fullmatch(inside) and not _AFTER_TO.search(before) else _NEVER


def _verbs(text: str, span: Chars, doings: Container[int]) -> Iterator[re.Match[str]]:
    # "expel or return a refugee" is one, and so is "mediate between hauliers and striking miners"
    found = (match for match in _COMMA.finditer(text, *span) if match.end() in doings and not _BEGINS_ING.match(text, match.end()))
    return (match for match in found if " " in text[span[0] : match.start()] and "or" not in match[0])


def _cut(span: Chars, borders: Iterable[re.Match[str]]) -> list[Chars]:
    edges = [span[0], *(edge for match in borders for edge in match.span()), span[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))

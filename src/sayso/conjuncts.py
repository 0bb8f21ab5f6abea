"""Several things promised in one breath: "to free the miners and to pay them" is two."""

from __future__ import annotations

import re

Chars = tuple[int, int]

_AND = r",?\s+(?:and|or|nor)\s+(?:also\s+)?"
# "to the press and to the public" is one
_TO = re.compile(_AND + r"(?:not\s+)?to\s+(?!(?:the|an?|all|any|each|every|both|those|these|its|his|her|their|our|my|your)\b)(?=[a-z])")
_ING = re.compile(_AND + r"(?=(?:not\s+)?[a-z]{2,}ing\b)")
_BEGINS_ING = re.compile(r"(?:not\s+)?[a-z]{2,}ing\b")


def apart(text: str, span: Chars) -> list[Chars]:
    """A span of actions as the spans of each: at "and to" between infinitives, at "and" between forms in -ing.

    Nothing else is taken apart: nouns joined by "and" are often one thing. Offsets are code points of ``text``.
    """
    inside = text[slice(*span)]
    border = _ING if _BEGINS_ING.match(inside) else _TO
    edges = [0, *(edge for match in border.finditer(inside) for edge in match.span()), len(inside)]
    return [(span[0] + a, span[0] + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]

"""What kind of source a speaker's words name, and which words are pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.actors.phrases import parse, person
from sayso.actors.tables import Tables, current
from sayso.model import SourceKind
from sayso.places.countries import Word, lexicon, words

_PRONOUNS = lexicon("pronouns")
_BESIDE_PRONOUNS = _PRONOUNS | lexicon("with_pronouns")
_QUANTITIES = lexicon("quantities")
_NUMBERS = lexicon("numbers")
_IMPERSONAL = re.compile(r"^it\s+(?:is|was|has|had|'s)\b", re.I)


@lru_cache(maxsize=8_192)
def is_pronominal(text: str) -> bool:
    """Whether the words are only a pronoun ("they", "its", "both of them"); "US" and "WHO" are none."""
    found = words(text)
    if any(w.text in ("US", "WHO") or "." in w.text for w in found):
        return False
    return any(w.key in _PRONOUNS for w in found) and all(w.key in _BESIDE_PRONOUNS for w in found)


def source_kind(text: str) -> SourceKind | None:
    """*named*, *unnamed* or *vague*, as :data:`sayso.model.SourceKind` says; None for a pronoun, whose actor decides.

    A definite institution or office ("the government", "the prime minister") is named: its holder is known. Common nouns are unnamed
    ("two residents", "officials"), except those for nobody in particular ("analysts", "reports", "some").
    """
    return _source_kind(text, current())


@lru_cache(maxsize=8_192)
def _source_kind(text: str, tables: Tables) -> SourceKind | None:
    if is_pronominal(text):
        return None
    phrase = words(text)
    if not phrase or _IMPERSONAL.match(text):
        return "vague"
    bare, found, end, _, has_names = parse(text)
    if (has_names and tables.names.match(bare)) or person(text, False):
        return "named"
    inside = [f for f in found if f.end <= end]
    first = phrase[0].key
    counted = first in ("a", "an") or first in _NUMBERS or first[0].isdigit()
    if first in _QUANTITIES and not counted:
        return "vague"
    if not inside:
        plural = len(bare) > 1 and bare[0].key.endswith("s") and not _proper(bare[1:end])  # "Economists at ..."
        return "named" if _proper(bare[:end]) and not plural else "unnamed"
    last = inside[-1]
    kind = last.agent.kind
    if last.end < end and _proper(bare[last.end : end]):
        return "named"
    if kind == "vague" or (len(bare) == 1 and bare[0].key == "sources"):
        one = counted or (first in ("the", "this", "that") and not bare[last.end - 1].key.endswith("s"))
        return "unnamed" if one else "vague"
    if kind in ("body", "office") and not counted:
        return "named"
    if last.agent.sector is None and kind == "weak" and last.agent.type == "organization" and _proper(bare[: last.start]):
        return "named"
    return "unnamed"


def _proper(phrase: Sequence[Word]) -> bool:
    return any(w.text[0].isupper() for w in phrase)

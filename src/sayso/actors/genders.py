"""Whether words speak of a man or a woman: by pronouns, titles, nouns and given names that leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.actors.phrases import parse
from sayso.places.countries import Word, key, lexicon, words

MAN, WOMAN = "man", "woman"

_SAID = {MAN: lexicon("male"), WOMAN: lexicon("female")}
_GIVEN = {MAN: lexicon("male_names"), WOMAN: lexicon("female_names")}
_OWNED = re.compile(r".*['’]s?\s+(?=\S)", re.S)  # "the king's daughter" is a daughter


@lru_cache(maxsize=8_192)
def gender(text: str, name: str | None = None) -> str | None:
    """:data:`MAN` or :data:`WOMAN`, of a mention and the person's name in it; None where neither tells, or both are told of."""
    own = _OWNED.sub("", text)
    if any(w.key == "and" for w in words(own)):
        return None
    parsed = parse(own)
    phrase = parsed.words[: parsed.end] or words(own)
    said = {kind for kind, nouns in _SAID.items() if any(w.key in nouns and not _surname(i, phrase) for i, w in enumerate(phrase))}
    if not said and name and " " in name:
        said = {kind for kind, names in _GIVEN.items() if key(name.split()[0]) in names}
    return said.pop() if len(said) == 1 else None


def _surname(i: int, phrase: Sequence[Word]) -> bool:
    """Whether a word is the last of a name ("Coretta King")."""
    return i > 0 and i == len(phrase) - 1 and phrase[i].text[0].isupper() and phrase[i - 1].text[0].isupper()

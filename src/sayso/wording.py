"""Entries in plain words: what the codes mean, who vouches, how an entry is put. What every form for people shares."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.actors import source_kind
from sayso.kinds import KINDS
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Attribution, Count, Document, Entry, Mention, When

FACTUALITY_WORDS = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "CTu": "known, not said which way",
    "Uu": "left open",
}
"""FactBank's values in plain words."""

KIND_HEADINGS = {
    "event": "Events",
    "statement": "Statements",
    "commitment": "Promises",
    "causation": "Causes and effects",
    "interest": "Gains and losses",
    "intent": "Aims",
    "forecast": "Forecasts",
    "stance": "Stances",
    "affiliation": "Belonging",
}

KIND_GLYPHS = {
    "event": "E",
    "statement": "S",
    "commitment": "P",
    "causation": "C",
    "interest": "G",
    "intent": "A",
    "forecast": "F",
    "stance": "T",
    "affiliation": "B",
}

READINGS = {
    "reported": "reported as fact",
    "insinuated": "insinuated without a source",
    "said": "only said",
    "denied": "denied or negated",
    "open": "planned or left open",
}
"""How an entry is put, see :func:`reading`."""

PASSIVE = {
    "same": "same as",
    "supports": "supported by",
    "denies": "denied by",
    "fulfils": "fulfilled by",
    "violates": "violated by",
    "retracts": "retracted by",
}
"""Each relation as its object says it."""

UNREMARKABLE = {"single-source", "open"}
"""Standings that most entries have and that call for no remark."""

_AROUND_THE_CUE = {
    "event": ("actors", "recipients"),
    "statement": ("speakers", "content"),
    "commitment": ("actors", "action"),
    "causation": ("cause", "effect"),
    "interest": ("actors", "matter"),
    "intent": ("actors", "goal"),
    "forecast": ("condition", "outcome"),
    "stance": ("holders", "targets"),
    "affiliation": ("members", "groups"),
}
_FIRST_PERSON = {"i", "we", "us", "me", "our country", "our government"}
_HEADLINE, _WRAPPED = 150, 100  # characters of a headline, and of a line of a text wrapped to a width, at most
_SENTENCE_END = re.compile(r"[.,;:…][\"'”’)\]]*$")
_JOINERS = "\u200c\u200d"  # they shape letters and emoji and hide nothing

Reading = Literal["reported", "insinuated", "said", "denied", "open"]


def heading(kind: str) -> str:
    """The heading of a kind; its own name where none is set."""
    return KIND_HEADINGS.get(kind, kind.replace("_", " ").capitalize())


def glyph(kind: str) -> str:
    """The letter that stands for a kind beside its colour."""
    return KIND_GLYPHS.get(kind, kind[:2].upper())


def around(kind: str) -> tuple[str, str]:
    """The two roles that an entry of this kind sets before and after its cue."""
    roles = KINDS[kind].roles
    return _AROUND_THE_CUE.get(kind, (roles[0], roles[-1]))


@cache
def hidden(char: str) -> bool:
    """Whether a character steers a terminal or the order of the line, or shows nothing: control, format, surrogate, separator."""
    return not char.isprintable() and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _JOINERS


def name_of(char: str) -> str:
    """What is printed in place of a hidden character: its code point, ``⟨U+202E⟩``."""
    return f"⟨U+{ord(char):04X}⟩"


def visible(text: str, keep: str = "") -> str:
    """The text with every hidden character but those in ``keep`` replaced by its name, safe to print."""
    if text.isprintable():
        return text
    return "".join(name_of(c) if hidden(c) and c not in keep else c for c in text)


def line(text: str) -> str:
    """Words on one line: line breaks and runs of blanks become one space, hidden characters their names."""
    return visible(re.sub(r"[ \t\r\n]+", " ", text).strip())


def clip(text: str, length: int) -> str:
    """At most ``length`` characters of the text, an ellipsis where it was cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def mention(ledger: Ledger, words: Mention) -> str:
    """The words and, where they do not hold it, the name of the actor they stand for: ``the group [Taliban]``."""
    actor = ledger.actor(words.actor)
    text = line(words.text)
    return f"{text} [{line(actor.name)}]" if actor and actor.name.casefold() not in words.text.casefold() else text


def mentions(ledger: Ledger, fillers: Iterable[Mention], joiner: str = "; ") -> str:
    """The fillers of a role on one line."""
    return joiner.join(mention(ledger, m) for m in fillers)


def gist(ledger: Ledger, entry: Entry) -> tuple[str, str, str]:
    """What stands before the cue, the cue, and what stands after it; "" for what the text does not give."""
    before, after = around(entry.kind)
    return mentions(ledger, entry.role(before)), line(entry.cue.text) if entry.cue else "", mentions(ledger, entry.role(after))


def tag(entry: Entry) -> str:
    """The closed labels that say what sort of its kind an entry is: ``ASSAULT/aerial``, ``loses``, ``negative``; "" where none is known."""
    values = (getattr(entry, label) for label in entry.labels if label not in {"tense", "former"})
    return "/".join(line(str(v)) for v in values if v)


def details(ledger: Ledger, entry: Entry) -> list[tuple[str, str]]:
    """What :func:`gist` and :func:`tag` leave out of an entry, as far as known: tense, other roles, counts, time; (name, words) pairs."""
    out = []
    if getattr(entry, "tense", None):
        out.append(("tense", line(entry.tense)))  # type: ignore[attr-defined]
    if getattr(entry, "former", False):
        out.append(("former", "yes"))
    for role in entry.roles:
        if role not in around(entry.kind) and entry.role(role):
            out.append((role, mentions(ledger, entry.role(role))))
    out += [(line(c.what), count(c)) for c in getattr(entry, "counts", ())]
    if entry.when:
        out.append(("when", when(entry.when)))
    return out


def count(c: Count) -> str:
    """A count's bounds and words: ``24 to 47 (“dozens”)``, ``more than 1,800`` where no number is known."""
    words = line(c.text)
    if c.low is None and c.high is None:
        return f"“{words}”"
    if c.low == c.high:
        number = f"{c.low:,}"
    elif c.low is None:
        number = f"at most {c.high:,}"
    else:
        number = f"{c.low:,} or more" if c.high is None else f"{c.low:,} to {c.high:,}"
    return f"{number} (“{words}”)"


def when(w: When) -> str:
    """A time's days and words: ``2026-03-03 (“late on Tuesday”)``."""
    words = f"“{line(w.text)}”"
    return f"{days(w.first, w.last)} ({words})" if w.first or w.last else words


def days(first: dt.date | None, last: dt.date | None) -> str:
    """Days from first to last, whole years and months as such: ``2014``, ``2014-03``, ``2014 to 2016``; ``2014-03-05 to …`` where open."""
    if first is None or last is None:
        return f"{first or '…'} to {last or '…'}" if first or last else ""
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    length = 4 if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1) else 7 if first.day == after.day == 1 else 10
    begun, ended = (day.isoformat()[:length] for day in (first, last))
    return begun if begun == ended else f"{begun} to {ended}"


def number(n: int, noun: str = "entry", nouns: str = "entries") -> str:
    """How many there are: ``1 entry``, ``61 entries``."""
    return f"{n:,} {noun if n == 1 else nouns}"


def title(document: Document) -> str:
    """A document's title; where it has none, its first line if that is set like a headline; else its path or id."""
    return line(document.title or _headline(document.text) or document.path or document.id)


def _headline(text: str) -> str | None:
    """The first line where it is short, ends no sentence, and stands above a text rather than being a line of one."""
    lines = re.split(r"\n[ \t\r]*\n", text.strip(), maxsplit=1)[0].split("\n")
    first, running = lines[0].strip(), len(lines) > 1 and bool(_SENTENCE_END.search(lines[-1].strip()))
    alone = not running or len(lines[1]) > _WRAPPED
    return first if alone and len(first) <= _HEADLINE < len(text) and not _SENTENCE_END.search(first) else None


@dataclass(frozen=True, slots=True)
class Voice:
    """One who vouches. ``key`` is the same wherever the same source speaks; ``marks`` say unnamed, vague, inferred.

    Whoever the words leave unnamed ("the group") is not marked so where the actor they stand for has a name.
    """

    key: str
    name: str
    marks: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.marks)})" if self.marks else self.name


ARTICLE = Voice("article", "the article itself")


def _voice(ledger: Ledger, words: Mention | None, kind: str | None, inferred: bool) -> Voice:
    borrowed = ("inferred",) if inferred else ()
    if words is None:
        return Voice("nobody", "nobody named", borrowed)
    actor = ledger.actor(words.actor)
    nameless = kind == "vague" or (kind == "unnamed" and not (actor and source_kind(actor.name) == "named"))
    marks = (*((kind,) if kind and nameless else ()), *borrowed)
    return Voice(f"actor:{actor.id}" if actor else f"words:{line(words.text).casefold()}", mention(ledger, words), marks)


def voice(ledger: Ledger, attribution: Attribution) -> Voice:
    """Who an attribution names."""
    return _voice(ledger, attribution.source, attribution.source_kind, attribution.inferred)


def speaker(ledger: Ledger, statement: Statement) -> Voice:
    """Who makes a statement: the first where several do."""
    return _voice(ledger, statement.speakers[0] if statement.speakers else None, statement.source_kind, statement.inferred)


def voices(ledger: Ledger, entry: Entry) -> tuple[Voice, ...]:
    """Who vouches for an entry, outermost first; the article itself where it is said in its own voice."""
    return tuple(voice(ledger, a) for a in entry.attributions) or (ARTICLE,)


def group_name(ledger: Ledger, v: Voice) -> str:
    """The name under which a source is grouped: its actor's where it has one."""
    actor = ledger.actor(v.key.removeprefix("actor:")) if v.key.startswith("actor:") else None
    return line(actor.name) if actor else v.name


def imputed(entry: Entry) -> bool:
    """Whether the article itself, naming no source, ascribes an aim, a gain or a loss to someone else."""
    others = any(m.text.casefold() not in _FIRST_PERSON for m in getattr(entry, "actors", ()))
    return not entry.attributions and entry.kind in {"intent", "interest"} and others


def hedged(entry: Entry) -> bool:
    """Whether the article itself puts something as probable or possible; announced acts and forecasts are so by nature and not meant."""
    ahead = entry.kind == "forecast" or getattr(entry, "tense", None) == "future"
    return not entry.attributions and entry.factuality[:2] in {"PR", "PS"} and not ahead


def insinuated(entry: Entry) -> bool:
    """Whether the article suggests this without a source: hedged in its own voice, or an aim or interest imputed in it."""
    return hedged(entry) or imputed(entry)


def how_insinuated(entry: Entry) -> str:
    """In which of the two ways: ``hedged``, ``imputed``, or both; "" where neither."""
    return ", ".join(word for word, holds in (("hedged", hedged(entry)), ("imputed", imputed(entry))) if holds)


def reading(entry: Entry) -> Reading:
    """How an entry is put, as one of :data:`READINGS`; the first that holds of insinuated, denied, said, reported, open."""
    if insinuated(entry):
        return "insinuated"
    if entry.factuality.endswith("-") or getattr(entry, "act", None) == "deny":
        return "denied"
    if entry.attributions or isinstance(entry, Statement):
        return "said"
    return "reported" if entry.factuality == "CT+" else "open"


def sureness(entry: Entry) -> str:
    """Factuality in plain words, with what the article itself commits to where it takes sides on what another says."""
    words = FACTUALITY_WORDS[entry.factuality]
    if entry.attributions and entry.author_factuality != "Uu":
        words += f"; the article itself: {FACTUALITY_WORDS[entry.author_factuality]}"
    return words


def percent(share: float) -> str:
    """A confidence or score between 0 and 1 as a whole percentage."""
    return f"{share:.0%}"

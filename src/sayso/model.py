"""The nouns of sayso: documents, spans, actors, entries, links.

Everything here is immutable and imports nothing from sayso. Two rules hold everywhere:

* *No words, no entry.* Whatever names something is a :class:`Span`, and ``document.text[start:end] == text``
  is checked when it is made (:meth:`Document.span`) and again by ``sayso verify``. Offsets are code points.
* What cannot be resolved is ``None``, never a guess.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, get_args

Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
"""FactBank's values (Saurí and Pustejovsky 2009): certain, probable, possible; positive, negative, unknown."""

FACTUALITY: tuple[str, ...] = get_args(Factuality)

SourceKind = Literal["named", "unnamed", "vague"]
"""*named*: "Amir Khan Mutaghi", "the Taliban"; *unnamed*: a describable person or body without a name ("a senior official",
"two witnesses"); *vague*: nobody in particular ("reports", "analysts", "some", "it is believed")."""

Granularity = Literal["minute", "hour", "day", "week", "month", "season", "quarter", "year", "decade", "span"]


Feature = Literal["country", "admin1", "admin2", "settlement"]
"""What a place is: a country, an administrative division of the first or second order, a settlement."""


class SaysoError(Exception):
    """Something the user can mend. The message is one line and names the file or field and the reason."""


class ArgumentError(SaysoError):
    """An argument that is wrong whatever it is put to: no such value, none of its type, out of bounds. Exit code 2 on the command line."""


def checked_confidence(given: object) -> float:
    """A confidence that somebody asks for; ArgumentError where it is none from 0 to 1."""
    if not isinstance(given, int | float) or not 0 <= given <= 1:
        raise ArgumentError(f"a confidence is between 0 and 1, not {given!r}")
    return given


@dataclass(frozen=True, slots=True)
class Span:
    """``document.text[start:end] == text``; offsets in code points."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return min(self.end, other.end) > max(self.start, other.start)

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A role's words and, where they name one, the id of their :class:`Actor`."""

    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Place(Mention):
    """A place's words, what they resolve to (None where they do not), in WGS84 degrees."""

    name: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    feature: Feature | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None  # GeoNames' id
    admin1: str | None = None  # the first administrative division's name
    admin1_code: str | None = None  # and its code as GeoNames writes it: "US.LA"
    admin2: str | None = None  # the second's name


@dataclass(frozen=True, slots=True)
class Count(Span):
    """How many, by its words: ``low`` and ``high`` are inclusive bounds, ``high`` None where open ("more than 1,800")."""

    what: str = "other"
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class When(Span):
    """A time's words and the closed interval of days they denote; both ends None where they cannot be resolved."""

    first: dt.date | None = None
    last: dt.date | None = None
    granularity: Granularity | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known about where it comes from. ``text`` is what every offset counts in."""

    text: str
    id: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    language: str | None = None
    path: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, text: str, **known: Any) -> Document:
        """A document whose id is taken from the hash of its text, unless one is given."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text=text, sha256=digest, id=known.pop("id", None) or digest[:12], **known)

    def span(self, start: int, end: int) -> Span:
        """The span from ``start`` to ``end``; ValueError where there are no words."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}:{end} in a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def holds(self, span: Span) -> bool:
        """Whether the text says, at the span's offsets, exactly the span's words."""
        return 0 <= span.start < span.end and self.text[span.start : span.end] == span.text


@dataclass(frozen=True, slots=True)
class Alias:
    """One wording of an actor and why it is taken for this actor."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts, speaks, gains, belongs. ``type`` is one of :data:`ACTOR_TYPES`."""

    id: str
    name: str
    type: str
    country: str | None = None  # ISO 3166-1 alpha-3
    sector: str | None = None  # PLOVER sector code: GOV, MIL, REB, ...
    aliases: tuple[Alias, ...] = ()


ACTOR_TYPES = ("state", "government", "armed_group", "party", "organization", "person", "population", "region", "media", "other")


ACTOR_ROLES = frozenset(("actors", "recipients", "speakers", "addressees", "holders", "targets", "members", "groups"))
"""Roles whose fillers are actors; the others hold clauses, times and places."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One who vouches for an entry: *source*, *cue*, *content* (PolNeAR). ``statement`` is the id of the statement entry.

    ``source`` is None where nobody is named ("it was reported"); ``inferred`` where it is borrowed from a neighbouring statement.
    """

    source: Mention | None
    cue: Span | None
    content: Span | None
    inferred: bool = False
    source_kind: SourceKind | None = None
    statement: str | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every kind of entry shares. A kind is a subclass in ``sayso.kinds`` that adds its roles.

    ``attributions`` are outermost first, empty where the article itself speaks. ``factuality`` is what the wording commits the
    innermost source to; ``author_factuality`` what the article itself commits to. ``confidence`` is between 0 and 1.
    """

    kind: ClassVar[str]
    main_role: ClassVar[str]
    roles: ClassVar[tuple[str, ...]]
    labels: ClassVar[tuple[str, ...]] = ()

    id: str
    document: str
    evidence: Span
    cue: Span | None
    attributions: tuple[Attribution, ...]
    factuality: Factuality
    author_factuality: Factuality
    when: When | None
    confidence: float
    made_by: str

    @classmethod
    def fill(cls, frame: Any, made: Any) -> dict[str, Any]:
        """What this kind adds to an entry, from a :class:`sayso.frames.Frame` through a :class:`sayso.building.Builder`."""
        roles = {name: tuple(made.mention(chars, name) for chars in frame.roles.get(name, ())) for name in cls.roles}
        return roles | {name: frame.labels.get(name) for name in cls.labels}

    def role(self, name: str) -> tuple[Mention, ...]:
        """The fillers of a role; empty where the text does not give it. KeyError for a role this kind does not have."""
        if name not in self.roles:
            raise KeyError(f"{self.kind} has no role {name!r}")
        filler: tuple[Mention, ...] = getattr(self, name)
        return filler

    @property
    def main(self) -> tuple[Mention, ...]:
        """The fillers of the role that tells entries of this kind apart."""
        return self.role(self.main_role)

    def spans(self) -> list[Span]:
        """Every span this entry holds, for verification."""
        out = [self.evidence, *([self.cue] if self.cue else []), *([self.when] if self.when else [])]
        for attribution in self.attributions:
            out += [s for s in (attribution.source, attribution.cue, attribution.content) if s]
        for name in self.roles:
            out += self.role(name)
        return out + list(getattr(self, "counts", ()))


@dataclass(frozen=True, slots=True)
class Link:
    """ "``subject`` *relation* ``object``", both entry ids; a proposal until a person judges it."""

    relation: str  # same, supports, denies, fulfils, violates, retracts
    subject: str
    object: str
    score: float
    reasons: tuple[str, ...] = ()


RELATIONS = ("same", "supports", "denies", "fulfils", "violates", "retracts")


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if hasattr(value, "__dataclass_fields__"):
        return plain(value)
    return value


def plain(thing: Document | Actor | Entry | Link | Span | Attribution | Alias) -> dict[str, Any]:
    """A noun as a plain dict, ready for JSON: the form documented in ``docs/ledger.md``."""
    out = {f.name: _plain(getattr(thing, f.name)) for f in fields(thing)}
    if isinstance(thing, Document):
        del out["text"]
        return {"kind": "document", **out}
    if isinstance(thing, Entry):
        return {"id": out.pop("id"), "kind": thing.kind, **out}
    if isinstance(thing, Actor):
        return {"kind": "actor", **out}
    if isinstance(thing, Link):
        return {"kind": "link", **out}
    return out


__all__ = [
    "ACTOR_ROLES", "ACTOR_TYPES", "FACTUALITY", "RELATIONS", "Actor", "Alias", "Attribution", "Count", "Document", "Entry", "Factuality",
    "Feature", "Granularity", "Link", "Mention", "Place", "SaysoError", "SourceKind", "Span", "When", "plain",
]  # fmt: skip

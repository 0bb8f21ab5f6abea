"""What a frame's spans become: mentions with their actors, places, counts, times, attributions, and an entry's id and evidence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from sayso import actors, contexts, dates, places, quantities
from sayso.frames import Chars, Frame
from sayso.model import ACTOR_ROLES, Actor, Attribution, Count, Document, Mention, Place, SourceKind, Span, When

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s|\n")


class Builder:
    """Makes the parts of one document's entries. ``actor_of`` maps a mention's characters to the id of its actor."""

    def __init__(self, document: Document, found: list[Actor], actor_of: Mapping[Chars, str]) -> None:
        self.document = document
        self.actor_of = actor_of
        self._kinds = {actor.id: actor for actor in found}
        self._countries = frozenset(actor.country for actor in found if actor.country)
        self._around = places.Surroundings(document.text, self._countries)
        self._last: tuple[Frame, Span] | None = None  # evidence, which several parts of one entry need

    def span(self, chars: Chars) -> Span:
        """The words at some characters."""
        return self.document.span(*chars)

    def mention(self, chars: Chars, role: str) -> Mention:
        """A role's filler, with its actor where the role is one that actors fill."""
        actor = self.actor_of.get(chars) if role in ACTOR_ROLES else None
        return Mention(*chars, self.document.text[chars[0] : chars[1]], actor)

    def place(self, chars: Chars) -> Place:
        """Where something happened, looked up in the gazetteer."""
        words = self.document.text[chars[0] : chars[1]]
        known = places.resolve(words, self._countries, self._around)
        return Place(*chars, words, **known._asdict()) if known else Place(*chars, words)

    def count(self, what: str, chars: Chars) -> Count:
        """How many, from the words."""
        words = self.document.text[chars[0] : chars[1]]
        low, high = quantities.resolve(words) or (None, None)
        return Count(*chars, words, what, low, high)

    def contexts(self, frame: Frame) -> tuple[str, ...]:
        """The PLOVER contexts that the evidence names."""
        return contexts.find(self.evidence(frame).text)

    def when(self, frame: Frame) -> When | None:
        """The time that the frame names: of an event, of what is due, of what is foretold."""
        said = frame.labels.get("tense")
        for role in ("time", "due", "horizon"):
            for chars in frame.roles.get(role, ()):
                ahead = role != "time" or said == "future"
                return dates.when(self.document, chars, tense="future" if ahead else "past" if said == "past" else None)
        return None

    def source_kind(self, chars: Chars) -> SourceKind | None:
        """Whether a source is named, unnamed or vague; a pronoun is what its actor's name is."""
        words = self.document.text[chars[0] : chars[1]]
        if actors.is_pronominal(words):
            actor = self._kinds.get(self.actor_of.get(chars, ""))
            return None if actor is None or actors.is_pronominal(actor.name) else actors.source_kind(actor.name)
        return actors.source_kind(words)

    def attributions(self, frame: Frame, ids: Mapping[int, str]) -> tuple[Attribution, ...]:
        """Who vouches, outermost first; ``ids`` gives the entry ids of statement frames by their identity."""
        out: list[Attribution] = []
        statement = frame.parent
        while statement is not None:
            speakers, pieces = statement.roles.get("speakers"), statement.roles.get("content", [])
            piece = next((p for p in pieces if p[0] <= frame.cue[0] < p[1]), pieces[0] if pieces else None)
            out.append(
                Attribution(
                    source=self.mention(speakers[0], "speakers") if speakers else None,
                    cue=self.span(statement.cue),
                    content=self.span(piece) if piece else None,
                    inferred=statement.inferred,
                    source_kind=self.source_kind(speakers[0]) if speakers else None,
                    statement=ids.get(id(statement)),
                )
            )
            statement = statement.parent
        return tuple(reversed(out))

    def evidence(self, frame: Frame) -> Span:
        """The shortest stretch with the cue and those of its roles that stand in the same sentence."""
        if self._last is None or self._last[0] is not frame:
            self._last = frame, self._evidence(frame)
        return self._last[1]

    def _evidence(self, frame: Frame) -> Span:
        start, end = frame.cue
        spans = [(max(a - end, start - b, 0), a, b) for name, found in frame.roles.items() if name != "time" for a, b in found]
        for _, a, b in sorted(spans):
            # an empty stretch where the two touch or overlap
            if not _SENTENCE_END.search(self.document.text, min(b, end), max(a, start)):
                start, end = min(start, a), max(end, b)
        return self.document.span(start, end)

    def entry_id(self, frame: Frame, main: Chars | None = None) -> str:
        """The kind and a hash of the words: the same whatever the weights or tables. ``main`` tells entries with one cue apart."""
        where = f"{self.document.sha256} {frame.kind} {frame.cue[0]} {self.document.text[frame.cue[0] : frame.cue[1]]}"
        if main:
            where += f" {main[0]}"
        return f"{frame.kind}-{hashlib.sha256(where.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

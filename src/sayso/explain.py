"""Why an entry is there: its words in their place, how sure each label is and what else was weighed. Also the manual of the kinds."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sayso import wording
from sayso.kinds import KINDS
from sayso.model import ArgumentError, Document, Entry, SaysoError, Span
from sayso.vocabulary import few

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from sayso.frames import Frame

AROUND = 160
"""Characters of the text shown on either side of the evidence."""


def find(entry_id: str, read: Iterable[tuple[Entry, Frame]]) -> tuple[Entry, Frame]:
    """The entry with that id, or the only one whose id begins so. SaysoError where there is none or more than one."""
    found = [(entry, frame) for entry, frame in read if entry.id.startswith(entry_id)]
    exact = [pair for pair in found if pair[0].id == entry_id] or found
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise SaysoError(f"no entry {entry_id!r} in what is read of this text")
    raise SaysoError(f"{entry_id!r} may be any of {few([entry.id for entry, _ in exact])}")


def explanation(entry: Entry, frame: Frame, document: Document) -> RenderableType:
    """An entry and the frame it was made of, to print with rich."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    def section(title: str, rows: Iterable[tuple[str, ...]]) -> list[RenderableType]:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for row in rows:
            table.add_row(*map(Text, row))
        return [Text(f"\n{title}", style="bold"), Padding(table, (0, 0, 0, 2), expand=False)] if table.row_count else []

    def role_score(role: str, nth: int) -> str:
        return f"{frame.scores[role]:.2f}" if nth == 0 and role in frame.scores else ""

    fillers = [(role, nth, filler) for role in entry.roles for nth, filler in enumerate(entry.role(role))]
    return Group(
        Text(f"{entry.id}, a{'n' * (entry.kind[0] in 'aei')} {entry.kind}", style="bold"),
        Text(f"cue scored {frame.sure:.2f}, confidence {entry.confidence:.2f}, made by {wording.line(entry.made_by)}\n"),
        _in_context(entry, document),
        *section("Roles", ((role, *_placed(filler), role_score(role, nth)) for role, nth, filler in fillers)),
        *section("Vouched for by", (_placed(a.source or a.cue) for a in entry.attributions)),
        *section("Counts", ((c.what, wording.count(c), _offsets(c)) for c in getattr(entry, "counts", ()))),
        *section("When", ((wording.when(when), _offsets(when), when.rule or "") for when in [entry.when] if when)),
        *section("Labels, and what else was weighed", (_weighed(name, frame) for name in sorted(frame.labels | frame.weighed))),
    )


def _in_context(entry: Entry, document: Document) -> Text:
    """The evidence among its neighbours, its cue between asterisks."""
    from rich.text import Text

    at, cue, text = entry.evidence, entry.cue, document.text
    before, after = text[max(0, at.start - AROUND) : at.start], text[at.end : at.end + AROUND]
    shown = Text()
    shown.append(wording.visible("…" * (at.start > AROUND) + before, keep="\n"), style="dim")
    if cue and at.covers(cue):
        shown.append(wording.visible(text[at.start : cue.start], keep="\n"))
        shown.append(f"*{wording.visible(cue.text, keep=chr(10))}*", style="bold")
        shown.append(wording.visible(text[cue.end : at.end], keep="\n"))
    else:
        shown.append(wording.visible(at.text, keep="\n"))
    shown.append(wording.visible(after + "…" * (at.end + AROUND < len(text)), keep="\n"), style="dim")
    return shown


def _placed(span: Span | None) -> tuple[str, str]:
    return (f"“{wording.clip(wording.line(span.text), 100)}”", _offsets(span)) if span else ("nobody named", "")


def _offsets(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _weighed(name: str, frame: Frame) -> tuple[str, str, str]:
    others = [f"{value} {score:.2f}" for value, score in frame.weighed.get(name, ())]
    return name, frame.labels.get(name, "none"), ", ".join(others)


def kinds() -> str:
    """What each kind is, with its roles and labels, a paragraph a kind."""
    return "\n\n".join(f"{name}: {_manual(kind).partition(chr(10) * 2)[0]}\n{_parts(kind)}" for name, kind in KINDS.items())


def manual(kind: str) -> str:
    """All that is to be known of a kind, with an example. ArgumentError for a kind that does not exist."""
    if kind not in KINDS:
        raise ArgumentError(f"no kind {kind!r}: there are {', '.join(KINDS)}")
    return f"{kind}: {_manual(KINDS[kind])}\n\n{_parts(KINDS[kind])}"


def _parts(kind: type[Entry]) -> str:
    parts = {"roles": kind.roles, "labels": kind.labels}
    return "\n".join(f"  {title}: {', '.join(names)}" for title, names in parts.items() if names)


def _manual(kind: type[Entry]) -> str:
    return inspect.getdoc(kind) or ""

"""Whom an event joins: sides that its roles name, and what stands in for those that they do not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sayso.dyads import Dyads, apart
from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Attribution, Document, Entry, Mention, Place, Span


def entry(kind: type[Entry], text: str, id: str, cue: str, **roles: Any) -> Any:
    """An entry by its words; a role of event_type, tense ... is taken as it is."""
    at = re.search(rf"\b{cue}\b", text)
    assert at
    span = Span(at.start(), at.end(), cue)
    base: dict[str, Any] = {
        "id": id, "document": "d", "evidence": span, "cue": span, "attributions": (), "factuality": "CT+", "author_factuality": "CT+",
        "when": None, "confidence": 0.9, "made_by": "hand",
    }  # fmt: skip
    spans = {k: tuple(where(text, w, Place if k == "place" else Mention) for w in v) for k, v in roles.items() if k in kind.roles}
    return kind(**base | roles | spans)


def where(text: str, words: str, kind: type[Mention]) -> Mention:
    return kind(text.index(words), text.index(words) + len(words), words)


def sides(text: str, *entries: Entry) -> tuple[list[str], list[str]]:
    """The sides of the first entry."""
    actors, recipients = Dyads(Ledger(Document.of(text, id="d"), (), entries))(entries[0])  # type: ignore[arg-type]
    return [m.text for m in actors], [m.text for m in recipients]


@pytest.mark.parametrize(
    ("text", "kind", "cue", "roles", "expected"),
    [
        ("Peru shelled Chile.", "ASSAULT", "shelled", {"actors": ["Peru"], "recipients": ["Chile"]}, "Peru > Chile"),
        ("Peru attacked in Chile.", "ASSAULT", "attacked", {"actors": ["Peru"], "place": ["Chile"]}, "Peru > Chile"),
        ("Peru fired two rockets at Chile.", "ASSAULT", "fired", {"actors": ["Peru"], "recipients": ["two rockets"], "place": ["Chile"]},
         "Peru > Chile"),
        ("Peru withdrew its men from Chile.", "RETREAT", "withdrew", {"actors": ["Peru"], "recipients": ["its men"], "place": ["Chile"]},
         "Peru > Chile"),
        ("Peru mobilized the army.", "MOBILIZE", "mobilized", {"actors": ["Peru"], "recipients": ["the army"]}, "Peru >"),
        ("Peru shot at the army.", "ASSAULT", "shot", {"actors": ["Peru"], "recipients": ["the army"]}, "Peru > the army"),
        ("Peru met its counterpart.", "CONSULT", "met", {"actors": ["Peru"], "recipients": ["its counterpart"]}, "Peru > its counterpart"),
        ("Ann was arrested in Chile.", "COERCE", "arrested", {"recipients": ["Ann"], "place": ["Chile"]}, "Chile > Ann"),
        ("Ann was killed in Chile.", "ASSAULT", "killed", {"recipients": ["Ann"], "place": ["Chile"]}, "> Ann"),
        ("Peru and Chile met.", "CONSULT", "met", {"actors": ["Peru and Chile"]}, "Peru and Chile > Peru, Chile"),
        ("Peru and Chile met.", "CONSULT", "met", {"actors": ["Chile"]}, "Chile, Peru > Chile, Peru"),
        ("Peru and Chile rejected it.", "REJECT", "rejected", {"actors": ["Chile"]}, "Chile, Peru >"),
        ("On Monday, Peru and Chile met.", "CONSULT", "met", {"actors": ["Chile"]}, "Chile, Peru > Chile, Peru"),
        ("Peru shelled Chile and Ecuador said so.", "ASSAULT", "shelled", {"actors": ["Peru"], "recipients": ["Chile"]}, "Peru > Chile"),
    ],
)  # fmt: skip
def test_one_event(text: str, kind: str, cue: str, roles: dict[str, list[str]], expected: str) -> None:
    actors, recipients = sides(text, entry(Event, text, "e", cue, event_type=kind, **roles))
    assert f"{', '.join(actors)} > {', '.join(recipients)}".strip() == expected


def test_the_act_that_an_act_holds() -> None:
    text = "Peru refused to lift the ban on Chile. Peru left Bolivia."
    refused = entry(Event, text, "e1", "refused", event_type="REJECT", actors=["Peru"])
    lift = entry(Event, text, "e2", "lift", event_type="RETREAT", actors=["Peru"])
    ban = entry(Event, text, "e3", "ban", event_type="COERCE", actors=["Peru"], recipients=["Chile"])
    left = entry(Event, text, "e4", "left", event_type="RETREAT", actors=["Peru"], place=["Bolivia"])
    assert sides(text, refused, lift, ban) == (["Peru"], ["Chile"])
    assert sides(text, refused, left) == (["Peru"], [])  # another sentence


def test_other_entries_on_the_cue() -> None:
    text = "Peru told Chile to leave."
    told = entry(Event, text, "e", "told", event_type="REQUEST")
    said = entry(Statement, text, "s", "told", speakers=["Peru"], addressees=["Chile"])
    assert sides(text, told, said) == (["Peru"], ["Chile"])


def test_who_demands_does_it() -> None:
    text = "A court ordered the release of Ann. Peru says that Chile must go."
    court, peru = where(text, "A court", Mention), where(text, "Peru", Mention)
    ordered = entry(Statement, text, "s1", "ordered", speakers=["A court"], act="demand")
    release = entry(Event, text, "e1", "release", event_type="RETREAT", recipients=["Ann"])
    by_court = (Attribution(court, ordered.cue, None, statement="s1"),)
    assert sides(text, entry_with(release, by_court), ordered) == (["A court"], ["Ann"])
    must = entry(Event, text, "e2", "must", event_type="REQUEST", actors=["Chile"], recipients=["Chile"])
    assert sides(text, entry_with(must, (Attribution(peru, None, None),))) == (["Peru"], ["Chile"])


def entry_with(event: Event, attributions: tuple[Attribution, ...]) -> Event:
    from dataclasses import replace

    return replace(event, attributions=attributions)


def test_a_row_of_names_taken_apart() -> None:
    row = Mention(10, 10 + len("Peru, Chile and the US"), "Peru, Chile and the US", "A1")
    assert [(m.start, m.text, m.actor) for m in apart([row])] == [(10, "Peru", None), (16, "Chile", None), (26, "the US", None)]
    one = Mention(0, 4, "Peru", "A1")
    assert list(apart([one])) == [one]

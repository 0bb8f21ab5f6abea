"""Standing, rule by rule, on small ledgers."""

import datetime as dt
from typing import Any

import pytest

from sayso.kinds.commitment import Commitment
from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Attribution, Document, Entry, Factuality, Link, Mention, Span, When
from sayso.standing import STANDINGS, Judgement, judged, standing

WORDS = Span(0, 4, "word")


def mention(actor: str | None) -> Mention:
    return Mention(0, 4, "word", actor)


def common(
    id: str, document: str, factuality: Factuality, attributions: tuple[Attribution, ...], when: When | None = None
) -> dict[str, Any]:
    return {
        "id": id, "document": document, "evidence": WORDS, "cue": None, "attributions": attributions, "factuality": factuality,
        "author_factuality": "Uu" if attributions else factuality, "when": when, "confidence": 1.0, "made_by": "test",
    }  # fmt: skip


def said(statement: str, actor: str | None, vague: bool = False) -> tuple[Attribution, ...]:
    return (Attribution(mention(actor), None, None, source_kind="vague" if vague else "named", statement=statement),)


def event(id: str, factuality: Factuality = "CT+", by: tuple[Attribution, ...] = (), document: str = "d1") -> Event:
    return Event(**common(id, document, factuality, by))


def statement(id: str, actor: str | None) -> Statement:
    return Statement(**common(id, "d1", "CT+", ()), speakers=(mention(actor),))


def commitment(id: str, due: dt.date | None = None) -> Commitment:
    when = When(0, 4, "word", due, due, "day") if due else None
    return Commitment(**common(id, "d1", "CT+", (), when), due=(mention(None),) if due else ())


def link(relation: str, subject: str, object: str) -> Link:
    return Link(relation, subject, object, 0.5)


def test_one_source() -> None:
    assert standing([event("e1")]) == {"e1": "single-source"}
    assert standing([event("e1"), event("e2")]) == {"e1": "single-source", "e2": "single-source"}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (event("e2", by=said("s2", "B")), "corroborated"),
        (event("e2", by=said("s2", "A")), "single-source"),  # the same source again
        (event("e2", "PR+", by=said("s2", "B")), "corroborated"),
        (event("e2", "Uu", by=said("s2", "B")), "single-source"),  # asked, planned: nobody vouches
        (event("e2", by=said("s2", "B", vague=True)), "single-source"),  # "analysts"
        (event("e2"), "single-source"),  # the article that quotes A may rely on A
        (event("e2", document="d2"), "corroborated"),  # another publisher
        (event("e2", "CT-", by=said("s2", "B")), "disputed"),
        (event("e2", "CT-", by=said("s2", "A")), "single-source"),  # A itself contradicts A: no other source does
    ],
)
def test_told_again(other: Event, expected: str) -> None:
    """What A says in d1, and a second mention of it."""
    assert standing([event("e1", by=said("s1", "A")), other], [link("same", "e2", "e1")])["e1"] == expected


def test_two_articles_of_one_publisher_are_one_source() -> None:
    entries, links = [event("e1"), event("e2", document="d2")], [link("same", "e2", "e1")]
    assert standing(entries, links)["e1"] == "corroborated"
    assert standing(entries, links, publishers={"d1": "Wire", "d2": "Wire"})["e1"] == "single-source"


def test_support_corroborates_the_statement_and_what_it_says() -> None:
    entries = [statement("s1", "A"), event("e1", by=said("s1", "A")), statement("s2", "B")]
    found = standing(entries, [link("supports", "s2", "s1")])
    assert found == {"s1": "corroborated", "e1": "corroborated", "s2": "corroborated"}


def test_a_denial_disputes_both_ends_what_they_say_and_its_other_mentions() -> None:
    entries = [statement("s1", "A"), event("e1", by=said("s1", "A")), statement("s2", "B"), event("e2"), event("e3")]
    found = standing(entries, [link("denies", "s2", "s1"), link("same", "e2", "e1")])
    assert found == {"s1": "disputed", "e1": "disputed", "s2": "disputed", "e2": "disputed", "e3": "single-source"}


def test_dispute_outweighs_corroboration_and_retraction_both() -> None:
    entries = [event("e1", by=said("s1", "A")), event("e2", by=said("s2", "B")), statement("s3", "C")]
    links = [link("same", "e2", "e1"), link("denies", "s3", "e1")]
    assert standing(entries, links)["e2"] == "disputed"
    assert standing(entries, [*links, link("retracts", "s3", "e1")])["e1"] == "retracted"


def test_a_retracted_source_no_longer_counts() -> None:
    entries = [statement("s1", "A"), event("e1", by=said("s1", "A")), event("e2", by=said("s2", "B")), statement("s3", "A")]
    same = link("same", "e2", "e1")
    assert standing(entries, [same])["e2"] == "corroborated"
    found = standing(entries, [same, link("retracts", "s3", "s1")])
    assert (found["s1"], found["e1"], found["e2"]) == ("retracted", "retracted", "single-source")


def test_commitments() -> None:
    due = dt.date(2022, 6, 30)
    entries: list[Entry] = [commitment("c1"), commitment("c2", due), event("e1"), event("e2", "CT-")]
    assert standing(entries, today=None)["c2"] == "open"
    assert standing(entries, today=due)["c2"] == "open"
    assert standing(entries, today=dt.date(2022, 7, 1)) | {} == {
        "c1": "open",
        "c2": "expired",
        "e1": "single-source",
        "e2": "single-source",
    }
    assert standing(entries, [link("fulfils", "e1", "c2")], today=dt.date(2023, 1, 1))["c2"] == "kept"
    assert standing(entries, [link("fulfils", "e1", "c1"), link("violates", "e2", "c1")])["c1"] == "broken"
    assert standing(entries, [link("retracts", "e1", "c1"), link("violates", "e2", "c1")])["c1"] == "retracted"


def test_a_time_that_is_not_the_due_date_does_not_expire() -> None:
    made = Commitment(**common("c1", "d1", "CT+", (), When(0, 4, "word", dt.date(2020, 1, 1), dt.date(2020, 1, 1), "day")))
    assert standing([made], today=dt.date(2022, 1, 1))["c1"] == "open"


def test_the_last_judgement_holds() -> None:
    entries: list[Entry] = [commitment("c1"), event("e1", "CT-")]
    links = [link("violates", "e1", "c1")]
    reject, accept = (Judgement(v, "violates", "e1", "c1", by="ann") for v in ("reject", "accept"))
    assert standing(entries, links)["c1"] == "broken"
    assert standing(entries, links, [reject])["c1"] == "open"
    assert standing(entries, links, [reject, accept])["c1"] == "broken"
    assert standing(entries, links, [accept, reject])["c1"] == "open"
    assert standing(entries, [], [accept])["c1"] == "broken"  # made by hand
    assert judged([], [accept])[0].reasons == ("accepted by ann",)


def test_a_judgement_on_same_holds_either_way_round() -> None:
    entries = [event("e1", by=said("s1", "A")), event("e2", by=said("s2", "B"))]
    assert standing(entries, [link("same", "e2", "e1")], [Judgement("reject", "same", "e1", "e2")])["e1"] == "single-source"


def test_a_ledger_brings_its_links_and_publisher() -> None:
    first = Ledger(
        Document.of("word", id="d1", publisher="Wire"),
        entries=(event("e1"), event("e2", document="d1")),
        links=(link("denies", "e2", "e1"),),
    )
    assert standing(first) == {"e1": "disputed", "e2": "disputed"}
    assert standing(first, ()) == {"e1": "single-source", "e2": "single-source"}


def test_links_to_what_is_not_there_are_passed_over() -> None:
    assert standing([event("e1")], [link("denies", "gone", "e1")]) == {"e1": "single-source"}
    assert standing([]) == {}


def test_every_standing_is_named() -> None:
    assert set(STANDINGS) == {"single-source", "corroborated", "disputed", "retracted", "open", "kept", "broken", "expired"}

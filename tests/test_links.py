"""Links proposed inside a document: annotated cases (``tests/cases/links``), and what holds of any proposal."""

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from sayso import links
from sayso.evaluate.gold import find, ledger, load
from sayso.ledger import Ledger
from sayso.links import likeness, weighing
from sayso.model import RELATIONS, Document

CASES = sorted(Path(__file__).parent.glob("cases/links/*.txt"))
SHARED = Path(__file__).parents[2] / "shared" / "gold" / "sayso"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    """The links of a case are proposed; those marked ``never`` are not."""
    gold = load(path)
    found = {(x.relation, x.subject, x.object): x for x in links.propose(ledger(gold))}
    wanted = {(x["relation"], x["subject"], x["object"]): bool(x.get("never")) for x in gold.links}
    assert {k for k, never in wanted.items() if not never} <= found.keys(), found
    assert not {k for k, never in wanted.items() if never} & found.keys(), found
    for link in found.values():
        assert 0 < link.score <= 1
        assert link.reasons, link


def test_cases_show_every_relation() -> None:
    assert {x["relation"] for p in CASES for x in load(p).links if not x.get("never")} == set(RELATIONS)


def test_every_relation_is_a_file() -> None:
    assert set(links.relations()) == set(RELATIONS)


def test_reasons_name_what_matched() -> None:
    (link,) = (x for x in links.propose(ledger(load(CASES[0].parent / "promise_broken.txt"))) if x.relation == "violates")
    assert any("mine" in reason for reason in link.reasons)
    (link,) = (x for x in links.propose(ledger(load(CASES[0].parent / "denial_spelled_out.txt"))) if x.relation == "denies")
    assert any(reason == "same act, opposite factuality: shell" for reason in link.reasons)


def test_mentions_are_linked_to_the_first() -> None:
    """A group of ``same`` is a star around its first mention."""
    for path in [*CASES, *find([Path(__file__).parents[1] / "gold"])] if (Path(__file__).parents[1] / "gold").is_dir() else CASES:
        same = [x for x in links.propose(ledger(load(path))) if x.relation == "same"]
        assert not {x.subject for x in same} & {x.object for x in same}


def test_nothing_to_link() -> None:
    assert links.propose(Ledger(Document.of("Nothing."))) == ()


def test_the_weights_are_known_clues() -> None:
    """Each weight belongs to a relation there is, and each relation has a threshold and a bias."""
    for relation in RELATIONS:
        assert {"threshold", "bias"} <= weighing.weights(relation).keys()


STEMS = """released releasing, killings murdered, militias militia, captured seizure, denied denial, deployed deployment,
promises pledged, bombing bombed, attacks assaulted, protesters demonstration"""


@pytest.mark.parametrize("pair", [" ".join(p.split()) for p in STEMS.split(",")])
def test_words_of_one_stem(pair: str) -> None:
    one, other = pair.split()
    assert likeness.stem(one) == likeness.stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iranian"), ("Syria", "Syrians"), ("Israel", "Israeli"), ("Ukraine", "Ukrainian"), ("Iraq", "Iraqi's")]
)
def test_name_and_adjective(one: str, other: str) -> None:
    assert likeness.name_key(one) == likeness.name_key(other)


def test_numbers() -> None:
    assert likeness.numbers_in("nine of the 1,800 men") == {9, 1800}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the annotated documents in ../shared/gold/sayso")
def test_proposals_on_annotated_documents() -> None:
    """No self links, one link a pair and relation, both ends in the ledger; the order of the entries does not matter."""
    hits = given = wanted = 0
    for path in find([SHARED], SHARED / "DEV.txt"):
        gold = ledger(load(path))
        found = links.propose(gold)
        ids = {e.id for e in gold}
        assert all(x.subject in ids and x.object in ids and x.subject != x.object for x in found)
        assert len({(x.relation, frozenset((x.subject, x.object))) for x in found}) == len(found)
        assert links.propose(replace(gold, entries=gold.entries[::-1])) == found
        pairs = [{frozenset((x.subject, x.object)) for x in side if x.relation == "same"} for side in (found, gold.links)]
        hits, given, wanted = hits + len(pairs[0] & pairs[1]), given + len(pairs[0]), wanted + len(pairs[1])
    assert 2 * hits / (given + wanted) > 0.4


def test_each_relation_compares_what_it_proposes() -> None:
    """What ``train/links.py`` relies on: candidates and clues of each relation."""
    gold = ledger(load(CASES[0].parent / "confirmed.txt"))
    scene = likeness.Scene(gold)
    for relation in links.relations():
        module = importlib.import_module(f"sayso.links.{relation}")
        for a, b in module.candidates(scene):
            assert module.compare(scene, a, b).values["bias"] == 1.0

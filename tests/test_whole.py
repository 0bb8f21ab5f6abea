"""A whole ledger file, out again."""

import json
from pathlib import Path

import pytest

from sayso import whole
from sayso.evaluate import gold
from sayso.exports import EVENT_TABLES
from sayso.model import SaysoError
from sayso.store import Reading, Store, Version

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "x.ledger", create=True)
    run = store.begin("test", Version("1", "a", "b"))
    for path in (GOLD / "story" / "03-uws-orlo.txt", GOLD / "story" / "08-median-osk.txt"):
        ledger = gold.ledger(gold.load(path))
        store.put(run, path.name, path.stem, Reading.of(ledger.document, ledger.to_dicts()))
    return store


def test_what_went_in_comes_out(store: Store) -> None:
    keys = whole.documents(store)
    rows = [json.loads(line) for line in whole.jsonl(store, keys)]
    assert rows == [row for key in keys for row in store.ledger(key)]
    for key, ledger in zip(keys, whole.ledgers(store, keys), strict=True):
        assert ledger.to_dicts() == store.ledger(key)


def test_judgements_hold(store: Store) -> None:
    keys = whole.documents(store)
    first, second = (e.id for e in list(next(whole.ledgers(store, keys[:1])))[:2])
    store.judge(keys[0], first, "reject", "Ada")
    store.judge(keys[0], second, "correct", "Ada", correction={"factuality": "PS+"})
    (ledger,) = whole.ledgers(store, keys[:1])
    assert first not in {e.id for e in ledger}
    assert ledger[second].factuality == "PS+"
    assert all(first not in (link.subject, link.object) for link in ledger.links)
    given = [json.loads(line) for line in whole.jsonl(store, keys) if '"judgement"' in line]
    assert [(j["entry"], j["verdict"], j["by"]) for j in given] == [(first, "reject", "Ada"), (second, "correct", "Ada")]


@pytest.mark.parametrize("format", EVENT_TABLES)
def test_event_tables(store: Store, format: str) -> None:
    keys = whole.documents(store)
    few, many = (whole.table(store, format, keys, include) for include in ((), ("future", "hypothetical", "denied", "possible", "vague")))
    assert len(many) >= len(few)
    assert many.to_csv().count("\n") >= len(many) + 1


def test_copies_count_once_unless_asked_for(store: Store) -> None:
    first, second = whole.documents(store)
    store.join(first, [second])
    assert whole.documents(store) == [first]
    assert whole.documents(store, with_copies=True) == [first, second]


def test_an_unknown_table_is_told(store: Store) -> None:
    with pytest.raises(SaysoError, match="no event table 'gdelt': there are acled, polecat, ucdp"):
        whole.table(store, "gdelt", [])

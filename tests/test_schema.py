"""Every line of a ledger in JSON Lines fits ``ledger.schema.json``, and the schema knows every field that a noun has."""

import datetime as dt
import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import sayso
from sayso.evaluate import gold
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import ACTOR_TYPES, FACTUALITY, RELATIONS, Actor, Alias, Attribution, Count, Document, Link, Mention, Place, Span, When

ROOT = Path(__file__).parent.parent
SCHEMA: dict[str, Any] = json.loads(files("sayso").joinpath("data/ledger.schema.json").read_text(encoding="utf-8"))
DEFS: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

DEVELOPMENT = gold.find([ROOT / "gold"], ROOT / "gold" / "DEV.txt")
STORY = gold.find([ROOT / "gold" / "story"])


def problems(ledger: Ledger) -> list[str]:
    rows = [json.loads(line) for line in ledger.to_jsonl().splitlines()]
    assert rows[0]["kind"] == "document"
    return [f"{row['kind']} {row.get('id')}{e.json_path[1:]}: {e.message}" for row in rows for e in VALIDATOR.iter_errors(row)]


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", [*STORY, *DEVELOPMENT], ids=lambda p: p.stem)
def test_annotated_ledgers_fit(path: Path) -> None:
    ledger = gold.ledger(gold.load(path))
    assert len(ledger) > 0
    assert not problems(ledger)


@pytest.mark.parametrize("path", DEVELOPMENT[::3], ids=lambda p: p.stem)
def test_read_ledgers_fit(path: Path) -> None:
    ledger = sayso.read(path, title="A title", publisher="A publisher", published=dt.date(2026, 3, 4))
    assert len(ledger) > 0
    assert not problems(ledger)


@pytest.mark.parametrize("kind", KINDS)
def test_schema_names_every_field_of_a_kind(kind: str) -> None:
    named = set(DEFS["entry"]["properties"]) | set(DEFS[kind]["properties"])
    assert named == {"kind", *(f.name for f in fields(KINDS[kind]))}


@pytest.mark.parametrize(
    ("noun", "name"),
    [(Document, "document"), (Actor, "actor"), (Link, "link"), (Span, "span"), (Mention, "mention"), (Place, "place"), (Count, "count"),
     (When, "when"), (Attribution, "attribution")],
)  # fmt: skip
def test_schema_names_every_field_of_a_noun(noun: type, name: str) -> None:
    stored = {f.name for f in fields(noun)}
    if noun is Document:
        stored -= {"text"}
    assert set(DEFS[name]["properties"]) - {"kind"} == stored


def test_schema_knows_the_closed_lists() -> None:
    assert set(SCHEMA["properties"]["kind"]["enum"]) == {"document", "actor", "link", *KINDS}
    assert DEFS["factuality"]["enum"] == list(FACTUALITY)
    assert DEFS["actor"]["properties"]["type"]["enum"] == list(ACTOR_TYPES)
    assert DEFS["link"]["properties"]["relation"]["enum"] == list(RELATIONS)
    assert set(DEFS["actor"]["properties"]["aliases"]["items"]["properties"]) == {f.name for f in fields(Alias)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rumour"},
        {"kind": "link", "relation": "same", "subject": "a", "object": "b", "score": 1.5, "reasons": []},
        {"kind": "link", "relation": "same", "subject": "a", "object": "b", "score": 1, "reasons": [], "note": ""},
        {"kind": "actor", "id": "a", "name": "N", "type": "alien", "country": None, "sector": None, "aliases": []},
        {"kind": "document", "id": "d"},
    ],
)
def test_schema_refuses(wrong: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(wrong))

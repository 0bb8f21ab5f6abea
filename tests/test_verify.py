"""A ledger that holds is found to hold; each kind of harm is found, on its line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import Actor, Alias, Attribution, Count, Document, Entry, Link, Mention, Place, When
from sayso.verify import verify

TEXT = "👩\u200d🚀 The army said that rebels had killed four soldiers at Orlo on Monday."
DOCUMENT = Document.of(TEXT)


def words(text: str, actor: str | None = None) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, actor)


def entry(kind: str, entry_id: str, cue: str, **roles: Any) -> Entry:
    at = words(TEXT[4:])
    shared: dict[str, Any] = {
        "document": DOCUMENT.id, "evidence": at, "cue": words(cue), "factuality": "CT+", "author_factuality": "Uu", "confidence": 0.9,
        "made_by": "a test", "when": None, "attributions": (),
    }  # fmt: skip
    return KINDS[kind](id=entry_id, **shared | roles)


LEDGER = Ledger(
    DOCUMENT,
    actors=(Actor("A1", "army", "government", aliases=(Alias("The army", "named"),)), Actor("A2", "rebels", "armed_group")),
    entries=(
        entry("statement", "s1", "said", speakers=(words("The army", "A1"),), content=(words("rebels had killed four soldiers"),)),
        entry(
            "event", "e1", "killed", actors=(words("rebels", "A2"),), recipients=(words("four soldiers"),),
            place=(Place(TEXT.index("Orlo"), TEXT.index("Orlo") + 4, "Orlo", name="Orlo"),),
            counts=(Count(words("four soldiers").start, words("four soldiers").end, "four soldiers", "killed", 4, 4),),
            when=When(words("Monday").start, words("Monday").end, "Monday"),
            attributions=(Attribution(words("The army", "A1"), words("said"), words("rebels had killed"), statement="s1"),),
        ),
    ),
    links=(Link("supports", "s1", "e1", 0.5),),
)  # fmt: skip
ROWS = LEDGER.to_dicts()
"""document, army, rebels, statement, event, link: lines 1 to 6."""


def problems(rows: list[Any]) -> list[str]:
    return [str(p) for p in verify([json.dumps(row) for row in rows], DOCUMENT)]


def harmed(harm: Callable[[list[Any]], object]) -> list[str]:
    rows = json.loads(json.dumps(ROWS))
    harm(rows)
    return problems(rows)


def test_a_ledger_that_holds() -> None:
    assert problems(ROWS) == []
    assert verify(LEDGER.to_jsonl().splitlines(), DOCUMENT) == []
    assert verify([b"", *LEDGER.to_jsonl().encode().splitlines(), b" \n"], DOCUMENT) == []


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (lambda r: r[3]["evidence"].update(start=5), "line 4: evidence: 5:"),
        (lambda r: r[3]["evidence"].update(text="other"), "line 4: evidence: 4:"),
        (lambda r: r[3]["cue"].update(end=10_000), "line 4: cue: no words at"),
        (lambda r: r[4]["cue"].update(start=-1), "line 5: cue: no words at -1:"),
        (lambda r: r[4]["cue"].update(start=True), "line 5: cue: a span has whole numbers"),
        (lambda r: r[4]["actors"][0].pop("end"), "line 5: actors[0]: a span has whole numbers"),
        (lambda r: r[4]["place"][0].update(text="Sarn"), "line 5: place[0]:"),
        (lambda r: r[4]["counts"][0].update(text="five soldiers"), "line 5: counts[0]:"),
        (lambda r: r[4]["when"].update(start=0), "line 5: when:"),
        (lambda r: r[4]["attributions"][0]["source"].update(text="The navy"), "line 5: attributions[0].source:"),
        (lambda r: r[4].update(evidence=None), "line 5: evidence: no words"),
        (lambda r: r[4].update(actors=["rebels"]), "line 5: actors: no words"),
        (lambda r: r[4].update(actors={"text": "rebels"}), "line 5: actors: not a list"),
        (lambda r: r[0].update(sha256="0" * 64), "line 1: of another text: its sha256 is 000"),
        (lambda r: r[3].update(document="another"), "line 4: document: no document 'another'"),
        (lambda r: r[4]["actors"][0].update(actor="A9"), "line 5: actors[0].actor: no actor 'A9'"),
        (lambda r: r[4]["actors"][0].update(actor=["A1"]), "line 5: actors[0].actor: no actor ['A1']"),
        (lambda r: r[4]["attributions"][0].update(statement="e1"), "line 5: attributions[0].statement: no statement 'e1'"),
        (lambda r: r[5].update(subject="s9"), "line 6: subject: no entry 's9'"),
        (lambda r: r[5].update(object="A1"), "line 6: object: no entry 'A1'"),
        (lambda r: r[5].update(relation="refutes"), "line 6: unknown relation 'refutes'"),
        (lambda r: r[4].update(id="s1"), "line 4: id 's1' is not unique"),
        (lambda r: r[4].update(id=7), "line 5: id is no string: 7"),
        (lambda r: r[4].update(kind="rumour"), "line 5: unknown kind 'rumour'"),
        (lambda r: r[4].pop("kind"), "line 5: no field 'kind'"),
        (lambda r: r[4].pop("factuality"), "line 5: no field 'factuality'"),
        (lambda r: r[1].pop("name"), "line 2: no field 'name'"),
        (lambda r: r[5].pop("score"), "line 6: no field 'score'"),
        (lambda r: r.pop(0), "a ledger has one line of kind 'document'"),
        (lambda r: r.append(r[0]), "a ledger has one line of kind 'document'"),
        (lambda r: r.__setitem__(2, [1]), "line 3: not an object but a JSON list"),
    ],
)
def test_harm_is_found(harm: Callable[[list[Any]], object], expected: str) -> None:
    found = harmed(harm)
    assert any(p.startswith(expected) for p in found), found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{'kind': 'event'}", "line 1: no JSON: Expecting property name enclosed in double quotes at column 2"),
        ('{"kind": "event"', "line 1: no JSON: "),
        (b"\xff\xfe{", "line 1: "),
        (b'{"kind": "\xe9"}', "line 1: not UTF-8: "),
        ("[" * 100_000, "line 1: no ledger line: too deeply nested"),
        ("null", "line 1: not an object"),
    ],
)
def test_malformed_lines(line: str | bytes, expected: str) -> None:
    assert any(str(p).startswith(expected) for p in verify([line], DOCUMENT))


def test_an_empty_ledger_does_not_hold() -> None:
    assert [str(p) for p in verify([], DOCUMENT)] == ["a ledger has one line of kind 'document'"]


def test_another_text_is_found_at_once() -> None:
    found = verify(LEDGER.to_jsonl().splitlines(), Document.of("\n" + TEXT))
    assert "of another text" in str(found[0])
    assert {p.line for p in found} == {1, 4, 5}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["start", "end", "text", "actor", "statement"]), inner),
    max_leaves=8,
)


@given(st.integers(0, 5), st.data())
def test_any_line_is_checked_without_raising(line: int, data: st.DataObject) -> None:
    rows = json.loads(json.dumps(ROWS))
    rows[line][data.draw(st.sampled_from(sorted(rows[line])))] = data.draw(json_values)
    problems(rows)

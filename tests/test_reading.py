"""Marked-up sentences are read as marked: ``cases/reading.txt`` says how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import sayso
from sayso.model import Entry

CASES = Path(__file__).parent / "cases" / "reading.txt"
MARK = re.compile(r"<(no-)?(\w+)((?: [\w:]+=[^\s>]+)*)>(.*?)</(?:no-)?\2>")


@dataclass(frozen=True)
class Mark:
    """A stretch of the text, the kind to be read there or not, and what else must hold of the entry."""

    start: int
    end: int
    kind: str
    wanted: bool
    labels: dict[str, str] = field(default_factory=dict)


def parse(line: str) -> tuple[str, list[Mark]]:
    """The plain sentence and its marks."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(line):
        text += line[at : found.start()]
        labels = dict(part.split("=", 1) for part in found[3].split())
        marks.append(Mark(len(text), len(text) + len(found[4]), found[2], not found[1], labels))
        text += found[4]
        at = found.end()
    return text + line[at:], marks


def cases() -> list[object]:
    out: list[object] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        failure = re.match(r"xfail: (.+?) \| ", line)
        sentence = line[failure.end() :] if failure else line
        marks = [pytest.mark.xfail(strict=True, reason=failure[1])] if failure else []
        out.append(pytest.param(sentence, id=MARK.sub(r"\4", sentence)[:60], marks=marks))
    return out


def told(entry: Entry, label: str) -> str | list[str] | None:
    """What an entry says under a label of a mark, spaces as underscores."""
    if label == "source":
        source = entry.attributions[-1].source if entry.attributions else None
        return source.text.replace(" ", "_") if source else None
    if label.startswith("role:"):
        return [m.text.replace(" ", "_") for m in entry.role(label.removeprefix("role:"))]
    value: str | None = getattr(entry, label)
    return value


@pytest.mark.parametrize("line", cases())
def test_read_as_marked(line: str) -> None:
    text, marks = parse(line)
    ledger = sayso.read(text)
    for mark in marks:
        here = [e for e in ledger.of(mark.kind) if e.cue and e.cue.start < mark.end and mark.start < e.cue.end]
        assert bool(here) == mark.wanted, f"{mark.kind} at {text[mark.start : mark.end]!r}"
        for label, value in mark.labels.items():
            seen = told(here[0], label)
            assert value in seen if isinstance(seen, list) else value == seen, (label, value, seen)


def test_marks_are_taken_out() -> None:
    text, marks = parse("a <event event_type=RETREAT>b c</event> d <no-event>e</no-event>")
    assert text == "a b c d e"
    assert [(m.start, m.end, m.kind, m.wanted, m.labels) for m in marks] == [
        (2, 5, "event", True, {"event_type": "RETREAT"}),
        (8, 9, "event", False, {}),
    ]

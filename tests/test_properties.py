"""Whatever is read: every span's words stand in the text at its offsets, or the input is refused with one clear line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import sayso
from sayso.ledger import Ledger
from sayso.model import SaysoError

GOLD = Path(__file__).parent.parent / "gold"
REPORT = (GOLD / "reports" / "pr04.txt").read_text(encoding="utf-8")
SENTENCES = [s for p in REPORT.splitlines()[2:] for s in p.split(". ") if s]

ASTRAL = "\N{PERFORMING ARTS}\N{MATHEMATICAL BOLD CAPITAL A}\U00010384\U0002f81a"
JOINED = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}e\N{COMBINING ACUTE ACCENT}\N{LATIN SMALL LIGATURE FI}\u0130"  # İ grows when lowered
BIDI = "\N{RIGHT-TO-LEFT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{RIGHT-TO-LEFT MARK}שלום"
CONTROL = "\x00\x01\x07\x0b\x0c\x1b\x7f\x85\xa0\xad\r\n\t\N{ZERO WIDTH NO-BREAK SPACE}\N{LINE SEPARATOR}"
QUOTES = "\"'“”‘’«»„("

odd = st.text(st.sampled_from(ASTRAL + JOINED + BIDI + CONTROL + QUOTES), min_size=1, max_size=6)
report = st.lists(st.one_of(st.sampled_from(SENTENCES), odd), min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from([" ", ". ", ", ", "\n\n", "\r\n", ""]).map(lambda joint: joint.join(parts))
)


def holds(ledger: Ledger) -> None:
    document = ledger.document
    for entry in ledger:
        for span in entry.spans():
            assert document.text[span.start : span.end] == span.text != "", (entry.id, span)
    ids = {entry.id for entry in ledger}
    assert len(ids) == len(ledger)
    assert {x for link in ledger.links for x in (link.subject, link.object)} <= ids
    actors = {actor.id for actor in ledger.actors}
    assert {m.actor for e in ledger for r in e.roles for m in e.role(r)} - {None} <= actors


@pytest.fixture(autouse=True, scope="module")
def _a_reader_that_reads() -> None:
    """Without this, a reader that refuses everything would pass."""
    assert len(sayso.read(REPORT)) > 10


def read(text: str) -> Ledger | None:
    """The ledger, or None where the input is refused as it should be."""
    try:
        ledger = sayso.read(text)
    except SaysoError as problem:
        refusal = str(problem)
    else:
        holds(ledger)
        return ledger
    assert refusal
    assert "\n" not in refusal
    return None


@given(st.text(max_size=400))
@example(("The army said on Monday that rebels had killed four soldiers. " * 9).strip())
@example("gold/\x00/reports")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text(text: str) -> None:
    read(text)


@given(report)
@example(f"{SENTENCES[0]} {ASTRAL}. {SENTENCES[1]}")
@example("\N{ZERO WIDTH NO-BREAK SPACE}" + REPORT)
@example(REPORT.replace("\n", "\r\n"))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_reports_with_odd_characters(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "odd",
    [ASTRAL, JOINED, BIDI, *(c for c in CONTROL if c != "\0" and not c.isspace())],
    ids=lambda s: "-".join(f"{ord(c):x}" for c in s[:3]),
)
def test_odd_characters_lose_no_entries(odd: str) -> None:
    """An odd character between two paragraphs moves the offsets and nothing else."""
    first, second = REPORT.split("\n\n", 1)
    ledger = read(f"{first}\n\n{odd}\n\n{second}")
    assert ledger
    assert len(ledger) > 10


@pytest.mark.parametrize("quote", ['"', "“", "'", "«"])
def test_unclosed_quotes(quote: str) -> None:
    ledger = read(REPORT.replace("said", f"said {quote}", 3))
    assert ledger
    assert len(ledger) > 10


def test_a_sentence_of_five_thousand_words() -> None:
    clause = "the army said that rebels had killed four soldiers near the bridge, and "
    ledger = read("In the capital " + clause * (5000 // len(clause.split())) + "nobody denied it.")
    assert ledger
    assert len(ledger) > 10


def test_lone_surrogates_are_read_or_refused() -> None:
    read(REPORT + " \ud83d the minister said on Monday.")

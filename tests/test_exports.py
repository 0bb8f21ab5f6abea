"""The forms in which a ledger leaves: each holds every entry, and no word of an article can act on what displays it."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sayso import exports, wording
from sayso.evaluate import gold
from sayso.exports import csv as csv_form
from sayso.exports import html as html_form
from sayso.exports import text as text_form
from sayso.kinds import KINDS
from sayso.kinds.commitment import Commitment
from sayso.kinds.event import Event
from sayso.kinds.forecast import Forecast
from sayso.kinds.intent import Intent
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Actor, Alias, Attribution, Count, Document, Link, Mention, Span

ROOT = Path(__file__).parent.parent
GOLD = [path for path in (ROOT / "gold" / "story", ROOT / "gold" / "opinion") if path.is_dir()]
TEXTS = gold.find(GOLD)[:6] if GOLD else []

HOSTILE = (
    'Qam </script><script>alert("1")</script> & \'co\' said\r\n"=HYPERLINK(1) fell".\n\n'
    "The army\u202e denied\x1b[2J it\u2066 struck <b onclick=x>Orlo</b>\u2028 and 😀 vowed\x00 revenge.\n"
)


def span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return document.span(start, start + len(words))


def mention(document: Document, words: str, actor: str | None = None) -> Mention:
    found = span(document, words)
    return Mention(found.start, found.end, found.text, actor)


def hostile() -> Ledger:
    """Five overlapping entries of a text that tries to break out of every form."""
    document = Document.of(HOSTILE, id="<doc>", title='"><img src=x onerror=alert(1)>', publisher="=1+1")
    qam = mention(document, HOSTILE[: HOSTILE.index(" said")], "A1")
    army = mention(document, "The army\u202e", "A2")
    whole = document.span(0, HOSTILE.index("\n\n"))
    second = document.span(HOSTILE.index("The army"), len(HOSTILE) - 2)
    shared: dict[str, Any] = {"document": document.id, "when": None, "confidence": 0.5, "made_by": "test"}
    said = Attribution(qam, span(document, "said"), span(document, "=HYPERLINK(1) fell"), statement="s1")
    denied = Attribution(army, span(document, "denied"), None, inferred=True, source_kind="vague", statement="s2")
    entries = (
        Statement(
            id="s1", evidence=whole, cue=span(document, "said"), attributions=(), factuality="CT+", author_factuality="CT+",
            speakers=(qam,), content=(mention(document, "=HYPERLINK(1) fell"),), act="say", **shared,
        ),
        Event(
            id="e1", evidence=span(document, "=HYPERLINK(1) fell"), cue=span(document, "fell"), attributions=(said,), factuality="CT+",
            author_factuality="Uu", actors=(mention(document, "=HYPERLINK(1)"),), event_type="ASSAULT",
            counts=(Count(*_at(document, "1"), "1", what="killed", low=1),), **shared,
        ),
        Statement(
            id="s2", evidence=second, cue=span(document, "denied"), attributions=(), factuality="CT+", author_factuality="CT+",
            speakers=(army,), content=(mention(document, "it\u2066 struck <b onclick=x>Orlo</b>"),), act="deny", source_kind="vague",
            **shared,
        ),
        Event(
            id="e2", evidence=span(document, "it\u2066 struck <b onclick=x>Orlo</b>\u2028"), cue=span(document, "struck"),
            attributions=(denied,), factuality="CT-", author_factuality="Uu", actors=(mention(document, "it\u2066", "A2"),),
            event_type="ASSAULT", **shared,
        ),
        Commitment(
            id="c1", evidence=second, cue=span(document, "vowed\x00"), attributions=(), factuality="CT+", author_factuality="CT+",
            actors=(army,), action=(mention(document, "revenge"),), **shared,
        ),
    )  # fmt: skip
    actors = (Actor("A1", "<script>", "person"), Actor("A2", "Army\u202e", "organization", aliases=(Alias("The army\u202e", "\x1b[1m"),)))
    return Ledger(document, actors, entries, (Link("denies", "s2", "s1", 0.7, ("<i>said\x1b[2J otherwise</i>",)),))


def _at(document: Document, words: str) -> tuple[int, int]:
    found = span(document, words)
    return found.start, found.end


def empty() -> Ledger:
    return Ledger(Document.of("Nothing is said here.", id="empty"))


def ledgers() -> Iterator[Ledger]:
    yield hostile()
    yield empty()
    yield from (gold.ledger(gold.load(path)) for path in TEXTS)


LEDGERS = list(ledgers())
every_ledger = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda x: re.sub(r"\W", "", x.document.id))


def test_the_formats() -> None:
    assert set(exports.FORMATS) == {"acled", "csv", "html", "jsonl", "parquet", "polecat", "text", "ucdp"}
    for name in exports.FORMATS:
        assert isinstance(exports.write(LEDGERS[0], name), bytes if name == "parquet" else str)


# Words.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 😀 👩\u200d🚀", "plain é 😀 👩\u200d🚀"),
        ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
        ("x\u202ey\u2069", "x⟨U+202E⟩y⟨U+2069⟩"),
        ("\x00\x7f\x85\ufeff\ud800", "⟨U+0000⟩⟨U+007F⟩⟨U+0085⟩⟨U+FEFF⟩⟨U+D800⟩"),
    ],
)
def test_hidden_characters_are_named(text: str, shown: str) -> None:
    assert wording.visible(text) == shown


def test_how_an_entry_is_put() -> None:
    document = Document.of("It seems we think they want it.")
    source = Attribution(mention(document, "we"), None, None)
    made: dict[str, Any] = {"id": "x", "document": "d", "cue": None, "when": None, "confidence": 1.0, "made_by": "t"}
    made["evidence"] = span(document, "want")
    fact: dict[str, Any] = {"factuality": "CT+", "author_factuality": "CT+"}
    perhaps: dict[str, Any] = {"factuality": "PS+", "author_factuality": "PS+"}
    they, we = (mention(document, "they"),), (mention(document, "we"),)
    assert wording.reading(Event(attributions=(), **made, **fact)) == "reported"
    assert wording.reading(Event(attributions=(source,), **made, **fact)) == "said"
    assert wording.reading(Event(attributions=(), **made, **perhaps)) == "insinuated"
    assert wording.reading(Event(attributions=(), tense="future", **made, **perhaps)) == "open", "an announced act is no insinuation"
    assert wording.reading(Event(attributions=(source,), **made, **perhaps)) == "said"
    assert wording.reading(Event(attributions=(), **made, **(fact | {"factuality": "CT-"}))) == "denied"
    assert wording.reading(Statement(attributions=(), act="deny", **made, **fact)) == "denied"
    assert wording.reading(Forecast(attributions=(), **made, **perhaps)) == "open"
    assert wording.reading(Intent(attributions=(), actors=they, **made, **fact)) == "insinuated"
    assert wording.reading(Intent(attributions=(), actors=we, **made, **fact)) == "reported", "the speaker says so of himself"
    assert wording.reading(Intent(attributions=(source,), actors=they, **made, **fact)) == "said"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-01-01", "2016-12-31", "2014 to 2016"),
        ("2014-02-01", "2014-02-28", "2014-02"),
        ("2014-01-01", "2014-06-30", "2014-01 to 2014-06"),
        ("2014-01-01", "2014-01-01", "2014-01-01"),
        ("2014-02-01", "2014-12-30", "2014-02-01 to 2014-12-30"),
        ("2014-01-01", None, "2014-01-01 to …"),
        (None, "9999-12-31", "… to 9999-12-31"),
        ("9999-01-01", "9999-12-31", "9999-01-01 to 9999-12-31"),
        (None, None, ""),
    ],
)
def test_days(first: str | None, last: str | None, words: str) -> None:
    assert wording.days(*(dt.date.fromisoformat(day) if day else None for day in (first, last))) == words


def test_numbers() -> None:
    assert [wording.number(n) for n in (0, 1, 1_234)] == ["0 entries", "1 entry", "1,234 entries"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Strike on Orlo kills 41\n\nA drone struck Orlo on Monday, the army said. " + "It was noon. " * 9, "Strike on Orlo kills 41"),
        ("Who struck Orlo?\nBy Ada Qam | 2026-03-10\n\nA drone struck Orlo. " + "It was noon. " * 12, "Who struck Orlo?"),
        ("Strike on Orlo\nA drone struck Orlo on Monday, the army said. " + "It was noon. " * 9, "Strike on Orlo"),
        ("The army said on Monday that it had struck\nthe market of Orlo with a drone.\n\n" + "It was noon. " * 9, "orlo.txt"),
        ("A drone struck Orlo on Monday.\n\n" + "It was noon. " * 12, "orlo.txt"),
        ("Fellow citizens of Orlo,\n\n" + "It was noon. " * 12, "orlo.txt"),
        ("No deal was done, he said: “None.”\n\n" + "It was noon. " * 12, "orlo.txt"),
        ("Troops out", "orlo.txt"),
        ("", "orlo.txt"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert wording.title(Document.of(text, path="orlo.txt")) == title
    assert wording.title(Document.of(text, path="orlo.txt", title="Its own")) == "Its own"


def test_a_named_source_is_not_called_unnamed() -> None:
    document = Document.of("The group said so, and an official said so.")
    actors = (Actor("A1", "Islamic State", "armed_group"), Actor("A2", "an official", "person"))
    ledger = Ledger(document, actors, ())
    group, official = mention(document, "The group", "A1"), mention(document, "an official", "A2")
    named = {str(wording.voice(ledger, Attribution(who, None, None, source_kind="unnamed"))) for who in (group, official)}
    assert named == {"The group [Islamic State]", "an official (unnamed)"}
    assert str(wording.voice(ledger, Attribution(group, None, None, source_kind="vague"))) == "The group [Islamic State] (vague)"


# Text.


@every_ledger
@pytest.mark.parametrize("width", [40, 100])
def test_text_has_every_entry_and_nothing_hidden(ledger: Ledger, width: int) -> None:
    text = text_form.write(ledger, width)
    assert all(re.search(rf"(^|[ ,]){re.escape(e.id)}\b", text, re.MULTILINE) for e in ledger)
    assert not [c for c in text if c != "\n" and wording.hidden(c)]
    assert all(len(line) <= width for line in text.splitlines() if " " in line.strip())
    assert all(wording.line(a.name) in re.sub(r"\s+", " ", text) for a in ledger.actors)


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"\n([A-Z][A-Z ,]+) \(\d+\)\n─+\n", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@every_ledger
def test_text_counts_what_it_lists(ledger: Ledger) -> None:
    text = text_form.write(ledger, 200)
    headings = dict(re.findall(r"^([A-Z][A-Z ,]+) \((\d+)\)$", text, re.MULTILINE))
    for words in wording.READINGS.values():
        counted = re.search(rf"(\d+) {words}", text)
        heading = next((n for name, n in headings.items() if name.startswith(words.upper())), None)
        assert heading == (counted[1] if counted else None)
    readings = re.split(r"\n(?!(?:REPORTED|INSINUATED|ONLY|DENIED|PLANNED) )[A-Z][A-Z ,]+ \(\d+\)\n", text)[0]
    for e in ledger:
        assert len(re.findall(rf"^ *{re.escape(e.id)} ", readings, re.MULTILINE)) == 1, "each entry in full once"


def test_text_groups_by_who_vouches() -> None:
    found = sections(text_form.write(hostile()))
    assert list(found) == ["REPORTED AS FACT", "ONLY SAID, AND BY WHOM", "DENIED OR NEGATED", "PROMISED", "SET SIDE BY SIDE", "ACTORS"]
    assert re.search(r"^c1 .*\n.*certain · 50%", found["REPORTED AS FACT"], re.MULTILINE)
    said = found["ONLY SAID, AND BY WHOM"]
    assert "▪ <script>\ns1 " in said, "a source goes by its actor's name"
    assert "s2" not in said, "a denial stands among what is denied"
    assert re.search(r"\n {3}e1 event: =HYPERLINK\(1\) → fell \(ASSAULT\) · certain · 50%", said), (
        "what a statement holds is set in under it"
    )
    denied = found["DENIED OR NEGATED"]
    assert "s2 " in denied
    assert re.search(r"\n {3}e2 event: not: it⟨U\+2066⟩ \[Army⟨U\+202E⟩\] → struck", denied)
    assert found["PROMISED"] == "c1 The army⟨U+202E⟩ → vowed⟨U+0000⟩ → revenge\n", "by its id, for it stands in full above"
    assert "certainly not · 50% · disputed" in denied, "the denial disputes what it denies"
    assert "s2 denies s1 · 70%" in found["SET SIDE BY SIDE"]
    assert "because: <i>said⟨U+001B⟩[2J otherwise</i>" in found["SET SIDE BY SIDE"]


@pytest.mark.skipif(not TEXTS, reason="needs gold/story or gold/opinion")
def test_text_tells_insinuation_from_report() -> None:
    for ledger in LEDGERS[2:]:
        found = sections(text_form.write(ledger))
        for e in ledger:
            listed = re.search(rf"^{re.escape(e.id)} ", found.get("INSINUATED WITHOUT A SOURCE", ""), re.MULTILINE)
            assert bool(listed) == (wording.reading(e) == "insinuated")
            if e.attributions:
                assert not re.search(rf"^{re.escape(e.id)} ", found.get("REPORTED AS FACT", ""), re.MULTILINE)


# CSV.


@every_ledger
def test_csv_round_trip(ledger: Ledger) -> None:
    table = list(csv.DictReader(io.StringIO(csv_form.write(ledger), newline="")))
    raw = csv_form.rows(ledger)
    assert len(table) == len(raw) == len(ledger)
    for cells, row in zip(table, raw, strict=True):
        assert list(cells) == list(row) == csv_form.columns()
        restored = {k: v[1:] if re.match(r"'+[=+\-@＝＋－＠\t\r\n]", v) else v for k, v in cells.items()}
        assert restored == {k: "" if v is None else str(v) for k, v in row.items()}


def test_csv_columns() -> None:
    assert len(set(csv_form.columns())) == len(csv_form.columns())
    for kind in KINDS.values():
        assert set(kind.roles) <= set(csv_form.columns())
        assert {csv_form.LABELS[kind.kind, label] for label in kind.labels} <= set(csv_form.columns()) - set(kind.roles)


def test_csv_disarms_formulas() -> None:
    form = csv_form.write(hostile())
    table = list(csv.reader(io.StringIO(form, newline="")))
    assert not [cell for row in table for cell in row if cell[:1] in {"=", "+", "-", "@"}]
    assert "'=HYPERLINK(1) fell" in table[2]


def test_csv_row() -> None:
    rows = {row["id"]: row for row in hostile().rows()}
    assert rows["e1"]["counts"] == "killed:1-"
    assert rows["e1"]["source_actor"] == "<script>"
    assert rows["e2"]["source_kind"] == "vague"
    assert rows["e2"]["inferred"] is True
    assert rows["e2"]["actors_actor"] == "Army\u202e"
    assert rows["s2"]["source"] is None, "that it was said, the article itself says"
    assert rows["s2"]["speaker_kind"] == "vague"


# HTML.

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """What the tests look at: balance, ids, links, the article's text as a reader would copy it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.article = ""
        self.inside: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert not self.open, "tags left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {k: v or "" for k, v in attrs}
        assert len(known) == len(attrs), f"<{tag}> gives an attribute twice"
        self.tags.append((tag, known))
        self.ids += [known["id"]] if "id" in known else []
        self.hrefs += [known["href"]] if "href" in known else []
        if "data-char" in known:
            self.article += chr(int(known["data-char"], 16))
        if tag not in VOID:
            self.open.append((tag, known))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(a.get("id") == "sayso-text" for _, a in self.open) and "data-char" not in self.open[-1][1]:
            self.article += data
        if self.open and self.open[-1][0] in {"script", "style", "title"}:
            key = self.open[-1][1].get("type", self.open[-1][0])
            self.inside[key] = self.inside.get(key, "") + data


@every_ledger
def test_page_is_well_formed_and_alone(ledger: Ledger) -> None:
    page = html_form.write(ledger)
    parsed = Page(page)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert all(href.startswith("#") and unquote(href[1:]) in parsed.ids for href in parsed.hrefs)
    for _, attrs in parsed.tags:
        assert not {"src", "style", "srcset", "action"} & set(attrs)
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("aria-controls", "aria-labelledby", "for"):
            assert attrs.get(name, parsed.ids[0]) in parsed.ids
    own = re.sub(r'<main.*?</main>|"sayso-entries".*?<footer', "", page, flags=re.DOTALL)
    assert not re.search(r"https?:|//[a-z]|@import|url\(", own.replace("<!doctype html>", "")), "nothing of the page itself names another"


@every_ledger
def test_page_holds_the_text_exactly_and_every_entry(ledger: Ledger) -> None:
    parsed = Page(html_form.write(ledger))
    assert parsed.article == ledger.document.text
    assert {e.id for e in ledger} | {f"words-{e.id}" for e in ledger} <= set(parsed.ids)
    assert set(json.loads(parsed.inside["application/json"])) == {e.id for e in ledger}


@every_ledger
def test_marks_lie_where_the_words_are(ledger: Ledger) -> None:
    parsed = Page(html_form.write(ledger))
    covered: dict[str, set[int]] = {e.id: set() for e in ledger}
    for _, attrs in parsed.tags:
        if "data-at" in attrs:
            start, end = map(int, attrs["data-at"].split("-"))
            for entry_id in attrs["data-e"].split():
                covered[entry_id] |= set(range(start, end))
    for e in ledger:
        words = {i for i in range(e.evidence.start, e.evidence.end) if not ledger.document.text[i].isspace()}
        assert words <= covered[e.id] <= set(range(e.evidence.start, e.evidence.end))
    lane = html_form.lanes(ledger.entries)
    for a in ledger:
        assert not [b.id for b in ledger if a.id < b.id and lane[a.id] == lane[b.id] and a.evidence.overlaps(b.evidence)]


def test_hostile_words_stay_words() -> None:
    page = html_form.write(hostile())
    parsed = Page(page)
    assert page.count("<script") == 2
    assert page.count("</script") == 2
    assert not [tag for tag, _ in parsed.tags if tag in {"img", "b"} and "onclick" in str(_)]
    assert not [c for c in page if c != "\n" and wording.hidden(c)]
    assert parsed.inside["title"] == '"><img src=x onerror=alert(1)> · sayso'
    for fragment in (html_form.fragment(hostile()), hostile()._repr_html_()):
        assert not re.search(r"<script|<img|<i>|<b onclick", fragment)
        assert not [c for c in fragment if wording.hidden(c)]
        Page(fragment)


def test_data_cannot_end_its_script() -> None:
    ledger = hostile()
    renamed = replace(ledger.entries[0], id="</script><!--")
    data = Page(html_form.write(Ledger(ledger.document, (), (renamed,)))).inside["application/json"]
    assert "<" not in data
    assert list(json.loads(data)) == ["</script><!--"]


def test_policy_allows_its_own_style_and_script_only() -> None:
    page = html_form.write(LEDGERS[0])
    parsed = Page(page)
    [policy] = [a["content"] for _, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = [base64.b64encode(hashlib.sha256(parsed.inside[name].encode()).digest()).decode() for name in ("style", "script")]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'", "style-src": f"'sha256-{hashes[0]}'", "script-src": f"'sha256-{hashes[1]}'",
        "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip


def test_paragraphs() -> None:
    def parts(text: str) -> list[str]:
        return [text[a:b] for a, b in html_form.paragraphs(text)]

    assert parts("Title\nByline\n\nOne\ntwo.\n \n\nThree.\n") == ["Title\nByline", "One\ntwo.", "Three."]
    assert parts("One.\nTwo.\r\nThree.") == ["One.", "Two.\r", "Three."]
    assert parts("\n\nOne") == ["One"]
    assert html_form.reflows("\n".join(["x" * 70] * 3))
    assert not html_form.reflows("A headline\nThe wire | 2026-03-04")


# Colours: WCAG 2.2 contrast, and told apart under the three dichromacies (matrices of Machado, Oliveira and Fernandes 2009, severity 1).

DICHROMACIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def palette(theme: str) -> dict[str, str]:
    css = (Path(html_form.__file__).parent / "html.css").read_text(encoding="utf-8")
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    block = light if theme == "light" else dark[: dark.index("}\n}")]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(a: str, b: str) -> float:
    x, y = (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(v), strict=True)) + 0.05 for v in (a, b))
    return max(x, y) / min(x, y)


def mixed(a: str, b: str, share: float) -> str:
    return "#" + "".join(f"{round(int(a[i : i + 2], 16) * share + int(b[i : i + 2], 16) * (1 - share)):02x}" for i in (1, 3, 5))


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(c, 0.0), 1.0) for c in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast(theme: str) -> None:
    colours = palette(theme)
    assert set(KINDS) <= set(colours)
    for ground in ("paper", "surface"):
        for name in ("ink", "muted", *KINDS):
            assert contrast(colours[name], colours[ground]) >= 4.5, f"{name} on {ground}"
        for name in ("control", "focus"):
            assert contrast(colours[name], colours[ground]) >= 3, f"{name} on {ground}"
    for kind in KINDS:
        assert contrast(colours["on-kind"], colours[kind]) >= 4.5
        assert contrast(mixed(colours[kind], colours["paper"], 0.72), colours["paper"]) >= 3, f"lines of {kind}"
        for name in ("ink", kind):
            selected = mixed(colours[kind], colours["paper"], 0.13)
            assert contrast(colours[name], selected) >= 4.5, f"{name} on the words of a chosen {kind}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", DICHROMACIES)
def test_kinds_are_told_apart(theme: str, sight: str) -> None:
    colours = palette(theme)
    seen = {k: lab([sum(m * c for m, c in zip(row, linear(colours[k]), strict=True)) for row in DICHROMACIES[sight]]) for k in KINDS}
    closest = min((sum((x - y) ** 2 for x, y in zip(seen[a], seen[b], strict=True)) ** 0.5, a, b) for a in KINDS for b in KINDS if a < b)
    assert closest[0] >= 10, closest


def test_every_kind_has_its_own_letter() -> None:
    assert len({wording.glyph(kind) for kind in KINDS}) == len(KINDS)

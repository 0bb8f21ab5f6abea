"""Questions answer what is asked: each filter, what is left out, what people corrected; on a ledger file of which every entry is known."""

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from shelf import denial, fill, retreat, shelf

import sayso
from sayso import questions
from sayso.model import SaysoError
from sayso.questions import Archive
from sayso.review import judge
from sayso.store import Reading, Store, Version
from sayso.verify import verify_store

WITHDREW, KILLED, ARRESTED = (
    "The Taliban withdrew from Kunduz",
    "Twelve soldiers were killed by the group",
    "the Taliban had arrested reporters",
)
MUJAHID, OFFICIALS, DENIED, PROMISED = "Zabihullah Mujahid said", "officials said", "Mujahid denied", "The Taliban promised an amnesty"
EVERYTHING = {WITHDREW, KILLED, ARRESTED, MUJAHID, OFFICIALS, DENIED, PROMISED}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shelf(tmp_path / "my.ledger")


def found(path: Path, kind: str | None = None, **asked: Any) -> list[str]:
    with sayso.open(path) as archive:
        return [row["evidence"] for row in archive.find(kind, **asked)]


def document_of_denial(archive: Archive) -> str:
    return str(next(row["document"] for row in archive.find("commitments")))


def entry_id(path: Path, evidence: str) -> str:
    with Archive(path) as archive:
        return next(f"{row['document']}/{row['id']}" for row in archive.find() if row["evidence"] == evidence)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, EVERYTHING),
        ({"kind": "event"}, {WITHDREW, KILLED, ARRESTED}),
        ({"kind": "Events"}, {WITHDREW, KILLED, ARRESTED}),
        ({"kind": "forecast"}, set()),
        ({"actor": "Taliban"}, {WITHDREW, KILLED, ARRESTED, PROMISED}),
        ({"actor": "THE GROUP"}, {WITHDREW, KILLED, ARRESTED, PROMISED}),
        ({"actor": "MUJAHID"}, {WITHDREW, MUJAHID, ARRESTED, DENIED}),
        ({"by": "Mujahid"}, {MUJAHID, DENIED}),
        ({"by": "Taliban", "to": "Afghan army"}, {KILLED}),
        ({"to": "Taliban"}, set()),
        ({"source": "Mujahid"}, {WITHDREW, MUJAHID, ARRESTED, DENIED}),
        ({"source": "officials"}, {KILLED, OFFICIALS}),
        ({"type": "retreat"}, {WITHDREW}),
        ({"type": ["RETREAT", "ASSAULT"]}, {WITHDREW, KILLED}),
        ({"kind": "statements", "type": "deny"}, {DENIED}),
        ({"mode": "arrest"}, {ARRESTED}),
        ({"factuality": "CT-"}, {ARRESTED}),
        ({"factuality": ["CT-", "PR+"]}, {ARRESTED, KILLED}),
        ({"type": "ASSAULT", "factuality": "CT+"}, set()),
        ({"author_factuality": "uu"}, {WITHDREW, KILLED, ARRESTED}),
        ({"since": "2021-08"}, {WITHDREW, KILLED}),
        ({"since": "2021"}, {WITHDREW, KILLED, ARRESTED}),
        ({"since": "2021-08-02", "until": "2021-08-31"}, {WITHDREW}),
        ({"since": dt.date(2021, 8, 15), "until": dt.date(2021, 8, 15)}, {WITHDREW}),
        ({"until": "2021-08"}, {WITHDREW, KILLED}),
        ({"until": "2020"}, set()),
        ({"published_since": "2022"}, {DENIED, ARRESTED, PROMISED}),
        ({"published_until": "2021"}, {WITHDREW, KILLED, MUJAHID, OFFICIALS}),
        ({"publisher": "tidegate journal"}, {DENIED, ARRESTED, PROMISED}),
        ({"publisher": "The Median"}, {WITHDREW, KILLED, MUJAHID, OFFICIALS}),
        ({"place": "kunduz"}, {WITHDREW}),
        ({"country": "AFG"}, {WITHDREW}),
        ({"country": "Afghanistan"}, {WITHDREW}),
        ({"country": "IRN"}, set()),
        ({"words": "killing"}, {KILLED}),
        ({"words": "soldier group"}, {KILLED}),
        ({"words": '"were killed"'}, {KILLED}),
        ({"words": '"killed were"'}, set()),
        ({"words": "repor*"}, {ARRESTED}),
        ({"words": "NOT (said"}, set()),
        ({"min_confidence": 0.7}, {WITHDREW, ARRESTED, MUJAHID, OFFICIALS, DENIED}),
        (
            {"kind": "events", "actor": "Taliban", "type": "RETREAT", "since": "2021-08", "factuality": "CT+", "words": "withdrew"},
            {WITHDREW},
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize("few", [questions.FEW, 0], ids=["looked up", "gone through"])
def test_find(path: Path, asked: dict[str, Any], expected: set[str], few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "FEW", few)
    evidence = found(path, **asked)
    assert set(evidence) == expected
    assert len(evidence) == len(expected)
    assert sorted(found(path, limit=None, **asked)) == sorted(evidence)


def test_a_row_of_find(path: Path) -> None:
    with Archive(path) as archive:
        (row,) = archive.find("event", type="ASSAULT")
    assert row["by"] == ["Taliban"]
    assert row["to"] == ["Afghan army"]
    assert row["source"] == ["officials"]
    assert row["source_kind"] == "unnamed"
    assert (row["first"], row["last"], row["published"]) == (dt.date(2021, 8, 1), dt.date(2021, 8, 31), dt.date(2021, 8, 16))
    assert (row["confidence"], row["factuality"], row["publisher"], row["verdict"]) == (0.6, "PR+", "Ulvane Wire Service", None)


def test_the_newest_come_first_page_by_page(path: Path) -> None:
    assert found(path)[:3] == [WITHDREW, KILLED, ARRESTED]
    assert found(path, limit=2, offset=1) == [KILLED, ARRESTED]
    with Archive(path) as archive:
        assert archive.find(limit=2).more
        assert not archive.find(limit=7).more


def test_copies_and_versions(path: Path) -> None:
    assert len(found(path, with_copies=True)) == 4 + 4 + 3
    assert len(found(path, all_versions=True)) == 4 + 3 + 3
    assert len(found(path, with_copies=True, all_versions=True)) == 4 + 4 + 3 + 3
    with Archive(path) as archive:
        (first,) = {row["document"] for row in archive.find(publisher="Tidegate Journal")}
        assert len(archive.find(document=first[:6])) == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "rumours"}, "no kind 'rumours': there are affiliations, causations, commitments, events"),
        ({"kind": "event", "type": "FLEE"}, "no type of event 'FLEE': there are AGREE, CONSULT"),
        ({"kind": "forecast", "type": "AID"}, "no type of forecast 'AID': there is none"),
        ({"factuality": "CT"}, "no factuality 'CT': there are CT+, PR+"),
        ({"mode": "slow"}, "no mode 'slow': there are abduct"),
        ({"since": "last week"}, "since: 'last week' is no day, month or year such as 2021-08-15"),
        ({"until": "2021-13"}, "until: '2021-13'"),
        ({"published_since": "0000"}, "published since: '0000'"),
        ({"country": "Ruritania"}, "no country 'Ruritania'"),
        ({"actor": "Talib"}, "no actor goes by 'Talib'; perhaps Taliban"),
        ({"actor": "%"}, "no actor goes by '%'"),
        ({"words": "*?!"}, "no word to look for"),
        ({"min_confidence": 2}, "between 0 and 1"),
        ({"min_confidence": "high"}, "between 0 and 1, not 'high'"),
        ({"actr": "Taliban"}, "no condition 'actr': there are kind, actor, by, to"),
        ({"actor": 3}, "actor: a text is wanted, not 3"),
        ({"type": 3}, "type: a text or several are wanted, not 3"),
        ({"since": 2016}, "since: 2016 is no day, month or year"),
        ({"since": "2016", "until": "2015-06"}, "since 2016-01-01 is after until 2015-06-30"),
        ({"published_since": "2016", "published_until": "2015"}, "published since 2016-01-01 is after published until 2015-12-31"),
        ({"limit": "x"}, "limit: a whole number from 0 is wanted, not 'x'"),
        ({"offset": None}, "offset: a whole number from 0 is wanted, not None"),
    ],
    ids=str,
)
def test_what_there_is_not(path: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(SaysoError) as problem:
        found(path, **asked)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def timeline(path: Path, per: Any, **asked: Any) -> dict[str, int]:
    with Archive(path) as archive:
        return {row["period"]: row["number"] for row in archive.timeline(per, **asked)}


def test_timeline_puts_nothing_on_a_day_that_is_known_less_well(path: Path) -> None:
    assert timeline(path, "day") == {"2021": 1, "2021-08": 1, "2021-08-15": 1}
    assert timeline(path, "week") == {"2021": 1, "2021-08": 1, "2021-W32": 1}
    assert timeline(path, "month") == {"2021": 1, "2021-08": 2}
    assert timeline(path, "year") == {"2021": 3}
    assert timeline(path, "month", with_copies=True) == {"2021": 1, "2021-08": 4}
    assert timeline(path, "month", type="RETREAT") == {"2021-08": 1}
    with pytest.raises(SaysoError, match="no unit of time 'fortnight': there are day, week, month, year"):
        timeline(path, "fortnight")


def test_a_row_of_timeline(path: Path) -> None:
    with Archive(path) as archive:
        _, row = archive.timeline("month")
        assert (row["first"], row["last"]) == (dt.date(2021, 8, 1), dt.date(2021, 8, 31))
        assert row["types"] == [{"value": "ASSAULT", "number": 1}, {"value": "RETREAT", "number": 1}]
        assert sorted(row["entries"]) == sorted(r["id"] for r in archive.find("event", since="2021-08"))


def test_weeks_belong_to_the_year_of_their_thursday() -> None:
    assert questions._period("2021-01-02", "2021-01-03", "week") == ("2020-W53", dt.date(2020, 12, 28), dt.date(2021, 1, 3))
    assert questions._period("2020-12-31", "2021-01-01", "week").name == "2020-W53"
    assert questions._period("2020-12-31", "2021-01-01", "day") == ("longer", None, None)
    assert questions._period("2021-01-01", None, "day").name == "longer"


def test_actors(path: Path) -> None:
    with Archive(path) as archive:
        rows = {row["name"]: row for row in archive.actors()}
        assert next(iter(rows)) == "Taliban"
        counts = {name: (row["acting"], row["receiving"], row["speaking"], row["documents"]) for name, row in rows.items()}
        assert counts == {
            "Taliban": (4, 0, 0, 2),
            "Zabihullah Mujahid": (0, 0, 2, 2),
            "Afghan army": (0, 1, 0, 1),
            "officials": (0, 0, 1, 1),
        }
        assert (rows["Taliban"]["first"], rows["Taliban"]["last"]) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
        assert rows["officials"]["first"] is None
        assert [row["name"] for row in archive.actors("MUJA")] == ["Zabihullah Mujahid"]
        assert {row["name"]: row["acting"] for row in archive.actors(kind="event", type="ASSAULT")} == {"Taliban": 1, "Afghan army": 0}
        assert {row["name"]: row["speaking"] for row in archive.actors(kind="statement")} == {"Zabihullah Mujahid": 2, "officials": 1}


def test_sources(path: Path) -> None:
    with Archive(path) as archive:
        named, unnamed = archive.sources()
        assert (named["source"], named["actor"], named["source_kind"]) == ("Zabihullah Mujahid", "MUJAHID", "named")
        assert (named["statements"], named["documents"], named["families"]) == (2, 2, 2)
        assert named["acts"] == [{"value": "deny", "number": 1}, {"value": "say", "number": 1}]
        assert (unnamed["source"], unnamed["actor"], unnamed["source_kind"], unnamed["statements"]) == ("officials", None, "unnamed", 1)
        (copied, _) = archive.sources(with_copies=True)
        assert (copied["statements"], copied["documents"], copied["families"]) == (3, 3, 2)
        assert [row["source"] for row in archive.sources(type="deny")] == ["Zabihullah Mujahid"]
        assert archive.sources(limit=1).more


def test_unnamed_sources_are_counted_together_by_their_words(tmp_path: Path) -> None:
    other = retreat(" Again.")
    speaker = other.entries[2].role("speakers")[0]
    other.entries[2] = type(other.entries[2])(**{**vars(other.entries[2]), "speakers": (other.mention(speaker.text, "o2"),)})
    with Store(tmp_path / "x.ledger", create=True) as store:
        fill(store, [("a", retreat()), ("b", other)])
    with Archive(tmp_path / "x.ledger") as archive:
        assert {row["source"].casefold(): row["documents"] for row in archive.sources()} == {"officials": 2, "zabihullah mujahid": 2}


def test_show(path: Path) -> None:
    with Archive(path) as archive:
        (row,) = archive.find("event", type="RETREAT")
        full = [(r["part"], r["field"], r["value"]) for r in archive.show(row["id"])]
    assert ("entry", "actors", "The Taliban") in full
    assert ("entry", "place", "Kunduz (Kunduz, AFG)") in full
    assert ("entry", "when", "2021-08-15 (“15 August 2021”)") in full
    assert ("source 1", "source", "Zabihullah Mujahid (named)") in full
    assert ("document", "location", "a.txt") in full
    assert any(part == "link" and "one place" in value for part, _, value in full)


def test_an_id_may_be_short_and_must_be_clear(path: Path) -> None:
    whole = entry_id(path, WITHDREW)
    document, _, entry = whole.partition("/")
    with Archive(path) as archive:
        assert archive.entry(whole)["entry"]["id"] == entry
        assert archive.entry(f"{document[:5]}/{entry}")["entry"]["id"] == entry
        assert archive.entry(f"{document_of_denial(archive)}/commitment")["entry"]["evidence"]["text"] == PROMISED
        with pytest.raises(SaysoError, match="'event-' may be any of event-"):
            archive.entry("event-")
        for absent in ("event-zzz", "", "zzz/event-", f"{document}/"):
            with pytest.raises(SaysoError, match="no entry"):
                archive.entry(absent)


def test_an_id_of_several_documents(tmp_path: Path) -> None:
    one, two = retreat(), retreat(" Again.")
    two.entries[1] = type(two.entries[1])(**{**vars(two.entries[1]), "id": one.entries[1].id})
    two.links.clear()
    with Store(tmp_path / "x.ledger", create=True) as store:
        fill(store, [("a", one), ("b", two)])
    with Archive(tmp_path / "x.ledger") as archive:
        with pytest.raises(SaysoError, match=f"may be any of {one.document.id}/event-"):
            archive.entry(one.entries[1].id)
        assert archive.entry(f"{two.document.id}/{one.entries[1].id}")["document"]["id"] == two.document.id


# ---- judgements


def test_what_is_rejected_is_left_out_unless_asked_for(path: Path) -> None:
    judge(path, entry_id(path, WITHDREW), "reject", "Ada", "not so")
    assert WITHDREW not in found(path)
    assert WITHDREW in found(path, rejected=True)
    assert timeline(path, "month") == {"2021": 1, "2021-08": 1}
    judge(path, entry_id(path, MUJAHID), "reject", "Ada")
    with Archive(path) as archive:
        assert {row["source"]: row["statements"] for row in archive.sources()} == {"Zabihullah Mujahid": 1, "officials": 1}
        assert {row["source"]: row["statements"] for row in archive.sources(rejected=True)} == {"Zabihullah Mujahid": 2, "officials": 1}
        assert {row["name"]: row["acting"] for row in archive.actors()}["Taliban"] == 3


def test_a_correction_is_what_is_asked_and_shown(path: Path) -> None:
    id = entry_id(path, ARRESTED)
    judge(path, id, "correct", "Ada", fields={"type": "assault", "when": "2021-08-14/2021-08-15", "factuality": "PS+"})
    assert found(path, type="COERCE") == []
    assert found(path, type="ASSAULT", factuality="PS+", since="2021-08-14", until="2021-08-15") == [ARRESTED]
    with Archive(path) as archive:
        (row,) = archive.find(factuality="PS+")
        assert (row["type"], row["mode"], row["verdict"]) == ("ASSAULT", None, "correct")
        shown = [(r["part"], r["field"], r["value"]) for r in archive.show(id)]
    assert ("entry", "event_type", "ASSAULT (read as COERCE)") in shown
    assert ("entry", "when", "2021-08-14 to 2021-08-15 (“in 2021”) (read as 2021-01-01 to 2021-12-31 (“in 2021”))") in shown
    judge(path, id, "correct", "Ben", fields={"mode": "beat"})
    assert found(path, type="ASSAULT", mode="beat", factuality="PS+") == [ARRESTED]
    judge(path, id, "accept", "Cy")
    assert found(path, type="COERCE", mode="arrest", factuality="CT-") == [ARRESTED]


def test_an_act_corrected_is_counted_as_corrected(path: Path) -> None:
    judge(path, entry_id(path, OFFICIALS), "correct", "Ada", fields={"act": "claim"})
    with Archive(path) as archive:
        assert [row["acts"] for row in archive.sources()][1] == [{"value": "claim", "number": 1}]


def test_judgements_outlive_a_new_reading(path: Path) -> None:
    judge(path, entry_id(path, WITHDREW), "correct", "Ada", fields={"type": "CONCEDE"})
    judge(path, entry_id(path, KILLED), "reject", "Ada")
    article = retreat(title="Out of Kunduz", publisher="Ulvane Wire Service", published=dt.date(2021, 8, 16))
    with Store(path) as store:
        key = store.document_key(article.document.sha256)
        assert key
        store.reread(store.begin("reread", Version("2", "w", "t")), key, Reading.of(article.document, article.ledger().to_dicts()))
    assert found(path, type="CONCEDE") == [WITHDREW]
    assert KILLED not in found(path)
    with Store(path) as store:
        assert list(verify_store(store)) == []


def test_the_last_reading_counts(path: Path) -> None:
    article = retreat(title="Out of Kunduz", publisher="Ulvane Wire Service", published=dt.date(2021, 8, 16))
    del article.entries[3], article.links[:]
    with Store(path) as store:
        key = store.document_key(article.document.sha256)
        assert key
        store.reread(store.begin("reread", Version("2", "w", "t")), key, Reading.of(article.document, article.ledger().to_dicts()))
        assert list(verify_store(store)) == []
    assert KILLED not in found(path)
    assert found(path, words="soldiers") == []


@pytest.mark.parametrize(
    ("verdict", "by", "fields", "said"),
    [
        ("maybe", "Ada", {}, "no verdict 'maybe': there are accept, reject, correct"),
        ("accept", " ", {}, "says who judges"),
        ("correct", "Ada", {}, "says what it corrects"),
        ("reject", "Ada", {"type": "AID"}, "reject corrects no field"),
        ("correct", "Ada", {"colour": "red"}, "no field 'colour' of event to correct: there are event_type, mode, tense, factuality"),
        ("correct", "Ada", {"type": "FLEE"}, "no event type 'FLEE': there are AGREE"),
        ("correct", "Ada", {"mode": "aerial"}, "no mode of RETREAT 'aerial': there are access, ceasefire"),
        ("correct", "Ada", {"factuality": ""}, "no factuality ''"),
        ("correct", "Ada", {"when": "Tuesday"}, "when: 'Tuesday'"),
        ("correct", "Ada", {"when": "2021/2020"}, "ends before it begins"),
    ],
)
def test_what_cannot_be_judged(path: Path, verdict: str, by: str, fields: dict[str, str], said: str) -> None:
    with pytest.raises(SaysoError) as problem:
        judge(path, entry_id(path, WITHDREW), verdict, by, fields=fields)
    assert said in str(problem.value)
    with Archive(path) as archive:
        assert archive.summary()["judgement"] == 0


# ---- whether a ledger file holds


def problems(path: Path) -> list[str]:
    with Store(path) as store:
        return [str(problem) for problem in verify_store(store)]


def test_a_ledger_file_holds(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE document SET text = replace(text, 'Kunduz', 'Kanduz') WHERE key = 1", "document {id}: its sha256 is"),
        ("UPDATE document SET text = replace(text, 'Kunduz', 'Kanduz') WHERE key = 1", "in the text"),
        ("UPDATE entry SET factuality = 'PS-' WHERE document = 1 AND kind = 'event'", "document {id}: the index is not that"),
        ("UPDATE part SET actor = 'NOBODY' WHERE document = 1", "document {id}: the index is not that"),
        ("DELETE FROM count", "document {id}: the index is not that"),
        ("DELETE FROM link WHERE document = 1", "document {id}: the index is not that"),
        ("INSERT INTO entry_words (entry_words, rowid, evidence) VALUES ('delete', 1, 'Zabihullah Mujahid said')", "the index of words"),
        ("UPDATE reading SET ledger = x'00' WHERE document = 1", "document {id}: its reading cannot be unpacked"),
        ("UPDATE document SET superseded = 99 WHERE key = 1", "a row of document refers to a row of document that is not there"),
    ],
)
def test_what_does_not_hold_is_named(path: Path, change: str, said: str) -> None:
    db = sqlite3.connect(path)
    (id,) = db.execute("SELECT id FROM document WHERE key = 1").fetchone()
    db.execute(change)
    db.commit()
    db.close()
    assert any(said.format(id=id) in problem for problem in problems(path)), problems(path)


def test_only_read(path: Path) -> None:
    with Archive(path) as archive, pytest.raises(SaysoError, match="read-only"):
        archive.store.judge(1, "x", "accept", "Ada")
    with pytest.raises(SaysoError, match="no such ledger file"):
        Archive(path.with_name("none"))


def test_a_later_version_keeps_the_earlier_one(tmp_path: Path) -> None:
    with Store(tmp_path / "x.ledger", create=True) as store:
        fill(store, [("c", denial()), ("c", denial(" More."))])
    with Archive(tmp_path / "x.ledger") as archive:
        assert len(archive.find()) == 3
        shown = {row["field"]: row["value"] for row in archive.show(f"{denial().document.id}/commitment") if row["part"] == "document"}
    assert shown["superseded"] == "a later version of this article is there"

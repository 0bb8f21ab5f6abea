"""The commands that ask a ledger file, and judge and verify it: what they print, and that what goes wrong is one line."""

import json
import sqlite3
from pathlib import Path

import pytest
from shelf import shelf
from test_cli import Ran

from sayso.cli import main
from sayso.questions import Archive

WITHDREW = "The Taliban withdrew from Kunduz"


class Sayso:
    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.monkeypatch, self.capsys = path, monkeypatch, capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        self.monkeypatch.setattr("sys.argv", ["sayso", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self.capsys.readouterr()
        assert isinstance(left.value.code, int)
        assert "Traceback" not in printed.err
        return Ran(left.value.code, printed.out, printed.err)

    def evidence(self, *arguments: str) -> list[str]:
        ran = self("find", *arguments, "--format", "jsonl")
        assert (ran.code, ran.err) == (0, "")
        return [json.loads(line)["evidence"] for line in ran.out.splitlines()]


@pytest.fixture
def sayso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sayso:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SAYSO_LEDGER", str(shelf(tmp_path / "my.ledger")))
    return Sayso(tmp_path / "my.ledger", monkeypatch, capsys)


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ((), 7),
        (("all",), 7),
        (("events",), 3),
        (("event", "killed"), 1),
        (("all", "were killed"), 1),
        (("all", "killed were"), 0),
        (("all", "killed", "were"), 1),
        (("events", "--actor", "Taliban", "--type", "RETREAT", "--since", "2021-08", "--factuality", "CT+"), 1),
        (("events", "--factuality", "CT-,PR+"), 2),
        (("events", "--factuality", "CT-", "--factuality", "PR+"), 2),
        (("events", "--with-copies"), 5),
        (("events", "--all-versions"), 4),
        (("--by", "Taliban", "--to", "Afghan army"), 1),
        (("--limit", "2", "--offset", "5"), 2),
        (("--limit", "0"), 7),
    ],
    ids=str,
)
def test_find(sayso: Sayso, arguments: tuple[str, ...], number: int) -> None:
    assert len(sayso.evidence(*arguments)) == number


def test_a_ledger_file_is_named_or_known(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_LEDGER")
    for command in (("find",), ("timeline",), ("actors",), ("sources",), ("show", "x"), ("judge", "x", "accept")):
        ran = sayso(*command)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == "sayso: which ledger file? Name it with --ledger FILE or in the environment variable SAYSO_LEDGER\n"
    assert sayso("find", "--ledger", sayso.path).code == 0
    assert sayso("find", "--ledger", "none").err == "sayso: none: no such ledger file\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("find", "--actor", "Talib"), "no actor goes by 'Talib'; perhaps Taliban"),
        (("find", "--actor", "Talbian"), "no actor goes by 'Talbian'; perhaps Taliban"),
        (("show", "event"), "'event' may be any of event-"),
        (("show", "zzz"), "no entry 'zzz'"),
        (("judge", "zzz", "accept"), "no entry 'zzz'"),
    ],
    ids=str,
)
def test_what_there_is_not(sayso: Sayso, arguments: tuple[str, ...], said: str) -> None:
    ran = sayso(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"sayso: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("find", "rumours"), "no kind 'rumours': there are affiliations"),
        (("find", "events", "--type", "FLEE"), "no type of event 'FLEE': there are AGREE"),
        (("find", "--factuality", "CT"), "no factuality 'CT': there are CT+"),
        (("find", "--since", "2015-13"), "since: '2015-13' is no day, month or year such as 2021-08-15"),
        (("find", "--since", "2016", "--until", "2015"), "since 2016-01-01 is after until 2015-12-31"),
        (("find", "--country", "Ruritania"), "no country 'Ruritania'"),
        (("find", "--format", "parquet"), "Parquet is written to a file: --output FILE"),
        (("timeline", "--per", "fortnight"), "no unit of time 'fortnight'"),
        (("judge", "event", "maybe"), "no verdict 'maybe'"),
        (("origins", "--outcome", "bogus"), "no outcome 'bogus': there are read, duplicate, skipped"),
        (("export", "bogus"), "no form 'bogus': there are jsonl, acled, polecat, ucdp"),
        (("export", "acled", "--include", "bogus"), "no reason 'bogus' to leave an event out"),
    ],
    ids=str,
)
def test_wrong_values(sayso: Sayso, arguments: tuple[str, ...], said: str) -> None:
    ran = sayso(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"sayso: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "--format", "xml"),
        ("find", "--min-confidence", "2"),
        ("judge", "event", "correct", "--set", "type"),
        ("find", "--offset", "-1"),
    ],
)
def test_wrong_usage(sayso: Sayso, arguments: tuple[str, ...]) -> None:
    assert sayso(*arguments).code == 2


def test_tables_on_a_terminal(sayso: Sayso) -> None:
    assert WITHDREW in sayso("find", "events").out
    assert "2021-W32" in sayso("timeline", "--per", "week").out
    assert "Zabihullah Mujahid" in sayso("actors", "muja").out
    assert "deny 1; say 1" in sayso("sources").out
    assert sayso("find", "forecasts").out == "nothing found\n"
    ran = sayso("find", "--limit", "2")
    assert ran.err == "the first 2; there are more: --limit, --offset\n"


@pytest.mark.parametrize("width", [60, 80, 160])
def test_an_entry_takes_two_lines(sayso: Sayso, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = [line.rstrip() for line in sayso("find").out.splitlines()]
    assert len(lines) == 2 * (1 + 7)
    assert max(map(len, lines)) <= width
    assert len([line for line in lines if "→" in line]) == 1 + 7
    killed = next(at for at, line in enumerate(lines) if "Taliban → ASSAULT → Afghan army" in line)
    assert lines[killed].startswith("event-")
    assert lines[killed + 1].startswith("2021-08 PR+ "), "a month is a month"
    assert " · officials" in lines[killed + 1]
    assert [line for line in lines if " · article: “" in line], "what the article itself says has a source too"
    assert [line for line in lines if line.startswith("2021 CT-")]
    assert [line for line in lines if "not: " in line]


def test_a_pipe_is_wide(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    assert 80 < max(map(len, sayso("find").out.splitlines())) <= 160


def test_an_actor_and_a_source_on_a_terminal(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    taliban = next(line for line in sayso("actors").out.splitlines() if line.startswith("Taliban"))
    assert taliban.split() == ["Taliban", "(AFG)", "4", "0", "0", "2021"]
    lines = sayso("sources").out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("Zabihullah Mujahid "))
    assert lines[at + 1].strip() == "deny 1; say 1"
    assert [line for line in lines if line.startswith("officials (unnamed) ")]


@pytest.mark.parametrize("command", ["find", "timeline", "actors", "sources"])
@pytest.mark.parametrize("format", ["table", "jsonl", "csv", "parquet"])
def test_output(sayso: Sayso, tmp_path: Path, command: str, format: str) -> None:
    out = tmp_path / "out"
    ran = sayso(command, "--format", format, "--output", out)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert out.stat().st_size > 50
    lost = tmp_path / "none" / "out"
    assert sayso(command, "--format", format, "--output", lost).err == f"sayso: {lost}: no such file or directory\n"
    assert sayso("export", "jsonl", "--output", lost).err == f"sayso: {lost}: no such file or directory\n"


def test_show_and_judge(sayso: Sayso) -> None:
    with Archive(sayso.path) as archive:
        (row,) = archive.find("events", type="RETREAT")
    ran = sayso(
        "judge", row["id"], "correct", "--by", "Ada", "--note", "a\x1b[31m withdrawal", "--set", "type=CONCEDE", "--set", "when=2021-08-14"
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{row['id']}: correct, event_type=CONCEDE, first=2021-08-14, last=2021-08-14, mode=None, by Ada\n"
    shown = sayso("show", row["id"]).out
    assert "CONCEDE (read as RETREAT)" in shown
    assert "⟨U+001B⟩[31m" in shown
    assert "\x1b" not in shown
    assert sayso.evidence("events", "--type", "CONCEDE", "--until", "2021-08-14") == [WITHDREW]
    assert sayso("judge", row["id"], "reject", "--by", "Ben").code == 0
    assert WITHDREW not in sayso.evidence()
    assert WITHDREW in sayso.evidence("--rejected")


def test_who_judges_is_the_login_name(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    with Archive(sayso.path) as archive:
        (row,) = archive.find("events", type="RETREAT")
    assert sayso("judge", row["id"], "accept").out == f"{row['id']}: accept, by ada\n"


def test_verify(sayso: Sayso) -> None:
    assert sayso("verify", sayso.path).out == f"{sayso.path} holds: 4 documents checked\n"
    db = sqlite3.connect(sayso.path)
    db.execute("UPDATE document SET text = 'x' || text WHERE key = 1")
    db.commit()
    ran = sayso("verify", sayso.path)
    assert ran.code == 1
    assert all(line.startswith(f"{sayso.path}: document ") for line in ran.out.splitlines())
    db.execute("PRAGMA user_version = 99")
    assert "written by a later sayso" in sayso("verify", sayso.path).err


def test_verify_says_what_is_broken_beyond_reading(sayso: Sayso) -> None:
    whole = sayso.path.read_bytes()
    sayso.path.write_bytes(whole[:20_000] + bytes(30_000) + whole[50_000:])
    ran = sayso("verify", sayso.path)
    assert ran.code == 1
    assert str(sayso.path) in ran.out + ran.err


def test_verify_of_several_documents_without_their_texts(sayso: Sayso, tmp_path: Path) -> None:
    lines, text = tmp_path / "all.jsonl", tmp_path / "text.txt"
    text.write_text("The army said so on Monday.")
    assert sayso("export", "jsonl", "--with-copies", "--output", lines).code == 0
    ran = sayso("verify", lines, "--text", text)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"sayso: {lines}: holds 3 documents; a text is of one\n"

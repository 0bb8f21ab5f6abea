"""Each command does what it says; what goes wrong is one line and an exit code."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso import reader
from sayso.cli import main
from sayso.evaluate import gold
from sayso.exports import FORMATS
from sayso.frames import Frame
from sayso.intake import load
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import Document, Entry

ARTICLE = Path(__file__).parent.parent / "gold" / "reports" / "pr04.txt"
LEDGER = gold.ledger(gold.load(ARTICLE))


class Ran:
    """What a command left: exit code, standard output and standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Sayso:
    """The command line, run in this process; ``asked`` is what the reader was asked last."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.asked: dict[str, Any] = {}
        monkeypatch.setattr(reader, "read", self.read)
        monkeypatch.setattr(reader, "frames_of", self.frames_of)

    def read(self, source: Path, **known: Any) -> Ledger:
        load(source)
        self.asked = {"source": source, **known}
        return LEDGER

    def frames_of(self, document: Document) -> list[tuple[Entry, Frame]]:
        self.asked = {"published": document.published}

        def frame(entry: Entry) -> Frame:
            at = (entry.evidence.start, entry.evidence.end)
            weighed = {"factuality": [("CT+", 0.91), ("PS+", 0.06)]}
            return Frame(entry.kind, at, (0, 1), 0.97, scores={entry.main_role: 0.83}, labels={"factuality": "CT+"}, weighed=weighed)

        return [(entry, frame(entry)) for entry in LEDGER]

    def __call__(self, *arguments: str | Path) -> Ran:
        self.monkeypatch.setattr(sys, "argv", ["sayso", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self.capsys.readouterr()
        assert isinstance(left.value.code, int)
        assert "Traceback" not in printed.err
        return Ran(left.value.code, printed.out, printed.err)


@pytest.fixture
def sayso(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sayso:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")
    return Sayso(monkeypatch, capsys)


@pytest.mark.parametrize("command", [(), ("read",), ("explain",), ("verify",), ("kinds",), ("evaluate",)])
def test_help(sayso: Sayso, command: tuple[str, ...]) -> None:
    ran = sayso(*command, "--help")
    assert ran.code == 0
    assert re.search(r"Usage: .*(?:sayso|pytest)", ran.out)  # under pytest the program's name is pytest's


def test_version(sayso: Sayso) -> None:
    ran = sayso("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("sayso 0.")


@pytest.mark.parametrize("format", FORMATS)
def test_read(sayso: Sayso, format: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = sayso("read", ARTICLE, "--format", format, *(("--output", str(out)) if format == "parquet" else ()))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out or out.read_bytes()
    assert sayso.asked == {"source": ARTICLE, "title": None, "publisher": None, "published": None}


def test_read_writes_a_file(sayso: Sayso, tmp_path: Path) -> None:
    out = tmp_path / "ledger.jsonl"
    assert sayso("read", ARTICLE, "-f", "jsonl", "-o", out).out == ""
    assert out.read_text(encoding="utf-8") == LEDGER.to_jsonl()


def test_read_hands_on_what_is_known(sayso: Sayso) -> None:
    sayso("read", ARTICLE, "--date", "2026-06-14", "--publisher", "Orlo Times", "--title", "Four killed")
    assert sayso.asked == {"source": ARTICLE, "title": "Four killed", "publisher": "Orlo Times", "published": dt.date(2026, 6, 14)}


def test_read_leaves_out_what_is_less_sure(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = Ledger(LEDGER.document, entries=tuple(replace(e, confidence=0.9 if e is LEDGER.entries[3] else 0.7) for e in LEDGER))
    monkeypatch.setattr(reader, "read", lambda source, **known: unsure)
    rows = sayso("read", ARTICLE, "--min-confidence", "0.8", "--format", "jsonl").out.splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["document", LEDGER.entries[3].kind]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read",), "FILE"),
        (("read", ARTICLE, "--format", "pdf"), "'pdf' is not one of"),
        (("read", ARTICLE, "--date", "14 June"), "'14 June' is no day such as 2022-07-27"),
        (("read", ARTICLE, "--format", "parquet"), "parquet is written to a file: --output FILE"),
        (("read", ARTICLE, "--format", "acled", "--include", "bogus"), "no reason 'bogus' to leave an event out"),
        (("read", ARTICLE, "--min-confidence", "2"), "--min-confidence"),
        (("read", ARTICLE, "--format", "csv", "--include", "future"), "--include"),
        (("read", ARTICLE, "another.txt"), "another.txt"),
        (("verify", ARTICLE.parent / "pr04.jsonl"), "--text"),
        (("kinds", "rumour"), "no kind 'rumour': there are affiliation, "),
        (("rumours",), "rumours"),
    ],
)
def test_wrong_usage(sayso: Sayso, arguments: tuple[str | Path, ...], said: str) -> None:
    ran = sayso(*arguments)
    assert ran.code == 2
    assert said in ran.err


def bad_files(folder: Path) -> dict[str, str]:
    files = {
        "empty.txt": b"",
        "blank.txt": b" \n \n",
        "binary.txt": bytes(range(256)),
        "utf16.txt": "The army said so.".encode("utf-16-le"),
        "huge.txt": b"The army said so. " * 1_200_000,
        "german.txt": ("Die Regierung hat am Montag bekannt gegeben, dass vier Soldaten getötet worden sind. " * 3).encode(),
        "menu.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "broken.txt": "The army said “no”, and the rebels said “yes”.".encode()[:-20] + b"\xe2\x80 again",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {
        "empty.txt": "empty",
        "blank.txt": "nothing but white space",
        "binary.txt": "binary",
        "utf16.txt": "UTF-16",
        "huge.txt": "larger than 5 MB",
        "german.txt": "not English",
        "menu.html": "HTML without an article",
        "broken.txt": "broken UTF-8",
        "missing.txt": "no such file",
        ".": "is a directory",
    }


@pytest.mark.parametrize("command", ["read", "explain", "verify"])
def test_bad_input_is_one_line(sayso: Sayso, tmp_path: Path, command: str) -> None:
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_text(LEDGER.to_jsonl(), encoding="utf-8")
    for name, reason in bad_files(tmp_path).items():
        file = tmp_path / name
        ran = sayso(*{"read": ("read", file), "explain": ("explain", "e1", file), "verify": ("verify", ledger, "--text", file)}[command])
        assert (ran.code, ran.out) == (1, ""), name
        assert ran.err.startswith(f"sayso: {file}: "), ran.err
        assert reason in ran.err
        assert ran.err.count("\n") == 1


def test_hidden_characters_of_a_name_do_not_reach_the_terminal(sayso: Sayso) -> None:
    ran = sayso("read", "a\x1b[31m\n\u202eb.txt")
    assert ran.code == 1
    assert not {"\x1b", "\u202e"} & set(ran.err)
    assert ran.err.count("\n") == 1


def test_no_place_to_write(sayso: Sayso, tmp_path: Path) -> None:
    ran = sayso("read", ARTICLE, "-o", tmp_path / "none" / "ledger.txt")
    assert ran.code == 1
    assert ran.err == f"sayso: {tmp_path / 'none' / 'ledger.txt'}: no such file or directory\n"


def test_standard_input(sayso: Sayso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert sayso("read", "-").err == "sayso: standard input: empty\n"


def test_explain(sayso: Sayso) -> None:
    entry = next(e for e in LEDGER if e.kind == "event" and e.cue)
    ran = sayso("explain", entry.id, ARTICLE, "--date", "2026-06-14")
    assert (ran.code, ran.err) == (0, "")
    assert entry.cue
    assert f"*{entry.cue.text}*" in ran.out
    assert all(filler.text.split()[0] in ran.out for filler in entry.main)
    assert "cue scored 0.97" in ran.out
    assert "0.83" in ran.out
    assert "CT+ 0.91, PS+ 0.06" in ran.out
    assert sayso.asked == {"published": dt.date(2026, 6, 14)}


def test_explain_needs_one_entry(sayso: Sayso) -> None:
    assert "no entry 'zzz'" in sayso("explain", "zzz", ARTICLE).err
    ambiguous = sayso("explain", LEDGER.entries[0].id[0], ARTICLE)
    assert ambiguous.code == 1
    assert "may be any of" in ambiguous.err
    assert sayso("explain", "", ARTICLE).err.endswith(" and more\n")
    assert sayso("explain", "", ARTICLE).err.count(", ") == 7


def test_verify(sayso: Sayso, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    rows = LEDGER.to_dicts()
    ledger.write_text(LEDGER.to_jsonl(), encoding="utf-8")
    ran = sayso("verify", ledger, "--text", ARTICLE)
    assert (ran.code, ran.out) == (0, f"{ledger} holds: {len(rows)} lines checked\n")
    rows[-1]["kind"] = "rumour"
    ledger.write_text("\n".join(map(json.dumps, rows)) + "\n{", encoding="utf-8")
    ran = sayso("verify", ledger, "--text", ARTICLE)
    assert ran.code == 1
    assert f"{ledger}: line {len(rows)}: unknown kind 'rumour'\n{ledger}: line {len(rows) + 1}: no JSON: " in ran.out


def test_verify_needs_a_ledger(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("verify", tmp_path, "--text", ARTICLE).err == f"sayso: {tmp_path}: is a directory\n"
    for name, data, reason in [
        ("missing", None, "no such file or directory"),
        ("empty", b"", "empty"),
        ("binary", bytes(range(256)), "no ledger, neither JSON Lines nor a ledger file"),
        ("text", b"The army said so.\n", "no ledger, neither JSON Lines nor a ledger file"),
    ]:
        if data is not None:
            (tmp_path / name).write_bytes(data)
        for text in ((), ("--text", ARTICLE)):
            ran = sayso("verify", tmp_path / name, *text)
            assert (ran.code, ran.out, ran.err) == (1, "", f"sayso: {tmp_path / name}: {reason}\n")


def test_kinds(sayso: Sayso) -> None:
    ran = sayso("kinds")
    for name, kind in KINDS.items():
        assert f"{name}: " in ran.out
        assert f"  roles: {', '.join(kind.roles)}\n" in ran.out
        manual = sayso("kinds", name).out
        assert all(role in manual for role in kind.roles)
        assert len(manual) > 100


def test_evaluate(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("evaluate", "nothing", "--gold", tmp_path).err.startswith("sayso: no gold set 'nothing'")
    assert sayso("evaluate", "ledger", "--gold", tmp_path).code == 1


def test_closed_pipe_is_quiet() -> None:
    code = "import sys; from sayso.cli import main; sys.argv = ['sayso', 'kinds']; main()"
    command = f'{sys.executable} -c "import time; time.sleep(0.5); {code}" | true; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_terminal_that_is_no_utf8() -> None:
    code = "import sys; from sayso.cli import main; sys.argv = ['sayso', 'read', 'Orlo’s \U0001f680.txt']; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={"PYTHONIOENCODING": "ascii", "LANG": "C"})
    assert done.stderr.decode("utf-8") == "sayso: Orlo’s \U0001f680.txt: no such file or directory\n"


def test_add_names_what_it_did_not_read(sayso: Sayso, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    ran = sayso("add", folder, "--to", tmp_path / "a.ledger", "--workers", "1")
    assert (ran.code, ran.err) == (0, "")
    assert "2 articles: 0 read, 2 skipped" in ran.out
    assert f"  skipped: {folder / 'empty.txt'}: empty\n" in ran.out
    assert f"  skipped: {folder / 'binary.txt'}: a binary file" in ran.out
    ran = sayso("add", folder / "empty.txt", "--to", tmp_path / "b.ledger", "--workers", "1")
    assert (ran.code, ran.err) == (1, "")
    assert f"  skipped: {folder / 'empty.txt'}: empty\n" in ran.out

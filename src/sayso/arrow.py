"""pyarrow, which the extra ``tables`` brings."""

from __future__ import annotations

from typing import Any

from sayso.model import SaysoError


def pyarrow() -> Any:
    """pyarrow with its Parquet. SaysoError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise SaysoError("Parquet and Arrow need pyarrow: pip install 'sayso[tables]'") from missing
    return pyarrow

"""Forms in which a ledger leaves: one file a format, each with ``write(ledger: Ledger) -> str``. A new format is a new file here.

A binary format returns ``bytes``. An event table (:data:`EVENT_TABLES`) also takes ``include``, see :mod:`sayso.inclusion`, and has
``COLUMNS`` and ``rows(ledgers, include)``, for one ledger or many.
"""

from __future__ import annotations

import importlib
import io
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger import Ledger

FORMATS: tuple[str, ...] = tuple(module.name for module in pkgutil.iter_modules(__path__))

EVENT_TABLES: tuple[str, ...] = ("acled", "polecat", "ucdp")
"""The formats of one row an event, with inclusion rules."""


def write(ledger: Ledger, format: str, **options: Any) -> str | bytes:
    """The ledger in one of :data:`FORMATS`; KeyError for any other."""
    if format not in FORMATS:
        raise KeyError(format)
    written: str | bytes = importlib.import_module(f"{__name__}.{format}").write(ledger, **options)
    return written


def save(ledger: Ledger, format: str, path: Path, **options: Any) -> None:
    """Write it to a file, text in UTF-8; OSError where that cannot be."""
    written = write(ledger, format, **options)
    path.write_bytes(written if isinstance(written, bytes) else written.encode("utf-8"))


def delimited(names: Sequence[str], rows: Iterable[Mapping[str, Any]], delimiter: str = ",") -> str:
    """Rows with a header, lines ended by LF, nothing quoted that need not be; formulas are disarmed as :mod:`sayso.exports.csv` says."""
    import csv  # at the top it would hide the format of that name

    from sayso.exports.csv import disarmed

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([disarmed(row[name]) for name in names] for row in rows)
    return out.getvalue()

"""A compressed file (gzip, bzip2) of whatever else is read."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from sayso.intake.limits import Meter
from sayso.intake.records import BUFFER, Record, Skipped, Source, read

OPENERS: dict[bytes, Callable[[Any], Any]] = {b"\x1f\x8b": lambda packed: gzip.GzipFile(fileobj=packed), b"BZh": bz2.BZ2File}
"""By first bytes. xz is not among them: how much memory its dictionary takes is the file's to say."""

SUFFIXES = {".gz", ".bz2"}


def reads(source: Source) -> bool:
    """By first bytes."""
    return source.head.startswith(tuple(OPENERS))


def records(source: Source) -> Iterator[Record | Skipped]:
    """What the file inside holds, named as if it were not compressed."""
    opener = next(opener for magic, opener in OPENERS.items() if source.head.startswith(magic))
    stream = unfolded(opener(source.stream), Meter(source.stream.tell))
    name = str(PurePosixPath(source.name).with_suffix("")) if source.suffix in SUFFIXES else source.name
    return read(source.inside(stream, name=name))


class _Unfolded(io.RawIOBase):
    def __init__(self, inner: Any, meter: Meter) -> None:
        self.inner, self.meter, self.position = inner, meter, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.inner.read(len(buffer))
        buffer[: len(data)] = data
        self.position += len(data)
        self.meter.add(len(data))
        return len(data)

    def tell(self) -> int:
        return self.position


def unfolded(inner: Any, meter: Meter) -> io.BufferedReader:
    """A stream of what a decompressing file gives, for as long as the meter lets it."""
    return io.BufferedReader(_Unfolded(inner, meter), BUFFER)

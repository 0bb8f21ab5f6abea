"""A zip archive of files, and WACZ, which is one of WARC files and their index (Web Archive Collection Zipped 1.1.1)."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from sayso.intake.article import printable, reason
from sayso.intake.compressed import unfolded
from sayso.intake.limits import Meter
from sayso.intake.records import Record, Skipped, Source, read
from sayso.model import SaysoError

DOCUMENTS = {"[Content_Types].xml", "mimetype"}
"""A member of every document of Office Open XML; of OpenDocument and EPUB."""

WARCS = (".warc", ".warc.gz")


def reads(source: Source) -> bool:
    """By suffix or first bytes."""
    return source.suffix in {".zip", ".wacz"} or source.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def records(source: Source) -> Iterator[Record | Skipped]:
    """What each member holds, in the archive's order and without hidden ones; of WACZ only the WARC files, unnamed if there is one."""
    if not source.stream.seekable():
        raise SaysoError("a zip archive in an archive; unpack it first")
    try:
        archive = zipfile.ZipFile(source.stream)
    except zipfile.BadZipFile as problem:
        raise SaysoError(f"a broken zip archive ({reason(problem)})") from problem
    meter = Meter(lambda: os.fstat(source.stream.fileno()).st_size)
    with archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
        if DOCUMENTS & {m.filename for m in members}:
            raise SaysoError("an office document or an e-book; save it as PDF, HTML or text")
        if source.suffix == ".wacz":
            members = [m for m in members if m.filename.startswith("archive/") and m.filename.lower().endswith(WARCS)]
        for member in members:
            name = printable(member.filename)
            location = source.location if source.suffix == ".wacz" and len(members) == 1 else f"{source.location}#{name}"
            if member.flag_bits & 1:
                yield Skipped(location, "encrypted")
                continue
            try:
                file = archive.open(member)
            except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as problem:
                yield Skipped(location, f"broken ({reason(problem)})")
                continue
            with file:
                yield from read(source.inside(unfolded(file, meter), location=location, name=name))


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)

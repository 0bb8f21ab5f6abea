"""How much is read at most. What is over a limit is refused with the reason; a length that a file declares is never trusted.

==================  ==========================================================================================================
an article          5 MB, as bytes and as characters (:data:`LIMIT`); a feed and a PDF too
a row of a table    10 MB (:data:`LINE`)
what is compressed  unfolds to 100 times the bytes read of it so far (:data:`RATIO`) and 20 MB beyond (:data:`FLOOR`)
an archive          lies at most in one that lies in another (:data:`DEPTH`)
a page of HTML      20,000 tags (``html.TAGS_MOST``); a feed 60,000 (``feed.TAGS_MOST``)
a PDF               300 pages (``pdf.PAGES``); pypdf's own limits hold, tightened
rows in vain        100,000 in succession without an article (:data:`IN_VAIN`) end a file
==================  ==========================================================================================================

Memory: one record at a time, of which all but WARC's are read again by what makes a document of them. A row of JSON may take 20 times
its length while it is read, so 200 MB.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.model import SaysoError

LIMIT = 5_000_000
"""The largest article, in bytes; a longer one is refused after so many."""

LINE = 2 * LIMIT
"""The longest row of a table, in bytes; escaped text is longer than what it says."""

RATIO = 100
"""How many times its length a compressed file may be. DEFLATE reaches 1,032, but news text in it is 3 to 10, and in bzip2 hardly more."""

FLOOR = 20_000_000
"""What any compressed file may unfold to, in bytes, however short it is."""

DEPTH = 3
"""How deep archives may be nested: a compressed file in a zip archive is 2."""

IN_VAIN = 100_000
"""Rows without an article after which the rest of a file is not read."""


class Meter:
    """Counts what comes out of a compressed file against what went in. ``packed``: the bytes of it that were read so far."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self.packed, self.unfolded = packed, 0

    def add(self, count: int) -> None:
        """``count`` more bytes came out. SaysoError where these are too many."""
        self.unfolded += count
        if self.unfolded > FLOOR + RATIO * self.packed():
            raise SaysoError(f"unfolds to more than {FLOOR / 1e6:g} MB and {RATIO} times its length")


def bear(blank: int) -> None:
    """SaysoError where so many empty rows came in succession that no more is hoped for."""
    if blank > IN_VAIN:
        raise SaysoError(f"{IN_VAIN:,} empty rows in succession; the rest is not read")


def too_long() -> str:
    """The reason why a file over :data:`LIMIT` is refused."""
    return f"larger than {LIMIT / 1e6:g} MB, the most that is read at once"

"""Bytes to characters, without ever guessing silently wrong."""

from __future__ import annotations

import codecs
import re

from sayso.model import SaysoError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; that of UTF-32-LE begins with that of UTF-16-LE, so it comes first."""

DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)

WESTERN = {"ascii", "iso8859-1"}
"""What is so declared is Windows-1252 (WHATWG Encoding Standard, 4.2)."""


def decode(data: bytes) -> str:
    """The characters: as a byte order mark says, else as UTF-8, else as the HTML declares, else as Windows-1252.

    Windows-1252 is what English text that is not UTF-8 nearly always is; charset-normalizer says whether the result looks like text.
    Left to guess among all encodings it decodes 71 % of English news in Windows-1252 rightly, so held to this one (all of 197).
    SaysoError where the bytes are no text, or of another or of a broken encoding.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as broken:
                raise SaysoError(f"marked as {encoding.upper()} but broken at byte {broken.start}") from broken
    if (nul := data.find(0)) >= 0:
        raise SaysoError(f"a binary file, or UTF-16 without a byte order mark (NUL at byte {nul})")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        text = data.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        if sum(c > "\x7f" for c in text) > 2 * bad:  # most of what is not ASCII is sound UTF-8
            raise SaysoError(f"broken UTF-8 at byte {broken.start}") from broken
    return _declared(data) or _western(data)


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:2048])
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
        return data.decode("cp1252" if codec in WESTERN else codec)
    except (LookupError, UnicodeError):
        return None


def _western(data: bytes) -> str:
    import charset_normalizer

    if found := charset_normalizer.from_bytes(data, cp_isolation=["cp1252"]).best():
        return str(found)
    likely = charset_normalizer.from_bytes(data[:100_000]).best()
    guess = f"perhaps {likely.encoding}" if likely else "a binary file or an unknown encoding"
    raise SaysoError(f"neither UTF-8 nor Windows-1252 ({guess}); save it as UTF-8")

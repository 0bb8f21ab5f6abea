"""Bytes in, a :class:`~sayso.model.Document` out: one article through :func:`load`, whatever paths hold through :func:`records` and
:func:`document`.

What ``Document.text`` is, so that offsets can be found again: of plain text, the decoded characters as they stand, without a leading
byte order mark and with each CR LF turned into LF, nothing else changed; of HTML, the article's body as trafilatura finds it, a paragraph
a line, in Unicode's form NFC, without invisible characters and lines of boilerplate (:mod:`sayso.intake.trace` leads back to the page);
of a PDF, the text of its pages, a paragraph a line, without running heads. Control and bidirectional characters of a plain text are kept;
showing them safely is the business of whoever prints.
"""

from sayso.intake.article import load
from sayso.intake.limits import LIMIT
from sayso.intake.records import Record, Skipped, document, records

__all__ = ["LIMIT", "Record", "Skipped", "document", "load", "records"]

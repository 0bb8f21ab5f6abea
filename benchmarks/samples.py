"""Small files of every format that intake reads, made here: for the tests, and for the fuzzer to spoil."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from html import escape

TITLE = "Four killed at Orlo"

FIRST = "The army said on Monday that rebels had killed four soldiers near the bridge at Orlo, which a spokesman for the group denied."

SECOND = (
    "“We didn’t start it,” said Père Maïga, who blamed the government for the collapse of the truce that both had signed in May. "
    "Monitors have asked for access to the long-contested area since the fighting of last year, and the ministry has not answered them."
)

NEWS = f"{FIRST}\n{SECOND}"

STATED = (
    '<meta property="og:site_name" content="The Orlo Times"><meta name="author" content="Ana Lem">'
    '<meta name="date" content="2026-06-14"><link rel="canonical" href="https://example.org/orlo">'
)

DATE = "2026-06-15T08:30:00Z"


def page(text: str = NEWS, head: str = STATED) -> str:
    """A web page with a menu, the text's lines as paragraphs, and what is usual below."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n"))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{TITLE}</title>{head}<style>p > a {{ }}</style></head>'
        f'<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav><article><h1>{TITLE}</h1>{body}'
        f"<p>Share this:</p></article><script>var a = '<p>';</script><footer>No comments: Post a Comment</footer></body></html>"
    )


def pdf(pages: Sequence[Sequence[str]], *, info: str = "", xmp: str = "", packed: bool = True, extra: str = "") -> bytes:
    """A PDF of the lines of each page, in Helvetica."""

    def stream(data: bytes, more: str = "") -> bytes:
        if packed:
            data, more = zlib.compress(data), f"{more} /Filter /FlateDecode"
        return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"

    first = 5
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {'/Metadata 4 0 R' if xmp else ''} {extra} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream(xmp.encode(), "/Type /Metadata /Subtype /XML"),
    ]
    for i, lines in enumerate(pages):
        drawn = [line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)") for line in lines]
        content = b"BT /F1 11 Tf 14 TL 50 790 Td\n" + b"".join(b"(" + line + b") Tj T*\n" for line in drawn) + b"ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * i + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            stream(content),
        ]
    objects.append(f"<< {info} >>".encode())
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
    return out + f"{trailer}startxref\n{len(out)}\n%%EOF\n".encode()


def response(
    url: str,
    body: bytes,
    *,
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    date: str = DATE,
    headers: str = "",
    length: int | None = None,
) -> bytes:
    """A WARC record of what a server answered; ``length`` is declared in place of the true one."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) if length is None else length}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def warc(packed: bool = False) -> bytes:
    """A crawl of a page, the same page a day later, a picture and a page that is gone."""
    parts = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-06-15T08:30:00Z\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n",
        response("https://example.org/a", page().encode()),
        response("https://example.org/a", page(NEWS + "\n" + FIRST).encode(), date="2026-06-16T08:30:00Z"),
        response("https://example.org/a.png", b"\x89PNG", media="image/png"),
        response("https://example.org/b", b"gone", status="404 Not Found"),
        response("https://example.org/c", gzip.compress(page().encode()), headers="Content-Encoding: gzip\r\n"),
        response("https://example.org/d.txt", NEWS.encode(), media="text/plain"),
    ]
    return b"".join(gzip.compress(part) if packed else part for part in parts)


def rss() -> bytes:
    """A feed with one article in full, one in summary and one without any text."""
    items = "".join(
        f"<item><title>{TITLE}</title><link>https://example.org/{i}</link><guid>tag:example.org,{i}</guid><dc:creator>Ana Lem</dc:creator>"
        f"<pubDate>Sun, 14 Jun 2026 23:30:00 -0500</pubDate>{body}</item>"
        for i, body in enumerate(
            (
                f"<description>Four killed.</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>",
                f"<description>{escape(f'<p>{FIRST}</p>')}</description>",
                "",
            )
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Orlo Times</title><link>https://example.org</link>{items}</channel></rss>'
    ).encode()


def atom() -> bytes:
    """A feed of one entry, published a day before it was changed."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Orlo Times</title><id>tag:example.org,0</id>'
        f"<updated>2026-06-20T00:00:00Z</updated><entry><id>tag:example.org,1</id><title>{TITLE}</title>"
        '<author><name>Ana Lem</name></author><link href="https://example.org/1"/><published>2026-06-14T08:30:00Z</published>'
        f'<updated>2026-06-15T08:30:00Z</updated><content type="html">{escape(f"<p>{FIRST}</p><p>{SECOND}</p>")}</content></entry></feed>'
    ).encode()


def rows(count: int = 3) -> list[dict[str, object]]:
    """Rows of a table of articles, all different."""
    return [
        {
            "title": f"{TITLE}, {i}", "text": f"{NEWS}\nIt was attack number {i}.", "date": f"2026-06-{14 + i}", "source": "The Orlo Times",
            "authors": ["Ana Lem", "Bo Orr"], "url": f"https://example.org/{i}",
        }
        for i in range(count)
    ]  # fmt: skip


def jsonl(count: int = 3) -> bytes:
    """The rows as JSON Lines."""
    return b"".join(json.dumps(row, ensure_ascii=i % 2 == 0).encode() + b"\n" for i, row in enumerate(rows(count)))


def delimited(separator: str = ",") -> bytes:
    """The rows as comma separated values, with line ends inside the cells."""
    import csv

    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(rows()[0])
    writer.writerows([*list(row.values())[:4], "Ana Lem", row["url"]] for row in rows())
    return out.getvalue().encode()


def parquet() -> bytes:
    """The rows as Parquet; needs pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows()), out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def all_of_them() -> dict[str, bytes]:
    """A file of every format, by name."""
    lines = textwrap.wrap(NEWS, 70)
    return {
        "a.txt": NEWS.encode(),
        "a.html": page().encode(),
        "a.pdf": pdf([["The Orlo Times", *lines[i:], str(i)] for i in range(3)], info="/Title (Four killed) /Author (Ana Lem)"),
        "plain.pdf": pdf([lines], packed=False, xmp="<prism:publicationDate>2026-06-14</prism:publicationDate>"),
        "a.warc": warc(),
        "a.warc.gz": warc(packed=True),
        "a.wacz": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": warc(packed=True)}),
        "a.xml": rss(),
        "b.xml": atom(),
        "a.jsonl": jsonl(),
        "a.jsonl.gz": gzip.compress(jsonl()),
        "a.json": json.dumps(rows()).encode(),
        "a.csv": delimited(),
        "a.tsv": delimited("\t"),
        "a.zip": zipped({"news/a.html": page().encode(), "news/a.txt": NEWS.encode(), "a.jsonl": jsonl()}),
        "a.txt.bz2": bz2.compress(NEWS.encode()),
        "a.parquet": parquet(),
    }

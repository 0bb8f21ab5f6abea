"""Actor and agent dictionaries of PETRARCH, PETRARCH2 and UniversalPETRARCH as rows of a table of our own.

An actors' file names an actor, its synonyms (``+NAME``) and its CAMEO codes, some for a time (``[AFGGOV 20040101-20141231]``, ``<``,
``>``). An agents' file names common words (``FARMER [~AGR]``), with irregular plurals in braces and macros (``!PERSON! = MAN, WOMAN``).
CAMEO codes are triples: a country or another first place, then roles (Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations
Event and Actor Codebook"). A row holds one country and, at a time, one PLOVER sector, so what goes beyond is reported, a line each.
The dictionaries do not say of what type an actor is; unless our table knows the actor, that is left open.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sayso.actors.tables import COLUMNS, SECTORS, current, using
from sayso.model import SaysoError
from sayso.places import countries
from sayso.places.countries import words

SECTOR_OF = {code: code for code in SECTORS - {"MED"}} | {
    "SEP": "REB", "INS": "REB", "IMG": "REB", "PPL": "CVL", "SET": "CVL", "STU": "EDU", "HLH": "MED", "MED": "JRN", "LGL": "JUD",
    "DEV": "SOC", "ENV": "SOC", "HRI": "SOC", "MNC": "BUS", "NGM": "NGO",
}  # fmt: skip
"""PLOVER's sector for a CAMEO role. CAMEO's MED are the media, PLOVER's are medical workers."""

RELIGIONS = frozenset(
    ("ATH", "BAH", "BUD", "CHR", "CON", "CTH", "DOX", "HIN", "HSD", "JEW", "JHW", "LDS", "MRN", "MUS", "PAG", "PRO", "SFI", "SHI",
     "SIK", "SUN", "TAO", "UDX", "ZRO")
)  # fmt: skip
COUNTRY_OF = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KSV": "XKX"}
"""Codes of countries that ISO 3166 has changed since."""

_COMMENT = re.compile(r"<\s*!\s*--.*?-->|#[^\n]*", re.S)
_CODE = re.compile(r"\[([^\]}\n]*)[\]}]")
_PLURALS = re.compile(r"\{([^}]*)\}")
_TIMED = re.compile(r"(?P<code>[^\s<>\d]+)\s*(?:(?P<way>[<>])\s*(?P<at>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+))?")
_MACRO = re.compile(r"!\w+!")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "at", "by", "to", "de", "del", "la"))
_LAST_YEAR = 30
"""The last year, in two digits, that PETRARCH takes for one of this century."""


@dataclass
class _Block:
    """An entry of a dictionary, with the line where it begins."""

    line: int
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


class Carried(NamedTuple):
    """A CAMEO code as a country and a sector, and what of it neither can say."""

    country: str | None
    sector: str | None
    rest: list[str]


Row = dict[str, str]


def convert(paths: Iterable[Path]) -> tuple[list[Row], list[str]]:
    """The rows of a table for these dictionaries, and what could not be carried over, a line each. SaysoError for files that are none."""
    rows: dict[str, Row] = {}
    left: list[str] = []
    with using(()):  # ids are those of our own tables, whatever else is in use
        for path in paths:
            try:
                text = path.read_text(encoding="utf-8", errors="replace")
            except OSError as problem:
                raise SaysoError(f"{path}: {(problem.strerror or str(problem)).lower()}") from problem
            blocks = list(_blocks(text))
            if not any(block.codes for block in blocks):
                raise SaysoError(f"{path}: no actors or agents in PETRARCH's format (NAME [CODE])")
            for block in blocks:
                row, lost = _row(block)
                left += [f"{path}, line {block.line}: {what}" for what in lost]
                if row:
                    left += [f"{path}, line {block.line}: {what}" for what in _join(rows, row)]
    return list(rows.values()), left


def table(rows: Iterable[Row]) -> str:
    """The rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _blocks(text: str) -> Iterator[_Block]:
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    macros: dict[str, list[str]] = {}
    block: _Block | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if (found := _MACRO.match(line.strip())) and "=" in line:
            macros[found[0]] = [word.strip(" _") for word in line.partition("=")[2].split(",")]
            continue
        name, codes = line.partition("[")[0], _CODE.findall(line)
        plurals = [p.strip() for p in _PLURALS.findall(name)]
        name = _PLURALS.sub("", name).strip()
        if name and not name.startswith("+"):
            if block:
                yield block
            block = _Block(number)
        if block is None or not (name or codes):
            continue
        for one in (*name.split("+"), *plurals):
            block.names += _unfolded(one, macros)
        block.codes += codes
    if block:
        yield block


def _unfolded(name: str, macros: dict[str, list[str]]) -> list[str]:
    """A name with each word that a macro in it stands for."""
    found = _MACRO.search(name)
    if not found:
        return [name] if name.strip(" _") else []
    put = (name.replace(found[0], word, 1) for word in macros.get(found[0], ()))
    return [one for each in put for one in _unfolded(each, macros)]


def _row(block: _Block) -> tuple[Row | None, list[str]]:
    """The row of an entry, and what of it is left out."""
    called, lost = _names(block.names)
    if not called:
        return None, [*lost, "an entry without a name is left out"]
    if not block.codes:
        return None, [f"{called[0]}: no code, left out"]
    agent = block.codes[0].lstrip().startswith("~")
    periods: list[str] = []
    always: list[str] = []
    codes: list[str | None] = []
    for written in block.codes:
        carried, span, problem = _code(written)
        if problem or carried is None:
            lost.append(f"{called[0]} [{written}]: {problem}")
            continue
        lost += [f"{called[0]} [{written}]: {code} has no place in a row" for code in carried.rest]
        codes.append(carried.country)
        if span and not carried.sector and len(block.codes) > 1:
            lost.append(f"{called[0]} [{written}]: a time without a sector")
        elif carried.sector:
            (periods if span else always).append(f"{carried.sector} {span}".strip())
    if not codes:
        return None, [*lost, f"{called[0]}: left out"]
    country = next((c for c in reversed(codes) if c), None)
    if others := sorted({c or "none" for c in codes} - {country or "none"}):
        lost.append(f"{called[0]}: of its countries only {country} is kept, not {', '.join(others)}")
    if agent:
        sector = (always or [""])[0]
        if not sector:
            return None, [*lost, f"{called[0]}: an agent without a sector, left out"]
        called = [name.lower() for name in called]
        return dict(zip(COLUMNS, ("", called[0], "", "", sector, ";".join(called[1:])), strict=True)), lost
    sectors = ";".join(dict.fromkeys([*periods, *always[:1]]))
    if not sectors and not country:
        return None, [*lost, f"{called[0]}: neither country nor sector, left out"]
    if country and not sectors:
        new = [name for name in called if not any(n.of == country for n in countries.names().match(words(name)))]
        return dict(zip(COLUMNS, (country, countries.table()[country].name, "state", country, "", ";".join(new)), strict=True)), lost
    ours = _ours(called)
    return dict(zip(COLUMNS, (*ours, country or "", sectors, ";".join(called[1:])), strict=True)), lost


def _ours(called: list[str]) -> tuple[str, str, str]:
    """Id, name and type: those of our table where it knows the first name or one of several words, else an id made of the name."""
    tables = current()
    for name in called:
        found = {n.of for n in tables.names.match(words(name)) if n.of and tables.known[n.of].type != "state"}
        if len(found) == 1 and (name == called[0] or " " in name):
            known = tables.known[found.pop()]
            return known.id, called[0], known.type or ""
    slug = re.sub(r"\W+", "_", countries.key(called[0])).strip("_").upper()
    return (f"{slug}_" if slug in countries.table() else slug), called[0], ""


def _join(rows: dict[str, Row], row: Row) -> list[str]:
    """Add a row; one of the same actor gets its names."""
    key = row["id"] or f"~{row['sector']} {row['name']}"
    before = rows.setdefault(key, row)
    if before is row:
        return []
    known = {before["name"], *countries.cell(before["aliases"])}
    before["aliases"] = ";".join((*countries.cell(before["aliases"]), *dict.fromkeys(n for n in _called(row) if n not in known)))
    if (row["sector"], row["country"]) != (before["sector"], before["country"]):
        return [f"{row['name']}: there before with {before['country'] or 'no country'}, {before['sector'] or 'no sector'}, which stays"]
    return []


def _called(row: Row) -> Iterator[str]:
    yield row["name"]
    yield from countries.cell(row["aliases"])


def _names(written: Iterable[str]) -> tuple[list[str], list[str]]:
    """Names as a text writes them, and those that are none."""
    out: dict[str, None] = {}
    lost: list[str] = []
    for name in written:
        plain = " ".join(name.replace("_", " ").split())
        inside = re.search(r"\(([^()]*)\)", plain)
        bare = " ".join(re.sub(r"\([^()]*\)", " ", plain).split())
        if not words(bare) or re.search(r"[()\[\];|{}]", bare) or bare.isdigit():
            lost.append(f"{plain!r} is no name, left out")
            continue
        out[_cased(bare)] = None
        if inside and re.fullmatch(r"[A-Za-z/-]{2,8}", inside[1].strip()) and not countries.names().match(words(inside[1].title())):
            out[inside[1].strip()] = None
    return list(out), lost


def _cased(name: str) -> str:
    """A name in capitals as a text has it; a short word alone is an acronym, which stays."""
    parts = name.split()
    if not name.isupper() or (len(parts) == 1 and len(name) <= 3):
        return name
    return " ".join(part if "." in part else _cased_word(part, i) for i, part in enumerate(parts))


def _cased_word(word: str, at: int) -> str:
    if at and word.lower() in _SMALL:
        return word.lower()
    return re.sub(r"(?<![\w'’])\w|(?<=\b[DO]['’])\w", lambda m: m[0].upper(), word.lower())


def _code(written: str) -> tuple[Carried | None, str, str]:
    """A code with the time in which it holds, as ``terms`` reads it; or what is wrong with it."""
    found = _TIMED.fullmatch(written.strip())
    if not found:
        return None, "", "a code or time that cannot be read"
    code = found["code"].upper().replace("~", "")
    try:
        if found["way"]:
            day = _day(found["at"]) + dt.timedelta(days=1 if found["way"] == ">" else -1)
            span = f"{day:%Y%m%d}-" if found["way"] == ">" else f"-{day:%Y%m%d}"
        else:
            span = f"{_day(found['first']):%Y%m%d}-{_day(found['last']):%Y%m%d}" if found["first"] else ""
    except ValueError:
        return None, "", "a time that is no day"
    if code == "---":
        return None, "", "no actor at that time"
    if not re.fullmatch(r"(?:[A-Z]{3})+", code):
        return None, "", "several actors in one" if re.search(r"[/+]", code) else "no CAMEO code"
    return _carried([code[i : i + 3] for i in range(0, len(code), 3)]), span, ""


def _day(written: str) -> dt.date:
    """A day from YYMMDD or YYYYMMDD; ValueError for anything else."""
    if len(written) == 6:
        written = ("19" if int(written[:2]) > _LAST_YEAR else "20") + written
    if len(written) != 8:
        raise ValueError(written)
    return dt.datetime.strptime(written, "%Y%m%d").date()


def _carried(triples: list[str]) -> Carried:
    first = COUNTRY_OF.get(triples[0], triples[0])
    country = first if first in countries.table() and first not in SECTOR_OF else None
    rest = triples[1:] if country else triples
    role = next((code for code in rest if code in SECTOR_OF and code != "IMG"), None) or next((c for c in rest if c == "IMG"), None)
    faith = next((code for code in rest if code in RELIGIONS), None)
    if role is None and faith:
        return Carried(country, "REL", [code for code in rest if code not in RELIGIONS])
    return Carried(country, SECTOR_OF[role] if role else None, [code for code in rest if code != role])

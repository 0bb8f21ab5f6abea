"""Write the codebook from the code: ``python -m scripts.codebook`` writes ``docs/codebook.md``; with a path, there."""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso import dyads, exports, inclusion, perpetrators, plover
from sayso.exports import acled, csv, parquet
from sayso.happenings import OWN, Field
from sayso.kinds import KINDS
from sayso.places.countries import rows
from sayso.wording import FACTUALITY_WORDS

PAGE = Path(__file__).parent.parent / "docs" / "codebook.md"

HEAD = """# Codebook

Made by `python -m scripts.codebook`; changes belong in the code. What the fields of an entry mean is in [The ledger](ledger.md), how the
tables are asked for in [The command line](cli.md).
"""


def page() -> str:
    """The whole page."""
    return re.sub(r" +$", "", "\n".join(lines()), flags=re.MULTILINE) + "\n"


def lines() -> Iterator[str]:
    """The page's lines."""
    yield HEAD
    yield "## Kinds of entry\n"
    for name, kind in KINDS.items():
        yield f"### {name}\n"
        yield f"Roles: {', '.join(f'`{role}`' for role in kind.roles)}." + (f" Labels: {code(kind.labels)}." if kind.labels else "")
        yield f"\n{inspect.getdoc(kind)}\n".replace("``", "`")
    yield "## Factuality\n"
    yield "What the wording commits a source to (FactBank; Saurí and Pustejovsky 2009).\n"
    yield from table(("value", "in words"), ((f"`{value}`", words) for value, words in FACTUALITY_WORDS.items()))
    yield "\n## Event types and modes\n"
    yield f"{manual(plover)}\n"
    yield from table(("type", "mode", "", "meaning"), map(described, plover.codes().values()))
    contexts = (row["context"] for row in rows("contexts.csv"))
    yield f"\nContexts: {code(name for name in contexts if name != 'none')}.\n"
    yield "Auxiliary modes follow from factuality, tense and time: `negation` where the factuality is negative, `future` by tense,"
    yield "`hypothetical` for other events of factuality `Uu`, `historical` where the event ended more than"
    yield f"{inclusion.HISTORICAL.days} days before publication.\n"
    yield "## Inclusion rules\n"
    yield f"{manual(inclusion.reasons)}\n"
    yield "Other events are brought by `--include` and one of these names, or `all`; the column `not_a_fact` then says why they are none:\n"
    yield from table(("name", "meaning"), ((f"`{name}`", meaning) for name, meaning in inclusion.RULES.items()))
    yield "\n## Inferred sides\n"
    yield f"{manual(dyads)}\n"
    yield f"In event tables that is done where `--include` names `{inclusion.INFERRED}`, only for a side that no mention of it names."
    yield "The columns `actor_inferred` and `recipient_inferred` then say by which rule. A place stands in only in `polecat`, only where"
    yield "it is resolved; assailants who act together are one side unless the cue says that they fight each other. `sayso evaluate dyads`"
    yield "and `sayso evaluate peers` measure how often it is right.\n"
    yield from table(("rule", "who stands in"), ((f"`{name}`", meaning) for name, meaning in dyads.REASONS.items()))
    yield "\n## Perpetrators\n"
    yield f"{manual(perpetrators)}\n"
    yield "## Tables\n"
    for name in exports.EVENT_TABLES:
        module = importlib.import_module(f"sayso.exports.{name}")
        yield f"### {name}\n"
        yield f"{manual(module)}\n"
        yield from columns(f for f in module.COLUMNS if f not in OWN)
        yield "\nThen the columns that every event table ends with.\n"
    yield "### The columns that every event table ends with\n"
    yield from columns(OWN)
    yield "\n### What ACLED calls it\n"
    yield f"{manual(acled.sort)}\n"
    sorts = ((" ".join(f"`{word}`" for word in key if word), *(x or "" for x in sort)) for key, sort in acled.BY_MODE.items())
    yield from table(("PLOVER", "disorder_type", "event_type", "sub_event_type"), sorts)
    yield ""
    yield "### csv, parquet\n"
    yield f"{manual(csv)}\n\n{manual(csv.rows)}\n\n{manual(parquet)}\n"
    yield f"Columns: {code(csv.columns())}."


def columns(fields: Iterable[Field]) -> Iterator[str]:
    """A table of columns, those that are always empty in one row."""
    known = list(fields)
    yield from table(("column", "type", "meaning"), ((f"`{f.name}`", f.type, f.meaning) for f in known if f.meaning != "empty"))
    if empty := [f.name for f in known if f.meaning == "empty"]:
        yield f"| {code(empty)} | | empty |"


def described(found: plover.Code) -> tuple[str, str, str, str]:
    """The cells of a type or mode; a type has its quad category, a mode that the manual lacks says so."""
    note = found.quad or ("" if found.origin == "PLOVER" else "ours")
    return ("" if found.mode else f"**{found.type}**", f"`{found.mode}`" if found.mode else "", note, found.definition)


def manual(thing: object) -> str:
    """A docstring as Markdown."""
    return (inspect.getdoc(thing) or "").replace(":data:", "").replace(":mod:", "").replace(":func:", "").replace("``", "`")


def code(names: Iterable[str]) -> str:
    """Names as code, with commas between."""
    return ", ".join(f"`{name}`" for name in names)


def table(head: Iterable[str], cells: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a table."""
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in cells:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write the codebook from the code.")
    parser.add_argument("out", type=Path, nargs="?", default=PAGE, help="the file to write")
    parser.parse_args().out.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""One entry whole, as rows of what each part of it is: for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.kinds import KINDS


def rows(known: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is known of an entry (see :meth:`sayso.questions.Archive.entry`) as (part, field, value)."""
    entry, read, document = known["entry"], known["read"], known["document"]
    names = {actor["id"]: actor["name"] for actor in known["actors"]}

    def words(mention: Mapping[str, Any] | None) -> str:
        if mention is None:
            return "nobody named"
        name = names.get(mention.get("actor"))
        return f"{mention['text']} [{name}]" if name and name.casefold() not in mention["text"].casefold() else str(mention["text"])

    kind = KINDS[entry["kind"]]
    for name in ("id", "kind", *kind.labels, "factuality", "author_factuality"):
        if entry[name] is not None:
            yield "entry", name, f"{entry[name]}{_was(entry[name], read[name])}"
    yield "entry", "evidence", entry["evidence"]["text"]
    if entry["cue"]:
        yield "entry", "cue", entry["cue"]["text"]
    for role in kind.roles:
        for mention in entry[role]:
            place = ", ".join(str(v) for v in (mention.get("name"), mention.get("country")) if v)
            yield "entry", role, words(mention) + (f" ({place})" if place else "")
    for count in entry.get("counts", ()):
        bounds = "-".join("" if n is None else str(n) for n in dict.fromkeys((count["low"], count["high"])))
        yield "entry", count["what"], count["text"] + (f" ({bounds})" if bounds else "")
    if entry["when"]:
        yield "entry", "when", f"{_days(entry['when'])}{_was(_days(entry['when']), _days(read['when'] or {}))}"
    yield "entry", "confidence", f"{entry['confidence']:.2f}"
    yield "entry", "made_by", entry["made_by"]
    for number, said in enumerate(entry["attributions"], 1):
        marks = [mark for mark in (said["source_kind"], "inferred" if said["inferred"] else None) if mark]
        yield f"source {number}", "source", words(said["source"]) + (f" ({', '.join(marks)})" if marks else "")
        if said["statement"]:
            yield f"source {number}", "statement", said["statement"]
    for name in ("id", "title", "publisher", "author", "published", "url"):
        if document[name]:
            yield "document", name, document[name]
    for location in document["locations"]:
        yield "document", "location", location
    if document["superseded"]:
        yield "document", "superseded", "a later version of this article is there"
    for link in known["links"]:
        yield (
            "link",
            link["relation"],
            f"{link['subject']} {link['relation']} {link['object']} ({link['score']:.2f}): {'; '.join(link['reasons'])}",
        )
    for judgement in known["judgements"]:
        fields = ", ".join(f"{name}={value}" for name, value in judgement["correction"].items())
        said = " ".join(filter(None, (judgement["verdict"], fields, f"by {judgement['by']}, {judgement['at']}")))
        yield "judgement", judgement["verdict"], said + (f": {judgement['note']}" if judgement["note"] else "")


def _was(now: Any, read: Any) -> str:
    return "" if now == read else f" (read as {read})"


def _days(when: Mapping[str, Any]) -> str:
    first, last = when.get("first"), when.get("last")
    days = str(first or "unresolved") if first == last else f"{first or '…'} to {last or '…'}"
    return f"{days} (“{when['text']}”)" if when.get("text") else days

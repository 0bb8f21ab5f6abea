"""The story on one page: a document to its ledger."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from sayso import casualties, conjuncts, encoder, fillers, intake, light_verbs, links, mentions, repelling, wires
from sayso.actors import resolve, using
from sayso.actors.links import Mentions
from sayso.building import Builder
from sayso.frames import Chars, Decoder, Frame
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import ACTOR_ROLES, Actor, Document, Entry
from sayso.version import __version__

ACTING = ("actors", "speakers", "holders", "members")
"""Roles whose fillers do something, and so are what a text is about."""

ONE_EACH = {"commitment": "action"}
"""Kinds of which one cue makes several entries, one for each filler of this role: four things promised are four entries."""

FILE_NAME = re.compile(
    r"\S*[/\\]\S*|\S+\.(?:txt|text|md|html?|xhtml|pdf|docx?|rtf|odt|xml|rss|jsonl?|ndjson|csv|tsv|parquet|warc|wacz|zip|gz|bz2)",
    re.IGNORECASE,
)
"""What a word by itself is that is no text: it holds a path's separator or ends in a suffix of files."""


def read(
    source: str | Path | bytes,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: dt.date | str | None = None,
    actors: Path | str | None = None,
    weights: Path = encoder.WEIGHTS,
) -> Ledger:
    """The ledger of one article.

    ``source`` is a text, the path of a file (a ``Path``, or a string that names an existing file), or a file's bytes. ``published``, a
    day or its text ("2026-06-14"), lets relative dates ("on Monday") be resolved. ``actors`` is a table of actors of one's own, to be
    looked in before ours; by default those that the environment variable SAYSO_ACTORS names. SaysoError for what
    cannot be read, and for a string that can only be the name of a file that is not there.
    """
    name = None
    if isinstance(source, str) and (_is_file(source) or FILE_NAME.fullmatch(source)):
        name, source = source, Path(source)
    document = intake.load(source, name=name, title=title, publisher=publisher, published=published)
    with using(Path(actors) if isinstance(actors, str) else actors):
        return ledger_of(document, weights)


def _is_file(source: str) -> bool:
    try:
        return len(source) < 4096 and Path(source).is_file()
    except (OSError, ValueError):  # too long or too odd for a file's name
        return False


def ledger_of(document: Document, weights: Path = encoder.WEIGHTS) -> Ledger:
    """The ledger of a document already taken in."""
    plain = wires.readable(document)
    made, found = _read(plain, weights)
    ledger = Ledger(plain, tuple(found), tuple(entry for entry, _ in made))
    ledger = replace(ledger, links=links.propose(ledger))
    return ledger if plain is document else wires.as_written(ledger, document)


def frames_of(document: Document, weights: Path = encoder.WEIGHTS) -> list[tuple[Entry, Frame]]:
    """Each entry with the frame it was made of, which holds what else was weighed."""
    return _read(wires.readable(document), weights)[0]


@using()
def _read(document: Document, weights: Path) -> tuple[list[tuple[Entry, Frame]], list[Actor]]:
    scores = encoder.load(weights)(document.text)
    decoder = Decoder(document.text, scores)
    frames = decoder.frames()
    marked = fillers.named(document.text, decoder.mentions())
    fillers.settle(document.text, frames, marked)
    frames = light_verbs.joined(document.text, frames)
    repelling.settle(document.text, frames)
    casualties.complete(document.text, frames)
    found, actor_of = _actors(document, scores, frames, marked)
    build = Builder(document, found, actor_of)
    made_by = f"sayso {__version__}, weights {scores.inventory.name}"
    ids = {id(frame): build.entry_id(frame) for frame in frames if frame.kind == "statement"}
    for frame in frames:
        frame.confidence = scores.inventory.confidence(frame.kind, frame.sure)
    doings = {frame.cue[0] for frame in frames if frame.kind == "event"}
    entries = [(_entry(build, one, ids, made_by, main), frame) for frame in frames for one, main in _apart(frame, document.text, doings)]
    return sorted(entries, key=lambda pair: (pair[0].evidence.start, pair[0].evidence.end, pair[0].id)), found


def _apart(frame: Frame, text: str, doings: set[int]) -> Iterator[tuple[Frame, Chars | None]]:
    """A frame as the frames of its entries: most are one."""
    role = ONE_EACH.get(frame.kind)
    parts = [part for filler in frame.roles.get(role, []) for part in conjuncts.apart(text, filler, doings)] if role else []
    if not role or len(parts) < 2:
        yield frame, None
        return
    for filler in parts:
        yield replace(frame, roles=frame.roles | {role: [filler]}), filler


def _entry(build: Builder, frame: Frame, ids: dict[int, str], made_by: str, main: Chars | None) -> Entry:
    kind = KINDS[frame.kind]
    factuality = frame.labels["factuality"]
    return kind(
        id=build.entry_id(frame, main),
        document=build.document.id,
        evidence=build.evidence(frame),
        cue=build.span(frame.cue),
        attributions=build.attributions(frame, ids),
        factuality=factuality,  # type: ignore[arg-type]
        author_factuality=frame.labels["author_factuality"] if frame.parent else factuality,  # type: ignore[arg-type]
        when=build.when(frame),
        confidence=round(frame.confidence, 3),
        made_by=made_by,
        **kind.fill(frame, build),
    )


def _actors(
    document: Document, scores: encoder.Scores, frames: list[Frame], tagged: list[tuple[Chars, Chars]]
) -> tuple[list[Actor], dict[Chars, str]]:
    """The document's actors, and which of them each mention names: fillers of actors' roles and what the encoder marks besides."""
    spans: dict[Chars, Chars] = {}
    for frame in frames:
        for role, filled in frame.roles.items():
            if role in ACTOR_ROLES:
                for chars in filled:
                    if inside := scores.tokens.inside(*chars):
                        spans.setdefault(chars, inside)
    taken = np.zeros(len(document.text) + 1, bool)
    for start, end in spans:
        taken[start:end] = True
    for chars, inside in tagged:
        if not taken[chars[0] : chars[1]].any():
            spans[chars] = inside
    order = sorted(spans)
    if not order:
        return [], {}
    wordings = [mentions.Wording(*chars, document.text[chars[0] : chars[1]]) for chars in order]
    at = np.array([spans[chars] for chars in order])
    likely = scores.mean(at, "actor_type")
    types, share = scores.inventory.actor_types, mentions.softmax(likely)
    guesses = [types[k] for k in likely.argmax(1)]
    known = Mentions(document, [document.span(*chars) for chars in order], guesses, share[:, types.index("person")])
    link = mentions.links(scores, at, wordings, share)
    for i, j in _apart_in_events(frames, order, wordings):
        link[max(i, j), min(i, j)] = -np.inf
    link[known.unlike()] = -np.inf
    acting = {chars for frame in frames for role in ACTING for chars in frame.roles.get(role, ())}
    chains, why = known.take_up(mentions.chains(link), acting)
    guesses = [guesses[chain[0]] if len(chain) == 1 else types[int(likely[chain].mean(0).argmax())] for chain in chains]
    found, ids = resolve(
        document, [[known.spans[i] for i in chain] for chain in chains], guesses, {order[i]: said for i, said in why.items()}
    )
    return found, {order[i]: ids[c] for c, chain in enumerate(chains) for i in chain}


def _apart_in_events(frames: list[Frame], order: list[Chars], wordings: list[mentions.Wording]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that are not one actor: who does something, and whoever is named, not by a pronoun, in whom it is done to."""
    index = {chars: i for i, chars in enumerate(order)}
    for frame in frames:
        if frame.kind == "event":
            for start, end in frame.roles.get("recipients", ()):
                inside = range(bisect_left(order, (start, 0)), bisect_left(order, (end, 0)))
                named = [i for i in inside if order[i][1] <= end and not wordings[i].pronoun]
                for actor in frame.roles.get("actors", ()):
                    yield from ((index[actor], i) for i in named if index[actor] != i)

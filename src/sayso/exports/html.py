"""One page that needs nothing else: the article with its entries marked, and a card for each entry beside it.

The page holds its own style and script and asks the network for nothing; its Content-Security-Policy allows these two, by their hashes, and
nothing more. Without a script it is a plain page with working links. Every word of the article is escaped; hidden characters (control,
bidirectional) are shown as their names, with the character's code point in ``data-char``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from urllib.parse import quote

from sayso import wording
from sayso.kinds import KINDS
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Actor, Entry, Link, Span
from sayso.perpetrators import remarks
from sayso.standing import STANDINGS, standing

_LANES = 4  # lines under the words that are told apart where entries overlap; deeper ones have their letter and card only
_ORDER = [*wording.KIND_HEADINGS, *(k for k in KINDS if k not in wording.KIND_HEADINGS)]
_AGAINST = {"denies", "violates", "retracts"}
_CONTESTED = {"disputed", "retracted", "broken"}


def write(ledger: Ledger) -> str:
    """The whole page as one string of HTML."""
    return _Page(ledger).page()


def fragment(ledger: Ledger) -> str:
    """A few lines of HTML without script, for notebooks: the entries by kind, folded."""
    page = _Page(ledger)
    parts = [f"<p><b>{page.title}</b> · {wording.number(len(ledger))} · {_readings(ledger)}</p>"]
    for kind, entries in page.kinds():
        items = "".join(
            f"<li><code>{_h(e.id)}</code> {page.gist(e)}<br><small>{page.voices(e)} · {_h(wording.sureness(e))}"
            f" · {wording.percent(e.confidence)} · “{_h(wording.clip(wording.line(e.evidence.text), 280))}”</small></li>"
            for e in entries
        )
        parts.append(f"<details><summary>{_h(wording.heading(kind))} ({len(entries)})</summary><ul>{items}</ul></details>")
    return f"<div>{''.join(parts)}</div>"


def _h(text: str) -> str:
    """Words on one line, escaped, nothing hidden in them."""
    return escape(wording.line(text))


def _verbatim(text: str) -> str:
    """The article's words as they stand, escaped; a hidden character as a marked-up name."""
    return "".join(_shown(c) if c not in "\n\t" and wording.hidden(c) else escape(c, quote=False) for c in text)


def _shown(char: str) -> str:
    name = "" if char == "\r" else wording.name_of(char)
    return f'<span class="ctl" data-char="{ord(char):x}">{name}</span>'


def _href(entry_id: str) -> str:
    return f"#{quote(entry_id)}"


def _words_id(entry_id: str) -> str:
    return escape(f"words-{entry_id}")


def _readings(ledger: Ledger) -> str:
    counts: Counter[str] = Counter(map(wording.reading, ledger))
    return " · ".join(f"{counts[r]} {words}" for r, words in wording.READINGS.items() if counts[r])


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """The style sheet and what follows from the kinds there are: each one's colour, for cards and for each lane of lines."""
    rules = [_asset("html.css")]
    for kind in KINDS:
        rules.append(f".k-{kind} {{ --k: var(--{kind}, var(--ink)); }}\n")
        line = f"color-mix(in srgb, var(--{kind}, var(--ink)) 72%, var(--paper))"
        rules += [f".l{lane}-{kind} {{ --l{lane}: {line}; }}\n" for lane in range(_LANES)]
    return "".join(rules)


def _hash(code: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where paragraphs start and end: between blank lines, or, in a text without any, between line breaks."""
    gap = r"\n[ \t\r]*\n\s*" if re.search(r"\S[ \t\r]*\n[ \t\r]*\n\s*\S", text) else r"\n\s*"
    out, at = [], 0
    for found in re.finditer(gap, text):
        out.append((at, found.start()))
        at = found.end()
    return [(start, end) for start, end in [*out, (at, len(text.rstrip()))] if start < end]


def reflows(paragraph: str) -> bool:
    """Whether the line breaks inside a paragraph come from wrapping to a fixed width, so that they mean nothing."""
    lines = paragraph.split("\n")
    return len(lines) > 2 and all(50 <= len(line) <= 100 for line in lines[:-1])


def lanes(entries: Sequence[Entry]) -> dict[str, int]:
    """A lane for each entry so that no two whose evidence overlaps share one, the shortest nearest the words."""
    taken: list[list[tuple[int, int]]] = []  # each lane's spans in order; they do not overlap, so only neighbours need a look
    out = {}
    for entry in sorted(entries, key=lambda e: (e.evidence.end - e.evidence.start, e.evidence.start)):
        span = (entry.evidence.start, entry.evidence.end)
        lane = next((n for n, spans in enumerate(taken) if _fits(spans, span)), len(taken))
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], span)
        out[entry.id] = lane
    return out


def _fits(spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    at = bisect(spans, span)
    return (at == 0 or spans[at - 1][1] <= span[0]) and (at == len(spans) or span[1] <= spans[at][0])


class _Page:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.title = escape(wording.title(ledger.document))
        self.lane = lanes(ledger.entries)
        self.standing = standing(ledger)
        self.blame = remarks(ledger)
        self.sources = {e.id: self.source_keys(e) for e in ledger}
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in ledger.links:
            for end in dict.fromkeys((link.subject, link.object)):
                self.links[end].append(link)
        self.names = {
            wording.ARTICLE.key: "the article itself",
            "unnamed": "unnamed sources",
            "vague": "vague sources",
            "nobody": "nobody named",
        }
        for entry in ledger:
            for v in self.heard(entry):
                self.names.setdefault(v.key, wording.group_name(ledger, v))

    def page(self) -> str:
        document, style, script = self.ledger.document, _style(), _asset("html.js")
        day = document.published.isoformat() if document.published else None
        first, *facets = self.facets()
        return Template(_asset("html.html")).substitute(
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'",
            style=style,
            script=script,
            data=self.data(),
            title=self.title,
            byline=" · ".join(_h(x) for x in (document.publisher, day, wording.number(len(self.ledger))) if x),
            tiles=self.tiles(),
            kinds=self.legend(),
            summary=self.summary(),
            language=f' lang="{_h(document.language)}"' if document.language else "",
            text=self.text(),
            first_facet=first,
            facets="\n".join(facets),
            number=len(self.ledger),
            none=" hidden" if len(self.ledger) else "",
            sections="\n".join(self.section(kind, entries) for kind, entries in self.kinds()),
            document=_h(document.id),
            sha256=_h(document.sha256),
        )

    # What is at the top.

    def tiles(self) -> str:
        counts: Counter[str] = Counter(map(wording.reading, self.ledger))
        shown = [(r, counts[r], words) for r, words in wording.READINGS.items() if counts[r]]
        return "".join(f'<li><a href="#sayso-entries" data-put="{r}"><b>{number}</b>{_h(words)}</a></li>' for r, number, words in shown)

    def legend(self) -> str:
        return "".join(
            f'<li><a href="#sayso-kind-{kind}">{_glyph(kind)}{_h(wording.heading(kind))} <span class="muted">{len(entries)}</span></a></li>'
            for kind, entries in self.kinds()
        )

    def summary(self) -> str:
        folds = {
            "Who says so": self.source_list(),
            "Disputed or broken": [
                f"{self.reference(e.id)} <b>{self.standing[e.id]}</b>" for e in self.ledger if self.standing[e.id] in _CONTESTED
            ],
            "Set against each other": [self.link_line(link) for link in self.ledger.links if link.relation in _AGAINST],
            "Actors": [self.actor_line(actor) for actor in self.ledger.actors],
        }
        return "".join(
            f"<details><summary>{name} ({len(items)})</summary><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></details>"
            for name, items in folds.items()
            if items
        )

    def source_list(self) -> list[str]:
        return [f'{_h(self.names[key])} <span class="muted">{number}</span>' for key, number in self.source_counts()]

    def link_line(self, link: Link) -> str:
        return f"{self.reference(link.subject)} {_h(link.relation)} {self.reference(link.object)}"

    def actor_line(self, actor: Actor) -> str:
        known = " · ".join(_h(x) for x in (actor.type.replace("_", " "), actor.country, actor.sector) if x)
        also = ", ".join(f"“{_h(a.text)}”" for a in actor.aliases if a.text.casefold() != actor.name.casefold())
        return f'<b>{_h(actor.name)}</b> <span class="muted">{known}</span>{f" · also {also}" if also else ""}'

    # The article.

    def text(self) -> str:
        text = self.ledger.document.text
        segments = self.segments()
        out, at = [], 0
        for start, end in paragraphs(text):
            out.append(_verbatim(text[at:start]))
            kept = "" if reflows(text[start:end]) else ' class="lines"'
            out.append(f"<p{kept}>" + "".join(segments[i] for i in range(start, end) if i in segments) + "</p>")
            at = end
        return "".join(out) + _verbatim(text[at:])

    def segments(self) -> dict[int, str]:
        """The article's words in pieces at every edge of an entry's spans, by where each starts; no piece lies on two paragraphs."""
        text = self.ledger.document.text
        shown = paragraphs(text)
        edges = {edge for paragraph in shown for edge in paragraph}
        spans: list[tuple[Span, str | None]] = []
        for e in self.ledger:
            spans.append((e.evidence, e.id))
            spans += [(s, None) for s in (*([e.cue] if e.cue else []), *(m for role in e.roles for m in e.role(role)))]
        for span, _ in spans:
            edges |= {span.start, span.end}
        opening: dict[int, list[tuple[Span, str | None]]] = {}
        for item in spans:
            opening.setdefault(item[0].start, []).append(item)
        letters: dict[int, list[Entry]] = {}
        for e in self.ledger:
            end = (e.cue or e.evidence).end
            letters.setdefault(max((min(end, stop) for start, stop in shown if start < end), default=end), []).append(e)
        order = sorted(edges)
        live: list[tuple[Span, str | None]] = []
        out = {}
        for start, end in pairwise(order):
            live = [item for item in live if item[0].end > start] + opening.get(start, [])
            words = _verbatim(text[start:end])
            if live:
                on = [i for _, i in live if i is not None]
                words += "".join(map(self.letter, letters.get(end, [])))
                words = (
                    f'<span class="{self.classes(on, start, end)}" data-at="{start}-{end}" data-e="{escape(" ".join(on))}">{words}</span>'
                )
            out[start] = words
        return out

    def classes(self, ids: Iterable[str], start: int, end: int) -> str:
        found = [self.ledger[i] for i in ids]
        lines = [f"l{self.lane[e.id]}-{e.kind}" for e in found if self.lane[e.id] < _LANES]
        cue = next((e for e in found if e.cue and e.cue.start <= start and end <= e.cue.end), None)
        return " ".join(["s", *lines, *(["c", f"k-{cue.kind}"] if cue else [])])

    def letter(self, e: Entry) -> str:
        says = _h(f"{e.kind} {e.id}: {wording.clip(wording.line((e.cue or e.evidence).text), 60)}")
        return (
            f'<a class="g k-{e.kind}" id="{_words_id(e.id)}" href="{_href(e.id)}" aria-label="{says}" '
            f'data-entry="{escape(e.id)}" data-glyph="{wording.glyph(e.kind)}"></a>'
        )

    # The cards.

    def kinds(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        for kind in _ORDER:
            if entries := self.ledger.of(kind):
                yield kind, entries

    def section(self, kind: str, entries: Sequence[Entry]) -> str:
        cards = "\n".join(map(self.card, entries))
        head = f'<h2 id="sayso-kind-{kind}-name">{_glyph(kind)}{_h(wording.heading(kind))} <span class="muted">{len(entries)}</span></h2>'
        return f'<section class="kind" id="sayso-kind-{kind}" aria-labelledby="sayso-kind-{kind}-name">{head}\n{cards}\n</section>\n'

    def card(self, e: Entry) -> str:
        name = escape(e.id)
        tag = f' <span class="tag">{_h(wording.tag(e))}</span>' if wording.tag(e) else ""
        bar = f'<svg class="sure" aria-hidden="true"><rect width="{e.confidence:.1%}" height="100%"/></svg>'
        meta = [f"Says who: <b>{self.voices(e)}</b>", f"How surely: <b>{_h(wording.sureness(e))}</b>"]
        if hint := wording.how_insinuated(e):
            meta.append(f"Put as: <b>insinuated ({hint})</b>")
        meta.append(f"Standing: <b>{self.standing[e.id]}</b>")
        if blame := self.blame.get(e.id):
            meta.append(f"Perpetrator: <b>{_h(str(blame))}</b>")
        meta.append(f"Sure of the reading: {bar} {wording.percent(e.confidence)}")
        facts = "".join(f"<dt>{_h(k)}</dt><dd>{_h(v)}</dd>" for k, v in wording.details(self.ledger, e))
        links = "".join(self.card_link(e, link) for link in self.links[e.id])
        return "".join(
            (
                f'<article class="card k-{e.kind}" id="{name}" tabindex="-1" aria-labelledby="{name}-gist">',
                f'<h3>{_glyph(e.kind)}<span class="gist" id="{name}-gist">{self.gist(e)}{tag}</span>',
                f'<a class="id" href="{_href(e.id)}">{_h(e.id)}</a></h3>',
                f'<p class="meta">{"".join(f"<span>{m}</span>" for m in meta)}</p>',
                f'<blockquote><a href="#{quote(f"words-{e.id}")}">“{_h(e.evidence.text)}”</a></blockquote>',
                f"<dl>{facts}</dl>" if facts else "",
                f'<ul class="links">{links}</ul>' if links else "",
                "</article>",
            )
        )

    def card_link(self, e: Entry, link: Link) -> str:
        if e.id == link.subject:
            relation, other = link.relation, link.object
        else:
            relation, other = wording.PASSIVE.get(link.relation, f"{link.relation} of"), link.subject
        why = "".join(f" · {_h(reason)}" for reason in link.reasons)
        return f'<li><b>{_h(relation)}</b> {self.reference(other)} <span class="why">{wording.percent(link.score)}{why}</span></li>'

    def reference(self, entry_id: str) -> str:
        e = self.ledger[entry_id]
        return f'<a href="{_href(e.id)}">{_h(e.kind)} {_h(e.id)}</a> “{_h(wording.clip(wording.line(e.evidence.text), 90))}”'

    def gist(self, e: Entry) -> str:
        before, cue, after = (_h(part) for part in wording.gist(self.ledger, e))
        arrow = '<span class="arrow" aria-hidden="true">→</span> ' if before or cue else ""
        parts = [
            f"<span>{before}</span>" if before else "",
            f"<em>{cue}</em>" if cue else "",
            f'{arrow}<span class="to">{after}</span>' if after else "",
        ]
        negation = '<span class="not">not</span> ' if e.factuality.endswith("-") else ""
        return negation + (" ".join(p for p in parts if p) or _h(e.evidence.text))

    def voices(self, e: Entry) -> str:
        return " › ".join(_h(str(v)) for v in wording.voices(self.ledger, e))

    # The filters and what the script needs to know.

    def heard(self, e: Entry) -> tuple[wording.Voice, ...]:
        """Who vouches for an entry, and for a statement who makes it."""
        return (*wording.voices(self.ledger, e), *([wording.speaker(self.ledger, e)] if isinstance(e, Statement) else []))

    def source_keys(self, e: Entry) -> list[str]:
        heard = self.heard(e)
        marks = [mark for v in heard for mark in v.marks if mark in {"unnamed", "vague"}]
        return list(dict.fromkeys([*(v.key for v in heard), *marks]))

    def source_counts(self) -> list[tuple[str, int]]:
        counts = Counter(key for keys in self.sources.values() for key in keys)
        general = [wording.ARTICLE.key, "unnamed", "vague", "nobody"]
        return [(k, counts[k]) for k in general if counts[k]] + [(k, n) for k, n in counts.most_common() if k not in general]

    def facets(self) -> Iterator[str]:
        """What entries can be filtered by, the kind first; each choice with the number of its entries."""
        put: Counter[str] = Counter(map(wording.reading, self.ledger))
        surely: Counter[str] = Counter(e.factuality for e in self.ledger)
        yield _facet("kind", "Kind", [(k, f"{_glyph(k)}{_h(wording.heading(k))}", len(entries)) for k, entries in self.kinds()])
        yield _facet("put", "How it is put", [(r, _h(words), put[r]) for r, words in wording.READINGS.items() if put[r]])
        yield _facet("source", "Who says so", [(k, _h(self.names[k]), n) for k, n in self.source_counts()])
        yield _facet("factuality", "How surely", [(f, _h(words), surely[f]) for f, words in wording.FACTUALITY_WORDS.items() if surely[f]])
        stands: Counter[str] = Counter(self.standing.values())
        yield _facet("standing", "Standing", [(x, _h(x), stands[x]) for x in STANDINGS if stands[x]])

    def data(self) -> str:
        known = {
            e.id: {
                "kind": e.kind,
                "glyph": wording.glyph(e.kind),
                "put": wording.reading(e),
                "sources": self.sources[e.id],
                "factuality": e.factuality,
                "standing": self.standing[e.id],
                "confidence": e.confidence,
                "lane": self.lane[e.id],
                "at": [e.evidence.start, e.evidence.end],
                "cue": [e.cue.start, e.cue.end] if e.cue else None,
                "roles": [[role, m.start, m.end] for role in e.roles for m in sorted(e.role(role), key=lambda m: m.end - m.start)],
            }
            for e in self.ledger
        }
        return json.dumps(known).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _glyph(kind: str) -> str:
    return f'<span class="glyph k-{kind}" aria-hidden="true">{wording.glyph(kind)}</span>'


def _facet(name: str, legend: str, options: Iterable[tuple[str, str, int]]) -> str:
    boxes = "".join(
        f'<label class="chip"><input type="checkbox" name="{name}" value="{escape(value)}">{words}<output>{number}</output></label>'
        for value, words, number in options
    )
    return f'<fieldset><legend>{legend}</legend><div class="chips">{boxes}</div></fieldset>'

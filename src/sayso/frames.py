"""Frames: what the encoder proposes before exact code makes entries of it. Scores in, cues with roles, labels and parents out."""

from __future__ import annotations

import math
import re
from bisect import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sayso import hedges
from sayso.encoder import Scores
from sayso.inventory import distance
from sayso.mentions import softmax
from sayso.tokens import AND, LEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Chars = tuple[int, int]
_BUCKETS = np.array([distance(gap) for gap in range(-600, 601)])


@dataclass(slots=True, eq=False)
class Frame:
    """A cue with its roles. Spans are (start, end) in characters of the document's text.

    ``labels`` maps a label's name (``factuality``, ``author_factuality``, ``event_type``, ``mode``, ``tense``, ``act``,
    ``polarity``, ``effect``, ``relation`` ...) to what was chosen; ``weighed`` to all that was weighed, best first.
    ``tokens`` is the cue's token span; ``scores`` how surely each role is filled.
    """

    kind: str
    cue: Chars
    tokens: Chars
    sure: float  # how surely the encoder marks the cue's first token
    roles: dict[str, list[Chars]] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    counts: list[tuple[str, int, int]] = field(default_factory=list)  # (what, start, end)
    labels: dict[str, str] = field(default_factory=dict)
    weighed: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    confidence: float = 0.0  # the share of entries this sure that are right
    parent: Frame | None = None  # the statement this frame stands in
    inferred: bool = False  # a statement's speakers are borrowed from another


def runs(tags: NDArray[np.int64]) -> list[list[Chars]]:
    """The spans in each column of O (0), B (1), I (2) [n, columns]; an I without a B before it begins a span too."""
    out: list[list[Chars]] = [[] for _ in range(tags.shape[1])]
    column, row = np.nonzero(tags.T)
    begins = tags[row, column] == 1
    for c, i, begin in zip(column.tolist(), row.tolist(), begins.tolist(), strict=True):
        spans = out[c]
        if begin or not spans or spans[-1][1] != i:
            spans.append((i, i + 1))
        else:
            spans[-1] = (spans[-1][0], i + 1)
    return out


def sure(scores: NDArray[np.float32]) -> float:
    """How likely the first token of a span is not O, from its three scores."""
    o, b, i = scores.tolist()
    top = max(o, b, i)
    rest = math.exp(b - top) + math.exp(i - top)
    return rest / (rest + math.exp(o - top))


NEVER = -1e4
"""Added to what a span scores that ends where none does."""

Found = tuple[float, int, int]  # score, first token, the token after the last


class Spans:
    """The likeliest spans of several roles around several cues.

    ``begin`` and ``go_on`` [cues, roles, w] are each token's log odds of beginning a span and of going on with one. A span scores their
    sum: so a clause holds together over a token that alone would fall out of it, and the best span is found in one sweep (the maximum
    subarray).
    ``ends`` [cues, w] is 0 where a span may end and very low where none does.
    """

    def __init__(self, begin: NDArray[np.float32], go_on: NDArray[np.float32], ends: NDArray[np.float32]) -> None:
        self._begin = begin
        total = go_on.cumsum(-1)
        self._open = begin - total
        self._total = total + ends[:, None]
        gain = np.maximum.accumulate(self._open, -1) + self._total
        at, last = np.arange(begin.shape[-1]), gain.argmax(-1)[..., None]
        first = np.where(at <= last, self._open, -np.inf).argmax(-1)[..., None]
        self._best_of_all = gain.max(-1).tolist(), first[..., 0].tolist(), (last[..., 0] + 1).tolist()
        self._others = ((begin > 0) & ((at < first) | (at > last))).any(-1).tolist()

    def all(self, cue: int, role: int, least: float = 0.0) -> list[Found]:
        """The best span of a role, if it scores above ``least``, and what else begins likelier than not, in the order of the text."""
        most, first, end = (found[cue][role] for found in self._best_of_all)
        if most <= least:
            return []
        out = [(most, first, end)]
        if not self._others[cue][role]:
            return out
        begin = self._begin[cue, role]
        parts = [(0, first), (end, len(begin))]
        while parts:
            lo, hi = parts.pop()
            if hi > lo and begin[lo:hi].max() > 0:
                score, first, end = self._best(cue, role, lo, hi)
                if score > 0:
                    out.append((score, first, end))
                    parts += [(lo, first), (end, hi)]
        return sorted(out, key=lambda span: span[1])

    def _best(self, cue: int, role: int, lo: int, hi: int) -> Found:
        opened = self._open[cue, role, lo:hi]
        gain = np.maximum.accumulate(opened) + self._total[cue, role, lo:hi]
        last = int(gain.argmax())
        return float(gain[last]), lo + int(opened[: last + 1].argmax()), lo + last + 1


_DATELINE = re.compile(r"^(?!The\b)[A-Z][\w.,()/ ]{1,40}?\s?[-–—]+\s+(?=[\"“‘']?[A-Z])", re.MULTILINE)
"""What opens an article and belongs to no sentence: "KETH, Dunvary, May 11 (Atlas) - "."""

_BREAK = re.compile(
    r"""[.!?\n](?:(?<=\n)\s*\n|(?<!\n)(?<!\b[A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Lt).)(?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Maj|Sgt).)(?<!\bCapt.)"""
    r"""["”’)\]]*\s+(?=["“‘(\[]*[A-Z]))"""
)
"""Where a sentence ends and another begins. It begins with what few characters are, so that it is searched fast."""


class Decoder:
    """Reads the frames of one document from its scores."""

    def __init__(self, text: str, scores: Scores) -> None:
        self.text, self.scores, self.tokens, self.inventory = text, scores, scores.tokens, scores.inventory
        self._heads = scores.heads
        self._token = np.ascontiguousarray(scores.columns("token"))
        self._gate = np.ascontiguousarray(scores.columns("token_gate"))
        self._tags = scores.columns("tags").reshape(len(self.tokens), -1, 3)
        self._datelines = [match.span() for match in _DATELINE.finditer(text)]
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self._ends = np.where(np.isin(self.tokens.ids, LEADING), np.float32(NEVER), np.float32(0))

    def frames(self, kinds: Sequence[str] | None = None) -> list[Frame]:
        """All frames, in the order of their cues, each with roles, labels and the statement that it stands in.

        ``kinds``: which, if not those that a ledger is made of.
        """
        out: list[Frame] = []
        kinds = kinds or self.inventory.read
        columns = [self.inventory.kinds.index(kind) for kind in kinds]
        ready = self._tags[:, columns]
        ready[:, :, 1:] += np.array([self.inventory.bias.get(kind, 0.0) for kind in kinds], np.float32)[:, None]
        for k, spans in zip(columns, runs(ready.argmax(-1)), strict=True):
            if found := self._cues(k, spans):
                self._roles(k, found)
                out += found
        out.sort(key=lambda f: f.tokens)
        if out:
            self._parents(out)
            self._labels(out)
            self._borrow(out)
            self._share(out)
        return out

    def stretches(self, kinds: Sequence[str]) -> list[list[tuple[float, Chars]]]:
        """Of kinds whose cues are whole clauses: log odds and place of the best one, however unlikely, and of the likely ones."""
        tags = self._tags[:, [self.inventory.kinds.index(kind) for kind in kinds]]
        begin, go_on = ((tags[:, :, n] - tags[:, :, 0]).T for n in (1, 2))
        spans = Spans(begin[None], go_on[None] + np.float32(self.inventory.hold), self._ends[None])
        placed = [[(score, self._chars(a, b)) for score, a, b in spans.all(0, k, -np.inf)] for k in range(len(kinds))]
        return [[(score, chars) for score, chars in found if chars] for found in placed]

    def mentions(self) -> list[tuple[Chars, Chars]]:
        """Actor mentions as (characters, tokens)."""
        found = [(self._chars(*span), span) for span in runs(self._tags[:, -1:].argmax(-1))[0]]
        return [(chars, span) for chars, span in found if chars]

    def weigh(self, kind: str, label: str, spans: Sequence[Chars]) -> NDArray[np.float32]:
        """The share of each value of a label for given cues, as spans of tokens: [spans, values]."""
        return softmax(self._scored(label, self._state(spans, [kind] * len(spans))))

    def _state(self, cues: Sequence[Chars], kinds: Sequence[str]) -> NDArray[np.float32]:
        """What is known of cues of some kinds, as spans of tokens, before their labels are told: [cues, inventory.label]."""
        of = self._heads["kind_label"][[self.inventory.kinds.index(kind) for kind in kinds]]
        out: NDArray[np.float32] = np.maximum(self.scores.mean(np.array(cues), "label") + of, 0)
        return out

    def _scored(self, label: str, state: NDArray[np.float32]) -> NDArray[np.float32]:
        """The scores of a label's values, by :meth:`_state`."""
        out: NDArray[np.float32] = state @ self._heads[f"labels.{label}.weight"].T + self._heads[f"labels.{label}.bias"]
        return out

    def _cues(self, k: int, spans: list[Chars]) -> list[Frame]:
        out: list[Frame] = []
        for first, last in self._joined(spans):
            chars = self._chars(first, last)
            if not chars or (chars[1] - chars[0] == 1 and not self.text[chars[0]].isupper()):
                continue  # a scrap, such as the t of "don’t"; the A of an answer is none
            # two pieces of one word widen to the same word
            if not (out and chars[0] < out[-1].cue[1]):
                out.append(Frame(self.inventory.kinds[k], chars, (first, last), sure(self._tags[first, k])))
        return out

    def _joined(self, spans: list[Chars]) -> list[Chars]:
        """Spans of tokens, those that "and" ends taken together with the one behind: "shot and killed" is one cue."""
        out: list[Chars] = []
        for begin, end in spans:
            if out and out[-1][1] == begin and self.tokens.ids[begin - 1] == AND:
                begin = out.pop()[0]
            out.append((begin, end))
        return out

    def _dateline(self, at: int) -> int:
        """Where the dateline ends that an offset lies in; the offset itself where it lies in none."""
        return next((end for start, end in self._datelines if start <= at < end), at)

    def _chars(self, first: int, last: int) -> Chars | None:
        """Tokens to characters, whole words, without outer punctuation; None where nothing is left."""
        (start, end), text = self.tokens.chars(first, last), self.text
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        if start < (behind := self._dateline(start)) < end:
            start = behind
        while start < end and (text[start].isspace() or text[start] in ",;:.)]–—-"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:([–—-"):
            end -= 1
        if end - start > 1 and text[end - 1] == "." and not text[end - 2].isupper():
            end -= 1
        return (start, end) if start < end else None

    def _roles(self, k: int, frames: list[Frame]) -> None:
        h, s, kind = self._heads, self.scores, self.inventory.kinds[k]
        n, reach, roles = len(self.tokens), self.inventory.reach[kind], self.inventory.roles[kind]
        cues = np.array([f.tokens for f in frames])
        cue, gate = s.mean(cues, "cue") + h["kind"][k], s.mean(cues, "cue_gate")
        near = h["near"][_BUCKETS[600 - reach : 601 + reach]]
        columns = len(roles) + (kind == "event")
        weight, bias = h[f"roles.{k}.weight"], h[f"roles.{k}.bias"][:, None]
        odds, odds_bias = (
            np.concatenate([x[1 : 3 * columns : 3], x[2 : 3 * columns : 3]]) - np.tile(x[: 3 * columns : 3], (2, 1)) for x in (weight, bias)
        )
        across = np.ascontiguousarray(odds.T)
        odds_bias[columns:] += self.inventory.holds.get(kind, self.inventory.hold)
        # what is quoted runs over many sentences, and who is quoted may stand in the one before; all else fills its own sentence
        roams = "content" in roles
        dares = [self.inventory.daring, *(self.inventory.dares.get(f"{kind}.{role}", 0.0) for role in roles[1:])]
        begin = np.full((len(frames), columns, 2 * reach + 1), -np.inf, np.float32)
        go_on, ends = np.zeros_like(begin), np.full((len(frames), 2 * reach + 1), NEVER, np.float32)
        nothing = np.zeros_like(near)  # numpy takes the greater of two matrices several times as fast as of a matrix and a number

        def together(c: int, lo: int, hi: int) -> NDArray[np.float32]:
            """What a cue and each token of a stretch say together."""
            offset = reach - frames[c].tokens[0]
            out: NDArray[np.float32] = self._gate[lo:hi] * gate[c]
            out += self._token[lo:hi]
            out += near[lo + offset : hi + offset]
            out += cue[c]
            np.maximum(out, nothing[: hi - lo], out=out)
            return out

        # a cue at a time: its stretch of tokens stays in the cache
        for c, frame in enumerate(frames):
            offset = reach - frame.tokens[0]
            lo, hi = max(0, -offset), min(n, 2 * reach + 1 - offset)
            stretch = slice(lo + offset, hi + offset)
            scored = (together(c, lo, hi) @ across).T + odds_bias
            begin[c, :, stretch], go_on[c, :, stretch], ends[c, stretch] = scored[:columns], scored[columns:], self._ends[lo:hi]
        spans = Spans(begin, go_on, ends)
        for c, frame in enumerate(frames):
            start, sentence = frame.tokens[0] - reach, self._sentence(frame)
            for r, role in enumerate(roles):
                found: list[tuple[float, Chars]] = []
                for score, first, last in spans.all(c, r, -dares[r]):
                    chars = self._chars(start + first, start + last)
                    if not chars or not (roams or bisect(self._breaks, chars[0]) == sentence):
                        continue
                    if role == "time" and self._dateline(chars[0]) >= chars[1]:
                        continue
                    if not (found and chars[0] < found[-1][1][1]):
                        found.append((score, chars))
                if found:
                    frame.roles[role] = [chars for _, chars in found]
                    frame.scores[role] = 1 / (1 + math.exp(-max(score for score, _ in found)))
            if kind == "event":
                for _, first, last in spans.all(c, columns - 1):
                    chars = self._chars(start + first, start + last)
                    if chars and bisect(self._breaks, chars[0]) == sentence:
                        what = weight[3 * columns :] @ together(c, start + first, start + first + 1)[0] + bias[3 * columns :, 0]
                        frame.counts.append((self.inventory.counts[int(what.argmax())], *chars))

    def _labels(self, frames: list[Frame]) -> None:
        state = self._state([f.tokens for f in frames], [f.kind for f in frames])
        for name, values in self.inventory.values.items():
            members = [i for i, f in enumerate(frames) if name in self.inventory.labels[f.kind]]
            if not members:
                continue
            scored = self._scored(name, state[members])
            if name == "factuality":
                self._given(scored, [frames[i] for i in members])
                self._hedged(scored, [frames[i] for i in members])
            elif name == "mode":
                self._of_type(scored, [frames[i] for i in members])
            likely = softmax(scored)
            order = np.argsort(-likely, axis=1)[:, :4]
            best = np.take_along_axis(likely, order, 1)
            for i, which, share in zip(members, order.tolist(), best.tolist(), strict=True):
                frames[i].labels[name] = values[which[0]]
                frames[i].weighed[name] = [(values[j], x) for j, x in zip(which, share, strict=True)]

    def _of_type(self, scored: NDArray[np.float32], frames: list[Frame]) -> None:
        """A mode is one of its event type's (which is labelled first)."""
        values = self.inventory.values["mode"]
        others = {of: [i for i, value in enumerate(values) if value not in modes] for of, modes in self.inventory.modes.items() if modes}
        for row, frame in zip(scored, frames, strict=True):
            if no := others.get(frame.labels["event_type"]):
                row[no] = -1e4

    def _given(self, scored: NDArray[np.float32], frames: list[Frame]) -> None:
        """What a denial holds first is likely denied, a demand left open: the act of the statement weighs in (it is labelled first)."""
        seen: set[int] = set()
        for row, frame in zip(scored, frames, strict=True):
            if frame.parent:
                place = frame.parent.labels["act"] + "+" * (id(frame.parent) in seen)
                seen.add(id(frame.parent))
                if odds := self.inventory.given.get(place):
                    row += odds

    def _hedged(self, scored: NDArray[np.float32], frames: list[Frame]) -> None:
        """The words right before the cue of an event or a statement weigh in: "may", "failed to", "if"."""
        before = dict.fromkeys(hedges.KINDS, -1)
        for row, frame in zip(scored, frames, strict=True):
            if frame.kind in before:
                for name in hedges.features(self.text, frame.cue[0], before[frame.kind], frame.parent is not None):
                    if odds := self.inventory.hedges.get(name):
                        row += odds
                before[frame.kind] = frame.cue[0]

    def _parents(self, frames: list[Frame]) -> None:
        """The statement each frame stands in: what the learned link says and whether the content covers the cue; never in a circle."""
        h = self._heads
        statements = [f for f in frames if f.kind == "statement" and f.roles.get("content")]
        if not statements:
            return
        spans, stated = np.array([f.tokens for f in frames]), np.array([f.tokens for f in statements])
        gap = _BUCKETS[np.clip(spans[:, :1] - stated[None, :, 0], -600, 600) + 600]
        joined = self.scores.mean(spans, "stands")[:, None] + self.scores.mean(stated, "holds")[None] + h["stand_near"][gap]
        likely = (np.maximum(joined, 0) @ h["stand.weight"].T + h["stand.bias"])[..., 0]
        for i, frame in enumerate(frames):
            best, most = None, 0.0
            for j, statement in enumerate(statements):
                if statement is frame:
                    continue
                covering = [b - a for a, b in statement.roles["content"] if a <= frame.cue[0] and frame.cue[1] <= b]
                # of nested statements the innermost is the closest fit
                score = likely[i, j] + (4.0 - 0.002 * min(covering) if covering else -4.0)
                if score > most:
                    best, most = statement, score
            frame.parent = best
        for frame in frames:
            seen, up = {id(frame)}, frame.parent
            while up is not None:
                if id(up) in seen:
                    frame.parent = None
                    break
                seen.add(id(up))
                up = up.parent

    def _borrow(self, frames: list[Frame]) -> None:
        """A statement without speakers takes those of a statement close by, and is marked as inferred."""
        statements = [f for f in frames if f.kind == "statement"]
        spoken = [(f, span) for f in statements if (said := f.roles.get("speakers")) and (span := self.tokens.inside(*said[0]))]
        stops = self.tokens.stops
        for frame in statements:
            if frame.roles.get("speakers") or not frame.roles.get("content"):
                continue
            first, last = frame.tokens
            nearest, lender = self.inventory.borrow, None
            for other, (begin, end) in spoken:
                lo, hi = (end, first) if end <= first else (last, begin)
                gap = max(0, hi - lo) + 15 * int(stops[max(lo, hi)] - stops[lo])
                if gap < nearest:
                    nearest, lender = gap, other
            if lender:
                frame.roles["speakers"], frame.inferred = lender.roles["speakers"], True

    def _share(self, frames: list[Frame]) -> None:
        """A commitment without actors has those of one before it in its sentence: "the promises they made ... and the commitment to"."""
        before: Frame | None = None
        for frame in frames:
            if frame.kind != "commitment":
                continue
            if before and "actors" in before.roles and "actors" not in frame.roles and self._sentence(before) == self._sentence(frame):
                frame.roles["actors"] = before.roles["actors"]
            before = frame

    def _sentence(self, frame: Frame) -> int:
        return bisect(self._breaks, frame.cue[0])

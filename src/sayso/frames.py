"""Frames: what the encoder proposes before exact code makes entries of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Frame:
    """A cue with its roles. Spans are (start, end) in characters of the document's text.

    ``labels`` maps a label's name (``factuality``, ``author_factuality``, ``event_type``, ``mode``, ``tense``, ``act``,
    ``polarity``, ``effect``, ``relation`` ...) to what was chosen; ``weighed`` to all that was weighed, best first.
    """

    kind: str
    cue: tuple[int, int] | None
    evidence: tuple[int, int]
    roles: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    counts: list[tuple[str, int, int]] = field(default_factory=list)  # (what, start, end)
    labels: dict[str, str] = field(default_factory=dict)
    weighed: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    parent: Frame | None = None  # the statement this frame stands in
    inferred_source: bool = False
    confidence: float = 1.0

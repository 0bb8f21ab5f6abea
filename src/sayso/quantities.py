"""How many: number expressions and the inclusive whole-number bounds that their words commit to.

=========================================  ==============  ==================================================
words                                      bounds          rule
=========================================  ==============  ==================================================
1,800 · forty-seven · half a million       N, N            said exactly
at least N · no fewer than N · N or more   N, open
more than N · over N                       N + 1, open     counts are whole numbers
up to N · as many as N · no more than N    0, N            the words promise no lower bound
fewer than N · under N                     0, N - 1
about N · around N · some N · N or so      N -10%, +10%    rounded outwards, so never exact
nearly N · almost N · just under N         N -10%, N - 1   just over N: N + 1, +10%
two or three · 30 to 40 · between .. and   first, last
a couple                                   2, 3
a few · several · a handful                3, 9            more than a couple, and fewer than "a dozen" or "tens"
dozens · scores · tens                     24 · 40 · 20    to 99: the plural needs two, more would be "hundreds"
hundreds · thousands · millions ...        2 U, 10 U - 1   likewise, for the unit U; also "hundreds of thousands"
several hundred · a few thousand           3 U, 10 U - 1   but "a few dozen": 36, 99
many · multiple · a number of              2, open         the plural and no more
no · none · nobody                         0, 0
a soldier · another · one                  1, 1            the article counts; "a crowd" does not
twelve men, two women and a child          sums
=========================================  ==============  ==================================================

The three kinds of hedge (near, above, below) are those that readers were found to tell apart (Ferson et al. 2015, "Natural language of
uncertainty: numeric hedge words", Int. J. of Approximate Reasoning 57); they vary widely on the width, and ten per cent is our convention.
The intervals for vague plurals are ours too: the readings under which the writer chose that word and not the next one up. Conflict
event data instead code one conservative point (ACLED: 12 for "dozens", 100 for "hundreds"; "Fatalities" FAQ, 2024), which lies
below our low bound because it deliberately reads the plural as one unit.

Years, dates, clock times, ages, durations, percentages, money, distances, areas, weights, ordinals, fractions and numbers in names
("Resolution 2254") are not counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

Bounds = tuple[int, int | None]
"""Inclusive ``low`` and ``high``; ``high`` None where it is open."""


def _any(*words: str) -> str:
    """One of these words, each string a list of them separated by spaces."""
    return "(?:" + "|".join(" ".join(words).split()) + ")"


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {w: n for n, w in enumerate(_ONES + _TEENS, 1)} | {w: n for n, w in zip(range(20, 100, 10), _TENS, strict=True)}
_UNITS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = {"dozen": 12, "hundred": 100, **_UNITS, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
_PLURALS = {"tens": (20, 99), "dozens": (24, 99), "scores": (40, 99)} | {
    f"{w}s": (2 * u, 10 * u - 1) for w, u in _SCALES.items() if u >= 100
}

# The patterns are read with re.VERBOSE and re.IGNORECASE: spaces in them mean nothing.
_UNIT = _any(*_UNITS)
_SMALL = rf"(?:{_any(*_TENS)}(?:[-\s]?{_any(*_ONES)})?|{_any(*_TEENS)}|{_any(*_ONES)})"
_HUNDREDS = rf"(?:(?:{_SMALL}|a)[-\s]hundred(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
_ATOM = rf"""
(?<![\w.,:/$]) (?<![^\d\s][-–]) (?=[\dabdefhmnoqst]) (?:
    (?P<some> several | (?:quite\s)?a\sfew | a\shandful(?:\sof)? | a\s(?:couple|pair)(?:\sof)? ) (?:\s(?P<some_unit>dozen|hundred|{_UNIT}))?
  | (?:many\s)? (?P<plural> tens | dozens | (?:hundred|{_UNIT})s
      | scores(?=\s(?:of|more|were|have|killed|dead|wounded|injured)\b) | (?<!.)scores(?!.) )
      (?:\s(?:and|upon)\s(?:hundreds|thousands))? (?:\sof\s(?P<outer>(?:hundred|{_UNIT})s))?
  | (?P<figure> (?!0\d) (?:\d{{1,3}}(?:[,\ \u00a0\u2009\u202f]\d{{3}}){{1,4}}(?!\d)|\d{{1,15}}) (?:\.\d{{1,6}})? )
      (?: [-\s]?(?P<unit>dozen|hundred|{_UNIT}|bn|mn|[mk](?=\s[a-z]+s\b|\speople)) )?
  | (?P<spelled> half\sa\s(?:dozen|hundred|{_UNIT}) | (?:{_SMALL}|a)\sand\sa\shalf\s{_UNIT} | (?:{_SMALL}|a)\sdozen
      | (?:{_HUNDREDS}|a)[-\s]{_UNIT} (?:,?\s(?:and\s)?{_HUNDREDS}(?:[-\s]{_UNIT})?)* | {_HUNDREDS} )
) (?!\w|[.,]\d)
"""

# Hedges and tails by the kind of bound that they set.
_HEDGES = r"""
\b (?: (?P<floor> at\s(?:the\s(?:very\s)?)?least | (?:no|not)\s(?:fewer|less)\sthan | a\sminimum\sof )
     | (?P<ceiling> up\sto | as\s(?:many|much)\sas | at\s(?:the\s)?most | (?:no|not)\smore\sthan | a\smaximum\sof )
     | (?P<over> (?:just|slightly|a\slittle)\s(?:over|above|more\sthan) )
     | (?P<nearly> (?:very\s)?nearly | almost | close\sto | approaching
         | (?:just|slightly|a\slittle)\s(?:under|below|short\sof|(?:less|fewer)\sthan) )
     | (?P<above> (?:far\s|many\s|well\s)?(?:more\sthan|over|above|upwards?\sof|in\sexcess\sof|exceeding) )
     | (?P<below> (?:far\s|well\s)?(?:fewer\sthan|less\sthan|under|below) )
     | (?P<near> about | around | roughly | approx(?:imately|\.)? | some | circa | (?:an\s)?estimated(?:\sat)? | in\sthe\sregion\sof )
) \s $
"""
_TAILS = r"""
  (?P<floor> \+ | -plus\b | \sor\smore\b | \sand\scounting\b ) | (?P<ceiling> \sor\s(?:fewer|less)\b )
| (?P<near> \sor\sso\b ) | (?P<odd> [-\s]odd\b )
"""

# What makes a number something other than a count.
_MONTH = r"""(?-i: (?:January|February|March|April|May|June|July|August|September|October|November|December)\b
                 | (?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.? )"""
_TIME = _any("years? yrs? months? weeks? fortnights? days? nights? hours? hrs? minutes? seconds? decades? century centuries")
_MONEY = _any(
    "dollars? euros? cents? pounds? roubles? rubles? rupees? crowns? marks? florins? francs? pesos? ri[ay]als? dinars? dirhams?",
    "shekels? shillings? yuan yen won kroner kron[ao]r? lira naira rand reais baht hryvnia USD EUR GBP",
)
_MEASURE = _any(
    r"(?:square|cubic|nautical)\s\w+ [kcm]m²? (?:kilo)?met(?:er|re)s? miles? feet foot inch(?:es)? yards? acres? hectares?",
    "kg kilos? kilograms? grams? tonn?es? tons? lit(?:er|re)s? gallons? degrees? [kmg]w megawatts? knots?",
)
_AFTER = rf"""
    \s?[%‰°] | [-\s](?:per\s?cent|percent|percentage)\b | (?:\s\w+)?\s{_MONEY}\b | [-\s]?{_MEASURE}(?!\w)
  | [-\s](?:(?:working|business|calendar|consecutive|straight|more|full|long|short|whole)\s)?{_TIME}(?!\w)
  | \s?(?:[ap]\.?m\b|o['’]clock) | \stimes\s(?:as|more|the|higher|larger|greater)\b | \s?[-–—/:]\s?\d | \] | \s\d/\d
  | [-‑](?!odd\b|plus\b|strong\b)\w
  | \s(?:in|out\sof)\s(?:every\s)?{_any(*_ONES, "ten")}\b | [-\s](?:half|halves|third|quarter|fifth|tenth)s?\b
  | \s(?:(?:and|to|or)\s\d{{1,2}}\s|of\s)?{_MONTH}
"""
_NUMBERED = _any(
    "[Rr]esolution [Aa]rticle [Ss]ection [Cc]hapter [Pp]aragraph [Pp]age Annex Unit Route Highway Flight [Pp]hase Type Area Room",
    r"Protocol Act Rule Camp Channel Class [Ll]evel Order Decree Law Track Group\sof Brigade Battalion Nos?\. [Nn]umber Figure Table",
    "Day USD EUR GBP Rs",
)
_BEFORE = rf"""
(?: [$€£¥₿₹₽₴₪]\s? | \b(?-i:{_NUMBERED})\s | \b(?:aged?|mid|late|early)[-\s] | \d[-–—/:]\s?
  | \b{_any(*_ONES)}\s(?:in|out\sof)\s(?:every\s)? ) $
"""
_DAY_AFTER = rf"\b{_MONTH}\s$"
_YEAR_AFTER = r"\b(?:in|since|by|until|from|during|of|the|before|after|early|late|mid|to|and)[-\s]$"

# What counts without a number.
_NO = r"""
no[\s-]one\b | nobody\b | none\b | not\sa\ssingle\b | zero\b
| no (?= \s(?:[\w-]+\s){0,2}(?:casualt|fatalit|injur|death|victim|losses|arrest|survivor) )
"""
_COLLECTIVE = _any(
    "number lot group crowd mob series wave cache contingent string range quantity amount majority minority mass swarm barrage batch",
    "bunch band team squad gang flurry host array variety spate set stream column percentage portion part fraction proportion total",
    "record toll rate share level turnout half third quarter fifth sixth seventh eighth ninth tenth second little bit",
)
_DETERMINERS = rf"""
(?: ^(?P<least>at\sleast\s)? | (?<=and\s) | (?<=,\s) ) (?:
    (?P<one> another\b | one\b(?!\s(?:in|out\sof)\s) | once\b
      | an?\s (?! (?:[\w-]+\s){{0,3}}{_COLLECTIVE}(?:\sof\b|$) ) (?! (?:{_COLLECTIVE}|few|couple|pair|handful|dozen|hundred|{_UNIT})\b ) )
  | (?P<two> both\b | twice\b | twin\b | dual\b )
  | (?P<many> many\b | multiple\b | numerous\b | various\b | an?\s(?:\w+\s)?(?:series|string)\sof\b
      | a\s(?:(?:large|great|small|growing)\s)?number\sof\b )
)
"""
_AND = r"(?:,|,?\s(?:and|plus|as\swell\sas))\s"
_ELSEWHERE = r"\b(?:in|from|with|at|on|by|for|to|during|after|before|including|among|who|which|that)\b"
_OUTCOME = r"\b(?:killed|dead|deaths?|wounded|injured|injuries|missing|detained|arrested|captured)\b"
_PRONOUN = r"""
\b(?:the|this|that|each|every|any|which|some|no)\s(?P<after>one)\b
| \b(?P<one>one)(?:\s(?:another|day|hand|side|thing|way|should|must|can|could|would|may|might|is|has)\b|\W*$)
"""

_Value = tuple[Decimal, Decimal | None]


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    low: int
    high: int | None


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def _spelled(words: str) -> Decimal:
    """The value of a number in words: "forty-seven", "two hundred and six thousand", "half a million", "two and a half million"."""
    total = part = half = Decimal(0)
    for word in re.findall(rf"{_any(*_TENS)}|[a-z]+", words.lower()):
        if word == "half":
            half = Decimal("0.5")
        elif word == "a":
            part = part or Decimal(1 if half == 0 and part == 0 else 0)
        elif word in _UNITS:
            total, part, half = total + (part + half) * _UNITS[word], Decimal(0), Decimal(0)
        elif word in _SCALES:
            part, half = (part + half) * _SCALES[word], Decimal(0)
        else:
            part += _WORDS.get(word, 0)
    return total + part


def _scale(atom: re.Match[str]) -> int | None:
    """The scale that a number names last: a million for "three million", None for "three"."""
    last = atom["unit"] or atom["some_unit"] or re.split(r"[-\s]", atom["spelled"] or "")[-1]
    return _SCALES.get(last.lower())


def _value(atom: re.Match[str], borrowed: int = 1) -> tuple[Decimal, Decimal]:
    """What a number means by itself. ``borrowed`` is the scale of the number after it ("two to three million")."""
    if some := atom["some"]:
        low, high = (2, 2) if "pair" in some.lower() else (2, 3) if "couple" in some.lower() else (3, 9)
        scale = _scale(atom) or borrowed
        top = high * scale if high < 9 or scale == 1 else 99 if scale == 12 else 10 * scale - 1
        return Decimal(low * scale), Decimal(top)
    if plural := atom["plural"]:
        low, high = _PLURALS[plural.lower()]
        scale = _SCALES[atom["outer"].lower()[:-1]] if atom["outer"] else 1
        return Decimal(low * scale), Decimal((high + 1) * scale - 1)
    if figure := atom["figure"]:
        value = Decimal(re.sub(r"[^\d.]", "", figure)) * (_scale(atom) or borrowed)
    else:
        value = _spelled(atom["spelled"]) * borrowed
    return value, value


def _hedged(kind: str | None, low: Decimal, high: Decimal | None) -> _Value:
    """The bounds under a hedge or a tail; a tenth is the width of "about" and "nearly"."""
    tenth = Decimal("0.1")
    match kind:
        case "floor":
            return low, None
        case "above":
            return low + (low == high), None
        case "ceiling":
            return Decimal(0), high
        case "below":
            return Decimal(0), high and high - 1
        case "over":
            return low + 1, high and max(high + high * tenth, low + 1)
        case "nearly":
            return min(low - low * tenth, low - 1), high and high - 1
        case "odd":
            return low, high and high + 9
        case _:
            return low - low * tenth, high and high + high * tenth


def _year(atom: re.Match[str], text: str) -> bool:
    """Whether a bare four-digit number reads as a year: from 1900 to 2099, unless round and followed by what it counts ("2000 men")."""
    if not re.fullmatch(r"1[0-9]{3}|20\d\d", atom.group()):
        return False
    if _regex(_YEAR_AFTER).search(text, max(0, atom.start() - 10), atom.start()):
        return True
    return atom.group() >= "1900" and not (atom.group().endswith("00") and re.match(r"\s[a-z]", text[atom.end() : atom.end() + 2]))


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str], re.Match[str], _Value]]:
    """Numbers and ranges of two numbers: where they begin, the first number, the last, the bounds. Falling ranges are scores: left out."""
    atoms = iter(_regex(_ATOM).finditer(text, start, end))
    atom = next(atoms, None)
    while atom:
        first, begin, value = atom, atom.start(), _value(atom)
        atom = next(atoms, None)
        opener = re.search(r"\b(?:between|from)\s$", text[max(start, begin - 9) : begin], re.IGNORECASE)
        pattern = r"\s(?:to|or|or even|up to)\s|\s?[-–—]\s?" + (r"|\sand\s" if opener and opener.group()[0] in "bB" else "")
        joint = re.fullmatch(pattern, text[first.end() : atom.start()], re.IGNORECASE) if atom else None
        if not (atom and joint):
            yield begin, first, first, value
            continue
        last, atom = atom, next(atoms, None)
        high = _value(last)[1]
        low = value[0]
        if low < 1000 and not _scale(first) and (scaled := _value(first, _scale(last) or 1)[0]) < high:
            low = scaled
        if low < high and not (_year(first, text) and _year(last, text)):
            yield begin - len(opener.group() if opener else ""), first, last, (low, high)
        elif joint.group()[-1:].isspace() and not opener:  # "half a million or several hundred"
            yield begin, first, first, value
            yield last.start(), last, last, _value(last)


def _scan(text: str, start: int, end: int) -> Iterator[_Number]:
    """The counts between ``start`` and ``end``: numbers and ranges with their hedges, without what counts nothing."""
    for begin, first, last, bounds in _joined(text, start, end):
        stop = last.end()
        if _regex(_AFTER).match(text, stop) or _regex(_BEFORE).search(text, max(0, first.start() - 24), first.start()):
            continue
        if len(first.group()) < 3 and first["figure"] and _regex(_DAY_AFTER).search(text, max(0, first.start() - 12), first.start()):
            continue
        if tail := _regex(_TAILS).match(text, stop, end):
            stop, bounds = tail.end(), _hedged(tail.lastgroup, *bounds)
        while hedge := _regex(_HEDGES).search(text, max(start, begin - 24), begin):
            begin, bounds = hedge.start(), _hedged(hedge.lastgroup, *bounds)
        if first is last and (begin, stop) == first.span() and (_year(first, text) or bounds[0] != int(bounds[0])):
            continue
        low, high = bounds
        yield _Number(begin, stop, max(0, math.floor(low)), None if high is None else math.ceil(high))


def _determiners(words: str) -> Iterator[_Number]:
    """What articles and the like count at the beginning of the words and of their coordinated parts."""
    for found in _regex(_DETERMINERS).finditer(words):
        low = 1 if found["one"] else 2
        yield _Number(found.start(), found.end(), low, None if found["least"] or found["many"] else low)


def _determines(gap: str) -> bool:
    """Whether what stands between a determiner and a number makes them one ("another 20", "an additional 125")."""
    return not _regex(rf"{_AND}|{_ELSEWHERE}|\bof\b").search(gap)


def find(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The number expressions between ``start`` and ``end``, as (start, end) in code points, in order: the number with its hedges, without
    the noun that it counts ("more than 1,800", "dozens", "two or three", "No one").

    Only what numbers say: the article in "a soldier" is left to :func:`resolve`.
    """
    stop = len(text) if end is None else min(end, len(text))
    pronouns = {m.start(m.lastgroup or 0) for m in _regex(_PRONOUN).finditer(text, start, stop)}
    spans = [(n.start, n.end) for n in _scan(text, start, stop) if n.start not in pronouns]
    return sorted(spans + [m.span() for m in _regex(rf"\b(?:{_NO})").finditer(text, start, stop)])


def resolve(words: str) -> Bounds | None:
    """The bounds of a count by its words, with or without the noun ("at least nine people" is ``(9, None)``).

    A coordination is summed ("three soldiers and a guard" is ``(4, 4)``). None where the words count nothing ("the civilians",
    "25%", "a crowd", "11 years") or where it is unclear what belongs to the count ("officials and two guards").
    """
    words = words.strip()
    if _regex(rf"{_NO} | no\s(?!(?:longer|more|fewer|less|doubt)\b)").match(words):
        return 0, 0
    numbers = [*_scan(words, 0, len(words))]
    determiners = [d for d in _determiners(words) if not any(_determines(words[d.end : n.start]) for n in numbers if n.end > d.start)]
    counters = sorted([*numbers, *determiners], key=lambda n: n.start)
    if not counters or re.search(r"\band\s", words[: counters[0].start], re.IGNORECASE) or (not numbers and re.search(r"[$€£¥₿%]", words)):
        return None
    low, high = counters[0].low, counters[0].high
    for left, right in pairwise(counters):
        gap = words[left.end : right.start]
        if _regex(_ELSEWHERE).search(gap):
            break
        if not _regex(rf"{_AND}$").search(gap):
            if "," in gap:
                return None
            break
        if _regex(_OUTCOME).search(gap):
            return None
        low, high = low + right.low, None if high is None or right.high is None else high + right.high
    return low, high

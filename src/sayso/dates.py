"""When: time expressions, and the closed interval of days that their words denote.

*Absolute* words ("25 July 2022", "June 2014", "the 1990s", "2022-07-25") denote their interval by themselves. *Relative* words
("yesterday", "last week", "two days ago", "July 25") do so only where the publication date is given; without it they stay unresolved.
What hangs on something else in the text ("the previous day", "two days later"), a bare duration ("for two weeks") and vague words
("soon") are recognised, with their granularity, and never dated. A wrong guess is worse than None.

The conventions, which ``rule`` names in every reading:

* Weeks run from Monday to Sunday (ISO 8601). "last week", "last month", "last year" are the calendar unit before the one of publication.
* A weekday is the latest one up to and including the publication date (the convention of news in the past tense); with ``tense``
  "future", or after "by", "until" and "before" without a tense, the earliest one from it.
* A day or month without a year takes the year that puts it nearest to the publication date on the side that ``tense`` says. Without
  a tense it takes the nearest, unless that lies in the coming year: newspapers leave the year out within the current one (Associated
  Press style), so that "Feb. 3" in December may mean either. What would lie more than eleven months off stays unresolved.
* "early", "mid", "late" are the first, the middle and the second half of the unit; "the beginning" and "the end" its first and last
  quarter.
* Seasons are meteorological ones of the northern hemisphere (March to May is spring), winter named by the year in which it begins.
* "N days ago" is that day; with weeks, months, years it is the calendar unit that holds that day. "in the past N days" ends with the
  publication date, "in the next N days" and, as a promise is counted from its publication, "within N days" begin with it.
* "since", "after" and "from" leave the end open, "until", "by" and "before" the beginning; what the publication date closes is closed
  with it ("since 2012" ends with it, "by Friday" begins with it).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from sayso import quantities
from sayso.model import Document, Granularity, When

Tense = Literal["past", "future"]


class Reading(NamedTuple):
    """``first`` and ``last`` day, None where open or unresolved; the ``granularity`` of the words; the ``rule`` that read them."""

    first: dt.date | None
    last: dt.date | None
    granularity: Granularity
    rule: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beside the words."""

    published: dt.date | None
    tense: Tense | None
    deadline: bool = False  # the words stand behind "by", "until", "before", "from"
    joined: bool = False  # they are one end of a range
    depth: int = 0

    @property
    def side(self) -> Tense | None:
        """Where to look: what the tense says, or ahead for a deadline."""
        return self.tense or ("future" if self.deadline else None)

    def within(self, **changes: Any) -> _Known:
        return replace(self, depth=self.depth + 1, **changes)


_Rule = Callable[[re.Match[str], _Known], Reading | None]
_RULES: list[tuple[str, _Rule]] = []


def _rule(pattern: str) -> Callable[[_Rule], _Rule]:
    """Register what a pattern means. Patterns match the whole of the cleaned, lower-case words, in order of registration."""

    def register(function: _Rule) -> _Rule:
        _RULES.append((pattern, function))
        return function

    return register


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)


# --- calendar

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _add(day: dt.date, number: int, unit: str) -> dt.date | None:
    """The day ``number`` units later, at the end of shorter months; None beyond the calendar."""
    try:
        match unit:
            case "day" | "week" | "fortnight":
                return day + dt.timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
            case "month" | "quarter" | "year" | "decade":
                months = day.year * 12 + day.month - 1 + number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
                year, month = months // 12, months % 12 + 1
                return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        pass
    return None


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date] | None:
    """The interval of ``count`` months from that month on."""
    first = _date(year, month, 1)
    after = first and _add(first, count, "month")
    return (first, after - dt.timedelta(days=1)) if first and after else None


def _around(day: dt.date, unit: str) -> tuple[dt.date, dt.date] | None:
    """The calendar unit that holds the day."""
    match unit:
        case "day":
            return day, day
        case "week":
            monday = day - dt.timedelta(days=day.weekday()) if day.toordinal() > 7 else day
            sunday = _add(monday, 6, "day")
            return (monday, sunday) if sunday else None
        case "month":
            return _months(day.year, day.month, 1)
        case "quarter":
            return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return _months(day.year, 1, 12)
        case "decade":
            return _months(day.year // 10 * 10, 1, 120)
    return None


def _part(first: dt.date, last: dt.date, eighths: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """The part of an interval between two eighths of it: (0, 4) its first half."""
    days = (last - first).days + 1
    low, high = (days * e // 8 for e in eighths)
    return first + dt.timedelta(days=low), first + dt.timedelta(days=max(high - 1, low))


# --- the words that the patterns are made of

_M = rf"(?:{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_W = rf"(?:{'|'.join(_WEEKDAYS)})"
_S = rf"(?:{'|'.join(_SEASONS)})"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_U = r"(?:minute|hour|day|night|week|fortnight|month|quarter|year|decade)"
_PARTS_OF_DAY = r"(?:morning|afternoon|evening|night)"
_POINTS_OF_DAY = r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight)"
_ABOUT = r"(?:(?:at|about|around|approximately|shortly|just|before|after|by)\s)*"
_HOURS = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = (
    rf"(?:\d{{1,2}}[:.]\d\d(?:\s?[ap]m)?|\d{{1,2}}\s?[ap]m|{_HOURS}\so'clock"
    r"|[012]\d[0-5]\d\s?(?:hrs|hours|gmt|utc)|(?<=at\s)[012]\d[0-5]\d)"
    r"(?:\s(?:gmt|utc|local\stime|[a-z]{1,3}t))?"
)
_EARLY = {
    "early": (0, 4), "mid": (2, 6), "late": (4, 8), "middle": (2, 6), "beginning": (0, 2), "start": (0, 2), "end": (6, 8),
    "first half": (0, 4), "second half": (4, 8),
}  # fmt: skip


def _month(name: str) -> int:
    return next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))


def _number(words: str) -> int | None:
    """An exact number, or None for a vague or a missing one."""
    if words in ("a", "an", "one"):
        return 1
    bounds = quantities.resolve(words)
    return bounds[0] if bounds and bounds[0] == bounds[1] and bounds[0] <= 10_000 else None


def _amount(words: str) -> bool:
    """Whether the words are a number, exact or vague."""
    return words in ("a", "an", "each", "every") or quantities.resolve(words) is not None


def _granularity(unit: str) -> Granularity:
    unit = {"night": "day", "fortnight": "week"}.get(unit, unit)
    found: Granularity = next((g for g in get_args(Granularity) if g == unit), "span")
    return found


def _unresolved(unit: str, why: str) -> Reading:
    return Reading(None, None, _granularity(unit), why)


def _needs_date(unit: str) -> Reading:
    return _unresolved(unit, "relative to a publication date that is not known")


def _whole(interval: tuple[dt.date, dt.date] | None, unit: str, rule: str) -> Reading | None:
    return Reading(*interval, _granularity(unit), rule) if interval else None


def _yearless(make: Callable[[int], tuple[dt.date, dt.date] | None], unit: str, known: _Known, weekday: int | None = None) -> Reading:
    """The interval, of those that ``make`` gives for the years about the publication date, that the tense asks for."""
    published = known.published
    if not published:
        return _needs_date(unit)
    years = [i for y in (published.year - 1, published.year, published.year + 1) if 0 < y < 9999 and (i := make(y))]
    years = [i for i in years if weekday is None or i[0].weekday() == weekday]

    def away(interval: tuple[dt.date, dt.date]) -> int:
        return max((interval[0] - published).days, (published - interval[1]).days, 0)

    if known.tense == "past":
        years = [i for i in years if i[0] <= published][-1:]
    elif known.tense == "future":
        years = [i for i in years if i[1] >= published][:1]
    nearest = min(years, key=away, default=None)
    if nearest is None or away(nearest) > 335:
        return _unresolved(unit, "no year fits")
    if not known.tense and (nearest[1] < published if known.deadline else nearest[0].year > published.year):
        return _unresolved(unit, "the one before or the one after the publication date")
    side = {"past": "the latest one before", "future": "the next one after", None: "the nearest to"}[known.tense]
    return Reading(*nearest, _granularity(unit), f"without its year: {side} the publication date")


# --- bounds and ranges


@_rule(
    r"(?:(?P<how>from|between)\s)?(?!(?:ever\ssince|since|after|until|till|by|before)\b)"
    r"(?P<rest>.+(?:\s(?:to|until|till|through|and)\s|-).+)"
)
def _range(m: re.Match[str], known: _Known) -> Reading | None:
    """Two times joined; each lends the other the month or year that it lacks ("15-24 May 2016", "between June and November 2025")."""
    if known.joined:
        return None
    for joint in re.finditer(r"\s(?:to|until|till|through|and)\s|\s?-\s?", m["rest"]):
        left, right = m["rest"][: joint.start()], m["rest"][joint.end() :]
        left, right = _completed(left, right)
        a, b = _read(left, known.within(joined=True)), _read(right, known.within(joined=True))
        if (
            not a
            or not b
            or (joint.group().strip() == "-" and not (re.search(rf"{_Y}|{_M}|\d", left) and re.search(rf"{_Y}|{_M}|\d", right)))
        ):
            continue
        if not (a.first and a.last and b.first and b.last) or a.first > b.last:
            return _unresolved("span", f"{a.rule}; {b.rule}")
        if joint.group() == " and " and m["how"] != "between" and (b.first - a.last).days > 1:
            return _unresolved("span", "two times apart")
        return Reading(a.first, b.last, "span", f"from the first to the last: {b.rule}")
    return None


def _completed(left: str, right: str) -> tuple[str, str]:
    """Both ends of a range with the month and year that only one of them names."""
    if re.fullmatch(_Y, left) and re.fullmatch(r"\d\d", right):
        return left, left[:2] + right
    if re.fullmatch(_D, left) and (tail := re.fullmatch(rf"{_D}(?P<tail>\s(?:of\s)?{_M}.*)", right)):
        return left + tail["tail"], right
    if (head := re.fullmatch(rf"(?P<head>{_M}\s){_D}", left)) and re.fullmatch(rf"{_D}(?:\s{_Y})?", right):
        right = head["head"] + right
    year = re.search(rf"\s({_Y})$", right)
    if year and re.search(_M, left) and not re.search(_Y, left):
        ends = [re.search(_M, x) for x in (left, right)]
        wraps = ends[0] and ends[1] and _month(ends[0].group()) > _month(ends[1].group())
        left = f"{left} {int(year[1]) - (1 if wraps else 0)}"
    return left, right


@_rule(r"(?:ever\s)?(?P<how>since|after|following|from|starting|beginning|as\sfrom)\s(?:on\s|in\s)?(?P<rest>.+)")
def _from(m: re.Match[str], known: _Known) -> Reading | None:
    since, published = m["how"] == "since", known.published
    if m["how"] == "after" and re.match(rf"{_CLOCK}|{_POINTS_OF_DAY}", m["rest"]):
        return None
    if m["how"] != "after" and not since and not known.tense and re.match(_W, m["rest"]):
        return _unresolved("span", "the weekday before or after the publication date")
    rest = _read(m["rest"], known.within(tense="past") if since else known.within())
    if since and not rest and (dated := re.fullmatch(r".+\s(?:in|on|of)\s(?P<date>.+)", m["rest"])):
        rest = _read(dated["date"], known.within(tense="past"))  # "since Syria's civil war began in 2011"
    if not rest:
        return None
    if not rest.first or not rest.last:
        return rest._replace(first=None, last=None)
    first = rest.first if m["how"] not in ("after", "following") else _add(rest.last, 1, "day")
    last = published if first and published and published >= first and (since or known.tense == "past") else None
    return Reading(first, last, "span", f"from then on: {rest.rule}") if first else None


@_rule(r"(?P<how>by|(?:no|not)\slater\sthan|before|prior\sto|ahead\sof|until|till|through|up\sto|as\slate\sas)\s(?P<rest>.+)")
def _until(m: re.Match[str], known: _Known) -> Reading | None:
    how, published = m["how"], known.published
    if how == "before" and re.match(rf"{_CLOCK}|{_POINTS_OF_DAY}", m["rest"]):
        return None
    rest = _read(m["rest"], known.within(deadline=True))
    if not rest or not rest.last:
        return rest
    last: dt.date | None = rest.last
    if how in ("before", "prior to", "ahead of") and rest.first and not re.match(r"(?:the\s)?(?:end|late|middle|mid)\b", m["rest"]):
        last = _add(rest.first, -1, "day")
    ahead = published and last and last >= published and known.tense != "past" and how not in ("until", "till", "through", "up to")
    return Reading(published if ahead else None, last, "span", f"up to then: {rest.rule}")


# --- absolute and yearless dates


@_rule(rf"(?:the\s)?(?:(?P<w>{_W}|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\s)?(?:the\s)?"
       rf"(?:(?P<d>{_D})\s(?:of\s)?(?P<m>{_M})|(?P<m2>{_M})\s(?:the\s)?(?P<d2>{_D}))(?:\s(?P<y>{_Y}))?")  # fmt: skip
def _calendar_day(m: re.Match[str], known: _Known) -> Reading | None:
    month, day = _month(m["m"] or m["m2"]), int(re.sub(r"\D", "", m["d"] or m["d2"]))

    def on(year: int) -> tuple[dt.date, dt.date] | None:
        found = _date(year, month, day)
        return (found, found) if found else None

    if m["y"]:
        return _whole(on(int(m["y"])), "day", "a date")
    weekday = next((i for i, w in enumerate(_WEEKDAYS) if w.startswith(m["w"])), None) if m["w"] else None
    return _yearless(on, "day", known, weekday)


@_rule(rf"(?:the\s)?(?P<m>{_M})(?:\s(?:of\s)?(?:(?P<y>{_Y})|(?P<which>this|last|next)\syear))?")
def _calendar_month(m: re.Match[str], known: _Known) -> Reading | None:
    month = _month(m["m"])
    if m["y"]:
        return _whole(_months(int(m["y"]), month, 1), "month", "a month")
    if m["which"]:
        if not known.published:
            return _needs_date("month")
        year = known.published.year + {"last": -1, "this": 0, "next": 1}[m["which"]]
        return _whole(_months(year, month, 1), "month", f"{m['which']} year, from the publication date")
    if len(m["m"]) == 3 and m["m"] != "may":
        return None
    return _yearless(lambda year: _months(year, month, 1), "month", known)


@_rule(rf"(?P<which>last|next|this)\s(?P<m>{_M})")
def _which_month(m: re.Match[str], known: _Known) -> Reading | None:
    """ "last July" is the latest July that is over, "next July" the first one to begin; "this July" lies in the year of publication."""
    published, month = known.published, _month(m["m"])
    if not published:
        return _needs_date("month")
    months = [i for y in range(published.year - 1, published.year + 2) if 0 < y < 9999 and (i := _months(y, month, 1))]
    which = {
        "last": [i for i in months if i[1] < published][-1:],
        "next": [i for i in months if i[0] > published][:1],
        "this": [i for i in months if i[0].year == published.year],
    }[m["which"]]
    return _whole(which[0], "month", f"{m['which']} one, from the publication date") if which else None


@_rule(rf"(?:the\s)?(?:year\s)?(?P<y>{_Y})")
def _calendar_year(m: re.Match[str], known: _Known) -> Reading | None:
    return _whole(_months(int(m["y"]), 1, 12), "year", "a year")


@_rule(r"(?:the\s)?(?P<y>(?:1[5-9]|20)\d0)'?s")
def _calendar_decade(m: re.Match[str], known: _Known) -> Reading | None:
    return _whole(_months(int(m["y"]), 1, 120), "decade", "a decade")


@_rule(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d\d)(?P=s)(?P<d>\d\d)")
def _iso(m: re.Match[str], known: _Known) -> Reading | None:
    day = _date(int(m["y"]), int(m["m"]), int(m["d"]))
    return _whole((day, day), "day", "an ISO date") if day else None


@_rule(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})")
def _numeric(m: re.Match[str], known: _Known) -> Reading | None:
    """Day and month in figures: with dots the day comes first; otherwise only where one of the two cannot be a month."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    orders = {(year, b, a)} if m["s"] == "." else {(year, b, a), (year, a, b)}
    days = {day for o in orders if (day := _date(*o))}
    if len(days) != 1:
        return _unresolved("day", "day or month first") if days else None
    day = days.pop()
    return Reading(day, day, "day", "a date in figures")


@_rule(rf"(?:the\s)?(?:(?P<n>first|second|third|fourth|last)\squarter(?:\sof)?|q(?P<q>[1-4]))\s(?P<y>{_Y})")
def _calendar_quarter(m: re.Match[str], known: _Known) -> Reading | None:
    number = int(m["q"]) if m["q"] else {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[m["n"]]
    return _whole(_months(int(m["y"]), number * 3 - 2, 3), "quarter", "a quarter")


@_rule(rf"(?:(?P<which>this|last|next|the)\s)?(?P<s>{_S})(?:\s(?:of\s)?(?P<y>{_Y}))?")
def _season(m: re.Match[str], known: _Known) -> Reading | None:
    month = _SEASONS[m["s"]]
    if m["y"]:
        return _whole(_months(int(m["y"]), month, 3), "season", "a northern season")
    published = known.published
    if not published:
        return _needs_date("season")
    seasons = [s for y in range(published.year - 2, published.year + 2) if 0 < y < 9999 and (s := _months(y, month, 3))]
    if m["which"] == "last":
        return _whole(next((s for s in reversed(seasons) if s[1] < published), None), "season", "the northern season that ended last")
    if m["which"] == "next":
        return _whole(next((s for s in seasons if s[0] > published), None), "season", "the northern season that begins next")
    return _yearless(lambda year: _months(year, month, 3), "season", known)


@_rule(r"the\s(?P<d>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))")
def _day_of_month(m: re.Match[str], known: _Known) -> Reading | None:
    """ "the 12th": the latest or the next one; without a tense there is no telling which."""
    published = known.published
    if not published:
        return _needs_date("day")
    if not known.side:
        return _unresolved("day", "this month's or another")
    number = int(m["d"][:-2])
    months = [_add(published.replace(day=1), k, "month") for k in (-2, -1, 0, 1, 2)]
    days = [day for start in months if start and (day := _date(start.year, start.month, number))]
    if known.side == "past":
        day = next((d for d in reversed(days) if d <= published), None)
    else:
        day = next((d for d in days if d >= published), None)
    return Reading(day, day, "day", "the one nearest to the publication date on the side of the tense") if day else None


# --- days relative to the publication date


@_rule(
    r"(?P<d>today|yesterday|tomorrow|tonight|overnight|last\snight|this\s(?:morning|afternoon|evening)|(?:earlier|later)\stoday"
    r"|the\sday\s(?:before\syesterday|after\stomorrow))"
)
def _day_word(m: re.Match[str], known: _Known) -> Reading | None:
    words = m["d"]
    if not known.published:
        return _needs_date("day")
    if words in ("overnight", "last night"):
        eve = _add(known.published, -1, "day")
        return Reading(eve, known.published, "day", "the night before the publication date") if eve else None
    offset = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(words, 0)
    day = _add(known.published, offset, "day")
    return Reading(day, day, "day", "counted from the publication date") if day else None


@_rule(rf"(?:(?P<which>last|this|next|this\spast|this\scoming)\s)?(?P<w>{_W})(?:\s(?:of\s)?(?P<week>last|this|next)\sweek)?")
def _weekday(m: re.Match[str], known: _Known) -> Reading | None:
    published = known.published
    if not published:
        return _needs_date("day")
    number = _WEEKDAYS.index(m["w"])
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    which, week = m["which"], m["week"]
    if week or (which == "this" and not known.side):
        offset = number - published.weekday() + {"last": -7, "next": 7}.get(week or "", 0)
        rule = "that day of the ISO week"
    elif which == "next":
        offset, rule = ahead or 7, "the first one after the publication date"
    elif which == "this coming" or (which in (None, "this") and known.side == "future"):
        offset, rule = ahead, "the earliest one from the publication date on"
    elif which == "last":
        offset, rule = -(back or 7), "the latest one before the publication date"
    else:
        offset, rule = -back, "the latest one up to and including the publication date"
    day = _add(published, offset, "day")
    return Reading(day, day, "day", rule) if day else None


@_rule(r"(?P<which>last|this|next|the|this\spast|this\scoming)\sweekend")
def _weekend(m: re.Match[str], known: _Known) -> Reading | None:
    published = known.published
    if not published:
        return _needs_date("span")
    week = _around(published, "week")
    if not week:
        return None
    saturday = week[0] + dt.timedelta(days=5)
    which = m["which"]
    began = saturday <= published
    if which == "this" and not known.side:
        offset = 0
    elif which in ("next", "this coming") or (which in ("the", "this") and known.side == "future"):
        offset = 7 if began and which == "next" else 0
    else:
        offset = 0 if began and which != "last" else -7
    first = _add(saturday, offset, "day")
    last = first and _add(first, 1, "day")
    return Reading(first, last, "span", "the Saturday and Sunday on that side of the publication date") if first and last else None


# --- units relative to the publication date


@_rule(r"(?:(?P<part>earlier|later)\s)?(?P<which>this|last|next)\s(?P<u>week|month|quarter|year|decade)(?:\salone)?")
def _this_unit(m: re.Match[str], known: _Known) -> Reading | None:
    published, unit = known.published, m["u"]
    if not published:
        return _needs_date(unit)
    day = _add(published, {"last": -1, "this": 0, "next": 1}[m["which"]], unit)
    interval = _around(day, unit) if day else None
    if not interval:
        return None
    if m["part"] and m["which"] == "this":
        cut = (interval[0], published) if m["part"] == "earlier" else (published, interval[1])
        return Reading(*cut, "span", f"the part of the {unit} of publication {'before' if m['part'] == 'earlier' else 'after'} it")
    rule = {"last": "before the one", "this": "", "next": "after the one"}[m["which"]]
    return Reading(*interval, _granularity(unit), f"the {unit} {rule} of publication".replace("  ", " "))


_HEDGE = r"only|just|about|around|some|almost|nearly|more\sthan|over|at\sleast"


def _days(number: int, unit: str) -> tuple[int, str]:
    """Hours and minutes as the days that they begin."""
    per_day = {"hour": 24, "minute": 1440}.get(unit)
    return (-(-number // per_day), "day") if per_day else (number, {"night": "day"}.get(unit, unit))


@_rule(rf"(?:(?P<hedge>{_HEDGE})\s)?(?:(?P<n>.+?)[\s-])?(?P<u>{_U})s?\s(?P<way>ago|from\snow)")
def _ago(m: re.Match[str], known: _Known) -> Reading | None:
    published, unit, hedge = known.published, m["u"], m["hedge"]
    if m["n"] and not _amount(m["n"]):
        return None
    if not published:
        return _needs_date(unit)
    sign, side = (-1, "before") if m["way"] == "ago" else (1, "after")

    def beyond(day: dt.date, rule: str) -> Reading:
        return Reading(None, day, "span", rule) if sign < 0 else Reading(day, None, "span", rule)

    number = _number(m["n"]) if m["n"] else None
    if number is None or hedge in ("about", "around", "some"):
        return beyond(published, f"a vague time {side} the publication date")
    number, counted = _days(number, unit)
    day = _add(published, sign * number, counted)
    if not day:
        return None
    if hedge in ("more than", "over", "at least"):
        return beyond(day, f"longer than said {side} the publication date")
    near = _add(published, sign * (number - 1), counted) if hedge in ("almost", "nearly") else published
    if near and (hedge in ("almost", "nearly") or unit in ("hour", "minute")):
        rule = f"within the time said {side} the publication date"
        return Reading(min(day, near), max(day, near), "span" if hedge in ("almost", "nearly") else _granularity(unit), rule)
    counted = {"fortnight": "week"}.get(counted, counted)
    return _whole(_around(day, counted), counted, f"the {counted} so long {side} the publication date")


@_rule(
    r"(?:(?P<over>in|over|during|for|within|throughout)\s)?(?:all\sof\s)?(?:the|these|those)\s(?P<way>past|last|next|coming)\s"
    rf"(?:(?P<n>.+?)[\s-])??(?P<u>{_U})(?P<s>s?)"
)
def _stretch(m: re.Match[str], known: _Known) -> Reading | None:
    """ "in the past 11 months", "over the next two years", "the coming weeks"."""
    published, back = known.published, m["way"] in ("past", "last")
    if m["way"] in ("last", "next") and not m["over"] and not m["n"]:
        return None  # "the next day", "the last year": of what is told
    if m["n"] and not _amount(m["n"]) and not re.fullmatch(r"(?:\w+\s)?(?:few|couple(?:\sof)?|difficult|\w+-plus)", m["n"]):
        return None
    if not published:
        return _needs_date("span")
    number = _number(m["n"]) if m["n"] else None if m["s"] else 1
    far = None
    if number is not None:
        number, unit = _days(number, m["u"])
        far = _add(published, -number if back else number, unit)
    return (
        Reading(far, published, "span", "up to the publication date")
        if back
        else Reading(published, far, "span", "from the publication date on")
    )


@_rule(rf"(?:in\s)?recent\s(?:{_U})s|recently|recent|lately|so\sfar|to\sdate|(?:up\s)?(?:un)?till?\snow|up\sto\snow")
def _recent(m: re.Match[str], known: _Known) -> Reading | None:
    return Reading(None, known.published, "span", "a vague time up to the publication date")


@_rule(
    rf"(?P<in>within|in|inside)\s(?:the\s)?(?:(?P<n>(?!previous|following|first|final|same).+?)[\s-])??(?:(?P<working>working|business)\s)?"
    rf"(?P<u>{_U})s?(?P<time>'?\stime)?"
)
def _within(m: re.Match[str], known: _Known) -> Reading | None:
    """ "within sixty days" counts from the publication, unless it is told as past; "in two weeks" only where it is told as future."""
    published, inside = known.published, m["in"] != "in"
    if (not m["n"] and not inside) or (m["n"] and not _amount(m["n"])):
        return None
    if known.side == "past" or not (inside or m["time"] or known.side == "future"):
        return _unresolved("span", "how long it took, or a time from now")
    if not published:
        return _needs_date("span")
    number = _number(m["n"]) if m["n"] else None
    if number is None or m["working"]:
        return Reading(published, None, "span", "from the publication date on")
    number, unit = _days(number, m["u"])
    last = _add(published, number, unit)
    if not last:
        return None
    if inside:
        return Reading(published, last, "span", "a term counted from the publication date")
    unit = {"fortnight": "week"}.get(unit, unit)
    return _whole(_around(last, unit), unit, f"the {unit} so long after the publication date")


# --- parts of units and of days


@_rule(
    r"(?:the\s)?(?:very\s)?(?P<part>early|mid|late|beginning|start|end|middle|first\shalf|second\shalf)(?:\sof|\son|\sin)?[\s-](?P<rest>.+)"
)
def _part_of(m: re.Match[str], known: _Known) -> Reading | None:
    rest = _read(re.sub(r"^the\s(?=(?:week|month|quarter|year|decade)$)", "this ", m["rest"]), known.within())
    if not rest or not rest.first or not rest.last or rest.granularity == "day":
        return rest
    first, last = _part(rest.first, rest.last, _EARLY[m["part"]])
    return Reading(first, last, "span", f"{m['part']}: part of {rest.rule}")


@_rule(r"(?:earlier|later)\s(?:in|on)\s(?P<rest>.+)")
def _earlier_in(m: re.Match[str], known: _Known) -> Reading | None:
    return _read(m["rest"], known.within())


@_rule(rf"{_ABOUT}(?P<c>{_CLOCK}|{_POINTS_OF_DAY})(?:\s(?:on|of))?\s(?P<rest>.+)|(?P<rest2>.+?)\s{_ABOUT}(?P<c2>{_CLOCK})")
def _clock_on_day(m: re.Match[str], known: _Known) -> Reading | None:
    day = _read(m["rest"] or m["rest2"], known.within())
    if not day or day.granularity != "day":
        return None
    return day._replace(granularity="minute" if re.search(r"\d[:.]\d|\d{4}", m["c"] or m["c2"]) else "hour")


@_rule(
    rf"{_ABOUT}(?P<c>{_CLOCK}|{_POINTS_OF_DAY})"
    rf"|(?:in|during|at|by)?\s?(?:the\s)?(?:early\s)?(?:{_PARTS_OF_DAY}|hours\sof\sthe\s{_PARTS_OF_DAY})"
)
def _clock(m: re.Match[str], known: _Known) -> Reading | None:
    return _unresolved("minute" if re.search(r"\d[:.]\d|\d{4}", m[0]) else "hour", "a time of an unnamed day")


@_rule(rf"(?:the\s)?(?:early\shours|small\shours|{_PARTS_OF_DAY})\s(?:of|on)\s(?P<rest>.+)|(?P<rest2>.+)\s{_PARTS_OF_DAY}")
def _part_of_day(m: re.Match[str], known: _Known) -> Reading | None:
    day = _read(m["rest"] or m["rest2"], known.within())
    return day if day and day.granularity == "day" else None


# --- what hangs on something else


@_rule(
    r"(?:the|that|those|these)\s(?:(?:same|very|previous|following|next|preceding|other)\s){0,2}(?:.+\s)??"
    rf"(?P<u>{_U}|weekend|moment|time|{_PARTS_OF_DAY}|{_S}|{_W})s?|then|since\sthen|(?:later|earlier)(?:\sin\sthe\sday|\s(?:that|the\ssame)\s\w+)?"
)
def _elsewhere(m: re.Match[str], known: _Known) -> Reading | None:
    return _unresolved(m["u"] or "span", "hangs on another time in the text")


@_rule(rf"(?:only\s|just\s)?(?:(?P<n>.+?)[\s-])?(?P<u>{_U})s?\s(?:later|earlier|before|after|afterwards?|previously|on)(?:\s.+)?")
def _offset(m: re.Match[str], known: _Known) -> Reading | None:
    return _unresolved(m["u"], "hangs on another time in the text") if not m["n"] or _amount(m["n"]) else None


@_rule(
    r"now|for\snow|currently|at\spresent|nowadays|these\sdays|soon|shortly|previously|formerly|eventually|once|always|sooner\sor\slater|indefinitely"
    r"|at\sany\stime|in\s(?:the\s)?(?:near\s)?future|in\sthe\spast|as\ssoon\sas\spossible"
)
def _vague(m: re.Match[str], known: _Known) -> Reading | None:
    return _unresolved("span", "vague")


@_rule(
    rf"for\s(?:{_U}s|long)"
    r"|(?:for\s|over\s|in\s)?(?:a\s)?(?:(?:about|around|nearly|almost|some|more\sthan|over|at\sleast|less\sthan|up\sto)\s)*"
    rf"(?P<n>.+?)[\s-](?:(?:long|consecutive|straight|full|whole|more)\s)*{_U}s?(?:-long|\speriod)?"
)
def _duration(m: re.Match[str], known: _Known) -> Reading | None:
    return _unresolved("span", "a length of time") if not m["n"] or _amount(m["n"]) else None


# --- the way in

_FILLER = r"(?:on|in|at|during|over|throughout|for|as\sof|as\s(?:recently|early)\sas|effective|back\sin|just|only|the)\s"
_LONGEST = 120  # no time expression is longer; keeps hostile input cheap


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], _Rule], ...]:
    return tuple((_regex(pattern), rule) for pattern, rule in _RULES)


def _read(words: str, known: _Known) -> Reading | None:
    if known.depth > 6:
        return None
    for pattern, rule in _compiled():
        if (m := pattern.fullmatch(words)) and (reading := rule(m, known)):
            return reading
    filler = _regex(_FILLER).match(words)
    return _read(words[filler.end() :], known.within()) if filler else None


def _clean(words: str) -> str:
    text = words.replace("’", "'").translate(dict.fromkeys(map(ord, "‐‑‒–—"), "-")).lower()
    text = re.sub(r"\b([ap])\.m\b\.?", r"\1m", text)
    text = re.sub(r"(?<=[a-z])\.(?=\s|$)|[,;\"“”()]", " ", text)
    return " ".join(text.split()).strip(" .:'-")


def resolve(words: str, published: dt.date | None = None, *, tense: Tense | None = None) -> Reading | None:
    """The days that a time expression denotes, by the conventions of this module; None where the words are no time that it knows.

    ``tense`` is that of what happens then; it decides between the Monday past and the Monday to come. Ends are None where they are open
    or cannot be told: always so for relative words without ``published``.
    """
    if len(words) > _LONGEST or re.search(r"\b(?:may|march|august)\b", words):  # the verb, the adjective: months are capitalised
        return None
    return _read(_clean(words), _Known(published, tense))


def when(document: Document, span: tuple[int, int], *, tense: Tense | None = None) -> When:
    """The time that a stretch of the document names, its words always kept. ValueError where the span holds no words."""
    words = document.span(*span)
    first, last, granularity, rule = resolve(words.text, document.published, tense=tense) or (None, None, None, None)
    return When(words.start, words.end, words.text, first, last, granularity, rule)


# --- finding

_MONTH = "(?:" + "|".join(m.capitalize() for m in _MONTHS) + ")"
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_WEEKDAY = "(?:" + "|".join(w.capitalize() for w in _WEEKDAYS) + ")"
_AMOUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|several|(?:a|the)\sfew|few|a\scouple\sof|a\shundred)"
)
_COUNTED = (
    r"(?!\s(?:people|men|women|children|soldiers|civilians|troops|fighters|militants|prisoners|families|houses|cases|dead|tons|km)\b)"
)


def _after(*words: str) -> str:
    """A look-behind for one of these words."""
    return "(?:" + "|".join(f"(?<=\\b[{w[0].upper()}{w[0]}]{w[1:]}[ -])" for w in words) + ")"


_OPENER = _after(
    *("in", "since", "until", "till", "by", "before", "after", "from", "between", "through", "to", "of", "and"),
    *("last", "next", "this", "early", "mid", "late", "during"),
)
_MAY_OPENER = _after("in", "since", "until", "last", "next", "early", "mid", "late")  # "signed by May", "May told"
_CALENDAR = rf"""
(?:(?:{_WEEKDAY}|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.?,?\s(?:the\s)?)?
(?: \d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}|\s(?:and|to)\s\d{{1,2}})?\s(?:of\s)?(?:{_MONTH}|{_SHORT_MONTH})(?:,?\s{_Y}(?!\d))?
  | (?:{_MONTH}|{_SHORT_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?(?![\d,.]\d|\d)(?:\s?[-–]\s?\d{{1,2}}(?!\d))?(?:,?\s{_Y}(?!\d))? )
| (?:{_MONTH}|{_SHORT_MONTH}),?\s(?:of\s)?{_Y}(?!\d) | {_MONTH}\s(?:of\s)?(?:this|last|next)\syear
| {_OPENER}(?!May\b){_MONTH}\b | {_MAY_OPENER}May\b(?!\s[a-z]+ed\b|\ssaid\b|\stold\b)
| \d{{4}}-\d\d-\d\d(?!\d) | (?:the\s)?(?:1[5-9]|20)\d0s\b | (?:first|second|third|fourth)\squarter\sof\s{_Y}
| {_OPENER}{_Y}(?:[-–]\d\d(?:\d\d)?)?(?![\d,.]\d|\d|[-–]){_COUNTED}
| (?:(?:the|last|next|this)\s)?(?:spring|summer|autumn|winter)(?:\sof|,)?\s{_Y}
| (?:[Ll]ast|[Nn]ext|[Tt]his)\s(?:spring|summer|autumn|winter)\b
"""
_RELATIVE = rf"""
[Tt]he\sday\s(?:before\syesterday|after\stomorrow) | (?:(?:[Ee]arlier|[Ll]ater)\s)?[Tt]oday\b
| [Yy]esterday | [Tt]omorrow | [Tt]onight | [Oo]vernight
| [Tt]his\s(?:morning|afternoon|evening) | [Ll]ast\snight
| (?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s)?{_WEEKDAY}(?:\s(?:last|this|next)\sweek)?\b
| (?:[Ll]ast|[Nn]ext|[Tt]his|(?:[Oo]ver|[Aa]t|[Ss]ince)\sthe)\sweekend
| (?:(?:[Ee]arlier|[Ll]ater)\s)?(?:[Tt]his|[Ll]ast|[Nn]ext)\s(?:week|month|quarter|year|decade)\b
| (?:(?:[Aa]lmost|[Nn]early|[Mm]ore\sthan|[Aa]bout)\s)?(?i:{_AMOUNT})[\s-](?:{_U})s?\s(?:ago|later|earlier|from\snow)\b
| (?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)\sthe\s(?:past|last|next|coming)\s(?:{_AMOUNT}\s)?(?:{_U})s?\b
| (?:[Tt]he|[Ii]n\sthe)\scoming\s(?:{_U})s\b | (?:[Ii]n\s)?[Rr]ecent\s(?:{_U})s\b
| [Ww]ithin\s{_AMOUNT}\s(?:working\s)?(?:{_U})s?\b(?!\s(?:of|after|before|from)\b)
| (?:[Tt]he|[Tt]hat)\s(?:same|previous|following|next)\s(?:{_U}|{_PARTS_OF_DAY})\b
| (?:[Bb]efore|[Aa]t|[Bb]y|[Aa]fter)\s{_POINTS_OF_DAY}\b(?!\s(?:on|of)) | [Rr]ecently | [Ss]o\sfar\b
| (?:[Bb]y|[Bb]efore|[Uu]ntil|[Aa]t|[Ss]ince)\sthe\s(?:end|beginning|start)\sof\sthe\s(?:week|month|year|decade)\b
"""
_LEAD = rf"""
(?: (?:(?:[Ee]ver\s)?[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Ff]rom|[Bb]etween|[Nn]ot?\slater\sthan|[Ss]tarting)\s
  | (?:[Tt]he\s)?(?:[Ee]arly|[Mm]id|[Ll]ate|(?:beginning|start|end|middle|(?:early\shours|{_PARTS_OF_DAY}))\sof)(?:\son)?[\s-]
  | (?:[Ee]arlier|[Ll]ater)\s(?:in|on)\s | (?:[Aa]t|[Bb]efore)\s{_POINTS_OF_DAY}\s(?:on|of)\s )
"""


@cache
def _finder() -> re.Pattern[str]:
    core = rf"(?:{_CALENDAR}|{_RELATIVE})"
    return _regex(
        rf"(?<![\w$€£])(?P<whole>{_LEAD}{{0,3}}(?P<core>{core})(?:\s{_PARTS_OF_DAY}\b)?"
        rf"(?:\s?(?:\sto|\suntil|\sthrough|[-–])\s?{core}|\sand\s(?:{_CALENDAR}|tomorrow))?)(?!\w)"
    )


def find(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The time expressions between ``start`` and ``end``, as (start, end) in code points, in order, with "since", "by", "from ... to" but
    without "on" and "in".

    Every one found is one that :func:`resolve` knows. Months count only where a day, a year or a preposition stands by them.
    """
    stop = len(text) if end is None else min(end, len(text))
    spans = []
    for m in _finder().finditer(text, start, stop):
        span = m.span("whole") if resolve(m["whole"]) else m.span("core")
        if resolve(text[slice(*span)]):
            spans.append(span)
    return spans

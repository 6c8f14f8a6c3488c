"""Article → Time marks: what the words say of time, as expressions `text.when` resolves.

The rules are in rules/en/times*.toml and rules/en/holidays.toml; dates of other languages in
rules/world/dates.toml. Here is only what rules cannot say: numbers, tense, and which time hangs on
which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import structs

from secondsource.model import Article, Block, Span, Time, marks
from secondsource.text.patterns import Grammar, Match, find, grammar, rules
from secondsource.text.when import WEEKDAYS, impossible

PATHS = (
    "en/times.toml",
    "en/times-calendar.toml",
    "en/times-relative.toml",
    "en/times-lengths.toml",
    "en/holidays.toml",
)
WORLD = ("world/dates.toml",)
KEYS = frozenset({"type", "expr", "alone", "mod", "soft", "anchor", "languages"})
BREAK = "\v"  # what stands for a line break between blocks while rules are tried
MAX_READ = 400_000  # code points of one article: what goes on longer is a table, and marked less
MAX_TENSE = 90  # code points on either side in which a verb tells the tense
MAX_DAY = 250  # code points from a day to a clock that belongs to it, in one paragraph
MAX_LEAD = 40  # code points from a clock to a day or another clock it leads to
MAX_BACK = 12  # times before one that it may be reckoned from
MIN_DATED = 7  # times with their year that make a narrative
MIN_LOOSE = 4  # times of such a text that leave the year out
MAX_STRIDE = 2  # years a told story moves on in one step, else it is an aside
SPACES = re.compile(r"[\s\u00a0]+")

_SLOT = re.compile(r"\{(\w+)(#)?(?:\|([\w<>]+))?(?:\*(\w+))?\}")
_LOOSE = re.compile(r"(?<=T\d\d:\d\d):(?!\d)|-(?=[@/T<>]|$)|-Q(?=@|$)|@$|(?<![A-Z])~")

_DENIED = frozenset(("did", "didn't"))  # before "open": it looks back
_WORD = re.compile(  # words, shortened ones with their dot, and ends of sentences
    r"\b(?:mrs?|ms|dr|st|gen|sen|gov|rep|lt|col|sgt|capt|jan|feb|aug|sept?|oct|nov|dec)\."
    r"|(?:[a-z]\.)+|[a-z]+(?:-[a-z]+)*|'[a-z]+|[.!?;](?=\s)|\n(?=\n)|\v"
)
_DATED = re.compile(r"(?:1\d|20)\d\d(?![\dX])|BC\d{4}")
_YEARLESS = re.compile(
    r"XXXX-(?!XX-XX)|(?:mon|tue|wed|thu|fri|sat|sun)\b|(?:day|week|month|season|year)\b|T\d"
)
_POINTING = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)(?!\w)"
    r"|(?:day|week|weekend|month|year|quarter|season)(?:[+-]\d+)?(?:T\w+)?$"
    r"|XXXX-[\w-]+<<|[\w-]+@(?:year|week|month)|(?:PRESENT|FUTURE)_REF"
)
_CLOCKED = re.compile(r"T(?:\d\d|MO|MI|AF|EV|NI|DT)(?![A-Z~])")
_SENSE = re.compile(r"[<>]+\??")
_HAS_QUARTER = re.compile(r"-Q[1-4]")
_LEAD = re.compile(r"[ \n(),]*(?:local time[ \n(),]*)?(?:on )?")
_IS_DAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun|day)|[\dX]{4}-\d\d-\d\d")


@cache
def english() -> Grammar:
    return grammar(PATHS, keys=KEYS)


@cache
def world() -> Grammar:
    return grammar(WORLD, keys=KEYS)


def mark(article: Article) -> Iterator[Time]:
    """Every time expression of the text, chrome included, in text order; O(length).

    Texts of unknown language are read as English; of German, French, Spanish and Italian ones
    only full dates are read, of others none.
    """
    if article.language not in ("", "en"):
        yield from _dates(article)
        return
    text = _parted(article)[:MAX_READ]
    known = english().words
    found: list[Time] = []
    for match in find(english(), text):
        time = _time(text, match, known, found)
        if time is not None:
            found.append(time)
    found = _led_on(found, text)
    yield from _narrated(found) if _is_narrative(found) else found


def _parted(article: Article) -> str:
    """The text with a mark of its own at the breaks between blocks: no time reaches across them."""
    pieces: list[str] = []
    at = 0
    for block in marks(article, Block):
        if block.span.start > at:
            pieces.append(article.text[at : block.span.start].replace("\n", BREAK))
        start = max(at, block.span.start)
        pieces.append(article.text[start : block.span.end])
        at = max(at, block.span.end)
    return "".join((*pieces, article.text[at:]))


def _dates(article: Article) -> Iterator[Time]:
    language = article.language[:2].lower()
    for match in find(world(), article.text, lambda rule: language in rule.fields["languages"]):
        time = _time(article.text, match, world().words, [])
        if time is not None:
            yield time


def _time(
    text: str, match: Match, known: dict[str, dict[str, str]], before: list[Time]
) -> Time | None:
    fields = match.rule.fields
    said = {label: _value(kind, words, known) for label, (kind, words) in match.words.items()}
    if fields["type"] == "none":  # words that only look like a time
        return None
    wanted = str(fields.get("anchor", ""))
    anchor = _anchor(wanted, before, text, match.start, fine="day" in said.values())
    template = str(fields["expr"])
    if anchor is None and "alone" in fields:
        template = str(fields["alone"])
    if "sense" in template or "lean" in template:
        sense = _sense(text, match)
        said["sense"] = sense
        said["lean"] = "<?" if sense == "<" else sense
    expr = _LOOSE.sub("", _fill(template, said))
    kind = fields["type"]
    if kind == "DATE" and _CLOCKED.search(expr):
        kind = "TIME"
    return Time(
        span=Span(match.start, match.end),
        by=f"times:{match.rule.name}",
        type=kind,
        expr=expr,
        mod=_fill(str(fields.get("mod", "")), said),
        anchor=anchor,
        soft=bool(fields.get("soft", False)),
        impossible=impossible(expr),
    )


def _anchor(wanted: str, before: list[Time], text: str, start: int, *, fine: bool) -> Span | None:
    """The time to reckon from: the last one before, the last quarter, or this paragraph's day."""
    if not wanted:
        return None
    for time in reversed(before[-MAX_BACK:]):
        if time.type not in ("DATE", "TIME") or time.expr.endswith("_REF"):
            continue
        if wanted == "before" and fine and not _IS_DAY.match(time.expr):
            continue
        if wanted == "before" or (wanted == "quarter" and _HAS_QUARTER.search(time.expr)):
            return time.span
        if wanted == "day":
            between = text[time.span.end : start]
            if len(between) > MAX_DAY or "\n\n" in between or BREAK in between:
                return None
            if time.expr.startswith("T"):  # another clock, of the same day
                return time.anchor
            return time.span if _IS_DAY.match(time.expr) else None
    return None


def _led_on(found: list[Time], text: str) -> list[Time]:
    """A clock is of the day it leads to: "10:35 a.m. (0735 GMT) on Friday"."""
    told: list[Time] = []
    day: Span | None = None  # of the time behind
    start = 0
    for time in reversed(found):
        if not time.expr.startswith("T"):
            day = time.span if time.type == "DATE" and _IS_DAY.match(time.expr) else None
        elif start - time.span.end <= MAX_LEAD and _LEAD.fullmatch(text, time.span.end, start):
            time = structs.replace(time, anchor=day) if day else time
        else:
            day = None
        told.append(time)
        start = time.span.start
    told.reverse()
    return told


# ------------------------------------------------------------------ history told


def _is_narrative(found: list[Time]) -> bool:
    """Whether a text tells history: it names years throughout, drops them again and again, and
    points at its own day less often than that. News that looks back names years too."""
    dated = sum(bool(_DATED.match(time.expr)) for time in found)
    loose = sum(time.expr.startswith("XXXX-") for time in found)
    pointing = sum(bool(_POINTING.match(time.expr)) and time.anchor is None for time in found)
    return dated >= MIN_DATED and loose >= MIN_LOOSE and loose > pointing


def _narrated(found: list[Time]) -> Iterator[Time]:
    """In told history a time without its year hangs on the last one that has it."""
    aside = _asides(found)
    last: Span | None = None
    for time in found:
        loose = bool(_YEARLESS.match(time.expr)) and not time.by.startswith("times:day word")
        if last is not None and time.anchor is None and loose:
            time = structs.replace(time, expr=_SENSE.sub("", time.expr), anchor=last)
        if time.span not in aside and (_DATED.match(time.expr) or (time.anchor == last and loose)):
            last = time.span
        yield time


def _asides(found: list[Time]) -> frozenset[Span]:
    """Lone jumps to another time: the years before and after them agree with each other."""
    dated: list[tuple[int, Span]] = []
    for time in found:
        named = _DATED.match(time.expr)
        if named is not None:
            year = named[0].removeprefix("BC")
            dated.append((int(year) if year == named[0] else -int(year), time.span))
    aside: set[Span] = set()
    current = dated[0][0] if dated else 0
    for number, (at, span) in enumerate(dated):
        following = dated[number + 1][0] if number + 1 < len(dated) else current
        if abs(at - current) > MAX_STRIDE and abs(following - current) <= MAX_STRIDE:
            aside.add(span)
        else:
            current = at
    return frozenset(aside)


# ------------------------------------------------------------------ what words stand for


def _value(kind: str, words: str, known: dict[str, dict[str, str]]) -> str:
    plain = SPACES.sub(" ", words.strip()).lower()
    if kind in ("day", "nth_day", "bare_day", "day_dot", "late_day", "numeric_month"):
        return f"{int(re.sub('[^0-9]', '', plain)):02d}"
    if kind == "day_word":
        return f"{int(known[kind][plain]):02d}"
    if kind == "two_digits":
        return ("19" if int(plain) >= 50 else "20") + plain
    if kind in ("century_number", "century_word"):
        number = known["century_word"].get(plain) or re.sub("[^0-9]", "", plain)
        return f"{int(number) - 1:02d}"
    if kind == "decade":
        return plain[:3]
    if kind == "late_decade":
        return plain[:1]
    if kind == "era_year":
        return plain.zfill(4)
    if kind == "military":
        return f"{plain[:2]}:{plain[2:]}"
    if kind == "hour":
        return plain.zfill(2)
    if kind == "minute":
        return plain[:2]
    if kind in ("count", "many", "exact", "joined"):
        return _number(plain, known)
    if kind == "halved":
        return _number(re.split("[ -]and| 1/2", plain)[0], known) + ".5"
    if kind == "spoken_year":
        return _spoken_year(plain, known)
    if kind == "clock":
        return _clock(plain, known)
    if kind in known:
        return known[kind].get(plain, "")
    return plain


def _number(plain: str, known: dict[str, dict[str, str]]) -> str:
    """A number as digits: "twenty-four" → "24"; "X" where it is not told."""
    for name in ("couple", "some", "a", "number"):
        if plain in known[name]:
            return known[name][plain]
    if plain == "half":
        return ".5"
    if plain[0].isdigit():
        return str(int(plain.replace(",", "")))
    total = 0
    for word in re.split("[- ]", plain):
        number = int(known["number"].get(word, "0"))
        total = max(total, 1) * number if number >= 100 else total + number
    return str(total)


def _spoken_year(plain: str, known: dict[str, dict[str, str]]) -> str:
    first, *rest = re.split("[- ]", plain)
    century = int(known["teens"][first])
    return str(century * 100 + sum(int(known["number"].get(word, "0")) for word in rest))


def _clock(plain: str, known: dict[str, dict[str, str]]) -> str:
    """A clock as "T14:46"."""
    if plain in known["noon"]:
        return known["noon"][plain]
    found = re.match(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(.*)", plain)
    if found is None:
        return ""
    hour = int(found[1])
    half = known["half_day"].get(found[3], "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{found[2] or '00'}"


def _fill(template: str, said: dict[str, str]) -> str:
    def slot(found: re.Match[str]) -> str:
        name, sign, otherwise, unit = found.groups()
        if unit:
            return _length(said.get(name) or otherwise or name, said.get(unit, ""))
        if sign:
            return str(WEEKDAYS.index(said[name]) + 1)
        return said.get(name) or otherwise or ""

    return _SLOT.sub(slot, template)


def _length(number: str, unit: str) -> str:
    """An ISO 8601 length; half a unit is written in the next smaller one."""
    if number == ".5":
        return {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "C": "P50Y", "E": "P5Y"}.get(
            unit, f"P0.5{unit}"
        )
    if number.endswith(".5") and unit in ("Y", "TH"):
        whole = number.removesuffix(".5")
        return f"P{whole}Y6M" if unit == "Y" else f"PT{whole}H30M"
    if unit == "E" and number != "X":
        return f"P{float(number) * 10:g}Y"
    if unit.startswith("T"):
        return f"PT{number}{unit[1:]}"
    return f"P{number}{unit}"


# ------------------------------------------------------------------ tense


@cache
def _tenses() -> dict[str, str]:
    """Words and pairs of words that look ahead (">") or back ("<"); ends of sentences ("")."""
    table = rules("en/times.toml")["tense"]
    ends = dict.fromkeys(f".!?;\n{BREAK}", "")
    return ends | dict.fromkeys(table["past"], "<") | dict.fromkeys(table["future"], ">")


def _sense(text: str, match: Match) -> str:
    """Whether the words about a time look back ("<"), ahead (">") or do not tell ("")."""
    table = rules("en/times.toml")["tense"]
    left = text[max(0, match.start - MAX_TENSE) : match.start].lower()
    if text[match.end : match.end + 2] in table["owning"] and not left.endswith(
        tuple(f"{word} " for word in table["leading"])
    ):
        return "<"
    found = ""
    for cue in _cues(text, max(0, match.start - MAX_TENSE), match.start):
        found = cue
    if found:
        return found
    return next(_cues(text, match.end, match.end + MAX_TENSE), "")


def _cues(text: str, start: int, end: int) -> Iterator[str]:
    """The tenses the words of a stretch tell, in order; "" where a sentence ends."""
    known = _tenses()
    words = _WORD.findall(text[start:end].lower().replace("’", "'"))
    paired = False  # whether this word was told as the second of a pair: "is planned"
    for number, word in enumerate(words):
        cue = known.get(f"{word} {words[number + 1]}") if number + 1 < len(words) else None
        if cue == ">" and not _DENIED.isdisjoint(words[max(0, number - 2) : number]):
            cue = "<"  # "they did not open on Tuesday"
        in_pair, paired = paired, cue is not None
        if cue is None and not in_pair:
            cue = known.get(word)
            if cue is None and len(word) > 4 and word.endswith("ed"):
                cue = "<"
            if cue == "<" and _is_passive_to_come(words, number):
                cue = None
        if cue is not None:
            yield cue


def _is_passive_to_come(words: list[str], number: int) -> bool:
    """Whether a participle stands behind "be": "will be held", not "could not be reached"."""
    at = number - 1
    if at > 0 and words[at].endswith("ly"):
        at -= 1
    if at < 0 or words[at] != "be":
        return False
    return not any(word.startswith(("could", "can")) for word in words[max(0, at - 3) : at])

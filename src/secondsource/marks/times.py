"""Article → Time marks: what the words say of time, as expressions `text.when` resolves.

The rules are in rules/en/times*.toml and rules/en/holidays.toml; dates of other languages in
rules/world/dates.toml. Here is only what rules cannot say: numbers, tense, and which time hangs on
which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from secondsource.model import Article, Span, Time
from secondsource.text.patterns import Grammar, Match, find, grammar, rules
from secondsource.text.when import WEEKDAYS, impossible

PATHS = (
    "en/times.toml",
    "en/times-calendar.toml",
    "en/times-relative.toml",
    "en/times-lengths.toml",
    "en/holidays.toml",
)
KEYS = frozenset({"type", "expr", "alone", "mod", "soft", "anchor"})
MAX_TENSE = 90  # code points on either side in which a verb tells the tense
SPACES = re.compile(r"[\s\u00a0]+")

_SLOT = re.compile(r"\{(\w+)(#)?(?:\|([\w<>]+))?(?:\*(\w+))?\}")
_LOOSE = re.compile(r"-(?=[@/T]|$)|-Q(?=@|$)|@$")
_WORD = re.compile(r"[A-Za-z]+|['’](?:ll|d)\b|[.!?;](?=\s)|\n")
_DATED = re.compile(r"(?:\d{4}|BC\d{4})\b")
_HAS_QUARTER = re.compile(r"-Q[1-4]")


@cache
def english() -> Grammar:
    return grammar(PATHS, keys=KEYS)


def mark(article: Article) -> Iterator[Time]:
    """Every time expression of the text, chrome included, in text order; O(length)."""
    if article.language not in ("", "en"):
        return
    text = article.text
    known = english().words
    before: list[Time] = []
    for match in find(english(), text):
        time = _time(text, match, known, before)
        if time is not None:
            before.append(time)
            yield time


def _time(
    text: str, match: Match, known: dict[str, dict[str, str]], before: list[Time]
) -> Time | None:
    fields = match.rule.fields
    said = {label: _value(kind, words, known) for label, (kind, words) in match.words.items()}
    if fields["type"] == "none":  # words that only look like a time
        return None
    anchor = _anchor(str(fields.get("anchor", "")), before)
    template = str(fields["expr"])
    if anchor is None and "alone" in fields:
        template = str(fields["alone"])
    if "sense" in template:
        sense = _sense(text, match)
        said["sense"] = sense
        said["msense"] = ""
    expr = _LOOSE.sub("", _fill(template, said))
    kind = fields["type"]
    if kind == "DATE" and re.search(r"T(?:\d|[A-Z]{2})", expr):
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


def _anchor(wanted: str, before: list[Time]) -> Span | None:
    if not wanted:
        return None
    for time in reversed(before[-12:]):
        if time.type not in ("DATE", "TIME") or time.expr.endswith("_REF"):
            continue
        if wanted == "before" or (wanted == "quarter" and _HAS_QUARTER.search(time.expr)):
            return time.span
    return None


# ------------------------------------------------------------------ what words stand for


def _value(kind: str, words: str, known: dict[str, dict[str, str]]) -> str:
    plain = SPACES.sub(" ", words.strip()).lower()
    if kind in ("day", "nth_day", "bare_day", "numeric_month"):
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
    if kind == "era_year":
        return plain.zfill(4)
    if kind == "hour":
        return plain.zfill(2)
    if kind == "minute":
        return plain[:2]
    if kind in ("count", "many", "exact", "joined"):
        return _number(plain, known)
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
    if unit == "E" and number != "X":
        return f"P{int(number) * 10}Y"
    if unit.startswith("T"):
        return f"PT{number}{unit[1:]}"
    return f"P{number}{unit}"


# ------------------------------------------------------------------ tense


@cache
def _tenses() -> dict[str, str]:
    table = rules("en/times.toml")["tense"]
    return {word: "<" for word in table["past"]} | {word: ">" for word in table["future"]}


def _sense(text: str, match: Match) -> str:
    """Whether the words about a time look back ("<"), ahead (">") or do not tell ("")."""
    left = text[max(0, match.start - MAX_TENSE) : match.start]
    found = ""
    for word in _WORD.findall(left):
        if not word[0].isalpha() and word[0] not in "'’":
            found = ""
            continue
        found = _tense(word) or found
    if found:
        return found
    for word in _WORD.findall(text, match.end, match.end + MAX_TENSE):
        if not word[0].isalpha() and word[0] not in "'’":
            break
        if _tense(word):
            return _tense(word)
    return ""


def _tense(word: str) -> str:
    lower = word.lower().replace("’", "'")
    known = _tenses().get(lower)
    if known is not None:
        return known
    return "<" if lower.endswith("ed") and len(lower) > 4 else ""

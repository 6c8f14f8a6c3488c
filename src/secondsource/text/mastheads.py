"""The outlet a page names: a bare text at its top ("Orsen Post, 3 May 2030"), HTML in its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from secondsource.text import world
from secondsource.text.patterns import rules
from secondsource.text.words import fold

MASTHEAD = "text:masthead"  # how such an outlet is known
MAX_TOP = 3  # lines in which an outlet is looked for
MAX_NAME = 6  # words of its name
MAX_PLAIN = 4  # ... that no list knows
MIN_BODY = 120  # code points of a paragraph; a headline is shorter
_PARTED = re.compile(r"\s*(?:[|•·,(–—]|\s-\s)\s*")
_BEHIND = re.compile(r"\s+(?:[|•·–—:-]+)\s+")  # what parts a headline from the outlet behind it
_DAY = re.compile(
    r"(?i)(?=.{0,24}\d).{0,16}\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b.{0,24}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
)


def masthead(lines: Sequence[str]) -> str:
    """The outlet that one of the first lines is the name of, "" where none is.

    A name no list knows must end as such names do, and stand beside a day or over a headline.
    """
    for number, line in enumerate(lines[:MAX_TOP]):
        name, parted, rest = _split(line)
        if parted and not _DAY.fullmatch(rest):
            continue
        if not _is_name(name):
            continue
        known = world.outlet(name) is not None and not world.is_ordinary(name)
        if known or (_is_like_one(name) and (parted or _is_placed(lines, number))):
            return name
    return ""


def titled(title: str) -> str:
    """The outlet at the end of a page's title, if any: "Ferry sinks - Lowland Courier"."""
    *above, name = _BEHIND.split(title.strip())
    if not above or not _is_name(name):
        return ""
    known = world.outlet(name) is not None and not world.is_ordinary(name)
    return name if known or _is_like_one(name) else ""


def _split(line: str) -> tuple[str, bool, str]:
    """A line before and behind what parts a name from its day."""
    parts = _PARTED.split(line.strip(), maxsplit=1)
    return parts[0], len(parts) > 1, parts[-1].rstrip(")").strip()


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 < len(words) <= MAX_NAME or not name[-1].isalnum():
        return False
    return all(w[:1].isupper() or w[:1].isdigit() or fold(w) in _words("small") for w in words)


def _is_like_one(name: str) -> bool:
    """Whether a name ends, or begins, as those of outlets do and has a word of its own."""
    words = fold(name).split()
    if len(words) > MAX_PLAIN + (words[0] == "the"):
        return False
    formed = words[-1] in _words("ends") or words[0] in _words("begins")
    return formed and any(w not in _words("general") and w not in _words("ends") for w in words)


def _is_placed(lines: Sequence[str], number: int) -> bool:
    """Whether a day stands beside, or a headline under it."""
    beside = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    if any(_DAY.fullmatch(line.strip()) for line in beside):
        return True
    below = lines[number + 1 : number + 3]
    return number == 0 and len(below) == 2 and len(below[0]) < MIN_BODY <= len(below[1])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules("en/mastheads.toml")[name])

"""What must stand beside a word that means an event only there: "flew in tents", "2-1 over Orvane".

`before`, `after` and `around` ask for words within reach. `subject` and `object` ask for a noun in
that place of the verb, whichever way the sentence is turned: "opened the bridge", "the bridge was
opened". `page` asks what the whole article is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token, word_lists

SCORE = "#-#"  # stands for any score in a list: "2-1", "98-91"
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
FURTHER = 3  # tokens further that a word stands which a trigger must not have beside it
NEAR = 7  # tokens in which the words stand that a trigger needs beside it
PLACE = 9  # tokens of a subject or an object
INSIDE = frozenset(("'s", "-", "$", "£", "€", '"', "'", "(", ")", "."))  # of a noun phrase


class Nouns(NamedTuple):
    """A class of nouns: its words, the endings that make others ("-er"), and what is none."""

    words: frozenset[str]
    endings: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    numbers: bool = False  # whether a number by itself tells one: "six held", not "six boxes"

    def has(self, low: str) -> bool:
        if low in self.words:
            return True
        return bool(self.endings) and low.endswith(self.endings) and low not in self.never


class Beside(NamedTuple):
    """What one table of a rule file asks for.

    None of `without` may stand near: "handed a two-year deal" is no sentence. `#-#` is any score.
    """

    before: frozenset[str]
    after: frozenset[str]
    around: frozenset[str]
    without: frozenset[str]
    reach: int  # tokens
    subject: tuple[Nouns, ...] = ()
    object: tuple[Nouns, ...] = ()
    unless: tuple[Nouns, ...] = ()  # classes that may not be the subject: a man who collapsed
    page: str = ""


def beside(given: dict[str, Any]) -> Beside:
    """A table of a rule file, ready to be asked."""
    before, after, around = (_or_more(given.get(n, ())) for n in ("before", "after", "around"))
    return Beside(
        before,
        after,
        around,
        frozenset(given.get("without", ())),
        given.get("reach", NEAR),
        tuple(classes()[name] for name in given.get("subject", ())),
        tuple(classes()[name] for name in given.get("object", ())),
        tuple(classes()[name] for name in given.get("unless", ())),
        given.get("page", ""),
    )


@cache
def classes() -> dict[str, Nouns]:
    """The classes of nouns a subject or an object may be of."""
    found = {}
    for name, rule in rules("en/nounclasses.toml").items():
        words = set(_or_more(rule["words"]))
        if rule.get("persons"):
            words |= _or_more(lists().persons)
        never = frozenset(rule.get("never", ()))
        found[name] = Nouns(
            frozenset(words - never), tuple(rule.get("endings", ())), never, "numbers" in rule
        )
    return found


def is_beside(
    line: Sequence[Token], at: int, end: int, wanted: Beside, pages: Collection[str] = ()
) -> bool:
    """Whether what a table asks for stands beside the words at..end."""
    if wanted.page and wanted.page not in pages:
        return False
    first, last = max(0, at - wanted.reach), end + wanted.reach
    before = [t.low for t in line[first:at]] if wanted.before or wanted.around else []
    if wanted.before and not _has(before, wanted.before):
        return False
    after = [t.low for t in line[end:last]] if wanted.after or wanted.around else []
    if wanted.after and not _has(after, wanted.after):
        return False
    if wanted.around and not (_has(after, wanted.around) or _has(before, wanted.around)):
        return False
    if wanted.object and not _is_object(line, at, end, wanted.object):
        return False
    if wanted.subject and not _is_subject(line, at, wanted.subject):
        return False
    if wanted.unless and _is_subject(line, at, wanted.unless):
        return False
    if not wanted.without:
        return True
    further = line[max(0, first - FURTHER) : last + FURTHER]
    return wanted.without.isdisjoint([t.low for t in further])


def _has(near: Sequence[str], words: frozenset[str]) -> bool:
    """Whether a word of a list stands among others."""
    if not words.isdisjoint(near):
        return True
    return SCORE in words and any(is_score(low) for low in near)


def is_score(low: str) -> bool:
    """Whether a token is written as a score: "2-1", "98-91"."""
    return low[0].isdigit() and _SCORE.fullmatch(low) is not None


def _is_object(line: Sequence[Token], at: int, end: int, wanted: Sequence[Nouns]) -> bool:
    """Whether a verb is done to such a thing: it follows, or stands before a passive."""
    for number, token in enumerate(line[end : end + PLACE], end):
        if token.low in _bounds() or not (_is_inside(token) or _is_grouping(line, number)):
            break
        if _fits(line, number, wanted):
            return True
    after = line[end].low if end < len(line) else ""
    group = _group_start(line, at)
    passive = any(t.low in word_lists()["be"] for t in line[group:at])
    reduced = group == at and (not after or after in _behind() or not line[end].word)
    return (passive or reduced) and _is_subject(line, at, wanted)


def _is_subject(line: Sequence[Token], at: int, wanted: Sequence[Nouns]) -> bool:
    """Whether such a noun stands before a verb, in its own clause."""
    for back in range(_group_start(line, at) - 1, max(-1, at - PLACE - 3), -1):
        token = line[back]
        if _fits(line, back, wanted):
            return True
        if token.low in _clauses() or not (_is_inside(token) or _is_grouping(line, back)):
            return False
    return False


def _fits(line: Sequence[Token], at: int, wanted: Sequence[Nouns]) -> bool:
    """Whether a word is of one of some classes; a number only where it counts no other noun."""
    low = line[at].low
    if any(nouns.has(low) for nouns in wanted):
        return True
    if not any(nouns.numbers for nouns in wanted) or not (low.isdigit() or low in _numbers()):
        return False
    after = line[at + 1] if at + 1 < len(line) else None
    if _is_grouping(line, at + 1):
        return False
    return after is None or not after.word or after.low in _bounds() or after.low in _verbal()


def _group_start(line: Sequence[Token], at: int) -> int:
    """Where the verbs begin that belong to one: "has been opened"."""
    while at > 0 and line[at - 1].low in _helpers():
        at -= 1
    return at


def _is_inside(token: Token) -> bool:
    return token.word or token.low in INSIDE


def _is_grouping(line: Sequence[Token], at: int) -> bool:
    """Whether a comma stands inside one number: "recalled 84,000 cars"."""
    if not 0 < at < len(line) - 1 or line[at].low != ",":
        return False
    before, after = line[at - 1], line[at + 1]
    return before.low.isdigit() and after.low.isdigit() and before.end + 1 == after.start


@cache
def _helpers() -> frozenset[str]:
    names = ("be", "have", "do", "future", "possible", "would", "not", "to", "adverbs")
    return frozenset().union(*(word_lists()[name] for name in names))


@cache
def _numbers() -> frozenset[str]:
    return frozenset(rules("en/amounts.toml")["numbers"])


@cache
def _verbal() -> frozenset[str]:
    """Words that follow somebody who is no more than a number: "six held", "two were led off"."""
    return _helpers() | {"arrested", "detained", "held", "suspended", "led", "taken", "freed"}


@cache
def _bounds() -> frozenset[str]:
    """Words an object ends before: "sent tents to", "opened when"."""
    ends = word_lists()["prepositions"] - {"of", "over"}
    return ends | word_lists()["clauses"] | word_lists()["be"] | word_lists()["have"] | {"and"}


@cache
def _behind() -> frozenset[str]:
    """Words that follow a participle without an object: "six held with 400 pills"."""
    return word_lists()["prepositions"] | {"and"}


@cache
def _clauses() -> frozenset[str]:
    return word_lists()["clauses"] - {"who", "which", "that"}


def _or_more(words: Iterable[str]) -> frozenset[str]:
    """Words in the singular as they are, and in the plural."""
    given = tuple(words)
    return frozenset((*given, *map(_plural, given)))


def _plural(word: str) -> str:
    if len(word) > 1 and word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")

"""Verb groups: what tense, mood and voice the words before a verb give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from secondsource.model import Span
from secondsource.text.inflected import FORMS, inflected, twin
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

MAX_GROUP = 9  # words before the verb: "is still not yet expected to have been formally ..."
INNER = ("be", "have", "do", "future", "possible", "would", "not", "to", "adverbs")
_TOKEN = re.compile(rf"({WORD.pattern})|\S")


class Token(NamedTuple):
    """One word or mark of punctuation; `low` is folded."""

    start: int
    end: int
    low: str
    word: bool


class Group(NamedTuple):
    """A verb with the words that belong to it; start and end are token numbers, half-open.

    tense: future, possible, expected, wished, would, infinitive, perfect, past, participle,
        present, progressive or gerund.
    """

    start: int
    end: int
    tense: str
    negated: bool
    passive: bool


def tokens(text: str, within: Span) -> list[Token]:
    """Words and punctuation marks of a stretch of text, in order.

    A compound with a hyphen stays one word; "Russia's" loses its ending.
    """
    return folded_tokens(fold(text[within.start : within.end]), within.start)


def folded_tokens(low: str, offset: int) -> list[Token]:
    """The tokens of a stretch that is folded already and stands at an offset of its text."""
    found: list[Token] = []
    new, add = tuple.__new__, found.append  # a third of the time of `Token(...)`
    for match in _TOKEN.finditer(low):
        start, end = match.span()
        shown = match[0]
        if not match.lastindex:
            add(new(Token, (offset + start, offset + end, shown, False)))
        elif shown.endswith("'s"):
            add(new(Token, (offset + start, offset + end - 2, shown[:-2], True)))
            add(new(Token, (offset + end - 2, offset + end, "'s", False)))
        else:
            add(new(Token, (offset + start, offset + end, shown, True)))
    return found


def forms(entry: str) -> dict[str, frozenset[str]]:
    """The forms of a verb, each with what it may be.

    It is written out, base|third|past|participle|-ing, or given as its base and inflected by rule.
    """
    found: dict[str, set[str]] = {}
    given = entry.split("|") if "|" in entry else inflected(entry)
    named = list(zip(FORMS, given, strict=True))
    if entry.startswith("be "):
        rest = entry.partition("|")[0].removeprefix("be ")
        named += [("third", f"are {rest}"), ("past", f"were {rest}")]
    for name, form in named:
        for written in (form, twin(form)):
            found.setdefault(written, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of rules/en/verbs.toml as sets."""
    return {name: frozenset(words) for name, words in rules("en/verbs.toml").items()}


@cache
def _inner() -> frozenset[str]:
    lists = word_lists()
    return frozenset().union(*(lists[name] for name in INNER))


def group(line: Sequence[Token], start: int, end: int, names: frozenset[str]) -> Group:
    """The verb group that ends with the verb at tokens start..end; names: the forms it may be."""
    begin = start
    before: list[str] = []
    while begin > 0 and start - begin < MAX_GROUP and line[begin - 1].word:
        word = line[begin - 1].low
        if word not in _inner() and not (_governs(word) and "to" in before[:3]):
            break
        before.insert(0, word)
        begin -= 1
    while before and before[0] in word_lists()["adverbs"]:
        before.pop(0)
        begin += 1
    return Group(begin, end, _tense(before, names), _has(before, "not"), _passive(before, names))


def _governs(word: str) -> bool:
    lists = word_lists()
    return word in lists["likely"] or word in lists["coming"] or word in lists["wished"]


def _has(before: Iterable[str], name: str) -> bool:
    if name == "not":
        return any(w in word_lists()["not"] or w.endswith("n't") or w == "cannot" for w in before)
    return any(w in word_lists()[name] for w in before)


def _passive(before: Sequence[str], names: frozenset[str]) -> bool:
    verbal = [
        w for w in before if w not in word_lists()["adverbs"] and w not in word_lists()["not"]
    ]
    return "participle" in names and bool(verbal) and verbal[-1] in word_lists()["be"]


def _tense(before: Sequence[str], names: frozenset[str]) -> str:
    if not before or all(w in word_lists()["not"] for w in before):
        return _bare(names)
    to = "to" in before
    if to and _has(before, "wished"):
        return "wished"
    if to and _has(before, "likely"):
        return "expected"
    if _has(before, "possible"):
        return "possible"
    if _has(before, "future") or (to and (_has(before, "coming") or _has(before, "be"))):
        return "future"
    if _has(before, "would"):
        return "would"
    if to:
        return "perfect" if _has(before, "have") else "infinitive"
    if _has(before, "have"):
        return "perfect"
    if _has(before, "be"):
        return _with_be(before, names)
    if _has(before, "do"):
        return "past" if {"did", "didn't"} & set(before) else "present"
    return _bare(names)


def _with_be(before: Sequence[str], names: frozenset[str]) -> str:
    past = _has(before, "past_be")
    if "ing" in names or "being" in before:
        return "past" if past else "progressive"
    return "past" if past else "present"


def _bare(names: frozenset[str]) -> str:
    """The tense of a verb with nothing before it; a participle alone may be either."""
    if "past" in names:
        return "past"
    if "participle" in names:
        return "participle"
    if "ing" in names:
        return "gerund"
    return "present"

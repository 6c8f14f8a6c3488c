"""Event words in a line of tokens, and how firmly the words around them say the event stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from secondsource.text.beside import classes
from secondsource.text.eventwords import (
    Head,
    Word,
    carriers,
    entries_at,
    event_words,
    standing,
    word_set,
)
from secondsource.text.firmness import numbers, stand
from secondsource.text.verbs import Token, group

MAX_SEEN = 5  # tokens from "saw" to what was seen
DOERS = frozenset({"who", "they", "we", "will", "would", "could", "didn't", "did"})
SAID = frozenset({"that", "it", "he", "she", "they", ":", ",", '"', "the"})
NOUN_BEHIND = frozenset({"at", "from", "in", "into", "near", "of", "through", "towards", "with"})


def heads(
    line: Sequence[Token],
    *,
    headline: bool = False,
    taken: Iterable[int] = (),
    pages: Collection[str] = (),
) -> list[Head]:
    """Event words and verbs of reporting of one sentence; `taken` tokens are no triggers.

    pages: what the article is about, for words that tell events only there.
    """
    found: list[Head] = []
    closed = set(taken)
    lexicon = event_words()
    free = 0
    for at in [at for at, token in enumerate(line) if token.low in lexicon]:
        if at < free or at in closed:
            continue
        entries = entries_at(line, at, lexicon, pages)
        if not entries:
            continue
        head = _head(line, at, entries)
        if head:
            found.append(head)
        if head or any(e.part == "never" for e in entries):
            free = at + len(entries[0].words)
    found = [head for n, head in enumerate(found) if not _carries(line, head, found[:n])]
    starts = {head.start for head in found}
    stood = [stand(line, head, starts, headline=headline) for head in found]
    return _absorbed(line, stood)


def _carries(line: Sequence[Token], head: Head, before: Sequence[Head]) -> bool:
    """Whether a verb carries an event noun before it: "the talks open on Monday".

    So does a passive one of the same type: "the tie will be played on Friday".
    """
    if head.part != "verb":
        return False
    if head.group and head.group.passive and line[head.start].low in carriers("carriers"):
        mine = head.kind.type if head.kind else ""
        return any(o.part == "noun" and o.kind and o.kind.type == mine for o in before)
    if head.end - head.start < 2:
        return False
    placed = line[head.end - 1].low in word_set("prepositions")  # "open to the public" is whole
    carrier = placed and line[head.start].low in carriers("carriers")
    return carrier and any(other.part == "noun" for other in before)


def _head(line: Sequence[Token], at: int, entries: Sequence[Word]) -> Head | None:
    if all(e.part == "never" for e in entries) or any(
        e.part == "never" and e.beside for e in entries
    ):
        return None
    end = at + len(entries[0].words)
    noun = next((e for e in entries if e.part == "noun"), None)
    naming = next((e for e in entries if e.part == "verb" and e.names == {"ing"}), None)
    if noun is None and naming and end < len(line) and line[end].low == "of":
        return Head("noun", at, end, naming.kind)  # "the signing of the deal"
    verb = next((e for e in entries if e.part == "verb"), None)
    if noun and (verb is None or verb.kind != noun.kind) and _is_done(line, at, end):
        noun = None  # "gunmen storm a post", "those who fire the rockets"
    if noun and (verb is None or not _is_verb(line, at, verb.names)):
        return Head("noun", at, end, noun.kind)
    if verb:
        before = line[at - 1].low if at else ""
        if before in word_set("determiners") and before not in ("that", "no"):
            return None  # "the signed paper"
        if _qualifies(line, at, end, verb.names):
            return None  # "arrived in besieged Tarn"
        if verb.names <= {"base", "third"} and (
            before[:1].isdigit()
            or before in word_set("prepositions") - {"to"}
            or (verb.names == {"third"} and (before == "'s" or before in numbers()))
        ):
            return None  # "six sacks", "two bombs", "of sacks", "each other's jails"
        whole = verb.beside is not None and bool(verb.beside.object or verb.beside.page)
        verbal = group(line, at, end, verb.names)
        if verbal.tense == "present" and "base" in verb.names and _is_perceived(line, verbal.start):
            verbal = verbal._replace(tense="past")
        return Head("verb", at, end, verb.kind, verbal, whole=whole)
    report = next((e for e in entries if e.part == "report"), None)
    if report and report.names <= {"base", "third"} and not _says(line, end):
        return None  # "reports", "states", "claims" are nouns as often as verbs
    if report is None or (at and line[at - 1].low in word_set("determiners") - {"that"}):
        return None  # "the report"
    return Head("report", at, end, group=group(line, at, end, report.names), sense=report.sense)


def _is_perceived(line: Sequence[Token], at: int) -> bool:
    """Whether somebody saw or heard those do it who stand before a verb: "saw them cross"."""
    for token in line[max(0, at - MAX_SEEN) : at][::-1]:
        if not token.word or token.low in word_set("clauses"):
            return False
        if token.low in word_set("bare"):
            return True
    return False


def _qualifies(line: Sequence[Token], at: int, end: int, names: frozenset[str]) -> bool:
    """Whether a participle behind a preposition says what the noun behind it is."""
    if "participle" not in names or not at or end >= len(line) or not line[end].word:
        return False
    opens = word_set("determiners") | word_set("prepositions") | word_set("clauses")
    after = line[end].low
    return line[at - 1].low in NOUN_BEHIND and after not in opens and after != "and"


def _says(line: Sequence[Token], end: int) -> bool:
    """Whether what follows a verb of saying is what is said."""
    return end < len(line) and line[end].low in SAID


def _is_verb(line: Sequence[Token], at: int, names: frozenset[str]) -> bool:
    """Whether a word that may be noun or verb is the verb here."""
    before = line[at - 1].low if at else ""
    if before in ("not", "never", "now", "also") and at > 1:
        before = line[at - 2].low  # "did not attack"
    if "past" in names or before in word_set("to") | word_set("future") | word_set("possible"):
        return True
    if names == {"ing"}:
        return before in word_set("be")
    subjects = word_set("do") | word_set("would") | {"who", "which", "they"}
    return "base" in names and before in subjects


def _is_done(line: Sequence[Token], at: int, end: int) -> bool:
    """Whether people do what a word says that is also a noun: it stands between two nouns."""
    before = line[at - 1].low if at else ""
    after = line[end].low if end < len(line) else "."
    if before in DOERS or (at > 1 and before == "to" and line[at - 2].low == "not"):
        return True
    several = before.endswith(("men", "women", "s")) and classes()["people"].has(before)
    inside = after not in word_set("prepositions") and after not in word_set("be")
    return several and inside and line[min(end, len(line) - 1)].word


def _absorbed(line: Sequence[Token], found: Sequence[Head]) -> list[Head]:
    """Heads without nouns that only name what a verb of the same type does: "signed a deal"."""
    kept: list[Head] = []
    for head in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.part == "verb"
            and head.part == "noun"
            and last.kind == head.kind
            and head.start - last.end <= 6
            and not any(t.low in word_set("clauses") for t in line[last.end : head.start])
        ):
            kept[-1] = last._replace(end=head.end) if head.start - last.end <= 6 else last
            continue
        if (
            head.part == "noun"
            and last
            and last.part == "noun"
            and last.kind == head.kind
            and (" ".join(t.low for t in line[last.end : head.start]) == "of")
        ):
            kept[-1] = last._replace(end=head.end)  # "a round of talks"
            continue
        kept.append(head)
    return kept


class Statement(NamedTuple):
    """A sentence about the date of the event in question: "no firm date has been set"."""

    start: int
    end: int
    status: str
    name: str


@cache
def _statements() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rule["pattern"]), rule["status"], rule["name"])
        for rule in standing()["statements"]
    )


def statements(folded: str, start: int, end: int) -> list[Statement]:
    """Statements about an event's date in folded text, in order, apart from each other."""
    found: list[Statement] = []
    for pattern, status, name in _statements():
        for match in pattern.finditer(folded, start, end):
            if not any(match.start() < s.end and s.start < match.end() for s in found):
                found.append(Statement(match.start(), match.end(), status, name))
    return sorted(found)

"""Numbers left over: crowds of nobody in particular, rival figures of one crowd, and things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from secondsource.text.amounts import Amount, amounts
from secondsource.text.eventwords import word_set
from secondsource.text.pointing import LEAST, NUMBER, pointing
from secondsource.text.things import EVERY, things
from secondsource.text.tollwords import Toll, families, preceding, toll_words
from secondsource.text.uncounted import is_label, is_measure
from secondsource.text.verbs import Token

RIVAL = 20  # how many times smaller a rival count of one crowd may be
CROWDS = ("participants", "entrants")
YEAR = 4  # figures of one
JOINING = ("-", "–", "/", ":")  # beside a number of a score, a clock, a date
SUBJECTS = ("he", "i", "it", "she", "they", "we", "you")
MANY = 50  # from which on a bare number can be that of a crowd


def counted_things(line: Sequence[Token], taken: Sequence[Toll]) -> list[Toll]:
    """The things a sentence counts with the numbers that count nobody, left to right."""
    free = [
        a
        for a in amounts(line)
        if _is_free(a, taken) and not (is_label(line, a) or is_share(line, a))
    ]
    crowds = [toll for a in free if (toll := _loosely(line, a) or pointing(line, a))]
    free = [a for a in free if all(a.start != t.start for t in crowds)]
    found = crowds + [
        Toll(
            one.thing.what,
            one.amount.low,
            one.amount.high,
            one.scope,
            one.amount.start,
            one.end,
            families=one.thing.families,
            far=one.far,
        )
        for one in things(line, free)
    ]
    return found + [_number(a) for a in free if _is_free(a, found) and _is_alone(line, a)]


def with_rivals(line: Sequence[Token], given: Sequence[Amount], found: list[Toll]) -> list[Toll]:
    """The counts with the bare numbers that stand against a count of the same crowd.

    "Police put the number of marchers at 4,000, the organisers spoke of 20,000."
    """
    crowd = next((t for t in found if t.what in CROWDS and not t.scope), None)
    if crowd is None:
        return found
    taken = [*found]
    for amount in given:
        near = amount.low >= max(MANY, crowd.low // RIVAL)
        if _is_free(amount, taken) and near and _is_bare(line, amount):
            found.append(Toll(crowd.what, amount.low, amount.high, "", amount.start, amount.end))
    return sorted(found, key=lambda t: t.start)


def _is_free(amount: Amount, taken: Sequence[Toll]) -> bool:
    """Whether a number is part of none of those counts."""
    return all(amount.end <= t.start or t.end <= amount.start for t in taken)


def _is_bare(line: Sequence[Token], amount: Amount) -> bool:
    """Whether no noun follows a number that is no measure."""
    if is_measure(line, amount):
        return False
    if amount.end == len(line):
        return True
    after = line[amount.end]
    return not after.word or after.low in (
        *toll_words()["words"]["bare"],
        *toll_words()["words"]["stops"],
    )


def _loosely(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "Police spoke of 4,000", "there were 4,000 people": of nobody in particular, and no more."""
    if amount.low < MANY:
        return None
    if [t.low for t in line[amount.end : amount.end + 2]] == ["of", "us"]:
        return _crowd("participants", amount, amount.end + 2)
    if not amount.start:
        return None
    at = amount.start - 1
    at -= line[at].low in ("about", "some", "around", "only", "just") and at > 0
    end = amount.end
    if end < len(line) and line[end].low in toll_words()["words"]["everyone"]:
        end += 1
    behind = line[end].low if end < len(line) else "."
    if behind.isalnum() and behind not in (
        *toll_words()["words"]["bare"],
        *word_set("prepositions"),
    ):
        return None
    for phrase in preceding().get(line[at].low, ()):
        first = at + 1 - len(phrase.words)
        if phrase.loose and tuple(t.low for t in line[max(0, first) : at + 1]) == phrase.words:
            return _crowd(phrase.what, amount, end)
    return None


def _number(amount: Amount) -> Toll:
    fits = frozenset({EVERY})
    at, end = amount.start, amount.end
    return Toll(NUMBER, amount.low, amount.high, "", at, end, families=fits, apart=True)


def _is_alone(line: Sequence[Token], amount: Amount) -> bool:
    """Whether a number has nothing behind it that it counts: "she stopped at thirty-eight"."""
    if amount.low < LEAST or amount.high != amount.low:
        return False
    written = line[amount.start].low
    if written.isdigit() and len(written) == YEAR and amount.end == amount.start + 1:
        return False
    near = {t.low for t in line[max(0, amount.start - 1) : amount.start]}
    near |= {t.low for t in line[amount.end : amount.end + 1]}
    if not near.isdisjoint(JOINING):
        return False
    if is_measure(line, amount):
        return False
    follows = line[amount.end].low if amount.end < len(line) else "."
    return not follows[0].isalnum() or follows in _open_words() or _is_bare(line, amount)


@cache
def _open_words() -> frozenset[str]:
    """The words that may follow a number without being what it counts: "reached sixteen I"."""
    return word_set("prepositions") | word_set("clauses") | word_set("be") | frozenset(SUBJECTS)


def _crowd(what: str, amount: Amount, end: int) -> Toll:
    fits = families(what)
    return Toll(what, amount.low, amount.high, "", amount.start, end, families=fits, apart=True)


def is_share(line: Sequence[Token], amount: Amount) -> bool:
    """ "a turnout of 54 per cent" counts nobody."""
    right = line[amount.end].low if amount.end < len(line) else ""
    return right in toll_words()["words"]["shares"]

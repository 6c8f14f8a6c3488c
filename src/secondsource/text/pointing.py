"""Numbers that count what stands in the sentence before: "eighteen of them", "I counted four"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from secondsource.text.amounts import Amount
from secondsource.text.things import EVERY, listed, thing_words
from secondsource.text.tollwords import Toll, families
from secondsource.text.verbs import Token
from secondsource.text.words import WORD

THEM = "them"  # what is counted until the sentence before is read
NUMBER = "number"  # what counts something its own article need not name: another one may
LEAST = 10  # such a number
ENDS = tuple(".,;:!?\"'")
CROWD = 50  # from which on a number can be that of a crowd
MAX_BARE = 3  # tokens before a number that stands alone: "I counted four"
# A number, or one word, that begins a sentence and ends a clause or has "of them" behind it.
_POINTS = re.compile(r"""["' ]*[\w,-]+(?: of (?:them|those|these)\b|[.,!])""")


def points(low: str) -> bool:
    """Whether a folded sentence may count what the one before told of; cheap."""
    return _POINTS.match(low) is not None or "counted" in low


def pointing(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "Eighteen of them got through", "Four," she said: of what stands in another sentence."""
    if amount.low < 2:
        return None
    before = [t.low for t in line[max(0, amount.start - MAX_BARE) : amount.start] if t.word]
    if amount.start > MAX_BARE or (before and "counted" not in before):
        return None
    behind = [t.low for t in line[amount.end : amount.end + 3]]
    of_them = behind[:1] == ["of"] and behind[1:] and behind[1] in ("them", "those", "these")
    if of_them and behind[2:] and behind[2][0].isdigit():
        return None  # "two of those 80 people"
    if not (of_them or not behind or behind[0] in ENDS):
        return None
    fits = frozenset({EVERY})
    end = amount.end + 2 * bool(of_them)
    return Toll(THEM, amount.low, amount.high, "", amount.start, end, families=fits, apart=True)


def resolved(toll: Toll, prior: str) -> Toll | None:
    """The count with what the sentence before it told of; None where that is nothing one counts."""
    for word in reversed(WORD.findall(prior)):
        what = _people().get(word)
        if what == "participants" and toll.low < CROWD:
            return None
        if what:
            return toll._replace(what=what, families=families(what))
        thing = listed().get(word)
        if thing:
            return toll._replace(what=thing.what, families=thing.families)
    return toll._replace(what=NUMBER) if toll.low >= LEAST and toll.high == toll.low else None


@cache
def _people() -> dict[str, str]:
    """The words by which people are told of who are counted in the next sentence."""
    return {word: what for what, words in thing_words()["people"].items() for word in words}

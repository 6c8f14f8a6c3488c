"""Who was hit: "five people were shot"; and counts of several events: "in separate shootings"."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.text.persons import nouns as persons
from secondsource.text.persons import single
from secondsource.text.tollwords import toll_words
from secondsource.text.verbs import Token

SHOT = "shot"
MAX_NOUN = 4  # tokens to the noun of a number: "two other young men"
MAX_APART = 3  # tokens from "separate" to what is: "in four separate weekend shootings"


def is_of_people(line: Sequence[Token], at: int) -> bool:
    """Whether a noun behind a number is one of people: "shot two men", not "shot two goals"."""
    return any(is_people(token.low) for token in line[at : at + MAX_NOUN])


def is_people(low: str) -> bool:
    """Whether a noun names several people."""
    if low in toll_words()["words"]["everyone"] or low in ("men", "women", "children"):
        return True
    return (low.endswith("s") and low[:-1] in persons()) or low[-3:] in ("men",)


def is_shot(line: Sequence[Token], at: int, noun: str) -> bool:
    """Whether people before "shot" were hit: "five were shot"; not "two men shot at the police"."""
    if noun and not is_people(noun):
        return False
    if line[at].low != SHOT:
        return True
    passive = {t.low for t in line[max(0, at - 3) : at]} & {"were", "been", "was", "being", "got"}
    after = line[at + 1].low if at + 1 < len(line) else ""
    taken = after in (*single()["determiners"], "at", "himself", "herself", "themselves", "and")
    return bool(passive) or not (taken or after in persons() or is_people(after))


def is_of_several(line: Sequence[Token], events: frozenset[str]) -> bool:
    """ "A girl was killed and six hurt in separate shootings": no count of one event.

    Nor are "shootings across Larn" and "so far this year".
    """
    apart, said = toll_words()["words"]["apart"], f" {' '.join(t.low for t in line)} "
    if any(f" {phrase} " in said for phrase in toll_words()["words"]["yearly"]):
        return True
    for at, token in enumerate(line):
        many = token.low.endswith("s") and token.low[:-1] in events
        if many and line[at + 1 : at + 2] and line[at + 1].low in ("across", "throughout"):
            return True
        if token.low in apart and any(
            t.low.endswith("s") and t.low[:-1] in events for t in line[at : at + MAX_APART]
        ):
            return True
    return False

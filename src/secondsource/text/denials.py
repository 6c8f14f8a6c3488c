"""Denials: "there was no strike", "nobody attacked it", "the report of a raid is a lie"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from secondsource.text.eventwords import Head, word_set
from secondsource.text.patterns import rules
from secondsource.text.verbs import Token

# Whose doing somebody may say was nobody's; a match or a vote may just be off.
DENIED = ("harm", "agree", "aid", "coerce", "consult", "document", "office", "strike", "protest")
OWN = ("document", "office")  # what somebody says he will not do he says he has not done
MAX_SUBJECT = 8  # tokens from "no aircraft of ours" to its verb
MAX_CLAIM = 9  # tokens from "reports of" to the event
MAX_UNTRUE = 14  # tokens from "it is not true that" to the event
OPEN = 3  # tokens behind a negated event in which "since" leaves it open
NO = 4  # tokens before an event noun in which "no" denies it
LASTING = ("there", "was", "were", "is", "are", "been", "be")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules("en/denials.toml")[name])


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in rules("en/denials.toml")[name])


@cache
def sentences_denying() -> tuple[re.Pattern[str], ...]:
    """Patterns of sentences that deny what was told before them."""
    return tuple(re.compile(rule["pattern"]) for rule in rules("en/denials.toml")["sentences"])


@cache
def denying_words() -> frozenset[str]:
    """The words one of which stands in every sentence that denies what was told before."""
    return frozenset(h for rule in rules("en/denials.toml")["sentences"] for h in rule["hints"])


def is_denied(line: Sequence[Token], head: Head, status: str) -> bool:
    """Whether the words around an event word say that it did not happen."""
    if head.kind is None or head.kind.family not in DENIED or _is_harmless(line, head):
        return False
    if is_open(line, head):
        return False
    refusing = head.kind.family in OWN and head.part == "verb" and head.group is not None
    if refusing and head.group and head.group.negated and status in ("cancelled", "did_not_happen"):
        return True  # "I will not resign", "we are not buying it"
    past = status in ("happened", "ongoing", "did_not_happen")
    return (
        (past and _is_nobodys(line, head))
        or _is_none(line, head)
        or _is_untrue(line, head)
        or _is_uninvolved(line, head)
    )


def is_open(line: Sequence[Token], head: Head) -> bool:
    """ "They have not met since May", "has not yet been signed": that denies nothing told."""
    inside = line[head.group.start : head.group.end] if head.group else ()
    near = [t.low for t in (*inside, *line[head.end : head.end + OPEN])]
    return not _words("open").isdisjoint(near)


def is_refused(verb: Sequence[Token], between: Sequence[Token], head: Head) -> bool:
    """ "Rejected the ceasefire", "denied wrongdoing in the deal": the event itself stands."""
    lows = {t.low for t in between}
    if not _words("besides").isdisjoint(lows):
        return True
    refusing = verb[0].low.startswith(("reject", "dismiss"))
    claimed = not lows.isdisjoint((*_words("claims"), "that", "as"))
    offered = head.kind is not None and head.kind.family in (*OWN, "agree", "consult")
    return refusing and offered and not claimed


def _is_harmless(line: Sequence[Token], head: Head) -> bool:
    """ "Nobody was killed" denies no attack."""
    said = {t.low for t in line[head.start : head.end]}
    return (head.kind is not None and head.kind.type == "DEATH") or not said.isdisjoint(
        _words("harmless")
    )


def _is_nobodys(line: Sequence[Token], head: Head) -> bool:
    """ "Nobody attacked Derva", "no aircraft of ours bombed it", "no truce has been signed"."""
    idle = head.kind is not None and head.kind.family == "strike"  # "no ferries will run"
    if head.part == "noun" or idle:
        return False
    for at in range(head.first - 1, max(-1, head.first - 1 - MAX_SUBJECT), -1):
        low = line[at].low
        if not line[at].word or low in word_set("clauses") or low == "and":
            return False
        if low in _words("nobody"):
            return True
        if low == "no" and at + 1 < head.first:
            led = line[at - 1].low if at else ""
            empty = line[at + 1].low in _words("empty") or led in word_set("prepositions")
            return not (empty or led in ("be", "been", "has", "have", "had", "there"))
    return False


def _is_none(line: Sequence[Token], head: Head) -> bool:
    """ "There was no air raid", "no truce", "not a single attack"."""
    if head.part != "noun":
        return False
    begin = max(0, head.start - NO)
    lows = [t.low for t in line[begin : head.start]]
    if "never" in lows and word_set("prepositions").isdisjoint(lows[lows.index("never") :]):
        return head.kind is not None and head.kind.family in (*OWN, "agree", "consult")
    negated = [
        n
        for n, low in enumerate(lows)
        if low in ("no", "neither") or lows[n : n + 2] == ["not", "a"]
    ]
    if not negated:
        return False
    between = lows[negated[-1] + 1 :]
    if any(low in word_set("prepositions") or low in _words("empty") for low in between):
        return False
    before = line[begin + negated[-1] - 1].low if begin + negated[-1] else ""
    carried = head.group is not None and head.group.start >= head.end
    return before in LASTING or carried


def _is_untrue(line: Sequence[Token], head: Head) -> bool:
    """ "It is not true that Derva was bombed", "the report of a raid is a lie"."""
    lows = [t.low for t in line]
    for words in _phrases("untrue"):
        if _stands(lows, words, max(0, head.first - MAX_UNTRUE), head.first):
            return True
    begin = max(0, head.first - MAX_CLAIM)
    near = lows[begin : head.first]
    at = next((n for n in range(len(near) - 1, -1, -1) if near[n] in _words("claims")), None)
    behind = lows[head.end : head.end + 2]
    claimed = at is not None and any(low in ("of", "that", "about") for low in near[at + 1 :])
    called = bool(behind) and behind[0] in _words("claims")  # "attack claim"
    if not (claimed or called):
        return False
    rest = lows[head.end :]
    return not _words("false").isdisjoint(rest) or any(
        _stands(rest, words, 0, len(rest)) for words in _phrases("false_phrases")
    )


def _is_uninvolved(line: Sequence[Token], head: Head) -> bool:
    """ "The army had nothing to do with the attack", "he is not for sale"."""
    lows = [t.low for t in line[max(0, head.first - 7) : head.end]]
    if any(_stands(lows, words, 0, len(lows)) for words in _phrases("never")):
        return True
    return any(_stands(lows, words, 0, len(lows) - 1) for words in _phrases("uninvolved"))


def _stands(lows: Sequence[str], words: tuple[str, ...], begin: int, end: int) -> bool:
    return words[0] in lows and any(
        tuple(lows[at : at + len(words)]) == words for at in range(begin, end - len(words) + 1)
    )

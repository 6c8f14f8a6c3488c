"""Who makes a paper public, passes word on, or keeps a record, says what it holds.

"Has published a list of nine dead", "sent word that", "is aware of", "logged the sinking at 4.10".
"""

from __future__ import annotations

from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    PREP,
    QUOTE,
    STOP,
    SUBJ,
    Words,
)
from secondsource.text.cues import Frame, Range, word_sets
from secondsource.text.nouns import lists as nouns
from secondsource.text.paperwords import (
    Phrases,
    end_of,
    framed,
    is_lone,
    is_somebody,
    paper_lists,
    piece,
)
from secondsource.text.subjects import source_right, subject

MAX_HELD = 6  # words from a verb to what it makes public


def issuing(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """The turn whose word stands at a token, if one does; O(tokens near it)."""
    lists = paper_lists()
    low = words.lows[at]
    told = None
    if is_lone(words, at):
        told = _arrived(words, at) or _published(words, at, finite)
    if told is None and (low in lists.nouns or low in lists.sure or low in lists.closing):
        told = _known(words, at, finite)
    if told is None and low in lists.recording:
        told = _recorded(words, at, finite)
    return told


def _arrived(words: Words, at: int) -> Frame | None:
    """ "Word reached us from the union that the strike would end"."""
    lists = paper_lists()
    lows, tags = words.lows, words.tags
    if lows[at] not in lists.arrived or at > 1:
        return None
    verb = at + 1
    while verb < len(lows) - 1 and tags[verb] & (ADV | AUX):
        verb += 1
    if lows[verb] not in lists.arriving or lows[verb] == "being":
        return None
    begin = next((k for k in range(verb + 1, min(len(lows), verb + 4)) if lows[k] == "from"), None)
    if begin is None:
        return None
    last = source_right(words, begin + 1, len(lows), frozenset())
    if (
        last == begin + 1
        or lows[last : last + 1] != ["that"]
        or not is_somebody(words, begin + 1, last)
    ):
        return None
    contents = piece(words, last, end_of(words, last))
    return framed(words, (0, last + 1), (begin + 1, last), contents) if contents else None


# ------------------------------------------------------------------ who makes it public


def _published(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "Has published a list of nine dead", "made public the names of the five killed"."""
    lists = paper_lists()
    lows = words.lows
    count = len(lows)
    held = lists.holding | (lists.counting if lows[at] in lists.counted else frozenset())
    if at + 2 >= count or lows[at + 1] not in held or lows[at] in lists.shown:
        return None
    verb = _verb_before(words, at, lists.issuing)
    if verb is None:
        return None
    source, first = _speaker(words, verb, finite)
    if source is None:
        return None
    begin = at + 2
    contents = piece(words, begin, end_of(words, begin))
    return framed(words, (first, begin), source, contents) if contents else None


def _verb_before(words: Words, at: int, table: Phrases) -> int | None:
    """The verb of which the noun at a token is the object, in the past or after "has"."""
    lows, tags = words.lows, words.tags
    for k in range(at - 1, max(0, at - MAX_HELD), -1):
        if tags[k] & (COMMA | STOP | QUOTE | CLAUSE | COORD | SUBJ) and not tags[k] & DET:
            return None
        for rest, forms in table.get(lows[k], ()):
            if tuple(lows[k + 1 : k + 1 + len(rest)]) != rest or k + 1 + len(rest) > at:
                continue
            had = lows[k - 1] in word_sets()["have"]
            if "pp" in forms if had else forms & {"past", "s"} and not tags[k - 1] & (DET | PREP):
                return k
        if tags[k] & PREP and not any(
            lows[k] in r for low in lows[:k] for r, _ in table.get(low, ())
        ):
            return None
    return None


def _speaker(words: Words, verb: int, finite: frozenset[int]) -> tuple[Range | None, int]:
    """Who does what a verb tells, where it is a body, people or a pronoun for one."""
    before = verb - 1
    while before > 0 and words.tags[before] & (ADV | AUX):
        if words.lows[before] in word_sets()["be"]:
            return None, 0  # "was issued"
        before -= 1
    if before < 0 or words.tags[before] & (STOP | QUOTE | PREP | COORD | DET):
        return None, 0
    source, _, first = subject(words, before, finite, [])
    if source is None or not is_somebody(words, *source):
        return None, 0
    return source, first


def issued(words: Words) -> tuple[str, Range] | None:
    """The paper somebody made public, and who: "The hospital issued a statement"."""
    lists = paper_lists()
    lows = words.lows
    if lists.issuing.keys().isdisjoint(lows):
        return None
    for at, low in enumerate(lows):
        if low in nouns().documents and at > 2 and not words.tags[at] & CAP:
            verb = _verb_before(words, at, lists.issuing)
            source, _ = _speaker(words, verb, frozenset()) if verb else (None, 0)
            if source is not None:
                return low, source
    return None


# ------------------------------------------------------------------ what somebody knows


def _known(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "Sent word that", "have it on record that", "let it be known that", "is aware of"."""
    lists = paper_lists()
    lows = words.lows
    count = len(lows)
    begin = verb = None
    if lows[at] in lists.sure and 0 < at < count - 2:
        k = at - 1
        linked = lows[at + 1] == "that" or (lows[at] in lists.aware and lows[at + 1] == "of")
        if k == at - 1 and lows[k] in lists.being and linked:
            verb, begin = k, at + 2
    for phrase in lists.known if lows[at] in lists.closing else ():
        opens = at + 1 - len(phrase)
        if (
            opens > 0
            and tuple(lows[opens : at + 1]) == phrase
            and lows[at + 1 : at + 2] == ["that"]
        ):
            verb, begin = opens, at + 2
    that = _past_reader(words, at + 1) if lows[at] in lists.nouns else None
    if verb is None and that is not None:
        verb, begin = _verb_before(words, at, lists.knowing), that + 1
    if verb is None or begin is None:
        return None
    source, first = _speaker(words, verb, finite)
    if source is None or lows[source[0]] == "it":
        return None
    if lows[at] in lists.negated and lows[at - 1] not in lists.no_more:
        return None  # "expressed doubt that"
    if first and lows[first - 1] in lists.open:
        return None
    housed = any(lows[k] in lists.houses for k in range(*source))
    if lows[at] in lists.aware and lows[at + 1] == "of" and not housed:
        return None  # "people are aware of"
    contents = piece(words, begin, end_of(words, begin))
    return framed(words, (first, begin), source, contents) if contents else None


def _past_reader(words: Words, at: int) -> int | None:
    """Where "that" stands behind a noun and who was told: "word to the capital that"."""
    for k in range(at, min(len(words.lows) - 1, at + MAX_HELD)):
        if words.lows[k] == "that":
            return k
        plain = words.lows[at] == "to" and not words.tags[k] & (COMMA | STOP | QUOTE | AUX | SUBJ)
        if not plain:
            return None
    return None


def _recorded(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "The coastguard logged the sinking at 4.10", "the union has documented 11 deaths"."""
    lists = paper_lists()
    lows, tags = words.lows, words.tags
    if not at or at + 2 >= len(lows) or not tags[at + 1] & (DET | NUM):
        return None
    if lows[at + 1] in word_sets()["possessives"]:
        return None  # "registered its activities with the ministry"
    had = lows[at - 1] in word_sets()["have"]
    forms = lists.recording[lows[at]][-1][1]
    if not ("pp" in forms if had else forms & {"past", "s"}) or tags[at - 1] & (DET | PREP):
        return None
    source, first = _speaker(words, at, finite)
    if source is None or not any(lows[k] in lists.houses for k in range(*source)):
        return None
    contents = piece(words, at + 1, end_of(words, at))
    return framed(words, (first, at + 1), source, contents) if contents else None

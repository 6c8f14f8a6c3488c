"""What somebody's paper, number or message states without a verb of speech.

"The ministry's tally stands at 12 dead", "hospital records list four": the owner speaks, or the
paper where it has none.
"""

from __future__ import annotations

from functools import cache

from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    OBJ,
    PREP,
    QUOTE,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
)
from secondsource.text.cues import Frame, Range, verb_forms, word_sets
from secondsource.text.cues import lists as cue_lists
from secondsource.text.nouns import lists as nouns
from secondsource.text.paperwords import (
    end_of,
    framed,
    is_house,
    is_lone,
    is_somebody,
    owns,
    paper_lists,
    piece,
)

MAX_NOUN = 6  # words before a noun that belong to it
MAX_VERB = 14  # words from a noun to what it states
MAX_COLON = 5  # words from "was" to the colon: "was short: …"


def paper(words: Words, at: int) -> Frame | None:
    """What the paper or number at a token states, if it states anything; O(tokens near it)."""
    return _stated(words, at) if is_lone(words, at) else None


# ------------------------------------------------------------------ what a paper states


def _stated(words: Words, at: int) -> Frame | None:
    """ "Hospital records list four", "the union's claim is that", "in the police version, …"."""
    lists = paper_lists()
    lows, tags = words.lows, words.tags
    first = _noun_begins(words, at)
    if first is None:
        return None
    owner = _owner(words, first, at)
    opened = first > 0 and lows[first - 1] in lists.opening and first == 1
    if first and not opened and not tags[first - 1] & (COMMA | STOP | COORD | CLAUSE):
        return None
    if opened:
        return _opens(words, at, owner)
    verb, behind = _states(words, at)
    if verb is None:
        return None
    after, begin = verb
    source = owner or behind
    if source is None and (lows[at] not in lists.papers or lows[begin] in lists.being):
        return None
    if source is None and (lows[at] in lists.shown or _is_clear(lows[begin])):
        return None  # "Dramatic video shows", "a notice of a breach states": as of any subject
    if source is None or (lows[at] in nouns().documents and _is_beside(words, source, at)):
        source = (first, at + 1)  # "hospital records" are a paper
    end = end_of(words, after)
    contents = piece(words, after, end)
    if not contents:
        return None
    if owner is not None and begin > at + 2 and tags[at + 1] & PREP:
        contents = ((at + 1, begin), *contents)  # "the police figure | for the march"
    return framed(words, (first, after), source, contents)


def _is_clear(low: str) -> bool:
    """Whether a word is a verb of saying and no noun: its subject is found as that of any."""
    verb = verb_forms().get(low)
    return verb is not None and verb.lemma not in cue_lists().nouns


def _noun_begins(words: Words, at: int) -> int | None:
    """Where the noun phrase begins that ends in the noun at a token; None where it is no noun."""
    tags = words.tags
    first = at
    while first and at - first < MAX_NOUN:
        tag = tags[first - 1]
        if tag & (COMMA | STOP | QUOTE | SCARE | AUX | CLAUSE | COORD | SUBJ) and not tag & DET:
            break
        if tag & PREP and not tag & CAP:
            break
        first -= 1
        if tag & DET:
            break
    if first == at and at and tags[at - 1] & (SUBJ | AUX):
        return None  # "they report", "has put"
    return first


def _owner(words: Words, first: int, at: int) -> Range | None:
    """Who owns the noun at a token by the words before it: "the union's", "its", "a police"."""
    lows, tags = words.lows, words.tags
    if lows[first] in word_sets()["possessives"]:
        return (first, first + 1)
    for k in range(at - 1, first - 1, -1):
        if owns(words, k) and not tags[k] & TIME:
            return (first, k + 1)
    lists = paper_lists()
    begin = first
    while begin < at and (tags[begin] & (DET | NUM | TIME | ADV) or lows[begin] in lists.plain):
        begin += 1
    last = at
    while last > begin and (lows[last - 1] in lists.plain or tags[last - 1] & (NUM | TIME)):
        last -= 1
    if last <= begin:
        return None
    head = lows[last - 1]
    house = head in lists.houses or (tags[last - 1] & CAP and begin > 0) or last - begin > 1
    if not (head in lists.houses or (house and tags[last - 1] & CAP)):
        return None
    return (begin, last)


def _past_aside(words: Words, at: int, behind: Range | None) -> tuple[int, Range | None]:
    """Past ", drawn up by the prosecutor,", ", seen by this newspaper,"; and who made the paper."""
    lows, tags = words.lows, words.tags
    count = len(lows)
    if at + 3 >= count or not tags[at] & COMMA or not _is_made(lows[at + 1]):
        return at, behind
    end = next((k for k in range(at + 2, min(count, at + MAX_VERB)) if tags[k] & COMMA), None)
    if end is None:
        return at, behind
    by = next((k for k in range(at + 2, end) if lows[k] in ("by", "from")), None)
    if by is not None and by + 1 < end and behind is None:
        read = lows[at + 1] in word_sets()["read_by"]
        behind = (by + 1, end) if not read and is_somebody(words, by + 1, end) else None
    return end + 1, behind


def _is_beside(words: Words, owner: Range, at: int) -> bool:
    """Whether an owner is a word before its noun without a sign of possession: "a police note"."""
    last = owner[1] - 1
    possessed = owns(words, last) or words.lows[last] in word_sets()["possessives"]
    return owner[1] <= at and not possessed


def _made(words: Words, at: int) -> tuple[int, Range | None]:
    """Past what tells of a noun behind it, and who made it: "from the board", "issued by X"."""
    lows, tags = words.lows, words.tags
    count = len(lows)
    k, made = at, None
    if k < count and lows[k] in ("of", "from", "by"):
        first = k + 1
        k = phrase_right(words, first, count, verbs=_verbs(words, first), bare=True)
        made = (first, k) if k > first and is_somebody(words, first, k) else None
        held = lows[at - 1] in paper_lists().counted | paper_lists().papers and lows[at] == "of"
        if made and held and not is_house(words, first, k):
            made = None  # "a list of the passengers"
        if made is None and k + 1 < count and lows[k] in ("from", "by"):
            return _made(words, k)  # "a notice of a breach from the bank"
    elif k + 2 < count and lows[k] in ("on", "in"):  # "a post on the choir's website"
        last = phrase_right(words, k + 1, count, verbs=_verbs(words, k + 1), bare=True)
        own = next((n for n in range(k + 1, last) if owns(words, n)), None)
        if own is None or lows[last - 1] not in paper_lists().papers:
            return at, None
        k, made = last, (k + 1, own + 1)
    elif k + 1 < count and _is_made(lows[k]):
        while k < count and k < at + 6 and lows[k] not in ("by", "from"):
            if tags[k] & (STOP | QUOTE | AUX | CLAUSE | COMMA):
                return at, None
            k += 1
        if k >= count or lows[k] not in ("by", "from"):
            return at, None
        first = k + 1
        k = phrase_right(words, first, count, verbs=_verbs(words, first), bare=True)
        made = (first, k) if k > first and is_somebody(words, first, k) else None
    return k, made


def _verbs(words: Words, first: int) -> frozenset[int]:
    """The tokens behind which may be the verb of a paper."""
    lists = paper_lists()
    lows = words.lows
    return frozenset(
        k
        for k in range(first + 1, min(len(lows), first + MAX_VERB))
        if (lows[k] in lists.stating or lows[k] in verb_forms() or lows[k] in lists.being)
        and not words.tags[k] & (CAP | PREP)
        and not words.tags[k - 1] & (DET | PREP | NUM)
    )


def _states(words: Words, at: int) -> tuple[tuple[int, int] | None, Range | None]:
    """Where what a paper states begins, and its verb; and who made the paper."""
    lists = paper_lists()
    lows, tags = words.lows, words.tags
    count = len(lows)
    begin, behind = _made(words, at + 1)
    begin, behind = _past_aside(words, begin, behind)
    plural = lows[at].endswith("s") or lows[at] in word_sets()["plural"] or lows[at] == "data"
    for k in range(begin, min(count - 1, at + MAX_VERB)):
        if tags[k] & (STOP | QUOTE | SCARE | CLAUSE) and not (lows[k] == ":" and k == begin):
            return None, None
        if tags[k] & COMMA:
            return None, None
        if k > begin and tags[k - 1] & (DET | PREP | NUM) and not tags[k] & AUX:
            continue
        if tags[k] & CAP:
            continue  # "the New York Times"
        if lows[k] in lists.being:
            after = _is_that(words, k + 1, spoken=lows[at] in lists.spoken)
            return ((after, k) if after is not None else None), behind
        if lows[k] == ":":  # "volunteers' tally: 14 dead"
            return ((k, k), behind) if lows[at] in lists.words else (None, None)
        for rest, forms in (*lists.stating.get(lows[k], ()), *_reaching(words, at, k)):
            after = k + 1 + len(rest)
            if tuple(lows[k + 1 : after]) != rest or after >= count:
                continue
            if not _fits(words, k, forms, plural=plural, behind=behind is not None):
                continue
            held = tags[after] & DET or (tags[after] & NUM and lows[at] in lists.counted)
            if lows[k] in word_sets()["have"] and (not held or tags[after] & OBJ):
                continue  # "has been read", "had her clapping"
            if not rest and lows[k] not in _evidence() and not _is_object(words, after):
                continue
            if tags[after] & (COMMA | STOP) and lows[after] != ":":
                continue
            return (after, k), behind
        if tags[k] & AUX and lows[k] not in word_sets()["have"]:
            return None, None
        if k == begin and not tags[k] and not _is_made(lows[k]):
            return None, None  # "her email set-up put"
    return None, None


def _is_made(low: str) -> bool:
    """Whether a participle tells of the noun before it: "a notice pinned to the gate"."""
    return (
        low.endswith(("ed", "en", "wn"))
        or low in word_sets()["past"]
        or low in word_sets()["issued"] | word_sets()["read_by"]
    )


def _reaching(
    words: Words, at: int, verb: int
) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """What a verb of reaching may be where a count does it: "the tally has reached 14 dead"."""
    lists = paper_lists()
    if words.lows[at] not in lists.counted:
        return ()
    return tuple(
        (rest, forms)
        for rest, forms in lists.reaching.get(words.lows[verb], ())
        if any(t & NUM for t in words.tags[verb + 1 + len(rest) : verb + 4 + len(rest)])
    )


def _is_object(words: Words, at: int) -> bool:
    """Whether an object or clause begins here, not "reports date back", "the minutes set up"."""
    low, tag = words.lows[at], words.tags[at]
    if low in paper_lists().particles:
        return False
    if low in word_sets()["hedges"]:
        return _number_near(words, at)
    return not tag & (PREP | ADV) or bool(tag & (CAP | DET | NUM)) or low == "that"


@cache
def _evidence() -> frozenset[str]:
    """Forms of "show" and the like, behind which all is told."""
    return frozenset(
        w for w, v in verb_forms().items() if any(s.group == "evidence" for s in v.senses)
    )


def _fits(words: Words, at: int, forms: frozenset[str], *, plural: bool, behind: bool) -> bool:
    """Whether a form agrees with its noun: "records list", "a record lists", "has listed"."""
    had = words.lows[at - 1] in word_sets()["have"]
    if had:
        return "pp" in forms
    if "past" in forms:
        return words.lows[at + 1] != "by"  # "the list put by the door"
    return ("base" if plural else "s") in forms


def _is_that(words: Words, at: int, *, spoken: bool) -> int | None:
    """Where what a number or version is said to be begins: "that", a number, behind a colon."""
    lows, tags = words.lows, words.tags
    count = len(lows)
    while at < count and tags[at] & ADV:
        at += 1
    if at >= count:
        return None
    if lows[at] == "that" and at + 2 < count:
        return at
    if tags[at] & NUM or (lows[at] in word_sets()["hedges"] and _number_near(words, at)):
        return at
    for k in range(at, min(count - 2, at + MAX_COLON) if spoken else at + 1):
        if tags[k] & (COMMA | QUOTE | CLAUSE):
            return None
        if lows[k] == ":":
            return k
    return None


def _number_near(words: Words, at: int) -> bool:
    return any(tag & NUM for tag in words.tags[at + 1 : at + 4])


def _opens(words: Words, at: int, owner: Range | None) -> Frame | None:
    """ "In a statement from the hospital, the number is given as 14"."""
    lows, tags = words.lows, words.tags
    count = len(lows)
    after, behind = _made(words, at + 1)
    source = owner or behind
    if source is None or after + 3 >= count or not tags[after] & COMMA:
        return None
    if lows[at] in paper_lists().shown or lows[source[0]] in word_sets()["possessives"]:
        return None  # "on her papers, …"
    if any(low in _speech() for low in lows[after + 1 :]) or any(t & QUOTE for t in tags):
        return None  # the one who speaks is told there
    contents = piece(words, after + 1, end_of(words, after))
    return framed(words, (0, after), source, contents) if contents else None


@cache
def _speech() -> frozenset[str]:
    """Forms of verbs that tell of words or thoughts, but those that are oftener nouns."""
    return frozenset(low for low, verb in verb_forms().items() if verb.senses) - {
        "report",
        "estimate",
        "project",
        "post",
        "order",
        "name",
    }

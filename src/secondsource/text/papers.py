"""What somebody's paper, number or message says without a verb of speech.

"The ministry's tally stands at 12 dead", "hospital records list four", "has published a list of
nine dead", "sent word that": the owner speaks, or the paper where it has none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

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
    REL,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
)
from secondsource.text.cues import Frame, Range, inflected, verb_forms, word_sets
from secondsource.text.cues import lists as cue_lists
from secondsource.text.nouns import lists as nouns
from secondsource.text.patterns import rules
from secondsource.text.subjects import persons, source_right, subject

MAX_NOUN = 6  # words before a noun that belong to it
MAX_VERB = 14  # words from a noun to what it states
MAX_HELD = 6  # words from a verb to what it makes public
MAX_COLON = 5  # words from "was" to the colon: "was short: …"

_Phrases = dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


class _Papers(Struct, frozen=True, gc=False):
    """The lists of papers.toml; verbs by their first word, with what follows it and its forms."""

    papers: frozenset[str]
    words: frozenset[str]
    spoken: frozenset[str]
    held: frozenset[str]
    counted: frozenset[str]
    shown: frozenset[str]
    plain: frozenset[str]
    stating: _Phrases
    recording: _Phrases
    reaching: _Phrases
    arriving: _Phrases
    arrived: frozenset[str]
    issuing: _Phrases
    knowing: _Phrases
    being: frozenset[str]
    opening: frozenset[str]
    holding: frozenset[str]
    counting: frozenset[str]
    nouns: frozenset[str]
    known: tuple[tuple[str, ...], ...]
    aware: frozenset[str]
    sure: frozenset[str]
    particles: frozenset[str]
    negated: frozenset[str]
    no_more: frozenset[str]
    open: frozenset[str]
    houses: frozenset[str]


@cache
def _papers() -> _Papers:
    file: dict[str, Any] = rules("en/quotes/papers.toml")
    origins: dict[str, Any] = rules("en/origins.toml")
    houses = {phrase.split()[-1] for phrase in (*origins["bodies"], *origins["firms"])}
    return _Papers(
        papers=frozenset(file["nouns"]["papers"]),
        words=frozenset(file["nouns"]["words"]),
        spoken=frozenset(file["nouns"]["spoken"]),
        held=frozenset(file["nouns"]["held"]),
        counted=frozenset(file["nouns"]["counted"]),
        shown=frozenset(file["nouns"]["shown"]),
        plain=frozenset(file["nouns"]["plain"]),
        stating=_forms(file["stating"]["verbs"]),
        recording=_forms(file["stating"]["recording"]),
        reaching=_forms(file["stating"]["reaching"]),
        arriving=_forms(file["arriving"]["verbs"]),
        arrived=frozenset(file["arriving"]["nouns"]),
        issuing=_forms(file["issuing"]["verbs"]),
        knowing=_forms(file["knowing"]["verbs"]),
        being=frozenset(file["stating"]["being"]),
        opening=frozenset(file["opening"]["words"]),
        holding=frozenset(file["issuing"]["holding"]),
        counting=frozenset(file["issuing"]["counting"]),
        nouns=frozenset(file["knowing"]["nouns"]),
        known=tuple(tuple(phrase.split()) for phrase in file["knowing"]["known"]),
        aware=frozenset(file["knowing"]["aware"]),
        sure=frozenset(file["knowing"]["sure"]),
        particles=frozenset(file["stating"]["particles"]),
        negated=frozenset(file["knowing"]["negated"]),
        no_more=frozenset(file["knowing"]["no_more"]),
        open=frozenset(file["knowing"]["open"]),
        houses=frozenset(houses) | word_sets()["labels"],
    )


def _forms(lemmas: list[str]) -> _Phrases:
    """Verbs by each form of their first word: what follows it, and which forms it may be."""
    found: dict[str, dict[tuple[str, ...], set[str]]] = {}
    for lemma in lemmas:
        head, *rest = lemma.split()
        for form, word in inflected(head).items():
            found.setdefault(word, {}).setdefault(tuple(rest), set()).add(form)
    return {
        word: tuple((rest, frozenset(forms)) for rest, forms in sorted(some.items(), reverse=True))
        for word, some in found.items()
    }


def houses() -> frozenset[str]:
    """Nouns for bodies."""
    return _papers().houses


@cache
def paper_words() -> frozenset[str]:
    """Words with one of which every turn of this module has its say."""
    lists = _papers()
    opened = {phrase[0] for phrase in lists.known}
    return lists.papers | lists.words | lists.held | lists.nouns | lists.sure | opened | frozenset(
        lists.recording
    )  # fmt: skip


def paper(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """The turn whose word stands at a token, if one does; O(tokens near it)."""
    lists = _papers()
    low = words.lows[at]
    lone = not words.tags[at] & CAP or not at  # not "the Washington Post"
    lone = lone and not (at + 1 < len(words.lows) and words.tags[at + 1] & CAP and at)
    if lone and (low in lists.papers or low in lists.words or low in lists.held):
        told = _arrived(words, at) or _stated(words, at) or _published(words, at, finite)
        if told is not None:
            return told
    if low in lists.nouns or low in lists.sure or any(low == k[0] for k in lists.known):
        told = _known(words, at, finite)
        if told is not None:
            return told
    return _recorded(words, at, finite) if low in lists.recording else None


def _frame(words: Words, region: Range, source: Range, contents: tuple[Range, ...]) -> Frame:
    return Frame("according", (source[1], region[1]) if source[1] < region[1] else region, region,
                 source, contents, lemma="turn", score=0.85)  # fmt: skip


def _end(words: Words, at: int) -> int:
    """Where what is stated ends: at a semicolon or the end of the sentence."""
    tags, lows = words.tags, words.lows
    return next(
        (n for n in range(at, len(lows)) if tags[n] & STOP and lows[n][0] in ".;!?…"), len(lows)
    )


# ------------------------------------------------------------------ what a paper states


def _stated(words: Words, at: int) -> Frame | None:
    """ "Hospital records list four", "the union's claim is that", "in the police version, …"."""
    lists = _papers()
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
    end = _end(words, after)
    contents = _piece(words, after, end)
    if not contents:
        return None
    if owner is not None and begin > at + 2 and tags[at + 1] & PREP:
        contents = ((at + 1, begin), *contents)  # "the police figure | for the march"
    return _frame(words, (first, after), source, contents)


def _is_clear(low: str) -> bool:
    """Whether a word is a verb of saying and no noun: its subject is found as that of any."""
    verb = verb_forms().get(low)
    return verb is not None and verb.lemma not in cue_lists().nouns


def _piece(words: Words, first: int, last: int) -> tuple[Range, ...]:
    while first < last and (
        words.tags[first] & (COMMA | STOP) or words.lows[first] in ("that", "as")
    ):
        first += 1
    while first < last and words.tags[last - 1] & (COMMA | STOP):
        last -= 1
    return ((first, last),) if first < last else ()


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
        if lows[k].endswith(("'s", "s'")) and not tags[k] & TIME:
            return (first, k + 1)
    lists = _papers()
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
        behind = (by + 1, end) if not read and _is_somebody(words, by + 1, end) else None
    return end + 1, behind


def _is_beside(words: Words, owner: Range, at: int) -> bool:
    """Whether an owner is a word before its noun without a sign of possession: "a police note"."""
    low = words.lows[owner[1] - 1]
    possessed = low.endswith(("'s", "s'")) or low in word_sets()["possessives"]
    return owner[1] <= at and not possessed


def _made(words: Words, at: int) -> tuple[int, Range | None]:
    """Past what tells of a noun behind it, and who made it: "from the board", "issued by X"."""
    lows, tags = words.lows, words.tags
    count = len(lows)
    k, made = at, None
    if k < count and lows[k] in ("of", "from", "by"):
        first = k + 1
        k = phrase_right(words, first, count, verbs=_verbs(words, first), bare=True)
        made = (first, k) if k > first and _is_somebody(words, first, k) else None
        held = lows[at - 1] in _papers().counted | _papers().papers and lows[at] == "of"
        if made and held and not _is_house(words, first, k):
            made = None  # "a list of the passengers"
        if made is None and k + 1 < count and lows[k] in ("from", "by"):
            return _made(words, k)  # "a notice of a breach from the bank"
    elif k + 2 < count and lows[k] in ("on", "in"):  # "a post on the choir's website"
        last = phrase_right(words, k + 1, count, verbs=_verbs(words, k + 1), bare=True)
        own = next((n for n in range(k + 1, last) if lows[n].endswith(("'s", "s'"))), None)
        if own is None or lows[last - 1] not in _papers().papers:
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
        made = (first, k) if k > first and _is_somebody(words, first, k) else None
    return k, made


def _verbs(words: Words, first: int) -> frozenset[int]:
    """The tokens behind which may be the verb of a paper."""
    lists = _papers()
    lows = words.lows
    return frozenset(
        k
        for k in range(first + 1, min(len(lows), first + MAX_VERB))
        if (lows[k] in lists.stating or lows[k] in verb_forms() or lows[k] in lists.being)
        and not words.tags[k] & (CAP | PREP)
        and not words.tags[k - 1] & (DET | PREP | NUM)
    )


def _is_somebody(words: Words, first: int, last: int) -> bool:
    """Whether a phrase is about a body or people: "the labour federation", "director Eva Lunn"."""
    lists = _papers()
    lows, tags = words.lows, words.tags
    if lows[first] in word_sets()["pronouns"]:
        return last == first + 1
    if lows[last - 1] == "which":
        return False
    end = next((k for k in range(first + 1, last) if tags[k] & (PREP | COMMA | REL)), last)
    head, tag = lows[end - 1], tags[end - 1]
    named = tag & CAP and not tag & (TIME | DET) and (end - 1 > first or end == last or first)
    plural = head.endswith("s") and head[:-1] in persons()
    return bool(named) or head in lists.houses or head in persons() or plural


def _is_house(words: Words, first: int, last: int) -> bool:
    """Whether a phrase has a word for a body, or a name."""
    houses = _papers().houses
    return any(
        words.lows[k] in houses or (words.tags[k] & CAP and not words.tags[k] & TIME)
        for k in range(first, last)
    )


def _states(words: Words, at: int) -> tuple[tuple[int, int] | None, Range | None]:
    """Where what a paper states begins, and its verb; and who made the paper."""
    lists = _papers()
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
    lists = _papers()
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
    if low in _papers().particles:
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
    if lows[at] in _papers().shown or lows[source[0]] in word_sets()["possessives"]:
        return None  # "on her papers, …"
    if any(low in _speech() for low in lows[after + 1 :]) or any(t & QUOTE for t in tags):
        return None  # the one who speaks is told there
    contents = _piece(words, after + 1, _end(words, after))
    return _frame(words, (0, after), source, contents) if contents else None


@cache
def _speech() -> frozenset[str]:
    """Forms of verbs that tell of words or thoughts, but those that are oftener nouns."""
    return frozenset(verb_forms()) - {"report", "estimate", "project", "post", "order", "name"}


def _arrived(words: Words, at: int) -> Frame | None:
    """ "Word reached us from the union that the strike would end"."""
    lists = _papers()
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
        or not _is_somebody(words, begin + 1, last)
    ):
        return None
    contents = _piece(words, last, _end(words, last))
    return _frame(words, (0, last + 1), (begin + 1, last), contents) if contents else None


# ------------------------------------------------------------------ who makes it public


def _published(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "Has published a list of nine dead", "made public the names of the five killed"."""
    lists = _papers()
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
    contents = _piece(words, begin, _end(words, begin))
    return _frame(words, (first, begin), source, contents) if contents else None


def _verb_before(words: Words, at: int, table: _Phrases) -> int | None:
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
    if source is None or not _is_somebody(words, *source):
        return None, 0
    return source, first


def issued(words: Words) -> tuple[str, Range] | None:
    """The paper somebody made public, and who: "The hospital issued a statement"."""
    lists = _papers()
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
    lists = _papers()
    lows, tags = words.lows, words.tags
    count = len(lows)
    begin = verb = None
    if lows[at] in lists.sure and 0 < at < count - 2:
        k = at - 1
        linked = lows[at + 1] == "that" or (lows[at] in lists.aware and lows[at + 1] == "of")
        if k == at - 1 and lows[k] in lists.being and linked:
            verb, begin = k, at + 2
    for phrase in lists.known:
        last = at + len(phrase)
        if tuple(lows[at:last]) == phrase and last < count - 1 and lows[last] == "that":
            verb, begin = at, last + 1
    if verb is None and lows[at] in lists.nouns and lows[at + 1 : at + 2] == ["that"]:
        verb, begin = _verb_before(words, at, lists.knowing), at + 2
        if verb is None and lows[at - 1] == "on":  # "have it on record that"
            held = at - 3
            if held > 0 and lows[held + 1] == "it" and lows[held] in word_sets()["have"]:
                verb = held
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
    contents = _piece(words, begin, _end(words, begin))
    return _frame(words, (first, begin), source, contents) if contents else None


def _recorded(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "The coastguard logged the sinking at 4.10", "the union has documented 11 deaths"."""
    lists = _papers()
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
    contents = _piece(words, at + 1, _end(words, at))
    return _frame(words, (first, at + 1), source, contents) if contents else None

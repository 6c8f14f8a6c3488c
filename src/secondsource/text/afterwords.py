"""Sentences and parts of one that say whose words stand before them.

"The figure comes from the police", "So says the governor", "…; that is what the airline told us".
"""

from __future__ import annotations

from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    COMMA,
    DET,
    NUM,
    PREP,
    QUOTE,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
)
from secondsource.text.cues import Frame, Range, word_sets
from secondsource.text.nouns import lists as nouns
from secondsource.text.paperwords import houses, owns
from secondsource.text.subjects import persons, source_right, subject
from secondsource.text.turnwords import is_subject, speech, turn_lists, verb_begins

MAX_OWNER = 9  # words between "by" and "count"
MAX_MARKS = 3  # semicolons and dashes behind which a sentence may say whose it is
MAX_OPENING = 9  # words of a subject that points back


def pointer(words: Words, finite: frozenset[int]) -> Frame | None:
    """The frame of a sentence that says whose words the sentence before it holds, else None."""
    lists = turn_lists().pointing
    lows = words.lows
    told = _so_says(words, finite) or _with_that(words, finite) or _what(words)
    if told is not None or (lists["all"] | turn_lists().told).isdisjoint(lows):
        return told
    return (
        _fragment(words, finite)
        or _contained(words)
        or _passed_on(words, finite)
        or _said_it(words, finite)
    )


def _contained(words: Words) -> Frame | None:
    """ "This was contained in a statement signed by Marsk", "The sale was announced in a letter".

    What is told so is the sentence before and, where it is named, the thing itself.
    """
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    be = next((k for k in range(1, min(len(lows), MAX_OPENING)) if tags[k] & AUX), 0)
    lone = be == 1 and lows[0] in lists["stand_for"]
    if not be or not (lone or tags[0] & DET) or lows[be] not in word_sets()["be"]:
        return None
    at = _past_adverbs(words, be)
    at += lows[at : at + 1] == ["made"] or " ".join(lows[at : at + 2]) in lists["held"]
    told = lows[at : at + 1] == ["out"] or set(lows[at : at + 1]) & (lists["held"] | lists["said"])
    if at + 3 >= len(lows) or not told:
        return None
    first = at + 1
    if lows[first] not in lists["within"] or not tags[first + 1] & DET:
        return None
    papers = nouns().documents | word_sets()["posts"]
    head = first + 2
    while head < len(lows) and not tags[head] & ~(NUM | ADV) and lows[head] not in papers:
        head += 1
    if head >= len(lows) or lows[head] not in papers:
        return None
    last = head + 1
    for k in range(head + 1, min(len(lows) - 1, head + MAX_OWNER)):
        if tags[k] & (COMMA | STOP | QUOTE):
            break
        if lows[k] in word_sets()["made_by"] and not tags[k + 1] & (TIME | NUM):
            last = source_right(words, k + 1, len(lows), frozenset())
            break
    fact = lone or _is_fact(words, 0, be)
    return Frame("back", (be, first), (0, last), (first + 1, last), () if fact else ((0, be),),
                 lemma="come", sense=speech(), score=0.8)  # fmt: skip


def _so_says(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "So says the president of Larn.", "That is according to police." """
    lows = words.lows
    for phrase in turn_lists().openings:
        end = len(phrase)
        if tuple(lows[:end]) == phrase and end < len(lows):
            return _back(words, end, finite, (0, end))
    return None


def _what(words: Words) -> Frame | None:
    """ "That is what the airline told relatives", "That is the airline's figure"."""
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    count = len(lows)
    if lists["stand_for"].isdisjoint(lows[:4]):
        return None  # most sentences
    begin = next((k + 1 for k in range(1, min(count, 4)) if tags[k] & COMMA), 0)  # "At least, …"
    if count < begin + 4 or lows[begin] not in lists["stand_for"]:
        return None
    if lows[begin + 1] not in lists["being"]:
        return None
    first = begin + 2
    while first < count and tags[first] & ADV:
        first += 1
    if lows[first : first + 1] in (["what"], ["how"]):
        first += 1
        for verb in range(first + 1, min(count, first + MAX_OWNER)):
            if tags[verb] & (COMMA | STOP | QUOTE):
                return None
            if lows[verb] in lists["telling"]:
                last = verb
                while last > first + 1 and tags[last - 1] & (ADV | AUX):
                    last -= 1
                told = last > first and is_subject(words, first)
                return _pointed(verb + 1, (first, last)) if told else None
        return None
    for noun in range(first + 1, min(count, first + MAX_OWNER)):
        owned = owns(words, noun - 1)
        if lows[noun] in lists["facts"] and (noun + 1 >= count or tags[noun + 1] & (COMMA | STOP)):
            return _pointed(noun + 1, (first, noun)) if owned else None
        if lows[noun] in lists["facts"] and lows[noun + 1] == "of" and noun + 2 < count:
            last = source_right(words, noun + 2, count, frozenset())
            named = last > noun + 2 and (last >= count or tags[last] & (COMMA | STOP))
            house = named and (tags[last - 1] & CAP or lows[last - 1] in houses())
            return _pointed(last, (noun + 2, last)) if house else None
        if tags[noun] & (COMMA | STOP | QUOTE):
            return None
    return None


def _pointed(end: int, source: Range) -> Frame:
    return Frame("back", (0, end), (0, end), source, lemma="come", sense=speech(), score=0.8)


def within(words: Words) -> Frame | None:
    """The frame of a sentence whose last part says whose the first is: "…; the number is hers"."""
    marks = turn_lists().marks
    if marks.isdisjoint(words.lows):
        return None
    found = [at for at in range(3, len(words.lows) - 3) if words.lows[at] in marks]
    for at in found[:MAX_MARKS]:
        rest = Words(
            words.text,
            words.starts[at + 1 :],
            words.ends[at + 1 :],
            words.lows[at + 1 :],
            words.tags[at + 1 :],
        )
        told = pointer(rest, frozenset())
        if told is None or told.source is None:
            continue
        source = (told.source[0] + at + 1, told.source[1] + at + 1)
        region = (at, told.region[1] + at + 1)
        cue = (told.cue[0] + at + 1, told.cue[1] + at + 1)
        return Frame("according", cue, region, source, ((0, at),), lemma="turn", score=0.8)
    return None


def _with_that(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "With those words Marsk ended the night", "With that post, the police closed the case"."""
    lists = turn_lists().closing
    lows, tags = words.lows, words.tags
    if len(lows) < 5 or lows[0] != "with" or lows[1] not in lists["pointing"]:
        return None
    at = 2
    while at < 5 and lows[at] not in lists["words"]:
        at += 1
    named = at < 5
    at = at + 1 if named else 2
    comma = next((k for k in range(at, min(len(lows), at + 6)) if tags[k] & COMMA), 0)
    if named and comma and not any(tags[k] & (CAP | SUBJ) and k == at for k in range(at, comma)):
        at = comma + 1
    while at < len(lows) and tags[at] & COMMA:
        at += 1
    if at >= len(lows) - 1 or not tags[at] & (CAP | DET | SUBJ):
        return None
    last = source_right(words, at, len(lows), finite)
    for k in range(at + 1, last):  # "the governor ended | the night", "Marsk closed | it"
        article = tags[k] & DET and not tags[k - 1] & (DET | PREP | COMMA)
        if article or (lows[k].endswith("ed") and tags[k - 1] & CAP and not tags[k] & CAP):
            last = k - 1 if article else k
            break
    if last <= at:
        return None
    someone = any(tags[k] & CAP or lows[k] in persons() for k in range(at, last))
    if not (named or (someone and last < len(lows))):
        return None
    return Frame("back", (0, at), (0, last), (at, last), lemma="come", sense=speech(), score=0.8)


def _fragment(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "Confirmed to Radio Velmar by Lena Marsk." """
    lows = words.lows
    lists = turn_lists().pointing
    figure = lows[0] in lists["facts"] and len(lows) > 2 and lows[1] in lists["said"]
    if lows[0] not in lists["said"] and not figure:
        return None
    by = next((k for k in range(1, min(len(lows), MAX_OPENING)) if lows[k] == "by"), 0)
    return _back(words, by + 1, finite, (0, by + 1)) if by else None


def _passed_on(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "The number comes from the police", "The agency has this from an aide"."""
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    limit = min(len(lows) - 1, MAX_OPENING)
    for at in range(1, limit):
        if tags[at] & (COMMA | STOP | QUOTE | SCARE):
            return None
        if lows[at] in lists["coming"] and lows[0] != "it" and _is_fact(words, 0, at):
            k = _past_adverbs(words, at + 1)
            lone = at == 1 and lows[0] in lists["stand_for"] and lows[at] in word_sets()["be"]
            if k + 1 < len(lows) and lows[k] in lists["source"] and not (lone and lows[k] == "on"):
                return _back(words, k + 1, finite, (at, k + 1))
            if lows[k : k + 2] == ["that", "of"] and k + 2 < len(lows):
                return _back(words, k + 2, finite, (at, k + 2))
            k += k < len(lows) and lows[k] in lists["said"]
            if k + 1 < len(lows) and lows[k] == "by":
                return _back(words, k + 1, finite, (at, k + 1))
        of = at + 3 < limit and lows[at + 1] in lists["of"] and lows[at] in turn_lists().told
        if of and lows[at + 2] in lists["stand_for"] and lows[at + 3] == "from":
            return _back(words, at + 4, finite, (at, at + 4), channel=(0, at))
        if lows[at] in lists["having"] | lists["giving"]:
            to = "from" if lows[at] in lists["having"] else "to"
            for k in range(at + 2, min(len(lows) - 1, at + 5)):
                if lows[k] == to and _is_fact(words, at + 1, k):
                    return _back(words, k + 1, finite, (at, k + 1), channel=(0, at))
    return None


def _said_it(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "The governor gave the figure on Friday", "Marsk announced the date"."""
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    for at in range(1, min(len(lows), MAX_OPENING + 4)):
        if tags[at] & (STOP | QUOTE | SCARE):
            return None
        if lows[at] not in lists["saying"] or at + 1 >= len(lows):
            continue
        end = _object(words, at + 1)
        if end is None:
            continue
        source, _, first = subject(words, verb_begins(words, at), finite, [])
        if source is None or first > 1:
            continue
        return Frame("back", (at, end), (first, end), source, lemma="give", sense=speech(),
                     score=0.8)  # fmt: skip
    return None


def _object(words: Words, first: int) -> int | None:
    """Where "it", "the figure", "the same number" ends; not "it would leave", "the date of"."""
    lows, tags = words.lows, words.tags
    lone = lows[first] in turn_lists().pointing["stand_for"]
    for end in range(first + 1, min(len(lows), first + 4) + 1):
        if not _is_fact(words, first, end):
            continue
        if end >= len(lows) or tags[end] & (COMMA | STOP):
            return end
        if lone and end == first + 1:  # not "released this week"
            return end if lows[first] == "it" and tags[end] & PREP else None
        if lows[end] in turn_lists().before and end + 1 < len(lows) and tags[end + 1] & NUM:
            return None  # "gave the figure as 18" says the figure itself
        return end if tags[end] & (PREP | TIME | ADV) and lows[end] != "of" else None
    return None


def _is_fact(words: Words, first: int, last: int) -> bool:
    """Whether a phrase only stands for what was said before: "this", "the figure"."""
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    while first < last and tags[last - 1] & (ADV | AUX):
        last -= 1
    if last - first > 3 and lows[last - 2] == "of" and tags[last - 1] & NUM:
        last -= 2  # "the figure of 31"
    if last - first == 1 and lows[first] in lists["stand_for"]:
        return True
    pointed = last - first > 1 and lows[first] in lists["determiners"]
    return pointed and last - first < 4 and lows[last - 1] in lists["facts"]


def _past_adverbs(words: Words, at: int) -> int:
    while at < len(words.lows) and words.tags[at] & (ADV | AUX):
        at += 1
    return at


def _back(
    words: Words, first: int, finite: frozenset[int], cue: Range, *, channel: Range | None = None
) -> Frame | None:
    last = source_right(words, first, len(words.lows), finite)
    if last == first or words.tags[first] & (NUM | TIME):
        return None
    return Frame("back", cue, (0, last), (first, last), channel=channel, lemma="come",
                 sense=speech(), score=0.8)  # fmt: skip

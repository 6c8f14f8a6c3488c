"""Turns of phrase that say whose words a sentence holds without a verb of saying.

"By her count", "as the indictment has it", "put the number at 23", "the figure comes from the
police": the words they are about stand beside them or, where they point back, in the sentence
before.
"""

from __future__ import annotations

from secondsource.text.amounts import is_number
from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    CLAUSE,
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
from secondsource.text.cues import Frame, Range, lists, verb_forms, word_sets
from secondsource.text.issuing import issuing
from secondsource.text.papers import paper
from secondsource.text.paperwords import owns, paper_words
from secondsource.text.subjects import joins, persons, source_right, subject
from secondsource.text.turnwords import is_subject, speech, turn_lists, verb_begins

MAX_TURNS = 30  # read in one sentence; what is longer is no prose
MAX_OWNER = 9  # words between "by" and "count"
MAX_CLAUSE = 12  # words of "as the district court has it"
_MONEY = frozenset("£$€")
MAX_FIGURE = 14  # words between "put" and its number


def turns(words: Words, finite: frozenset[int]) -> list[Frame]:
    """The turns of one sentence in text order; O(tokens).

    finite: tokens known to be finite verbs.
    """
    telling, papers = turn_lists().telling, paper_words()
    found: list[Frame] = []
    lows = words.lows
    for at in [at for at, low in enumerate(lows) if low in telling]:
        if found and (at < found[-1].region[1] or len(found) >= MAX_TURNS):
            continue
        if lows[at] == "from" and lows[at + 1 : at + 2] != ["what"] and lows[at - 1] != "it":
            continue
        frame = (
            _reckoning(words, at, finite)
            or _clause(words, at)
            or _figure(words, at, finite)
            or _passive_figure(words, at, finite)
            or _told(words, at, finite)
            or _heard(words, at, finite)
            or _apposed(words, at, finite)
        )
        if frame is None and lows[at] in papers:
            frame = paper(words, at) or issuing(words, at, finite)
        if frame is not None:
            found.append(frame)
    return found


# ------------------------------------------------------------------ beside what is said


def _reckoning(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "by Marsk's count", "in her telling", "in the recollection of the club's secretary"."""
    table = turn_lists()
    lows, tags = words.lows, words.tags
    nouns = table.reckoning.get(lows[at])
    if nouns is None:
        return None
    count = len(lows)
    for noun in range(at + 1, min(count, at + MAX_OWNER)):
        if tags[noun] & (COMMA | STOP | QUOTE | SCARE | AUX):
            return None
        if lows[noun] in nouns and not tags[noun] & CAP:
            break
    else:
        return None
    after = noun + 1
    if noun == at + 1 and (lows[at], lows[noun]) in (("on", "account"), ("in", "view")):
        return None  # "on account of a strike", "in view of the march"
    if noun - at < 3 and after < count and (lows[after] == "of" or lows[after] in table.given):
        first = after + 1 + (lows[after] != "of")
        if lows[after] != "of" and lows[after + 1 : after + 2] != ["by"]:
            return None
        last = source_right(words, first, count, finite)
        named = last > first and (tags[first] & (CAP | DET | SUBJ) or lows[first] in persons())
        return _beside(words, (at, last), (first, last), (at, first)) if named else None
    if not _stands_apart(words, at, after):
        return None
    ends = at == 0 or after >= count or bool(tags[after] & STOP)
    if lows[at + 1] in word_sets()["possessives"] and noun - at <= 3 and ends:
        return _beside(words, (at, after), (at + 1, at + 2), (at, after))
    owner = noun - 1 if lows[noun - 1] != "own" else noun - 2  # "by the board's own account"
    if owner > at and owns(words, owner):
        return _beside(words, (at, after), (at + 1, owner + 1), (at, after))
    return None


def _apposed(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "Six died, a toll confirmed by the hospital"."""
    lists = turn_lists().pointing
    lows, tags = words.lows, words.tags
    if lows[at] not in lists["facts"] or at < 3 or at + 3 >= len(lows):
        return None
    if not tags[at - 2] & COMMA or not tags[at - 1] & DET:
        return None
    if lows[at + 1] not in lists["said"] or lows[at + 2] != "by":
        return _confirmed(words, at)
    last = source_right(words, at + 3, len(lows), finite)
    if last == at + 3:
        return None
    return _beside(words, (at - 1, last), (at + 3, last), (at - 1, at + 3))


def _confirmed(words: Words, at: int) -> Frame | None:
    """ "Six died, a figure the hospital confirmed"."""
    lows, tags = words.lows, words.tags
    first = at + 1 + (lows[at + 1] == "that")
    if first >= len(lows) or not tags[first] & (CAP | DET | SUBJ):
        return None
    for verb in range(first + 1, min(len(lows), first + MAX_OWNER)):
        ends = tags[verb] & (COMMA | STOP | QUOTE | PREP) and not tags[verb] & ADV
        if ends and lows[verb] != "of":
            return None
        if lows[verb] in turn_lists().pointing["saying"]:
            last = verb
            while last > first + 1 and tags[last - 1] & (ADV | AUX):
                last -= 1
            return _beside(words, (at - 1, verb + 1), (first, last), (at - 1, verb + 1))
    return None


def _stands_apart(words: Words, first: int, last: int) -> bool:
    """Whether a phrase opens its sentence, closes it, or stands between commas."""
    tags = words.tags
    opens = first == 0 or bool(tags[first - 1] & (COMMA | STOP | QUOTE | SCARE))
    return opens or last >= len(tags) or bool(tags[last] & (COMMA | STOP))


def _beside(words: Words, region: Range, source: Range, cue: Range) -> Frame:
    return Frame("according", cue, region, source, lemma="turn", score=0.9)


def _clause(words: Words, at: int) -> Frame | None:
    """ "as the indictment has it", "if Marsk is right", "is how the coach explains it"."""
    lows, tags = words.lows, words.tags
    phrases = turn_lists().clauses.get(lows[at], ())
    count = len(lows)
    begin = at
    if lows[at] == "hear":  # "to hear the driver tell it"
        begin -= 1
        if begin or lows[0] != "to":
            return None
    if lows[at] == "from":  # "from what the hospital has released"
        if lows[at + 1 : at + 2] != ["what"]:
            return None
        at += 1
    if not phrases or at + 2 >= count or not is_subject(words, at + 1):
        return None
    if lows[at] == "if" and tags[at + 1] & SUBJ:
        return None  # "if they are right"
    if lows[at] == "how":
        if not at or lows[at - 1] not in word_sets()["be"]:
            return None
        begin -= 1
    if begin and not tags[begin - 1] & (COMMA | STOP | QUOTE | SCARE):
        return None
    if lows[at] == "as" and (told := _as_told(words, at)) is not None:
        return told
    for verb in range(at + 2, min(count, at + MAX_CLAUSE)):
        for phrase in phrases:
            last = verb + len(phrase)
            if len(phrase) == 1 and last < count and not tags[last] & (COMMA | STOP | TIME | PREP):
                continue  # "as the mayor said goodbye"
            if tuple(lows[verb:last]) == phrase and not any(
                tags[k] & (COMMA | STOP | QUOTE) for k in range(at + 1, verb)
            ):
                while last < min(count, verb + MAX_CLAUSE) and not tags[last] & (COMMA | STOP):
                    last += 1  # "for her readers"
                return _beside(words, (begin, last), (at + 1, verb), (begin, last))
    return None


def _as_told(words: Words, at: int) -> Frame | None:
    """ "As Marsk told the court, …": the reader and no clause stand behind the verb."""
    lows, tags = words.lows, words.tags
    for verb in range(at + 2, min(len(lows), at + MAX_CLAUSE)):
        if tags[verb] & (COMMA | STOP | QUOTE):
            return None
        known = verb_forms().get(lows[verb])
        if known is None or known.lemma not in lists().readers["direct"] or tags[verb] & CAP:
            continue
        if not known.forms & {"past", "s"}:
            return None
        last = next((k for k in range(verb + 1, len(lows)) if tags[k] & (COMMA | STOP)), len(lows))
        clause = any(tags[k] & (AUX | CLAUSE | QUOTE) for k in range(verb + 1, last))
        if clause or last == verb + 1:
            return None
        return _beside(words, (at, last), (at + 1, verb), (at, last))
    return None


def _figure(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "put the number of dead at 23", "gave the number of arrests as 17"."""
    table = turn_lists()
    lows, tags = words.lows, words.tags
    count = len(lows)
    if not at or tags[at - 1] & (DET | PREP) or tags[at] & CAP:
        return None
    if at + 1 < count and lows[at + 1] in word_sets()["particles"]:
        return None  # "put down at 7.20"
    if lows[at - 1] in word_sets()["be"]:
        return None  # "the count is set for Monday at six"
    if lows[at] in table.counting and at + 1 < count and _is_number(words, at + 1):
        return _figure_at(words, at, finite)  # "counted three dead"
    changing = lows[at] in table.changing
    if not changing and lows[at] not in table.figures:
        return None
    for k in range(at + 2, min(count - 1, at + MAX_FIGURE)):
        if tags[k] & (STOP | QUOTE | SCARE) and lows[k] not in _MONEY:
            return None
        given = lows[k] == "to" if changing else lows[k] in table.before
        summed = lows[k - 1] in table.sums and k > at + 1
        counted = not changing or bool(table.sums & set(lows[at + 1 : k]))
        given = given or (summed and lows[k] == "of")
        if given and counted and _is_number(words, k + 1):
            return _figure_at(words, at, finite)
        if given and not changing and _is_called(words, k):
            return _figure_at(words, at, finite)
    return None


def _figure_at(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """The frame of a verb that gives a figure: all that follows it is said."""
    count = len(words.lows)
    before = verb_begins(words, at)
    source, shared, first = subject(words, before, finite, [])
    if source is None and joins(words, before, at + 1, verb_forms()["said"], speech()):
        shared, first = True, before + 1
    if source is None and not shared:
        return None
    end = next((n for n in range(at + 1, count) if words.tags[n] & (COMMA | STOP)), count)
    return Frame("verb", (at, at + 1), (first, at + 1), source, ((at + 1, end),),
                 lemma="give", sense=speech(), score=0.85, shared=shared)  # fmt: skip


def _passive_figure(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "The crowd was put at 40 by police", "the attendance was given by the club as 11,240"."""
    table = turn_lists()
    lows, tags = words.lows, words.tags
    if lows[at] not in table.passive or at < 2:
        return None
    be = at - 1
    while be > 1 and tags[be] & ADV:
        be -= 1
    end = next((k for k in range(at + 1, len(lows)) if tags[k] & (STOP | QUOTE)), len(lows))
    number = next(
        (k for k in range(at + 1, end - 1) if lows[k] in table.before and _is_number(words, k + 1)),
        0,
    )
    by = next((k for k in range(at + 1, end - 1) if lows[k] == "by"), 0)
    if lows[be] not in word_sets()["be"] or not number or not by or tags[by + 1] & (NUM | TIME):
        return None
    if any(tags[k] & COMMA for k in range(be)):
        return None
    last = source_right(words, by + 1, end, finite)
    until = by if by > number else end
    if last <= by + 1:
        return None
    return Frame("verb", (be, at + 1), (be, last), (by + 1, last), ((0, be), (number, until)),
                 lemma="give", sense=speech(), score=0.85)  # fmt: skip


def _is_called(words: Words, at: int) -> bool:
    """ "gave 4 October as the day", "named the yard as the place"."""
    lows = words.lows
    if lows[at] != "as" or lows[at + 1 : at + 2] != ["the"]:
        return False
    return bool(set(lows[at + 2 : at + 5]) & turn_lists().called)


def is_had_from(words: Words, at: int) -> bool:
    """Whether a verb is the "learned" of "learned from X": X speaks, not who learned it."""
    return words.lows[at] in turn_lists().told and words.lows[at + 1 : at + 2] == ["from"]


def _is_number(words: Words, at: int) -> bool:
    """Whether a number begins here: "at 40", "at £40", "at about 40", "at “forty or fifty”"."""
    if at + 1 < len(words.lows):
        coin = words.tags[at] & CAP and words.tags[at + 1] & NUM
        if words.lows[at] in _MONEY or (coin and len(words.lows[at]) < 5):
            at += 1  # "at £40", "at Tk 14.2 billion"
    if words.tags[at] & (QUOTE | SCARE):
        opening = words.text[words.starts[at] + 1 : words.ends[at]].split(maxsplit=1)[:1]
        return bool(opening) and is_number(opening[0].lower())
    return bool(words.tags[at] & NUM) or words.lows[at] in turn_lists().roughly


def _told(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "…, the Larn Courier learned from a clerk", "…, an aide has let the Larn Courier know"."""
    table = turn_lists()
    lows, tags = words.lows, words.tags
    count = len(lows)
    low = lows[at]
    if low in table.told and at + 1 < count and lows[at + 1] == "from":
        last = source_right(words, at + 2, count, finite)
        channel, _, first = subject(words, verb_begins(words, at), finite, [])
        if last == at + 2 or channel is None:
            return None
        content = _content(words, first, last)
        if content is None or lows[at + 2] in word_sets()["possessives"]:
            return None
        return Frame("quoted", (at, at + 2), (first, last), (at + 2, last), (content,),
                     channel=channel, lemma="learn", score=0.9)  # fmt: skip
    if low == "from" and at > 2 and lows[at - 1] == "it" and lows[at - 2] in word_sets()["have"]:
        last = source_right(words, at + 1, count, finite)
        content = _content(words, at - 2, last)
        if last > at + 1 and content is not None:
            return Frame("according", (at - 2, at + 1), (at - 3, last), (at + 1, last),
                         (content,), lemma="turn", score=0.9)  # fmt: skip
    if low in table.let and table.know in lows[at + 1 : at + 7]:
        end = lows.index(table.know, at + 1)
        source, _, first = subject(words, verb_begins(words, at), finite, [])
        content = _content(words, first, end + 1)
        if source is None or content is None or any(tags[k] & COMMA for k in range(at, end)):
            return None
        return Frame("verb", (at, end + 1), (first, end + 1), source, (content,),
                     to=(at + 1, end), lemma="tell", sense=speech(), score=0.9)  # fmt: skip
    return None


def _heard(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "A deputy was heard saying over the radio that", "can be heard shouting"."""
    lows = words.lows
    if lows[at] not in turn_lists().heard or not 1 < at < len(lows) - 2:
        return None
    verb = verb_forms().get(lows[at + 1])
    if lows[at - 1] not in word_sets()["be"] or verb is None or "ing" not in verb.forms:
        return None
    sense = next((s for s in verb.senses if s.group in ("speech", "telling")), None)
    source, _, first = subject(words, verb_begins(words, at), finite, [])
    if sense is None or source is None:
        return None
    return Frame("verb", (at - 1, at + 2), (first, at + 2), source, lemma=verb.lemma, sense=sense,
                 score=0.85, side="right")  # fmt: skip


def _content(words: Words, first: int, last: int) -> Range | None:
    """What is told: behind "that", else the clause before the comma."""
    count = len(words.lows)
    if last < count and words.lows[last] == "that":
        return (last + 1, count)
    if first > 2 and words.tags[first - 1] & COMMA:
        return (0, first - 1)
    return None

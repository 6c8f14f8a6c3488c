"""Turns of phrase that say whose words a sentence holds without a verb of saying.

"By her count", "as the indictment has it", "put the number at 23", "the figure comes from the
police": the words they are about stand beside them or, where they point back, in the sentence
before.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct, structs

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
from secondsource.text.cues import Frame, Range, Sense, verb_forms, word_sets
from secondsource.text.papers import houses, paper, paper_words
from secondsource.text.patterns import rules
from secondsource.text.subjects import joins, persons, source_right, subject

MAX_OWNER = 9  # words between "by" and "count"
MAX_CLAUSE = 12  # words of "as the district court has it"
MAX_FIGURE = 14  # words between "put" and its number
MAX_OPENING = 9  # words of a subject that points back


class _Turns(Struct, frozen=True, gc=False):
    """The lists of turns.toml as sets, phrases as tuples by their first word."""

    reckoning: dict[str, frozenset[str]]
    given: frozenset[str]
    clauses: dict[str, tuple[tuple[str, ...], ...]]
    figures: frozenset[str]
    before: frozenset[str]
    roughly: frozenset[str]
    called: frozenset[str]
    changing: frozenset[str]
    counting: frozenset[str]
    sums: frozenset[str]
    told: frozenset[str]
    let: frozenset[str]
    know: str
    heard: frozenset[str]
    pointing: dict[str, frozenset[str]]
    closing: dict[str, frozenset[str]]
    openings: tuple[tuple[str, ...], ...]
    marks: frozenset[str]
    telling: frozenset[str]  # words with one of which every turn begins


@cache
def _turns() -> _Turns:
    file: dict[str, Any] = rules("en/quotes/turns.toml")
    pointing = {
        name: frozenset(words)
        for name, words in file["pointing"].items()
        if name not in ("yes", "no", "openings")
    }
    openings = tuple(tuple(phrase.split()) for phrase in file["pointing"]["openings"])
    pointing["all"] = frozenset().union(
        *(pointing[name] for name in ("being", "coming", "having", "giving", "saying", "said"))
    )
    clauses = {
        opener: tuple(tuple(phrase.split()) for phrase in file["clauses"][opener])
        for opener in ("as", "from", "hear", "if")
    }
    clauses["how"] = clauses["as"]
    lists = _Turns(
        reckoning={word: frozenset(file["reckoning"][word]) for word in ("by", "in", "on")},
        given=frozenset(file["reckoning"]["given"]),
        clauses=clauses,
        figures=frozenset(file["figures"]["verbs"]),
        before=frozenset(file["figures"]["before"]),
        roughly=frozenset(file["figures"]["roughly"]),
        called=frozenset(file["figures"]["called"]),
        changing=frozenset(file["figures"]["changing"]),
        counting=frozenset(file["figures"]["counting"]),
        sums=frozenset(file["figures"]["sums"]),
        told=frozenset(file["told"]["from"]),
        let=frozenset(file["told"]["let"]),
        know=file["told"]["know"],
        heard=frozenset(file["told"]["heard"]),
        pointing=pointing,
        closing={name: frozenset(file["closing"][name]) for name in ("pointing", "words")},
        openings=openings,
        marks=frozenset(file["within"]["marks"]),
        telling=frozenset(),
    )
    telling = (
        lists.figures
        | lists.changing
        | lists.counting
        | lists.told
        | lists.heard
        | lists.let
        | set(clauses)
        | set(lists.reckoning)
        | pointing["facts"]
        | paper_words()
    )
    return structs.replace(lists, telling=telling)


def turns(words: Words, finite: frozenset[int]) -> list[Frame]:
    """The turns of one sentence in text order; O(tokens).

    finite: tokens known to be finite verbs.
    """
    telling = _turns().telling
    found: list[Frame] = []
    for at in [at for at, low in enumerate(words.lows) if low in telling]:
        if found and at < found[-1].region[1]:
            continue
        frame = (
            _reckoning(words, at, finite)
            or _clause(words, at)
            or _figure(words, at, finite)
            or _told(words, at, finite)
            or _heard(words, at, finite)
            or _apposed(words, at, finite)
            or paper(words, at, finite)
        )
        if frame is not None:
            found.append(frame)
    return found


def pointer(words: Words, finite: frozenset[int]) -> Frame | None:
    """The frame of a sentence that says whose words the sentence before it holds, else None."""
    lists = _turns().pointing
    lows = words.lows
    told = _so_says(words, finite) or _with_that(words, finite) or _what(words)
    if told is not None or lists["all"].isdisjoint(lows):
        return told
    return _fragment(words, finite) or _passed_on(words, finite) or _said_it(words, finite)


def _speech() -> Sense:
    return verb_forms()["said"].senses[0]


# ------------------------------------------------------------------ beside what is said


def _reckoning(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "by Marsk's count", "in her telling", "in the recollection of the club's secretary"."""
    table = _turns()
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
    if noun == at + 1 and lows[at] == "on" and lows[noun] == "account":
        return None  # "on account of a strike"
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
    if noun - at > 1 and lows[noun - 1].endswith(("'s", "s'")):
        return _beside(words, (at, after), (at + 1, noun), (at, after))
    return None


def _apposed(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "Six died, a toll confirmed by the hospital"."""
    lists = _turns().pointing
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
        if tags[verb] & (COMMA | STOP | QUOTE | PREP) and lows[verb] != "of":
            return None
        if lows[verb] in _turns().pointing["saying"]:
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
    phrases = _turns().clauses.get(lows[at], ())
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
    if not phrases or at + 2 >= count or not _is_subject(words, at + 1):
        return None
    if lows[at] == "if" and tags[at + 1] & SUBJ:
        return None  # "if they are right"
    if lows[at] == "how":
        if not at or lows[at - 1] not in word_sets()["be"]:
            return None
        begin -= 1
    if begin and not tags[begin - 1] & (COMMA | STOP | QUOTE | SCARE):
        return None
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


def _is_subject(words: Words, at: int) -> bool:
    """Whether who speaks may begin here: a name, "the", "she", "police", "witnesses"."""
    low, tag = words.lows[at], words.tags[at]
    return bool(tag & (CAP | DET | SUBJ)) or low in word_sets()["plural"] or low[:-1] in persons()


def _figure(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "put the number of dead at 23", "gave the number of arrests as 17"."""
    table = _turns()
    lows, tags = words.lows, words.tags
    count = len(lows)
    if not at or tags[at - 1] & (DET | PREP):
        return None
    if lows[at - 1] in word_sets()["be"]:
        return None  # "the count is set for Monday at six"
    if lows[at] in table.counting and at + 1 < count and _is_number(words, at + 1):
        return _figure_at(words, at, finite)  # "counted three dead"
    changing = lows[at] in table.changing
    if not changing and lows[at] not in table.figures:
        return None
    for k in range(at + 2, min(count - 1, at + MAX_FIGURE)):
        if tags[k] & (STOP | QUOTE | SCARE):
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
    before = _before(words, at)
    source, shared, first = subject(words, before, finite, [])
    if source is None and joins(words, before, at + 1, verb_forms()["said"], _speech()):
        shared, first = True, before + 1
    if source is None and not shared:
        return None
    end = next((n for n in range(at + 1, count) if words.tags[n] & (COMMA | STOP)), count)
    return Frame("verb", (at, at + 1), (first, at + 1), source, ((at + 1, end),),
                 lemma="give", sense=_speech(), score=0.85, shared=shared)  # fmt: skip


def _is_called(words: Words, at: int) -> bool:
    """ "gave 4 October as the day", "named the yard as the place"."""
    lows = words.lows
    if lows[at] != "as" or lows[at + 1 : at + 2] != ["the"]:
        return False
    return bool(set(lows[at + 2 : at + 5]) & _turns().called)


def is_had_from(words: Words, at: int) -> bool:
    """Whether a verb is the "learned" of "learned from X": X speaks, not who learned it."""
    return words.lows[at] in _turns().told and words.lows[at + 1 : at + 2] == ["from"]


def _before(words: Words, at: int) -> int:
    """The token before a verb and the auxiliaries and adverbs that go with it."""
    at -= 1
    while at > 0 and words.tags[at] & (ADV | AUX):
        at -= 1
    return at


def _is_number(words: Words, at: int) -> bool:
    return bool(words.tags[at] & NUM) or words.lows[at] in _turns().roughly


def _told(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "…, the Larn Courier learned from a clerk", "…, an aide has let the Larn Courier know"."""
    table = _turns()
    lows, tags = words.lows, words.tags
    count = len(lows)
    low = lows[at]
    if low in table.told and at + 1 < count and lows[at + 1] == "from":
        last = source_right(words, at + 2, count, finite)
        channel, _, first = subject(words, _before(words, at), finite, [])
        if last == at + 2 or channel is None:
            return None
        content = _content(words, first, last)
        if content is None or lows[at + 2] in word_sets()["possessives"]:
            return None
        return Frame("quoted", (at, at + 2), (first, last), (at + 2, last), (content,),
                     channel=channel, lemma="learn", score=0.9)  # fmt: skip
    if low in word_sets()["have"] and lows[at + 1 : at + 3] == ["it", "from"]:
        last = source_right(words, at + 3, count, finite)
        content = _content(words, at, last)
        if last > at + 3 and content is not None:
            return Frame("according", (at, at + 3), (max(0, at - 1), last), (at + 3, last),
                         (content,), lemma="turn", score=0.9)  # fmt: skip
    if low in table.let and table.know in lows[at + 1 : at + 7]:
        end = lows.index(table.know, at + 1)
        source, _, first = subject(words, _before(words, at), finite, [])
        content = _content(words, first, end + 1)
        if source is None or content is None or any(tags[k] & COMMA for k in range(at, end)):
            return None
        return Frame("verb", (at, end + 1), (first, end + 1), source, (content,),
                     to=(at + 1, end), lemma="tell", sense=_speech(), score=0.9)  # fmt: skip
    return None


def _heard(words: Words, at: int, finite: frozenset[int]) -> Frame | None:
    """ "A deputy was heard saying over the radio that", "can be heard shouting"."""
    lows, tags = words.lows, words.tags
    if lows[at] not in _turns().heard or not 1 < at < len(lows) - 2:
        return None
    verb = verb_forms().get(lows[at + 1])
    if lows[at - 1] not in word_sets()["be"] or verb is None or "ing" not in verb.forms:
        return None
    sense = next((s for s in verb.senses if s.group in ("speech", "telling")), None)
    source, _, first = subject(words, _before(words, at), finite, [])
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


# ------------------------------------------------------------------ pointing back


def _so_says(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "So says the president of Larn.", "That is according to police." """
    lows = words.lows
    for phrase in _turns().openings:
        end = len(phrase)
        if tuple(lows[:end]) == phrase and end < len(lows):
            return _back(words, end, finite, (0, end))
    return None


def _what(words: Words) -> Frame | None:
    """ "That is what the airline told relatives", "That is the airline's figure"."""
    lists = _turns().pointing
    lows, tags = words.lows, words.tags
    count = len(lows)
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
                told = last > first and _is_subject(words, first)
                return _pointed(verb + 1, (first, last)) if told else None
        return None
    for noun in range(first + 1, min(count, first + MAX_OWNER)):
        owned = lows[noun - 1].endswith(("'s", "s'"))
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
    return Frame("back", (0, end), (0, end), source, lemma="come", sense=_speech(), score=0.8)


def within(words: Words) -> Frame | None:
    """The frame of a sentence whose last part says whose the first is: "…; the number is hers"."""
    marks = _turns().marks
    if marks.isdisjoint(words.lows):
        return None
    for at in range(3, len(words.lows) - 3):
        if words.lows[at] not in marks:
            continue
        rest = Words(words.text, *(part[at + 1 :] for part in
                                   (words.starts, words.ends, words.lows, words.tags)))  # fmt: skip
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
    lists = _turns().closing
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
    return Frame("back", (0, at), (0, last), (at, last), lemma="come", sense=_speech(), score=0.8)


def _fragment(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "Confirmed to Radio Velmar by Lena Marsk." """
    lows = words.lows
    lists = _turns().pointing
    figure = lows[0] in lists["facts"] and len(lows) > 2 and lows[1] in lists["said"]
    if lows[0] not in lists["said"] and not figure:
        return None
    by = next((k for k in range(1, min(len(lows), MAX_OPENING)) if lows[k] == "by"), 0)
    return _back(words, by + 1, finite, (0, by + 1)) if by else None


def _passed_on(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "The number comes from the police", "The agency has this from an aide"."""
    lists = _turns().pointing
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
        if lows[at] in lists["having"] | lists["giving"]:
            to = "from" if lows[at] in lists["having"] else "to"
            for k in range(at + 2, min(len(lows) - 1, at + 5)):
                if lows[k] == to and _is_fact(words, at + 1, k):
                    return _back(words, k + 1, finite, (at, k + 1), channel=(0, at))
    return None


def _said_it(words: Words, finite: frozenset[int]) -> Frame | None:
    """ "The governor gave the figure on Friday", "Marsk announced the date"."""
    lists = _turns().pointing
    lows, tags = words.lows, words.tags
    for at in range(1, min(len(lows), MAX_OPENING + 4)):
        if tags[at] & (STOP | QUOTE | SCARE):
            return None
        if lows[at] not in lists["saying"] or at + 1 >= len(lows):
            continue
        end = _object(words, at + 1)
        if end is None:
            continue
        source, _, first = subject(words, _before(words, at), finite, [])
        if source is None or first > 1:
            continue
        return Frame("back", (at, end), (first, end), source, lemma="give", sense=_speech(),
                     score=0.8)  # fmt: skip
    return None


def _object(words: Words, first: int) -> int | None:
    """Where "it", "the figure", "the same number" ends; not "it would leave", "the date of"."""
    lows, tags = words.lows, words.tags
    lone = lows[first] in _turns().pointing["stand_for"]
    for end in range(first + 1, min(len(lows), first + 4) + 1):
        if not _is_fact(words, first, end):
            continue
        if end >= len(lows) or tags[end] & (COMMA | STOP):
            return end
        if lone and end == first + 1:  # not "released this week"
            return end if lows[first] == "it" and tags[end] & PREP else None
        return end if tags[end] & (PREP | TIME | ADV) and lows[end] != "of" else None
    return None


def _is_fact(words: Words, first: int, last: int) -> bool:
    """Whether a phrase only stands for what was said before: "this", "the figure"."""
    lists = _turns().pointing
    lows, tags = words.lows, words.tags
    while first < last and tags[last - 1] & (ADV | AUX):
        last -= 1
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
                 sense=_speech(), score=0.8)  # fmt: skip

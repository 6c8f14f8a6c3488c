"""The phrase a cue takes as its source: before the verb, after it, or after "according to"."""

from __future__ import annotations

from collections.abc import Sequence
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
    PREP,
    QUOTE,
    REL,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_left,
    phrase_right,
    skip_time,
)
from secondsource.text.cues import Frame, Range, Sense, Verb, lists, word_sets
from secondsource.text.patterns import rules

_LINKS = ADV | AUX | CLAUSE | COMMA | COORD | DET | NUM | PREP | STOP  # an article may follow these
_SUBORDINATE = frozenset(("that", "if", "whether"))  # what they open has a subject of its own
_PLACED = frozenset(("where", "when"))
MIN_BEFORE = 4  # words before ", of Larn," for it to be an apposition, not an opening


def subject(
    words: Words, before: int, finite: frozenset[int], earlier: Sequence[Frame]
) -> tuple[Range | None, bool, int]:
    """The source left of a verb; whether it shares an earlier frame's; the region's first token."""
    tags, lows = words.tags, words.lows
    at = before
    # "Brask, the finance minister, also said on Friday": times between subject and verb
    if at > 1 and lows[at] == "past" and lows[at - 2] == "in":
        at -= 3
        while at > 0 and lows[at] in word_sets()["have"]:
            at -= 1
        before = at
    while at > 0 and tags[at] & TIME and not tags[at] & DET:
        at -= 1
    if at < before and at >= 0 and lows[at] in word_sets()["on_time"]:
        at -= 1
    elif at < before and lows[before] == "late":
        at = before
    if at < 0:
        return None, False, 0
    tag = tags[at]
    if tag & COORD:
        return None, bool(earlier), at
    if tag & SUBJ:
        if lows[at] == "you":
            return None, False, at + 1  # the reader
        if lows[at] == "it" and at and not tags[at - 1] & _LINKS and not tags[at - 1] & QUOTE:
            # "a driver who had watched it all said": an object
            who = next((k for k in range(at - 1, max(0, at - 7), -1) if lows[k] == "who"), 0)
            if who and not any(tags[k] & (COMMA | STOP | QUOTE) for k in range(who, at)):
                head = phrase_left(words, who - 1, verbs=finite)
                return (head, who), False, head
        return (at, at + 1), False, at
    if tag & REL or lows[at] in word_sets()["who"]:
        end = at
        while end > 0 and tags[end - 1] & COMMA:
            end -= 1
        if end == 0:
            return None, False, at
        if tags[end - 1] & COORD:  # "a banker who worked on it and who said"
            end = next((k for k in range(end - 2, 0, -1) if lows[k] in word_sets()["who"]), end)
            if tags[end - 1] & (COORD | COMMA) or lows[end] not in word_sets()["who"]:
                return None, False, at
            at = end - 1
        first = phrase_left(words, end - 1, verbs=finite)
        first = _past_verb(words, first, end)
        aged = first == end - 1 and tags[first] & NUM and first > 1 and tags[first - 1] & COMMA
        if aged and tags[first - 2] & CAP and not tags[first - 2] & TIME:
            first = phrase_left(words, first - 2, verbs=finite)  # "Ines Tarn, 15, who said"
        if lows[first : first + 2] == ["according", "to"]:
            first += 2
        for k in range(end - 1, first, -1):
            if lows[k] in word_sets()["passed_by"]:
                first = k + 1  # "word came from the fire chief, who said"
                break
        return (first, at + 1), False, first
    if tag & COMMA:
        if at == before and _closes(words, at + 1):
            return None, False, at
        opens = mate(words, at)
        if opens is None or opens == 0:
            return None, False, at
        if tags[opens + 1] & COORD:  # "a baker whose shop burned, and who gave his name, said"
            opens = _relative(words, opens)
        first = phrase_left(words, opens - 1, verbs=finite)
        return (first, at), False, first
    if tag & (QUOTE | STOP | PREP | CLAUSE | AUX) and not tag & CAP:
        return None, False, at + 1
    first = phrase_left(words, at, verbs=finite)
    for k in range(at - 1, first, -1):
        if tags[k] & DET and lows[k] in word_sets()["articles"] and not tags[k - 1] & _LINKS:
            first = k  # "In a stock exchange notice the company said"
            break
    first = _own_clause(words, first, at)
    for k in range(first - 1, max(-1, first - 9), -1):
        # "A palace official who asked not to be named said"
        if tags[k] & (COMMA | STOP | QUOTE | COORD) or lows[k] == "that":
            break
        if lows[k] in word_sets()["who"] and 0 < k < first:
            if k == first - 1 and tags[first] & (DET | CAP | SUBJ):
                break  # "the soldier, who the army said"
            if tags[k - 1] & COMMA:
                return None, False, at + 1  # "Babb, who runs the car rentals counter"
            head = phrase_left(words, k - 1, verbs=finite)
            return (head, k), False, head
    if first > at:
        return None, False, at + 1
    if first > 1 and tags[first - 1] & COORD and tags[first - 2] & SUBJ:
        first -= 2  # "he and Mr. Allen said"
    if first > 2 and tags[first - 1] & COORD and tags[first - 2] & COMMA:
        # "The finance minister, Nadia Brask, and her deputy said"
        opens = mate(words, first - 2)
        if opens:
            first = phrase_left(words, opens - 1, verbs=finite)
    return (first, at + 1), False, first


def _own_clause(words: Words, first: int, last: int) -> int:
    """Where a subject begins in a clause of its own: "they left before | the army said"."""
    lows = words.lows
    for k in range(last - 1, first, -1):
        opens = lows[k] in word_sets()["opens_clause"] and words.tags[k + 1] & (DET | CAP)
        if opens and any(_is_past(words, n) for n in range(first + 1, k)):
            return k + 1
    return first


def _is_past(words: Words, at: int) -> bool:
    low = words.lows[at]
    shaped = low in word_sets()["past"] or (len(low) > 4 and low.endswith("ed"))
    return shaped and not words.tags[at] & (CAP | ADV) and not words.tags[at - 1] & (DET | PREP)


def joins(words: Words, before: int, after: int, verb: Verb, sense: Sense) -> bool:
    """Whether a verb goes on with the subject its sentence opens with: "visited the site and said".

    "Was arrested and told" is no telling, nor is "was found and reported missing".
    """
    lows, tags = words.lows, words.tags
    told = sense.group in ("speech", "telling") or verb.lemma in lists().readers["of_events"]
    told = told and ("past" in verb.forms or ("s" in verb.forms and verb.lemma in ("say", "tell")))
    if not told or before < 2 or not tags[before] & COORD or lows[before] not in ("and", "but"):
        return False
    inner = any(tags[k] & (STOP | QUOTE) or lows[k] in _SUBORDINATE for k in range(before))
    if inner or tags[0] & CLAUSE or after >= len(lows):
        return False
    sets = word_sets()
    regular = "pp" in verb.forms and verb.lemma != "say"
    finite = sets["be"] | (sets["have"] if "s" in verb.forms else frozenset())
    if regular and any(lows[k] in sets["be"] for k in range(before)):
        return False
    begins = tags[after] & (CAP | DET | NUM | SUBJ | QUOTE | SCARE) or lows[after] in ("that", ":")
    if not begins and verb.lemma not in ("say", "tell"):
        return False
    return any(
        (lows[k] in sets["past"] or lows[k].endswith("ed") or lows[k] in finite)
        and not tags[k] & CAP
        and not tags[k - 1] & (DET | PREP)
        for k in range(1, before)
    )


def _closes(words: Words, verb: int) -> bool:
    """Whether verb and speaker close a sentence: "…, most of them for theft, said Marsk"."""
    lows, tags = words.lows, words.tags
    if verb + 1 >= len(lows) or lows[verb] not in word_sets()["closing"]:
        return False
    end = verb + 1
    while end < len(lows) and tags[end] & CAP and not tags[end] & (TIME | DET | SUBJ):
        end += 1
    return end > verb + 1 and (end >= len(lows) or bool(tags[end] & STOP))


def _relative(words: Words, comma: int) -> int:
    """Where the first of two clauses about one head begins: "a baker | whose shop burned, and"."""
    for k in range(comma - 1, max(0, comma - 20), -1):
        if words.tags[k] & (COMMA | STOP | QUOTE):
            break
        if words.lows[k] in ("who", "whose", "which"):
            return k
    return comma


def _past_verb(words: Words, first: int, end: int) -> int:
    """Where the phrase before "who" begins that a verb no list knows parts from its subject.

    "The paper cited | a banker who", "The broadcaster attributed it to | the council, which".
    """
    tags, lows = words.tags, words.lows
    for k in range(end - 1, first, -1):
        if tags[k] & DET and lows[k] in word_sets()["articles"] and not tags[k - 1] & _LINKS:
            to = (n + 1 for n in range(k, end - 1) if lows[n] == "to")
            return next(to, k)
    return first


def mate(words: Words, comma: int) -> int | None:
    """The comma that opens the apposition this one closes, if what lies between looks like one."""
    tags = words.tags
    at = comma - 1
    commas: list[int] = []
    while at >= 0 and comma - at < 30:
        if tags[at] & (QUOTE | STOP):
            break
        if tags[at] & COMMA:
            if _is_told(words, at + 1, commas[-1] if commas else comma):
                break  # "…, was taken to hospital on Monday, its director, Lena Marsk, said"
            commas.append(at)
        at -= 1
    named = max((c for c in commas if _is_named(words, c + 1, comma)), default=-1)
    for found in reversed(commas):
        inner = found + 1
        if found <= named:
            continue  # "…, Finn Dahl, a spokesman for the airport, said": the next comma opens it
        sets = word_sets()
        low = words.lows[inner]
        two = tags[inner] & COORD and words.lows[inner + 1] in sets["who"]
        if (
            two
            or tags[inner] & (DET | REL | NUM | CAP | PREP | ADV | SCARE)
            or low in sets["parted"] | sets["read_by"] | sets["issued"]
            or _is_participle(words, inner)
        ):
            if tags[inner] & PREP and found < MIN_BEFORE and not _is_noun_phrase(words, found):
                continue
            if found and not tags[found - 1] & (QUOTE | STOP | TIME | ADV):
                return found
        if found and tags[found - 1] & CAP and not tags[found - 1] & TIME:
            return found
        if found and _is_noun_phrase(words, found) and (not tags[inner] or low in _PLACED):
            return found  # "The airline, owner of the ship,", "The school, where 40 live,"
    return None


def _is_name(words: Words, at: int) -> bool:
    """Whether a word in capitals stands here, and no day or month."""
    return bool(words.tags[at] & CAP) and not words.tags[at] & TIME


def _is_told(words: Words, first: int, last: int) -> bool:
    """Whether a stretch between commas has a verb of its own: it is no apposition."""
    tags = words.tags
    if tags[first] & COORD or words.lows[first] in word_sets()["parted"]:
        return False
    only = word_sets()["only_past"]
    for k in range(first, last):
        if tags[k] & (REL | CLAUSE) and not tags[k] & PREP:
            return False
        if (tags[k] & AUX or words.lows[k] in only) and not tags[k] & CAP:
            return True
    return False


def _is_participle(words: Words, at: int) -> bool:
    """What a clause without a subject begins with: ", reached by phone,", ", wearing a coat,"."""
    low = words.lows[at]
    past = low.endswith(("ed", "ing")) or low in word_sets()["past"]
    return past and len(low) > 3 and not words.tags[at] & (CAP | DET)


def _is_noun_phrase(words: Words, last: int) -> bool:
    """Whether a sentence opens with a name or an article, and no more than a phrase, up to here."""
    tags = words.tags
    opens = tags[0] & (CAP | DET) and not tags[0] & (PREP | TIME | ADV | CLAUSE | SUBJ)
    return bool(opens) and not any(tags[k] & (PREP | TIME | AUX) for k in range(1, last))


def _is_named(words: Words, first: int, last: int) -> bool:
    """Whether a name with an apposition of its own stands here: "Finn Dahl, a spokesman for"."""
    tags = words.tags
    at = first
    if (tags[at] & DET and not tags[at] & SUBJ) or words.lows[at].endswith("'s"):
        # "a spokesman for the airport, Finn Dahl, said", "Torland's ambassador, Ruta Welk, said"
        while at < last and not tags[at] & (COMMA | CLAUSE | REL | AUX):
            at += 1
        titled = at + 1 < last and any(words.lows[k] in persons() for k in range(first, at))
        titled = titled or 2 < last - at < 5  # an office no list knows before a full name
        if at + 1 < last and tags[at] & COMMA and _is_participle(words, at + 1):
            return not _is_name(
                words, first - 2
            )  # "21 May, the bulletin, signed by Dr Marsk, said"
        return titled and all(
            tags[k] & CAP and (k > at + 1 or not tags[k] & TIME)  # "Ida May"
            for k in range(at + 1, last)
        )
    while at < last and tags[at] & CAP and not tags[at] & (TIME | DET | PREP):
        at += 1
    if not 1 < at - first < 5 or at + 1 >= last or not tags[at] & COMMA:
        return False
    if words.lows[at + 1] in ("who", "which"):
        return True
    if tags[at + 1] & (DET | NUM):
        return not tags[at + 1] & SUBJ
    office = at + 1  # "Ramon Tesk, secretary of the union"
    while office < last and not tags[office] & _LINKS:
        office += 1
    return office > at + 1 and words.lows[office - 1] in persons()


@cache
def persons() -> frozenset[str]:
    """Nouns for people: a name may follow one after a comma."""
    told = rules("en/quotes/tellers.toml")["anonymous"]
    return frozenset((*told["persons"], *told["callings"]))


def inverted(
    words: Words, after: int, count: int, finite: frozenset[int], before: int
) -> Range | None:
    """The source after its verb: “…,” said Dara Quill, head of the union."""
    tags = words.tags
    if before >= 0 and not tags[before] & (QUOTE | COMMA | STOP | SCARE):
        return None
    if words.lows[after - 1] in word_sets()["told"] and before >= 0 and tags[before] & COMMA:
        return None
    if after >= count or tags[after] & (COMMA | STOP | QUOTE):
        return None
    if tags[after] & PREP and not tags[after] & CAP:
        return None  # "concluded over six years"
    quoted = before >= 0 and bool(tags[before] & (QUOTE | SCARE))
    if words.lows[after] == "that" and not quoted and after + 1 < count and tags[after + 1]:
        return None  # "adds that the search goes on"
    last = phrase_right(words, after, count, verbs=finite)
    if last == after or (not quoted and _is_clause(words, after, last)):
        return None
    if before >= 0 and tags[before] & COMMA and not _may_speak(words, after, last):
        return None  # "New chief takes charge, says traffic first"
    while last < count and tags[last] & COMMA:
        # ", head of the teachers' union", ", 44, who owns the farm"
        more = phrase_right(words, last + 1, count, verbs=finite)
        if (
            more == last + 1
            or (more < count and not tags[more] & (COMMA | STOP))
            or (
                words.lows[last + 1][-3:] == "ing"
                and words.lows[last + 1] not in word_sets()["office_ing"]
            )
        ):
            break
        last = more
    return (after, last)


def _may_speak(words: Words, first: int, last: int) -> bool:
    """Whether a phrase behind a verb has a word for somebody who speaks, or a name."""
    lows, tags = words.lows, words.tags
    plain = persons() | word_sets()["labels"] | word_sets()["plural"] | lists().occasions
    return any(
        tags[k] & (CAP | DET | SUBJ | QUOTE | SCARE) or lows[k] in plain or lows[k][-1:] == "s"
        for k in range(first, last)
    )


def _is_clause(words: Words, first: int, last: int) -> bool:
    """Whether a noun phrase behind a verb is the subject of what was said: "said the dam had"."""
    lows, tags = words.lows, words.tags
    if last < len(tags) and tags[last] & AUX and not tags[first] & PREP:
        return True
    return any(
        lows[k] in word_sets()["only_past"] and not tags[k - 1] & (DET | PREP | REL | COORD)
        for k in range(first + 1, last)
        if not tags[k] & CAP
    )


def source_right(words: Words, first: int, count: int, finite: frozenset[int]) -> int:
    """The end of a source phrase that follows its cue, with an apposition if one stands there."""
    last = phrase_right(words, first, count, verbs=finite)
    by = last + 1 if last < count and words.lows[last] in word_sets()["issued"] else last
    by = skip_time(words, by, count)  # "a report released on Friday by"
    if first < last and by < count - 1 and words.lows[by] in ("by", "from"):
        # "a report published by the audit office"
        return source_right(words, by + 1, count, finite)
    if last < count - 1 and last > first and words.tags[last] & COMMA:
        # "quoting the regional governor, Lena Marsk"
        more = phrase_right(words, last + 1, count, verbs=finite)
        office = any(words.lows[k] in persons() for k in range(first, last))
        short = words.text[words.starts[last - 1] : words.ends[last - 1]]
        office = office or (
            short.isupper() and bool(words.tags[last - 2] & DET) and last - first < 3
        )
        capital = last + 1 < count and words.tags[last + 1] & CAP
        capital = capital and (office or not words.tags[last - 1] & CAP)
        closed = more >= count or words.tags[more] & (COMMA | STOP)
        if capital and closed and more - last <= 5:
            return more
    return last

"""Speech frames of a sentence: the cue, whose words they are said to be, and which words those are."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from msgspec import Struct, structs

from secondsource.model import Act
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
    phrase_left,
    phrase_right,
    skip_time,
)
from secondsource.text.patterns import rules

Kind = Literal["verb", "according", "citing", "impersonal", "quoted", "passive", "raising"]
Form = Literal["base", "s", "past", "pp", "ing"]
Range = tuple[int, int]


class Sense(Struct, frozen=True):
    """What may follow a verb in one of its groups, and what it then means."""

    group: str
    frames: str
    act: Act
    score: float


class Verb(Struct, frozen=True):
    """One inflected form and the groups its lemma belongs to."""

    lemma: str
    forms: frozenset[str]
    senses: tuple[Sense, ...]
    particles: tuple[tuple[tuple[str, ...], Sense], ...] = ()


class Frame(Struct, frozen=True):
    """One cue in token numbers: ranges are half-open; `contents` are in reading order."""

    kind: Kind
    cue: Range
    region: Range  # everything that is not content: subject, cue, addressee, adjuncts
    source: Range | None
    contents: tuple[Range, ...] = ()
    to: Range | None = None
    channel: Range | None = None  # "X quoted Y as saying": X
    act: Act = "say"
    score: float = 1.0
    lemma: str = ""
    side: str = ""  # "right", "left", "both"
    shared: bool = False  # its subject is an earlier frame's


def _inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
        return {"base": lemma, "s": third, "past": past, "pp": participle, "ing": ing}
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    return {"base": lemma, "s": third, "past": past, "pp": past, "ing": ing}


@cache
def verb_forms() -> dict[str, Verb]:
    """Every inflected form the rule files know, folded."""
    file: dict[str, Any] = rules("en/quotes/verbs.toml")
    senses: dict[str, list[Sense]] = {}
    particles: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for group, entry in file["groups"].items():
        sense = Sense(group, entry["frames"], entry["act"], entry["score"])
        for lemma in entry["verbs"]:
            head, *rest = lemma.split()
            if rest:
                particles.setdefault(head, []).append((tuple(rest), sense))
            else:
                senses.setdefault(lemma, []).append(sense)
    table: dict[str, Verb] = {}
    for lemma in sorted({*senses, *particles}):
        by_form: dict[str, set[str]] = {}
        for form, word in _inflect(lemma, file["irregular"]).items():
            by_form.setdefault(word, set()).add(form)
        for word, forms in by_form.items():
            longest = sorted(particles.get(lemma, ()), key=lambda p: (-len(p[0]), p[0]))
            table[word] = Verb(
                lemma, frozenset(forms), tuple(senses.get(lemma, ())), tuple(longest)
            )
    return table


@cache
def cue_words() -> frozenset[str]:
    """Past and third-person forms of verbs that follow direct speech: said, asks, told."""
    return frozenset(
        form
        for form, verb in verb_forms().items()
        if verb.forms & {"past", "s"}
        and any(s.group in ("speech", "telling", "question") for s in verb.senses)
    )


@cache
def _lists() -> dict[str, Any]:
    tellers: dict[str, Any] = rules("en/quotes/tellers.toml")
    verbs: dict[str, Any] = rules("en/quotes/verbs.toml")
    nouns = {
        word
        for phrase in (
            *tellers["events"]["nouns"],
            *tellers["documents"]["nouns"],
            *tellers["platforms"]["nouns"],
        )
        for word in phrase.split()[-1:]
    }
    return {
        "occasions": frozenset(nouns),
        "platforms": frozenset(tellers["platforms"]["names"]),
        "according": [tuple(p.split()) for p in verbs["cues"]["according"]],
        "nouns": frozenset(verbs["nouns"]["verbs"]),
        "reduced": frozenset(verbs["nouns"]["reduced"]),
        "impersonal": frozenset(verbs["impersonal"]["participles"]),
        "raising": frozenset(verbs["impersonal"]["raising"]),
        "channels": frozenset(w for words in tellers["channels"].values() for w in words),
        "carriers": frozenset(tellers["documents"]["carriers"]),
    }  # fmt: skip


_BE = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't")
)
_PARTED = frozenset(("who", "whose", "which", "former", "citing", "speaking", "quoting", "quoted", "asked", "referring"))
_ISSUED = frozenset(
    (
        "published",
        "released",
        "issued",
        "compiled",
        "prepared",
        "written",
        "conducted",
        "commissioned",
        "posted",
    )
)
_STOPPING = frozenset(("speech", "telling", "thought", "denial", "question", "pledge"))
_HAVE = frozenset(("have", "has", "had", "having", "hasn't", "haven't", "hadn't"))
_MODAL = frozenset(("can", "could", "may", "might", "must", "shall", "should", "will", "would", "do", "does", "did", "won't", "wouldn't", "didn't", "doesn't", "don't", "can't", "cannot", "couldn't", "shouldn't"))  # fmt: skip
_PLURAL = frozenset(("people", "police", "others", "some", "many", "both", "who", "that", "which", "media", "men", "women", "few", "most", "all"))  # fmt: skip


def frames(words: Words) -> list[Frame]:
    """The speech frames of one sentence in text order, contents filled in; O(tokens)."""
    found = _cues(words)
    return [_with_contents(words, found, n) for n in range(len(found))]


# ------------------------------------------------------------------ cues


def _cues(words: Words) -> list[Frame]:
    table = verb_forms()
    lists = _lists()
    count = len(words.lows)
    titled = _is_title_case(words)
    verbs: dict[int, Verb] = {}
    for at, low in enumerate(words.lows):
        verb = table.get(low)
        if verb is not None and not words.tags[at] & (QUOTE | SCARE):
            # "the United States during": a capital inside a sentence is a name
            if (
                at
                and words.tags[at] & CAP
                and not titled
                and not words.tags[at - 1] & (STOP | QUOTE)
            ):
                continue
            verbs[at] = verb
    finite = frozenset(at for at, verb in verbs.items() if _stops(words, at, verb))
    found: list[Frame] = []
    at = 0
    while at < count:
        frame = _according(words, at, count, finite, lists)
        if frame is None and at in verbs:
            frame = _verb(words, at, verbs[at], finite, found)
        if frame is not None:
            found.append(frame)
            at = max(at + 1, frame.cue[1])
        else:
            at += 1
    return found


def _is_title_case(words: Words) -> bool:
    """Whether a line is set like a headline: most long words begin with a capital."""
    long = [tag & CAP for tag, low in zip(words.tags, words.lows, strict=True) if len(low) > 3]
    return sum(map(bool, long)) * 3 > len(long) * 2


def _stops(words: Words, at: int, verb: Verb) -> bool:
    """Whether a phrase must not reach over this token: a finite verb of saying or thinking."""
    if "past" not in verb.forms and "s" not in verb.forms:
        return False
    before = words.tags[at - 1] if at else 0
    if before & (DET | PREP) and words.lows[at - 1] != "that":
        return False
    return any(s.group in _STOPPING for s in verb.senses) and (
        "past" in verb.forms or verb.lemma in ("say", "tell", "believe", "think", "know", "argue")
    )


def _according(
    words: Words, at: int, count: int, finite: frozenset[int], lists: dict[str, Any]
) -> Frame | None:
    low = words.lows[at]
    if low in ("according", "in"):
        for phrase in lists["according"]:
            if tuple(words.lows[at : at + len(phrase)]) == phrase:
                first = at + len(phrase)
                last = _source_right(words, first, count, finite)
                if last > first:
                    return Frame(
                        "according", (at, first), (at, last), (first, last), lemma="accord"
                    )
    if low in ("citing", "quoting") or (
        low in ("cited", "quoted") and at and words.lows[at - 1] in ("which", "who")
    ):
        first = at + 1
        last = _source_right(words, first, count, finite)
        if last > first:
            begin = at - 1 if words.lows[at - 1] in ("which", "who") and at else at
            return Frame(
                "citing", (at, first), (begin, last), (first, last), lemma="cite", score=0.9
            )
    return None


def _source_right(words: Words, first: int, count: int, finite: frozenset[int]) -> int:
    """The end of a source phrase that follows its cue, with an apposition if one stands there."""
    last = phrase_right(words, first, count, verbs=finite)
    by = last + 1 if last < count and words.lows[last] in _ISSUED else last
    if first < last and by < count - 1 and words.lows[by] in ("by", "from"):
        # "a report published by the audit office"
        return phrase_right(words, by + 1, count, verbs=finite)
    if last < count - 1 and last > first and words.tags[last] & COMMA:
        # "quoting the regional governor, Lena Marsk"
        more = phrase_right(words, last + 1, count, verbs=finite)
        capital = last + 1 < count and words.tags[last + 1] & CAP and not words.tags[last - 1] & CAP
        closed = more >= count or words.tags[more] & (COMMA | STOP)
        if capital and closed and more - last <= 5:
            return more
    return last


def _verb(
    words: Words, at: int, verb: Verb, finite: frozenset[int], earlier: list[Frame]
) -> Frame | None:
    tags, lows = words.tags, words.lows
    count = len(lows)
    sense, after = _sense(words, at, verb)
    if sense is None:
        return None
    before = at - 1
    have = be = modal = to = False
    while before >= 0 and (
        tags[before] & ADV or lows[before] in _HAVE | _BE | _MODAL or lows[before] == "not"
    ):
        have |= lows[before] in _HAVE
        be |= lows[before] in _BE
        modal |= lows[before] in _MODAL
        before -= 1
    begin = before + 1
    if before >= 0 and lows[before] == "to":
        to = True
    if be and not have and ("pp" in verb.forms or "past" in verb.forms) and "ing" not in verb.forms:
        return _passive(words, at, verb, sense, begin, finite)
    if (
        be
        and have
        and "pp" in verb.forms
        and any(lows[k] in ("been", "being") for k in range(begin, at))
    ):
        return _passive(words, at, verb, sense, begin, finite)
    if verb.lemma in ("quote", "cite") and not to and not be:
        quoted = _quoted_as(words, at, before, finite)
        if quoted is not None:
            return quoted
    if not _is_verb(words, at, verb, before, finite=finite, have=have, be=be, modal=modal, to=to):
        return None
    cue = (begin, after)

    if to:
        return _infinitive(words, at, after, before, sense, verb, earlier)
    if "ing" in verb.forms and not be:
        if before >= 0 and not tags[before] & (COMMA | PREP | COORD | QUOTE | STOP):
            return None
        return Frame("verb", cue, (begin, after), None, act=sense.act, score=sense.score * 0.9,
                     lemma=verb.lemma, shared=True, side="right")  # fmt: skip
    source, shared, region_first = _subject(words, before, finite, earlier)
    inverted = None
    if source is None and not shared:
        inverted = _inverted(words, after, count, finite, before)
        if inverted is None:
            return None
        return Frame("verb", cue, (begin, inverted[1]), inverted, act=sense.act, score=sense.score,
                     lemma=verb.lemma, side="left")  # fmt: skip
    return Frame("verb", cue, (min(region_first, begin), after), source, act=sense.act,
                 score=sense.score, lemma=verb.lemma, shared=shared)  # fmt: skip


def _sense(words: Words, at: int, verb: Verb) -> tuple[Sense | None, int]:
    """The group that fits what follows the verb, and the token after the cue."""
    lows = words.lows
    for particle, sense in verb.particles:
        if tuple(lows[at + 1 : at + 1 + len(particle)]) == particle:
            return sense, at + 1 + len(particle)
    if not verb.senses:
        return None, at + 1
    following = lows[at + 1] if at + 1 < len(lows) else ""
    if following == "to":
        for sense in verb.senses:
            if "t" in sense.frames:
                return sense, at + 1
    if following in ("that", ":", '"') or "n" not in verb.senses[-1].frames:
        for sense in verb.senses:
            if "s" in sense.frames:
                return sense, at + 1
        if verb.senses[0].frames == "t":
            return None, at + 1
        return verb.senses[0], at + 1
    for sense in verb.senses:
        if sense.frames != "t":
            return sense, at + 1
    return None, at + 1


def _is_verb(
    words: Words,
    at: int,
    verb: Verb,
    before: int,
    *,
    finite: frozenset[int],
    have: bool,
    be: bool,
    modal: bool,
    to: bool,
) -> bool:
    tags, lows = words.tags, words.lows
    if be:
        return "ing" in verb.forms
    if (
        before == at - 1
        and before in finite
        and "past" not in verb.forms
        and "ing" not in verb.forms
    ):
        return False  # "rejected claims that"
    if modal or to:
        return "base" in verb.forms
    if have:
        return "pp" in verb.forms
    if before < 0:
        return bool("past" in verb.forms and words.tags[at] & CAP)
    tag, low = tags[before], lows[before]
    following = lows[at + 1] if at + 1 < len(lows) else ""
    if "ing" in verb.forms:
        return not tag & DET
    if (
        tag & DET
        and not tag & (SUBJ | REL | TIME)
        and low not in ("some", "many", "both", "most", "few", "one")
    ):
        return False
    if low.endswith("'s") or low.endswith("s'"):
        return False
    if tag & PREP and not tag & CAP and low != "to":
        return False
    lists = _lists()
    clear = bool(tag & (CAP | SUBJ | REL | SCARE)) or low in _PLURAL
    if "past" in verb.forms:
        if following == "by" and verb.lemma not in ("respond", "answer"):
            return False
        if verb.lemma in lists["reduced"] and not clear and before == at - 1:
            return (
                following in ("that", "the", "for", "on", "a", "his", "her", "their")
                and lows[0] in ("the", "a", "an")
                and before < 4
            )
        return True
    if following == "to" and verb.lemma in ("thank", "add"):
        return False
    if (
        verb.lemma in lists["nouns"]
        and not clear
        and following not in ("that", "how", "whether", "he", "she", "they", "it")
    ):
        return False
    if following in ("of", "from", "by", "against") and verb.lemma not in ("complain", "warn"):
        return False
    if "s" in verb.forms:
        return not (tag & SUBJ and low in ("i", "we", "you", "they"))
    if tag & SUBJ:
        return low not in ("he", "she", "it")
    plural = low in _PLURAL or (low.endswith("s") and not low.endswith("ss")) or tag & COORD
    return bool(plural) and not tag & (COMMA | STOP)


def _subject(
    words: Words, before: int, finite: frozenset[int], earlier: list[Frame]
) -> tuple[Range | None, bool, int]:
    """The source left of a verb; whether it shares an earlier frame's; the region's first token."""
    tags, lows = words.tags, words.lows
    at = before
    # "Brask, the finance minister, also said on Friday": times between subject and verb
    if at > 1 and lows[at] == "past" and lows[at - 2] == "in":
        at -= 3
        while at > 0 and lows[at] in _HAVE:
            at -= 1
        before = at
    while at > 0 and tags[at] & TIME and not tags[at] & DET:
        at -= 1
    if at < before and at >= 0 and lows[at] in ("on", "in", "last", "late", "early", "this"):
        at -= 1
    elif at < before and lows[before] == "late":
        at = before
    if at < 0:
        return None, False, 0
    tag = tags[at]
    if tag & COORD:
        return None, bool(earlier), at
    if tag & SUBJ:
        return (at, at + 1), False, at
    if tag & REL or lows[at] in ("who", "which"):
        end = at
        while end > 0 and tags[end - 1] & COMMA:
            end -= 1
        if end == 0:
            return None, False, at
        first = phrase_left(words, end - 1, verbs=finite)
        return (first, at + 1), False, first
    if tag & COMMA:
        mate = _mate(words, at)
        if mate is None or mate == 0:
            return None, False, at
        first = phrase_left(words, mate - 1, verbs=finite)
        return (first, at), False, first
    if tag & (QUOTE | STOP | PREP | CLAUSE | AUX) and not tag & CAP:
        return None, False, at + 1
    first = phrase_left(words, at, verbs=finite)
    for k in range(first - 1, max(-1, first - 9), -1):
        # "A palace official who asked not to be named said"
        if tags[k] & (COMMA | STOP | QUOTE | COORD) or lows[k] == "that":
            break
        if lows[k] == "who" and k:
            head = phrase_left(words, k - 1, verbs=finite)
            return (head, k), False, head
    if first > at:
        return None, False, at + 1
    return (first, at + 1), False, first


def _mate(words: Words, comma: int) -> int | None:
    """The comma that opens the apposition this one closes, if what lies between looks like one."""
    tags = words.tags
    at = comma - 1
    commas: list[int] = []
    while at >= 0 and comma - at < 30:
        if tags[at] & (QUOTE | STOP):
            break
        if tags[at] & COMMA:
            commas.append(at)
        at -= 1
    for found in reversed(commas):
        inner = found + 1
        if tags[inner] & (DET | REL | NUM | CAP | PREP | ADV) or words.lows[inner] in _PARTED:
            if found and not tags[found - 1] & (QUOTE | STOP | TIME):
                if tags[inner] & PREP and found < 4:
                    continue
                return found
        if found and tags[found - 1] & CAP and not tags[found - 1] & TIME:
            return found
    return None


def _inverted(
    words: Words, after: int, count: int, finite: frozenset[int], before: int
) -> Range | None:
    """The source after its verb: “…,” said Dara Quill, head of the union."""
    tags = words.tags
    if before >= 0 and not tags[before] & (QUOTE | COMMA | STOP | SCARE):
        return None
    if words.lows[after - 1] in ("told", "tells") and before >= 0 and tags[before] & COMMA:
        return None
    if after >= count or tags[after] & (COMMA | STOP | QUOTE):
        return None
    last = phrase_right(words, after, count, verbs=finite)
    if last == after:
        return None
    while last < count and tags[last] & COMMA:
        # ", head of the teachers' union", ", 44, who owns the farm"
        more = phrase_right(words, last + 1, count, verbs=finite)
        if (
            more == last + 1
            or (more < count and not tags[more] & (COMMA | STOP))
            or "ing" == words.lows[last + 1][-3:]
        ):
            break
        last = more
    return (after, last)


def _quoted_as(words: Words, at: int, before: int, finite: frozenset[int]) -> Frame | None:
    lows = words.lows
    count = len(lows)
    for k in range(at + 2, min(count - 1, at + 30)):
        if words.tags[k] & (STOP | QUOTE):
            return None
        if lows[k] == "as" and (
            lows[k + 1] in ("saying", "telling", "writing", "stating", "warning")
            or words.tags[k + 1] & QUOTE
        ):
            channel, _, first = _subject(words, before, finite, [])
            end = k + 2 if not words.tags[k + 1] & QUOTE else k + 1
            return Frame("quoted", (at, end), (first, end), (at + 1, k), channel=channel,
                         lemma="quote", side="right")  # fmt: skip
    return None


def _passive(
    words: Words, at: int, verb: Verb, sense: Sense, begin: int, finite: frozenset[int]
) -> Frame | None:
    lows, tags = words.lows, words.tags
    lists = _lists()
    count = len(lows)
    subject_at = begin - 1
    if verb.lemma in ("quote", "cite"):
        source, _, first = _subject(words, subject_at, finite, [])
        k = at + 1
        channel = None
        end = k
        for _ in range(2):
            if k < count and lows[k] == "by":
                last = phrase_right(words, k + 1, count, verbs=finite)
                channel = (k + 1, last)
                k = end = last
            elif (
                k + 1 < count
                and lows[k] == "as"
                and lows[k + 1] in ("saying", "telling", "stating")
            ):
                k = end = k + 2
        if source is None:
            return None
        return Frame("quoted", (begin, end), (first, end), source, channel=channel, lemma="quote")
    if lows[at] in lists["impersonal"] and subject_at >= 0 and lows[subject_at] == "it":
        return Frame("impersonal", (subject_at, at + 1), (subject_at, at + 1), None, lemma=verb.lemma,
                     score=0.8, act=sense.act)  # fmt: skip
    if at + 1 < count and lows[at + 1] == "to" and lows[at] in lists["raising"]:
        first = phrase_left(words, subject_at, verbs=finite) if subject_at >= 0 else begin
        return Frame("raising", (begin, at + 1), (first, at + 1), None, lemma=verb.lemma,
                     score=0.5, act="say", side="right")  # fmt: skip
    if at + 1 < count and lows[at + 1] == "by" and subject_at >= 0:
        last = phrase_right(words, at + 2, count, verbs=finite)
        if last > at + 2 and not tags[subject_at] & (COMMA | STOP | QUOTE | PREP | CLAUSE):
            first = phrase_left(words, subject_at, verbs=finite)
            return Frame("passive", (begin, at + 2), (begin, last), (at + 2, last), lemma=verb.lemma,
                         contents=((first, subject_at + 1),), score=0.5, act=sense.act)  # fmt: skip
    return None


def _infinitive(
    words: Words, at: int, after: int, before: int, sense: Sense, verb: Verb, earlier: list[Frame]
) -> Frame | None:
    """ "went on to say", "had this to say": the subject is that of the verb before."""
    lows = words.lows
    if verb.lemma not in ("say", "add", "tell", "explain", "note", "argue", "state", "report"):
        return None
    k = before - 1
    if k >= 1 and lows[k] == "first":
        # "was the first to report that"
        k -= 1
        if lows[k] == "the":
            k -= 1
        if lows[k] not in _BE:
            return None
    elif k >= 1 and lows[k] == "on" and lows[k - 1] in ("went", "goes", "go"):
        k -= 1
    elif not (
        k >= 0
        and lows[k]
        in ("continued", "continues", "returned", "proceeded", "hastened", "appeared", "was")
    ):
        return None
    source, shared, first = _subject(words, k - 1, frozenset(), earlier)
    if source is None:
        return None
    return Frame("verb", (k, after), (first, after), source, act=sense.act, score=sense.score,
                 lemma=verb.lemma, shared=shared)  # fmt: skip


# ------------------------------------------------------------------ contents


def _with_contents(words: Words, found: list[Frame], number: int) -> Frame:
    frame = found[number]
    if frame.kind in ("citing", "passive") or frame.contents:
        return frame
    count = _end(words)
    tags, lows = words.tags, words.lows
    first, last = frame.region
    to = None
    after = last
    if frame.kind in ("verb", "quoted"):
        after, to = _past_addressee(words, frame, after, count)
    after = skip_adjuncts(words, after, count)
    if number + 1 < len(found) and found[number + 1].kind in ("citing", "according"):
        # "Kanal Nord reported, citing a post by the governor, that …"
        beyond = found[number + 1].region
        if beyond[0] - after == 1 and beyond[1] + 1 < count and lows[beyond[1] + 1] == "that":
            after = beyond[1] + 1
    that = after + 1 < count and lows[after] == "that"
    if that:
        after += 1
    if after < count and tags[after] & STOP and lows[after] == ":":
        after += 1
        that = True
    quote_next = (
        after + 1 < count and bool(tags[after] & COMMA) and bool(tags[after + 1] & (QUOTE | SCARE))
    )
    if quote_next:
        after += 1  # "He added, “…”"
    right_end = _cut(words, found, number, after, count)
    left = _left(words, found, number, first)
    comma_next = after < count and tags[after] & COMMA
    has_right = after < right_end and not comma_next and not tags[after] & STOP
    fronted = left is not None and (
        first > 0 and tags[first - 1] & (COMMA | QUOTE | SCARE) != 0 or frame.side == "left"
    )
    between = (
        comma_next
        and after + 1 < count
        and not lows[after + 1].endswith("ing")
        and frame.kind == "verb"
    )
    if left is not None and not between and not _is_clause(words, left):
        left, fronted = None, False
    spoken = first > 0 and bool(tags[first - 1] & QUOTE) and frame.side != "right"
    contents: list[Range] = []
    if frame.kind in ("according", "impersonal"):
        if first == 0 or not fronted:
            begin = after + 1 if comma_next else after
            if frame.kind == "impersonal" and not that and not comma_next and first == 0:
                begin = after
            if number + 1 < len(found) and found[number + 1].kind == "citing":
                # "According to AFP, citing an unnamed official, …"
                beyond = found[number + 1].region
                if beyond[0] - last <= 2:
                    begin = max(begin, beyond[1])
            contents = _piece(words, begin, _cut(words, found, number, begin, count))
            if not contents and left:
                contents = [left]
        elif left:
            contents = [left]
            if comma_next and after + 1 < count:
                contents += _piece(words, after + 1, _cut(words, found, number, after + 1, count))
    elif frame.side == "right":
        contents = _piece(words, after, right_end) if has_right else []
    elif (
        has_right
        and frame.side != "left"
        and not (spoken and not that)
        and not (fronted and _tail_only(words, after, right_end))
    ):
        contents = _piece(words, after, right_end)
    elif left is not None and fronted:
        contents = [left]
        begin = after
        if begin < count and tags[begin] & (COMMA | STOP):
            begin += 1
        interposed = (
            comma_next and not tags[left[1] - 1] & QUOTE and not lows[begin].endswith("ing")
            if begin < count
            else False
        )
        if interposed or (begin < count and tags[begin] & QUOTE):
            contents += _piece(words, begin, _cut(words, found, number, begin, count))
    region = (first, max(last, after))
    if frame.act == "ask" and contents and _asks_for(words, contents[0]):
        frame = structs.replace(frame, act="demand")
    return structs.replace(frame, contents=tuple(contents), to=to, region=region)


def _asks_for(words: Words, content: Range) -> bool:
    """Whether an asking is for a deed: "asked the ministry to hand over the files"."""
    first, last = content
    if words.tags[first] & (CLAUSE | QUOTE) or words.lows[first] in ("if", "about"):
        return False
    return "to" in words.lows[first + 1 : min(last, first + 8)]


def _end(words: Words) -> int:
    """One past the last token that is not the sentence's final stop."""
    count = len(words.lows)
    while count and words.tags[count - 1] & STOP and words.lows[count - 1][0] in ".!?…":
        count -= 1
    return count


def _piece(words: Words, first: int, last: int) -> list[Range]:
    while first < last and words.tags[first] & (COMMA | STOP):
        first += 1
    while last > first and words.tags[last - 1] & (COMMA | STOP):
        last -= 1
    return [(first, last)] if first < last else []


def _is_clause(words: Words, piece: Range) -> bool:
    """Whether words before a cue can be what was said, not "During the drive back"."""
    first, last = piece
    tags = words.tags
    if any(tags[k] & (QUOTE | AUX | SUBJ) for k in range(first, last)):
        return True
    if tags[first] & (PREP | TIME) or words.lows[first].endswith("ing"):
        return False
    return last - first >= 3


def _tail_only(words: Words, first: int, last: int) -> bool:
    """Whether what follows the cue is no clause: ", Morvek told news agency Vestra on Friday"."""
    tags = words.tags
    if any(tags[k] & QUOTE for k in range(first, last)):
        return False
    return bool(tags[first] & (PREP | ADV | TIME)) or words.lows[first] in ("when", "as", "after")


def _cut(words: Words, found: list[Frame], number: int, first: int, limit: int) -> int:
    """Where content that begins at `first` ends: before the next cue set off by a comma."""
    tags = words.tags
    for other in found[number + 1 :]:
        begin = other.region[0] if other.kind != "passive" else limit
        if begin < first:
            continue
        if begin >= limit:
            break
        if begin == first:
            if first and tags[first - 1] & COMMA and other.shared:
                return first
            continue
        if tags[begin - 1] & COMMA:
            if other.kind in ("according", "citing") or (other.kind == "verb" and other.shared):
                return begin - 1
            if other.kind in ("verb", "quoted", "impersonal") and _trails(words, other, limit):
                return begin - 1
        elif other.kind == "according" and tags[begin - 1] & COMMA == 0:
            return begin
        elif other.kind == "verb" and other.shared and tags[begin] & COORD:
            return begin
    return limit


def _trails(words: Words, frame: Frame, limit: int) -> bool:
    """Whether a cue closes the sentence, so that it owns what stands before it."""
    after = frame.region[1]
    after, _ = _past_addressee(words, frame, after, limit)
    after = skip_adjuncts(words, after, limit)
    return after >= limit or bool(words.tags[after] & COMMA)


def _left(words: Words, found: list[Frame], number: int, first: int) -> Range | None:
    """The content before a cue, from the sentence start or the end of the cue that opened it."""
    begin = 0
    for other in found[:number]:
        if other.region[0] <= 1 and other.kind != "passive" and other.score >= 0.8:
            begin = max(begin, other.region[1])
            tags = words.tags
            if begin < first and words.lows[begin] == "that":
                begin += 1
            begin = min(begin, first)
            begin = _skip_time_that(words, begin, first)
            if begin < first and tags[begin] & COMMA:
                begin += 1
            break
    pieces = _piece(words, begin, first)
    return pieces[0] if pieces else None


def _skip_time_that(words: Words, begin: int, limit: int) -> int:
    begin = skip_adjuncts(words, begin, limit)
    if begin < limit and words.lows[begin] == "that":
        begin += 1
    return begin


def _past_addressee(words: Words, frame: Frame, after: int, count: int) -> tuple[int, Range | None]:
    tags, lows = words.tags, words.lows
    if (
        frame.lemma
        in ("tell", "remind", "assure", "inform", "notify", "advise", "reassure", "convince")
        and frame.kind == "verb"
        and frame.side != "left"
    ):
        last = phrase_right(words, after, count, verbs=frozenset(), bare=True)
        if last > after:
            return last, (after, last)
    if (
        after < count
        and lows[after] == "to"
        and frame.lemma
        in (
            "say",
            "confirm",
            "admit",
            "explain",
            "confess",
            "announce",
            "report",
            "suggest",
            "reveal",
            "disclose",
            "complain",
            "write",
            "read",
        )
    ):
        last = phrase_right(words, after + 1, count, verbs=frozenset(), bare=True)
        if last > after + 1:
            return last, (after + 1, last)
    plain = after < count and not tags[after] & (COMMA | STOP | QUOTE | PREP)
    if frame.lemma == "warn" and plain:
        last = phrase_right(words, after, count, verbs=frozenset(), bare=True)
        if last > after and last < count and lows[last] == "that":
            return last, (after, last)
    return after, None


def skip_adjuncts(words: Words, at: int, limit: int) -> int:
    """Past times, occasions, documents and platforms: "on Friday in an interview with Radio Velmar"."""
    lists = _lists()
    while at < limit:
        moved = skip_time(words, at, limit)
        if moved == at:
            moved = _skip_occasion(words, at, limit, lists)
        if moved == at:
            return at
        at = moved
    return at


def _skip_occasion(words: Words, at: int, limit: int, lists: dict[str, Any]) -> int:
    tags, lows = words.tags, words.lows
    if lows[at] not in ("in", "at", "on", "during", "via", "through", "by"):
        return at
    last = at + 1
    head = -1
    while last < limit and last - at < 9:
        if tags[last] & (COMMA | STOP | QUOTE | AUX | CLAUSE) and not tags[last] & DET:
            break
        if (
            lows[last] in lists["occasions"]
            or lows[last] in lists["platforms"]
            or lows[last] in lists["channels"]
            or lows[last] in lists["carriers"]
        ):
            head = last
        elif tags[last] & (PREP | TIME) or tags[last] & DET and last > at + 1:
            break
        last += 1
    if head < 0:
        return at
    end = head + 1
    if end < limit and lows[end] in (
        "with",
        "to",
        "for",
        "in",
        "of",
        "from",
        "by",
        "on",
        "posted",
        "published",
        "released",
        "issued",
        "dated",
    ):
        timed = skip_time(words, end + 1, limit)
        if timed > end + 1:
            return timed
        begin = (
            end + 2
            if lows[end] in _ISSUED and end + 1 < limit and lows[end + 1] in ("by", "on", "in")
            else end + 1
        )
        more = phrase_right(words, begin, limit, verbs=frozenset(), bare=True)
        if more > begin:
            return more
    return end


__all__ = ["Frame", "Range", "frames", "skip_adjuncts", "verb_forms", "OBJ"]

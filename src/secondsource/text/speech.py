"""Cues of a sentence (verbs, "according to", "citing", passives) and whose words they give."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    PREP,
    QUOTE,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
    skip_time,
)
from secondsource.text.cues import Frame, Range, Sense, Verb, lists, verb_forms, word_sets
from secondsource.text.deeds import is_deed
from secondsource.text.finite import is_bare_noun, is_reduced, is_title_case, is_verb, stops
from secondsource.text.passives import asked, passive, quoted_as
from secondsource.text.subjects import inverted, joins, source_right, subject
from secondsource.text.turns import is_had_from, turns

MAX_CUES = 30  # cues read in one sentence; what is longer is no prose
UNLISTED_NEAR = 9  # words after an unlisted verb in which no listed one may stand
MAX_REACH = 6  # words from "rang" to "to say"
_OF_DEEDS = frozenset(("attitude", "intention", "pledge", "decision"))


_FAR = (("of",), ("about",))  # particles a day may part from their verb


def cues(words: Words) -> list[Frame]:
    """The cues of one sentence in text order, without contents."""
    table = verb_forms()
    known = lists()
    listed = not (known.openers.isdisjoint(words.lows) and table.keys().isdisjoint(words.lows))
    if not listed and '"' not in words.lows:
        return turns(words, frozenset())  # most sentences
    count = len(words.lows)
    tags = words.tags
    verbs: dict[int, Verb] = {}
    phrases: set[int] = set()
    for at, low in enumerate(words.lows):
        if low in known.openers:
            phrases.add(at)
        verb = table.get(low) or _unlisted(words, at)
        if verb is None:
            continue
        name = at and tags[at] & CAP and not tags[at - 1] & (STOP | QUOTE)
        if not name or is_title_case(words):  # "the United States during"
            verbs[at] = verb
    finite = frozenset(at for at, verb in verbs.items() if stops(words, at, verb))
    turned = turns(words, finite)
    taken = {k for turn in turned for k in range(*turn.region)}
    found: list[Frame] = []
    done = 0
    for at in sorted((verbs.keys() | phrases) - taken):
        if at < done or len(found) >= MAX_CUES:
            continue
        frame = _according(words, at, count, finite) if at in phrases else None
        if frame is None and at in verbs:
            frame = _verb(words, at, verbs[at], finite, found)
        if frame is not None:
            found.append(frame)
            done = frame.cue[1]
    return sorted([*found, *turned], key=lambda f: f.cue)


def _unlisted(words: Words, at: int) -> Verb | None:
    """A verb no list knows beside a quotation and who spoke it: "…,” beams Marsk", "…,” he wept".

    The quotation does not end its sentence, and no listed verb of speech stands nearby.
    """
    tags, lows = words.tags, words.lows
    count = len(lows)
    if not at or tags[at] or not lows[at].isalpha() or len(lows[at]) < 3:
        return None
    follows = tags[at + 1] if at + 1 < count else STOP
    if tags[at - 1] & QUOTE:
        quoted = at - 1
        if not follows & CAP or follows & (TIME | DET) or not lows[at].endswith(("ed", "s")):
            return None
    else:
        quoted = at - 2
        while quoted > at - 4 and quoted > 0 and tags[quoted] & CAP:
            quoted -= 1
        named = tags[at - 1] & (SUBJ | CAP) and not tags[at - 1] & TIME
        if quoted < 0 or not tags[quoted] & QUOTE or not named or not follows & (STOP | COMMA):
            return None
    last = words.text[words.ends[quoted] - 2]
    table = verb_forms()
    if last not in ",?!" or any(low in table for low in lows[at + 1 : at + UNLISTED_NEAR]):
        return None
    form = "s" if lows[at].endswith("s") else "past"
    return Verb(lows[at], frozenset((form,)), table["said"].senses)


def _according(words: Words, at: int, count: int, finite: frozenset[int]) -> Frame | None:
    """ "according to X", "as first reported by X", "citing X", "which quoted X"."""
    low = words.lows[at]
    known = lists()
    for phrase in known.according.get(low, ()):
        reduced = not (at and words.tags[at - 1] & AUX)  # not "was first reported by"
        if reduced and tuple(words.lows[at : at + len(phrase)]) == phrase:
            first = at + len(phrase)
            named = first < count and (words.tags[first] & CAP or words.lows[first] == "the")
            if len(phrase) == 1 and first < count and not named:
                return None  # "per cent"
            if len(phrase) == 1 and at and words.tags[at] & CAP:
                return None  # "Per Anders Voll"
            last = source_right(words, first, count, finite)
            if not (at and words.tags[at - 1] & COMMA):
                # "According to Marsk the dam had burst"
                bare = phrase_right(words, first, count, verbs=finite, bare=True)
                whole = phrase_right(words, first, count, verbs=finite)
                last = bare if first < bare < whole else last
            if last > first:
                return Frame("according", (at, first), (at, last), (first, last), lemma="accord")
    relative = at > 0 and words.lows[at - 1] in word_sets()["who"]
    if low in known.citing or (low in known.cited and relative):
        last = source_right(words, at + 1, count, finite)
        if last > at + 1:
            begin = at - 1 if relative else at
            return Frame(
                "citing", (at, at + 1), (begin, last), (at + 1, last), lemma="cite", score=0.9
            )
    return None


def _verb(
    words: Words, at: int, verb: Verb, finite: frozenset[int], earlier: list[Frame]
) -> Frame | None:
    tags, lows = words.tags, words.lows
    count = len(lows)
    sense, after = _sense(words, at, verb)
    if sense is None or is_had_from(words, at) or is_deed(words, at, verb):
        return None
    if lows[at] in word_sets()["reached"] and "to say" in " ".join(lows[at : at + MAX_REACH + 2]):
        return None  # "called the station to say"
    inserted = (
        after > at + 1
        and bool(verb.forms & {"past", "s"})
        and (after >= count or bool(tags[after] & (COMMA | STOP)))
    )
    if (
        verb.lemma in lists().readers["spoken"]
        and not inserted
        and not any(tag & (QUOTE | SCARE) for tag in tags)
    ):
        return None  # "the talks go on"
    if (
        after == at + 1
        and after < count
        and lows[after] in lists().readers["apart"]
        and verb.lemma in lists().nouns
    ):
        return None  # "called off the show", "backed off"
    if is_reduced(words, at, verb) or is_bare_noun(words, at, after, verb, sense):
        return None
    if (
        sense.group == "speech"
        and after == at + 2
        and after < count
        and lows[after].isalpha()
        and verb.lemma in lists().readers["spoken"]
        and not tags[after] & (CLAUSE | TIME)
    ):
        return None  # "went on strike"
    before = at - 1
    have = be = modal = to = False
    sets = word_sets()
    while before >= 0 and (tags[before] & (ADV | AUX) or _is_far(lows, before)):
        if before > 1 and tags[before] & tags[before - 1] & CAP and not tags[before] & AUX:
            break  # "the group Witness Now said"
        have |= lows[before] in sets["have"]
        be |= lows[before] in sets["be"]
        modal |= lows[before] in sets["modal"]
        before -= 1
    begin = before + 1
    if before >= 0 and lows[before] == "to":
        to = True
    participle = "pp" in verb.forms or "past" in verb.forms
    if be and participle and "ing" not in verb.forms:
        perfect = have and not any(lows[k] in sets["been"] for k in range(begin, at))
        if not perfect:
            return passive(words, at, verb, sense, begin, finite)
    if verb.lemma in ("quote", "cite") and not to and not be:
        quoted = quoted_as(words, at, before, finite)
        if quoted is not None:
            return quoted
    if (
        sense.group == "question"
        and "pp" in verb.forms
        and (before < 0 or lows[before] in word_sets()["tail"])
    ):
        return asked(words, at, begin, sense, verb, finite)  # "Asked why …", "when asked why …"
    if at == 0 and "ing" in verb.forms:
        return _opening(words, verb, sense)
    if not is_verb(words, at, verb, before, finite=finite, have=have, be=be, modal=modal, to=to):
        return None
    cue = (begin, after)

    if to:
        return _infinitive(words, at, after, before, sense, verb, earlier)
    if "ing" in verb.forms and not be:
        apart = COMMA if sense.group in _OF_DEEDS else COMMA | PREP | COORD | QUOTE | STOP
        issued = before > 0 and lows[before] in lists().occasions  # "issued a statement saying"
        if before >= 0 and not tags[before] & apart and not issued:
            return None
        return Frame("verb", cue, (begin, after), None, act=sense.act, score=sense.score * 0.9,
                     lemma=verb.lemma, sense=sense, shared=True, side="right")  # fmt: skip
    source, shared, region_first = subject(words, before, finite, earlier)
    if source is not None and _is_behind(words, source):
        return None  # "according to a notice posted on the register"
    if source is None and not shared and joins(words, before, after, verb, sense):
        shared = True
    if (
        inserted
        and verb.lemma in lists().readers["spoken"]
        and not any(tag & (QUOTE | SCARE) for tag in tags)
    ):  # "The road is shut, the ministry went on, and …"
        if source is None or region_first < 4 or not tags[region_first - 1] & COMMA:
            return None
        if tags[0] & (PREP | TIME):
            return None
        return Frame("verb", cue, (region_first, after), source, ((0, region_first - 1),),
                     act=sense.act, score=sense.score, lemma="add", sense=sense)  # fmt: skip
    if source is None and not shared:
        behind = inverted(words, after, count, finite, before)
        if behind is None:
            return None
        return Frame("verb", cue, (begin, behind[1]), behind, act=sense.act, score=sense.score,
                     lemma=verb.lemma, sense=sense, side="left")  # fmt: skip
    return Frame("verb", cue, (min(region_first, begin), after), source, act=sense.act,
                 score=sense.score, lemma=verb.lemma, sense=sense, shared=shared)  # fmt: skip


def _reaching(words: Words, last: int, after: int) -> int | None:
    """The verb by which somebody reaches others "to say" something: "rang this paper to say"."""
    lows, tags = words.lows, words.tags
    if after >= len(lows):
        return None
    if not tags[after] & (DET | SUBJ | CAP | QUOTE) and lows[after] != "that":
        return None
    for k in range(last, max(0, last - MAX_REACH), -1):
        if tags[k] & (COMMA | STOP | QUOTE | CLAUSE) and not tags[k] & DET:
            return None
        if lows[k] in word_sets()["reached"]:
            return k
    return None


def _is_behind(words: Words, source: Range) -> bool:
    """Whether a subject begins with a phrase that names a source itself: "according to a note"."""
    low = words.lows[source[0]]
    return any(
        tuple(words.lows[source[0] : source[0] + len(phrase)]) == phrase
        for phrase in lists().according.get(low, ())
        if len(phrase) > 1
    )


def _is_far(lows: Sequence[str], at: int) -> bool:
    """ "The government has so far said": no word of its subject."""
    return at > 0 and lows[at] == "far" and lows[at - 1] in word_sets()["before_far"]


def _opening(words: Words, verb: Verb, sense: Sense) -> Frame | None:
    """ "Announcing a vote for 8 March, the chair promised …": who promises announces it too."""
    tags = words.tags
    comma = next((k for k, tag in enumerate(tags) if tag & (COMMA | STOP | QUOTE)), 0)
    if sense.group != "speech" or comma < 3 or not tags[comma] & COMMA:
        return None
    return Frame("verb", (0, 1), (0, 1), None, ((1, comma),), act=sense.act, shared=True,
                 score=sense.score * 0.9, lemma=verb.lemma, sense=sense)  # fmt: skip


def _sense(words: Words, at: int, verb: Verb) -> tuple[Sense | None, int]:
    """The group that fits what follows the verb, and the token after the cue."""
    lows = words.lows
    timed = skip_time(words, at + 1, len(lows)) if verb.particles else at + 1
    for particle, sense in verb.particles:
        begin = timed if particle in _FAR else at + 1  # "spoke on Friday of nine dead"
        after = begin + len(particle)
        if tuple(lows[begin:after]) == particle:
            if sense.group == "speech" and lows[after : after + 1] == ["to"]:
                return None, after  # "went on to say"
            return sense, after
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


def _infinitive(
    words: Words, at: int, after: int, before: int, sense: Sense, verb: Verb, earlier: list[Frame]
) -> Frame | None:
    """ "went on to say", "had this to say": the subject is that of the verb before."""
    lows = words.lows
    if verb.lemma not in lists().readers["infinitive"]:
        return None
    k = before - 1
    if k >= 1 and lows[k] == "first":
        # "was the first to report that"
        k -= 1
        if lows[k] == "the":
            k -= 1
        if lows[k] not in word_sets()["be"]:
            return None
    elif k >= 1 and lows[k] == "on" and lows[k - 1] in word_sets()["went"]:
        k -= 1
    elif (reached := _reaching(words, k, after)) is not None:
        k = reached
    elif k < 0 or lows[k] not in word_sets()["went_on"]:
        return None
    source, shared, first = subject(words, k - 1, frozenset(), earlier)
    if source is None:
        return None
    return Frame("verb", (k, after), (first, after), source, act=sense.act, score=sense.score,
                 lemma=verb.lemma, sense=sense, shared=shared)  # fmt: skip

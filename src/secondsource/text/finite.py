"""Whether a form that may be a verb of saying is one here, and no noun, participle or object."""

from __future__ import annotations

from secondsource.text.amounts import is_number
from secondsource.text.clauses import (
    AUX,
    CAP,
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
)
from secondsource.text.cues import Sense, Verb, lists, word_sets
from secondsource.text.phrases import is_participle
from secondsource.text.subjects import mate

_STOPPING = frozenset(("speech", "telling", "thought", "denial", "question", "pledge"))


def is_title_case(words: Words) -> bool:
    """Whether a line is set like a headline: most long words begin with a capital."""
    long = [tag & CAP for tag, low in zip(words.tags, words.lows, strict=True) if len(low) > 3]
    return sum(map(bool, long)) * 3 > len(long) * 2


def stops(words: Words, at: int, verb: Verb) -> bool:
    """Whether a phrase must not reach over this token: a finite verb of saying or thinking."""
    before = words.tags[at - 1] if at else 0
    if "past" not in verb.forms and "s" not in verb.forms:
        return bool(before & SUBJ) and any(s.group in _STOPPING for s in verb.senses)
    if before & (DET | PREP) and words.lows[at - 1] != "that":
        return False
    return any(s.group in _STOPPING for s in verb.senses) and (
        "past" in verb.forms or verb.lemma in ("say", "tell", "believe", "think", "know", "argue")
    )


def is_reduced(words: Words, at: int, verb: Verb) -> bool:
    """A participle before another: "twelve feared drowned", "four reported missing"."""
    if "pp" not in verb.forms or verb.lemma in ("say", "tell") or at + 1 >= len(words.lows):
        return False
    return words.lows[at + 1] in word_sets()["at_end"] or (
        is_participle(words, at + 1) and words.lows[at + 1] not in word_sets()["only_past"]
    )


def is_bare_noun(words: Words, at: int, after: int, verb: Verb, sense: Sense) -> bool:
    """A noun in -s where a verb of its kind would have an object: "last orders for the town"."""
    if "s" not in verb.forms or verb.lemma not in lists().nouns or after > at + 1:
        return False
    needs = sense.group in ("demand", "attitude", "pledge") and after < len(words.lows)
    return needs and bool(words.tags[after] & PREP) and words.lows[after] not in ("to", "that")


def is_verb(
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
    sets = word_sets()
    if be:
        return "ing" in verb.forms
    if not verb.forms & {"past", "ing"} and verb.lemma in lists().nouns and before == at - 1:
        ruled = at + 1 < len(tags) and tags[at + 1] & AUX  # "the former champion did not go"
        if ruled or (before >= 0 and is_number(lows[before])):
            return False  # "the two states that share the river"
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
    if low in sets["degrees"]:
        return False  # "the most feared man"
    if "ing" in verb.forms:
        return not tag & DET
    if tag & DET and not tag & (SUBJ | REL | TIME) and low not in sets["quantity"]:
        return False
    if low.endswith("'s") or _is_owner(words, before):
        return False
    if tag & PREP and not tag & CAP and low != "to":
        return False
    known = lists()
    opening = before == 0 or (
        before <= 2 and bool(tags[0] & DET) and all(tags[k] & CAP for k in range(1, before))
    )
    clear = bool(tag & (CAP | SUBJ | REL | SCARE)) or low in word_sets()["plural"]
    clear = clear or bool(tag & COMMA and mate(words, before))  # "The chair, Lena Marsk, called it"
    if following == "with" and verb.lemma in known.readers["of_with"]:
        return False
    if "past" in verb.forms:
        if following == "by" and verb.lemma not in ("respond", "answer"):
            return lows[at + 2] in sets["by_means"] if at + 2 < len(lows) else False
        if verb.lemma in known.reduced and not clear and before == at - 1:
            return following in sets["after_reduced"] and lows[0] in sets["articles"] and before < 4
        return True
    closed = ("s" in verb.forms and _is_closed(words, at)) or (
        "base" in verb.forms and _is_plural_end(words, at)
    )
    if (
        verb.lemma in known.strict
        and not closed
        and following not in sets["noun_follows"] | {'"', ","}
    ):
        return False
    if following == "to" and verb.lemma in known.readers["of_to"]:
        return False
    named = at + 1 < len(tags) and tags[at + 1] & CAP and not tags[at + 1] & TIME
    spoken = any(s.group in ("speech", "thought") for s in verb.senses)
    if (
        tag & COMMA
        and named
        and "s" in verb.forms
        and spoken
        and not tags[before - 1] & (TIME | NUM)
    ):
        return True  # "The gauge stopped short, reports Marsk"
    if closed:
        return True
    if (
        verb.lemma in known.nouns
        and not clear
        and not (opening and following == "to")
        and following not in sets["noun_follows"]
    ):
        return False
    parted = any(lows[at + 1 : at + 1 + len(p)] == list(p) for p, _ in verb.particles)
    about = verb.lemma in ("complain", "warn", "say", "tell", "write")  # "says of his brother"
    if following in sets["after_noun"] and not about and not parted:
        return False
    if "s" in verb.forms:
        return not (tag & SUBJ and low in sets["not_plural_subject"])
    if tag & SUBJ:
        return low not in sets["not_base_subject"]
    if verb.lemma == "say" and tag & (COMMA | QUOTE):
        return True  # "Border to close, say officials"
    plural = (
        low in word_sets()["plural"]
        or (low.endswith("s") and not low.endswith("ss"))
        or tag & COORD
    )
    return bool(plural) and not tag & (COMMA | STOP)


def _is_owner(words: Words, at: int) -> bool:
    """Whether a plural has the sign of possession: "an investors' call"."""
    return words.lows[at].endswith("s") and words.text[words.ends[at] : words.ends[at] + 2] in (
        "' ",
        "’ ",
    )


def _is_closed(words: Words, at: int) -> bool:
    """Whether a verb closes a sentence or follows a name set off: "…, a police bulletin states"."""
    tags = words.tags
    if tags[at - 1] & COMMA:
        return at > 2 and bool(tags[at - 2] & CAP) and not tags[at - 2] & (TIME | NUM)
    if at + 1 < len(tags) and not tags[at + 1] & STOP:
        return False
    first = at - 1
    while first > 0 and not tags[first] & (DET | PREP | COMMA | STOP | COORD):
        first -= 1
    return bool(first > 1 and tags[first] & DET and tags[first - 1] & COMMA and first < at - 1)


def _is_plural_end(words: Words, at: int) -> bool:
    """Whether a verb and some people or papers end a sentence: "Nine died, agencies report"."""
    tags, lows = words.tags, words.lows
    if at + 1 < len(tags) and not tags[at + 1] & STOP:
        return False
    first = at - 1
    while first > 0 and not tags[first] & ~CAP:
        first -= 1
    many = lows[at - 1] in word_sets()["plural"] or lows[at - 1][-1:] == "s" != lows[at - 1][-2:-1]
    return bool(first > 1 and tags[first] & COMMA and first < at - 1 and many)

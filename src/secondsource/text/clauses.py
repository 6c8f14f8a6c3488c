"""Words of a sentence with what English lets them be: enough to find subjects and phrase ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from secondsource.model import Span
from secondsource.text.pairing import Quoted
from secondsource.text.patterns import rules

DET, PREP, AUX, SUBJ, CLAUSE, ADV, TIME, CAP = 1, 2, 4, 8, 16, 32, 64, 128
QUOTE, COMMA, STOP, REL, COORD, NUM, OBJ, SCARE = 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
_TOKEN = re.compile(
    r"\w+(?:[’'.&/\-]\w+|(?<=\d),\d{3}(?!\d))*(?:\.(?=\w\.))?|[,;:()\[\]]|[—–]|--|-(?=\s)|[.!?…]+|[@#$€£%&]"
)
_FOLD = str.maketrans("’‘", "''")
_ASIDE = re.compile(r"\([^()]{1,60}\)")
MAX_TITLE = 4  # words of a quoted title or catchword after a word of its sentence
MAX_SCARE = 9  # blanks in a quoted phrase that is part of the sentence around it
MAX_PHRASE = 40  # words a subject may reach back


class Words(Struct, frozen=True, gc=False):
    """The tokens of one sentence as parallel lists; a quoted stretch is one token."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    tags: list[int]

    def span(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last - 1`."""
        return Span(self.starts[first], self.ends[last - 1])


@cache
def _lexicon() -> dict[str, int]:
    lists: dict[str, Any] = rules("en/quotes/words.toml")
    bits = {
        "determiners": DET, "prepositions": PREP, "auxiliaries": AUX, "subjects": SUBJ,
        "clause": CLAUSE, "adverbs": ADV, "times": TIME, "relatives": REL,
        "coordinators": COORD, "objects": OBJ, "numbers": NUM,
    }  # fmt: skip
    lexicon: dict[str, int] = {}
    for name, bit in bits.items():
        for word in lists[name]:
            lexicon[word] = lexicon.get(word, 0) | bit
    lexicon |= dict.fromkeys(";:()[]—–-", STOP) | {",": COMMA, "--": STOP}
    return lexicon


@cache
def _not_adverbs() -> frozenset[str]:
    return frozenset(rules("en/quotes/words.toml")["not_adverbs"])


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str, int]:
    """A word folded, and what it may be wherever it stands."""
    low = word.lower().translate(_FOLD)
    tag = _lexicon().get(low, 0)
    if word[0].isupper():
        return low, tag | CAP
    if word[0].isdigit():
        return low, tag | NUM
    if not tag and low.endswith("ly") and low not in _not_adverbs():
        return low, ADV
    return low, tag or (STOP if word[0] in ".!?…" else 0)


def tokens(text: str, within: Span, quoted: Sequence[Quoted]) -> Words:
    """The tokens of a sentence; each stretch of `quoted` inside it is one token.

    Short asides in brackets and dots that end no sentence are left out.
    """
    starts: list[int] = []
    ends: list[int] = []
    lows: list[str] = []
    tags: list[int] = []
    add_start, add_end, add_low, add_tag = starts.append, ends.append, lows.append, tags.append
    at = within.start
    for stretch in (*quoted, None):
        until = within.end if stretch is None else stretch.span.start
        asides = _asides(text, at, until) if text.find("(", at, until) >= 0 else {}
        shown = at
        for found in _TOKEN.finditer(text, at, until):
            start, end = found.span()
            word = found[0]
            if start < shown or (word == "." and end < within.end):
                continue  # "Gov. Marsk": no sentence ends there, or it would have been cut
            if word == "(" and start in asides:
                shown = asides[start]
                continue
            low, tag = _read(word)
            if low == "today" and tag & CAP and starts:
                tag = CAP  # the programme, the paper
            add_start(start)
            add_end(end)
            add_low(low)
            add_tag(tag)
        if stretch is not None:
            starts.append(stretch.span.start)
            ends.append(stretch.span.end)
            lows.append('"')
            tags.append(SCARE if is_scare(text, stretch) else QUOTE)
            at = stretch.span.end
    return Words(text, starts, ends, lows, tags)


def _asides(text: str, start: int, end: int) -> dict[int, int]:
    """Short remarks in brackets, "(R-Larn)": where they begin and end."""
    return {m.start(): m.end() for m in _ASIDE.finditer(text, start, end)}


def is_scare(text: str, stretch: Quoted) -> bool:
    """Whether a quoted stretch is a phrase built into the sentence around it: “dead on arrival”."""
    inner = stretch.inner
    if inner.end <= inner.start:
        return True
    if stretch.repaired or text.count(" ", inner.start, inner.end) > MAX_SCARE:
        return False
    before = text[max(0, stretch.span.start - 2) : stretch.span.start].strip()
    if before[-1:].isalnum() and text.count(" ", inner.start, inner.end) < MAX_TITLE:
        return True  # on Larn TV's “The Hour,” …
    if text[inner.end - 1] in ".,?!…—–":
        return False
    if _is_nickname(text, stretch):
        return True
    if before.endswith((",", ":")):
        return False
    after = text[stretch.span.end : stretch.span.end + 1]
    return not (after == "," and not before)


def _is_nickname(text: str, stretch: Quoted) -> bool:
    """Whether a quoted word or two belong to the name behind them: its head, “General” Marsk."""
    inner, end = stretch.inner, stretch.span.end
    short = text.count(" ", inner.start, inner.end) < 2 and text[inner.start].isupper()
    return short and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def phrase_left(words: Words, last: int, *, verbs: frozenset[int]) -> int:
    """The first token of the noun phrase that ends at token `last`.

    verbs: tokens known to be finite verbs; a phrase does not reach over them.
    """
    tags, lows = words.tags, words.lows
    if tags[last] & SUBJ:
        return last
    at = last
    joined = -1
    hard = False
    while at >= 0 and last - at < MAX_PHRASE:
        tag = tags[at]
        if tag & (COMMA | STOP | QUOTE):
            break
        if at in verbs or (
            tag & (AUX | SUBJ) and not (lows[at] in ("may", "will", "can") and tag & CAP)
        ):
            hard = True
            break
        if tag & CLAUSE and not tag & (DET | PREP):
            break
        if tag & CLAUSE and lows[at] in ("that", "than", "until", "since") and at < last:
            break
        if tag & COORD:
            joined = at
        at -= 1
    first = at + 1
    if hard and joined > first:
        first = joined + 1
    return _without_opening(words, first, last)


def _without_opening(words: Words, first: int, last: int) -> int:
    """Past adverbs, conjunctions and "In Larn on Friday" before the phrase proper."""
    tags = words.tags
    while first < last and (
        tags[first] & (ADV | COORD) or (tags[first] & CLAUSE and not tags[first] & DET)
    ):
        if tags[first] & DET:
            break
        first += 1
    if first < last and tags[first] & PREP:
        for k in range(first + 3, last):
            # "At his house | a boy with a basketball": an article behind a noun
            if tags[k] & DET and not tags[k - 1] and not tags[k] & SUBJ:
                return k
        at = last
        while at > first and not tags[at - 1] & (PREP | TIME):
            at -= 1
        # "In Larn Marsk said": the phrase after the place name begins where capitals resume.
        if at <= last and tags[at] & DET:
            return at
        moved = at
        for k in range(at + 1, last + 1):
            if tags[k] & DET:
                moved = k
                break
        return moved
    return first


def phrase_right(
    words: Words, first: int, limit: int, *, verbs: frozenset[int], bare: bool = False
) -> int:
    """One past the last token of the noun phrase that begins at token `first`.

    bare: a clause may follow without "that" ("told Radio Velmar the talks would resume"), so the
    phrase ends where a new one begins.
    """
    tags, lows = words.tags, words.lows
    at = first
    limit = min(limit, first + MAX_PHRASE)
    seen_noun = False
    while at < limit:
        tag, low = tags[at], lows[at]
        if tag & (COMMA | STOP | QUOTE) or (tag & AUX and at > first) or at in verbs:
            break
        if tag & CLAUSE and not (tag & (DET | PREP) and at == first):
            break
        if tag & SUBJ and not tag & OBJ and at > first:
            break
        if tag & TIME and seen_noun and not tag & CAP:
            break
        if tag & TIME and tag & CAP:
            break
        if (
            low
            in (
                "on",
                "in",
                "at",
                "during",
                "via",
                "through",
                "after",
                "before",
                "as",
                "by",
                "about",
                "when",
            )
            and seen_noun
        ):
            following = tags[at + 1] if at + 1 < limit else 0
            if low not in ("in", "at", "on") or following & (TIME | NUM) or bare:
                break
        if bare and seen_noun and tag & (DET | SUBJ) and not tags[at - 1] & PREP:
            break
        if bare and seen_noun and tag & COORD:
            break
        if bare and seen_noun and tag & NUM and at + 1 < limit and not tags[at + 1]:
            break  # "told reporters three people had died"
        if not tag & (DET | PREP | ADV | NUM):
            seen_noun = True
        at += 1
    while at > first and tags[at - 1] & (PREP | COORD | ADV) and not tags[at - 1] & CAP:
        at -= 1
    return at


def skip_time(words: Words, at: int, limit: int) -> int:
    """Past "on Friday", "late last week", "on 3 May 2021" standing at token `at`."""
    tags, lows = words.tags, words.lows
    begin = at
    if at < limit and lows[at] in (
        "on",
        "in",
        "late",
        "early",
        "this",
        "last",
        "earlier",
        "later",
        "at",
        "by",
    ):
        at += 1
        while at < limit and lows[at] in (
            "late",
            "early",
            "this",
            "last",
            "the",
            "a",
            "same",
            "that",
        ):
            at += 1
    core = at
    while at < limit and (tags[at] & (TIME | NUM)) and not tags[at] & DET:
        at += 1
    if not any(tags[k] & TIME for k in range(core, at)):
        if at == core + 1 and lows[begin] == "in" and len(lows[core]) == 4:
            return at  # "in 2014"
        return begin
    return at

"""Who is quoted, asked or told of: "Radio Larn quoted him as saying", "it was reported"."""

from __future__ import annotations

from msgspec import structs

from secondsource.text.clauses import (
    CLAUSE,
    COMMA,
    PREP,
    QUOTE,
    STOP,
    SUBJ,
    Words,
    phrase_left,
    phrase_right,
)
from secondsource.text.cues import Frame, Sense, Verb, lists, word_sets
from secondsource.text.subjects import source_right, subject


def quoted_as(words: Words, at: int, before: int, finite: frozenset[int]) -> Frame | None:
    lows = words.lows
    count = len(lows)
    for k in range(at + 2, min(count - 1, at + 30)):
        if words.tags[k] & (STOP | QUOTE):
            return None
        if lows[k] == "as" and (
            lows[k + 1] in word_sets()["as_saying"] or words.tags[k + 1] & QUOTE
        ):
            channel, _, first = subject(words, before, finite, [])
            end = k + 2 if not words.tags[k + 1] & QUOTE else k + 1
            closed = end >= count or words.tags[end] & STOP
            side = (
                "left" if closed and first and words.tags[first - 1] & (COMMA | QUOTE) else "right"
            )
            return Frame("quoted", (at, end), (first, end), (at + 1, k), channel=channel,
                         lemma="quote", side=side)  # fmt: skip
    return None


def passive(
    words: Words, at: int, verb: Verb, sense: Sense, begin: int, finite: frozenset[int]
) -> Frame | None:
    lows, tags = words.lows, words.tags
    known = lists()
    count = len(lows)
    subject_at = begin - 1
    if verb.lemma in ("quote", "cite"):
        source, _, first = subject(words, subject_at, finite, [])
        k = at + 1
        channel = None
        end = k
        for _ in range(2):
            if k < count and lows[k] == "by":
                last = phrase_right(words, k + 1, count, verbs=finite)
                channel = (k + 1, last)
                k = end = last
            elif k + 1 < count and lows[k] == "as" and lows[k + 1] in word_sets()["as_saying"]:
                k = end = k + 2
        if source is None:
            return None
        return Frame("quoted", (begin, end), (first, end), source, channel=channel, lemma="quote")
    if lows[at] in known.impersonal and subject_at >= 0 and lows[subject_at] == "it":
        cue = (subject_at, at + 1)
        return Frame(
            "impersonal",
            cue,
            cue,
            None,
            lemma=verb.lemma,
            sense=sense,
            score=0.8,
            act=sense.act,
        )
    if sense.group == "question":
        return asked(words, at, begin, sense, verb, finite)
    if at + 1 < count and lows[at + 1] == "to" and lows[at] in known.raising:
        first = phrase_left(words, subject_at, verbs=finite) if subject_at >= 0 else begin
        return Frame("raising", (begin, at + 1), (first, at + 1), None, lemma=verb.lemma,
                     sense=sense, score=0.5, act="say", side="right")  # fmt: skip
    office = verb.lemma in known.readers["of_office"]  # "the head is named by the president"
    if at + 1 < count and lows[at + 1] == "by" and subject_at >= 0 and not office:
        last = source_right(words, at + 2, count, finite)
        if last > at + 2 and not tags[subject_at] & (COMMA | STOP | QUOTE | PREP | CLAUSE | SUBJ):
            first = phrase_left(words, subject_at, verbs=finite)
            if sense.group == "telling" and lows[last : last + 1] == ["that"]:
                # "Skippers were told by their minister that …"
                return Frame("verb", (begin, at + 2), (first, last), (at + 2, last),
                             ((last + 1, count),), to=(first, subject_at + 1), lemma=verb.lemma,
                             sense=sense, score=sense.score, act=sense.act)  # fmt: skip
            said = ((first, subject_at + 1),)
            return Frame("passive", (begin, at + 2), (begin, last), (at + 2, last), said,
                         lemma=verb.lemma, sense=sense, score=0.5, act=sense.act)  # fmt: skip
    return None


def asked(
    words: Words, at: int, begin: int, sense: Sense, verb: Verb, finite: frozenset[int]
) -> Frame | None:
    """ "was asked by the host whether", "Asked why": who asks is named after "by" or not at all."""
    lows = words.lows
    count = len(lows)
    source = None
    after = at + 1
    if after < count and lows[after] == "by":
        last = source_right(words, after + 1, count, finite)
        if last > after + 1:
            source, after = (after + 1, last), last
    if after >= count or lows[after] not in word_sets()["asked_what"]:
        return None
    asked = structs.replace(sense, group="asked")
    return Frame("verb", (begin, at + 1), (begin, after), source, act=sense.act, score=0.6,
                 lemma=verb.lemma, sense=asked, side="right")  # fmt: skip

"""How likely what somebody says in an article is his own evidence of the event it tells of.

"The water came over the sill at six", the lock keeper says of the flood, and "we have asked for a
dam for years", says the mayor: only the first is a source for it. A logistic model over what can
be read off the words and off who speaks them; its weights are in rules/en/attesting-weights.toml,
written by `bench/train_attesting.py` from labels of our own (gold/attesting.toml).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from secondsource import origins
from secondsource.model import Article, Block, Name, Origin, Quote, Time, inside, marks, words
from secondsource.origins.houses import is_public
from secondsource.reconcile.passages import OPEN, Passage
from secondsource.text.eventwords import names_of
from secondsource.text.patterns import rules
from secondsource.text.recounting import negates, recounts, responds, tells_of_himself
from secondsource.text.testimony import testifies
from secondsource.text.when import moments, overlap
from secondsource.text.words import WORD, fold, sentences, stems

SOURCE = 0.6  # how likely somebody must be a source to be counted
BRIEF = 8  # words that are few
MANY = 3  # speakers, or words shared with an opening, that are many
BESIDE = 40  # code points behind a name in which it is told who somebody is
MAX_NAMES = 200  # of one article whose words are no evidence
OURS = frozenset({"we", "our", "us", "we've", "we're"})
MINE = frozenset({"i", "my", "me", "i'm", "i've"})
YOURS = frozenset({"you", "your"})
_NUMBER = re.compile(r"\d")
_BROUGHT = re.compile(r",? (?:aged )?\(?\d{1,3}\b|, who |, (?:an?|the|one) ")
Traits = Iterator[tuple[str, bool]]


class Scene(NamedTuple):
    """An article and the event it may tell of, with what is asked of all who speak in it."""

    article: Article
    main: Passage
    usual: frozenset[str]  # stems of words for events of its type
    opening: frozenset[str]  # stems of its headline and of the sentence that tells the event
    speakers: list[str]  # who speaks, in order, once each
    times: list[Time]


def scene(article: Article, main: Passage) -> Scene:
    """What an article holds against which its speakers are read."""
    told = (q.speaker.key or q.speaker.name for q in marks(article, Quote) if q.speaker)
    return Scene(
        article,
        main,
        usual(main.event.type),
        stems(_opening(article, main), numbers=True),
        list(dict.fromkeys(told)),
        list(marks(article, Time)),
    )


@cache
def usual(kind: str) -> frozenset[str]:
    """The stems of the words for events of a type."""
    nouns, verbs = names_of(kind)
    return stems(" ".join((*nouns, *verbs)))


def likelihood(at: Scene, quotes: Sequence[Quote], told: Origin) -> float:
    """From 0 to 1: how likely somebody, by quotes of his in the article, is a source for the event.

    quotes: one at least, in text order.
    """
    weights = _weights()
    score = weights[""] + sum(weights.get(t, 0.0) for t in traits(at, quotes, told))
    return 1.0 / (1.0 + math.exp(-score))


def traits(at: Scene, quotes: Sequence[Quote], told: Origin) -> list[str]:
    """What is so of somebody's words and of him, by name, once each, in order."""
    found = (_of_words(at, quotes), _of_event(at, quotes), _of_him(at, quotes, told))
    return [name for some in found for name, so in some if so]


def _of_words(at: Scene, quotes: Sequence[Quote]) -> Traits:
    said = [(text, q.form) for q in quotes for text in _said(at.article, q)]
    low = fold(" . ".join(text for text, _ in said))
    told = WORD.findall(low)
    bag = set(told)
    yield "testifies", any(testifies(text, himself=form != "indirect") for text, form in said)
    yield "himself", tells_of_himself(text for text, _ in said)
    yield "ours", bool(bag & OURS)
    yield "yours", bool(bag & YOURS)
    yield "mine", bool(bag & MINE)
    yield "past", any(recounts(text, past=True) for text, _ in said)
    yield "fact", any(recounts(text, past=False) for text, _ in said)
    yield "negated", negates(said[0][0])
    yield "asks", "?" in low
    yield "number", bool(_NUMBER.search(low))
    yield "brief", len(told) < BRIEF
    yield "direct", all(q.form == "direct" for q in quotes)
    yield "indirect", all(q.form == "indirect" for q in quotes)
    for name, listed in _patterns().items():
        yield name, any(pattern.search(low) for pattern in listed)


def _of_event(at: Scene, quotes: Sequence[Quote]) -> Traits:
    main = at.main
    said = " ".join(text for q in quotes for text in _said(at.article, q))
    mine = stems(said, numbers=True)
    shared = mine & at.opening - at.usual
    yield "usual", bool(mine & at.usual)
    yield "shared", bool(shared)
    yield "shared much", len(shared) >= MANY
    times = [t for t in at.times if any(inside(t.span, c) for q in quotes for c in q.content)]
    resolved = moments(at.article)
    days = [day for t in times if t.type == "DATE" and (day := resolved.get(t.span))]
    yield "same day", main.when is not None and any(overlap(d, main.when) for d in days)
    yield "other day", main.when is not None and any(not overlap(d, main.when) for d in days)
    yield "hour", any(t.type == "TIME" for t in times)
    yield "open", main.family in OPEN
    yield "to come", not main.is_done
    yield f"family {main.family}", True


def _of_him(at: Scene, quotes: Sequence[Quote], told: Origin) -> Traits:
    article, main = at.article, at.main
    speakers = [q.speaker for q in quotes if q.speaker]
    key = speakers[0].key or speakers[0].name if speakers else ""
    elsewhere = main.article.id != article.id
    yield "alone", len(at.speakers) == 1
    yield "first", at.speakers[:1] == [key]
    yield "last", len(at.speakers) > 1 and at.speakers[-1:] == [key]
    yield "many", len(at.speakers) >= MANY
    yield "stray", elsewhere
    yield "told by another", not elsewhere and main.attributed and main.origin.key != told.key
    yield "in office", origins.is_in_office(told)
    yield "body", told.kind == "body"
    yield "public", is_public(told.institution)
    yield "no role", not any(s.role for s in speakers)
    yield "acts", any(q.act != "say" for q in quotes)
    cues = [w for q in quotes if q.cue for w in WORD.findall(fold(words(article, q.cue)))]
    yield "responds", any(map(responds, cues))
    end = next((s.span.end for s in speakers if s.span), len(article.text))
    yield "brought in", _BROUGHT.match(article.text, end) is not None
    yield "who", ", who " in article.text[end : end + BESIDE]
    called = set(WORD.findall(fold(" ".join([*(s.role for s in speakers), told.name]))))
    for name, listed in _roles().items():
        if called & listed:
            yield name, True
            yield f"{name} of {main.family}", True
    house = told.institution.partition(":")[2].replace("/", " ")
    yield "party", bool(stems(house) & at.opening)


def _said(article: Article, quote: Quote) -> list[str]:
    return [article.text[c.start : c.end] for c in quote.content]


def _opening(article: Article, main: Passage) -> str:
    """The headline of an article and the sentence that tells its event, the names left out."""
    blocks = [b.span for b in marks(article, Block) if b.role in ("headline", "body")]
    told = [words(article, b) for b in blocks[:1]]
    if main.article.id == article.id:
        trigger = main.event.trigger
        block = next((b for b in blocks if inside(trigger, b)), trigger)
        line = next((s for s in sentences(article.text, block) if inside(trigger, s)), block)
        told.append(words(article, line))
    people = [n.span for n in marks(article, Name)[:MAX_NAMES] if n.type == "person"]
    names = set(WORD.findall(fold(" ".join(words(article, span) for span in people))))
    return " ".join(w for w in WORD.findall(fold(" ".join(told))) if w not in names)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    given: dict[str, list[str]] = rules("en/attesting.toml")["words"]
    return {name: tuple(re.compile(rf"\b(?:{p})\b") for p in some) for name, some in given.items()}


@cache
def _roles() -> dict[str, frozenset[str]]:
    given: dict[str, list[str]] = rules("en/attesting.toml")["roles"]
    return {name: frozenset(some) for name, some in given.items()}


@cache
def _weights() -> dict[str, float]:
    return dict(rules("en/attesting-weights.toml")["weights"])

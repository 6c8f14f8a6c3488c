"""Witness: whether an article's own words are its own knowledge or may be what it was told."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.model import Article, Block, Quote, Span, marks
from secondsource.text import world
from secondsource.text.pairing import pair
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

READ = ("body", "headline", "dek", "byline")
MAX_READ = 100_000  # code points of one article looked at
KEPT = 64  # articles of which it is remembered: a story asks for each several times


def saw(article: Article) -> bool:
    """Whether the writer says that he was there: "I counted them", "our correspondent saw"."""
    return _tells_of_seeing(_own(article)[0])


@lru_cache(maxsize=KEPT)
def _tells_of_seeing(own: str) -> bool:
    folded = fold(own)
    return any(pattern.search(folded) for pattern in _saw())


def may_repeat(article: Article, voice: str) -> bool:
    """Whether an article tells what it was told by anybody: speech, "according", an agency named.

    voice: the key of its own voice, which it may name.
    """
    if marks(article, Quote):
        return True
    own, is_spoken = _own(article)
    words = WORD.findall(own)
    return is_spoken or any(
        fold(word) in _telling() or (word[:1].isupper() and world.agency(word) not in (None, voice))
        for word in words
    )


def _own(article: Article) -> tuple[str, bool]:
    """The lines an article is made of without what stands in quotation marks; whether any does."""
    blocks = tuple(b.span for b in marks(article, Block) if b.role in READ)
    return _unspoken(article.text, blocks)


@lru_cache(maxsize=KEPT)
def _unspoken(text: str, blocks: tuple[Span, ...]) -> tuple[str, bool]:
    kept: list[str] = []
    spoken = False
    for block in blocks:
        for line in _lines(text, block):
            at = line.start
            for quoted in pair(text, line):
                spoken = True
                kept.append(text[at : quoted.span.start])
                at = quoted.span.end
            kept += [text[at : line.end], "\n"]
    return "".join(kept), spoken


def _lines(text: str, block: Span) -> list[Span]:
    start, found = block.start, []
    for line in text[block.start : min(block.end, MAX_READ)].splitlines(keepends=True):
        found.append(Span(start, start + len(line.rstrip("\n"))))
        start += len(line)
    return found


@cache
def _telling() -> frozenset[str]:
    return frozenset(rules("en/witness.toml")["telling"])


@cache
def _saw() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in rules("en/witness.toml")["saw"])

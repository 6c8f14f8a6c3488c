"""The block and the sentence that some words of an article stand in."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from secondsource.model import Article, Block, Span, inside, marks
from secondsource.text.words import sentences

KEPT = 64  # blocks of which the sentences are remembered: a story asks for each many times


def around(article: Article, at: Span) -> tuple[Block | None, Span | None]:
    """The block and the sentence that hold some words; None where none does."""
    block = next((b for b in marks(article, Block) if inside(at, b.span)), None)
    if block is None:
        return None, None
    lines = _lines(article.text, block.span)
    first = bisect_right(lines, at.start, key=start_of) - 1
    return block, next((line for line in lines[max(0, first) :][:2] if inside(at, line)), None)


@lru_cache(maxsize=KEPT)
def _lines(text: str, block: Span) -> tuple[Span, ...]:
    """The sentences of a block, found once for all that is asked of them."""
    return tuple(sentences(text, block))


def start_of(line: Span) -> int:
    return line.start

"""The extraction metric: 4-token shingles of a text against those of the gold text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

SIZE = 4
WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(
        tuple(words[at : at + SIZE]) for at in range(max(1, len(words) - SIZE + 1)) if words
    )


def counts(text: str, gold: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, as shares of their sum."""
    ours, theirs = shingles(text), shingles(gold)
    right = (ours & theirs).total()
    total = ours.total() + theirs.total() - right or 1
    return right / total, (ours.total() - right) / total, (theirs.total() - right) / total


def scores(pages: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Precision and recall averaged over the pages where they are defined, and F1 of the two."""
    precisions = [right / (right + wrong) for right, wrong, _ in pages if right + wrong]
    recalls = [right / (right + missed) for right, _, missed in pages if right + missed]
    precision = sum(precisions) / (len(precisions) or 1)
    recall = sum(recalls) / (len(recalls) or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)

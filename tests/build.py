"""Articles for tests, built from plain text: real objects, no mocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from secondsource.model import AnyMark, Article, Block, Role, Span, digest, with_marks


def article(
    text: str, *, marks: Iterable[AnyMark] = (), roles: dict[int, Role] | None = None, **fields: Any
) -> Article:
    """An article of body blocks, one a line, but for the lines in `roles` (0-based)."""
    blocks = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            span = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            role = (roles or {}).get(number, "body")
            blocks.append(Block(span=span, by="test", role=role))
        start += len(line) + 1
    fields.setdefault("language", "en")
    ref = fields.pop("ref", "test.txt")
    plain = Article(
        id=digest(ref, text),
        page=digest("page", ref, text),
        origin=ref,
        ref=ref,
        text=text,
        **fields,
    )
    return with_marks(plain, [*blocks, *marks])


def span_of(text: str, words: str, occurrence: int = 1) -> Span:
    """Where the words stand in the text, the n-th time."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))

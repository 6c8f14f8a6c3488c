"""Whole stories as JSON lines, for streaming into other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secondsource.model import Article, Story
from secondsource.outputs import json

SUFFIX = "jsonl"
MEDIA = "application/jsonl"


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """One whole story a line, as `outputs.json.story` shapes it."""
    by_id = {article.id: article for article in articles}
    for one in stories:
        yield json.dumps(json.story(one, by_id)) + "\n"

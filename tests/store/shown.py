"""Stories shown that no pipeline told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource.model import Article, Story
from secondsource.store import Store


def show(kept: Store, stories: Sequence[Story], articles: Iterable[Article]) -> None:
    """Shows these stories, as if the pipeline had told them and nothing waited any more."""
    clusters = {story.id: min(story.articles) for story in stories}
    with kept.working() as index:
        for stage in index.left():
            index.done(stage, index.waiting(stage))
        for article in articles:
            index.keep_lines(article.id, (), many=5)
            index.settle(article.id, article.published)
        for gone in {min(s.articles) for s in kept.stories()} - set(clusters.values()):
            index.come(gone, None)
        for story in stories:
            index.come(clusters[story.id], story)
    assert kept.show()

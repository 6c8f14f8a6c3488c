"""The order of work: the one list of stages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from secondsource import copies, dating, reconcile, stories
from secondsource.marks import blocks, credits, events, names, published, quotes, times
from secondsource.model import AnyMark, Article, Fault, Page, Story, with_marks
from secondsource.read import read

Marker = Callable[[Article], Iterable[AnyMark]]

EVERY_LANGUAGE: tuple[Marker, ...] = (blocks.mark, times.mark)
ENGLISH: tuple[Marker, ...] = (names.mark, credits.mark, quotes.mark, events.mark)
LAST: tuple[Marker, ...] = (published.mark,)  # reads the marks of all the others


def annotate(page: Page) -> Article | Fault:
    """The page as an article with all marks that its own words allow; a page alone, no heap."""
    article = read(page)
    return mark(article) if isinstance(article, Article) else article


def mark(article: Article) -> Article:
    """The article with every mark its language allows ("" is taken for English)."""
    english = ENGLISH if article.language in ("en", "") else ()
    for marker in (*EVERY_LANGUAGE, *english, *LAST):
        article = with_marks(article, _marks(marker, article))
    return article


def _marks(marker: Marker, article: Article) -> Sequence[AnyMark]:
    try:
        return tuple(marker(article))
    except Exception:  # one marker's defect on one page must not cost the page or its neighbours
        name = marker.__module__.rpartition(".")[2]
        logging.getLogger(__name__).exception("%s: no %s marks", article.ref, name)
        return ()


def date_alone(article: Article) -> Article:
    """The article with what it says itself of its publication day."""
    return dating.settle([article], [])[0]


def tell(articles: Iterable[Article]) -> tuple[tuple[Story, ...], tuple[Article, ...]]:
    """Stories with their findings, and the articles with the days their stories lend them.

    A pure function of the set of articles. Two passes: a first gathering lets neighbours date
    each other, the second gathers with those days known.
    """
    alone = sorted((date_alone(article) for article in articles), key=lambda a: a.id)
    links = copies.find(alone)
    dated = tuple(_settled(stories.gather(alone, links), alone))
    told = stories.gather(dated, links)
    by_id = {article.id: article for article in dated}
    return (
        tuple(reconcile.findings(story, [by_id[i] for i in story.articles]) for story in told),
        dated,
    )


def _settled(groups: Iterable[Story], articles: Iterable[Article]) -> Iterator[Article]:
    by_id = {article.id: article for article in articles}
    for story in groups:
        yield from dating.settle([by_id[i] for i in story.articles], story.links)

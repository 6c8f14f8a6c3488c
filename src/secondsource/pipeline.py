"""The order of work: the one list of stages."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import structs

from secondsource import copies, dating, reconcile, stories
from secondsource.marks import blocks, credits, events, names, published, quotes, times
from secondsource.model import (
    AnyMark,
    Article,
    Block,
    Fault,
    Page,
    Ruling,
    Story,
    marks,
    with_marks,
)
from secondsource.read import read

Marker = Callable[[Article], Iterable[AnyMark]]

EVERY_LANGUAGE: tuple[Marker, ...] = (times.mark,)  # after blocks.mark
ENGLISH: tuple[Marker, ...] = (names.mark, credits.mark, quotes.mark, events.mark)
LAST: tuple[Marker, ...] = (published.mark,)  # reads the marks of all the others

REPEATED = 5  # pages of one outlet that share a line, from which on it is furniture


def annotate(page: Page) -> Article | Fault:
    """The page as an article with all marks that its own words allow; a page alone, no heap."""
    article = read(page)
    return mark(article) if isinstance(article, Article) else article


def mark(article: Article) -> Article:
    """The article with every mark its language allows ("" is taken for English)."""
    return _marked_on(with_marks(article, _marks(blocks.mark, article)))


def _marked_on(article: Article) -> Article:
    """The article, whose blocks are marked, with all the other marks."""
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


def without_chrome(articles: Iterable[Article]) -> Iterator[Article]:
    """The articles by outlet and id, those marked anew that hold lines many pages of it share.

    A sign-up line under every article of one outlet reads like body on each page alone. Lines are
    counted whatever their role, so the answer depends on the set of articles and on nothing else.
    """
    ordered = sorted(articles, key=lambda a: (a.outlet, a.id))
    for outlet, group in groupby(ordered, key=lambda a: a.outlet):
        pages = list(group)
        counts: Counter[str] = Counter()
        if outlet and len(pages) >= REPEATED:
            counts.update(line for page in pages for _, line in blocks.keys(page))
        repeated = frozenset(line for line, number in counts.items() if number >= REPEATED)
        for article in pages:
            yield marked_anew(article, repeated) if repeated else article


def marked_anew(article: Article, repeated: frozenset[str]) -> Article:
    """The article marked with the lines of its outlet known; itself where no block changes."""
    now = tuple(blocks.mark(article, repeated))
    if [block.role for block in now] == [block.role for block in marks(article, Block)]:
        return article
    return _marked_on(structs.replace(article, marks=now))


def date_alone(article: Article) -> Article:
    """The article with what it says itself of its publication day."""
    return dating.settle([article], [])[0]


def tell(
    articles: Iterable[Article], rulings: Sequence[Ruling] = ()
) -> tuple[tuple[Story, ...], tuple[Article, ...]]:
    """Stories with their findings, and the articles with the days their stories lend them.

    A pure function of the set of articles and the rulings. Two passes: a first gathering lets
    neighbours date each other, the second gathers with those days known. `telling.tell` does the
    same for a store, only as far as what was added reaches.
    """
    alone = sorted((date_alone(one) for one in without_chrome(articles)), key=lambda a: a.id)
    links = copies.find(alone)
    dated = tuple(_settled(stories.gather(alone, links), alone))
    told = stories.gather(dated, links, rulings)
    by_id = {article.id: article for article in dated}
    return (
        tuple(with_findings(story, [by_id[i] for i in story.articles]) for story in told),
        dated,
    )


def with_findings(story: Story, articles: Sequence[Article]) -> Story:
    """The story with its findings; with none where a defect of ours keeps them from being told."""
    try:
        return reconcile.findings(story, articles)
    except Exception:  # one story's defect must not cost all the others
        refs = ", ".join(sorted(article.ref for article in articles))
        logging.getLogger(__name__).exception("no findings for the story of %s", refs)
        return story


def _settled(groups: Iterable[Story], articles: Iterable[Article]) -> Iterator[Article]:
    by_id = {article.id: article for article in articles}
    for story in groups:
        yield from dating.settle([by_id[i] for i in story.articles], story.links)

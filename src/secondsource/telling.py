"""The stories of a store brought up to its articles: what waits, stage by stage, and no more.

Each stage takes what waits for it in small lots, one transaction a lot, and lets what it changed
wait for the next. So a telling that is cut short goes on where it stopped, two processes may share
the work, and what an added page costs is what it is near to, not what there is. When nothing waits
any more all stories that came of it are shown in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from secondsource import copies, dating, pipeline, stories
from secondsource.marks import blocks
from secondsource.model import Article, Link, digest
from secondsource.store import Store
from secondsource.store.index import Index, Work
from secondsource.stories import profiles
from secondsource.text import interval


class Stage(NamedTuple):
    """One kind of work."""

    work: Callable[[Index, Sequence[str]], None]
    lot: int  # keys a transaction; another process waits no longer for its turn
    what: str  # for a progress bar


def tell(
    store: Store, rules: str, *, on_progress: Callable[[str, int], object] | None = None
) -> None:
    """Does all that waits, then shows the stories.

    rules: the hash of the rules at work; an index that others made is made anew.
    on_progress: told what is being done, and how many keys of it are left.
    """
    with store.working() as index:
        if store.fact("index") != rules:
            index.restart()
            store.keep_fact("index", rules)
    while not store.show():
        for work, stage in STAGES.items():
            with store.working() as index:
                keys = index.waiting(work, limit=stage.lot)
                if not keys:
                    continue
                if on_progress:
                    on_progress(stage.what, index.left()[work])
                stage.work(index, keys)
                index.done(work, keys)
                break  # a stage may have let an earlier one wait: the first that waits goes first


# ------------------------------------------------------------------ stages


def _lines(index: Index, keys: Sequence[str]) -> None:
    """Lines that many pages of one outlet share are furniture: who shares some from now on."""
    for one in keys:
        article = index.article(one)
        lines = _hashed(article) if article else {}
        index.wait(Work.MARKS, index.keep_lines(one, lines.keys(), many=pipeline.REPEATED))
    index.tidy()
    index.wait(Work.MARKS, keys)
    index.wait(Work.WORDS, keys)


def _hashed(article: Article) -> dict[int, str]:
    """The article's short lines by a number for the outlet and the line (int64)."""
    return {_number(outlet, line): line for outlet, line in blocks.keys(article)}


def _number(*parts: str) -> int:
    return int.from_bytes(bytes.fromhex(digest(*parts)), "big", signed=True)


def _marks(index: Index, keys: Sequence[str]) -> None:
    """Marks made anew of articles that have other lines in common with their outlet than before."""
    for one in keys:
        article = index.article(one)
        if article is None:
            continue
        now, before = index.repeated(one, many=pipeline.REPEATED)
        if now == before:
            continue
        lines = _hashed(article)
        marked = pipeline.marked_anew(article, frozenset(lines[number] for number in now))
        if marked is not article:
            index.remark(marked)
            index.wait(Work.WORDS, [one])
        index.keep_repeated(one, now)


def _words(index: Index, keys: Sequence[str]) -> None:
    """What an article is gathered by, and its copies."""
    here: dict[str, copies.Side] = {}
    for one in keys:
        article = index.article(one)
        if article is None:
            index.drop_words(one)
            continue
        dated = pipeline.date_alone(article)
        here[one] = copies.side(dated)
        index.keep_words(stories.profile(dated), copies.held(here[one]), dated.published)
    for one, side in tuple(here.items()):
        found = (_link(one, side, other, index, here) for other in index.candidates(one))
        index.keep_links(one, [link for link in found if link])
    index.tidy()
    index.wait(Work.GATHER_ALONE, keys)


def _link(
    one: str, side: copies.Side, other: str, index: Index, here: dict[str, copies.Side]
) -> Link | None:
    theirs = here.get(other)
    if theirs is None:
        theirs = here[other] = copies.side(index.dated(other, settled=False))
    return copies.compare(side, theirs) if one < other else copies.compare(theirs, side)


def _gather_alone(index: Index, keys: Sequence[str]) -> None:
    """The first gathering, with the days that articles tell themselves."""
    changed = {one: index.profile(one, _days(index, one, settled=False)) for one in keys}
    touched = stories.regather(index.alone, changed)
    index.wait(Work.SETTLE_DAYS, (cluster[0] for cluster in touched.clusters))
    index.wait(Work.GATHER_SETTLED, keys)


def _settle(index: Index, keys: Sequence[str]) -> None:
    """The days of articles, jointly over the stories of the first gathering."""
    for cluster in keys:
        members = index.alone.cluster(cluster)
        articles = [index.dated(one, settled=False) for one in members]
        for article in dating.settle(articles, index.links_among(members)):
            if index.settle(article.id, article.published):
                index.wait(Work.GATHER_SETTLED, [article.id])


def _gather_settled(index: Index, keys: Sequence[str]) -> None:
    """The second gathering, with the days that stories lend."""
    changed = {one: index.profile(one, _days(index, one, settled=True)) for one in keys}
    touched = stories.regather(index.settled, changed, index.rulings())
    index.wait(Work.TELL, (cluster[0] for cluster in touched.clusters))
    index.wait(Work.TELL, touched.gone)


def _days(index: Index, one: str, *, settled: bool) -> interval.Days:
    published = index.published(one, settled=settled)
    if published is not None:
        return interval.days_of(published.when)
    article = index.article(one)
    return profiles.days(article) if article else None


def _findings(index: Index, keys: Sequence[str]) -> None:
    """What a story says, told from its articles and their links."""
    for cluster in keys:
        members = index.settled.cluster(cluster)
        if not members:
            index.come(cluster, None)
            continue
        articles = [index.dated(one, settled=True) for one in members]
        story = stories.story(articles, index.links_among(members))
        index.come(cluster, pipeline.with_findings(story, articles))


STAGES = {
    Work.LINES: Stage(_lines, 200, "looking for furniture"),
    Work.MARKS: Stage(_marks, 100, "marking anew"),
    Work.WORDS: Stage(_words, 100, "comparing words"),
    Work.GATHER_ALONE: Stage(_gather_alone, 200, "gathering"),
    Work.SETTLE_DAYS: Stage(_settle, 50, "settling days"),
    Work.GATHER_SETTLED: Stage(_gather_settled, 200, "gathering again"),
    Work.TELL: Stage(_findings, 50, "telling the stories"),
}

"""Clusters as stories: headline, tags, links, and the stories next to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from secondsource.model import Article, Link, Name, Ruling, Story, digest, headline, marks
from secondsource.stories.gathering import regather
from secondsource.stories.profiles import profile
from secondsource.stories.shelf import Memory, Near
from secondsource.text import terms

RELATED = 0.12  # mean nearness over all pairs of two stories
MAX_RELATED = 6
MAX_TAGS = 8


def gather(
    articles: Iterable[Article], links: Iterable[Link], rulings: Sequence[Ruling] = ()
) -> tuple[Story, ...]:
    """Every article in exactly one story, sorted by id. Order-free; links do not group."""
    by_id = {article.id: article for article in articles}
    shelf = Memory()
    profiles = {one: profile(by_id[one]) for one in sorted(by_id)}
    found = regather(shelf, profiles, rulings).clusters
    of = {member: cluster[0] for cluster in found for member in cluster}
    size = Counter(of.values())
    inner: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sorted(set(links)):
        if link.copy in of and of[link.copy] == of.get(link.original):
            inner[of[link.copy]].append(link)
    return tuple(
        sorted(
            (
                story(
                    [by_id[one] for one in cluster],
                    inner[cluster[0]],
                    related({one: shelf.near(one) for one in cluster}, of, size),
                )
                for cluster in found
            ),
            key=lambda story: story.id,
        )
    )


def related(
    rows: Mapping[str, Mapping[str, Near]], of: Mapping[str, str], size: Mapping[str, int]
) -> tuple[str, ...]:
    """Ids of the stories next to one, the nearest first: follow-ups and look-alikes.

    rows: the near ones of each of its articles. of: the least article id of the story each of
    these is in. size: how many articles such a story has.
    """
    own = {of[one] for one in rows}
    sums: defaultdict[str, float] = defaultdict(float)
    for _, row in sorted(rows.items()):
        for other, pair in sorted(row.items()):
            if of[other] not in own:
                sums[of[other]] += pair.near
    ranked = sorted((-value / (len(rows) * size[c]), id_of(c)) for c, value in sums.items())
    return tuple(story for minus, story in ranked if -minus >= RELATED)[:MAX_RELATED]


def id_of(least: str) -> str:
    """The id of the story whose least article id is given."""
    return digest("story", least)


def story(
    articles: Sequence[Article], links: Iterable[Link] = (), related: tuple[str, ...] = ()
) -> Story:
    """The articles as one story without findings; links: those among them, each once."""
    links = tuple(sorted(links))
    ids = sorted(article.id for article in articles)
    return Story(
        id=id_of(ids[0]),
        headline=_headline(articles, links),
        articles=tuple(ids),
        links=links,
        tags=_tags(articles),
        related=related,
    )


def _headline(articles: Sequence[Article], links: tuple[Link, ...]) -> str:
    """The headline whose words most headlines share; of an original if there is one."""
    copies = {link.copy for link in links if link.decided}
    shown = {a.id: headline(a) for a in articles}
    told = {
        one: frozenset(terms.terms(text, "", title_counts=1).all) for one, text in shown.items()
    }
    common = Counter(term for found in told.values() for term in found)

    def rank(article: Article) -> tuple[bool, bool, float, str, str]:
        found = told[article.id]
        shared = sum(common[term] for term in found) / (len(found) + 3)
        text = shown[article.id]
        return (not text, article.id in copies, -shared, text, article.id)

    return shown[min(articles, key=rank).id]


def _tags(articles: Iterable[Article]) -> tuple[str, ...]:
    """Keys of the names most articles of the story hold, the most often written first."""
    holding: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for article in articles:
        named = [name.key for name in marks(article, Name) if name.key]
        holding.update(set(named))
        spoken.update(named)
    ranked = sorted(holding, key=lambda key: (-holding[key], -spoken[key], key))
    return tuple(ranked[:MAX_TAGS])

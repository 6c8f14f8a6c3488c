"""Articles into stories: what is about the same happening, found without order.

Two articles are *near* when their telling words agree, judged from the two alone. Each article
is then read together with its nearest (their words are lent to it), and near articles are compared
again: *alike*. Clusters are merged from the most alike on, by the mean over their pairs, down to
one fixed threshold. A merge needs one pair at least that alike, so the connected groups of such
pairs can be clustered one by one, and an added article touches its own groups only: `affected`.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from secondsource.model import Article, Block, Link, Name, Story, digest, headline, marks, words
from secondsource.text import terms

NEAR = 0.13
ALIKE = 0.36
GROUP = 0.3  # alike pairs that tie a group together: what is less is never one story
CROWD = 0.7  # a lone article joins a cluster of n by its sum of likeness over n
KEYS = 12  # heaviest terms: near articles share one at least
NEAREST = 7  # articles that lend their words ...
NEAREST_SHARE = 0.7  # ... if at least this near as the nearest is
LENT = 0.7  # weight of lent words beside an article's own ...
LENT_FROM, LENT_FULL = 0.1, 0.3  # ... for the nearest at this distance and beyond
CALM_DAYS = 7  # apart without loss
FADE_DAYS = 60
FADED = 0.8  # however far apart: months later it may still be the same story
UNDATED = 0.7  # a pair one of which has no day must agree in words the more
STRANGE = 0.3  # two texts of other people, places and bodies: look-alikes ...
ACQUAINTED = 0.1  # ... and from this likeness of names on there is no loss
FEW_NAMES = 4  # below which names cannot tell
MAX_WIDTH = 62  # days: a wider interval says no day
SHORT, FULL = 10, 60  # terms: a bare headline, a whole text
SHORT_GAIN = 2.2  # two bare headlines need half the agreement of two texts
RELATED = 0.12
MAX_RELATED = 6
MAX_TAGS = 8


class Profile(Struct, frozen=True):
    """What of an article counts for its story."""

    id: str
    terms: dict[str, float]
    names: dict[str, float]
    keys: tuple[str, ...]
    gain: float
    days: tuple[int, int] | None  # first and last possible day of publication


def gather(articles: Iterable[Article], links: Iterable[Link]) -> tuple[Story, ...]:
    """Every article in exactly one story, sorted by id. Order-free; links do not group."""
    by_id = {article.id: article for article in articles}
    profiles = {key: profile(by_id[key]) for key in sorted(by_id)}
    clusters, between = _clusters(profiles)
    of = {member: at for at, members in enumerate(clusters) for member in members}
    inner: defaultdict[int, list[Link]] = defaultdict(list)
    for link in sorted(set(links)):
        if link.copy in of and of[link.copy] == of.get(link.original):
            inner[of[link.copy]].append(link)
    ids = [_id(members) for members in clusters]
    related = _related(clusters, between, ids)
    return tuple(
        sorted(
            (
                _story([by_id[m] for m in members], tuple(inner[at]), related[at])
                for at, members in enumerate(clusters)
            ),
            key=lambda story: story.id,
        )
    )


def keys(article: Article) -> tuple[str, ...]:
    """What an article may share with others: near articles have one key in common at least."""
    return profile(article).keys


def affected(
    added: Collection[Article], holders: Callable[[str], Iterable[Article]]
) -> tuple[frozenset[str], tuple[Article, ...]]:
    """Whose story may change when articles are added, and all that is needed to gather them again.

    holders: the articles of the heap, the added ones too, that have a key. Of the stories of
    `gather(needed, links)`, those whose articles are in the first set equal the stories of
    `gather(whole heap, links)` but for `related`; all other stories of the heap stay as they are.
    """
    heap = _Heap(holders)
    new = {article.id for article in added}
    for article in added:
        heap.know(article)
    changed = set(new)
    for one in new:
        changed |= heap.near(one).keys()
    touched = heap.group(changed, without=frozenset())
    touched |= heap.group(changed - new, without=frozenset(new))
    needed = set(touched)
    for _ in range(
        2
    ):  # those beside the touched must be read as in the whole heap, with their nearest
        needed |= {other for one in sorted(needed) for other in heap.near(one)}
    return frozenset(touched), tuple(heap.articles[one] for one in sorted(needed))


class _Heap:
    """The part of a heap looked at so far, with what was reckoned of it."""

    def __init__(self, holders: Callable[[str], Iterable[Article]]) -> None:
        self.holders = holders
        self.articles: dict[str, Article] = {}
        self.profiles: dict[str, Profile] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._read: dict[tuple[str, frozenset[str]], dict[str, float]] = {}

    def know(self, article: Article) -> None:
        if article.id not in self.profiles:
            self.articles[article.id] = article
            self.profiles[article.id] = profile(article)

    def near(self, one: str) -> dict[str, float]:
        if one not in self._near:
            mine = self.profiles[one]
            others = set()
            for key in mine.keys:
                for article in self.holders(key):
                    self.know(article)
                    others.add(article.id)
            found = {o: nearness(mine, self.profiles[o]) for o in sorted(others - {one})}
            self._near[one] = {other: value for other, value in found.items() if value >= NEAR}
        return self._near[one]

    def group(self, seeds: Iterable[str], *, without: frozenset[str]) -> set[str]:
        """All articles tied to the seeds by alike pairs, in the heap less some articles."""
        waiting = sorted(seeds)
        found = set(waiting)
        while waiting:
            one = waiting.pop()
            for other in self._near_less(one, without):
                if other not in found and self._alike(one, other, without) >= GROUP:
                    found.add(other)
                    waiting.append(other)
        return found

    def _near_less(self, one: str, without: frozenset[str]) -> dict[str, float]:
        return {k: v for k, v in self.near(one).items() if k not in without}

    def _alike(self, a: str, b: str, without: frozenset[str]) -> float:
        a, b = min(a, b), max(a, b)
        read = (self._read_with(a, without), self._read_with(b, without))
        return terms.dot(*read) * _allowance(self.profiles[a], self.profiles[b])

    def _read_with(self, one: str, without: frozenset[str]) -> dict[str, float]:
        key = (one, without)
        if key not in self._read:
            self._read[key] = _read(self.profiles, one, self._near_less(one, without))
        return self._read[key]


# ------------------------------------------------------------------ one article, one pair


def profile(article: Article) -> Profile:
    """The article's telling words, keys and days."""
    title, body = _title(article), _body(article)
    read = terms.terms(title, body, title_counts=3 if body.strip() else 1, slug=article.url)
    found = read.all
    heaviest = sorted(found, key=lambda term: (-found[term], term))[:KEYS]
    shortness = math.log(FULL / max(len(found), 1)) / math.log(FULL / SHORT)
    gain = SHORT_GAIN ** (0.5 * min(1.0, max(0.0, shortness)))
    return Profile(article.id, found, read.names, tuple(heaviest), gain, _days(article))


def nearness(a: Profile, b: Profile) -> float:
    """How near two articles are, by their own words, days and lengths; 0.0 if no key is shared."""
    if not set(a.keys) & set(b.keys):
        return 0.0
    return terms.dot(a.terms, b.terms) * _allowance(a, b)


def _allowance(a: Profile, b: Profile) -> float:
    gain = a.gain * b.gain
    if min(len(a.names), len(b.names)) >= FEW_NAMES:
        named = terms.dot(a.names, b.names)
        gain *= STRANGE + (1 - STRANGE) * min(1.0, named / ACQUAINTED)
    if a.days is None or b.days is None:
        return gain * UNDATED
    gap = max(0, b.days[0] - a.days[1], a.days[0] - b.days[1])
    if gap <= CALM_DAYS:
        return gain
    return gain * max(FADED, math.exp(-(gap - CALM_DAYS) / FADE_DAYS))


def _days(article: Article) -> tuple[int, int] | None:
    if article.published is not None:
        when = article.published.when
        if when.earliest is None or when.latest is None:
            return None
        first = when.earliest.toordinal()
        last = max(first, (when.latest - timedelta(microseconds=1)).toordinal())
        return (first, last) if last - first <= MAX_WIDTH else None
    for fact in article.facts:
        if fact.name == "published":
            try:
                day = date.fromisoformat(fact.value[:10]).toordinal()
            except ValueError:
                continue
            return day, day
    return None


def _title(article: Article) -> str:
    """The declared title, else the headline on the page."""
    return article.title if article.title.strip() else _headline_on_page(article)


def _headline_on_page(article: Article) -> str:
    return next((words(article, b.span) for b in marks(article, Block) if b.role == "headline"), "")


def _body(article: Article) -> str:
    """Headline, dek and body; the whole text where no block is a body and no title is known."""
    blocks = marks(article, Block)
    if any(b.role == "body" for b in blocks) or (blocks and _title(article).strip()):
        return "\n".join(
            words(article, b.span) for b in blocks if b.role in ("headline", "dek", "body")
        )
    return article.text


# ------------------------------------------------------------------ all pairs


def _near(profiles: dict[str, Profile]) -> dict[str, dict[str, float]]:
    """Each article's near ones; every pair that shares a key is tried once."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    found: dict[str, dict[str, float]] = {one: {} for one in profiles}
    for one, mine in profiles.items():
        tried: set[str] = set()
        for key in mine.keys:
            tried.update(holders[key])
            holders[key].append(one)
        for other in sorted(tried):
            value = terms.dot(profiles[other].terms, mine.terms) * _allowance(profiles[other], mine)
            if value >= NEAR:
                found[one][other] = found[other][one] = value
    return found


def _read(profiles: dict[str, Profile], one: str, near: dict[str, float]) -> dict[str, float]:
    """The article's words with those its nearest lend it, of length 1."""
    own = profiles[one].terms
    if not near:
        return own
    ranked = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:NEAREST]
    best = ranked[0][1]
    share = LENT * min(1.0, (best - LENT_FROM) / (LENT_FULL - LENT_FROM))
    lenders = [(value, profiles[o].terms) for o, value in ranked if value >= NEAREST_SHARE * best]
    if share <= 0:
        return own
    return terms.unit(terms.total([(1.0, own), (share, terms.unit(terms.total(lenders)))]))


def _alike(
    profiles: dict[str, Profile], near: dict[str, dict[str, float]], group: list[str]
) -> dict[tuple[str, str], float]:
    """How alike near articles of a group are, read together with their nearest; ids in order."""
    read = {one: _read(profiles, one, near[one]) for one in group}
    return {
        (a, b): terms.dot(read[a], read[b]) * _allowance(profiles[a], profiles[b])
        for a in group
        for b in sorted(near[a])
        if a < b
    }


# ------------------------------------------------------------------ clusters


def _clusters(
    profiles: dict[str, Profile],
) -> tuple[list[list[str]], dict[tuple[str, str], float]]:
    """The clusters, each sorted, in the order of their least ids; and how alike the pairs are."""
    near = _near(profiles)
    alike: dict[tuple[str, str], float] = {}
    found: list[list[str]] = []
    for wide in _groups(near, NEAR):  # what is read together is kept for one group at a time
        pairs = _alike(profiles, near, wide)
        beside: dict[str, dict[str, float]] = {one: {} for one in wide}
        for (a, b), value in pairs.items():
            beside[a][b] = beside[b][a] = value
        for group in _groups(beside, GROUP):
            inside = set(group)
            rows = {m: {o: v for o, v in beside[m].items() if o in inside} for m in group}
            found += _join(_merge({m: dict(row) for m, row in rows.items()}), rows)
        alike.update(pairs)
    return sorted(found), alike


def _groups(beside: dict[str, dict[str, float]], least: float) -> Iterator[list[str]]:
    """The connected groups by pairs of at least that value, each sorted, by their least ids."""
    seen: set[str] = set()
    for one in beside:
        if one in seen:
            continue
        group, waiting = {one}, [one]
        while waiting:
            for other, value in beside[waiting.pop()].items():
                if value >= least and other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        yield sorted(group)


def _merge(sums: dict[str, dict[str, float]]) -> dict[str, list[str]]:
    """Clusters of one group by mean likeness, the best pair first, ties by id; a pair that is not
    near counts as 0.

    sums: for each article the others it is near to; taken over and changed. O(pairs · log pairs).
    """
    members = {one: [one] for one in sums}
    waiting = [
        (-value, a, b)
        for a, row in sums.items()
        for b, value in row.items()
        if a < b and value >= ALIKE
    ]
    heapq.heapify(waiting)
    while waiting:
        minus, a, b = heapq.heappop(waiting)
        if a not in members or b not in members or _mean(sums, members, a, b) != -minus:
            continue  # one of the two has grown since
        members[a] += members.pop(b)
        row = sums.pop(b)
        del row[a], sums[a][b]
        for other, value in row.items():
            del sums[other][b]
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
        for other in sums[a]:
            mean = _mean(sums, members, a, other)
            if mean >= ALIKE:
                heapq.heappush(waiting, (-mean, min(a, other), max(a, other)))
    return members


def _join(members: dict[str, list[str]], beside: dict[str, dict[str, float]]) -> list[list[str]]:
    """The clusters, sorted, after each lone article has joined the cluster it is most like, if any.

    All lone articles look at the clusters as merged, so their order does not matter.
    """
    of = {one: at for at, ids in members.items() for one in ids}
    found = {at: list(ids) for at, ids in members.items()}
    for at, ids in members.items():
        if len(ids) > 1:
            continue
        sums: defaultdict[str, float] = defaultdict(float)
        for other, value in sorted(beside[at].items()):
            sums[of[other]] += value
        ranked = [(-value / len(members[c]) ** CROWD, c) for c, value in sums.items()]
        best, chosen = min(ranked, default=(0.0, ""))
        if -best >= ALIKE and len(members[chosen]) > 1:
            found[chosen] += found.pop(at)
    return sorted(sorted(ids) for ids in found.values())


def _mean(
    sums: dict[str, dict[str, float]], members: dict[str, list[str]], a: str, b: str
) -> float:
    return sums[a].get(b, 0.0) / (len(members[a]) * len(members[b]))


# ------------------------------------------------------------------ stories


def _id(members: list[str]) -> str:
    return digest("story", members[0])


def _related(
    clusters: list[list[str]], alike: dict[tuple[str, str], float], ids: list[str]
) -> list[tuple[str, ...]]:
    """For each cluster the stories next to it, the nearest first: follow-ups and look-alikes."""
    at_of = {member: at for at, members in enumerate(clusters) for member in members}
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (a, b), value in alike.items():
        first, second = sorted((at_of[a], at_of[b]))
        if first != second:
            sums[first, second] += value
    near: list[list[tuple[float, str]]] = [[] for _ in clusters]
    for (first, second), value in sums.items():
        mean = value / (len(clusters[first]) * len(clusters[second]))
        if mean >= RELATED:
            near[first].append((-mean, ids[second]))
            near[second].append((-mean, ids[first]))
    return [tuple(other for _, other in sorted(found)[:MAX_RELATED]) for found in near]


def _story(articles: list[Article], links: tuple[Link, ...], related: tuple[str, ...]) -> Story:
    ids = sorted(article.id for article in articles)
    return Story(
        id=_id(ids),
        headline=_headline(articles, links),
        articles=tuple(ids),
        links=links,
        tags=_tags(articles),
        related=related,
    )


def _headline(articles: list[Article], links: tuple[Link, ...]) -> str:
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


def _tags(articles: list[Article]) -> tuple[str, ...]:
    """Keys of the names most articles of the story hold, the most often written first."""
    holding: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for article in articles:
        named = [name.key for name in marks(article, Name) if name.key]
        holding.update(set(named))
        spoken.update(named)
    ranked = sorted(holding, key=lambda key: (-holding[key], -spoken[key], key))
    return tuple(ranked[:MAX_TAGS])

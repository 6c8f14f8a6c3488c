"""Articles and links into stories: what is about the same happening, found without order.

Two articles are near when their telling words agree, by weights that are shipped and never taken
from the heap. Near articles form connected groups; inside a group clusters are merged from the
nearest pair on, ties by id.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from secondsource.model import Article, Block, Link, Name, Story, digest, marks
from secondsource.text.alike import spelling
from secondsource.text.patterns import rules

NEAR = 0.12
MERGE = 0.2
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def gather(articles: Iterable[Article], links: Iterable[Link]) -> tuple[Story, ...]:
    """Every article in exactly one story, sorted by id. Order-free."""
    by_id = {article.id: article for article in articles}
    ids = sorted(by_id)
    vectors = [_vector(by_id[id]) for id in ids]
    links = sorted(links)
    clusters = _clusters(vectors)
    stories = []
    for members in clusters:
        inside = {ids[m] for m in members}
        stories.append(
            _story(
                [by_id[ids[m]] for m in members],
                tuple(k for k in links if k.copy in inside and k.original in inside),
            )
        )
    return tuple(sorted(stories, key=lambda story: story.id))


def _story(articles: list[Article], links: tuple[Link, ...]) -> Story:
    copies = {link.copy for link in links if link.decided}
    originals = [a for a in articles if a.id not in copies] or articles
    headline = min((_headline(a) for a in originals), key=lambda h: (not h, len(h) > 140, h))
    ids = tuple(sorted(a.id for a in articles))
    named: Counter[str] = Counter()
    for article in articles:
        named.update({name.key for name in marks(article, Name)})
    tags = tuple(key for key, _ in sorted(named.items(), key=lambda kv: (-kv[1], kv[0]))[:8])
    return Story(
        id=digest("story", ids[0]), headline=headline, articles=ids, links=links, tags=tags
    )


def _headline(article: Article) -> str:
    for block in marks(article, Block):
        if block.role == "headline":
            return " ".join(article.text[block.span.start : block.span.end].split())
    return article.title or " ".join(article.text.strip().split("\n", 1)[0].split())[:140]


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    listed = rules("en/terms.toml")
    n = listed["documents"]
    found = {
        word: math.log((n + 1) / (int(times) + 0.5))
        for times, words in listed["standing_in"].items()
        for word in words.split()
    }
    return found, math.log((n + 1) / 1)


def _vector(article: Article) -> dict[str, float]:
    weights, unseen = _weights()
    bodies = [b.span for b in marks(article, Block) if b.role in ("body", "headline", "dek")]
    parts = [article.text[s.start : s.end] for s in bodies] or [article.text]
    counts: Counter[str] = Counter()
    for text in (*parts, article.title, article.title):
        counts.update(spelling(m.group()).removesuffix("'s") for m in _WORD.finditer(text))
    raw = {w: (1 + math.log(c)) * weights.get(w, unseen) for w, c in sorted(counts.items())}
    size = math.sqrt(sum(v * v for v in raw.values())) or 1.0
    return {w: v / size for w, v in raw.items()}


def _clusters(vectors: list[dict[str, float]]) -> list[list[int]]:
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    sums: dict[tuple[int, int], float] = {}
    for b, vector in enumerate(vectors):
        near: defaultdict[int, float] = defaultdict(float)
        for word, value in vector.items():
            for a, other in holders[word]:
                near[a] += value * other
            holders[word].append((b, value))
        for a, value in near.items():
            if value >= NEAR:
                sums[a, b] = value
    members = {at: [at] for at in range(len(vectors))}
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    heap = []
    for (a, b), value in sums.items():
        beside[a][b] = beside[b][a] = value
        heap.append((-value, a, b))
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if -value < MERGE:
            break
        if (
            a not in members
            or b not in members
            or beside[a].get(b, 0.0) / (len(members[a]) * len(members[b])) != -value
        ):
            continue
        members[a] += members.pop(b)
        del beside[a][b]
        for c, total in beside.pop(b).items():
            if c == a:
                continue
            del beside[c][b]
            beside[a][c] = beside[c][a] = beside[a].get(c, 0.0) + total
        for c, total in beside[a].items():
            mean = total / (len(members[a]) * len(members[c]))
            heapq.heappush(heap, (-mean, min(a, c), max(a, c)))
    return [sorted(m) for m in members.values()]

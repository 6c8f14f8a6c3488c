"""Copies and stories beside the usual ways: TF-IDF with one threshold, MinHash-LSH.

Pages are read and their blocks marked as in the pipeline; a set's own dates are given as declared.
One setting for all sets, ours and theirs. Tune and held-out parts stand apart: a story (in ECB+ a
topic) belongs to one of them. Then false and missed second sources, the proof that order and parts
change nothing, and growth up to 100,000 articles (forty minutes). `--quick` leaves out the
headlines and growth.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import combinations
from typing import Any

from msgspec import structs

from bench import events, order, scale
from bench.copied import report as report_invented
from bench.sets import held_out, rows
from secondsource import copies, stories
from secondsource.marks import blocks
from secondsource.model import Article, Fact, Page, digest, with_marks
from secondsource.read import read

THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
SETS = ("stories_g5", "stories_ecb_dev", "stories_headlines", "casualties_dev")
GROWTH = ["10000", "30000", "100000"]  # sizes of the invented heap
Row = dict[str, Any]


def articles(of: Sequence[Row], *, dated: bool = True) -> list[Article]:
    """The rows as articles with block marks; ids do not depend on the set's gold."""
    made = []
    for row in of:
        text = row["text"] or ""
        page = Page(
            id=digest(row["id"]),
            origin=row["id"],
            ref=row["id"],
            media="text/plain",
            body=text.encode(),
            charset="utf-8",
            url=row["url"] or "",
        )
        article = read(page)
        if not isinstance(article, Article):  # an empty body is no page, but a headline is
            article = Article(id=page.id, page=page.id, origin=page.origin, ref=page.ref, text="")
        article = structs.replace(
            article,
            id=page.id,
            title=row["title"] or "",
            outlet=row.get("source") or "",
            url=row["url"] or "",
            facts=_published(row["date"]) if dated else (),
        )
        made.append(with_marks(article, blocks.mark(article)))
    return made


def _published(value: str | float | None) -> tuple[Fact, ...]:
    if not value:
        return ()
    if isinstance(value, float):
        value = datetime.fromtimestamp(value, UTC).date().isoformat()
    return (Fact("published", value[:10], "row:published"),)


def load(name: str) -> list[Row]:
    if name != "casualties_dev":
        return list(rows(name))
    return [
        {**article, "cluster": str(incident["incident"]), "source": ""}
        for incident in rows(name)
        for article in incident["articles"]
    ]


def is_held(name: str, row: Row) -> bool:
    return held_out("ecb" + row["topic"] if name == "stories_ecb_dev" else str(row["cluster"]))


def bcubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1. Source: Bagga and Baldwin 1998."""
    both = Counter(zip(gold, found, strict=True))
    of_gold, of_found = Counter(gold), Counter(found)
    count = len(gold) or 1
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / count
    recall = sum(n * n / of_gold[g] for (g, _), n in both.items()) / count
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


# ------------------------------------------------------------------ ours and theirs


def ours(of: Sequence[Row]) -> list[str]:
    read_rows = articles(of)
    story = {a: s.id for s in stories.gather(read_rows, ()) for a in s.articles}
    return [story[article.id] for article in read_rows]


def tfidf(of: Sequence[Row]) -> dict[float, list[str]]:
    """Average-link clustering over TF-IDF cosines, for each threshold."""
    hierarchy = import_module("scipy.cluster.hierarchy")
    squareform = import_module("scipy.spatial.distance").squareform
    vectorizer = import_module("sklearn.feature_extraction.text").TfidfVectorizer
    texts = [f"{row['title']}\n{row['text'] or ''}" for row in of]
    vectors = vectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    distances = 1.0 - (vectors @ vectors.T).toarray()
    distances[range(len(of)), range(len(of))] = 0.0
    tree = hierarchy.linkage(squareform(distances.clip(0.0), checks=False), "average")
    return {t: [str(c) for c in hierarchy.fcluster(tree, 1.0 - t, "distance")] for t in THRESHOLDS}


def measure(name: str) -> dict[float, list[float]]:
    """Prints our figures for the set; gives TF-IDF's F1 of each part by threshold."""
    everything = load(name)
    parts: dict[str, Callable[[Row], bool]] = {
        "tune": lambda row: not is_held(name, row),
        "held": lambda row: is_held(name, row),
        "all": lambda row: True,
    }
    theirs: dict[float, list[float]] = {t: [] for t in THRESHOLDS}
    for part, wanted in parts.items():
        of = [row for row in everything if wanted(row)]
        gold = [str(row["cluster"]) for row in of]
        began = time.perf_counter()
        found = ours(of)
        seconds = time.perf_counter() - began
        figures = "  ".join(f"{n} {v:.3f}" for n, v in zip("PRF", bcubed(gold, found), strict=True))
        print(
            f"{name:18} {part:5} {len(of):5} articles {len(set(gold)):4} stories → "
            f"{len(set(found)):4}  {figures}  {seconds:.1f} s",
            flush=True,
        )
        for threshold, labels in tfidf(of).items():
            theirs[threshold].append(bcubed(gold, labels)[2])
    return theirs


def report_stories(names: Sequence[str]) -> None:
    print("BCubed; one setting for all sets")
    theirs = {name: measure(name) for name in names}
    main_sets = [name for name in names if name != "casualties_dev"]
    best = max(THRESHOLDS, key=lambda t: sum(theirs[name][t][2] for name in main_sets))
    print(f"TF-IDF, average link, the one threshold best over the sets ({best}); in brackets the")
    print("threshold best for that set alone")
    for name in names:
        alone = max(THRESHOLDS, key=lambda t: theirs[name][t][2])
        tune, held, whole = theirs[name][best]
        print(
            f"{name:18} tune F {tune:.3f}  held F {held:.3f}  all F {whole:.3f}"
            f"  [{theirs[name][alone][2]:.3f} at {alone}]"
        )


# ------------------------------------------------------------------ copies


def report_copies() -> None:
    """The pairs of stories_g5 with contained word 5-grams, found by us and by MinHash-LSH."""
    of = load("stories_g5")
    grams = [_grams(row["text"]) for row in of]
    share = {
        (i, j): len(grams[i] & grams[j]) / min(len(grams[i]), len(grams[j]))
        for i, j in combinations(range(len(of)), 2)
        if grams[i] and grams[j]
    }
    across = {pair for pair in share if of[pair[0]]["source"] != of[pair[1]]["source"]}
    must = {pair for pair in across if share[pair] >= 0.5}
    read_rows = articles(of, dated=True)
    at = {article.id: n for n, article in enumerate(read_rows)}
    links = copies.find(read_rows)
    ours_of = {tuple(sorted((at[link.copy], at[link.original]))): link for link in links}
    reported = [pair for pair, link in ours_of.items() if pair in across and link.share >= 0.3]
    same = sum(of[i]["cluster"] == of[j]["cluster"] for i, j in reported)
    print(f"copies: {len(must & set(ours_of))} of {len(must)} cross-site pairs with ≥ .5 found")
    print(
        f"cross-site pairs reported at ≥ .3: {len(reported)}, same story {same} "
        f"({same / (len(reported) or 1):.1%}); by kind {dict(Counter(k.kind for k in links))}, "
        f"decided {sum(k.decided for k in links)} of {len(links)}"
    )
    lsh = _minhash(grams)
    print(f"MinHash-LSH(.5, 128): {len(must & lsh)} of {len(must)} found, {len(lsh)} candidates")


def _grams(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[n : n + 5]) for n in range(len(found) - 4)}


def _minhash(grams: Sequence[set[tuple[str, ...]]]) -> set[tuple[int, int]]:
    peer = import_module("datasketch")
    index = peer.MinHashLSH(threshold=0.5, num_perm=128)
    found = set()
    for n, held in enumerate(grams):
        sketch = peer.MinHash(num_perm=128)
        sketch.update_batch([" ".join(gram).encode() for gram in held] or [b""])
        found |= {(other, n) for other in index.query(sketch)}
        index.insert(n, sketch)
    return found


def main(arguments: list[str]) -> int:
    names = [name for name in SETS if name != "stories_headlines" or "--quick" not in arguments]
    report_copies()
    report_invented()
    report_stories(names)
    print("false and missed second sources (gold/origins)")
    events.report(events.PARTS)
    status = order.main([])
    return status if "--quick" in arguments else status or scale.main(GROWTH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes `rules/en/attesting-weights.toml`: whether who speaks in an article tells of its event.

Trained on the mini-stories of gold/origins that may be read and on gold/attesting.toml, which says
of those quoted in them whether their words are their own evidence of the event. Everything is ours.
It prints how often it is right on stories left out, all of a story in one of FOLDS parts: precision
and recall of who is taken for a source, from several likelihoods on.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from bench.events import READ, read, stories
from bench.sets import ROOT
from secondsource import copies
from secondsource.model import Article, Origin
from secondsource.origins import voices
from secondsource.reconcile.attesting import SOURCE, scene, traits
from secondsource.reconcile.informed import knowing
from secondsource.reconcile.passages import Passage, of_article
from secondsource.reconcile.testimony import host, hosts, wordless

GOLD = ROOT / "gold" / "attesting.toml"
TARGET = ROOT / "src" / "secondsource" / "rules" / "en" / "attesting-weights.toml"
PLAIN = ("look14", "look15", "look16")  # stories as papers write them, and not to mislead
WEIGHT = 3.0  # of one who speaks in those
STRENGTH = 0.2  # inverse of the regularisation
FOLDS = 10
LEVELS = (0.4, 0.5, 0.6, 0.7, 0.8)
LEAST = 0.01  # a weight below this is left out
HEAD = """\
# How much each trait of reconcile/attesting.py speaks for a source of the event; "": the intercept.
# Written by bench/train_attesting.py from gold/attesting.toml and gold/origins (ours).
"""


class Example(NamedTuple):
    story: str
    plain: bool
    traits: frozenset[str]
    tells: bool


def examples() -> Iterator[Example]:
    """Everybody labelled, once for each event his article opens with."""
    labels = tomllib.loads(GOLD.read_text("utf-8"))
    for name, row in stories():
        told = labels.get(name, {})
        if not told or row["part"] not in READ:
            continue
        articles = read(row)
        own = voices(articles, copies.find(articles))
        for article, main, first in _openings([(a, own[a.id]) for a in articles]):
            at = scene(article, main)
            for who, quotes in knowing(at, own[article.id]):
                speaks = f"{article.outlet}: {who.key}"
                label = told.get(speaks) if first else None
                label = told.get(f"{speaks}: {main.event.type}", label)
                if label is not None:
                    found = frozenset(traits(at, quotes, who))
                    yield Example(name, row["part"] in PLAIN, found, label)


def _openings(
    given: Sequence[tuple[Article, Origin]],
) -> Iterator[tuple[Article, Passage, bool]]:
    """Each article with what it opens with, or with what the story is about, if it has no word.

    True: it is the first of what the article opens with.
    """
    found: list[Passage] = []
    for article, own in given:
        mine = of_article(article, own, frozenset())
        found += mine
        yield from ((article, main, not n) for n, main in enumerate(hosts(mine)))
    main = host(found)
    if main is not None:
        yield from ((article, main, True) for article, _ in wordless(given, found, main))


def fitted(given: Sequence[Example]) -> tuple[Any, Any]:
    """The vectorizer and the model of some examples."""
    vectorizer = import_module("sklearn.feature_extraction").DictVectorizer(sparse=False)
    model = import_module("sklearn.linear_model").LogisticRegression(C=STRENGTH, max_iter=2000)
    rows = vectorizer.fit_transform([dict.fromkeys(e.traits, 1) for e in given])
    weights = [WEIGHT if e.plain else 1.0 for e in given]
    model.fit(rows, [e.tells for e in given], sample_weight=weights)
    return vectorizer, model


def left_out(given: Sequence[Example]) -> list[float]:
    """How likely each example is a source by a model that has not seen its story."""
    names = sorted({e.story for e in given})
    fold = {name: at % FOLDS for at, name in enumerate(names)}
    found = [0.0] * len(given)
    for part in range(FOLDS):
        vectorizer, model = fitted([e for e in given if fold[e.story] != part])
        mine = [n for n, e in enumerate(given) if fold[e.story] == part]
        rows = vectorizer.transform([dict.fromkeys(given[n].traits, 1) for n in mine])
        for n, likely in zip(mine, model.predict_proba(rows)[:, 1], strict=True):
            found[n] = float(likely)
    return found


def report(given: Sequence[Example]) -> None:
    likely = left_out(given)
    for name, plain in (("all", (True, False)), ("as papers write", (True,))):
        some = [(p, e.tells) for p, e in zip(likely, given, strict=True) if e.plain in plain]
        print(f"{name}: {len(some)}, {sum(t for _, t in some)} tell of the event")
        for level in LEVELS:
            taken = [t for p, t in some if p >= level]
            precision = sum(taken) / (len(taken) or 1)
            recall = sum(taken) / (sum(t for _, t in some) or 1)
            print(f"  from {level}: precision {precision:.2f}, recall {recall:.2f}")
    print(f"counted from {SOURCE}")


def main(arguments: list[str]) -> int:
    given = list(examples())
    report(given)
    vectorizer, model = fitted(given)
    weights = {"": float(model.intercept_[0])}
    weights |= dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    lines = [f'"{n}" = {w:.2f}' for n, w in sorted(weights.items()) if not n or abs(w) >= LEAST]
    TARGET.write_text(HEAD + "\n[weights]\n" + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} weights written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Trains `rules/blocks.json` on the WCXB development articles; run by hand, never by the package.

    python -m bench.train_blocks            # cross-validated by site: figures, nothing written
    python -m bench.train_blocks --write    # trains on everything; writes weights and text/trees.py

Data: WCXB (Web Content eXtraction Benchmark), development part, CC BY 4.0. Only weights are kept:
of single words seen on many sites, of markup words, of numbers. No text of it enters the package.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from bisect import bisect
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads that wait for each other cost more here

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bench import sets, trees
from bench.shingles import WORD, counts, scores
from secondsource.marks.blocks import mark
from secondsource.model import Article, Page
from secondsource.model import words as words_of
from secondsource.read import read
from secondsource.text import lines as line_numbers
from secondsource.text.lines import Weights

# Word weights are stopped early on purpose: sixty steps are as good as a thousand.
warnings.filterwarnings("ignore", category=ConvergenceWarning)

FOLDS = 5
MIN_SITES = 6  # a word that fewer sites use has no weight: it would name them
TREES = {"html": 36, "bare": 70}
RATE = {"html": 0.22, "bare": 0.15}
SURE = {  # first scores the trees hardly ever turn
    "html": (-1.0, 3.0),
    "bare": (-9.0, 9.0),
}
LEAVES = 8
EARLY = 10


class Sample(NamedTuple):
    """One page with what is known of its lines."""

    id: str
    site: str
    article: Article
    gold: str
    labels: list[float]
    words: list[list[str]]
    cues: list[list[str]]

    @property
    def fold(self) -> int:
        return int.from_bytes(blake2b(self.site.encode(), digest_size=4).digest(), "big") % FOLDS


def site_of(url: str, otherwise: str) -> str:
    """The registered name of a page's host, roughly: what folds must not share."""
    host = urlsplit(url).hostname or otherwise
    parts = host.removeprefix("www.").split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def labels(texts: Sequence[str], gold: str) -> list[float]:
    """Share of each line's 4-token shingles that the gold text has; short lines by their place."""
    whole = WORD.findall(gold)
    where: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(whole) - 3):
        where.setdefault(tuple(whole[at : at + 4]), []).append(at)
    found = [0.0] * len(texts)
    split = [WORD.findall(text) for text in texts]
    places: dict[int, tuple[int, int]] = {}
    last = -1
    for number, words in enumerate(split):
        runs = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
        hits = [run for run in runs if run in where]
        if runs:
            found[number] = len(hits) / len(runs)
        if hits and found[number] >= 0.6:
            spots = where[hits[0]]
            last = next((spot for spot in spots if spot >= last), spots[0])
            places[number] = (last, last + len(words))
    long = sorted(places)
    for number, words in enumerate(split):
        if len(words) >= 4 or not words:
            continue
        at = bisect(long, number)
        high = places[long[at]][0] + 2 if at < len(long) else len(whole)
        low = max(0, places[long[at - 1]][1] - 2) if at else max(0, high - 32)
        high = high if at < len(long) else min(len(whole), low + 32)
        if 0 <= high - low <= 2_000:
            spans = range(low, min(high, len(whole)) - len(words) + 1)
            found[number] = float(any(whole[spot : spot + len(words)] == words for spot in spans))
    return found


def samples(kind: str) -> list[Sample]:
    made = []
    dumps = sets.rows("dumps_wcxb_dev")
    for row, dump in zip(sets.rows("pages_wcxb_dev"), dumps, strict=True):
        if kind == "html":
            body = row["html"].encode("utf-8", "surrogatepass")
            page = Page(id="", origin="", ref="", media="text/html", body=body, url=row["url"])
        else:
            body = "\n".join(dump["lines"]).encode()
            page = Page(id="", origin="", ref="", media="text/plain", body=body, charset="utf-8")
        article = read(page)
        if not isinstance(article, Article) or not article.lines:
            continue
        texts = [article.text[line.span.start : line.span.end] for line in article.lines]
        made.append(
            Sample(
                row["id"],
                site_of(row["url"], row["id"]),
                article,
                row["text"],
                labels(texts, row["text"]),
                [line_numbers.tokens(text) for text in texts],
                [
                    line_numbers.cue_words(line.path, line.cues) if line.path else []
                    for line in article.lines
                ],
            )
        )
    return made


# ------------------------------------------------------------------ training


def targets(chosen: Sequence[Sample]) -> tuple[Any, Any]:
    """(label, weight) of every line; the weight grows with the words a line puts at stake."""
    label = np.array([share >= 0.5 for one in chosen for share in one.labels], float)
    weight = np.array([len(words) ** 0.5 + 0.3 for one in chosen for words in one.words])
    return label, weight / weight.mean()


def vocabulary(chosen: Sequence[Sample], part: str) -> dict[str, int]:
    sites: dict[str, set[str]] = {}
    for one in chosen:
        for word in {word for words in getattr(one, part) for word in words}:
            sites.setdefault(word, set()).add(one.site)
    return {
        word: at
        for at, word in enumerate(sorted(w for w, s in sites.items() if len(s) >= MIN_SITES))
    }


def word_weights(chosen: Sequence[Sample], part: str) -> tuple[dict[str, float], float]:
    known = vocabulary(chosen, part)
    if not known:
        return {}, 0.0
    blocks = []
    for one in chosen:
        columns: list[int] = []
        ends = [0]
        for words in getattr(one, part):
            columns += [known[word] for word in words if word in known]
            ends.append(len(columns))
        ones: Any = np.ones(len(columns), np.float32)
        blocks.append(csr_matrix((ones, columns, ends), shape=(len(ends) - 1, len(known))))
    label, weight = targets(chosen)
    model = LogisticRegression(C=0.3, max_iter=60).fit(vstack(blocks), label, sample_weight=weight)
    found = {word: round(float(model.coef_[0][at]), 3) for word, at in known.items()}
    return {word: value for word, value in found.items() if value}, float(model.intercept_[0])


def first_step(chosen: Sequence[Sample], kind: str) -> Weights:
    words, word_bias = word_weights(chosen, "words")
    cues, cue_bias = word_weights(chosen, "cues")
    return Weights(words, cues, (0.0,) * 5, (word_bias, cue_bias, 0.0), SURE[kind])


def columns(one: Sample, learnt: Weights) -> Any:
    article = one.article
    shapes = line_numbers.shape(article.text, article.lines, learnt)
    return np.array(shapes.rows)


def train(chosen: Sequence[Sample], kind: str) -> Weights:
    """Weights from the samples. The later steps see words and cues as scored by others' pages."""
    parts: dict[int, Weights] = {}
    for fold in range(FOLDS):
        others = [one for one in chosen if one.fold != fold]
        if len(others) < len(chosen):
            parts[fold] = first_step(others, kind)
    label, weight = targets(chosen)
    table = np.concatenate([columns(one, parts[one.fold]) for one in chosen])
    scale = table.std(axis=0) + 1e-9
    linear = LogisticRegression(C=1.0, max_iter=200).fit(table / scale, label, sample_weight=weight)
    shape = tuple(round(float(x), 4) for x in linear.coef_[0] / scale)
    bias = float(linear.intercept_[0])
    rows: list[tuple[float, ...]] = []
    kept: list[int] = []  # the lines the trees are asked about
    before = 0
    for one in chosen:
        first = parts[one.fold]
        own_bias = (first.bias[0], first.bias[1], bias)
        learnt = Weights(first.words, first.cues, shape, own_bias, SURE[kind])
        article = one.article
        shapes = line_numbers.shape(article.text, article.lines, learnt)
        asked = line_numbers.doubtful(shapes, learnt)
        rows += line_numbers.surroundings(article.lines, shapes, asked)
        kept += [before + number for number in asked]
        before += len(article.lines)
    data = np.array(rows, np.float32)
    model = HistGradientBoostingClassifier(
        max_iter=TREES[kind],
        max_leaf_nodes=LEAVES,
        learning_rate=RATE[kind],
        min_samples_leaf=60,
        l2_regularization=5,
        max_bins=64,
        early_stopping=False,
        random_state=0,
    ).fit(data, label[kept], sample_weight=weight[kept])
    whole = first_step(chosen, kind)
    return Weights(
        whole.words,
        whole.cues,
        shape,
        (whole.bias[0], whole.bias[1], bias),
        SURE[kind],
        tuple(tree(predictor[0].nodes, 0) for predictor in model._predictors),
        float(model._baseline_prediction[0][0]),
        early(model, data),
    )


def early(model: Any, data: Any) -> tuple[int, float, float]:
    """After how many trees one may stop, at or beyond which sums: see `Weights.early`."""
    stages = list(model.staged_predict_proba(data))
    odds = np.log(stages[EARLY - 1][:, 1] / stages[EARLY - 1][:, 0])
    final = stages[-1][:, 1] >= 0.5
    allowed = 0.0005
    order = np.argsort(odds)
    ranks = np.arange(1, len(odds) + 1)
    wrong_low = np.cumsum(final[order]) / ranks
    wrong_high = np.cumsum(~final[order][::-1]) / ranks
    low = odds[order][max(0, np.flatnonzero(wrong_low <= allowed).max(initial=0))]
    high = odds[order][::-1][max(0, np.flatnonzero(wrong_high <= allowed).max(initial=0))]
    return EARLY, round(float(min(low, 0.0)), 3), round(float(max(high, 0.0)), 3)


def tree(nodes: Any, at: int) -> Any:
    """One tree of scikit-learn's in the nested shape `text.lines` walks."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    limit = float(f"{node['num_threshold']:.6g}")
    return [int(node["feature_idx"]), limit, tree(nodes, node["left"]), tree(nodes, node["right"])]


def folds(known: Sequence[Sample], kind: str) -> Iterator[tuple[Sample, Weights]]:
    """Each page with weights that saw no page of its site."""
    for fold in range(FOLDS):
        learnt = train([one for one in known if one.fold != fold], kind)
        for one in known:
            if one.fold == fold:
                yield one, learnt


def main(arguments: list[str]) -> int:
    if "--write" in arguments:
        write({kind: train(samples(kind), kind) for kind in ("html", "bare")}, trees.WEIGHTS)
        return trees.main()
    for kind in arguments or ["html", "bare"]:
        rows = {}
        for one, learnt in folds(samples(kind), kind):
            rows[one.id] = counts(body(one.article, learnt), one.gold)
        for part, held in (("tune", False), ("held", True)):
            chosen = [row for id_, row in rows.items() if sets.held_out(id_) is held]
            precision, recall, f1 = scores(chosen)
            print(f"{kind} {part} {len(chosen)} P {precision:.4f} R {recall:.4f} F1 {f1:.4f}")
    return 0


def body(article: Article, learnt: Weights | None = None) -> str:
    """The text of the blocks whose role is body."""
    blocks = mark(article, learnt=learnt)
    return "\n".join(words_of(article, block.span) for block in blocks if block.role == "body")


def write(made: dict[str, Weights], path: Path) -> None:
    plain = {
        kind: {
            "words": dict(sorted(one.words.items())),
            "cues": dict(sorted(one.cues.items())),
            "shape": one.shape,
            "bias": [round(x, 4) for x in one.bias],
            "sure": one.sure,
            "trees": one.trees,
            "base": round(one.base, 4),
            "early": one.early,
        }
        for kind, one in made.items()
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Lines → chances: how likely each line of a page is running text rather than furniture.

Nothing here knows what an article is: a line is words, an end, links, a place in the markup, and
neighbours. Three small steps, each a handful of sums: the weights of its words, the weights of the
markup around it, and, where those two and the line's size and links leave a doubt, a few dozen
shallow trees over them and their surroundings. The weights come from `bench/train_blocks.py` (see
`rules/blocks.json`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import accumulate
from math import exp, log1p, sqrt
from operator import add
from typing import Any, NamedTuple

import msgspec

from secondsource.model import Line
from secondsource.text.trees import SUMS, Row

MAX_LINES = 20_000  # of one page; one with more is judged by the length of its lines alone
MAX_LINE = 250  # code points of a line whose words are looked at
MAX_CUES = 150  # characters of class words whose parts are weighed, the innermost ones
PLAIN_SCORE = -5.0  # of a line that is furniture at a glance
WINDOWS = (3, 8, 20)  # lines on each side that are averaged over
MAX_KNOWN = 5_000  # paths whose weights are kept at hand

# A form that is all of the body holds the whole page, as ASP.NET writes them.
_FURNITURE = re.compile(r"(?:^|>)(?:nav|footer|button|(?<!^html>body>)(?<!^body>)form)(?:>|$)")
_STOPS = (".", "!", "?", "…")
_CLOSING = "\"”’')]"
_LETTERS = {code: char if (char := chr(code).lower()).isalpha() else " " for code in range(128)}
_TAGS = {"p": 2.0, "li": 3.0, "td": 4.0, "th": 4.0, "blockquote": 5.0, "pre": 5.0} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), 1.0
)

Tree = Any  # a leaf: float; or a fork: [column, limit, tree if <=, tree if >]


class Weights(msgspec.Struct, frozen=True, gc=False, eq=False):
    """What was learnt for one kind of page; as a key of a cache it is itself alone."""

    words: dict[str, float]
    cues: dict[str, float]
    shape: tuple[float, ...]  # of the columns of `Shapes.rows`
    bias: tuple[float, float, float]  # of the words, the cues, the shape
    sure: tuple[float, float]  # first scores at or beyond which the trees are not asked
    trees: tuple[Tree, ...] = ()
    base: float = 0.0  # what the trees start from
    early: tuple[int, float, float] = (0, -99.0, 99.0)
    # After this many trees a sum at or below the second or above the third value is final: on the
    # pages learnt from, the other trees turned one such line in two thousand.


class Shapes(NamedTuple):
    """The lines of one page as numbers."""

    rows: list[tuple[float, ...]]  # one a line: size, end, links, words, markup
    sizes: list[int]  # code points
    score: list[float]  # first score: words, markup and shape of the line alone
    plain: list[bool]  # furniture at a glance: a menu's link, a footer's line


@cache
def weights(kind: str) -> Weights:
    """The shipped weights: "html" or "bare"."""
    source = files("secondsource").joinpath("rules", "blocks.json").read_bytes()
    return msgspec.json.decode(source, type=dict[str, Weights])[kind]


def chances(text: str, lines: Sequence[Line], learnt: Weights | None = None) -> list[float]:
    """For each line the chance, 0..1, that it is running text. O(length of the text).

    learnt: other weights than the shipped ones (cross-validation).
    """
    if len(lines) > MAX_LINES:
        return [0.6 if line.span.end - line.span.start >= 120 else 0.1 for line in lines]
    if not lines:
        return []
    kind = "html" if lines[0].tag else "bare"
    first, rest = _trees(learnt) if learnt else SUMS[kind]
    learnt = learnt or weights(kind)
    shapes = shape(text, lines, learnt)
    totals = shapes.score.copy()
    asked = doubtful(shapes, learnt)
    _, low, high = learnt.early
    for number, row in zip(asked, surroundings(lines, shapes, asked), strict=True):
        total = learnt.base + first(row)
        if low < total < high:
            total += rest(row)
        totals[number] = total
    return [
        0.0 if plain else 1.0 / (1.0 + exp(-total))
        for plain, total in zip(shapes.plain, totals, strict=True)
    ]


def doubtful(shapes: Shapes, learnt: Weights) -> list[int]:
    """The lines whose first score does not settle what they are."""
    low, high = learnt.sure
    both = zip(shapes.plain, shapes.score, strict=True)
    return [number for number, (plain, one) in enumerate(both) if not plain and low < one < high]


def _trees(learnt: Weights) -> tuple[Callable[[Row], float], Callable[[Row], float]]:
    """What sums up trees that are not shipped; those of `text.trees` are several times as fast."""
    count = learnt.early[0]
    return partial(_ask, learnt.trees[:count]), partial(_ask, learnt.trees[count:])


def _ask(trees: Sequence[Tree], row: Row) -> float:
    total = 0.0
    for tree in trees:
        node = tree
        while type(node) is list:
            column, limit, lower, higher = node
            node = lower if row[column] <= limit else higher
        total += node
    return total


def tokens(words: str) -> list[str]:
    """The different words of a line's head, split at spaces: signs stay with what they touch."""
    return list(dict.fromkeys(words[:MAX_LINE].lower().split()))


def cue_words(path: str, cues: str) -> list[str]:
    """The words of the markup around a line: "t:nav", "in:li", "sidebar", "post", "content"."""
    return [*_path_words(path), *_cue_words(cues)]


def _path_words(path: str) -> list[str]:
    tags = path.split(">")
    return [*("t:" + tag for tag in dict.fromkeys(tags[2:])), "in:" + tags[-1]]


def _cue_words(cues: str) -> list[str]:
    """The words of class names: "entry-content wide2" → entry, content, wide."""
    return cues[-MAX_CUES:].translate(_LETTERS).split()


def shape(text: str, lines: Sequence[Line], learnt: Weights) -> Shapes:
    """The numbers of each line by itself, and its first score."""
    texts = [text[line.span.start : line.span.end] for line in lines]
    sizes = [len(words) for words in texts]
    plain = _plain(lines, sizes)
    asked = [number for number, is_plain in enumerate(plain) if not is_plain]
    judged = [lines[number] for number in asked]
    said = _said([texts[number] for number in asked], learnt)
    around = _around(judged, learnt)
    a, b, c, d, e = learnt.shape
    bias = learnt.bias[2]
    score = [PLAIN_SCORE] * len(lines)
    rows: list[tuple[float, ...]] = [
        (log1p(size), 0.0, line.linked / size, PLAIN_SCORE, PLAIN_SCORE)
        for line, size in zip(lines, sizes, strict=True)
    ]
    for number, words, markup in zip(asked, said, around, strict=True):
        size, _, linked, _, _ = rows[number]
        end = _end(texts[number][-4:])
        rows[number] = size, end, linked, words, markup
        score[number] = bias + a * size + b * end + c * linked + d * words + e * markup
    return Shapes(rows, sizes, score, plain)


def _plain(lines: Sequence[Line], sizes: Sequence[int]) -> list[bool]:
    """Which lines are furniture at a glance: half of a page's lines, an eightieth of its text."""
    links = [
        size < 80 and line.linked > 0.9 * size for line, size in zip(lines, sizes, strict=True)
    ]
    beside = zip(links, [links[0], *links], [*links[1:], links[-1]], strict=False)
    return [
        (link and before and after) or _is_furniture(line.path)
        for line, (link, before, after) in zip(lines, beside, strict=True)
    ]


@lru_cache(maxsize=MAX_KNOWN)
def _is_furniture(path: str) -> bool:
    return _FURNITURE.search(path) is not None


def _end(last: str) -> float:
    """Of the last characters: 1 where they end a sentence, -1 where they trail off."""
    if last.endswith(("...", "…")):
        return -1.0
    return 1.0 if last.rstrip(_CLOSING).endswith(_STOPS) else 0.0


def _said(wholes: Sequence[str], learnt: Weights) -> list[float]:
    """The sum of the weights of each line's words."""
    weight, bias = learnt.words.get, learnt.bias[0]
    return [sum(filter(None, map(weight, tokens(words))), bias) for words in wholes]


def _around(lines: Sequence[Line], learnt: Weights) -> list[float]:
    """The sum of the weights of the markup around each line."""
    of_path, weight = _path_weight(learnt), learnt.cues.get
    places: dict[tuple[str, str], float] = {}
    for place in dict.fromkeys([(line.path, line.cues) for line in lines]):
        path, cues = place
        places[place] = sum(filter(None, map(weight, _cue_words(cues))), of_path(path))
    return [places[line.path, line.cues] for line in lines]


@lru_cache(maxsize=4)
def _path_weight(learnt: Weights) -> Callable[[str], float]:
    """What weighs a path; most return over a page and over a site."""
    weight, bias = learnt.cues.get, learnt.bias[1]

    @lru_cache(maxsize=MAX_KNOWN)
    def of_path(path: str) -> float:
        return sum(filter(None, map(weight, _path_words(path))), bias) if path else bias

    return of_path


# ------------------------------------------------------------------ surroundings

_BLANK = (0.0, 0.0, 0.0, 0.0)
_Place = tuple[str, str]  # path and cues
_Means = tuple[float, ...]  # see `_mean`


def surroundings(
    lines: Sequence[Line], shapes: Shapes, asked: Sequence[int]
) -> list[tuple[float, ...]]:
    """The columns the trees look at, for the lines asked about."""
    own, sizes, score, _ = shapes
    count = len(score)
    near = [(*row[:3], one) for row, one in zip(own, score, strict=True)]
    near = [_BLANK, *near, _BLANK]
    chars, ends, scores = (
        [0.0, *accumulate(column)]
        for column in ([row[0] for row in own], [row[1] for row in own], score)
    )
    before = [0, *accumulate(sizes)]
    total = before[-1] or 1
    weights = [sqrt(size + 6) for size in sizes]
    start, end = _best_run(score, weights)
    same, alike = _groups(lines, shapes, weights, {lines[at].cues for at in asked})
    page = (log1p(count), log1p(total))
    rows = []
    for at in asked:
        windows: list[float] = []
        for reach in WINDOWS:
            low = at - reach if at > reach else 0
            high = at + reach + 1 if at + reach < count else count
            size = high - low
            windows += (
                (chars[high] - chars[low]) / size,
                (ends[high] - ends[low]) / size,
                (scores[high] - scores[low]) / size,
            )
        line = lines[at]
        rows.append(
            (
                *own[at],
                score[at],
                *near[at],
                *near[at + 2],
                at / count,
                before[at] / total,
                *page,
                *windows,
                float(start <= at < end),
                log1p(start - at) if start > at else 0.0,
                log1p(at - end + 1) if at >= end else 0.0,
                *same[line.path, line.cues],
                *alike[line.cues],
                _TAGS.get(line.tag, 0.0),
            )
        )
    return rows


def _groups(
    lines: Sequence[Line], shapes: Shapes, weights: Sequence[float], asked: Collection[str]
) -> tuple[dict[_Place, _Means], dict[str, _Means]]:
    """What lines of the same place are like, and those of the same cues, for the cues asked."""
    same: dict[_Place, list[float]] = {}
    for line, score, size, weight in zip(lines, shapes.score, shapes.sizes, weights, strict=True):
        if line.cues not in asked:
            continue
        place = line.path, line.cues
        group = same.get(place)
        if group is None:
            group = same[place] = [0.0, 0.0, 0.0, 0.0]
        group[0] += weight * score
        group[1] += weight
        group[2] += size
        group[3] += line.linked
    alike: dict[str, list[float]] = {}
    for (_, cues), group in same.items():
        other = alike.get(cues)
        alike[cues] = list(map(add, other, group)) if other else group
    every = sum(shapes.sizes) or 1
    return (
        {key: _mean(group, every) for key, group in same.items()},
        {key: _mean(group, every) for key, group in alike.items()},
    )


def _mean(group: Sequence[float], every: int) -> _Means:
    """Of lines that stand in like markup: mean score, size, links, share of the page."""
    score, weight, size, linked = group
    return score / weight, log1p(size), linked / (size or 1), size / every


def _best_run(score: Sequence[float], weights: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the largest sum of scores: where the running text most likely is."""
    best = total = 0.0
    start = end = begin = 0
    for number, (one, weight) in enumerate(zip(score, weights, strict=True)):
        if total <= 0.0:
            total = 0.0
            begin = number
        total += one * weight
        if total > best:
            best, start, end = total, begin, number + 1
    return start, end

"""Lines → chances: how likely each line of a page is running text rather than furniture.

Nothing here knows what an article is: a line is words, punctuation, links, a place in the markup,
and neighbours. Three small steps, each a handful of sums: the weights of its words, the weights of
the markup around it, and a few dozen shallow trees over those two, the shape of the line and its
surroundings. The weights come from `bench/train_blocks.py` (see `rules/blocks.json`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from math import exp, log1p, sqrt
from operator import mul
from typing import Any, NamedTuple

import msgspec

from secondsource.model import Line
from secondsource.text.patterns import rules

MAX_LINES = 20_000  # of one page; one with more is judged by the length of its lines alone
MAX_LINE = 250  # code points of a line looked at
PLAIN_SCORE = -5.0  # of a line that is furniture at a glance
WINDOWS = (3, 8, 20)  # lines on each side that are averaged over

_WORD = re.compile(r"\w[\w'’]*")
_NUMBER = re.compile(r"\d+")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ](?<!\S.)")  # one that begins a word
_FURNITURE = re.compile(r"(?:^|>)(?:nav|footer|form|button)(?:>|$)")
_PLAIN = (0.0,) * 14 + (PLAIN_SCORE, PLAIN_SCORE)
_MARK = re.compile(r"[©@|»›/]")
_MARKS = {"©": 3.0, "@": 2.0, "|": 1.0, "»": 1.0, "›": 1.0, "/": 1.0}
_FINAL = re.compile(r"[.!?…][\"”’')\]]*$")
_CUE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TAGS = {"p": 2.0, "li": 3.0, "td": 4.0, "th": 4.0, "blockquote": 5.0, "pre": 5.0} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), 1.0
)

Tree = Any  # a leaf: float; or a fork: [column, limit, tree if <=, tree if >]


class Weights(msgspec.Struct, frozen=True):
    """What was learnt for one kind of page."""

    words: dict[str, float]
    cues: dict[str, float]
    shape: tuple[float, ...]  # of the first columns, see `_shape`
    bias: tuple[float, float, float]  # of the words, the cues, the shape
    trees: tuple[Tree, ...]
    base: float  # what the trees start from
    early: tuple[int, float, float] = (0, -99.0, 99.0)
    # After this many trees a sum at or below the second or above the third value is final: on the
    # pages learnt from, the other trees turned one such line in two thousand.


class Shapes(NamedTuple):
    """The lines of one page as numbers, one list a column."""

    columns: list[list[float]]  # see `_shape`
    tokens: list[int]
    score: list[float]  # first score: words, markup and shape of the line alone
    plain: list[bool]  # furniture at a glance: a menu's link, a footer's line


@cache
def weights(kind: str) -> Weights:
    """The shipped weights: "html" or "bare"."""
    source = files("secondsource").joinpath("rules", "blocks.json").read_bytes()
    return msgspec.json.decode(source, type=dict[str, Weights])[kind]


def chances(
    text: str, lines: Sequence[Line], title: str = "", learnt: Weights | None = None
) -> list[float]:
    """For each line the chance, 0..1, that it is running text. O(length of the text).

    learnt: other weights than the shipped ones (cross-validation).
    """
    if len(lines) > MAX_LINES:
        return [0.6 if line.span.end - line.span.start >= 120 else 0.1 for line in lines]
    if not lines:
        return []
    learnt = learnt or weights("html" if lines[0].tag else "bare")
    shapes = shape(text, lines, title, learnt)
    asked = [number for number, plain in enumerate(shapes.plain) if not plain]
    found = [0.0] * len(lines)
    count, low, high = learnt.early
    first, rest = learnt.trees[:count], learnt.trees[count:]
    for number, row in zip(asked, surroundings(lines, shapes, asked), strict=True):
        total = learnt.base + _ask(first, row)
        if low < total < high:
            total += _ask(rest, row)
        found[number] = 1.0 / (1.0 + exp(-total))
    return found


def _ask(trees: Sequence[Tree], row: tuple[float, ...]) -> float:
    total = 0.0
    for tree in trees:
        node = tree
        while type(node) is list:
            column, limit, lower, higher = node
            node = lower if row[column] <= limit else higher
        total += node
    return total


def tokens(words: str) -> list[str]:
    """The words of a line in lower case, every number as "0"."""
    words = words[:MAX_LINE].lower()
    return _WORD.findall(_NUMBER.sub("0", words) if _NUMBER.search(words) else words)


def cue_words(path: str, cues: str) -> list[str]:
    """The words of the markup around a line: "t:nav", "in:li", "sidebar", "post", "content"."""
    return [*_path_words(path), *chain.from_iterable(map(_parts, dict.fromkeys(cues.split())))]


def _path_words(path: str) -> list[str]:
    tags = path.split(">")
    return [*("t:" + tag for tag in dict.fromkeys(tags[2:])), "in:" + tags[-1]]


def _parts(name: str) -> list[str]:
    """The words of one class name: "entry-contentWide" → entry, content, wide."""
    return [part.lower() for part in _CUE.findall(name)]


def shape(text: str, lines: Sequence[Line], title: str, learnt: Weights) -> Shapes:
    """The numbers of each line by itself, and its first score."""
    stops = _stop_words()
    named = set(tokens(title))
    seen = Counter(text[line.span.start : line.span.end] for line in lines)
    places: dict[tuple[str, str], float] = {}
    paths: dict[str, float] = {}
    names: dict[str, float] = {}
    rows = []
    sizes = []
    scores = []
    plain = _plain(text, lines)
    word_weight, cue_weight = learnt.words.get, learnt.cues.get
    word_bias, cue_bias, bias = learnt.bias
    for line, is_plain in zip(lines, plain, strict=True):
        if is_plain:
            size = line.span.end - line.span.start
            rows.append([log1p(size), 0.0, *_PLAIN[2:8], line.linked / size, *_PLAIN[9:]])
            sizes.append(size // 6)
            scores.append(PLAIN_SCORE)
            continue
        whole = text[line.span.start : line.span.end]
        words = whole[:MAX_LINE]
        found = tokens(words)
        place = (line.path, line.cues)
        cue = places.get(place)
        if cue is None:
            around = paths.get(line.path)
            if around is None:
                words_ = _path_words(line.path) if line.path else []
                around = paths[line.path] = sum([cue_weight(word, 0.0) for word in words_])
            cue = cue_bias + around
            for name in dict.fromkeys(line.cues.split()):
                own = names.get(name)
                if own is None:
                    own = names[name] = sum([cue_weight(part, 0.0) for part in _parts(name)])
                cue += own
            places[place] = cue
        said = word_bias + sum(filter(None, map(word_weight, dict.fromkeys(found))))
        row = _shape(line, whole, found, stops)
        row[12:] = (
            float(seen[whole]),
            sum(map(named.__contains__, found)) / (len(found) or 1) if named else 0.0,
            said,
            cue,
        )
        rows.append(row)
        sizes.append(len(found))
        scores.append(bias + sum(map(mul, learnt.shape, row)))
    return Shapes([list(column) for column in zip(*rows, strict=True)], sizes, scores, plain)


def _plain(text: str, lines: Sequence[Line]) -> list[bool]:
    """Which lines are furniture at a glance: half of a page's lines, an eightieth of its text."""
    links = [
        line.linked > 0.9 * (line.span.end - line.span.start)
        and line.span.end - line.span.start < 80
        for line in lines
    ]
    places = {path: bool(_FURNITURE.search(path)) for path in {line.path for line in lines}}
    last = len(lines) - 1
    return [
        places[line.path] or (link and links[max(0, number - 1)] and links[min(last, number + 1)])
        for number, (line, link) in enumerate(zip(lines, links, strict=True))
    ]


def _shape(line: Line, whole: str, found: Sequence[str], stops: frozenset[str]) -> list[float]:
    words = whole[:MAX_LINE]
    count = len(found) or 1
    size = len(whole)
    first = words[0]
    return [
        log1p(size),
        log1p(len(found)),
        sum(map(stops.__contains__, found)) / count,
        -1.0 if whole.endswith(("...", "…")) else 1.0 if _FINAL.search(whole[-4:]) else 0.0,
        1.0 if whole[-1] == ":" else 0.0,
        3.0 if first.isupper() else 1.0 if first.islower() else 2.0 if first.isdigit() else 0.0,
        len(_CAPITAL.findall(words)) / (words.count(" ") + 1),
        found.count("0") / count,
        line.linked / size,
        (words.count(",") + words.count(".")) / count,
        float(words.count(". ")),
        _marks(words),
        0.0,
        0.0,
        0.0,
        0.0,
    ]


def _marks(words: str) -> float:
    match = _MARK.search(words)
    return _MARKS[match[0]] if match else 0.0


@cache
def _stop_words() -> frozenset[str]:
    by_language = rules("world/languages.toml")["words"]
    return frozenset(word for code in ("en",) for word in by_language[code])


# ------------------------------------------------------------------ surroundings

_AROUND = (-2, -1, 1, 2)


def surroundings(
    lines: Sequence[Line], shapes: Shapes, asked: Sequence[int]
) -> list[tuple[float, ...]]:
    """The columns the trees look at, for the lines asked about."""
    columns, score = shapes.columns, shapes.score
    count = len(score)
    chars, stops, final, linked = columns[0], columns[2], columns[3], columns[8]
    blank = (0.0, 0.0, 0.0, 0.0, 0.0)
    near = list(zip(chars, stops, final, linked, score, strict=True))
    padded = [blank, blank, *near, blank, blank]
    own = list(zip(*columns, strict=True))
    sums = list(zip(*([0.0, *accumulate(c)] for c in (chars, stops, linked, score)), strict=True))
    sizes = [line.span.end - line.span.start for line in lines]
    before = [0, *accumulate(sizes)]
    total = before[-1] or 1
    start, end = _best_run(score, shapes.tokens)
    same = _groups([(line.path, line.cues) for line in lines], shapes)
    alike = _groups([line.cues for line in lines], shapes)
    page = (log1p(count), log1p(total))
    rows = []
    for at in asked:
        row = [*own[at], score[at]]
        for step in _AROUND:
            row += padded[at + 2 + step]
        row += (at / count, before[at] / total, *page)
        for reach in WINDOWS:
            low = at - reach if at > reach else 0
            high = at + reach + 1 if at + reach < count else count
            (a, b, c, d), (e, f, g, h), size = sums[low], sums[high], high - low
            row += ((e - a) / size, (f - b) / size, (g - c) / size, (h - d) / size)
        row += (float(start <= at < end), log1p(max(0, start - at)), log1p(max(0, at - end + 1)))
        line = lines[at]
        row += same[line.path, line.cues] if line.tag else _NO_GROUP
        row += alike[line.cues] if line.tag else _NO_GROUP
        row.append(_TAGS.get(line.tag, 0.0))
        rows.append(tuple(row))
    return rows


_NO_GROUP = (0.0, 0.0, 0.0, 0.0)


def _groups(keys: Sequence[object], shapes: Shapes) -> dict[object, tuple[float, ...]]:
    """For lines that stand in like markup: mean score, size, links, share of the page."""
    sums: dict[object, list[float]] = {}
    for key, score, size, linked in zip(
        keys, shapes.score, shapes.tokens, shapes.columns[8], strict=True
    ):
        group = sums.get(key)
        if group is None:
            group = sums[key] = [0.0, 0.0, 0.0, 0.0]
        weight = sqrt(size + 1)
        group[0] += weight * score
        group[1] += weight
        group[2] += size
        group[3] += size * linked
    every = sum(shapes.tokens) or 1
    return {
        key: (score / weight, log1p(size), linked / (size or 1), size / every)
        for key, (score, weight, size, linked) in sums.items()
    }


def _best_run(score: Sequence[float], sizes: Sequence[int]) -> tuple[int, int]:
    """The run of lines with the largest sum of scores: where the running text most likely is."""
    best = total = 0.0
    start = end = begin = 0
    for number, (one, size) in enumerate(zip(score, sizes, strict=True)):
        if total <= 0.0:
            total = 0.0
            begin = number
        total += one * sqrt(size + 1)
        if total > best:
            best, start, end = total, begin, number + 1
    return start, end

"""Lines → chances: how likely each line of a page is running text rather than furniture.

Nothing here knows what an article is: a line is words, punctuation, links, a place in the markup,
and neighbours. Three small steps, each a handful of sums: the weights of its words, the weights of
the markup around it, and a few dozen shallow trees over those two, the shape of the line and its
surroundings. The weights come from `bench/train_blocks.py` (see `rules/blocks.json`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import accumulate, chain, compress, repeat
from math import exp, log1p, sqrt
from operator import add, mul
from typing import Any, NamedTuple

import msgspec

from secondsource.model import Line
from secondsource.text.patterns import rules
from secondsource.text.trees import SUMS, Row

MAX_LINES = 20_000  # of one page; one with more is judged by the length of its lines alone
MAX_LINE = 250  # code points of a line looked at
PLAIN_SCORE = -5.0  # of a line that is furniture at a glance
WINDOWS = (3, 8, 20)  # lines on each side that are averaged over
MAX_KNOWN = 5_000  # class names and paths whose weights are kept at hand

_WORD = re.compile(r"\w[\w'’]*")
_NUMBER = re.compile(r"\d+")
_APART = "“”‘–—…\u00a0•"  # the commonest characters beyond ASCII that stand between words
_CURLY = "\x01"  # stands for "’" among ASCII
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz_'" + _CURLY)
_ASCII = {
    code: char if char in _KEPT else "0" if char.isdigit() else " "
    for code, char in enumerate(chr(code).lower() for code in range(128))
}
_ASCII_LINES = _ASCII | {ord("\n"): "\n"}
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ](?<!\S.)")  # begins a word; capitals are few, spaces many
_FURNITURE = re.compile(r"(?:^|>)(?:nav|footer|form|button)(?:>|$)")
_PLAIN = (0.0,) * 7, (*(0.0,) * 5, PLAIN_SCORE, PLAIN_SCORE)  # about size and links of such a line
_MARK = re.compile(r"[©@|»›/]")
_ASCII_MARK = re.compile(r"[@|/]")
_MARKS = {"©": 3.0, "@": 2.0, "|": 1.0, "»": 1.0, "›": 1.0, "/": 1.0}
_STOPS = (".", "!", "?", "…")
_CLOSING = "\"”’')]"
_CUE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TAGS = {"p": 2.0, "li": 3.0, "td": 4.0, "th": 4.0, "blockquote": 5.0, "pre": 5.0} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), 1.0
)

Tree = Any  # a leaf: float; or a fork: [column, limit, tree if <=, tree if >]


class Weights(msgspec.Struct, frozen=True, eq=False):
    """What was learnt for one kind of page; as a key of a cache it is itself alone."""

    words: dict[str, float]
    cues: dict[str, float]
    shape: tuple[float, ...]  # of the first columns, see `_columns`
    bias: tuple[float, float, float]  # of the words, the cues, the shape
    trees: tuple[Tree, ...]
    base: float  # what the trees start from
    early: tuple[int, float, float] = (0, -99.0, 99.0)
    # After this many trees a sum at or below the second or above the third value is final: on the
    # pages learnt from, the other trees turned one such line in two thousand.


class Shapes(NamedTuple):
    """The lines of one page as numbers."""

    rows: list[tuple[float, ...]]  # one a line, see `_columns`
    sizes: list[int]  # code points
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
    kind = "html" if lines[0].tag else "bare"
    first, rest = _trees(learnt) if learnt else SUMS[kind]
    learnt = learnt or weights(kind)
    shapes = shape(text, lines, title, learnt)
    asked = [number for number, plain in enumerate(shapes.plain) if not plain]
    found = [0.0] * len(lines)
    _, low, high = learnt.early
    for number, row in zip(asked, surroundings(lines, shapes, asked), strict=True):
        total = learnt.base + first(row)
        if low < total < high:
            total += rest(row)
        found[number] = 1.0 / (1.0 + exp(-total))
    return found


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
    """The words of a line in lower case, every number as "0"."""
    words = words[:MAX_LINE]
    return _split(words) or _WORD.findall(_NUMBER.sub("0", words.lower()))


def _split(words: str) -> list[str]:
    """What the patterns find, many times as fast; none where they may find something else."""
    plain = _without_marks(words)
    return _parted(_spread(plain, _ASCII)) if plain.isascii() and _CURLY not in words else []


def _without_marks(words: str) -> str:
    if not words.isascii():
        words = words.replace("’", _CURLY)
        for mark in _APART:
            words = words.replace(mark, " ")
    return words


def _spread(words: str, table: dict[int, str]) -> str:
    words = words.translate(table)
    while "00" in words:
        words = words.replace("00", "0")
    return words


def _parted(words: str) -> list[str]:
    if "'" in words or _CURLY in words:
        words = " " + words
        if " '" in words or f" {_CURLY}" in words:  # no word begins with a quote
            return []
        words = words.replace(_CURLY, "’")
    return words.split()


def every_tokens(lines: Sequence[str]) -> list[list[str]]:
    """The words of each line, as `tokens` finds them: spreading all lines at once is cheaper."""
    whole = "\n".join([words[:MAX_LINE] for words in lines])
    plain = _without_marks(whole).split("\n")
    if len(plain) != len(lines) or _CURLY in whole:  # a line end within a line
        return [tokens(words) for words in lines]
    is_plain = [words.isascii() for words in plain]
    spread = iter(_spread("\n".join(compress(plain, is_plain)), _ASCII_LINES).split("\n"))
    return [
        (_parted(next(spread)) if is_ascii else []) or tokens(words)
        for words, is_ascii in zip(lines, is_plain, strict=True)
    ]


def cue_words(path: str, cues: str) -> list[str]:
    """The words of the markup around a line: "t:nav", "in:li", "sidebar", "post", "content"."""
    return [*_path_words(path), *chain.from_iterable(map(_parts, dict.fromkeys(cues.split())))]


def _path_words(path: str) -> list[str]:
    tags = path.split(">")
    return [*("t:" + tag for tag in dict.fromkeys(tags[2:])), "in:" + tags[-1]]


def _parts(name: str) -> list[str]:
    """The words of one class name: "entry-contentWide" → entry, content, wide."""
    parts: list[str] = _CUE.findall(name)
    return parts if name.islower() else [part.lower() for part in parts]


def shape(text: str, lines: Sequence[Line], title: str, learnt: Weights) -> Shapes:
    """The numbers of each line by itself, and its first score."""
    texts = [text[line.span.start : line.span.end] for line in lines]
    sizes = [len(words) for words in texts]
    plain = _plain(lines, sizes)
    seen = Counter(texts)
    asked = [number for number, is_plain in enumerate(plain) if not is_plain]
    judged, wholes = [lines[number] for number in asked], [texts[number] for number in asked]
    found = every_tokens(wholes)
    columns = [
        *_columns(judged, wholes, found),
        [float(seen[words]) for words in wholes],
        _named(found, frozenset(tokens(title))),
        _said(found, learnt),
        _around(judged, learnt),
    ]
    rows: list[tuple[float, ...]] = [
        (log1p(size), *_PLAIN[0], line.linked / size, *_PLAIN[1]) if is_plain else ()
        for line, size, is_plain in zip(lines, sizes, plain, strict=True)
    ]
    counts = [size // 6 for size in sizes]
    score = [PLAIN_SCORE] * len(lines)
    for number, words, row in zip(asked, found, zip(*columns, strict=True), strict=True):
        rows[number] = row
        counts[number] = len(words)
        score[number] = learnt.bias[2] + sum(map(mul, learnt.shape, row))
    return Shapes(rows, sizes, counts, score, plain)


def _plain(lines: Sequence[Line], sizes: Sequence[int]) -> list[bool]:
    """Which lines are furniture at a glance: half of a page's lines, an eightieth of its text."""
    links = [
        size < 80 and line.linked > 0.9 * size for line, size in zip(lines, sizes, strict=True)
    ]
    beside = zip(links, [links[0], *links], [*links[1:], links[-1]], strict=False)
    return [
        _is_furniture(line.path) or (link and before and after)
        for line, (link, before, after) in zip(lines, beside, strict=True)
    ]


@lru_cache(maxsize=MAX_KNOWN)
def _is_furniture(path: str) -> bool:
    return _FURNITURE.search(path) is not None


def _columns(
    lines: Sequence[Line], wholes: Sequence[str], found: Sequence[Sequence[str]]
) -> list[list[float]]:
    """What the words, the signs and the links of the lines say; one list for each number."""
    heads = [words[:MAX_LINE] for words in wholes]
    counts = [len(words) or 1 for words in found]
    is_stop = _stop_words().__contains__
    return [
        [log1p(len(words)) for words in wholes],
        [log1p(len(words)) for words in found],
        [sum(map(is_stop, words)) / count for words, count in zip(found, counts, strict=True)],
        [_end(words[-4:]) for words in wholes],
        [1.0 if words[-1] == ":" else 0.0 for words in wholes],
        [_beginning(words[0]) for words in wholes],
        [len(_CAPITAL.findall(words)) / (words.count(" ") + 1) for words in heads],
        [words.count("0") / count for words, count in zip(found, counts, strict=True)],
        [line.linked / len(words) for line, words in zip(lines, wholes, strict=True)],
        [
            (words.count(",") + words.count(".")) / count
            for words, count in zip(heads, counts, strict=True)
        ],
        [float(words.count(". ")) for words in heads],
        [_marks(words) for words in heads],
    ]


def _end(last: str) -> float:
    """Of the last characters: 1 where they end a sentence, -1 where they trail off."""
    if last.endswith(("...", "…")):
        return -1.0
    return 1.0 if last.rstrip(_CLOSING).endswith(_STOPS) else 0.0


def _beginning(first: str) -> float:
    return 3.0 if first.isupper() else 1.0 if first.islower() else 2.0 if first.isdigit() else 0.0


def _named(found: Sequence[Sequence[str]], title: frozenset[str]) -> list[float]:
    """The share of each line's words that the title has."""
    if not title:
        return [0.0] * len(found)
    return [sum(map(title.__contains__, words)) / (len(words) or 1) for words in found]


def _said(found: Sequence[Sequence[str]], learnt: Weights) -> list[float]:
    """The sum of the weights of each line's words."""
    weight, bias = learnt.words.get, learnt.bias[0]
    return [bias + sum(map(weight, dict.fromkeys(words), repeat(0.0))) for words in found]


def _around(lines: Sequence[Line], learnt: Weights) -> list[float]:
    """The sum of the weights of the markup around each line."""
    of_path, of_name = _cue_weights(learnt)
    places: dict[tuple[str, str], float] = {}
    for place in dict.fromkeys([(line.path, line.cues) for line in lines]):
        path, cues = place
        start = learnt.bias[1] + of_path(path)
        places[place] = sum(map(of_name, dict.fromkeys(cues.split())), start)
    return [places[line.path, line.cues] for line in lines]


@lru_cache(maxsize=4)
def _cue_weights(learnt: Weights) -> tuple[Callable[[str], float], Callable[[str], float]]:
    """What weighs a path and what weighs a class name; both return over a page and over a site."""
    weight = learnt.cues.get
    of_tag = {word[2:]: one for word, one in learnt.cues.items() if word.startswith("t:")}.get

    @lru_cache(maxsize=MAX_KNOWN)
    def of_path(path: str) -> float:
        tags = path.split(">")  # as in `_path_words`
        above = sum(map(of_tag, dict.fromkeys(tags[2:]), repeat(0.0)))
        return above + weight("in:" + tags[-1], 0.0) if path else 0.0

    @lru_cache(maxsize=MAX_KNOWN)
    def of_name(name: str) -> float:
        return sum(map(weight, _parts(name), repeat(0.0)))

    return of_path, of_name


def _marks(words: str) -> float:
    match = (_ASCII_MARK if words.isascii() else _MARK).search(words)
    return _MARKS[match[0]] if match else 0.0


@cache
def _stop_words() -> frozenset[str]:
    by_language = rules("world/languages.toml")["words"]
    return frozenset(word for code in ("en",) for word in by_language[code])


# ------------------------------------------------------------------ surroundings

_BLANK = (0.0, 0.0, 0.0, 0.0, 0.0)
_NO_GROUP = (0.0, 0.0, 0.0, 0.0)


def surroundings(
    lines: Sequence[Line], shapes: Shapes, asked: Sequence[int]
) -> list[tuple[float, ...]]:
    """The columns the trees look at, for the lines asked about."""
    own, score = shapes.rows, shapes.score
    count = len(score)
    near = [(row[0], row[2], row[3], row[8], one) for row, one in zip(own, score, strict=True)]
    padded = [_BLANK, _BLANK, *near, _BLANK, _BLANK]
    chars, stops, _, linked, _ = zip(*near, strict=True)
    sums = list(zip(*([0.0, *accumulate(c)] for c in (chars, stops, linked, score)), strict=True))
    before = [0, *accumulate(shapes.sizes)]
    total = before[-1] or 1
    weights = [sqrt(size + 1) for size in shapes.tokens]
    start, end = _best_run(score, weights)
    same, alike = _groups([(line.path, line.cues) for line in lines], shapes, weights)
    page = (log1p(count), log1p(total))
    rows = []
    for at in asked:
        windows: list[float] = []
        for reach in WINDOWS:
            low = at - reach if at > reach else 0
            high = at + reach + 1 if at + reach < count else count
            (a, b, c, d), (e, f, g, h), size = sums[low], sums[high], high - low
            windows += ((e - a) / size, (f - b) / size, (g - c) / size, (h - d) / size)
        line = lines[at]
        rows.append(
            (
                *own[at],
                score[at],
                *padded[at],
                *padded[at + 1],
                *padded[at + 3],
                *padded[at + 4],
                at / count,
                before[at] / total,
                *page,
                *windows,
                float(start <= at < end),
                log1p(start - at) if start > at else 0.0,
                log1p(at - end + 1) if at >= end else 0.0,
                *(same[line.path, line.cues] if line.tag else _NO_GROUP),
                *(alike[line.cues] if line.tag else _NO_GROUP),
                _TAGS.get(line.tag, 0.0),
            )
        )
    return rows


def _groups(
    keys: Sequence[tuple[str, str]], shapes: Shapes, weights: Sequence[float]
) -> tuple[dict[tuple[str, str], tuple[float, ...]], dict[str, tuple[float, ...]]]:
    """For lines of the same (path, cues), and of the same cues: see `_mean`."""
    same: dict[tuple[str, str], list[float]] = {}
    for key, score, size, weight, row in zip(
        keys, shapes.score, shapes.tokens, weights, shapes.rows, strict=True
    ):
        group = same.get(key)
        if group is None:
            group = same[key] = [0.0, 0.0, 0.0, 0.0]
        group[0] += weight * score
        group[1] += weight
        group[2] += size
        group[3] += size * row[8]
    alike: dict[str, list[float]] = {}
    for (_, cues), group in same.items():
        other = alike.get(cues)
        alike[cues] = list(map(add, other, group)) if other else group
    every = sum(shapes.tokens) or 1
    return (
        {key: _mean(group, every) for key, group in same.items()},
        {key: _mean(group, every) for key, group in alike.items()},
    )


def _mean(group: Sequence[float], every: int) -> tuple[float, ...]:
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

"""The telling words of a text, with weights that are shipped and never taken from the heap."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat
from operator import mul

from msgspec import Struct

from secondsource.text.alike import spelling
from secondsource.text.patterns import rules

MAX_TERMS = 160  # the heaviest of a text: the rest weigh little, and memory counts
LEAD = 4.0  # how much more the first word counts than a late one ...
LEAD_WORDS = 60  # ... and how soon that fades
CAPITAL = 1.3  # words mostly written with a capital: names, by and large
NUMBER = 0.8
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_SLUG_PART = re.compile(r"[/.]")
_SLUG_WORD = re.compile(r"[-_+]")
ADDRESS = frozenset({"http", "https", "www", "com", "org", "net", "html", "htm", "php", "aspx"})
_SLUG_LEAST = 3  # words that make a part of an address a headline


class Terms(Struct, frozen=True, gc=False):
    """Stem → weight, as vectors of length 1, sorted by stem; empty for a text without words.

    names: only words that stand with a capital inside sentences of the body.
    """

    all: dict[str, float]
    names: dict[str, float]


def terms(title: str, body: str, *, title_counts: float, slug: str = "") -> Terms:
    """The telling words of a text.

    title_counts: how many words of the body one word of the title is worth.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    capitals: Counter[str] = Counter()
    inner: set[str] = set()
    for at, match in enumerate(_WORD.finditer(body)):
        word = match.group()
        term = stem(word)
        counts[term] += 1 + LEAD * math.exp(-at / LEAD_WORDS)
        capitals[term] += 1 if word[0].isupper() else -1
        if word[0].isupper() and not _begins(body, match.start()):
            inner.add(term)
    for match in _WORD.finditer(title):
        counts[stem(match.group())] += title_counts
    for word in slug_words(slug):
        counts[stem(word)] += 1
    raw = [
        (_weight(t, n, capitals[t] > 0), t)
        for t, n in counts.items()
        if len(t) > 1 and t not in ADDRESS
    ]
    heaviest = sorted(raw, key=lambda pair: (-pair[0], pair[1]))[:MAX_TERMS]
    found = {term: weight for weight, term in sorted(heaviest, key=lambda pair: pair[1])}
    names = {term: found[term] for term in found if term in inner and capitals[term] > 0}
    return Terms(unit(found), unit(names))


def _begins(text: str, at: int) -> bool:
    """Whether a word begins a sentence or a line, where a capital says nothing."""
    before = text[max(0, at - 3) : at].rstrip(" \"'“‘")
    return not before or before[-1] in ".!?:\n"


def _weight(term: str, count: float, capital: bool) -> float:
    weights, unseen = _weights()
    weight = (1 + math.log(max(count, 1.0))) * weights.get(term, unseen)
    if capital:
        weight *= CAPITAL
    return weight * NUMBER if term[0].isdigit() else weight


def unit(vector: dict[str, float]) -> dict[str, float]:
    """The vector brought to length 1; its terms may stand in any order."""
    size = length(vector)
    return {t: v / size for t, v in vector.items()} if size else {}


def length(vector: dict[str, float]) -> float:
    """The Euclidean length, correctly rounded."""
    values = vector.values()
    return math.sqrt(math.fsum(map(mul, values, values)))


def dot(a: dict[str, float], b: dict[str, float]) -> float:
    """The cosine of two unit vectors: correctly rounded, so the same in any order of terms."""
    if len(b) < len(a):
        a, b = b, a
    return math.fsum(map(mul, a.values(), map(b.get, a, repeat(0.0))))


def total(parts: Iterable[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """The weighted sum of vectors, added in the order given."""
    summed: dict[str, float] = {}
    known = summed.get
    for share, vector in parts:
        for term, value in vector.items():
            summed[term] = known(term, 0.0) + share * value
    return summed


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its ending: "Talks" → "talk", "signing" → "sign"; never for display."""
    word = spelling(word.replace("’", "'"))
    word = word.removesuffix("'s")
    if len(word) <= 4:
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and len(word) > 6:
        word = word[:-3]
    elif word.endswith("ed") and len(word) > 5:
        word = word[:-2]
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


def slug_words(url: str) -> list[str]:
    """The words of an address that are a headline: ".../talks-end-in-oslo-123.html"; else none."""
    path = url.split("//", 1)[-1].partition("/")[2].split("?", 1)[0].split("#", 1)[0]
    found: list[str] = []
    for part in _SLUG_PART.split(path):
        words = [w for w in _SLUG_WORD.split(part) if w.isalpha() and len(w) > 2]
        if len(words) >= _SLUG_LEAST:
            found += words
    return found


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    listed = rules("en/terms.toml")
    documents = listed["documents"]
    standing: Counter[str] = Counter()
    for times, words in listed["standing_in"].items():
        for word in words.split():
            standing[stem(word)] += int(times)
    for percent, words in rules("en/news.toml")["standing_in"].items():
        for word in words.split():
            standing[stem(word)] = max(standing[stem(word)], documents * int(percent) // 100)
    return (
        {
            term: math.log((documents + 1) / (min(times, documents) + 0.5))
            for term, times in standing.items()
        },
        math.log(documents + 1),
    )

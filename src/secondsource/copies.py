"""Which articles share words, and which way the words went.

A pair is judged from its two articles alone, never from the rest of the heap: so any order and any
parts give the same links, and a store can look up an article's candidates by `keys`.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import combinations

from msgspec import Struct

from secondsource.model import Article, Block, Credit, Dating, Link, LinkKind, Span, marks
from secondsource.text import alike, world
from secondsource.text.interval import days_apart, days_of
from secondsource.text.patterns import rules
from secondsource.text.words import fold

MIN_SHARE = 0.3  # of the smaller text's runs: a copy
MIN_RUNS = 12  # shared, below which no share proves anything
MIN_PART = 30  # words in shared passages: a link also below MIN_SHARE, if also ...
MIN_PART_SHARE = 0.1
MIN_OWN_SHARE = 0.6  # within one outlet, whose frame is shared by all its pages
NEARLY_ALL = 0.8  # share of both texts: the same
DECIDED = 2.0  # points between two directions
CACHED = 1024  # articles kept ready to be compared
SLICE = 1_000_000  # fingerprints indexed at a time
MIN_PRINTS_SHARE = 0.03  # of the fingerprints of the one that has fewer ...
BRIEF = 12  # ... and more than one of them, unless it has no more than so many
FAR_DAYS = 30  # months apart a little is mostly a turn of phrase: the more the longer the heap ...
MIN_FAR_SHARE = 0.06  # ... so more must be shared
BANDS = 6


class Side(Struct, frozen=True, gc=False):
    """One article as the comparison sees it."""

    article: Article
    words: alike.Words
    order: array[int]  # the text's runs of words, in its order
    runs: frozenset[int]
    outlet: str


def find(articles: Iterable[Article]) -> tuple[Link, ...]:
    """Every pair that shares enough words, sorted; one link a pair. Order-free.

    Candidates share a fingerprint (19 words in a row always do); each is then compared exactly.
    Cost: linear in the text, plus one comparison a candidate.
    """
    by_id = {article.id: article for article in articles}
    ids = sorted(by_id)
    at = lru_cache(maxsize=CACHED)(lambda n: side(by_id[ids[n]]))
    kept = [held(side(by_id[one])) for one in ids]
    found = (compare(at(a), at(b)) for a, b in _beside(_candidates(kept)))
    return tuple(sorted(link for link in found if link is not None))


def side(article: Article) -> Side:
    """The article's comparable words: its body without public sentences."""
    read = alike.words(article.text, _compared(article))
    order = alike.runs(read.numbers)
    return Side(article, read, order, frozenset(order), outlet(article))


def _compared(article: Article) -> list[Span]:
    """The body blocks, or the whole text where no block is a body, less the public sentences."""
    bodies = [block.span for block in marks(article, Block) if block.role == "body"]
    parts: list[Span] = []
    for span in bodies or [Span(0, len(article.text))]:
        start = span.start
        for found in _public(article.text[span.start : span.end]):
            parts.append(Span(start, span.start + found.start))
            start = span.start + found.end
        parts.append(Span(start, span.end))
    return parts


def _public(text: str) -> Iterator[Span]:
    """The sentences that many outlets print around stories of others."""
    folded = fold(text)
    hints = rules("en/public.toml")["hints"]
    if any(hint in folded for hint in hints):  # as a rule none is
        for line in re.finditer(r"[^\n]+", folded):
            if any(hint in line[0] for hint in hints):
                for match in _listed("patterns").finditer(line[0]):
                    yield Span(line.start() + match.start(), line.start() + match.end())


@lru_cache(maxsize=3)
def _listed(name: str) -> re.Pattern[str]:
    return re.compile("|".join(rules("en/public.toml")[name]))


# ------------------------------------------------------------------ candidates


class Held(Struct, frozen=True, gc=False):
    """What is kept of every article while candidates are sought (uint64, sorted)."""

    outlet: str
    published: Dating | None
    prints: array[int]  # two of different outlets must share some: see `worth`
    twins: array[int]  # two of one outlet must share one: its frame is on all its pages


def held(of: Side) -> Held:
    """The numbers by which the article's copies are found."""
    prints = alike.fingerprints(of.words.numbers)
    return Held(of.outlet, of.article.published, array("Q", sorted(prints)), _twins(of))


def worth(shared: int, fewer: int, *, far: Callable[[], bool]) -> bool:
    """Whether two articles share enough fingerprints to be compared.

    fewer: how many the one has that has fewer. far: whether they appeared months apart; asked only
    where it matters.
    """
    if shared <= 1 and fewer > BRIEF:
        return False
    if shared >= MIN_FAR_SHARE * fewer:
        return True
    return shared >= MIN_PRINTS_SHARE * fewer and not far()


def are_far(a: Dating | None, b: Dating | None) -> bool:
    """Whether two articles appeared months apart, as far as their days are known."""
    if a is None or b is None:
        return False
    return days_apart(days_of(a.when), days_of(b.when)) > FAR_DAYS


def _twins(of: Side) -> array[int]:
    """For each sixth of the runs its three least as one number: two near twins share one of six.

    Texts with nine runs in ten in common miss each other once in some 400 pairs.
    """
    lots: list[list[int]] = [[] for _ in range(BANDS)]
    for number in sorted(of.runs, reverse=True) if of.outlet else ():
        lots[number % BANDS].append(number)
    house = alike.words(of.outlet).numbers
    whole = [(*house, *lot[-3:]) for lot in lots if len(lot) >= 3]
    return array("Q", sorted({alike.joined(one) for one in whole}))


def _candidates(every: list[Held]) -> set[tuple[int, int]]:
    """Pairs worth comparing; the index is built in slices, as memory counts."""
    slices = sum(len(one.prints) for one in every) // SLICE + 1
    shared: list[array[int]] = []  # who holds a print that several hold
    of: list[array[int]] = [array("L") for _ in every]  # which of those prints each holds
    for part in range(slices):
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for n, one in enumerate(every):
            for key in one.prints:
                if key % slices == part:
                    holders[key].append(n)
        for held_by in holders.values():
            if len(held_by) > 1:
                for n in held_by:
                    of[n].append(len(shared))
                shared.append(array("L", held_by))
    found: set[tuple[int, int]] = set()
    for n, one in enumerate(every):
        common: Counter[int] = Counter()
        for at in of[n]:
            common.update(shared[at])
        for other, prints in common.items():
            theirs = every[other]
            if (
                other > n
                and (one.outlet != theirs.outlet or not one.outlet)
                and worth(
                    prints,
                    min(len(one.prints), len(theirs.prints)),
                    far=partial(are_far, one.published, theirs.published),
                )
            ):
                found.add((n, other))
    twins: defaultdict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(every):
        for key in one.twins:
            twins[key].append(n)
    for held_by in twins.values():
        found.update(combinations(held_by, 2))
    return found


def _beside(candidates: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs in an order that keeps the same articles close: group by connected group."""
    others: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in candidates:
        others[a].append(b)
        others[b].append(a)
    seen: set[int] = set()
    for first in sorted(others):
        waiting = deque([first] if first not in seen else [])
        seen.add(first)
        while waiting:
            one = waiting.popleft()
            found = sorted(others[one])
            waiting.extend(other for other in found if other not in seen)
            seen.update(found)
            yield from ((one, other) for other in found if one < other)


# ------------------------------------------------------------------ one pair


def compare(a: Side, b: Side) -> Link | None:
    """The link between two articles, or None. Symmetric."""
    shared = len(a.runs & b.runs)
    smaller = min(len(a.runs), len(b.runs))
    if shared < MIN_RUNS or not smaller:
        return None
    share = shared / smaller
    same_outlet = bool(a.outlet) and a.outlet == b.outlet
    if share < (MIN_OWN_SHARE if same_outlet else MIN_PART_SHARE):
        return None
    passages = alike.passages(a.words, b.words, in_order=(a.order, b.order))
    if share < MIN_SHARE and _length(a, passages) < MIN_PART:
        return None
    return _link(a, b, share, passages)


def _length(of: Side, passages: Iterable[tuple[Span, Span]]) -> int:
    return sum(len(re.findall(r"\w+", of.article.text[p.start : p.end])) for p, _ in passages)


def _link(a: Side, b: Side, share: float, passages: tuple[tuple[Span, Span], ...]) -> Link:
    reasons = sorted(_reasons(a, b) + _tail(a, b, passages), reverse=True)
    points = sum(weight for weight, _ in reasons)  # above zero: b is the copy
    decided = abs(points) >= DECIDED
    b_copied = points > 0 if points else _default(a) < _default(b)
    copy, original = (b, a) if b_copied else (a, b)
    if b_copied:
        passages = tuple(sorted((theirs, ours) for ours, theirs in passages))
    third = _third(a, b)
    quoted = _quoted(copy, passages)  # of the shared words
    kind: LinkKind
    if quoted > 0.5 if share < MIN_SHARE else quoted >= NEARLY_ALL > share:
        kind = "quotes-it"
    elif third and not decided:
        kind, decided = "common-source", False
    else:
        kind = _kind(copy, original, share)
    told = [words for weight, words in reasons if (weight > 0) == b_copied]
    why = _why(
        copy, share, passages, told if decided else [], third if kind == "common-source" else ""
    )
    return Link(copy.article.id, original.article.id, kind, round(share, 4), why, decided, passages)


def _kind(copy: Side, original: Side, share: float) -> LinkKind:
    smaller = min(len(copy.runs), len(original.runs))
    of_copy = share * smaller / len(copy.runs)
    of_original = share * smaller / len(original.runs)
    if of_copy >= NEARLY_ALL and of_original >= NEARLY_ALL:
        return "same"
    return "cut" if of_copy >= of_original else "extended"


def _why(
    copy: Side, share: float, passages: tuple[tuple[Span, Span], ...], told: list[str], third: str
) -> str:
    longest = max((_length(copy, [p]) for p in passages), default=0)
    head = (
        f"{share:.0%} of the shorter text's five-word runs stand in the other, in {len(passages)} "
        f"passage{'s' * (len(passages) != 1)}, the longest of {longest} words"
    )
    if third:
        return f"{head}; both credit {third}"
    return head + ("; " + "; ".join(told) if told else "; nothing shows who wrote first")


# ------------------------------------------------------------------ which way


def _reasons(a: Side, b: Side) -> list[tuple[float, str]]:
    """Evidence with points: positive where b is the copy, negative where a is."""
    found: list[tuple[float, str]] = []
    for sign, copy, original in ((1, b, a), (-1, a, b)):
        credit = _credits_other(copy, original)
        if credit:
            found.append((sign * 4.0, f"the copy credits {credit}"))
        relay = next((c.who for c in marks(copy.article, Credit) if c.role == "relay"), "")
        if relay and not credit:
            found.append((sign * 2.0, f"the copy is relayed from {relay}"))
        if _is_agency(original.outlet) and not _is_agency(copy.outlet):
            found.append((sign * 3.0, f"{original.article.outlet or original.outlet} is an agency"))
        if _listed("corrections").search(fold(original.article.text)) and not _listed(
            "corrections"
        ).search(fold(copy.article.text)):
            found.append((sign * 1.0, "the copy lacks the original's correction"))
    return found + _times(a, b)


def _times(a: Side, b: Side) -> list[tuple[float, str]]:
    for sign, first, second in ((1, a, b), (-1, b, a)):
        early, late = first.article.published, second.article.published
        if early is None or late is None or early.when.latest is None or late.when.earliest is None:
            continue
        if early.when.latest <= late.when.earliest:
            return [(sign * 2.0, f"it ran on {late.value}, the original on {early.value}")]
    return []


def _tail(a: Side, b: Side, passages: tuple[tuple[Span, Span], ...]) -> list[tuple[float, str]]:
    """A text that stops inside what the other goes on telling was cut from it."""
    if not passages:
        return []
    found = []
    for sign, copy, which in ((1, b, 1), (-1, a, 0)):
        if len(copy.runs) >= 0.8 * len((a if copy is b else b).runs):
            continue
        tail = fold(copy.article.text.rstrip()[-40:])
        if _listed("cut_ends").search(tail):
            found.append((sign * 2.0, "its end is cut off"))
        elif copy.words.starts and max(p[which].end for p in passages) >= copy.words.starts[-1]:
            found.append((sign * 1.0, "it stops where the original goes on"))
    return found


def _default(of: Side) -> tuple[str, str]:
    when = of.article.published.when.earliest if of.article.published else None
    return (when.isoformat() if when else "9", of.article.id)


def _third(a: Side, b: Side) -> str:
    """A source both credit that is neither of them; the first by name."""
    theirs = {_house(c.who) for c in _telling(b.article)}
    both = [c.who for c in _telling(a.article) if _house(c.who) in theirs]
    return min((who for who in both if not {_house(who)} & {a.outlet, b.outlet}), default="")


def _telling(article: Article) -> list[Credit]:
    return [c for c in marks(article, Credit) if c.role in ("agency", "relay", "outlet")]


def _credits_other(copy: Side, original: Side) -> str:
    if not original.outlet or original.outlet == copy.outlet:
        return ""
    return next((c.who for c in _telling(copy.article) if _house(c.who) == original.outlet), "")


def _quoted(copy: Side, passages: tuple[tuple[Span, Span], ...]) -> float:
    """Which share of the shared text stands in passages of quotation, 0.0 to 1.0."""
    text = copy.article.text
    shared = sum(p.end - p.start for p, _ in passages)
    inside = sum(p.end - p.start for p, _ in passages if _in_quotes(text, p))
    return inside / shared if shared else 0.0


def _in_quotes(text: str, span: Span) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    before = fold(text[start : span.start + 1]).count('"')
    within = fold(text[span.start : span.end]).count('"')
    return before % 2 == 1 or within >= 2


# ------------------------------------------------------------------ outlets


def outlet(article: Article) -> str:
    """One key for the outlet, listed or not: "organisation:tass", "exampletimes"; "" if unknown."""
    return _house(article.outlet or _host(article.url))


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0] if "//" in url else ""


@lru_cache(maxsize=1 << 14)
def _house(name: str) -> str:
    """The listed key of a name or host, else its letters: "exampletimes" for "Example Times"."""
    listed = world.outlet(name) if name else None
    if listed:
        return listed
    lowered = fold(name).strip()
    if "." in lowered and " " not in lowered:
        parts = [p for p in lowered.split(".") if p not in ("www", "m", "amp", "edition")]
        of_two = len(parts) > 2 and len(parts[-2]) <= 3  # "example.co.uk"
        lowered = parts[-3] if of_two else parts[max(0, len(parts) - 2)]
    return "".join(c for c in lowered.removeprefix("the ") if c.isalnum())


@lru_cache(maxsize=1 << 14)
def _is_agency(house: str) -> bool:
    return house.startswith("organisation:") and world.agency(world.label(house)) == house


def pairs(links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """The linked ids, each pair once, the lesser id first."""
    for link in links:
        yield min(link.copy, link.original), max(link.copy, link.original)

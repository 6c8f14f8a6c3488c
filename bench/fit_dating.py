"""`python -m bench.fit_dating`: fits the weights of rules/world/datelines.toml.

A log-linear model over the candidate days of a page: each declaration and each date line adds the
weights of its features to its day, and the day's share is the softmax. Of several lines that name
one day only the best counts. Tuned on the pages that are not held out; held pages are only scored.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench import sets
from bench.dating import page_of, site
from secondsource.dating import declared
from secondsource.dating.gathered import agreement
from secondsource.marks import blocks, published
from secondsource.model import Article, with_marks
from secondsource.read import read

RULES = Path(__file__).resolve().parent.parent / "src/secondsource/rules/world/datelines.toml"
ROUNDS = 300
RATE = 0.5
PULL = 0.05  # towards what is expected: L2
# What is believed before any page is seen: published beats modified.
EXPECTED = defaultdict(
    float,
    {
        "json-ld": 1.5, "meta": 2.5, "script": 1, "property": 2, "json-page": 1.5, "bare": 1,
        "meta-other": 1.5, "time": 1.2, "time-published": 1.5, "url-day": 2, "url-month": 1,
        "json-other": 0.5, "row": 5, "feed": 4,
        "declared": 1, "modified-beside-published": -1, "label-published": 2, "label-updated": -1,
        "label-refuse": -2, "first": 1, "just-below": 1.5, "below": 1, "line-and-declared": 1.5,
        "cue-published": 1, "aside": -1, "listed": -1.5, "far-below": -1, "far-above": -1,
        "beside-masthead": 2,
        "role-byline": 1, "role-dateline": 0.5, "role-teaser": -1, "linked": -0.5,
    }
)  # fmt: skip

Case = tuple[dict[date, list[tuple[str, ...]]], dict[date, list[tuple[str, ...]]], date]


def case(article: Article, true: date) -> Case:
    """The declared features and the line features of each candidate day."""
    facts: dict[date, list[tuple[str, ...]]] = defaultdict(list)
    lines: dict[date, list[tuple[str, ...]]] = defaultdict(list)
    ranges = []
    for claim in declared.claims(article):
        if isinstance(claim, declared.Claim):
            if claim.first == claim.last:
                facts[claim.first].append(claim.features)
            else:
                ranges.append(claim)
    for line, features in published.date_lines(article):
        if "is-clock" in features:
            continue
        for rank, day in enumerate(line.date.days):
            lines[day].append((*features, *(["other-reading"] if rank else [])))
    for claim in ranges:
        for day in {*facts, *lines}:
            if claim.first <= day <= claim.last:
                facts[day].append(claim.features)
    return facts, lines, true


def total(weights: defaultdict[str, float], case: Case, day: date) -> tuple[float, list[str]]:
    """The odds of a day and the features that made them."""
    facts, lines, _ = case
    used = [feature for features in dict.fromkeys(facts.get(day, [])) for feature in features]
    best: tuple[str, ...] = ()
    if lines.get(day):
        best = max(lines[day], key=lambda features: (sum(weights[f] for f in features), features))
    used = [*dict.fromkeys(used), *best]
    if best and facts.get(day):
        used.append(agreement([f for features in facts[day] for f in features]))
    return sum(weights[feature] for feature in used), used


def shares(weights: defaultdict[str, float], case: Case) -> dict[date, tuple[float, list[str]]]:
    days = {*case[0], *case[1]}
    odds = {day: total(weights, case, day) for day in days}
    top = max((score for score, _ in odds.values()), default=0.0)
    raw = {day: math.exp(score - top) for day, (score, _) in odds.items()}
    whole = sum(raw.values())
    return {day: (raw[day] / whole, odds[day][1]) for day in sorted(days)}


def fit(cases: list[Case]) -> defaultdict[str, float]:
    weights = defaultdict(float, EXPECTED)
    usable = [one for one in cases if one[2] in {*one[0], *one[1]}]
    for _ in range(ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        for one in usable:
            for day, (share, used) in shares(weights, one).items():
                gain = (day == one[2]) - share
                if abs(gain) > 1e-4:
                    for feature in used:
                        slope[feature] += gain
        for feature in slope:
            weights[feature] += RATE * (
                slope[feature] / len(usable) * 4 - PULL * (weights[feature] - EXPECTED[feature])
            )
    return weights


def score(weights: defaultdict[str, float], cases: list[Case]) -> tuple[float, float]:
    """Share of pages whose best day is right, and of pages whose true day is a candidate."""
    right = reach = 0
    for one in cases:
        found = shares(weights, one)
        reach += one[2] in found
        right += bool(found) and max(found, key=lambda day: (found[day][0], day)) == one[2]
    return right / len(cases), reach / len(cases)


def main(arguments: Iterable[str]) -> int:
    tune: list[Case] = []
    held: list[Case] = []
    for name in ("pages_dates", "pages_wcxb_dev"):
        for row in sets.rows(name):
            if len(row["date"] or "") != 10:
                continue
            article = read(page_of(row, row["html"], url=row.get("url") or ""))
            if isinstance(article, Article):
                article = with_marks(article, blocks.mark(article))
                part = held if sets.held_out(site(row)) else tune
                one = case(article, date.fromisoformat(row["date"][:10]))
                part.append(one)
    weights = fit(tune)
    print("tune", score(weights, tune), "held", score(weights, held), file=sys.stderr)
    counts = Counter(
        f for one in tune for part in one[:2] for fs in part.values() for g in fs for f in set(g)
    )
    head = RULES.read_text("utf-8").split("[weights]")[0]
    lines = [
        f'"{feature}" = {value:.1f}'
        for feature, value in sorted(weights.items())
        if abs(value) >= 0.05
        and (counts[feature] >= 4 or feature.startswith("line-and-") or feature in EXPECTED)
    ]
    RULES.write_text(f"{head}[weights]\n" + "\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

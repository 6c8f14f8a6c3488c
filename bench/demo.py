"""Quality on the bundled heap, against gold/demo/heap.toml: every stage, end to end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.sets import ROOT
from secondsource import sources
from secondsource.model import Article, Block, Fault, Story, StoryEvent, marks, words
from secondsource.outputs.ical import entries
from secondsource.pipeline import annotate, tell
from secondsource.text.when import first_day, last_day

GOLD = ROOT / "gold" / "demo" / "heap.toml"
HEAP = ROOT / "src" / "secondsource" / "demo" / "heap"
FURNITURE = ("headline", "dek", "byline", "dateline", "stamp", "credit")  # neither body nor chrome

Row = dict[str, Any]


def figures() -> dict[str, float]:
    """Each figure by name, 0..1, higher is better."""
    gold = tomllib.loads(GOLD.read_text("utf-8"))
    rows: dict[str, Row] = {row["slug"]: row for row in gold["articles"]}
    articles = list(_read(HEAP))
    stories, dated = tell(articles)
    slug = {article.id: _slug(article, rows) for article in dated}
    by_slug = {slug[article.id]: article for article in dated}
    answers = [
        passed
        for question in gold["questions"]
        for _, passed in ask(question, stories, {i: rows[name] for i, name in slug.items()})
    ]
    return {
        "demo.read": len(by_slug) / len(rows),
        "demo.body": _mean(_body(by_slug[name], row) for name, row in rows.items()),
        "demo.day.exact": _mean(_is_day(by_slug[name], row) for name, row in rows.items()),
        "demo.day.held": _mean(_holds(by_slug[name], row) for name, row in rows.items()),
        "demo.stories": bcubed(
            {i: story.id for story in stories for i in story.articles},
            {i: rows[name]["story"] for i, name in slug.items()},
        ),
        "demo.copies": _copies(stories, slug, rows),
        "demo.questions": _mean(answers),
    }


def _read(heap: Path) -> Iterator[Article]:
    for page in sources.open(str(heap)):
        article = page if isinstance(page, Fault) else annotate(page)
        if isinstance(article, Fault):
            raise SystemExit(f"the bundled heap has a fault: {article}")
        yield article


def _slug(article: Article, rows: Mapping[str, Row]) -> str:
    name = (article.url or article.origin).rstrip("/").rpartition("/")[2]
    return name.removesuffix(".txt").removesuffix(".html")


def _mean(values: Iterable[float]) -> float:
    numbers = [float(value) for value in values]
    return round(sum(numbers) / len(numbers), 4) if numbers else 0.0


def _body(article: Article, row: Row) -> float:
    """F1 of the body blocks against the paragraphs as they were written."""
    gold = {_bare(paragraph) for paragraph in row["body"]}
    found = {
        _bare(words(article, block.span)) for block in marks(article, Block) if block.role == "body"
    }
    dateline: str = _bare(row.get("dateline", ""))
    found = {one.removeprefix(dateline).strip() for one in found}
    shared = len(found & gold)
    return 2 * shared / (len(found) + len(gold)) if found or gold else 1.0


def _bare(text: str) -> str:
    return " ".join(text.split())


def _is_day(article: Article, row: Row) -> bool:
    """Whether the best value is the true day; the interval around it may be wider."""
    found = article.published
    return found is not None and found.value == row["day"].isoformat()


def _holds(article: Article, row: Row) -> bool:
    """Whether the interval holds the true day; no answer is no wrong answer."""
    if article.published is None:
        return True
    first, last = first_day(article.published.when), last_day(article.published.when)
    return (first is None or first <= row["day"]) and (last is None or row["day"] <= last)


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """BCubed F1 of a clustering. Source: Amigó et al. 2009, "A comparison of extrinsic ..." §3."""
    precision = _agreement(found, gold)
    recall = _agreement(gold, found)
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


def _agreement(groups: Mapping[str, str], others: Mapping[str, str]) -> float:
    members: dict[str, list[str]] = {}
    for item, group in groups.items():
        members.setdefault(group, []).append(item)
    total = sum(
        sum(others[peer] == others[item] for peer in members[group]) / len(members[group])
        for item, group in groups.items()
    )
    return total / len(groups)


def _copies(stories: Iterable[Story], slug: Mapping[str, str], rows: Mapping[str, Row]) -> float:
    """F1 of the pairs of pages that share an original; direction counts where it was decided."""
    gold = {
        frozenset((name, row["copy_of"])) for name, row in rows.items() if row.get("copy_of")
    } | _siblings(rows)
    links = [link for story in stories for link in story.links if link.kind != "quotes-it"]
    found = {frozenset((slug[link.copy], slug[link.original])) for link in links}
    wrong = sum(
        rows[slug[link.original]].get("copy_of") == slug[link.copy]
        for link in links
        if link.decided
    )
    right = len(found & gold) - wrong
    total = len(found) + len(gold)
    return 2 * right / total if total else 1.0


def _siblings(rows: Mapping[str, Row]) -> set[frozenset[str]]:
    """Two copies of one original share its words too."""
    copies = [(name, row["copy_of"]) for name, row in rows.items() if row.get("copy_of")]
    return {
        frozenset((a, b)) for a, of_a in copies for b, of_b in copies if a != b and of_a == of_b
    }


def ask(
    question: Row, stories: Iterable[Story], rows: Mapping[str, Row]
) -> Iterator[tuple[str, bool]]:
    """What a reader must see of one story: (what is asked, whether it is so)."""
    name = question["story"]
    mine = [s for s in stories if any(rows[i]["story"] == name for i in s.articles)]
    event, story = _event(question, mine)
    yield f"{name}: an event on {question['day']}", event is not None
    yield (
        f"{name}: no entry on a day that must not be",
        not any(one.first <= day <= one.last for one in entries(mine) for day in question["never"]),
    )
    if event is None or story is None:
        missing = ("status", "place", "sources", "institutions", *question["verdicts"])
        yield from ((f"{name}: {what}", False) for what in missing)
        return
    yield (
        f"{name}: status {question['status']}, not {event.status}",
        event.status == question["status"],
    )
    place = event.place.name if event.place else ""
    if question["place"]:
        yield f"{name}: place {question['place']}, not {place}", question["place"] in place
    findings = [finding for finding in story.findings if finding.event == event.id]
    best = max(
        (v.sources for f in findings if f.attribute in ("time", "existence") for v in f.versions),
        key=lambda sources: sources.high,
        default=None,
    )
    low, high = question["sources"]
    yield (
        f"{name}: sources within {low}–{high}: {best}",
        best is not None and low <= best.high <= high,
    )
    low, high = question["institutions"]
    yield (
        f"{name}: institutions within {low}–{high}: {best}",
        best is not None and low <= best.institutions <= high,
    )
    seen = {verdict for finding in findings for verdict in finding.verdicts}
    for verdict in question["verdicts"]:
        yield f"{name}: {verdict} among {sorted(seen)}", verdict in seen


def _event(question: Row, stories: Iterable[Story]) -> tuple[StoryEvent | None, Story | None]:
    for story in stories:
        for event in story.events:
            on_day = event.when and first_day(event.when) == question["day"] == last_day(event.when)
            if on_day and question["words"] in f"{event.label} {event.type}".lower():
                return event, story
    return None, None


def main(arguments: list[str]) -> int:
    for name, value in figures().items():
        print(f"{name:<24} {value:.3f}")
    gold = tomllib.loads(GOLD.read_text("utf-8"))
    rows = {row["slug"]: row for row in gold["articles"]}
    stories, dated = tell(_read(HEAP))
    by_id = {article.id: rows[_slug(article, rows)] for article in dated}
    for question in gold["questions"]:
        for what, passed in ask(question, stories, by_id):
            if not passed:
                print(f"  missing  {what}")
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))

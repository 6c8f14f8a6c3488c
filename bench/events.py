"""`./dev bench events`: false and missed second sources on gold/origins, and the seeds' findings.

Each mini-story is read like any heap: blocks, marks, copies, reconcile; only the outlet and the
day are given. Questions and stories are asked of all its articles as one story, so that a story
that falls apart does not hide an error; how many the whole pipeline tells apart is printed beside.
`--part tune` (more, judge, look to look16, held to held9) takes one part, `--show` prints what was
wrong (of the parts that may be read), `--seeds` adds the table of the two real pages.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import structs

from bench.sets import ROOT
from bench.wanted import means
from secondsource import copies, pipeline, reconcile
from secondsource.model import (
    Article,
    Dating,
    Fact,
    Fault,
    Finding,
    Page,
    Sources,
    Story,
    Version,
    digest,
    words,
)
from secondsource.pipeline import annotate
from secondsource.text.when import parse

# How writers of stories call what stands so: a launch put off to a known day is postponed.
STANDINGS = {
    "rescheduled": ("postponed",),
    "scheduled": ("planned", "announced"),
    "confirmed": ("planned", "announced"),
    "did_not_happen": ("cancelled",),
}
ACCIDENTS = ("DISASTER", "TRANSPORT")  # a coach in a ravine is either, writer by writer
FOLDER = ROOT / "gold" / "origins"
Row = dict[str, Any]


class Answer(NamedTuple):
    """One question of one mini-story: what gold says and what came out (None: no such finding)."""

    name: str
    question: Row
    found: Sources | None


class Whole(NamedTuple):
    """One mini-story as a whole: gold's counts (None: not counted), ours, and in how many parts."""

    name: str
    gold: Row | None
    found: Sources
    parts: int


# The parts of gold/origins whose errors may be read, and all of them.
READ = ("tune", "more", "look", *(f"look{number}" for number in range(2, 17)))
PARTS = (*READ, "judge", "held", *(f"held{number}" for number in range(2, 10)))


def stories(part: str = "") -> Iterator[tuple[str, Row]]:
    """The mini-stories by name, in order."""
    for path in sorted(FOLDER.glob("*.toml")):
        row = tomllib.loads(path.read_text("utf-8"))
        if part in ("", row["part"]):
            yield path.stem, row


def read(row: Row) -> list[Article]:
    """The articles of a mini-story with their marks; outlet and day as given."""
    found = []
    for number, given in enumerate(row["articles"]):
        ref = f"{number}-{given['outlet']}"
        body = given["text"].strip().encode()
        facts = (Fact("published", given["published"], "input"),)
        page = Page(digest(ref, body), ref, ref, "text/plain", body, facts=facts)
        article = annotate(page)
        if isinstance(article, Fault):
            raise SystemExit(f"{ref}: {article.what}")
        when = parse(given["published"])
        assert when is not None
        day = Dating(when, given["published"], 1.0, "given")
        found.append(structs.replace(article, outlet=given["outlet"], published=day))
    return found


def tell(articles: list[Article]) -> Story:
    """The articles as one story with its findings."""
    ids = tuple(sorted(a.id for a in articles))
    links = copies.find(articles)
    return reconcile.findings(Story(digest(*ids), "", ids, links), articles)


def answer(story: Story, question: Row, articles: Sequence[Article] = ()) -> Sources | None:
    """The counts of the version a question asks for; the best supported one where several fit.

    A number is also the one asked for where somebody tells it in the words asked: "1,200 families";
    where no event of the type has it, that of another: "17 arrested" at the march, not the arrest.
    """
    texts = {article.id: article for article in articles}
    types = {event.id: event.type for event in story.events}
    asked = ACCIDENTS if question["type"] in ACCIDENTS else (question["type"],)
    found = [
        (types[finding.event] in asked, version.sources)
        for finding in story.findings
        if finding.attribute == question["attribute"]
        for version in finding.versions
        if question.get("value") in (None, version.value, *STANDINGS.get(version.value, ()))
        and _is_of(question.get("polarity", ""), version.accounts[0].polarity)
        and _counts(finding, version, question.get("about", ""), texts)
    ]
    if question["attribute"] != "count":
        found = [one for one in found if one[0]]
    return max(found, key=lambda one: (one[0], one[1].high, one[1].low), default=(True, None))[1]


def _is_of(asked: str, polarity: str) -> bool:
    return polarity == asked if asked else polarity != "denied"


def _counts(finding: Finding, version: Version, asked: str, texts: Mapping[str, Article]) -> bool:
    cites = [a.cite for a in version.accounts if asked and a.cite.article in texts]
    told = {words(texts[c.article], c.span).split()[-1] for c in cites}
    return means(asked, finding.about) or any(means(asked, noun) for noun in told)


def answers(part: str = "") -> list[Answer]:
    """Every question of a part (default: of all), with what came out."""
    return told(part)[0]


def told(part: str = "") -> tuple[list[Answer], list[Whole]]:
    """Every question and every story of a part, with what came out."""
    asked: list[Answer] = []
    whole: list[Whole] = []
    for name, row in stories(part):
        articles = read(row)
        story = tell(articles)
        asked += [Answer(name, q, answer(story, q, articles)) for q in row["questions"]]
        parts = len(pipeline.tell(articles)[0])
        whole.append(Whole(name, row.get("story"), story.sources, parts))
    return asked, whole


def figures(given: list[Answer]) -> dict[str, float]:
    """false: of the questions with one source, how many got two for sure; missed: the reverse."""
    single = [a for a in given if a.question["low"] == 1]
    double = [a for a in given if a.question["low"] > 1]
    sure = [a for a in single if a.question["high"] == 1]
    return {
        "questions": len(given),
        "false second source": _share([bool(a.found and a.found.low > 1) for a in single]),
        "false, counting 1-2 as two": _share([bool(a.found and a.found.high > 1) for a in sure]),
        "missed second source": _share([not (a.found and a.found.low > 1) for a in double]),
        "exact low and high": _share([_exact(a) for a in given]),
        "no answer": _share([a.found is None for a in given]),
    }


def wholes(given: list[Whole]) -> dict[str, float]:
    """The same figures over whole stories, and how many the pipeline told as several stories."""
    counted = [Answer(w.name, w.gold, w.found) for w in given if w.gold]
    found = figures(counted)
    return {
        "stories": len(counted),
        "false": found["false second source"],
        "missed": found["missed second source"],
        "exact": found["exact low and high"],
        "fell apart": _share([w.parts > 1 for w in given]),
    }


def _exact(one: Answer) -> bool:
    return one.found is not None and (one.found.low, one.found.high) == (
        one.question["low"],
        one.question["high"],
    )


def _share(given: list[bool]) -> float:
    return round(sum(given) / len(given), 4) if given else 0.0


def report(parts: Sequence[str], *, show: bool = False) -> None:
    """Prints the figures of each part, and of those that may and those that may not be read."""
    totals: dict[str, tuple[list[Answer], list[Whole]]] = {}
    for part in parts:
        given, whole = told(part)
        _print(part, given, whole)
        if show and part in READ:
            _show(given, whole)
        total = totals.setdefault("read" if part in READ else "unread", ([], []))
        total[0].extend(given)
        total[1].extend(whole)
    for name, (given, whole) in totals.items() if len(parts) > 1 else ():
        _print(f"all {name}", given, whole)


def _print(name: str, given: list[Answer], whole: list[Whole]) -> None:
    print(name, "  ".join(f"{k} {v:.3g}" for k, v in figures(given).items()))
    print("  whole", "  ".join(f"{k} {v:.3g}" for k, v in wholes(whole).items()), flush=True)


def main(arguments: list[str]) -> int:
    asked = [part for part in PARTS if part in arguments]
    report(asked if "--part" in arguments else PARTS, show="--show" in arguments)
    if "--seeds" in arguments or not arguments:
        _seeds()
    return 0


def _show(given: list[Answer], whole: list[Whole]) -> None:
    for one in given:
        if not _exact(one):
            print("  ", one.name, one.question, "->", one.found)
    for story in whole:
        if story.gold and not _exact(Answer(story.name, story.gold, story.found)):
            print("  ", story.name, "whole", story.gold, "->", story.found)


def _seeds() -> None:
    from bench.seeds import FOLDER as SEEDS
    from bench.seeds import checks

    if not Path(SEEDS).is_dir():
        print(f"seeds: {SEEDS} is not there; skipped")
        return
    for check in checks(SEEDS):
        if check.group in ("events", "findings", "calendar"):
            print("ok  " if check.passed else "MISS", check.group, check.what)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./dev bench seeds FOLDER`: two pages of one story against their hand-made gold.

The folder holds the pages, `blocks.gold.tsv`, `times.gold.tsv`, `quotes.gold.jsonl` and
`events.gold.json`; everything asked of the pages is read from there.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bench.sets import ROOT
from secondsource import sources
from secondsource.model import (
    Article,
    Block,
    Cite,
    Fault,
    Finding,
    Quote,
    Span,
    Story,
    StoryEvent,
    Time,
    marks,
    touches,
    words,
)
from secondsource.outputs import ical
from secondsource.pipeline import annotate, tell
from secondsource.text.when import first_day, last_day, moments, values

FOLDER = ROOT.parent / "shared" / "seeds"
FIRST_EVENT = {
    "low": 3,
    "high": 3,
    "institutions": 2,
}  # who stands behind the day of the first event
WIDEST = {"A": (date(2021, 12, 28), date(2022, 1, 5)), "B": (date(2021, 12, 28),) * 2}

Gold = dict[str, Any]


class Check(NamedTuple):
    """One thing the gold asks: its group, what it is, and whether it is so."""

    group: str
    what: str
    passed: bool


def checks(folder: Path = FOLDER) -> Iterator[Check]:
    """Every check, in the order of the stages."""
    pages = [page for path in sorted(folder.glob("*.txt")) for page in sources.open(str(path))]
    read = [annotate(page) for page in pages if not isinstance(page, Fault)]
    stories, dated = tell(article for article in read if isinstance(article, Article))
    by_file = {Path(article.ref).name: article for article in dated}
    gold: Gold = json.loads((folder / "events.gold.json").read_text("utf-8"))
    by_letter = {letter: by_file[about["file"]] for letter, about in gold["articles"].items()}
    yield from _blocks(folder, by_file)
    yield from _published(gold, by_letter)
    yield from _times(folder, by_file)
    yield from _quotes(folder, by_file)
    yield Check("stories", "one story of two articles", [len(s.articles) for s in stories] == [2])
    if len(stories) == 1:
        yield from _events(gold, stories[0], by_letter)
        yield from _calendar(gold, stories[0], by_letter)


# ------------------------------------------------------------------ marks


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and not row[0].startswith("#"):
                yield row


def _blocks(folder: Path, articles: Mapping[str, Article]) -> Iterator[Check]:
    for file, start, end, role, shown in _rows(folder / "blocks.gold.tsv"):
        got = next(
            (b.role for b in marks(articles[file], Block) if b.span == Span(int(start), int(end))),
            "no such block",
        )
        yield Check("blocks", f"{shown[:40]!r} is {role}, got {got}", got == role)


def _times(folder: Path, articles: Mapping[str, Article]) -> Iterator[Check]:
    found = {
        file: {mark.span: (mark.type, values(article)[mark.span]) for mark in marks(article, Time)}
        for file, article in articles.items()
    }
    for file, start, end, kind, value, _, shown in _rows(folder / "times.gold.tsv"):
        got = found[file].get(Span(int(start), int(end)))
        yield Check("times", f"{shown!r} is {kind} {value}, got {got}", got == (kind, value))


def _published(gold: Gold, articles: Mapping[str, Article]) -> Iterator[Check]:
    for letter, about in gold["articles"].items():
        found = articles[letter].published
        if found is None:
            yield Check("published", f"{letter} has a day", False)
            continue
        first, last = first_day(found.when), last_day(found.when)
        day = date.fromisoformat(about["published"]["value"])
        floor, ceiling = WIDEST[letter]
        within = first is not None and last is not None and floor <= first <= last <= ceiling
        yield Check("published", f"{letter} inside {floor} … {ceiling}: {found.value}", within)
        holds = first is not None and last is not None and first <= day <= last
        yield Check("published", f"{letter} holds {day}: {found.value}", holds)
        yield Check("published", f"{letter} shows its evidence", bool(found.evidence))
        clock = date.fromisoformat(about["crawled"])
        refused = any(
            when is not None and first_day(when) == clock and touches(span, one.span)
            for one in found.rejected
            if one.span
            for span, when in moments(articles[letter]).items()
        )
        yield Check("published", f"{letter} refuses the page's clock {clock}", refused)


def _quotes(folder: Path, articles: Mapping[str, Article]) -> Iterator[Check]:
    for line in (folder / "quotes.gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        article = articles[row["doc"]]
        gold = Span(*row["content"])
        found = _quote_at(article, gold)
        if not row["keep"]:
            if not row.get("optional"):
                yield Check("quotes", f"{row['id']} does not surface", found is None)
            continue
        yield Check("quotes", f"{row['id']} is found: {row['text'][:40]!r}", found is not None)
        if found is None:
            continue
        speaker = found.speaker.name if found.speaker else ""
        resolved = row["speaker_mention"] is not None
        if resolved:
            same = bool(_tokens(speaker) & _tokens(row["speaker"]))
            yield Check("quotes", f"{row['id']} speaker {row['speaker']}, got {speaker}", same)
        told = " ".join(teller.name for teller in found.via)
        for link in row["chain"][1:-1]:
            name = re.sub(r"\(.*?\)", "", link).strip()
            if name:
                there = bool(_tokens(name) & _tokens(told))
                yield Check("quotes", f"{row['id']} via {name}, got {told!r}", there)
        if row["marks"].startswith("broken"):
            yield Check("quotes", f"{row['id']} is flagged as repaired", found.repaired)


def _quote_at(article: Article, gold: Span) -> Quote | None:
    want = _tokens(words(article, gold))
    best, score = None, 0.5
    for mark in marks(article, Quote):
        got = _tokens(" ".join(words(article, span) for span in mark.content))
        if touches(mark.span, gold) and got:
            share = len(got & want) / len(got | want)
            if share >= score:
                best, score = mark, share
    return best


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - {"the", "a", "an", "of", "and", "in", "to"}


# ------------------------------------------------------------------ the story


def _events(gold: Gold, story: Story, articles: Mapping[str, Article]) -> Iterator[Check]:
    matched = {event["id"]: _match(event, story, articles) for event in gold["events"]}
    talks = gold["events"][0]
    first = matched[talks["id"]]
    yield Check("events", f"{talks['label']} is an event", first is not None)
    if first:
        day = date.fromisoformat(talks["best"]["time"]["start"])
        on = first.when is not None and first_day(first.when) == day == last_day(first.when)
        yield Check("events", f"{talks['label']} is on {day}, got {first.value}", on)
        yield Check("events", f"status {talks['best']['status']}, got {first.status}",
                    first.status == talks["best"]["status"])  # fmt: skip
        place = first.place.name if first.place else ""
        yield Check("events", f"place {talks['place']}, got {place}", place == talks["place"])
        yield from _sources(story, first, talks, articles)
    for row in gold["reconciliations"]:
        event = matched.get(row["event"])
        if event is None:
            if row["event"] in matched:
                yield Check("findings", f"{row['id']} {row['event']} is an event", False)
            continue
        attribute = row["attribute"].partition(":")[0]
        seen = {
            verdict
            for finding in story.findings
            if finding.event == event.id and _is_about(finding, attribute)
            for verdict in finding.verdicts
        }
        for verdict in row["verdicts"]:
            what = f"{row['id']} {row['event']} {row['attribute']}: {verdict} among {sorted(seen)}"
            yield Check("findings", what, verdict in seen)


def _is_about(finding: Finding, attribute: str) -> bool:
    """Gold's "content" of demands is told under the agenda; of a denied plan under existence."""
    also = {"content": ("agenda",), "status": ("existence",), "existence": ("status", "time")}
    return finding.attribute == attribute or finding.attribute in also.get(attribute, ())


def _sources(
    story: Story, event: StoryEvent, gold: Gold, articles: Mapping[str, Article]
) -> Iterator[Check]:
    for finding in story.findings:
        if finding.event == event.id and finding.attribute == "time" and not finding.about:
            break
    else:
        yield Check("sources", "the day is a finding", False)
        return
    version = max(finding.versions, key=lambda one: len(one.accounts))
    for name, number in FIRST_EVENT.items():
        got = getattr(version.sources, name)
        yield Check("sources", f"{name} {number} behind {version.value}, got {got}", got == number)
    cites = {account.cite for one in finding.versions for account in one.accounts}
    for mention in gold["mentions"]:
        dated = mention.get("time") and mention["time"]["granularity"] in ("day", "month")
        if dated and mention["time"]["start"].startswith(version.value[:7]):
            said = mention["span"]
            there = any(_overlaps(cite, said, articles) for cite in cites)
            yield Check("sources", f"an account: {said['exact'][:60]!r}", there)


def _match(event: Gold, story: Story, articles: Mapping[str, Article]) -> StoryEvent | None:
    """The event of ours that shares most passages with one of the gold."""

    def shared(ours: StoryEvent) -> int:
        return sum(
            any(_overlaps(cite, mention["span"], articles) for cite in ours.mentions)
            for mention in event["mentions"]
        )

    best = max(story.events, key=lambda ours: (shared(ours), ours.id), default=None)
    return best if best and shared(best) else None


def _overlaps(cite: Cite, gold: Gold, articles: Mapping[str, Article]) -> bool:
    span = Span(gold["start"], gold["end"])
    return cite.article == articles[gold["article"]].id and touches(cite.span, span)


def _calendar(gold: Gold, story: Story, articles: Mapping[str, Article]) -> Iterator[Check]:
    days = [(one.first, one.last) for one in ical.entries([story])]
    day = date.fromisoformat(gold["events"][0]["best"]["time"]["start"])
    yield Check("calendar", f"{day} is an entry", (day, day) in days)
    impossible = [
        date.fromisoformat(mention["time"]["start"])
        for event in gold["events"]
        for mention in event["mentions"]
        if mention.get("time") and "next after publication" in mention["time"]["how"]
    ]
    for refused in impossible:
        absent = not any(first <= refused <= last for first, last in days)
        yield Check("calendar", f"{refused} is no entry", absent)
        told = any(r.why for event in story.events for r in event.rejected)
        yield Check("calendar", f"{refused} is refused with a reason", told)
    for letter, about in gold["articles"].items():
        clock = date.fromisoformat(about["crawled"])
        absent = not any(first <= clock <= last for first, last in days)
        yield Check("calendar", f"the clock of {letter}, {clock}, is no entry", absent)


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else FOLDER
    if not folder.is_dir():
        print(f"{folder}: no such folder; name the one with the two pages and their gold")
        return 0 if not arguments else 2
    done = list(checks(folder))
    for check in done:
        if not check.passed:
            print(f"  not yet  {check.group:<10} {check.what}")
    for group in dict.fromkeys(check.group for check in done):
        mine = [check.passed for check in done if check.group == group]
        print(f"{group:<10} {sum(mine):>3} of {len(mine)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

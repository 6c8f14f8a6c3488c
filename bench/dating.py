"""`./dev bench dating [pages|bare|furniture|joint|seeds]`: the publication day, beside peers.

pages: exact original day from HTML, beside htmldate (extensive) and "declared or nothing".
bare: dated articles with the date hidden and a later page clock injected; who falls for the clock?
furniture: the same in other page furniture, with "Last updated", menus and other clocks.
joint: one dated article a story lends its day; the others have lost dates, URLs and date lines.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import sets
from secondsource.dating import settle
from secondsource.marks import blocks, published
from secondsource.model import AnyMark, Article, Dating, Fact, Link, Page, When, digest, with_marks
from secondsource.read import read

MARKERS: list[Callable[[Article], Iterable[AnyMark]]] = [blocks.mark, published.mark]
try:
    from secondsource.marks import times

    MARKERS.insert(1, times.mark)
except ImportError:
    pass
CONFIDENT = 0.8  # and an interval of at most CONFIDENT_DAYS
CONFIDENT_DAYS = 31
DATED = re.compile(  # a full date with a year; for the benchmark's own bookkeeping only
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? "
    r"(?:19|20)\d\d|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? (?:19|20)"
    r"\d\d|(?:19|20)\d\d-\d\d-\d\d|\d\d?/\d\d?/(?:19|20)\d\d)\b",
    re.I,
)


def annotated(page: Page) -> Article:
    """The page read, with the marks that dating uses."""
    article = read(page)
    if not isinstance(article, Article):
        raise SystemExit(f"a page of the set could not be read: {article}")
    for mark in MARKERS:
        article = with_marks(article, mark(article))
    return article


def page_of(row: dict[str, Any], text: str, **fields: Any) -> Page:
    media = "text/html" if "html" in row and text is row["html"] else "text/plain"
    ref = str(row["id"])
    return Page(id=digest(ref), origin=ref, ref=ref, media=media, body=text.encode(), **fields)


def site(row: dict[str, Any]) -> str:
    return urlsplit(row.get("url") or "").netloc or str(row["id"])


def day_of(dating: Dating | None) -> date | None:
    """The single day a dating names, if it names one."""
    if dating is None:
        return None
    try:
        return date.fromisoformat(dating.value)
    except ValueError:
        return None


def holds(when: When, day: date) -> bool:
    start = datetime(day.year, day.month, day.day)
    return (when.earliest is None or when.earliest <= start) and (
        when.latest is None or start < when.latest
    )


def middle(dating: Dating) -> date | None:
    named = day_of(dating)
    if named is not None:
        return named
    if dating.when.earliest is None or dating.when.latest is None:
        return None
    first, last = dating.when.earliest, dating.when.latest - timedelta(days=1)
    return (first + (last - first) / 2).date()


def is_confident(dating: Dating) -> bool:
    when = dating.when
    if when.earliest is None or when.latest is None:
        return False
    return dating.confidence >= CONFIDENT and when.latest - when.earliest <= timedelta(
        days=CONFIDENT_DAYS
    )


# ------------------------------------------------------------------ pages


def pages(show: int = 0) -> None:
    import logging

    import htmldate

    logging.disable(logging.CRITICAL)

    def peer(html: str) -> str | None:
        try:
            day: str | None = htmldate.find_date(
                html, original_date=True, extensive_search=True, outputformat="%Y-%m-%d"
            )
        except (ValueError, TypeError):
            return None
        return day

    for name in ("pages_dates", "pages_wcxb_dev"):
        answers: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
        seconds: dict[str, float] = defaultdict(float)
        count = 0
        errors = []
        for row in sets.rows(name):
            if len(row["date"] or "") != 10:
                continue
            count += 1
            part = "held" if sets.held_out(site(row)) else "tune"
            started = time.process_time()
            article = annotated(page_of(row, row["html"], url=row.get("url") or ""))
            middle_time = time.process_time()
            dating = settle([article], [])[0].published
            ours = day_of(dating)
            ended = time.process_time()
            theirs = peer(row["html"])
            seconds["read and mark"] += middle_time - started
            seconds["settle"] += ended - middle_time
            seconds["htmldate"] += time.process_time() - ended
            answers[part, "secondsource"].append((row["date"], ours.isoformat() if ours else None))
            answers[part, "htmldate"].append((row["date"], theirs))
            if part == "tune" and (ours is None or ours.isoformat() != row["date"]):
                errors.append((row, ours, theirs, dating, article))
        for (part, who), pairs in sorted(answers.items()):
            print(f"{name} {part:4} {who:12} {scores(pairs)}")
        for who in ("secondsource", "htmldate"):
            both = [pair for (_, w), pairs in answers.items() if w == who for pair in pairs]
            print(f"{name} all  {who:12} {scores(both)}")
        print("  ms a page:", {who: round(1000 * s / count, 2) for who, s in seconds.items()})
        for row, ours, theirs, dating, article in errors[:show]:
            print(f"  {row['date']} ours {ours} htmldate {theirs} {row.get('url')} {article.id}")
            if dating:
                for one in (*dating.evidence[:6], *dating.rejected[:6]):
                    print(f"     {one.by}: {one.words[:60]!r} {one.why}")


def scores(pairs: Sequence[tuple[str, str | None]]) -> str:
    right = sum(want == got for want, got in pairs)
    given = sum(got is not None for _, got in pairs)
    precision, recall = right / max(given, 1), given / max(len(pairs), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return (
        f"n={len(pairs):3} accuracy {right / max(len(pairs), 1):.3f} precision {precision:.3f} "
        f"recall {recall:.3f} F1 {f1:.3f}"
    )


# ------------------------------------------------------------------ bare bodies

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TEASERS = (
    ("Council Approves New Harbour Plan After Long Debate", "Residents had asked for a delay..."),
    ("Five Things to Know About the Coastal Railway", "The line reopens this spring..."),
    ("Local Choir Wins National Prize in Surprise Result", "The jury praised its courage..."),
)


STYLES = 8  # the furniture first measured; OTHER_STYLES came later, to see whether it generalises
OTHER_STYLES = 16


def furnished(text: str, clock: date, style: int) -> str:
    """The text inside page furniture whose clock shows the crawl day."""
    month = MONTHS[clock.month - 1]
    spelled = f"{month} {clock.day}, {clock.year}"
    weekday = WEEKDAYS[clock.weekday()]
    teasers = "\n\n".join("\n\n".join(pair) for pair in TEASERS)
    dated = "\n\n".join(f"{title}\n{spelled}" for title, _ in TEASERS)
    slashed = f"{clock.day:02d}/{clock.month:02d}/{clock.year}"
    tops = (
        f"-4.4 C\nEurope\n{weekday}, {spelled}\n\n{teasers}",
        f"36.2 C\n{weekday}, {spelled}",
        f"Today is {weekday}, {spelled}\nSubscribe\nSign in\n\n{teasers}",
        f"{weekday}, {spelled}\nHome\nWorld\nPolitics\nSports",
        f"{weekday[:3]}, {clock.day} {spelled[:3]} {clock.year} | 14:02\nLog in\nMenu",
        f"{clock.day} {month} {clock.year}\nSearch\n\n{teasers}",
        f"{weekday}, {clock.isoformat()}\nHome\nSports",
        f"Example Courier\n{weekday}, {spelled}\nToday's paper\n\n{teasers}",
        f"Last updated: {weekday}, {spelled} 14:02\nHome\nWorld\nSports",
        f"Example Courier\nUpdated {spelled} at 2:02 pm\nSign in\n\n{teasers}",
        f"Home\nNews\nSport\nWeather\n{weekday} {clock.day} {month} {clock.year}\n14:02 GMT",
        f"{weekday.upper()}, {spelled.upper()}\nE-paper\nNewsletters\nSubscribe\n\n{teasers}",
        f"21°\nSpringfield\n{weekday[:3]} {spelled[:3]} {clock.day} {clock.year}\nLog in",
        f"It is {weekday}, the {clock.day}th of {month} {clock.year}\nMenu\n\n{teasers}",
        f"{slashed} 14:02:55\nHome | World | Business | Sports\n\n{teasers}",
        f"Edition: International\n{spelled} | Updated 02:02 PM\nTrending\nSign up",
        f"Weather: 12°C\nSkip to content\n\n{weekday}, {spelled}\n\nBreaking\n\n{teasers}",
        f"Current date: {spelled}\nAbout us\nContact",
        f"{teasers}\n\n{weekday}, {spelled}\n\nMenu\nClose",
        f"Archive\n{month} {clock.year}\nM T W T F S S\n1 2 3 4 5 6 7\n{weekday}, {spelled}",
        f"Example Courier - all the news from the coast\n{weekday}, {spelled}\nSign in",
        f"Latest news\n\n{dated}",
        f"Example Courier\nThe harbour's oldest newspaper\n{spelled}\n\n{dated}",
        f"{TEASERS[0][0]}\n{spelled}\nRead more\n\nMenu",
    )
    bottoms = (
        f"Check out our other content\n\nMost Popular Articles\n\n© {clock.year} All rights",
        f"{teasers}\n\nPage generated {weekday}, {spelled} 14:02\nTerms of use",
        f"You may also like\n\n{dated}\n\nLeave a comment",
        f"Related\n\n{teasers}\n\nLast updated {spelled}\nCopyright {clock.year} Example Courier",
    )
    bottom = bottoms[0 if style < STYLES else style % 4]
    return f"{tops[style]}\n\n{text.strip()}\n\n{bottom}\n"


def bare(show: int = 0, *, others: bool = False) -> None:
    """The bodies in the first styles of furniture, or in the others."""
    rows = []
    for row in sets.rows("stories_g5"):
        if row["date"]:
            rows.append((row, date.fromisoformat(row["date"][:10]), str(row["cluster"])))
    for row in sets.rows("times_timebank_aquaint"):
        rows.append((row, date.fromisoformat(row["dct"][:10]), row["id"]))
    report: dict[str, list[tuple[Dating | None, date, date, bool, str, bool]]] = defaultdict(list)
    spent = 0.0
    for row, true, key in rows:
        chance = random.Random(blake2b(row["id"].encode()).digest())
        clock = true + timedelta(days=chance.randint(20, 900))
        style = chance.randrange(STYLES)
        if others:
            style = STYLES + int(row["id"].encode().hex(), 16) % OTHER_STYLES
        text = furnished(row["text"], clock, style)
        found = (
            When(datetime(clock.year, clock.month, clock.day), None)
            if chance.random() < 0.5
            else None
        )
        if found is not None and found.earliest is not None:
            found = When(found.earliest, found.earliest + timedelta(days=1))
        article = annotated(page_of(row, text, found=found))
        started = time.process_time()
        dating = settle([article], [])[0].published
        spent += time.process_time() - started
        stated = DATED.search(row["text"]) is not None
        part = "held" if sets.held_out(key) else "tune"
        kind = "g5" if row["id"].startswith("g5") else "tbaq"
        for group in (f"{kind} {part}", f"both {part}", "both all "):
            report[group].append((dating, true, clock, stated, row["id"], part == "tune"))
    for group, answers in sorted(report.items()):
        print(f"bare {group} {bare_line(answers)}")
    print(f"  settle: {1000 * spent / len(rows):.2f} ms an article")
    wrong = [
        a for a in report["both tune"] if a[0] and is_confident(a[0]) and not holds(a[0].when, a[1])
    ]
    fell = [a for a in report["both tune"] if a[0] and fell_for(a[0], a[1], a[2])]
    missed = [a for a in report["both tune"] if a[3] and (a[0] is None or not is_confident(a[0]))]
    for title, some in (
        ("wrong while confident", wrong),
        ("fell", fell),
        ("not confident", missed),
    ):
        for dating, true, clock, _, name, _ in some[:show]:
            print(f"  {title}: {name} true {true} clock {clock} got {dating and dating.value}")
            if dating:
                print("     ", dating.confidence, [(e.by, e.words) for e in dating.evidence[:5]])


def fell_for(dating: Dating, true: date, clock: date) -> bool:
    """Whether the answer takes the clock for the day: holds the clock's day, not the true one."""
    return day_of(dating) == clock or (holds(dating.when, clock) and not holds(dating.when, true))


def bare_line(
    answers: Sequence[tuple[Dating | None, date, date, bool, str, bool]],
) -> str:
    given = [a for a in answers if a[0] is not None]
    sure = [a for a in given if a[0] and is_confident(a[0])]
    stated = [a for a in answers if a[3]]
    tally: Counter[str] = Counter()
    for dating, true, clock, _, _, _ in given:
        assert dating is not None
        best = middle(dating)
        tally["exact"] += day_of(dating) == true
        tally["near"] += best is not None and abs((best - true).days) <= 7
        tally["year"] += best is not None and best.year == true.year
        tally["fell"] += fell_for(dating, true, clock)
        tally["holds"] += holds(dating.when, true)
    inside = sum(holds(a[0].when, a[1]) for a in sure if a[0])
    covered = sum(a[0] is not None and is_confident(a[0]) for a in stated)
    n = max(len(given), 1)
    return (
        f"n={len(answers)} answered {len(given)} (exact {tally['exact'] / n:.2f}, within 7 days "
        f"{tally['near'] / n:.2f}, right year {tally['year'] / n:.2f}, hold the day "
        f"{tally['holds'] / n:.2f}, fell for the clock {tally['fell'] / n:.3f}); "
        f"confident {len(sure)}, of them hold the day {inside / max(len(sure), 1):.3f} "
        f"(wrong {len(sure) - inside}); with a full date in the body {len(stated)}, "
        f"of them confident {covered / max(len(stated), 1):.2f}"
    )


# ------------------------------------------------------------------ jointly


def without_date_lines(text: str) -> str:
    """The text without its short lines that state a full date."""
    return "\n".join(line for line in text.split("\n") if len(line) > 120 or not DATED.search(line))


def alike(articles: Sequence[Article]) -> tuple[Link, ...]:
    """The copies among the articles, where that stage is there."""
    try:
        from secondsource import copies
    except ImportError:
        return ()
    found: tuple[Link, ...] = copies.find(articles)
    return found


def joint(show: int = 0) -> None:
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sets.rows("stories_g5"):
        stories[row["cluster"]].append(row)
    report: dict[str, list[tuple[int, int | None, float, bool]]] = defaultdict(list)
    far: Counter[str] = Counter()
    lines = []
    for cluster, rows in sorted(stories.items()):
        dated = sorted(
            (row for row in rows if row["date"]),
            key=lambda row: blake2b(row["id"].encode(), digest_size=4).digest(),
        )
        if len(dated) < 2:
            continue
        known = dated[0]
        anchor = date.fromisoformat(known["date"][:10])
        articles, truths = [], {}
        for row in rows:
            if row is known:
                facts = (Fact("published", row["date"], "row:published"),)
                page = page_of(row, row["text"], facts=facts)
            else:
                page = page_of(row, without_date_lines(row["text"]))
            article = annotated(page)
            articles.append(article)
            if row is not known and row["date"]:
                truths[article.id] = (date.fromisoformat(row["date"][:10]), row)
        settled = settle(articles, alike(articles))
        part = "held" if sets.held_out(cluster) else "tune"
        for article in settled:
            if article.id not in truths:
                continue
            true, row = truths[article.id]
            if abs((true - anchor).days) > 7:
                far[f"{part} asked"] += 1
                got = day_of(article.published)
                far[f"{part} exact"] += got == true
                far[f"{part} answered with a day"] += got is not None
                continue
            best = middle(article.published) if article.published else None
            off = None if best is None else (best - true).days
            sure = article.published.confidence if article.published else 0.0
            inside = article.published is not None and holds(article.published.when, true)
            for group in (part, "all "):
                report[group].append(((anchor - true).days, off, sure, inside))
            if part == "tune" and off != 0:
                lines.append((row, true, anchor, article.published, article.id))
    for group, answers in sorted(report.items()):
        n = len(answers)
        exact = sum(off == 0 for _, off, _, _ in answers) / n
        near = sum(off is not None and abs(off) <= 1 for _, off, _, _ in answers) / n
        copied = sum(gap == 0 for gap, _, _, _ in answers) / n
        copied_near = sum(abs(gap) <= 1 for gap, _, _, _ in answers) / n
        held = sum(inside for _, _, _, inside in answers) / n
        sure = sum(s for _, _, s, _ in answers) / n
        print(
            f"joint {group} n={n} exact {exact:.3f} within a day {near:.3f} | neighbour's day "
            f"copied: {copied:.3f} / {copied_near:.3f} | interval holds the day {held:.3f} "
            f"(mean confidence {sure:.2f})"
        )
    print("  beyond 7 days of the dated one:", dict(sorted(far.items())))
    for row, true, anchor, dating, name in lines[:show]:
        print(f"  {row['id']} true {true} dated one {anchor} got {dating and dating.value} {name}")
        print("     ", row["title"][:80])
        if dating:
            print("     ", dating.confidence, [(e.by, e.words[:40]) for e in dating.evidence[:6]])


# ------------------------------------------------------------------ seeds


def seeds(show: int = 0) -> None:
    folder: Path = sets.folder().parent / "seeds"
    paths = sorted(folder.glob("*.txt"))
    articles = []
    for path in paths:
        body = path.read_bytes()
        page = Page(digest(path.name), path.name, path.name, "text/plain", body)
        articles.append(annotated(page))
    for title, group in [("story", articles), *(("alone", [one]) for one in articles)]:
        for article in settle(group, alike(group)):
            dating = article.published
            print(title, article.ref, dating and (dating.value, dating.confidence, dating.by))
            if dating and (title == "story" or show):
                for kind, some in (("for", dating.evidence), ("against", dating.rejected)):
                    for one in some:
                        print(f"   {kind} {one.by}: {one.words!r} {one.span} {one.why}")


def other_furniture(show: int = 0) -> None:
    bare(show, others=True)


PARTS: dict[str, Callable[[int], None]] = {
    "pages": pages,
    "bare": bare,
    "furniture": other_furniture,
    "joint": joint,
    "seeds": seeds,
}


def main(arguments: Iterable[str]) -> int:
    chosen = [word for word in arguments if not word.isdigit()] or list(PARTS)
    show = next((int(word) for word in arguments if word.isdigit()), 0)
    for part in chosen:
        PARTS[part](show)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

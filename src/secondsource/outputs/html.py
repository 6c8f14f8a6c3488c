"""Stories and articles as HTML: pages of the reader, and whole stories in one file.

Everything that comes from a page is escaped by the template engine; no markup of a page survives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import structs

from secondsource.model import (
    AnyMark,
    Article,
    Block,
    Dating,
    Sources,
    Span,
    Story,
    inside,
    marks,
    touches,
    words,
)
from secondsource.outputs import json, phrases, pictures, text
from secondsource.outputs.ical import entries
from secondsource.outputs.sources import left_out, who
from secondsource.text.figures import measured
from secondsource.text.when import first_day, last_day, values

SUFFIX = "html"
MEDIA = "text/html"

OPEN = ("differ", "inconsistent", "superseded")  # verdicts a reader should look at first
CONTEXT = 90  # code points shown on either side of a cited passage
MOST_OPEN = 4  # accounts of one version shown before the rest is folded away
NO_OUTLET = "(no outlet named)"
MOST_EVENTS = 8  # shown before those without an open question are folded away
KINDS = {  # what each kind of mark is called where marks are explained
    "name": "name",
    "time": "time",
    "credit": "credit",
    "quote": "quote",
    "event": "event",
    "published": "publication day",
    "block": "role",
}


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """Each story as one self-contained page: its styles and its articles inside, no script."""
    by_id = {article.id: article for article in articles}
    for one in stories:
        members = [article_view(by_id[i]) for i in one.articles]
        yield page(
            "single.html", story=story_view(one, by_id), members=members, css=Markup(style()),
            cite_link=lambda account: f"#cite-{account['article']}",
        )  # fmt: skip


def page(template: str, **context: Any) -> str:
    """One page of the reader, drawn from a template and what it is told."""
    context.setdefault("cite_link", cite_link)
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("secondsource.outputs"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"web": web_address, "said": text.SAID.__getitem__}
    environment.filters |= {"plain": phrases.plain, "readable": phrases.readable}
    environment.filters |= {"path": lambda part: quote(part, safe="")}
    return environment


def style() -> str:
    """The one style sheet."""
    return _static("reader.css")


def icon() -> str:
    """The picture in the browser's tab, as SVG."""
    return _static("icon.svg")


def _static(name: str) -> str:
    return files("secondsource.outputs").joinpath("static", name).read_text("utf-8")


def web_address(url: str) -> str:
    """The address where it is http or https, else "": no `javascript:` ever becomes a link."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def cite_link(account: Mapping[str, Any]) -> str:
    """Where the words of an account stand in the reader."""
    span = urlencode({"start": account["start"], "end": account["end"]})
    return f"/articles/{quote(account['article'])}?{span}#cite"


# ------------------------------------------------------------------ stories


def story_view(one: Story, articles: Mapping[str, Article]) -> json.Json:
    """What the story page shows: the JSON of the story, arranged for reading."""
    shown = json.story(structs.replace(one, findings=text.ordered(one.findings)), articles)
    members = [articles[i] for i in one.articles]
    for member in shown["articles"]:
        member["name"] = json.carrier(articles[member["id"]])
    names = {member["id"]: member["name"] for member in shown["articles"]}
    copied = {link.copy for link in one.links if link.decided}
    for finding in shown["findings"]:
        _arrange(finding, articles, copied)
        finding["reason"] = _called(finding["reason"], members)
    for event in shown["events"]:
        event["findings"] = [f for f in shown["findings"] if f["event"] == event["id"]]
        event["open"] = sum(finding["open"] for finding in event["findings"])
        for refusal in event["rejected"]:
            refusal["why"] = _called(refusal["why"], members)
        parties = dict.fromkeys(party["name"] for party in event["parties"])
        day = event["time"]["value"] if event["time"] else ""
        event["facts"] = [fact for fact in (day, event["place"], ", ".join(parties)) if fact]
    known = {event["id"] for event in shown["events"]}
    shown["events"].sort(key=lambda event: not event["open"])
    least = max(MOST_EVENTS, sum(bool(event["open"]) for event in shown["events"]))
    shown["articles"].sort(key=lambda member: (member["published"] or {"value": "~"})["value"])
    return shown | {
        "how_many": text.sources(one.sources),
        "count": text.rest_of_count(one, articles),
        "who": who(one, articles),
        "left_out": left_out(one),
        "names": names,
        "first_events": shown["events"][:least],
        "more_events": shown["events"][least:],
        "loose": [finding for finding in shown["findings"] if finding["event"] not in known],
        "speakers": _by_speaker(shown, names, copied),
        "spark": pictures.sparkline(members),
        "copies": pictures.copies(one, articles),
    }


def _arrange(finding: json.Json, articles: Mapping[str, Article], copied: Set[str]) -> None:
    """Gives a finding's accounts their outlet and context, and folds what repeats."""
    finding["open"] = any(verdict in OPEN for verdict in finding["verdicts"])
    finding["measured"] = finding["about"] in measured()
    for version in finding["versions"]:
        version["count"] = text.sources(Sources(**version["sources"]))
        for account in version["accounts"]:
            article = articles[account["article"]]
            account["outlet"] = json.carrier(article)
            account |= context(article, Span(account["start"], account["end"]))
            own = (account["outlet"], article.origin, article.ref)
            if account["chain"] and account["chain"][0]["name"] in own:
                account["chain"] = account["chain"][1:]
        version["first"], version["rest"] = _folded(_together(version["accounts"], copied))


def _by_speaker(shown: json.Json, names: Mapping[str, str], copied: Set[str]) -> list[json.Json]:
    """What each speaker is quoted with, copies left out, the most quoted first."""
    speakers: dict[str, json.Json] = {}
    for said in shown["statements"]:
        if not said["speaker"] or said["article"] in copied:
            continue
        who = said["speaker"]
        # Unnamed speakers of two pages need not be the same one.
        key = f"{who['name']} {said['article']}" if who["anonymous"] else who["name"]
        speaker = speakers.setdefault(key, {**who, "said": []})
        speaker["role"] = speaker["role"] or who["role"]
        speaker["said"].append({**said, "outlet": names[said["article"]]})
    return sorted(speakers.values(), key=lambda speaker: -len(speaker["said"]))


def front_view(one: Story, articles: Mapping[str, Article]) -> json.Json:
    """What the front page shows of one story."""
    verdicts = Counter(verdict for finding in one.findings for verdict in finding.verdicts)
    return {
        "id": one.id,
        "headline": one.headline,
        "how_many": text.sources(one.sources),
        "count": text.rest_of_count(one, articles),
        "spark": pictures.sparkline(articles[i] for i in one.articles),
        "open": {name: verdicts[name] for name in ("differ", "inconsistent") if verdicts[name]},
        "changed": verdicts["superseded"],
        "next": _next(one, articles),
        "single": one.sources.high <= 1,
    }


def _next(one: Story, articles: Mapping[str, Article]) -> json.Json | None:
    """The first dated event after the story's last page; counted from the heap, not the clock."""
    last = json.published_range(articles[i] for i in one.articles)[1]
    for dated in entries([one], since=date.fromisoformat(last) if last else None):
        if dated.event.status in ("scheduled", "tentative", "confirmed", "rescheduled"):
            return {
                "day": dated.event.value,
                "label": dated.event.label or dated.event.type,
                "status": dated.event.status,
            }
    return None


def _called(why: str, members: Iterable[Article]) -> str:
    """A reason with pages called as everywhere else in the reader, not by their paths."""
    for article in sorted(members, key=lambda a: -len(a.ref)):
        why = why.replace(article.ref, json.carrier(article))
    return why


def _together(accounts: list[json.Json], copied: Set[str]) -> list[json.Json]:
    """One account for the same words of the same origin, an original's before a copy's.

    `also` are the others that carry them.
    """
    by_words: dict[tuple[str, str], list[json.Json]] = {}
    for account in accounts:
        by_words.setdefault((account["origin"]["key"], account["words"]), []).append(account)
    shown = []
    for same in by_words.values():
        nearest, *also = sorted(same, key=lambda a: (a["article"] in copied, len(a["chain"])))
        shown.append(nearest | {"also": also})
    return shown


def _folded(accounts: list[json.Json]) -> tuple[list[json.Json], list[json.Json]]:
    """The accounts shown at once, one for each origin first, and those folded away."""
    seen: set[str] = set()
    ahead: list[json.Json] = []
    behind: list[json.Json] = []
    for account in accounts:
        (behind if account["origin"]["key"] in seen else ahead).append(account)
        seen.add(account["origin"]["key"])
    ordered = ahead + behind
    return ordered[:MOST_OPEN], ordered[MOST_OPEN:]


def context(article: Article, span: Span) -> json.Json:
    """What stands before and after a passage in its block, cut at words."""
    block = next((b.span for b in marks(article, Block) if inside(span, b.span)), span)
    before = article.text[max(block.start, span.start - CONTEXT) : span.start]
    after = article.text[span.end : min(block.end, span.end + CONTEXT)]
    if span.start - CONTEXT > block.start:
        before = "… " + before.partition(" ")[2]
    if span.end + CONTEXT < block.end:
        after = after.rpartition(" ")[0] + " …"
    return {"before": before, "after": after}


# ------------------------------------------------------------------ articles


def article_view(article: Article, *, cite: Span | None = None) -> json.Json:
    """What the article page shows: blocks of pieces, each piece with the marks that cover it."""
    explained = [mark for mark in article.marks if not isinstance(mark, Block)]
    numbers = {id(mark): number for number, mark in enumerate(explained)}
    found = article.published
    times = values(article)
    said = {id(mark): phrases.meaning(mark, times) for mark in explained}
    return {
        "id": article.id,
        "ref": article.ref,
        "title": json.title(article),
        "outlet": json.carrier(article),
        "url": article.url,
        "language": article.language,
        "published": _dating(found, article),
        "facts": article.facts,
        "blocks": [
            {
                "role": block.role,
                "by": block.by,
                "pieces": list(_pieces(article, block.span, explained, numbers, said, cite)),
            }
            for block in marks(article, Block)
        ],
        "marks": [
            {
                "number": number,
                "kind": type(mark).__name__.lower(),
                "called": KINDS[type(mark).__name__.lower()],
                "words": words(article, mark.span),
                "meaning": said[id(mark)],
                "by": mark.by,
                "score": mark.score,
            }
            for number, mark in enumerate(explained)
        ],
    }


def _dating(found: Dating | None, article: Article) -> json.Json | None:
    """The dating with each piece of evidence once, however many neighbours repeat it."""
    shown = json.dating(found, article)
    if shown:
        for side in ("evidence", "rejected"):
            shown[side] = list({(one["words"], one["by"]): one for one in shown[side]}.values())
    return shown


def _pieces(
    article: Article,
    block: Span,
    explained: Iterable[AnyMark],
    numbers: Mapping[int, int],
    said: Mapping[int, str],
    cite: Span | None,
) -> Iterator[json.Json]:
    here = [mark for mark in explained if touches(mark.span, block)]
    cuts = {block.start, block.end}
    for span in [mark.span for mark in here] + ([cite] if cite else []):
        cuts |= {at for at in (span.start, span.end) if block.start < at < block.end}
    edges = sorted(cuts)
    cited = False
    for start, end in pairwise(edges):
        span = Span(start, end)
        over = sorted(
            (mark for mark in here if inside(span, mark.span)),
            key=lambda mark: mark.span.end - mark.span.start,
        )
        is_cited = cite is not None and inside(span, cite)
        blank = article.text[start:end].isspace()  # a link must have words to be called by
        yield {
            "text": article.text[start:end],
            "kinds": sorted({type(mark).__name__.lower() for mark in over}),
            "mark": numbers[id(over[0])] if over and not blank else None,
            "title": _title(over[0], said) if over and not blank else "",
            "cited": is_cited,
            "first": is_cited and not cited,
        }
        cited = cited or is_cited


def _title(mark: AnyMark, said: Mapping[int, str]) -> str:
    return f"{KINDS[type(mark).__name__.lower()]}: {said[id(mark)]}"


# ------------------------------------------------------------------ names and outlets


def gathered(
    stories: Iterable[Story],
    articles: Mapping[str, Article],
    key: Callable[[Article], Iterable[str]],
) -> list[json.Json]:
    """Each key of any article with the stories it stands in, the most told first."""
    found: dict[str, dict[str, str]] = {}
    for one in stories:
        for i in one.articles:
            for name in key(articles[i]):
                found.setdefault(name, {})[one.id] = one.headline
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"name": name, "stories": told} for name, told in ordered]


def outlets_view(stories: Iterable[Story], articles: Mapping[str, Article]) -> list[json.Json]:
    """Each outlet: its pages, what it copied, from whom and how late, what was copied from it."""
    rows: dict[str, json.Json] = {}

    def row(name: str) -> json.Json:
        empty = {"name": name, "pages": 0, "copies": 0, "copied": 0, "of": Counter(), "late": []}
        return rows.setdefault(name, empty | {"stories": {}})

    for one in stories:
        for i in one.articles:
            mine = row(articles[i].outlet or NO_OUTLET)
            mine["pages"] += 1
            mine["stories"][one.id] = one.headline
        copied = {link.copy: link.original for link in one.links if link.decided}
        for copy, original in copied.items():
            mine, theirs = (row(articles[i].outlet or NO_OUTLET) for i in (copy, original))
            mine["copies"] += 1
            mine["of"][theirs["name"]] += 1
            theirs["copied"] += 1
            days = [_one_day(articles[i]) for i in (copy, original)]
            if days[0] and days[1]:
                mine["late"].append((days[0] - days[1]).days)
    return sorted(rows.values(), key=lambda r: (-r["pages"], r["name"]))


def _one_day(article: Article) -> date | None:
    found = article.published
    first = first_day(found.when) if found else None
    return first if found and first == last_day(found.when) else None

"""Stories and articles as HTML: pages of the reader, and whole stories in one file.

Everything that comes from a page is escaped by the template engine; no markup of a page survives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
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
    Published,
    Span,
    Story,
    inside,
    marks,
    touches,
    words,
)
from secondsource.outputs import json, text
from secondsource.outputs.ical import entries
from secondsource.outputs.marks import meaning
from secondsource.text.when import first_day, last_day

SUFFIX = "html"
MEDIA = "text/html"

CONTEXT = 90  # code points shown on either side of a cited passage
MOST_OPEN = 4  # accounts of one version shown before the rest is folded away
MOST_BARS = 60  # days a sparkline shows
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
    environment.filters |= {"web": web_address, "said": text.SAID.__getitem__, "plain": plain}
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


def plain(value: str) -> str:
    """ "did_not_happen" as "did not happen"."""
    return value.replace("_", " ")


def cite_link(account: Mapping[str, Any]) -> str:
    """Where the words of an account stand in the reader."""
    span = urlencode({"start": account["start"], "end": account["end"]})
    return f"/articles/{quote(account['article'])}?{span}#cite"


# ------------------------------------------------------------------ stories


def story_view(one: Story, articles: Mapping[str, Article]) -> json.Json:
    """What the story page shows: the JSON of the story, arranged for reading."""
    shown = json.story(structs.replace(one, findings=text.ordered(one.findings)), articles)
    for member in shown["articles"]:
        member["name"] = json.carrier(articles[member["id"]])
    names = {member["id"]: member["name"] for member in shown["articles"]}
    by_event: dict[str, list[json.Json]] = {event["id"]: [] for event in shown["events"]}
    for finding in shown["findings"]:
        for version in finding["versions"]:
            version["count"] = _count(version["sources"])
            version["first"], version["rest"] = _folded(version["accounts"])
            for account in version["accounts"]:
                article = articles[account["article"]]
                account["outlet"] = json.carrier(article)
                account |= _context(article, Span(account["start"], account["end"]))
                own = (account["outlet"], article.origin, article.ref)
                if account["chain"] and account["chain"][0]["name"] in own:
                    account["chain"] = account["chain"][1:]
        by_event.setdefault(finding["event"], []).append(finding)
    for event in shown["events"]:
        event["findings"] = by_event[event["id"]]
        parties = dict.fromkeys(party["name"] for party in event["parties"])
        day = event["time"]["value"] if event["time"] else ""
        event["facts"] = [fact for fact in (day, event["place"], ", ".join(parties)) if fact]
    copied = {link["from"] for link in shown["links"] if link["decided"]}
    shown["loose"] = [
        finding
        for finding in shown["findings"]
        if finding["event"] not in {event["id"] for event in shown["events"]}
    ]
    shown["quotes"] = [
        {**said, "outlet": names[said["article"]]}
        for said in shown["statements"]
        if said["speaker"] and said["article"] not in copied
    ]
    return shown | {
        "how_many": text.sources(one.sources),
        "count": text.rest_of_count(one, articles),
        "names": names,
        "spark": sparkline(articles[i] for i in one.articles),
        "copies": copies_picture(one, articles),
    }


def front_view(one: Story, articles: Mapping[str, Article]) -> json.Json:
    """What the front page shows of one story."""
    verdicts = Counter(verdict for finding in one.findings for verdict in finding.verdicts)
    return {
        "id": one.id,
        "headline": one.headline,
        "how_many": text.sources(one.sources),
        "count": text.rest_of_count(one, articles),
        "spark": sparkline(articles[i] for i in one.articles),
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


def _context(article: Article, span: Span) -> json.Json:
    """What stands before and after a passage in its block, cut at words."""
    block = next((b.span for b in marks(article, Block) if inside(span, b.span)), span)
    before = article.text[max(block.start, span.start - CONTEXT) : span.start]
    after = article.text[span.end : min(block.end, span.end + CONTEXT)]
    if span.start - CONTEXT > block.start:
        before = "… " + before.partition(" ")[2]
    if span.end + CONTEXT < block.end:
        after = after.rpartition(" ")[0] + " …"
    return {"before": before, "after": after}


def _count(sources: Mapping[str, int]) -> str:
    low, high = sources["low"], sources["high"]
    number = str(high) if low == high else f"{low}–{high}"
    return f"{number} source{'' if number == '1' else 's'}"


def sparkline(members: Iterable[Article]) -> json.Json | None:
    """Pages a day as bars, in pixels of a 20 high picture; None with fewer than two days."""
    days: Counter[date] = Counter()
    for article in members:
        found = article.published
        first = first_day(found.when) if found else None
        if found and first and first == last_day(found.when):
            days[first] += 1
    if len(days) < 2 or max(days) - min(days) > timedelta(days=MOST_BARS):
        return None
    most = max(days.values())
    span = (max(days) - min(days)).days + 1
    bars = [
        {
            "x": 6 * number,
            "y": round(20 - 18 * days[day] / most, 1),
            "height": round(18 * days[day] / most, 1),
            "label": f"{day}: {days[day]}",
        }
        for number in range(span)
        if days[day := min(days) + timedelta(days=number)]
    ]
    return {"width": 6 * span, "bars": bars, "first": min(days), "last": max(days)}


def copies_picture(one: Story, articles: Mapping[str, Article]) -> json.Json | None:
    """Rows of pages by day and arcs from copies to originals; None where nothing was copied."""
    linked = {i for link in one.links for i in (link.copy, link.original)}
    if not linked:
        return None
    order = sorted(linked, key=lambda i: (_day_of(articles[i]), i))
    row = {i: 24 + 34 * number for number, i in enumerate(order)}
    arcs = [
        {
            "from": row[link.copy],
            "to": row[link.original],
            "bend": 12 + 10 * (n % 5),
            "decided": link.decided,
            "why": link.why,
        }
        for n, link in enumerate(one.links)
    ]
    rows = [
        {
            "y": row[i],
            "id": i,
            "name": json.carrier(articles[i]),
            "day": _day_of(articles[i]),
        }
        for i in order
    ]
    return {"height": 24 + 34 * len(order), "rows": rows, "arcs": arcs}


def _day_of(article: Article) -> str:
    return article.published.value if article.published else ""


# ------------------------------------------------------------------ articles


def article_view(article: Article, *, cite: Span | None = None) -> json.Json:
    """What the article page shows: blocks of pieces, each piece with the marks that cover it."""
    explained = [mark for mark in article.marks if not isinstance(mark, Block)]
    numbers = {id(mark): number for number, mark in enumerate(explained)}
    found = article.published
    return {
        "id": article.id,
        "ref": article.ref,
        "title": json.title(article),
        "outlet": json.carrier(article),
        "url": article.url,
        "language": article.language,
        "published": json.dating(found, article),
        "facts": article.facts,
        "blocks": [
            {
                "role": block.role,
                "by": block.by,
                "pieces": list(_pieces(article, block.span, explained, numbers, cite)),
            }
            for block in marks(article, Block)
        ],
        "marks": [
            {
                "number": number,
                "kind": type(mark).__name__.lower(),
                "called": KINDS[type(mark).__name__.lower()],
                "words": words(article, mark.span),
                "meaning": meaning(mark) + _because(mark),
                "by": mark.by,
                "score": mark.score,
            }
            for number, mark in enumerate(explained)
        ],
    }


def _because(mark: AnyMark) -> str:
    return f": {mark.why}" if isinstance(mark, Published) and mark.why else ""


def _pieces(
    article: Article,
    block: Span,
    explained: Iterable[AnyMark],
    numbers: Mapping[int, int],
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
        yield {
            "text": article.text[start:end],
            "kinds": sorted({type(mark).__name__.lower() for mark in over}),
            "mark": numbers[id(over[0])] if over else None,
            "title": f"{KINDS[type(over[0]).__name__.lower()]}: {meaning(over[0])}" if over else "",
            "cited": is_cited,
            "first": is_cited and not cited,
        }
        cited = cited or is_cited


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

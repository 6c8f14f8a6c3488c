"""The JSON contract: annotations, story summaries, whole stories.

Days in `earliest` and `latest` are both inclusive; spans are code points, half-open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from secondsource.model import (
    Account,
    AnyMark,
    Article,
    Block,
    Cite,
    Credit,
    Dating,
    Event,
    Evidence,
    Finding,
    Link,
    Mention,
    Name,
    Origin,
    Published,
    Quote,
    Sources,
    Span,
    Speaker,
    Story,
    StoryEvent,
    Teller,
    Time,
    When,
    headline,
    marks,
    words,
)
from secondsource.outputs.ical import entries
from secondsource.text import when as times

SUFFIX = "json"
MEDIA = "application/json"

Json = dict[str, Any]  # the one place where types end: what leaves as JSON
Articles = Mapping[str, Article]  # by id


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """One JSON array of whole stories, a story a line."""
    by_id = {article.id: article for article in articles}
    yield "["
    for number, one in enumerate(stories):
        yield (",\n" if number else "\n") + dumps(story(one, by_id))
    yield "\n]\n"


def dumps(value: object) -> str:
    """One line of JSON."""
    return msgspec.json.encode(value).decode()


# ------------------------------------------------------------------ one article


def annotation(article: Article, *, kinds: frozenset[str] | None = None) -> Json:
    """What `annotate` writes for one article; `kinds` keeps only marks of those kinds."""
    moments, values = times.moments(article), times.values(article)
    shown = []
    for mark in article.marks:
        kind = type(mark).__name__.lower()
        if kind == "published" or (kinds is not None and kind not in kinds):
            continue
        shown.append(_mark(article, mark, moments, values))
    return {
        "id": article.ref,
        "text": article.text,
        "title": article.title,
        "language": article.language,
        "outlet": article.outlet,
        "url": article.url,
        "published": dating(article.published, article),
        "body": [
            list(_pair(block.span)) for block in marks(article, Block) if block.role == "body"
        ],
        "marks": shown,
    }


def dating(found: Dating | None, article: Article) -> Json | None:
    """The publication day with what speaks for it and what was refused."""
    if found is None:
        return None
    return {
        "value": found.value,
        **_days(found.when),
        "confidence": round(found.confidence, 3),
        "by": found.by,
        "evidence": [_evidence(one, article) for one in found.evidence],
        "rejected": [_evidence(one, article) for one in found.rejected],
    }


def _evidence(one: Evidence, article: Article) -> Json:
    span = _at(one.span)
    shown = {**span, "words": one.words, "by": one.by}
    if one.article and one.article != article.id:
        shown["article"] = one.article
    return {**shown, "why": one.why} if one.why else shown


def _mark(
    article: Article,
    mark: AnyMark,
    moments: Mapping[Span, When | None],
    values: Mapping[Span, str],
) -> Json:
    shown: Json = {
        "kind": type(mark).__name__.lower(),
        **_at(mark.span),
        "words": words(article, mark.span),
    }
    if isinstance(mark, Time):
        shown |= {
            "type": mark.type,
            "value": values.get(mark.span, ""),
            "mod": mark.mod,
            "expr": mark.expr,
            **_days(moments.get(mark.span)),
            "anchor": _pair(mark.anchor) if mark.anchor else None,
            "soft": mark.soft,
            "impossible": mark.impossible,
        }
    elif isinstance(mark, Name):
        shown |= {"type": mark.type, "key": mark.key, "role": mark.role, "body": mark.body}
    elif isinstance(mark, Credit):
        shown |= {"who": mark.who, "role": mark.role}
    elif isinstance(mark, Block):
        shown |= {"role": mark.role}
    elif isinstance(mark, Quote):
        shown |= quote(mark)
    elif isinstance(mark, Event):
        at = mark.time
        shown |= {
            "type": mark.type,
            "trigger": _pair(mark.trigger),
            "label": mark.label,
            "parties": [_mention(party) for party in mark.parties],
            "place": mark.place.name if mark.place else None,
            "time": {"value": values.get(at, ""), **_days(moments.get(at))} if at else None,
            "status": mark.status,
            "polarity": mark.polarity,
            "certainty": mark.certainty,
            "counts": {
                count.what + (f":{count.scope}" if count.scope else ""): [count.low, count.high]
                for count in (*mark.counts, *mark.things)
            },
        }
    elif isinstance(mark, Published):
        shown |= {"expr": mark.expr, "bound": mark.bound, "why": mark.why}
    return {**shown, "by": mark.by, "score": round(mark.score, 3)}


def quote(mark: Quote) -> Json:
    """The fields of a quote beside its span and words."""
    return {
        "form": mark.form,
        "content": [_pair(span) for span in mark.content],
        "speaker": _speaker(mark.speaker) if mark.speaker else None,
        "cue": _pair(mark.cue) if mark.cue else None,
        "to": teller(mark.to) if mark.to else None,
        "via": [teller(one) for one in mark.via],
        "repaired": mark.repaired,
        "act": mark.act,
    }


def _speaker(speaker: Speaker) -> Json:
    return {
        "name": speaker.name,
        **_at(speaker.span),
        "key": speaker.key,
        "role": speaker.role,
        "body": speaker.body,
        "anonymous": speaker.anonymous,
        "count": speaker.count,
    }


def teller(one: Teller) -> Json:
    """One link of a chain."""
    return {"name": one.name, **_at(one.span), "role": one.role, "inherited": one.inherited}


def _mention(mention: Mention) -> Json:
    return {"name": mention.name, "role": mention.role}


# ------------------------------------------------------------------ stories


def summary(one: Story, articles: Articles) -> Json:
    """One entry of `stories --as json`."""
    members = [articles[i] for i in one.articles]
    first, last = published_range(members)
    verdicts = Counter(verdict for finding in one.findings for verdict in finding.verdicts)
    return {
        "id": one.id,
        "headline": one.headline,
        "articles": [_member(article, one) for article in members],
        "sources": _sources(one.sources, carriers=False),
        "first": first,
        "last": last,
        "findings": dict(sorted(verdicts.items())),
        "tags": list(one.tags),
    }


def story(one: Story, articles: Articles) -> Json:
    """What `show STORY --as json` writes."""
    refs = {i: articles[i].ref for i in one.articles}
    return {
        **summary(one, articles),
        "origins": [[_origin(origin) for origin in group] for group in one.origins],
        "events": [_event(event, articles) for event in one.events],
        "statements": [
            {"article": i, "ref": refs[i], **_at(mark.span), "words": words(articles[i], mark.span)}
            | quote(mark)
            for i in one.articles
            for mark in marks(articles[i], Quote)
        ],
        "findings": [_finding(finding, articles) for finding in one.findings],
        "links": [_link(link) for link in one.links],
        "timeline": timeline(one, articles),
        "related": list(one.related),
    }


def published_range(members: Iterable[Article]) -> tuple[str | None, str | None]:
    """The earliest and latest publication days known in a story, ISO."""
    days = [_days(article.published.when) for article in members if article.published]
    first = min((d["earliest"] for d in days if d["earliest"]), default=None)
    last = max((d["latest"] for d in days if d["latest"]), default=None)
    return first, last


def timeline(one: Story, articles: Articles) -> list[Json]:
    """The days of a story in order: what was published, what is said to happen."""
    rows: dict[tuple[str, str], set[str]] = {}
    for i in one.articles:
        found = articles[i].published
        day = _days(found.when)["earliest"] if found else None
        if found and day and day == _days(found.when)["latest"]:
            rows.setdefault((day, f"published: {title(articles[i])}"), set()).add(i)
    for event in one.events:
        day = _days(event.when)["earliest"] if event.when else None
        if day:
            what = f"{event.status.replace('_', ' ')}: {event.label}"
            rows.setdefault((day, what), set()).update(cite.article for cite in event.mentions)
    return [
        {"day": day, "what": what, "articles": sorted(ids)}
        for (day, what), ids in sorted(rows.items())
    ]


def calendar(
    stories: Iterable[Story], *, since: date | None = None, until: date | None = None
) -> list[Json]:
    """The dated events of `calendar --as json`, by day; both bounds inclusive."""
    return [
        {
            "first": dated.first.isoformat(),
            "last": dated.last.isoformat(),
            "event": dated.event.id,
            "type": dated.event.type,
            "label": dated.event.label or dated.event.type,
            "status": dated.event.status,
            "place": dated.event.place.name if dated.event.place else None,
            "parties": [_mention(party) for party in dated.event.parties],
            "story": dated.story.id,
            "headline": dated.story.headline,
        }
        for dated in entries(stories, since=since, until=until)
    ]


def title(article: Article) -> str:
    """What the article is called; its ref where it has no words."""
    return headline(article) or article.ref


def carrier(article: Article) -> str:
    """What an article is called by: its outlet, else the last part of where it was found."""
    return article.outlet or article.origin.rstrip("/").rpartition("/")[2] or article.ref


def _member(article: Article, one: Story) -> Json:
    return {
        "id": article.id,
        "ref": article.ref,
        "outlet": article.outlet,
        "title": title(article),
        "url": article.url,
        "published": dating(article.published, article),
        "copy_of": sorted(
            link.original for link in one.links if link.copy == article.id and link.decided
        ),
    }


def _event(event: StoryEvent, articles: Articles) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "label": event.label,
        "parties": [_mention(party) for party in event.parties],
        "place": event.place.name if event.place else None,
        "time": {"value": event.value, **_days(event.when)} if event.when else None,
        "status": event.status,
        "polarity": event.polarity,
        "history": [
            {
                "as_of": _day(standing.as_of),
                "status": standing.status,
                "accounts": [_account(account, articles) for account in standing.accounts],
            }
            for standing in event.history
        ],
        "mentions": [cited(cite, articles) for cite in event.mentions],
        "rejected": [
            {"attribute": refusal.attribute, "value": refusal.value, "why": refusal.why}
            | cited(refusal.cite, articles)
            for refusal in event.rejected
        ],
    }


def _finding(finding: Finding, articles: Articles) -> Json:
    return {
        "id": finding.id,
        "event": finding.event,
        "attribute": finding.attribute,
        "about": finding.about,
        "verdicts": list(finding.verdicts),
        "reason": finding.reason,
        "versions": [
            {
                "value": version.value,
                "sources": _sources(version.sources),
                "accounts": [_account(account, articles) for account in version.accounts],
            }
            for version in finding.versions
        ],
    }


def _account(account: Account, articles: Articles) -> Json:
    return {
        **cited(account.cite, articles),
        "value": account.value,
        "chain": [teller(one) for one in account.chain],
        "origin": _origin(account.origin),
        "as_of": _day(account.as_of),
        "scope": account.scope,
        "certainty": account.certainty,
        "polarity": account.polarity,
    }  # fmt: skip


def _origin(one: Origin) -> Json:
    return {
        "name": one.name, "kind": one.kind, "key": one.key, "institution": one.institution,
    }  # fmt: skip


def cited(cite: Cite, articles: Articles) -> Json:
    """A cite with the words it points at."""
    article = articles[cite.article]
    return {
        "article": cite.article,
        "ref": article.ref,
        **_at(cite.span),
        "words": words(article, cite.span),
    }


def _link(link: Link) -> Json:
    return {
        "from": link.copy,
        "to": link.original,
        "kind": link.kind,
        "share": round(link.share, 3),
        "why": link.why,
        "decided": link.decided,
        "passages": [[_pair(mine), _pair(theirs)] for mine, theirs in link.passages],
    }


def _sources(sources: Sources, *, carriers: bool = True) -> Json:
    shown = {
        "low": sources.low,
        "high": sources.high,
        "institutions": sources.institutions,
    }
    return {**shown, "carriers": sources.carriers} if carriers else shown


# ------------------------------------------------------------------ spans and days


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _at(span: Span | None) -> Json:
    return {"start": span.start, "end": span.end} if span else {"start": None, "end": None}


def _days(when: When | None) -> Json:
    if when is None:
        return {"earliest": None, "latest": None}
    first, last = times.first_day(when), times.last_day(when)
    return {
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
    }


def _day(when: When | None) -> str | None:
    return times.edtf(when) if when else None

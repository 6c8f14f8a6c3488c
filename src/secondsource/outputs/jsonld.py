"""Stories as JSON-LD: schema.org articles, events and quotations, W3C selectors, PROV chains.

Sources: schema.org 29; W3C Web Annotation Data Model §4.2.5 (TextPositionSelector); W3C PROV-O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from secondsource.model import (
    Article,
    Cite,
    Quote,
    Speaker,
    Status,
    Story,
    StoryEvent,
    Teller,
    marks,
    words,
)
from secondsource.outputs import json
from secondsource.text.when import edtf

SUFFIX = "jsonld"
MEDIA = "application/ld+json"

CONTEXT = ["https://schema.org/", {"oa": "http://www.w3.org/ns/oa#",
                                   "prov": "http://www.w3.org/ns/prov#"}]  # fmt: skip
SCHEMA_STATUS: dict[Status, str] = {
    "postponed": "EventPostponed",
    "suspended": "EventPostponed",
    "adjourned": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "did_not_happen": "EventCancelled",
}


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """One document with a graph of everything in the stories."""
    by_id = {article.id: article for article in articles}
    graph = [node for story in stories for node in _nodes(story, by_id)]
    yield json.dumps({"@context": CONTEXT, "@graph": graph}) + "\n"


def _nodes(story: Story, articles: Mapping[str, Article]) -> Iterator[json.Json]:
    for i in story.articles:
        yield _article(articles[i], story)
        for number, quote in enumerate(marks(articles[i], Quote)):
            yield _quotation(quote, articles[i], number)
    for event in story.events:
        yield _event(event, articles)


def _article(article: Article, story: Story) -> json.Json:
    node: json.Json = {
        "@type": "NewsArticle",
        "@id": f"urn:secondsource:article:{article.id}",
        "headline": json.title(article),
        "isPartOf": f"urn:secondsource:story:{story.id}",
    }
    if article.url:
        node["url"] = article.url
    if article.outlet:
        node["publisher"] = {"@type": "Organization", "name": article.outlet}
    if article.published:
        node["datePublished"] = article.published.value
    originals = [link.original for link in story.links if link.copy == article.id and link.decided]
    if originals:
        node["prov:wasDerivedFrom"] = [f"urn:secondsource:article:{i}" for i in sorted(originals)]
    return node


def _quotation(quote: Quote, article: Article, number: int) -> json.Json:
    chain = [_agent(teller) for teller in quote.via]
    node: json.Json = {
        "@type": "Quotation",
        "@id": f"urn:secondsource:article:{article.id}:quote:{number}",
        "text": " ".join(words(article, span) for span in quote.content),
        "isPartOf": f"urn:secondsource:article:{article.id}",
        "oa:hasTarget": [_target(Cite(article.id, span)) for span in quote.content],
    }
    if quote.speaker:
        node["spokenByCharacter"] = _speaker(quote.speaker)
    if chain:
        node["prov:wasAttributedTo"] = chain
    return node


def _speaker(speaker: Speaker) -> json.Json:
    node: json.Json = {"@type": "Person", "name": speaker.name}
    if speaker.role:
        node["jobTitle"] = speaker.role
    return node


def _agent(teller: Teller) -> json.Json:
    return {"@type": "prov:Agent", "name": teller.name, "prov:hadRole": teller.role}


def _event(event: StoryEvent, articles: Mapping[str, Article]) -> json.Json:
    node: json.Json = {
        "@type": "Event",
        "@id": f"urn:secondsource:event:{event.id}",
        "name": event.label or event.type,
        "eventStatus": "https://schema.org/" + SCHEMA_STATUS.get(event.status, "EventScheduled"),
        "attendee": [{"@type": "Thing", "name": party.name} for party in event.parties],
        "oa:hasTarget": [_target(cite) for cite in event.mentions],
    }
    if event.when:
        node["startDate"] = edtf(event.when)
    if event.place:
        node["location"] = {"@type": "Place", "name": event.place.name}
    return node


def _target(cite: Cite) -> json.Json:
    return {
        "oa:hasSource": f"urn:secondsource:article:{cite.article}",
        "oa:hasSelector": {
            "@type": "oa:TextPositionSelector",
            "oa:start": cite.span.start,
            "oa:end": cite.span.end,
        },
    }

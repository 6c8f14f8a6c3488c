"""A small told story, built by hand: two pages, one event, one finding with two versions."""

from datetime import datetime, timedelta

from secondsource.model import (
    Account,
    Article,
    Cite,
    Dating,
    Evidence,
    Finding,
    Link,
    Mention,
    Origin,
    Quote,
    Refusal,
    Sources,
    Span,
    Speaker,
    Story,
    StoryEvent,
    Teller,
    Version,
    When,
)
from tests.build import article, span_of

FIRST = "Talks may open in Velmar on May 3\nTalks may open on May 3, Ana Roth told Meridian."
SECOND = "Talks set\nThe talks will open in Velmar on May 3, said Ana Roth. They follow on May 33."


def day(year: int, month: int, number: int) -> When:
    start = datetime(year, month, number)
    return When(start, start + timedelta(days=1))


def dated(when: When, value: str) -> Dating:
    return Dating(
        when, value, 0.9, "json-ld", (Evidence("json-ld", value),),
        (Evidence("clock", "Monday, June 2", Span(0, 5), why="the page's own clock"),),
    )  # fmt: skip


def told(*, hostile: str = "") -> tuple[Story, tuple[Article, ...]]:
    """The story and its articles; `hostile` is put wherever a page can put words."""
    meridian = Teller("Meridian" + hostile, "agency", span_of(FIRST, "Meridian"))
    roth = Speaker("Ana Roth" + hostile, span_of(FIRST, "Ana Roth"), "person:ana roth", "Envoy")
    quote = Quote(
        span=Span(34, len(FIRST)), by="said", form="indirect",
        content=(span_of(FIRST, "Talks may open on May 3"),), speaker=roth, via=(meridian,),
    )  # fmt: skip
    a = article(
        FIRST + hostile, ref="a.txt" + hostile, roles={0: "headline"},
        outlet="The Courier" + hostile, title="Talks may open" + hostile,
        url="https://courier.example/a" + hostile, marks=[quote],
        published=dated(day(2025, 4, 1), "2025-04-01"),
    )  # fmt: skip
    b = article(
        SECOND, ref="b.txt", roles={0: "headline"}, outlet="Post", url="javascript:alert(1)",
        published=dated(day(2025, 4, 2), "2025-04-02"),
    )  # fmt: skip
    origin = Origin("person:ana roth", "person", "Ana Roth")
    maybe = Account(
        Cite(a.id, quote.content[0]), "tentative", (meridian, Teller("Ana Roth", "person")),
        origin, day(2025, 4, 1), certainty="possible",
    )  # fmt: skip
    sure = Account(
        Cite(b.id, span_of(SECOND, "The talks will open")), "scheduled",
        (Teller("Ana Roth", "person"),), origin, day(2025, 4, 2),
    )  # fmt: skip
    event = StoryEvent(
        "e1", "CONSULT", "=talks" + hostile, (Mention("Velmar", "place:velmar"),),
        Mention("Velmar" + hostile, "place:velmar"), day(2025, 5, 3), "2025-05-03", "scheduled",
        "affirmed", (), (maybe.cite, sure.cite),
        (Refusal("time", "May 33", "there is no such day" + hostile,
                 Cite(b.id, span_of(SECOND, "May 33"))),),
    )  # fmt: skip
    one = Sources(1, 1, 1, 1)
    finding = Finding(
        "f1", "e1", "status", ("superseded",), "the later page is firmer" + hostile,
        (Version("tentative", (maybe,), one), Version("scheduled", (sure,), one)),
    )  # fmt: skip
    link = Link(b.id, a.id, "cut", 0.41, "41 % of its words stand there" + hostile)
    story = Story(
        "5" * 16, "Talks in Velmar" + hostile, tuple(sorted((a.id, b.id))), (link,), (event,),
        (finding,), Sources(1, 2, 1, 2),
        ((origin, Origin("anonymous:b/envoy", "anonymous", "an envoy" + hostile)),),
        ("place:velmar",),
    )  # fmt: skip
    return story, (a, b)

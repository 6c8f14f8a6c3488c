"""Every shared type; no logic beyond slicing, sorting and replacing.

All types are frozen. Marks point at each other by `Span`, never by object. Ids are hashes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal, TypeVar

from msgspec import Struct, structs

Role = Literal[
    "headline",
    "dek",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "teaser",
    "stamp",
    "widget",
    "nav",
    "ad",
]
NameType = Literal["person", "organisation", "place"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal["say", "deny", "demand", "intend", "ask"]
TellerRole = Literal[
    "relay", "outlet", "agency", "broadcast", "document", "event", "post", "media", "person", "body"
]
Status = Literal[
    "proposed",
    "tentative",
    "scheduled",
    "confirmed",
    "ongoing",
    "happened",
    "resumed",
    "suspended",
    "adjourned",
    "postponed",
    "rescheduled",
    "cancelled",
    "did_not_happen",
]
Polarity = Literal["affirmed", "alleged", "denied"]
Certainty = Literal["certain", "probable", "possible"]
Verdict = Literal[
    "agree",
    "complement",
    "refine",
    "differ",
    "superseded",
    "inconsistent",
    "single_source",
    "probable_same",
]
Attribute = Literal[
    "existence", "time", "place", "status", "parties", "count", "agenda", "identity"
]
LinkKind = Literal["same", "cut", "extended", "quotes-it", "common-source"]
OriginKind = Literal["person", "body", "anonymous", "document", "outlet", "unknown"]


# ------------------------------------------------------------------ values


class Span(Struct, frozen=True, gc=False, order=True, array_like=True):
    """A stretch of `Article.text`: code points, half-open, 0-based; not bytes, not UTF-16."""

    start: int
    end: int


class Cite(Struct, frozen=True, gc=False, order=True):
    """The exact words something came from: an article id and a span of its text."""

    article: str
    span: Span


class When(Struct, frozen=True, gc=False):
    """A half-open stretch of time; `None` is an open end.

    earliest, latest: naive datetimes; `latest` is excluded. A plain day is midnight to midnight.
    utc: True where the clock is known to be UTC; False for plain days and clocks of unknown zone.
    """

    earliest: datetime | None
    latest: datetime | None
    utc: bool = False


class Fault(Struct, frozen=True, gc=False, tag="fault"):
    """What went wrong, where, and what to do about it; the run goes on."""

    what: str
    where: str  # the origin: a path, a URL, "-" for standard input
    at: int | None = None  # byte offset into the origin
    do: str = ""


class Fact(Struct, frozen=True, gc=False, order=True):
    """Something the page, feed or table declares of itself, outside its visible text.

    name: title, author, outlet, url, section, language, published or modified.
    by: where it stood ("json-ld:datePublished", "og:title", "feed:pubDate", "row:published").
    """

    name: str
    value: str
    by: str


class Line(Struct, frozen=True, gc=False):
    """One visual line of the text and what the markup said of it; bare text has only the span."""

    span: Span
    tag: str = ""  # innermost block element: "p", "h1", "li", "td", "figcaption"; "" for bare text
    path: str = ""  # block elements from the outside in: "body>main>article>p"
    cues: str = (
        ""  # class, id, role and itemprop words of the element and its ancestors, outermost first
    )
    linked: int = 0  # code points of the line that stand inside links


class Page(Struct, frozen=True, gc=False, tag="page"):
    """Bytes as found, and where and when they were found."""

    id: str
    origin: str  # path from the named argument's own name downwards, URL, or "-"
    ref: str  # the input's own id, or its path as the caller wrote it; rows of a table: FILE#ID
    media: str  # "text/html" or "text/plain"
    body: bytes
    url: str = ""
    charset: str = ""  # as declared by the transport; "" where none was
    found: When | None = None  # when it was crawled
    facts: tuple[Fact, ...] = ()


# ------------------------------------------------------------------ marks


class Mark(Struct, frozen=True, gc=False, kw_only=True, tag_field="kind", tag=str.lower):
    """A claim about one span of one article, and the rule that made it."""

    span: Span
    by: str  # name of the rule
    score: float = 1.0  # 0..1, calibrated on gold


class Block(Mark, frozen=True, kw_only=True):
    """The role of one block; blocks are disjoint, in order, and cover every non-blank line."""

    role: Role


class Name(Mark, frozen=True, kw_only=True):
    """A proper name. `key` is one per entity within the article: "person:ana roth"."""

    type: NameType
    key: str
    role: str = ""  # office as written before or after it: "Deputy Foreign Minister"
    body: str = ""  # key of the body a person speaks for: "organisation:russia/foreign ministry"


class Time(Mark, frozen=True, kw_only=True):
    """A time expression, kept as what its words say; `text.when.resolve` gives the `When`."""

    type: TimexType
    expr: str
    mod: str = ""  # TIMEX3 mod: APPROX, START, MID, END, LESS_THAN ...
    anchor: Span | None = None  # another Time of this article to resolve against, else publication
    soft: bool = False  # loose sense ("last week"), not to be used as a hard constraint
    impossible: bool = False  # no such day: "30 February"


class Credit(Mark, frozen=True, kw_only=True):
    """Whose words or pictures these are: agency, relay, outlet, copyright, photo or author."""

    who: str
    role: str


class Mention(Struct, frozen=True, gc=False):
    """A party, place or addressee as one passage names it."""

    name: str
    key: str = ""
    span: Span | None = None
    role: str = ""


class Teller(Struct, frozen=True, gc=False):
    """One link of a chain: who passed the words on, with the words that say so."""

    name: str
    role: TellerRole
    span: Span | None = None
    key: str = ""
    inherited: bool = False  # the words stand in an earlier sentence


class Speaker(Struct, frozen=True, gc=False):
    """Whose words a quote holds; never the channel that carried them."""

    name: str  # resolved: "Ana Roth" for "she"
    span: Span | None  # the words used here: "she"
    key: str = ""
    role: str = ""  # office: "Deputy Foreign Minister"
    body: str = ""  # key of the body they speak for
    anonymous: bool = False
    count: int = 1  # "two officials": 2


class Quote(Mark, frozen=True, kw_only=True):
    """Words given as somebody's: content spans include their outer quotation marks."""

    form: Form
    content: tuple[Span, ...]
    speaker: Speaker | None = None
    cue: Span | None = None
    to: Teller | None = None
    via: tuple[Teller, ...] = ()  # outermost teller first: RT, AFP
    repaired: bool = False  # its quotation marks were broken
    act: Act = "say"


class Count(Struct, frozen=True, gc=False):
    """A number an event passage gives: low <= true count <= high, both inclusive."""

    what: str  # killed, injured, shot, missing, arrested, evacuated, drafts ...
    low: int | float  # a fraction only of a measure: a magnitude of 6.1
    high: int | float | None  # None: "at least"
    span: Span
    scope: str = ""  # "" is the total; else whom it counts: "children", "soldiers"


class Event(Mark, frozen=True, kw_only=True):
    """What happens when, where, between whom, and how firmly, as one passage says it."""

    type: str  # a PLOVER type where there is one: CONSULT, AGREE, ASSAULT ...
    trigger: Span
    parties: tuple[Mention, ...] = ()
    place: Mention | None = None
    time: Span | None = None  # the span of a Time mark
    status: Status = "happened"
    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    counts: tuple[Count, ...] = ()
    things: tuple[Count, ...] = ()  # what else is counted: trucks, houses, years of a sentence
    label: str = ""  # the noun phrase naming it: "talks on security guarantees"


class Published(Mark, frozen=True, kw_only=True):
    """A piece of evidence for the publication day found in the visible text.

    bound: "day" (it is the day), "not_before", "not_after", "near" (soft).
    """

    expr: str
    bound: Literal["day", "not_before", "not_after", "near", "reject"]
    why: str = ""


# ------------------------------------------------------------------ articles


class Evidence(Struct, frozen=True, gc=False):
    """One reason for or against a day; `span` is None where the visible text has no such words."""

    by: str
    words: str
    span: Span | None = None
    article: str = ""  # the article it stands in, where that is another one of the story
    why: str = ""  # for what was rejected: the reason


class Dating(Struct, frozen=True, gc=False):
    """The publication day: an interval, the best value, and what speaks for and against it."""

    when: When
    value: str  # EDTF: "2021-12-28", "2021-12-28/2021-12-30", "2021-12"
    confidence: float  # 0..1: calibrated chance that `when` holds the true day
    by: str
    evidence: tuple[Evidence, ...] = ()
    rejected: tuple[Evidence, ...] = ()


class Article(Struct, frozen=True, gc=False, tag="article"):
    """One page's whole visible text, its declared facts, and its marks. Text is never cut."""

    id: str
    page: str
    origin: str
    ref: str
    text: str
    url: str = ""
    title: str = ""
    outlet: str = ""
    language: str = ""  # ISO 639-1; "" is unknown
    found: When | None = None
    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: tuple[
        Block | Name | Time | Credit | Quote | Event | Published, ...
    ] = ()  # sorted by span, then kind
    published: Dating | None = None


# ------------------------------------------------------------------ stories


class Link(Struct, frozen=True, gc=False, order=True):
    """`copy` shares words with `original`; where `decided` is False the direction is unknown.

    share: containment, 0..1, of the smaller text's shingles in the other.
    passages: aligned spans (in the copy, in the original), in order.
    """

    copy: str
    original: str
    kind: LinkKind
    share: float
    why: str
    decided: bool = True
    passages: tuple[tuple[Span, Span], ...] = ()


class Origin(Struct, frozen=True, gc=False, order=True):
    """Where a chain ends. Equal keys are one source; `maybe` are keys it may be the same as."""

    key: str
    kind: OriginKind
    name: str
    institution: str = ""
    maybe: tuple[str, ...] = ()


class Sources(Struct, frozen=True, gc=False):
    """Independent origins: `high` merges only what is proven the same, `low` what may be."""

    low: int
    high: int
    institutions: int = 0
    carriers: int = 0


class Account(Struct, frozen=True, gc=False):
    """One passage's word on one question."""

    cite: Cite
    value: str
    chain: tuple[Teller, ...]  # outermost first; the speaker is the last
    origin: Origin
    as_of: When | None = None
    scope: str = ""
    certainty: Certainty = "certain"
    polarity: Polarity = "affirmed"


class Version(Struct, frozen=True, gc=False):
    """One value and the accounts that give it."""

    value: str
    accounts: tuple[Account, ...]
    sources: Sources


class Finding(Struct, frozen=True, gc=False):
    """One question a story answers (event x attribute): its versions, verdicts and the reason."""

    id: str
    event: str
    attribute: Attribute
    verdicts: tuple[Verdict, ...]
    reason: str
    versions: tuple[Version, ...]
    about: str = ""  # what of the attribute, where one event has several: "killed", "drafts"


class Standing(Struct, frozen=True, gc=False):
    """What the status of an event was as of some day, and who said so."""

    as_of: When | None
    status: Status
    accounts: tuple[Account, ...]


class Refusal(Struct, frozen=True, gc=False):
    """A value that was said but cannot be: kept, explained, and kept out of calendars."""

    attribute: Attribute
    value: str
    why: str
    cite: Cite


class StoryEvent(Struct, frozen=True, gc=False):
    """One event of a story, made of the passages that mention it."""

    id: str
    type: str
    label: str
    parties: tuple[Mention, ...]
    place: Mention | None
    when: When | None
    value: str  # TIMEX3 / EDTF of `when`; "" where unknown
    status: Status
    polarity: Polarity
    history: tuple[Standing, ...]
    mentions: tuple[Cite, ...]
    rejected: tuple[Refusal, ...] = ()


class Ruling(Struct, frozen=True, gc=False, order=True):
    """A decision by hand that stands above the clustering: kept on re-reading, later ones win.

    merge: whatever stories hold one of `articles` are one. split: `articles` stand apart from
    `others`; what has come since goes to the side it is more like.
    """

    number: int  # in the order they were made
    kind: Literal["merge", "split"]
    articles: tuple[str, ...]
    others: tuple[str, ...] = ()


class Story(Struct, frozen=True, gc=False, tag="story"):
    """Articles about the same happening, and the links between them."""

    id: str
    headline: str
    articles: tuple[str, ...]  # article ids, sorted
    links: tuple[Link, ...] = ()
    events: tuple[StoryEvent, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: Sources = Sources(0, 0)
    origins: tuple[tuple[Origin, ...], ...] = ()  # who they are; those together may be the same
    tags: tuple[str, ...] = ()  # keys of the names the story turns on, most telling first
    related: tuple[str, ...] = ()  # ids of stories that follow up or precede this one


KEPT = 512  # kinds of marks of articles remembered
AnyMark = Block | Name | Time | Credit | Quote | Event | Published
M = TypeVar("M", Block, Name, Time, Credit, Quote, Event, Published)


# ------------------------------------------------------------------ slicing, sorting, replacing


def words(article: Article, span: Span) -> str:
    """The text under a span."""
    return article.text[span.start : span.end]


def marks(article: Article, kind: type[M]) -> tuple[M, ...]:
    """The article's marks of one kind, in text order."""
    found: tuple[M, ...] = _of_kind(_Same(article.marks), kind)
    return found


def beginning(found: Sequence[M], span: Span) -> Sequence[M]:
    """Of marks in text order those that begin in a span."""
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_left(found, span.end, lo=first, key=_start)]


def _start(mark: AnyMark) -> int:
    return mark.span.start


class _Same:
    """Some marks, equal to nothing but themselves: an article's are asked for over and over."""

    __slots__ = ("given",)

    def __init__(self, given: tuple[AnyMark, ...]) -> None:
        self.given = given

    def __hash__(self) -> int:
        return id(self.given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.given is other.given


@lru_cache(maxsize=KEPT)
def _of_kind(some: _Same, kind: type[AnyMark]) -> Any:
    return tuple(mark for mark in some.given if type(mark) is kind)


def with_marks(article: Article, new: Iterable[AnyMark]) -> Article:
    """The article with marks added, sorted by span, kind and rule; equal marks are kept once."""
    ordered: list[AnyMark] = []
    for mark in sorted((*article.marks, *new), key=_place):
        if not (ordered and mark in _alike(ordered, mark)):
            ordered.append(mark)
    return structs.replace(article, marks=tuple(ordered))


GIVEN = ("row:", "feed:")  # facts by whoever made the table or feed: the title is the headline
MAX_CALLED = 200  # code points


def headline(article: Article) -> str:
    """What an article is called, on one line: "" only where it has no words at all.

    The title its row or feed gives, else the visible headline, else the page's title, else its
    first line.
    """
    given = (f.value for f in article.facts if f.name == "title" and f.by.startswith(GIVEN))
    shown = (words(article, b.span) for b in marks(article, Block) if b.role == "headline")
    first = article.text.strip().partition("\n")[0]
    called = next(filter(str.strip, (*given, *shown, article.title, first)), "")
    return " ".join(called.split())[:MAX_CALLED]


def _place(mark: AnyMark) -> tuple[int, int, str, str]:
    return mark.span.start, mark.span.end, type(mark).__name__, mark.by


def _alike(ordered: list[AnyMark], mark: AnyMark) -> Iterator[AnyMark]:
    """The marks at the end of the list that stand at the same place by the same rule."""
    for other in reversed(ordered):
        if other.span != mark.span or other.by != mark.by:
            return
        yield other


def inside(inner: Span, outer: Span) -> bool:
    """Whether one span lies wholly in the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def touches(a: Span, b: Span) -> bool:
    """Whether two spans share at least one code point."""
    return a.start < b.end and b.start < a.end


def digest(*parts: str | bytes) -> str:
    """A content id: 16 hex digits of BLAKE2b over the parts, each with its length before it."""
    state = blake2b(digest_size=8)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "big"))
        state.update(raw)
    return state.hexdigest()

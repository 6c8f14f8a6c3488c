"""Passages: every event mark of a story with its day, actors, chain and origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, structs

from secondsource import origins
from secondsource.model import (
    Article,
    Block,
    Cite,
    Event,
    Mention,
    Name,
    Origin,
    Quote,
    Span,
    Speaker,
    Teller,
    Time,
    When,
    inside,
    marks,
    touches,
)
from secondsource.reconcile.dated import DAY_SAID, days_only, days_told, near
from secondsource.reconcile.lines import around
from secondsource.reconcile.moments import (
    days_said,
    is_ahead,
    is_doubtful,
    moment,
    spoken_days,
)
from secondsource.text import world
from secondsource.text.counted import THINGS
from secondsource.text.eventwords import kinds, standing
from secondsource.text.occurrence import DONE
from secondsource.text.retold import is_assumed, retells
from secondsource.text.scores import scores
from secondsource.text.when import edtf, moments
from secondsource.text.words import fold

OPEN = ("harm", "protest", "fixture", "gathering", "aid", "launch", "strike")  # what people see
SAID = ("say", "deny")  # acts that tell of events; wishes and questions do not
KEPT = 64  # blocks of which the sentences are remembered: a story asks for each many times
MAX_OPENING = 1500  # code points in which the report of a match gives its score
MAX_QUOTES = 60  # of one article looked at for who speaks
MIN_LEAD = 40  # code points; shorter paragraphs are bylines and dates


class Passage(Struct, frozen=True, gc=False):
    """One event mark in its article, with all that deciding about it needs."""

    article: Article
    text: str  # the id its article's copies go by: they are one text
    event: Event
    family: str
    when: When | None
    value: str  # EDTF of `when`
    soft: bool
    doubtful: bool  # a day without its year that is past, for an event said to come
    actors: frozenset[str]  # keys of states and bodies
    people: frozenset[str]
    place: str  # key or folded name
    told: bool  # the words themselves say the status
    headline: bool
    title: bool  # headline or dek
    lead: bool  # headline, dek, or one of the first two body blocks
    quote: Quote | None
    chain: tuple[Teller, ...]
    origin: Origin
    attributed: bool
    doer: Origin | None  # a party that speaks in the article
    besides: tuple[
        str, ...
    ]  # origins its article names: they may have told what nobody is named for
    seen: bool  # its writer says that he was there
    witnesses: tuple[Passage, ...]  # of those who saw the event it tells of, without a word for it
    adopted: bool  # its words name nobody; it took the chain of its neighbour in them
    as_of: When | None
    assumed: bool = False  # its day only tells which event is meant: "the vote set for May"
    retold: bool = False  # its speaker has it from another
    lent: bool = False  # it opens the text of a sole speaker who tells nothing of its event

    @property
    def cite(self) -> Cite:
        return Cite(self.article.id, self.event.span)

    @property
    def own(self) -> bool:
        """Whether the words name nobody: a headline, a lead, "it was reported"."""
        return not self.attributed or self.adopted

    @property
    def is_done(self) -> bool:
        """Whether it says that something has happened."""
        return self.event.status in DONE and self.event.polarity == "affirmed"

    @property
    def is_deed(self) -> bool:
        """Whether it tells of something done; that somebody spoke is no event of a story."""
        return self.is_done and self.family != "statement"

    @property
    def is_played(self) -> bool:
        """Whether it tells a match or a race that was held: whoever reports on it looked on."""
        told = self.family == "fixture" and self.is_done and self.lead
        return told and _has_score(self.article.text[:MAX_OPENING])

    @property
    def vague(self) -> bool:
        """Whether a title names its source only loosely: "official says"; the text knows better."""
        named = self.origin.kind == "person" and not self.origin.key.startswith("person:?")
        return self.headline and self.attributed and not named

    @property
    def at(self) -> tuple[str, str, Span, Span]:
        """Order: by day of publication, article and place in it."""
        day = self.article.published.value if self.article.published else "9999"
        return (day, self.article.id, self.event.span, self.event.trigger)


def of_article(
    article: Article, own: Origin, lands: frozenset[str], *, things: bool = False
) -> list[Passage]:
    """The passages of an article; things: those instead that only count things or tell a day."""
    times = {mark.span: mark for mark in marks(article, Time)}
    resolved = moments(article)
    quotes = [q for q in marks(article, Quote) if q.act in SAID]
    names = {name.span: name for name in marks(article, Name)}
    titles, leads = _leads(article)
    asof = days_said(article, quotes, times, resolved)
    speak = {q.speaker.key: q for q in reversed(quotes) if q.speaker and q.speaker.key}
    found = []
    told = [e for e in marks(article, Event) if (e.by == THINGS) == things]
    days = days_told if things else days_only
    for event in [*told, *days(article, resolved)]:
        quote = _around(quotes, event, own)
        if event.by == DAY_SAID:
            quote = next((q for q in quotes if q.cue and near(q.cue, event.span)), quote)
        named = origins.attributes(quote, own)
        mark = times.get(event.time) if event.time else None
        when, soft = moment(article, event, mark, spoken_days(mark, quotes, asof, resolved))
        if is_ahead(article, event, when):
            event = structs.replace(event, status="scheduled")
        actors, people = _actors(event, names, lands)
        doer = next((speak[p.key] for p in event.parties if p.key in speak), None)
        found.append(
            Passage(
                article=article,
                text=article.id,
                event=event,
                family=kinds()[event.type].family if event.type in kinds() else event.type,
                when=when,
                value=edtf(when) if when else "",
                soft=soft,
                doubtful=is_doubtful(article, event, mark, when),
                actors=actors,
                people=people,
                place=_place(event),
                told=event.score >= 0.7,
                headline=any(
                    b.role == "headline" and inside(event.span, b.span)
                    for b in marks(article, Block)
                ),
                title=any(inside(event.span, block) for block in titles),
                lead=any(inside(event.span, block) for block in leads),
                quote=quote,
                chain=chain(article, quote, own),
                origin=origins.origin(quote if named else None, own, article),
                attributed=named,
                doer=origins.origin(doer, own, article) if doer and not named else None,
                besides=(),
                seen=False,
                witnesses=(),
                adopted=False,
                assumed=_assumed(article, quote, event),
                retold=_retold(article, quote, event),
                as_of=asof.get(quote.span if quote else None)
                or (article.published.when if article.published else None),
            )
        )
    return found


@lru_cache(maxsize=KEPT)
def _has_score(text: str) -> bool:
    return bool(scores(text))


def width(passages: Iterable[Passage]) -> int:
    """How many articles passages are of."""
    return len({p.article.id for p in passages})


def _assumed(article: Article, quote: Quote | None, event: Event) -> bool:
    """Whether a day stands behind a participle of planning, in words that are not a speaker's own.

    "The strike planned for 26 May would hurt pupils, the minister said": the day is the writer's.
    """
    if event.time is None or (quote is not None and quote.form == "direct"):
        return False
    block, line = around(article, event.time)
    if block is None or block.role in ("headline", "dek"):
        return False  # a headline leaves out "is"
    before = article.text[(line or block.span).start : event.time.start]
    return is_assumed(before, article.text[event.trigger.start : event.trigger.end])


def _retold(article: Article, quote: Quote | None, event: Event) -> bool:
    """Whether who tells of an event says that he has it from another: "…, citing the police".

    Where an outlet or an agency cites somebody the speaker is whom it cites.
    """
    if quote is not None and (quote.via or quote.speaker is None or quote.speaker.span is None):
        return False
    line = around(article, event.trigger)[1] or event.trigger
    spoken: list[str] = []
    if quote is not None:
        line = Span(min(line.start, quote.span.start), max(line.end, quote.span.end))
        if quote.form != "indirect":
            spoken = [article.text[c.start : c.end] for c in quote.content]
    return retells(article.text[line.start : line.end], spoken)


def _leads(article: Article) -> tuple[list[Span], list[Span]]:
    """The blocks that are titles, and those with the first two of the body."""
    blocks = marks(article, Block)
    titles = [b.span for b in blocks if b.role in ("headline", "dek")]
    body = [b.span for b in blocks if b.role == "body" and b.span.end - b.span.start >= MIN_LEAD]
    return titles, titles + body[:2]


def _around(quotes: Sequence[Quote], event: Event, own: Origin) -> Quote | None:
    """The innermost quote whose content holds the event's word."""
    holding = [
        (c.end - c.start, q.span, q)
        for q in quotes
        for c in q.content
        if (c.start <= event.trigger.start or _cues(q, event))
        and c.start < event.trigger.end <= c.end + 1
        and (q.form != "indirect" or c.start <= _core(event) or _cues(q, event))
    ]
    named = [h for h in holding if origins.attributes(h[2], own)]
    best = min(named or holding, key=lambda h: h[:2], default=None)
    if best is None and event.by == "events/denied claims":
        denials = [q for q in quotes if q.act == "deny"]
        return next((q for q in denials if any(touches(c, event.span) for c in q.content)), None)
    if best is None and event.counts:
        return next((q for q in quotes if _numbers(q, event, own)), None)
    return best[2] if best else None


def _numbers(quote: Quote, event: Event, own: Origin) -> bool:
    """Whether an event's numbers are somebody's: "Race director Ida Kovar said 900 had started"."""
    counted = (any(inside(n.span, c) for c in quote.content) for n in event.counts)
    return quote.act == "say" and origins.attributes(quote, own) and all(counted)


def _cues(quote: Quote, event: Event) -> bool:
    """Whether an event's words begin with who says it: "Odo Kern announced his resignation"."""
    cue = quote.cue
    if cue is None:
        return False
    speaker = quote.speaker.span if quote.speaker else None
    start = speaker.start if speaker and speaker.end <= cue.start else cue.start
    return start <= event.span.start < cue.end


def _core(event: Event) -> int:
    """Where the event's own words begin, a day or place told before them left aside."""
    beside = [event.time, event.place.span if event.place else None]
    beside += [c.span for c in event.counts]
    ends = [s.end + 1 for s in beside if s and s.start == event.span.start]
    return min([*ends, event.trigger.start]) if ends else event.span.start


def spoken(article: Article, own: Origin) -> Iterator[tuple[Quote, Speaker]]:
    """What is said in the body of an article by somebody it names or describes, and by whom."""
    body = [b.span for b in marks(article, Block) if b.role == "body"]
    for quote in marks(article, Quote)[:MAX_QUOTES]:
        if quote.act not in SAID or quote.speaker is None or not origins.attributes(quote, own):
            continue
        if any(inside(quote.content[0], block) for block in body):
            yield quote, quote.speaker


def chain(article: Article, quote: Quote | None, own: Origin) -> tuple[Teller, ...]:
    """From the outlet inwards: outlet, relays and agencies, speaker."""
    outlet = article.outlet
    tellers = [Teller(outlet, "outlet", key=world.outlet(outlet) or "")] if outlet else []
    told = {teller.name for teller in quote.via} if quote else set()
    if own.kind == "outlet" and own.name != outlet and own.name not in told:
        role = "agency" if world.agency(own.name) else "outlet"
        tellers.append(Teller(own.name, role, key=own.key))  # type: ignore[arg-type]
    if quote is not None:
        tellers += [t for t in quote.via if not tellers or t.name != tellers[-1].name]
        if quote.speaker is not None:
            speaker = quote.speaker
            person = speaker.key.startswith("person:") or speaker.anonymous
            tellers.append(
                Teller(speaker.name, "person" if person else "body", speaker.span, speaker.key)
            )
    return tuple(tellers)


# ------------------------------------------------------------------ days


# ------------------------------------------------------------------ who and where


def _actors(
    event: Event, names: Mapping[Span, Name], lands: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """States and bodies by one key each, and people; a ministry acts for its state."""
    actors: set[str] = set()
    people: set[str] = set()
    for party in event.parties:
        name = names.get(party.span) if party.span else None
        if party.key.startswith("person:") and party.key.removeprefix("person:") in lands:
            actors.add("name:" + party.key.removeprefix("person:"))
            continue
        if party.key.startswith("person:"):
            people.add(party.key)
            if name and name.body:
                actors.add(_state(name.body))
            continue
        joined = [k for word in party.name.split() for k in world.parties(word)]
        if joined:  # "NATO-Russia Council"
            actors.update(joined)
            continue
        key = (
            world.country(party.name)
            or world.body(party.name)
            or world.demonym(party.name)
            or world.capital(party.name)
            or world.seat(party.name)
            or _unlisted(party)
        )
        actors.add(_state(key))
    return frozenset(actors), frozenset(people)


def _unlisted(party: Mention) -> str:
    """One key for what no list knows, whatever its marks take it for: place, body or name."""
    name = party.key.partition(":")[2]
    if "/" in name:
        return party.key
    told = (name or fold(party.name)).split()
    bare = [word for word in told if word not in standing()["clubs"]["words"]]
    return "name:" + " ".join(bare or told)  # "Larn FC" plays as Larn


def _state(key: str) -> str:
    """ "organisation:russia/foreign ministry" acts for "place:russia"."""
    place, slash, _ = key.removeprefix("organisation:").partition("/")
    return "place:" + place if slash and world.country(place) else key


def _place(event: Event) -> str:
    if event.place is None:
        return ""
    return event.place.key or fold(event.place.name)

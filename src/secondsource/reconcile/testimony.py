"""Testimony: who tells of an event without a word for it, because he was there or knows of it.

"It went over like a toy. I ran down" is the lorry driver's account of the accident his article is
about, and "eleven were still being treated" the hospital's. So is what a writer tells who says
that he was there. All belong to the event the article tells first, in whatever group it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import structs

from secondsource import origins
from secondsource.model import Article, Block, Origin, Quote, Span, Time, When, inside, marks
from secondsource.reconcile.informed import informed, is_new
from secondsource.reconcile.passages import MAX_QUOTES, OPEN, Passage, chain, spoken, width
from secondsource.reconcile.places import places_of, told_at
from secondsource.reconcile.witness import saw
from secondsource.text.occurrence import DONE
from secondsource.text.testimony import testifies
from secondsource.text.when import edtf, first_day, moments, overlap

LIVED = ("harm", "protest")  # of what they live through
UNSEEN = ("DEATH",)  # who watched the race has not seen that a runner died
DAY, ZERO = timedelta(days=1), timedelta(0)
LATELY = 30 * DAY  # before a page: a day that somebody tells of an event nobody else dates
SEVERAL = 2  # articles that tell one thing
MAX_WITNESSES = 12  # of one article


def attested(found: Sequence[Passage], article: Article, own: Origin) -> list[Passage]:
    """The passages of an article; those that tell what it opens with, with its witnesses.

    An opening may tell two things at once (a strike is over as a deal is reached): who speaks of
    the one speaks of the other.
    """
    ahead = [p.event.span for p in found if p.event.status not in DONE]
    heard = {
        id(p): tuple(
            w
            for w in witnesses(p, article, own)
            if p.event.status not in DONE or not _holds(w, ahead)
        )
        for p in hosts(found)
    }
    return [structs.replace(p, witnesses=heard[id(p)]) if heard.get(id(p)) else p for p in found]


def hosts(found: Sequence[Passage]) -> list[Passage]:
    """The passages by which an article tells what it opens with, one of each type of event."""
    main = _main(found)
    if main is None:
        return []
    some = {main.event.type: main}
    for p in sorted(filter(_leads, found), key=lambda p: p.event.span):
        some.setdefault(p.event.type, p)
    return list(some.values())


def _holds(witness: Passage, spans: Iterable[Span]) -> bool:
    """Whether somebody's words are about something else, that is still to come."""
    return any(inside(span, witness.event.span) for span in spans)


def witnesses(main: Passage, article: Article, own: Origin) -> list[Passage]:
    """What those who were there tell in an article of the event that `main` tells."""
    heard = [_bare(main, q.content[0], q, article, own) for q in _accounts(article, main, own)]
    there = article.id == main.article.id or main.event.type not in UNSEEN
    if there and saw(article) and not _relays(article, own):
        blocks = [b.span for b in marks(article, Block) if b.role in ("headline", "body")]
        heard.append(_bare(main, blocks[0] if blocks else Span(0, 1), None, article, own))
    return heard


def strays(
    given: Sequence[tuple[Article, Origin]], found: Sequence[Passage]
) -> dict[str, list[Passage]]:
    """By article, the witnesses in those that have no word for the event others tell."""
    main = host(found)
    if main is None:
        return {}
    heard = {a.id: witnesses(main, a, own) for a, own in wordless(given, found, main)}
    return {key: some for key, some in heard.items() if some}


def wordless(
    given: Iterable[tuple[Article, Origin]], found: Sequence[Passage], main: Passage
) -> list[tuple[Article, Origin]]:
    """The articles without a word for what the story is about, none written before it."""
    telling = _telling(found, main)
    return [
        (article, own)
        for article, own in given
        if article.id not in telling and not _is_before(article, main)
    ]


def host(found: Sequence[Passage]) -> Passage | None:
    """The passage that tells what a story is about: what people saw, else what most lead with.

    What only one article has a word for is no such thing where several open with something else: a
    word may be misread.
    """
    leads = [p for p in found if _leads(p)]
    opens = [p for p in found if p.lead and p.family != "statement"]
    opening, telling = _articles(opens), _articles(found)
    most = max(opening.values(), default=0)
    seen = [p for p in found if is_seen(p) and (p.lead or p.family in LIVED)]
    seen = [p for p in seen if most < SEVERAL or telling[p.family] >= SEVERAL]
    if seen:
        return min(seen, key=lambda p: p.at)
    return min(leads, key=lambda p: (-opening[p.family], p.at), default=None)


def _articles(found: Iterable[Passage]) -> dict[str, int]:
    """How many articles tell something of each family."""
    by_family: dict[str, list[Passage]] = {}
    for p in found:
        by_family.setdefault(p.family, []).append(p)
    return {family: width(some) for family, some in by_family.items()}


def spread(groups: Iterable[Sequence[Passage]]) -> list[list[Passage]]:
    """The events' passages with those of their witnesses, in order.

    Those of an article without a word for the event belong to the one the story is about.
    """
    given = [list(group) for group in groups]
    every = [p for group in given for p in group]
    denying = {p.origin.key for p in every if p.attributed and p.event.polarity == "denied"}
    outlets = sorted({p.article.outlet for p in every if p.article.outlet})
    found = []
    for group in given:
        more = [w for p in group for w in p.witnesses]
        told = {(p.article.id, p.origin.key) for p in group if p.attributed}
        places = places_of(group) if more else {}
        kept = [
            told_at(w, places)
            for w in more
            if (w.article.id, w.origin.key) not in told
            and w.origin.key not in denying
            and (_was_there(w) or is_new(w, group, outlets))
        ]
        plain = [structs.replace(p, witnesses=()) if p.witnesses else p for p in group]
        found.append(sorted([*plain, *kept], key=lambda p: p.at))
    return found


def unified(passage: Passage, one: Mapping[Origin, Origin]) -> Passage:
    """The passage with its witnesses known by the keys they have all over the story."""
    if not passage.witnesses:
        return passage
    known = tuple(structs.replace(w, origin=one[w.origin]) for w in passage.witnesses)
    return structs.replace(passage, witnesses=known)


def _is_before(article: Article, main: Passage) -> bool:
    """Whether an article was written before what another tells took place."""
    mine = first_day(article.published.when) if article.published else None
    told = main.article.published
    day = first_day(main.when) if main.when else None
    last = day or (first_day(told.when) if told else None)
    return mine is not None and last is not None and mine < last - (DAY if day is None else ZERO)


def _telling(found: Sequence[Passage], main: Passage) -> set[str]:
    """The articles that tell what a story is about, or another event that not only they tell."""
    by_family: dict[str, set[str]] = {}
    for p in found:
        by_family.setdefault(p.family, set()).add(p.article.id)
    return {
        p.article.id
        for p in found
        if p.is_deed
        and (
            p.family == main.family
            or (len(by_family[p.family]) > 1 and (p.lead or (is_seen(p) and is_seen(main))))
        )
    }


def _main(found: Sequence[Passage]) -> Passage | None:
    """The passage that tells first what an article is about: harm before all that opens it."""
    leads = [p for p in found if _leads(p)]
    lived = [p for p in leads if p.family in LIVED]
    some = lived or leads or [p for p in found if is_seen(p)]
    return min(some, key=lambda p: p.event.span, default=None)


def _leads(passage: Passage) -> bool:
    """Whether a passage tells what its article begins with."""
    return passage.is_deed and passage.lead


def is_seen(passage: Passage) -> bool:
    """Whether a passage tells of something people see happen."""
    return passage.family in OPEN and passage.is_deed


def _relays(article: Article, own: Origin) -> bool:
    """Whether an article has anything from another outlet: the reporter may be of that one."""
    for quote in marks(article, Quote)[:MAX_QUOTES]:
        for teller in quote.via:
            named = teller.role in origins.CHANNELS
            if named and not teller.inherited and origins.outlet(teller.name).key != own.key:
                return True
        if quote.speaker is not None and quote.speaker.role == "outlet":
            return True
    return False


def _accounts(article: Article, main: Passage, own: Origin) -> list[Quote]:
    """The words of each speaker in which he tells what he saw or what he knows of it."""
    found: dict[str, Quote] = {}
    if main.family in LIVED:
        for quote, speaker in spoken(article, own):
            if any(_testifies(article, c, quote.form != "indirect") for c in quote.content):
                found.setdefault(speaker.key or speaker.name, quote)
    for quote in informed(article, main, own) if _leads(main) else ():
        if quote.speaker is not None:
            found.setdefault(quote.speaker.key or quote.speaker.name, quote)
    return list(found.values())[:MAX_WITNESSES]


def _was_there(passage: Passage) -> bool:
    """Whether a witness tells what he saw, or is the writer."""
    quote = passage.quote
    if quote is None:
        return True
    return _testifies(passage.article, passage.event.span, quote.form != "indirect")


def _testifies(article: Article, content: Span, himself: bool) -> bool:
    return testifies(article.text[content.start : content.end], himself=himself)


def _day(article: Article, main: Passage, quote: Quote | None) -> Span | None:
    """Where somebody says on which day it was, where that may be the day of the event."""
    if quote is None:
        return None
    for time in marks(article, Time):
        if time.type != "DATE" or not any(inside(time.span, c) for c in quote.content):
            continue
        when = moments(article).get(time.span)
        if when and (overlap(when, main.when) if main.when else _may_be_on(when, article, main)):
            return time.span
    return None


def _may_be_on(when: When, article: Article, main: Passage) -> bool:
    """Whether an event nobody dates may be on a day somebody tells.

    What has happened was not long before the page ("the fair of last Christmas") nor after it.
    """
    day = first_day(when)
    written = first_day(article.published.when) if article.published else None
    if day is None or written is None:
        return True
    return ZERO <= written - day <= LATELY if main.is_done else day >= written


def _bare(main: Passage, span: Span, quote: Quote | None, article: Article, own: Origin) -> Passage:
    """A passage that says no more than that the event took place; the writer's without quote."""
    at = _day(article, main, quote)
    when = moments(article).get(at) if at else None
    event = structs.replace(
        main.event, span=span, trigger=span, counts=(), things=(), time=at, place=None
    )
    return structs.replace(
        main,
        article=article,
        event=event,
        when=when,
        value=edtf(when) if when else "",
        soft=False,
        doubtful=False,
        place="",
        told=False,
        headline=False,
        title=False,
        lead=False,
        quote=quote,
        chain=chain(article, quote, own),
        origin=origins.origin(quote, own, article),
        attributed=True,
        doer=None,
        as_of=article.published.when if article.published else None,
        witnesses=(),
    )

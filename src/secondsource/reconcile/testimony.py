"""Testimony: who tells of an event without a word for it, because he was there.

"It went over like a toy. I ran down" is the lorry driver's account of the accident his article is
about. So is what a writer tells who says that he was there. Both belong to the event the article
tells first, whatever group that comes to stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from secondsource import origins
from secondsource.model import Article, Block, Origin, Quote, Span, Time, inside, marks
from secondsource.reconcile.passages import MAX_QUOTES, Passage, chain, spoken
from secondsource.reconcile.witness import saw
from secondsource.text.testimony import testifies
from secondsource.text.when import edtf, moments, overlap

# families of what people see happen
SEEN = ("harm", "protest", "fixture", "gathering", "aid", "launch", "strike")
LIVED = ("harm", "protest")  # of what they live through
PAST = ("happened", "ongoing")
MAX_WITNESSES = 12  # of one article


def attested(found: Sequence[Passage], article: Article, own: Origin) -> list[Passage]:
    """The passages of an article, the one that tells its event with those of its witnesses."""
    given = list(found)
    main = min((p for p in given if is_seen(p)), key=lambda p: p.event.span, default=None)
    if main is None:
        return given
    heard = tuple(witnesses(main, article, own))
    return [structs.replace(p, witnesses=heard) if p is main and heard else p for p in given]


def witnesses(main: Passage, article: Article, own: Origin) -> list[Passage]:
    """What those who were there tell in an article of the event that `main` tells."""
    heard = [_bare(main, q.content[0], q, article, own) for q in _accounts(article, main, own)]
    if saw(article) and not _relays(article, own):
        blocks = [b.span for b in marks(article, Block) if b.role in ("headline", "body")]
        heard.append(_bare(main, blocks[0] if blocks else Span(0, 1), None, article, own))
    return heard


def strays(
    given: Sequence[tuple[Article, Origin]], found: Sequence[Passage]
) -> dict[str, list[Passage]]:
    """By article, the witnesses in those that have no word for the event others tell."""
    seen = [p for p in found if is_seen(p)]
    if not seen:
        return {}
    main = min(seen, key=lambda p: p.at)
    telling = {p.article.id for p in seen}
    heard = {
        article.id: witnesses(main, article, own)
        for article, own in given
        if article.id not in telling
    }
    return {key: some for key, some in heard.items() if some}


def spread(groups: Iterable[Sequence[Passage]]) -> list[list[Passage]]:
    """The events' passages with those of their witnesses, in order.

    Those of an article without a word for the event belong to it where the story has but one.
    """
    given = [list(group) for group in groups]
    lone = sum(any(is_seen(p) for p in group) for group in given) == 1
    found = []
    for group in given:
        more = [w for p in group for w in p.witnesses if lone or w.article.id == p.article.id]
        told = {(p.article.id, p.origin.key) for p in group if p.attributed}
        kept = [w for w in more if (w.article.id, w.origin.key) not in told]
        plain = [structs.replace(p, witnesses=()) if p.witnesses else p for p in group]
        found.append(sorted([*plain, *kept], key=lambda p: p.at))
    return found


def unified(passage: Passage, one: Mapping[Origin, Origin]) -> Passage:
    """The passage with its witnesses known by the keys they have all over the story."""
    if not passage.witnesses:
        return passage
    known = tuple(structs.replace(w, origin=one[w.origin]) for w in passage.witnesses)
    return structs.replace(passage, witnesses=known)


def is_seen(passage: Passage) -> bool:
    """Whether a passage tells of something people see happen."""
    event = passage.event
    return passage.family in SEEN and event.status in PAST and event.polarity == "affirmed"


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
    """The first words of each speaker in which he tells what he saw."""
    if main.family not in LIVED:
        return []
    found: dict[str, Quote] = {}
    for quote, speaker in spoken(article, own):
        if any(_testifies(article, c, quote.form != "indirect") for c in quote.content):
            found.setdefault(speaker.key or speaker.name, quote)
    return list(found.values())[:MAX_WITNESSES]


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
        if when and (main.when is None or overlap(when, main.when)):
            return time.span
    return None


def _bare(main: Passage, span: Span, quote: Quote | None, article: Article, own: Origin) -> Passage:
    """A passage that says no more than that the event took place; the writer's without quote."""
    at = _day(article, main, quote)
    when = moments(article).get(at) if at else None
    event = structs.replace(main.event, span=span, trigger=span, counts=(), time=at, place=None)
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

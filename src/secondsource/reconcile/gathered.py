"""Every passage of a story, with its origins, outlets and places known by one name each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from secondsource import origins
from secondsource.model import Article, Mention, Name, Origin, Quote, marks
from secondsource.reconcile.leads import led
from secondsource.reconcile.passages import SAID, Passage, of_article
from secondsource.reconcile.testimony import attested, host, strays, unified
from secondsource.reconcile.titles import adopting
from secondsource.text.when import overlap, parse
from secondsource.text.words import WORD, fold

MAX_SPOKEN = 60  # quotes of one article whose speakers are compared
MAX_WORDS = 20_000  # code points of one article looked at for the bodies it names
MAX_SPEAKERS = 200  # of one story; each is compared with every other


def gather(
    articles: Iterable[Article], voices: Mapping[str, Origin], copied: Mapping[str, str]
) -> list[Passage]:
    """Every passage of a story, ordered; origins unified over the story.

    What only counts things stands behind the others: it is no evidence of anything else.
    """
    given = list(articles)
    bare: list[Passage] = []
    lands = _lands(given)
    found: list[Passage] = []
    for article in given:
        text, own, dated = copied[article.id], voices[article.id], _dated(article)
        told = adopting(of_article(dated, own, lands), dated, own)
        told = [structs.replace(p, text=text) for p in told]
        found += attested(told, dated, own)
        some = adopting(of_article(dated, own, lands, things=True), dated, own)
        bare += [structs.replace(p, text=text) for p in some]
    stray = strays([(_dated(a), voices[a.id]) for a in given], found)
    main = host(found)
    if stray and main is not None:
        at = next(n for n, p in enumerate(found) if p is main)
        more = [structs.replace(w, text=copied[i]) for i, some in stray.items() for w in some]
        found[at] = structs.replace(found[at], witnesses=(*found[at].witnesses, *more))
    outlets = frozenset(o.key for o in voices.values() if o.kind == "outlet")
    found, bare = ([_renamed(p, outlets) for p in some] for some in (found, bare))
    places = {p.place.removeprefix("place:") for p in found if p.place}
    found = [_placed(p, places) for p in found]
    doers = (p.doer for p in found if p.doer)
    by_text = [(list(_speakers(a, voices[a.id])), _words_of(a)) for a in given if found]
    spoken = {one: origins.renamed(one, outlets) for some, _ in by_text for one in some}
    seen = (w.origin for p in found for w in p.witnesses)
    one = origins.related(
        [
            *(p.origin for p in (*found, *bare)),
            *doers,
            *seen,
            *sorted(set(spoken.values()))[:MAX_SPEAKERS],
        ],
        lands,
        [([spoken[one] for one in some], words) for some, words in by_text],
    )
    found = [
        structs.replace(p, origin=one[p.origin], doer=one[p.doer] if p.doer else None)
        for p in found
    ]
    found = [unified(p, one) for p in found]
    known = {o: one[n] for o, n in spoken.items() if n in one}
    by_article: dict[str, list[Passage]] = {}
    for p in found:
        by_article.setdefault(p.article.id, []).append(p)
    found = [
        p
        for key, some in by_article.items()
        for p in led(some, some[0].article, voices[key], known)
    ]
    bare = [structs.replace(p, origin=one[p.origin]) for p in bare]
    return [*sorted(found, key=lambda p: p.at), *sorted(bare, key=lambda p: p.at)]


def _renamed(passage: Passage, outlets: frozenset[str]) -> Passage:
    """The passage with its outlets under the names their own pages have."""
    told = origins.renamed(passage.origin, outlets)
    seen = tuple(_renamed(w, outlets) for w in passage.witnesses)
    return structs.replace(passage, origin=told, witnesses=seen)


def _speakers(article: Article, own: Origin) -> Iterator[Origin]:
    """Who speaks in an article, of whatever: what is told of him there is told of him elsewhere."""
    for quote in marks(article, Quote)[:MAX_SPOKEN]:
        if quote.speaker and quote.act in SAID and origins.attributes(quote, own):
            yield origins.origin(quote, own, article)


def _words_of(article: Article) -> frozenset[str]:
    """The words of an article and of its outlet's name, folded."""
    return frozenset(WORD.findall(fold(f"{article.text[:MAX_WORDS]} {article.outlet}")))


def _lands(articles: Iterable[Article]) -> frozenset[str]:
    """Single names that some article of a story takes for a place or a body, and that nobody bears.

    "Estmark" is a person's name to who reads one headline, and a state's to who reads the text.
    """
    places: set[str] = set()
    borne: set[str] = set()
    for article in articles:
        for name in marks(article, Name):
            kind, _, key = name.key.partition(":")
            if name.type == "person" and " of " not in key and (" " in key or name.role):
                borne.add(key.split()[-1] if key else "")
            elif kind == "place" or (kind == "organisation" and not set(" /") & set(key)):
                places.add(key)
    return frozenset(places - borne)


def _placed(passage: Passage, places: set[str]) -> Passage:
    """The passage with a party for its place that other passages of the story know as one.

    "Lindholt meeting": a headline rarely says whether a name is a place or a body.
    """
    wrong = {k for k in passage.actors if k.removeprefix("name:") in places and k[:5] == "name:"}
    people = {k for k in passage.people if k.removeprefix("person:") in places}
    if not wrong and not people:
        return passage if passage.place else _named_for(passage, places)
    names = {k.partition(":")[2] for k in wrong | people}
    where = next((m for m in passage.event.parties if m.key.partition(":")[2] in names), None)
    event, place = passage.event, passage.place
    if where is not None and not place:
        place = "place:" + where.key.partition(":")[2]
        event = structs.replace(event, place=structs.replace(where, key=place, role="place"))
    return structs.replace(
        passage,
        event=event,
        place=place,
        actors=passage.actors - wrong,
        people=passage.people - people,
    )


def _named_for(passage: Passage, places: set[str]) -> Passage:
    """The passage with the place its event is named for: "Velmar air show"."""
    said = [w for w in passage.event.label.split() if w[:1].isupper() and fold(w) in places]
    if len(said) != 1:
        return passage
    place = Mention(said[0], "place:" + fold(said[0]), role="place")
    event = structs.replace(passage.event, place=place)
    return structs.replace(passage, event=event, place=place.key)


def _dated(article: Article) -> Article:
    """The article with its likeliest day for its day, where that is known only as a stretch."""
    if article.published is None:
        return article
    best = parse(article.published.value)
    known = article.published.when
    if best is None or not overlap(best, known):
        return article
    return structs.replace(article, published=structs.replace(article.published, when=best))

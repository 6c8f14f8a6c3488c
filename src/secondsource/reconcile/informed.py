"""Who is quoted in an article about an event and tells of it, without a word for it.

"The fans were running", the managing director says of the pit; "drivers had been searched four
times", the coordinator of the convoy. Who only reacts, passes on or denies is no source for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondsource import origins
from secondsource.model import (
    Article,
    Block,
    Event,
    Name,
    Origin,
    Quote,
    Span,
    Time,
    inside,
    marks,
    words,
)
from secondsource.origins.houses import is_plain, word_list
from secondsource.reconcile.leads import reacts
from secondsource.reconcile.passages import MAX_QUOTES, OPEN, Passage, spoken
from secondsource.text.counted import COUNTED, THINGS
from secondsource.text.eventwords import names_of
from secondsource.text.pointing import NUMBER
from secondsource.text.recounting import denies, is_unreal, negates, passing, recounts, responds
from secondsource.text.tollwords import families, toll_words
from secondsource.text.when import moments, overlap
from secondsource.text.words import STEM, WORD, fold, sentences, stems

BEFORE = 20  # code points before a word of saying
FEW = 2  # speakers of an article in which each tells of what it is about
MAX_NAMES = 200  # of one article, compared with those who speak in it


def informed(article: Article, main: Passage, own: Origin) -> list[Quote]:
    """What those say in an article who give details of what it is about, each of somebody known.

    Nothing where any of them says that it was not: more of it may only tell what was instead.
    """
    given = [quote for quote, _ in spoken(article, own)]
    about = _about(article, main)
    # That nobody was hurt denies nothing people see.
    wholly, named = main.family not in OPEN, about | _short(main)
    if any(denies(w, wholly=wholly, of=named) for q in given for w in _said(article, q)):
        return []
    longer = _names(article)
    found: list[tuple[str, Quote]] = []
    speaking: set[str] = set()
    denying: set[str] = set()
    for quote in given:
        told = origins.origin(quote, own, article)
        if not is_known(told) or _passes_on(article, quote, told) or _is_part(quote, longer):
            continue
        if origins.is_outsider(told):
            continue
        speaking.add(told.key)
        if quote.act == "deny" or any(denies(w, wholly=wholly) for w in _said(article, quote)):
            denying.add(told.key)
        elif not reacts(quote, told, article) and _tells(article, quote, told, main.family):
            found.append((told.key, quote))
    found = [(key, quote) for key, quote in found if key not in denying]
    if len(speaking) > FEW:
        found = [(key, q) for key, q in found if _is_near(article, q, main, about)]
    return [quote for _, quote in found]


def _tells(article: Article, quote: Quote, told: Origin, family: str) -> bool:
    """Whether somebody tells anything as a fact.

    Who speaks for a house knows of what is decided in one, and everybody of what people see; who
    speaks for himself does where he tells of something past.
    """
    said = _said(article, quote)
    if family not in OPEN and negates(said[0]):
        return False
    if _only_counts(article, quote, family) or _is_to_come(article, quote):
        return False
    if quote.form != "direct" and quote.cue and any(map(responds, _words(article, quote.cue))):
        return False  # "called it a scandal", "praised the crew"
    past = not origins.is_in_office(told)
    return any(recounts(words, past=past) for words in said)


def _only_counts(article: Article, quote: Quote, family: str) -> bool:
    """Whether words count things, or people who are of no such event.

    A number of lorries is no evidence that they came, one of marchers none of the flood, one of
    the dead none of the money their families are to have.
    """
    counted = toll_words()["counted"]
    return any(
        any(inside(e.trigger, c) for c in quote.content)
        and (
            (e.by == THINGS and not any(n.what in counted or n.what == NUMBER for n in e.things))
            or (e.by == COUNTED and not any(family in families(n.what) for n in e.counts))
        )
        for e in marks(article, Event)
    )


def _is_to_come(article: Article, quote: Quote) -> bool:
    """Whether nothing has been said yet: "the council will discuss the letter"."""
    cue = quote.cue
    if cue is None or quote.content[0].start < cue.start:
        return False
    before = WORD.findall(article.text[max(0, cue.start - BEFORE) : cue.start])[-2:]
    return is_unreal(" ".join([*before, *_words(article, cue)]))


def _about(article: Article, main: Passage) -> frozenset[str]:
    """The words an article tells its event in, the names of people left out."""
    blocks = [b.span for b in marks(article, Block) if b.role in ("headline", "body")]
    if main.article.id != article.id:
        told = blocks[0] if blocks else Span(0, 0)
    else:
        trigger = main.event.trigger
        block = next((b for b in blocks if inside(trigger, b)), trigger)
        told = next((s for s in sentences(article.text, block) if inside(trigger, s)), block)
    people = [words(article, n.span) for n in marks(article, Name) if n.type == "person"]
    nouns, verbs = names_of(main.event.type)
    usual = stems(" ".join((*nouns, *verbs)))
    return usual | stems(article.text[told.start : told.end]) - stems(" ".join(people))


def _short(main: Passage) -> frozenset[str]:
    """The words for what an event is that are too short for a stem: "ban", "met"."""
    nouns, verbs = names_of(main.event.type)
    return frozenset(w for name in (*nouns, *verbs) if len(w := fold(name)) < STEM)


def _is_near(article: Article, quote: Quote, main: Passage, about: frozenset[str]) -> bool:
    """Whether words share one with those the event is told in, or give its hour or day."""
    if any(stems(said) & about for said in _said(article, quote)):
        return True
    resolved = moments(article)
    times = [t for t in marks(article, Time) if any(inside(t.span, c) for c in quote.content)]
    days = [resolved.get(t.span) for t in times if t.type == "DATE"]
    same = any(main.when and day and overlap(day, main.when) for day in days)
    return same or any(t.type == "TIME" for t in times)


def is_known(told: Origin) -> bool:
    """Whether it is told who speaks: somebody by name, or a body that its name tells to be one."""
    if told.kind == "person":
        return told.key.startswith("person:") and "?" not in told.key
    said = set(WORD.findall(fold(told.name)))
    houses = (word_list("bodies") | word_list("firms")) - word_list("officials")
    return told.kind == "body" and not told.key.startswith("place:") and bool(said & houses)


def is_new(one: Passage, group: Iterable[Passage], outlets: Iterable[str]) -> bool:
    """Whether somebody who gives details of an event may be counted beside those who tell of it.

    The one whom an outlet's name names is the outlet; "the company", "the commission" may be whom
    its article named already, and so may the company's spokeswoman be.

    outlets: the names of the outlets of the story.
    """
    told, said = one.origin, _bare(one.origin.name)
    if not is_known(told) or any(_opens_or_ends(said, _bare(name)) for name in outlets):
        return False
    firm = word_list("firms") & set(WORD.findall(told.institution))
    if not is_plain(told.institution) or (told.kind == "person" and not firm):
        return True
    kinds = ("body",) if told.kind == "person" else ("anonymous", "body", "person")
    others = (p.origin for p in group if p.attributed and p.article.id == one.article.id)
    return not any(
        o.kind in kinds and (o.kind == "body" or not o.institution or is_plain(o.institution))
        for o in others
    )


def _said(article: Article, quote: Quote) -> list[str]:
    return [article.text[c.start : c.end] for c in quote.content]


def _passes_on(article: Article, quote: Quote, told: Origin) -> bool:
    """Whether who speaks only passes on what others told: a paper, "the agency reported"."""
    assert quote.speaker is not None
    said = WORD.findall(fold(quote.speaker.name))
    if not said or said[-1] in word_list("outlets"):
        return True
    cue = _words(article, quote.cue) if quote.cue else []
    return told.kind == "body" and bool(passing() & set(cue))


def _words(article: Article, span: Span) -> list[str]:
    return WORD.findall(fold(words(article, span)))


def _names(article: Article) -> list[tuple[str, list[str]]]:
    """The names in an article of more than one word, by their keys."""
    quotes = marks(article, Quote)[:MAX_QUOTES]
    found = [(n.key, words(article, n.span)) for n in marks(article, Name)[:MAX_NAMES]]
    found += [(q.speaker.key, q.speaker.name) for q in quotes if q.speaker]
    found += [(t.key, t.name) for q in quotes for t in q.via]
    bare = {(key, name): _bare(name) for key, name in found}
    return [(key, said) for (key, _), said in bare.items() if len(said) > 1]


def _is_part(quote: Quote, names: Iterable[tuple[str, Sequence[str]]]) -> bool:
    """Whether a speaker's name is part of a longer one that may be his: "the office", "Isolde"."""
    assert quote.speaker is not None
    key, said = quote.speaker.key, _bare(quote.speaker.name)
    others = (name for other, name in names if (other != key or not key) and len(name) > len(said))
    return any(_opens_or_ends(said, name) for name in others)


def _opens_or_ends(said: Sequence[str], name: Sequence[str]) -> bool:
    return bool(said) and said in (name[: len(said)], name[-len(said) :])


def _bare(name: str) -> list[str]:
    low = (word.removesuffix("'s") for word in WORD.findall(fold(name)))
    return [word for word in low if word not in word_list("determiners")]

"""Who is quoted in an article about an event and tells of it, without a word for it.

"The fans were running", the managing director says of the pit; "drivers had been searched four
times", the coordinator of the convoy. Who only reacts, passes on or denies is no source for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from secondsource import origins
from secondsource.model import (
    Article,
    Name,
    Origin,
    Quote,
    Span,
    marks,
    words,
)
from secondsource.origins.houses import is_plain, word_list
from secondsource.reconcile.attesting import SOURCE, Scene, likelihood, scene
from secondsource.reconcile.passages import MAX_QUOTES, OPEN, Passage, spoken
from secondsource.text.eventwords import names_of
from secondsource.text.recounting import denies, passing
from secondsource.text.words import STEM, WORD, fold

MAX_NAMES = 200  # of one article, compared with those who speak in it


def informed(article: Article, main: Passage, own: Origin) -> list[Quote]:
    """Of those who tell of what an article is about, each his most telling words."""
    found = []
    at = scene(article, main)
    for told, quotes in knowing(at, own):
        if likelihood(at, quotes, told) >= SOURCE:
            found.append(_most_telling(at, quotes, told))
    return found


def _most_telling(at: Scene, quotes: list[Quote], told: Origin) -> Quote:
    if len(quotes) == 1:
        return quotes[0]
    return max(quotes, key=lambda quote: likelihood(at, [quote], told))


def knowing(at: Scene, own: Origin) -> list[tuple[Origin, list[Quote]]]:
    """Those who may tell of what an article is about, each somebody known, with all they say.

    Nobody where any of them says that it was not: more of it may only tell what was instead.
    """
    article, main = at.article, at.main
    given = [quote for quote, _ in spoken(article, own)]
    # That nobody was hurt denies nothing people see.
    wholly, named = main.family not in OPEN, at.usual | at.opening | _short(main.event.type)
    if any(denies(w, wholly=wholly, of=named) for q in given for w in _said(article, q)):
        return []
    longer = _names(article)
    speaking: dict[str, tuple[Origin, list[Quote]]] = {}
    denying: set[str] = set()
    for quote in given:
        told = origins.origin(quote, own, article)
        if not is_known(told) or _passes_on(article, quote, told) or _is_part(quote, longer):
            continue
        if quote.act == "deny" or any(denies(w, wholly=wholly) for w in _said(article, quote)):
            denying.add(told.key)
        elif not origins.is_outsider(told) and not _is_dead(main, told):
            speaking.setdefault(told.key, (told, []))[1].append(quote)
    return [one for key, one in speaking.items() if key not in denying]


def _is_dead(main: Passage, told: Origin) -> bool:
    """Whether somebody is who died: the dead tell nothing of it."""
    return main.event.type == "DEATH" and told.key in main.people


@cache
def _short(kind: str) -> frozenset[str]:
    """The words for events of a type that are too short for a stem: "ban", "met"."""
    nouns, verbs = names_of(kind)
    return frozenset(w for name in (*nouns, *verbs) if len(w := fold(name)) < STEM)


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

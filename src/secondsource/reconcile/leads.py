"""Leads: whose word the opening of an article is in which one alone speaks.

"The second line will open on 4 October." over "The first train leaves at noon, the mayor said":
who writes so has the day from the mayor, whether her own words repeat it or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import structs

from secondsource import origins
from secondsource.model import Article, Block, Origin, Quote, Span, inside, marks, words
from secondsource.origins.houses import is_public
from secondsource.reconcile.lines import around
from secondsource.reconcile.passages import MAX_QUOTES, Passage, chain, spoken
from secondsource.reconcile.witness import saw
from secondsource.text.inflected import inflected
from secondsource.text.patterns import rules
from secondsource.text.testimony import testifies
from secondsource.text.words import WORD, fold, stems

SPEAKERS = ("person", "body")
KEPT = 256  # sentences and speeches of which the words are remembered
OF_HIMSELF = ("office", "consult")  # what somebody tells of himself: "I am leaving", "we met"


def led(
    found: Sequence[Passage],
    article: Article,
    own: Origin,
    one: Mapping[Origin, Origin],
) -> list[Passage]:
    """The passages of an article; its own words in title and lead are those of who alone speaks.

    What somebody who speaks in it does of himself is his own word, wherever it stands.

    one: the origins of the story under one key each.
    """
    found = [_of_himself(p) for p in found]
    if not any(_is_open(p) for p in found) or saw(article):
        return list(found)
    sole = _sole(article, own, one)
    if sole is None:
        return list(found)
    quote, told = sole
    if any(p.doer and p.doer.key != told.key for p in found if _is_open(p)):
        return list(found)
    there = any(_testifies(q, article) for q, _ in spoken(article, own))
    tells = {p.family for p in found if p.attributed and not p.adopted}
    blocks = [b.span for b in marks(article, Block)]
    beside = [b for b in blocks if _speaks_in(b, article, own, one, told)]
    return [
        structs.replace(
            p, quote=quote, chain=chain(article, quote, own), origin=told, attributed=True,
            adopted=True, doer=None,
            lent=not (there or p.family in tells or any(inside(p.event.span, b) for b in beside)),
        )
        if _is_open(p)
        else p
        for p in found
    ]  # fmt: skip


def _is_open(passage: Passage) -> bool:
    own = not passage.attributed and passage.quote is None and not passage.is_played
    return passage.lead and own and (passage.doer is None or passage.family in OF_HIMSELF)


def _speaks_in(
    block: Span, article: Article, own: Origin, one: Mapping[Origin, Origin], told: Origin
) -> bool:
    """Whether somebody speaks in a paragraph."""
    return any(
        inside(quote.content[0], block) and one.get(origins.origin(quote, own, article)) == told
        for quote, _ in spoken(article, own)
    )


def _testifies(quote: Quote, article: Article) -> bool:
    """Whether somebody tells what he saw: then he has told the opening, whatever his words."""
    said = (article.text[c.start : c.end] for c in quote.content)
    return any(testifies(words, himself=quote.form != "indirect") for words in said)


def _of_himself(passage: Passage) -> Passage:
    """ "The director has resigned, telling the board …": it is from the director.

    Of persons alone: that two states will talk is no word of theirs.
    """
    own = not passage.attributed and passage.quote is None
    if not own or passage.doer is None or passage.family not in OF_HIMSELF:
        return passage
    if passage.doer.kind != "person":
        return passage
    return structs.replace(passage, origin=passage.doer, attributed=True, doer=None)


def is_said(article: Article, at: Span) -> bool:
    """Whether words stand in what somebody says, whoever told the rest of the sentence."""
    quotes = marks(article, Quote)[:MAX_QUOTES]
    return any(inside(at, content) for q in quotes if q.speaker for content in q.content)


def is_hollow(article: Article, at: Span, teller: Origin) -> bool:
    """Whether words given to somebody stand outside all he says, and share nothing with it.

    "The line opens in May. … 'We are proud,' the mayor said": she may not have told the day.
    Who tells what he saw has told it, whatever his words.
    """
    if origins.is_own(teller) or is_said(article, at):
        return False
    quotes = marks(article, Quote)[:MAX_QUOTES]
    last = teller.name.split()[-1:]
    his = [q for q in quotes if q.speaker and q.speaker.name.split()[-1:] == last]
    if any(_testifies(q, article) for q in his):
        return False
    said = _stems_of(article.text, tuple(c for q in his for c in q.content))
    block, line = around(article, at)
    told = _stems_of(article.text, (line or (block.span if block else at),))
    return bool(said) and not said & told


@lru_cache(maxsize=KEPT)
def _stems_of(text: str, spans: tuple[Span, ...]) -> frozenset[str]:
    return stems(" ".join(text[s.start : s.end] for s in spans), numbers=True)


def reacts(quote: Quote, told: Origin, article: Article) -> bool:
    """Whether somebody only speaks against what others told: "accused", "dismissed".

    It is the work of the police and the prosecution to accuse.
    """
    if quote.act == "deny":
        return True
    if is_public(told.institution):
        return False
    cue = words(article, quote.cue) if quote.cue else ""
    return any(word in _reacting() for word in WORD.findall(fold(cue)))


def presupposes(quote: Quote, article: Article) -> bool:
    """Whether somebody only says what he holds of a thing: "criticised him over the visit"."""
    if quote.form == "direct" or quote.cue is None:
        return False
    return not _presupposing().isdisjoint(WORD.findall(fold(words(article, quote.cue))))


@cache
def _presupposing() -> frozenset[str]:
    return frozenset(
        f for verb in rules("en/witness.toml")["presupposing"] for f in inflected(verb)
    )


@cache
def _reacting() -> frozenset[str]:
    return frozenset(rules("en/witness.toml")["reacting"])


def _sole(
    article: Article, own: Origin, one: Mapping[Origin, Origin]
) -> tuple[Quote, Origin] | None:
    """The first words of the only one who speaks in the text, and who it is."""
    found: dict[str, tuple[Quote, Origin]] = {}
    for quote, speaker in spoken(article, own):
        said_by = origins.origin(quote, own, article)
        told = one.get(said_by)
        if told is None or reacts(quote, told, article):
            return None
        if origins.is_outsider(said_by):
            return None  # "says analyst Hugh Perrin": he was told like everybody
        if told.key.startswith("organisation:") and told.kind == "unknown":
            return None  # "the group announced", of which nobody tells which it is
        if told.kind == "unknown" and speaker.span is not None:
            continue  # "she", of whom nobody tells who it is
        found.setdefault(told.key, (quote, told))
    if len(found) != 1:
        return None
    quote, told = next(iter(found.values()))
    return (quote, told) if told.kind in SPEAKERS else None

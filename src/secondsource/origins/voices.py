"""Whose an article's unattributed words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Credit,
    Link,
    Origin,
    marks,
)
from secondsource.origins.houses import plain, word_list
from secondsource.text import world
from secondsource.text.words import WORD, fold

COPIES = ("same", "cut", "extended", "common-source")
MAX_TAIL = 80  # code points at the end of a text looked at for whose it is
_TAIL = re.compile(r"[(\[](?P<who>[A-Z][^()\[\]\n]{1,40})[)\]]\s*$")
MIN_COPY = 0.5  # share from which a text's own words are taken for the other's


def voice(article: Article) -> Origin:
    """Whose an article's unattributed words are: a credited agency's, else an outlet's."""
    given = marks(article, Credit)
    for credit in given:
        if credit.role == "agency" or (credit.role == "author" and _is_agency(credit.who)):
            return outlet(credit.who)
    for credit in given:
        if credit.role in ("outlet", "relay") and not world.relay(credit.who):
            return outlet(credit.who)
    if article.outlet:
        return outlet(article.outlet)
    host = world.outlet(article.url) if article.url else None
    if host:
        return Origin(host, "outlet", world.label(host))
    last = article.origin.rstrip("/").rpartition("/")[2]
    return Origin("outlet:?" + article.id, "unknown", last or article.ref)


def _is_agency(name: str) -> bool:
    low = WORD.findall(fold(name))
    return bool(world.agency(name)) or bool(low and low[-1] in word_list("agencies"))


def outlet(name: str) -> Origin:
    """The origin an agency or outlet is, by its name."""
    key = world.agency(name) or world.outlet(name) or "outlet:" + plain(name)
    listed = world.label(key) if key.startswith("organisation:") else name
    return Origin(key, "outlet", listed)


def renamed(one: Origin, outlets: frozenset[str]) -> Origin:
    """An outlet, or who spoke to it, under the name its own page has: "the City Press".

    outlets: the keys of the outlets whose pages are in the story.
    """
    if one.kind == "outlet":
        return structs.replace(one, key=_full(one.key, outlets))
    if one.kind in ("body", "person") and not one.key.startswith("person:?"):
        tail = one.key.partition(":")[2]
        if "outlet:" + tail in outlets:  # "World Service Norden reported", known by its page
            return Origin("outlet:" + tail, "outlet", one.name)
    if one.kind == "anonymous":
        carrier, slash, what = one.key.removeprefix("anonymous:").rpartition("/")
        return structs.replace(one, key=f"anonymous:{_full(carrier, outlets)}{slash}{what}")
    return one


def _full(key: str, outlets: frozenset[str]) -> str:
    """The one key of a story's outlets that has all the words of a shorter one."""
    said = _named(key)
    if key in outlets or not said or said <= word_list("vague"):
        return key
    longer = [other for other in outlets if said <= _named(other)]
    return longer[0] if len(longer) == 1 else key


def _named(key: str) -> frozenset[str]:
    return frozenset(WORD.findall(key.partition(":")[2])) - {"the"}


def voices(articles: Sequence[Article], links: Sequence[Link]) -> dict[str, Origin]:
    """The voice of every article of a story, copies speaking with the voice of what they copy.

    Articles joined by copying form one group; its voice is that of the agency credited in it, else
    of the text that is nobody's copy, else of the first by day and id.
    """
    by_id = {article.id: article for article in articles}
    members: dict[str, list[str]] = {}
    for one, root in copied(articles, links).items():
        members.setdefault(root, []).append(one)
    found: dict[str, Origin] = {}
    for ids in members.values():
        lead = _lead([by_id[i] for i in ids], links)
        found.update(dict.fromkeys(ids, voice(lead)))
    return _signed(articles, found)


def _signed(articles: Sequence[Article], found: Mapping[str, Origin]) -> dict[str, Origin]:
    """The voices, where a text ends with the name of an outlet whose page is in the story.

    "(Sportdienst Karn)": no list knows the agency, but its own text stands beside.
    """
    own = {o.key: o for o in found.values() if o.kind == "outlet"}
    told = dict(found)
    for article in articles:
        if any(credit.role in ("agency", "relay") for credit in marks(article, Credit)):
            continue
        ends = [b.span.end for b in marks(article, Block) if b.role in ("body", "credit")]
        tail = article.text[max(0, ends[-1] - MAX_TAIL) : ends[-1]] if ends else ""
        match = _TAIL.search(tail)
        key = _full(outlet(match["who"]).key, frozenset(own)) if match else ""
        if key in own and key != found[article.id].key:
            told[article.id] = own[key]
    return told


def copied(articles: Iterable[Article], links: Iterable[Link]) -> dict[str, str]:
    """Each article's id, in order, with the id its group of copies goes by."""
    group = {article.id: article.id for article in articles}

    def root(i: str) -> str:
        while group[i] != i:
            i = group[i]
        return i

    for link in sorted(links):
        if (
            link.kind in COPIES
            and link.share >= MIN_COPY
            and {link.copy, link.original} <= set(group)
        ):
            a, b = sorted((root(link.copy), root(link.original)))
            group[b] = a
    return {i: root(i) for i in sorted(group)}


def _lead(articles: Sequence[Article], links: Sequence[Link]) -> Article:
    copied = {link.copy for link in links if link.decided and link.kind in COPIES}

    def order(article: Article) -> tuple[bool, bool, str, str]:
        agency = any(c.role == "agency" or _is_agency(c.who) for c in marks(article, Credit))
        day = article.published.value if article.published else "9999"
        return (not agency, article.id in copied, day, article.id)

    return min(articles, key=order)

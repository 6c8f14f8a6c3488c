"""People, organisations and places: where they stand, which entity each is, what office it holds.

Proper names only: "Russian" and "Russia-US" are adjectives, not names. Names never cross a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from secondsource.model import Article, Block, Name, NameType, Span, marks
from secondsource.text import lexicon, offices, spotting, world
from secondsource.text.lexicon import Token
from secondsource.text.nouns import lists
from secondsource.text.words import fold, sentences

CHROME = frozenset({"nav", "ad", "widget", "teaser", "stamp", "credit", "caption"})
UNREAD = frozenset({"nav", "ad", "widget", "teaser"})  # nothing asks for names there
HEADS = frozenset({"headline", "dek", "teaser", "nav"})
# Marked less, never refused: what no article is made of is read only so far.
MAX_READ = 400_000  # code points of one article
MAX_LINE = 200_000  # of one line
MAX_SENTENCE = 5_000  # of one sentence: longer ones are tables, code or one endless word
IN_CHROME = 0.5  # factor on the score of a name that stands outside the article proper
_POSSESSIVE = re.compile(r"\s?['’]s$|(?<=s)['’]$")


class Found(NamedTuple):
    """A name in the text before it has a key."""

    span: Span
    type: NameType
    words: str
    score: float
    role: str = ""
    body: str = (
        ""  # key of the body, or only its suffix ("/foreign ministry") where no country is stated
    )


def mark(article: Article) -> Iterator[Name]:
    """The names of an article, in order, none overlapping; linear in the length of the text.

    Menus, advertisements and other stories' titles are passed over where the page has a body.
    """
    blocks = marks(article, Block)
    if any(b.role == "body" for b in blocks):
        blocks = tuple(b for b in blocks if b.role not in UNREAD)
    stretches = [(b.span, b.role) for b in blocks] or [
        (Span(0, min(len(article.text), MAX_READ)), "body")
    ]
    plain: list[Found] = []
    titled: list[tuple[list[Token], float]] = []
    left = MAX_READ
    for span, role in stretches:
        if left <= 0:
            break
        left -= span.end - span.start
        factor = IN_CHROME if role in CHROME else 1.0
        for line in _lines(article.text, span):
            for sentence in sentences(article.text, line):
                end = min(sentence.end, sentence.start + MAX_SENTENCE)
                tokens = lexicon.tokens(article.text, sentence.start, end)
                if _is_title_case(tokens) and (role in HEADS or _is_heading(article.text, line)):
                    titled.append((tokens, factor))
                else:
                    plain.extend(_in_sentence(article.text, tokens, factor))
    known = _named_in(plain)
    for tokens, factor in titled:
        if known:
            plain.extend(_in_title(article.text, tokens, known, factor))
        else:  # nothing to compare it with: capitals are all there is
            plain.extend(_in_sentence(article.text, tokens, factor))
    yield from _with_keys(_agreed(sorted(plain)))


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if end > start:
            yield Span(start, min(end, start + MAX_LINE))
        start = end + 1


# ------------------------------------------------------------------ finding


def _in_sentence(text: str, tokens: list[Token], factor: float) -> Iterator[Found]:
    for first, last, kind, score in spotting.spotted(tokens):
        calling = ""
        if _is_called(tokens, first, last):  # "Farmer Ivo Marsk"
            calling, first, kind = tokens[first].text, first + 1, "person"
        span = Span(tokens[first].start, tokens[last - 1].end)
        words = text[span.start : span.end]
        kind_listed = spotting.listed_type(words, kind, score)
        if kind_listed is None:
            continue
        role, body = (
            offices.beside(text, tokens, first, last) if kind_listed == "person" else ("", "")
        )
        yield Found(span, kind_listed, words, round(score * factor, 2), role or calling, body)


def _is_called(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether three words or more that a sentence begins with open with what somebody is."""
    opening = tokens[first].text
    low = opening.lower()
    called = low in lists().callings or low in lists().persons
    opens = first == 0 or not tokens[first - 1].text[0].isalnum()
    names = [t.text for t in tokens[first + 1 : last]]
    return (
        called
        and opens
        and 2 <= len(names) <= 3
        and world.given(opening) is None
        and all(n[:1].isupper() and not lexicon.is_kind_word(n) for n in names)
    )


def _is_heading(text: str, line: Span) -> bool:
    """Whether a line of unknown role reads as a heading: no full stop, and no list of names."""
    words = text[line.start : line.end]
    return len(words) > 20 and words[-1] not in '.!?,:;"”)' and words.count(",") < 2


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether a heading has capitals for nearly all its words, so that a capital proves nothing."""
    words = [t.text for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    return len(words) > 4 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def _named_in(found: Sequence[Found]) -> dict[tuple[str, ...], NameType]:
    """The names of the plain text, folded word by word, with the type most of them have."""
    votes: dict[tuple[str, ...], Counter[NameType]] = {}
    for name in found:
        pieces = lexicon.pieces_of(name.words)
        votes.setdefault(pieces, Counter())[name.type] += 1
        if name.type == "person" and len(pieces) > 1:
            votes.setdefault(pieces[-1:], Counter())[name.type] += 1
    return {words: min(count, key=lambda t: (-count[t], t)) for words, count in votes.items()}


def _in_title(
    text: str, tokens: list[Token], known: dict[tuple[str, ...], NameType], factor: float
) -> Iterator[Found]:
    """Names of a heading in title case: those the plain text has, and those the lists have."""
    lower = tuple(t.text.lower() for t in tokens)
    at = 0
    while at < len(tokens):
        size = min(6, len(tokens) - at)
        while size:
            words = text[tokens[at].start : tokens[at + size - 1].end]
            if tokens[at].text[0].isupper() and (
                kind := _title_type(words, lower[at : at + size], known)
            ):
                span = Span(tokens[at].start, tokens[at + size - 1].end)
                role, body = (
                    offices.beside(text, tokens, at, at + size) if kind == "person" else ("", "")
                )
                yield Found(span, kind, words, round(0.8 * factor, 2), role, body)
                break
            size -= 1
        at += size or 1


def _title_type(
    words: str, lower: tuple[str, ...], known: dict[tuple[str, ...], NameType]
) -> NameType | None:
    if lower in known:
        return known[lower]
    if lower[-1] in ("'s", "’s"):
        return None
    key = world.known(words) or (world.capital(words) and "place:")
    if not key:
        return None
    return "place" if key.startswith("place:") else "organisation"


def _agreed(found: Sequence[Found]) -> list[Found]:
    """The names with their types made to agree: "Kowalski" is who "Anna Kowalski" is."""
    full = {_parts(n.words)[-1] for n in found if n.type == "person" and " " in n.words}
    firms = {_parts(n.words)[0] for n in found if n.type == "organisation" and " " in n.words}
    agreed = []
    for name in found:
        pieces = name.words.split()
        kind = name.type
        if len(pieces) == 1:
            is_family = fold(world.plain(name.words)) in full
            if is_family and not world.country(name.words) and not world.capital(name.words):
                kind = "person"
            elif kind == "person" and not is_family and lexicon.is_organisation(name.words):
                kind = "organisation"
            elif kind == "person" and fold(name.words) in firms and not world.given(name.words):
                kind = "organisation"  # "Orsen", after "Orsen Rail"
        elif kind != "person" and len(pieces) == 2 and _is_person(name.words, pieces):
            kind = "person"
        agreed.append(name if kind == name.type else name._replace(type=kind))
    return agreed


def _is_person(words: str, pieces: Sequence[str]) -> bool:
    """Whether two words are a given name and no word of a place or organisation."""
    first, last = pieces
    return (
        world.given(first) is not None
        and not world.is_common(first)
        and last[0].isupper()
        and not lexicon.is_kind_word(last)
        and not lexicon.is_organisation(words)
    )


# ------------------------------------------------------------------ keys


def _with_keys(found: Sequence[Found]) -> Iterator[Name]:
    """One key an entity: persons by their fullest name, the rest through the lists."""
    people = _people(found)
    ministries = _ministries(found)
    held: dict[str, tuple[str, str]] = {}
    keyed: list[tuple[Found, str]] = []
    for name in found:
        key = people[name.words] if name.type == "person" else _key(name)
        keyed.append((name, key))
        if name.role and key not in held:
            held[key] = (name.role, _settled(name.body, ministries))
    end = 0
    for name, key in keyed:
        if name.span.start < end:
            continue
        end = name.span.end
        role, body = (name.role, _settled(name.body, ministries)) if name.role else ("", "")
        if not body and key in held:
            body = held[key][1]
        yield Name(
            span=name.span,
            by="names",
            score=name.score,
            type=name.type,
            key=key,
            role=role,
            body=body,
        )


def _key(name: Found) -> str:
    known = offices.body_key(name.words)
    if known is not None and known.startswith(name.type):
        return known
    words = fold(world.plain(name.words)).strip(" .,'\"")
    return f"{name.type}:{words or fold(name.words)}"


def _ministries(found: Sequence[Found]) -> dict[str, str]:
    """By suffix, the one body of that kind the article names; "" where it names several."""
    known: dict[str, str] = {}
    keys = [_key(n) for n in found if n.type == "organisation"]
    keys += [n.body for n in found if n.body and not n.body.startswith("/")]
    for key in keys:
        _, _, suffix = key.partition("/")
        if suffix:
            known[suffix] = key if known.get(suffix, key) == key else ""
    return known


def _settled(body: str, ministries: dict[str, str]) -> str:
    """A body with its country: one without is the only body of its kind the article names."""
    if not body.startswith("/"):
        return body
    # A president without a country is rarely the one the article named before: "President Orrin".
    is_ministry = body.endswith((" ministry", " department", "treasury", "central bank"))
    return ministries.get(body[1:], "") if is_ministry else ""


def _people(found: Sequence[Found]) -> dict[str, str]:
    """Person keys by name as written: a surname, or initials, takes the fullest name it fits."""
    names = list(dict.fromkeys(n.words for n in found if n.type == "person"))
    parts = {name: _parts(name) for name in names}
    by_last: dict[str, list[str]] = {}
    for name in names:
        if len(parts[name]) > 1:
            by_last.setdefault(parts[name][-1], []).append(name)
    keys = {}
    for name in names:
        own = parts[name]
        fuller = [
            other
            for other in by_last.get(own[-1], ())
            if len(parts[other]) >= len(own) and _fits(own, parts[other])
        ]
        if len(own) == 1 and not fuller:
            first = [
                other for other in names if len(parts[other]) > 1 and parts[other][0] == own[0]
            ]
            fuller = first[:1]
        best = max(fuller, key=lambda other: sum(map(len, parts[other]))) if fuller else name
        keys[name] = "person:" + " ".join(parts[best])
    return keys


def _parts(name: str) -> list[str]:
    pieces = fold(_POSSESSIVE.sub("", name)).split()
    kept = [p for p in pieces if any(c.isalnum() for c in p)]
    while len(kept) > 1 and kept[0].rstrip(".") in world.titles():
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].rstrip(".,") in ("jr", "sr", "ii", "iii"):
        kept = kept[:-1]
    return [p.strip(".,") or p for p in kept] or [fold(name)]


def _fits(short: list[str], full: list[str]) -> bool:
    """Whether the given names before a surname agree: "J", "John" and "John F" with "john f"."""
    if len(short) == 1:
        return True
    return short[0] == full[0] or (
        min(len(short[0]), len(full[0])) == 1 and short[0][0] == full[0][0]
    )

"""Who a noun phrase is: a person, a body, somebody unnamed, or the channel words came through."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct, structs

from secondsource.model import Span
from secondsource.text import world
from secondsource.text.clauses import (
    ADV,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    PREP,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
)
from secondsource.text.cues import Range, word_sets
from secondsource.text.nouns import lists, outlet_role
from secondsource.text.patterns import rules

WhoKind = Literal["pronoun", "person", "unnamed", "body", "channel", "document", "thing"]
MAX_PERSON = 4  # words of a person's name
MAX_NAME = 7  # words of an outlet's name


class Who(Struct, frozen=True, gc=False):
    """A noun phrase read: name as written without office or article, and what it is.

    role: an office for people, a teller role for channels and documents.
    behind: who stands behind a document or post: "the Orl Institute" of "a report by …".
    """

    kind: WhoKind
    name: str
    span: Span
    role: str = ""
    head: str = ""
    count: int = 1
    behind: Range | None = None
    definite: bool = False


def who(words: Words, phrase: Range) -> Who:
    """What the noun phrase names."""
    first, last = _trimmed(words, *phrase)
    span = words.span(first, last)
    low = words.lows[first]
    if last - first > 2 and words.lows[first + 1] == "of" and low in _some():
        some = who(words, (first + 2, last))  # "two of the nurses"
        if some.kind in ("thing", "unnamed") and some.head.rstrip("s") in lists().persons:
            count = lists().numbers.get(low, 2 if low not in ("one", "another") else 1)
            return structs.replace(some, kind="unnamed", span=span, count=count, definite=False)
    if last - first == 1 and (words.tags[first] & SUBJ or low in word_sets()["pronouns"]):
        return Who("pronoun", said_as(words, first, last), span, head=low)
    parts = _parts(words, first, last)
    found = channel(words, parts[0]) if parts else None
    return found or _document(words, first, last) or _speaker(words, parts or [(first, last)], span)


@cache
def _some() -> frozenset[str]:
    """Words that take some out of those named behind "of"."""
    return frozenset((*lists().numbers, *word_sets()["somebody"], *word_sets()["quantity"]))


def unowned(words: Words, at: int) -> Words:
    """The words without the sign of possession at a token: "by Marsk's count" names Marsk."""
    low = words.lows[at]
    if not low.endswith("'s") or low == "'s":
        return words
    ends, lows = list(words.ends), list(words.lows)
    ends[at] -= 2
    lows[at] = low[:-2]
    return Words(words.text, words.starts, ends, lows, words.tags)


def said_as(words: Words, first: int, last: int) -> str:
    """The words of a phrase as written, with single blanks."""
    return " ".join(words.text[words.starts[first] : words.ends[last - 1]].split())


def _trimmed(words: Words, first: int, last: int) -> Range:
    pointing = word_sets()["pointing"]
    while last > first + 1 and (
        words.tags[last - 1] & (COMMA | STOP) or words.lows[last - 1] in pointing
    ):
        last -= 1  # "state television there"
    while first < last - 1 and (
        words.tags[first] & (COMMA | STOP | COORD)
        or (words.tags[first] & ADV and not words.tags[first] & CAP)
    ):
        first += 1
    return first, last


def _parts(words: Words, first: int, last: int) -> list[Range]:
    """The phrase cut at its commas."""
    parts: list[Range] = []
    begin = first
    for at in range(first, last):
        if words.tags[at] & (COMMA | STOP):
            if at > begin:
                parts.append((begin, at))
            begin = at + 1
    if begin < last:
        parts.append((begin, last))
    return parts


def bare(words: Words, part: Range) -> Range:
    """A phrase without its articles."""
    first, last = part
    skipped = word_sets()["skipped"]
    while first < last - 1 and (words.tags[first] & DET or words.lows[first] in skipped):
        first += 1
    return first, last


# ------------------------------------------------------------------ channels and documents


def channel_role(words: Words, part: Range) -> str:
    """The teller role of a phrase by its words alone; "" where it is no channel."""
    first, last = bare(words, part)
    if last <= first:
        return ""
    capital = any(words.tags[k] & CAP for k in range(first, last))
    if capital and last - part[0] <= MAX_NAME:
        role = outlet_role(said_as(words, part[0], last))
        role = role or outlet_role(said_as(words, first, last))
        if role:
            return role
    if any(words.tags[k] & PREP for k in range(first, last)):
        return ""
    if any(
        words.lows[k] in lists().persons and not words.tags[k] & CAP for k in range(first, last)
    ):
        return ""  # "agency chief Ivo Tarn"
    return _described_role(words, first, last, capital) or _embedded_role(words, first, last)


def _described_role(words: Words, first: int, last: int, capital: bool) -> str:
    """ "the Larn Courier newspaper", "Radio Velmar", "state media", "several newspapers"."""
    nouns = lists().channel_nouns
    low = tuple(words.lows[first:last])
    aired = {"radio", "television", "tv"} & set(low)
    if low[-1:] == ("station",) and not aired and set(low[-2:-1]) & word_sets()["stations"]:
        return ""  # "the lifeboat station"
    if low[-1:] and low[-1] in word_sets()["paper_names"] and not words.tags[last - 1] & CAP:
        return ""  # "the medical examiner", "an election observer"
    if len(low) == 1 and low[0] not in word_sets()["lone_media"]:
        return ""  # "the agency" is as often an office
    for size in (3, 2, 1):
        role = nouns.get(low[-size:], "") if len(low) >= size else ""
        if role and (len(low) > size or not capital):
            many = not capital and role == "outlet" and low[-1].endswith("s")
            if role == "media" and words.tags[last - 1] & CAP and len(low) > 1:
                return "outlet"  # "the Harlan City Press"
            return "media" if many else role
    while last - first > 2 and low[0] in lists().generic:
        first, low = first + 1, low[1:]  # "local broadcaster Kanal 5"
    for size in (2, 1):
        role = nouns.get(low[:size], "") if len(low) > size else ""
        if (
            role
            and words.tags[last - 1] & (CAP | NUM)
            and (role != "outlet" or len(low) > size + 1)
        ):
            return role
    return ""


def _embedded_role(words: Words, first: int, last: int) -> str:
    """ "Russian newswire TASS", "Germany's dpa": a listed name at the end; not "Fox News host"."""
    nouns = lists().channel_nouns
    if any(words.lows[k] in lists().persons for k in range(first, last - 1)):
        return ""  # "Norvan Foreign Minister Teodar Quint"
    for size in range(min(4, last - first - 1), 0, -1):
        role = ""
        if words.tags[last - size] & CAP:
            role = outlet_role(said_as(words, last - size, last))
        if not role and tuple(words.lows[first + size : last]) in nouns:
            role = outlet_role(said_as(words, first, first + size))
        if role:
            return role
    return ""


def channel(words: Words, part: Range) -> Who | None:
    """The agency, outlet, broadcaster or "state media" a phrase names, if it names one."""
    role = channel_role(words, part)
    if not role:
        return None
    first, last = bare(words, part)
    if words.lows[part[0]] in word_sets()["possessives"] and not words.tags[last - 1] & CAP:
        span = words.span(first, last)
        return Who("document", said_as(words, first, last), span, role="document")  # "its website"
    name = _channel_name(words, first, last, role)
    return Who("channel", name, words.span(first, last), role=role, head=words.lows[last - 1])


def _channel_name(words: Words, first: int, last: int, role: str) -> str:
    """Its proper name: "AFP" of "news agency AFP", "Larn Courier" of "Larn Courier newspaper"."""
    table = lists()
    sets = word_sets()
    tags, lows = words.tags, words.lows
    if role == "media" or not any(tags[k] & CAP for k in range(first, last)):
        while first and tags[first - 1] & DET and lows[first - 1] not in sets["articles"]:
            first -= 1  # "several newspapers"
        return said_as(words, first, last)
    begin, end = first, last
    while begin < end and (not tags[begin] & CAP or lows[begin] in table.generic):
        begin += 1
    while end > begin and not tags[end - 1] & (CAP | NUM) and lows[end - 1] not in sets["sound"]:
        if (lows[end - 1],) not in table.channel_nouns:
            return said_as(words, first, last)  # "Vostanian state television"
        end -= 1
    if end == begin or (end - begin == 1 and world.demonym(said_as(words, begin, end))):
        return said_as(words, first, last)
    return said_as(words, begin, end)


def is_participle(words: Words, at: int) -> bool:
    """Whether a word in small letters is a past participle by its shape: "nailed", "made"."""
    low = words.lows[at]
    shaped = low in word_sets()["past"] or (len(low) > 4 and low.endswith("ed"))
    return shaped and not words.tags[at] & (CAP | ADV)


def _document(words: Words, first: int, last: int) -> Who | None:
    """ "a report by the Orl Institute", "internal report", "a post by governor Lena Marsk"."""
    table = lists()
    sets = word_sets()
    tags, lows = words.tags, words.lows
    begin = first
    while begin < last - 1 and tags[begin] & DET:
        begin += 1
    end = begin
    while end < last and not tags[end] & (PREP | COMMA | CLAUSE | STOP):
        if lows[end] in sets["issued"] | sets["read_by"]:
            break
        if lows[end - 1] in table.documents and end > begin and is_participle(words, end):
            break  # "a notice nailed to the rail"
        end += 1
    if end == begin:
        return None
    head = lows[end - 1]
    post = head in sets["posts"]
    pair = " ".join(lows[max(begin, end - 2) : end])
    made = end + 1 < last and lows[end] in sets["issued"] and lows[end + 1] == "by"
    if not post and not made and head not in table.documents and pair not in table.documents:
        return None  # any thing "released by the council" is its paper
    if tags[end - 1] & CAP and any(tags[k] & CAP and k for k in range(begin, end)):
        return None  # the Larch Report, a body
    owner = next((k for k in range(end - 2, first - 1, -1) if lows[k].endswith("'s")), None)
    behind = None if owner is None else (first, owner + 1)  # "the army's statement"
    for k in range(end, min(last - 1, end + 6)):
        made = lows[k] == "of" and (
            any(tags[n] & CAP for n in range(k + 1, min(last, k + 3)))
            or any(lows[n] in sets["labels"] for n in range(k + 1, min(last, k + 5)))
            or (lows[last - 1] in table.persons and k + 1 < last)
        )  # "the bulletin of the health ministry"
        if (made or lows[k] in sets["made_by"]) and lows[k - 1] not in sets["read_by"]:
            maker = (k + 1, phrase_right(words, k + 1, last, verbs=frozenset(), bare=True))
            cut = (n for n in range(k + 2, maker[1]) if is_participle(words, n))
            maker = (k + 1, next(cut, maker[1]))  # "the board | placed before the house"
            named = range(maker[1] + 1, last)
            told = 1 < len(named) < MAX_PERSON and tags[maker[1]] & COMMA
            if told and all(tags[n] & CAP for n in named):  # "by the registrar, Mr Ivo Marsk"
                maker = (k + 1, last)
            behind = maker if maker[1] > maker[0] else None
            break
    return Who(
        "document",
        said_as(words, begin, end),
        words.span(begin, end),
        role="post" if post else "document",
        head=head,
        behind=behind,
    )


# ------------------------------------------------------------------ people and bodies


def _speaker(words: Words, parts: list[Range], span: Span) -> Who:
    for part in parts:
        named = _person(words, part)
        if named is not None:
            (first, last), office = named
            rest = [p for p in parts if p != part]
            told = bool(rest) and not words.tags[rest[0][0]] & CLAUSE  # not "who was president"
            title = office.lower().rstrip(".") in _titles() | word_sets()["ranks"]
            if (not office or title) and told and _has_person_noun(words, rest[0]):
                office = said_as(words, *bare(words, rest[0]))
            name = said_as(words, first, last)
            return Who("person", name, span, role=office, head=words.lows[last - 1])
    table = lists()
    tags, lows = words.tags, words.lows
    first, last = parts[0]
    count = 1
    begin = first
    while begin < last - 1 and (tags[begin] & (DET | NUM) or lows[begin] in table.numbers):
        count = max(count, table.numbers.get(lows[begin], 1))
        begin += 1
    end = begin
    while end < last and not tags[end] & (PREP | CLAUSE | COORD):
        end += 1
    core = [k for k in range(begin, max(end, begin + 1)) if not tags[k] & TIME] or [last - 1]
    head = lows[core[-1]]
    definite = lows[first] in word_sets()["definite"] or lows[first].endswith("'s")
    kind: WhoKind = "thing"
    if any(lows[k] in table.unnamed and (not tags[k] & CAP or k == 0) for k in core):
        kind = "unnamed"
    elif head in table.persons and not tags[core[-1]] & CAP:
        kind = "thing" if definite else "unnamed"
    elif any(tags[k] & CAP for k in range(begin, last)):
        kind = "body"
    elif begin > first and not definite and lows[first] in word_sets()["somebody"]:
        kind = "unnamed"  # "a volunteer", "two fishermen"
    name = said_as(words, begin, last)
    return Who(kind, name, span, head=head, count=count, definite=definite)


@cache
def _titles() -> frozenset[str]:
    """Titles that tell no office: "Dr", "Ms"."""
    return frozenset(rules("en/quotes/tellers.toml")["titles"]["words"])


@cache
def bodies() -> frozenset[str]:
    """Nouns that end the names of bodies: no surname stands there."""
    origins = rules("en/origins.toml")
    named = (*origins["bodies"], *origins["firms"])
    return word_sets()["labels"] | {phrase.split()[-1] for phrase in named}


def _has_person_noun(words: Words, part: Range) -> bool:
    persons = lists().persons
    return any(words.lows[k] in persons for k in range(*part))


def _person(words: Words, part: Range) -> tuple[Range, str] | None:
    """The first stretch of capitals that can be a person's name, past titles, and the office."""
    tags = words.tags
    first, last = part
    at = first
    while at < last:
        if not tags[at] & CAP or tags[at] & DET:
            at += 1
            continue
        end = at
        small = word_sets()["name_words"]
        while end < last and not tags[end] & DET and (tags[end] & CAP or words.lows[end] in small):
            end += 1
        more = _office_end(words, end, last)
        named = _named(words, part, more or at, _capitals_end(words, more, last) if more else end)
        if named is not None:
            return named
        at = end
    return None


def _capitals_end(words: Words, at: int, last: int) -> int:
    while at < last and words.tags[at] & CAP and not words.tags[at] & DET:
        at += 1
    return at


def _office_end(words: Words, at: int, last: int) -> int:
    """Where an office of two fields goes on behind "and": "Relief and | Works Minister"."""
    if at >= last - 2 or not words.tags[at] & COORD:
        return 0
    end = _capitals_end(words, at + 1, last)
    told = any(words.lows[k] in lists().before_name for k in range(at + 2, end - 1))
    field = words.lows[at - 1] in word_sets()["portfolios"]  # not "Marsk and Mayor Ivo Tarn"
    return at + 1 if told and field else 0


def _is_short_title(words: Words, at: int, end: int) -> bool:
    """Whether capitals before a name shorten an office: "DPO Marsk", not "NHS England"."""
    text = said_as(words, at, at + 1)
    if not text.isupper() or not text.isalpha() or not 2 <= len(text) <= 4 or world.given(text):
        return False
    if text.lower() in word_sets()["club_letters"]:
        return False  # "FC Sanderholm", "MV Larn"
    rest = [said_as(words, k, k + 1) for k in range(at + 1, end)]
    nouns = lists().channel_nouns
    if any(
        w.isupper() or (w.lower(),) in nouns or w.lower() in word_sets()["labels"] for w in rest
    ):
        return False
    listed = (world.known, world.country, world.capital, world.agency, world.outlet)
    return not any(of(text) or of(" ".join(rest)) for of in listed)


def _named(words: Words, part: Range, at: int, end: int) -> tuple[Range, str] | None:
    """Capitals `at` to `end` read as titles and a person's name; None where they are neither."""
    table = lists()
    tags, lows = words.tags, words.lows
    first, last = part
    if "&" in lows[at - 1 : at] or "&" in lows[end : end + 1]:
        return None  # "auctioneers Pell & Amory"
    begin = at
    for k in range(at, end):
        surname = k == end - 1 > begin and world.given(said_as(words, begin, begin + 1))
        if (lows[k] in table.before_name and not surname) or (
            k == begin and k + 1 < end <= k + 1 + MAX_PERSON and _is_short_title(words, k, end)
        ):  # "Anna Baker" is no baker
            begin = k + 1
        elif at < k < end - 1 and begin == at and _is_short_title(words, k, end):
            begin = k if world.given(said_as(words, at, at + 1)) else k + 1  # "Metro MD Ivo Marsk"
    owned = at > first + 1 and tags[at - 1] & PREP and lows[at] in table.before_name
    if owned and any(lows[k] in table.persons for k in range(first, at - 1)):
        return None  # "a lawyer for Mr Tarn" is not Mr Tarn
    for k in range(first + 1, begin):
        if lows[k] in word_sets()["for_others"] and _has_person_noun(words, (first, k)):
            return None  # "a spokeswoman for party leader Ivo Marsk"
    if end - begin == 1 and begin > at and lows[begin] in word_sets()["labels"]:
        return None  # "the Dock Workers' Union"
    if end - begin == 1 and lows[begin] in word_sets()["labels"] and lows[end : end + 1] == ["of"]:
        return None  # "Ministry of Health spokesman Ivo Marsk"
    ranked = begin > at and lows[begin - 1] in word_sets()["ranks"]
    if ranked and any(
        lows[k] in word_sets()["labels"] and lows[k + 1] == "of" for k in range(first, begin - 1)
    ):
        return None  # "the Ministry of Foreign Affairs"
    after = at > first and bool(tags[at - 1] & PREP)
    if after and begin == at:
        # "Secretary of State Antony Blinken": the name begins at a given name
        given = (k for k in range(at + 1, end - 1) if world.given(said_as(words, k, k + 1)))
        begin = next(given, at)
    owner = next((k for k in range(end - 2, begin - 1, -1) if lows[k].endswith("'s")), None)
    if owner is not None:  # "Kalvora's Ronne", not "Prosecutor General's Office"
        if lows[end - 1] in bodies():
            return None
        begin = owner + 1
    titled = begin > at or (at > first and lows[at - 1] in table.persons and not tags[at - 1] & CAP)
    lone = at > first and bool(tags[at - 1] & DET) and not titled
    if not 0 < end - begin <= MAX_PERSON or lone or lows[end - 1].endswith("'s"):
        return None
    last_name = words.text[words.starts[end - 1] : words.ends[end - 1]]
    owned = at > first and lows[at - 1].endswith("'s") and lows[end - 1] not in bodies()
    owned = owned and not last_name.isupper()  # "the ward's DPO"
    if not titled and not owned and (after or (at > first and tags[first] & DET)):
        return None  # but "the foreign ministry's Marsk"
    if not titled and any(
        lows[k] in word_sets()["labels"] and tags[k + 1] & PREP for k in range(first, at - 1)
    ):
        return None  # "the army of neighbouring Velmark"
    if end < last and not tags[end] & (PREP | COORD | ADV | CLAUSE):
        return None  # "a Norland official"
    office = first
    while office < begin and tags[office] & DET:
        office += 1
    plain = begin == at and not any(
        tags[k] & (CAP | PREP | ADV | COORD | CLAUSE | NUM | TIME) or "'" in lows[k]
        for k in range(office, begin)
    )  # "harbour master Nils Ravn"
    told = begin > office and (titled or (plain and not tags[first] & DET))
    until = begin - (begin > at and _is_short_title(words, begin - 1, end))
    told = told and until > office  # nobody tells what "DSP" is
    return (begin, end), said_as(words, office, until) if told else ""

"""Who a noun phrase is: a person, a body, somebody unnamed, or the channel words came through."""

from __future__ import annotations

from functools import cache

from msgspec import structs

from secondsource.model import Span
from secondsource.text import world
from secondsource.text.channels import channel, document
from secondsource.text.clauses import (
    ADV,
    CAP,
    CLAUSE,
    COORD,
    DET,
    NUM,
    PREP,
    SUBJ,
    TIME,
    Words,
)
from secondsource.text.cues import Range, word_sets
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.phrases import MAX_PERSON, Who, WhoKind, bare, parts_of, said_as, trimmed


def who(words: Words, phrase: Range) -> Who:
    """What the noun phrase names."""
    first, last = trimmed(words, *phrase)
    span = words.span(first, last)
    low = words.lows[first]
    if last - first > 2 and words.lows[first + 1] == "of" and low in _some():
        some = who(words, (first + 2, last))  # "two of the nurses"
        if some.kind in ("thing", "unnamed") and some.head.rstrip("s") in lists().persons:
            count = lists().numbers.get(low, 2 if low not in ("one", "another") else 1)
            return structs.replace(some, kind="unnamed", span=span, count=count, definite=False)
    if last - first == 1 and (words.tags[first] & SUBJ or low in word_sets()["pronouns"]):
        return Who("pronoun", said_as(words, first, last), span, head=low)
    parts = parts_of(words, first, last)
    found = channel(words, parts[0]) if parts else None
    return found or document(words, first, last) or _speaker(words, parts or [(first, last)], span)


@cache
def _some() -> frozenset[str]:
    """Words that take some out of those named behind "of"."""
    return frozenset((*lists().numbers, *word_sets()["somebody"], *word_sets()["quantity"]))


# ------------------------------------------------------------------ people and bodies


def _speaker(words: Words, parts: list[Range], span: Span) -> Who:
    for part in parts:
        if part != parts[0] and words.tags[part[0]] & CLAUSE:
            continue  # "a man, who said he spoke for the Sons of Larn"
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

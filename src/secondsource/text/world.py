"""The shipped lists of the world: the key of a name, demonym, capital, office or domain.

Keys are those of `Name.key`: "place:russia", "organisation:afp",
"organisation:russia/foreign ministry". Look-ups take words as written: a possessive ending and a
leading "the" are ignored; abbreviations must be in capitals ("US" is a country, "us" is not);
other names match in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from secondsource.text.patterns import rules
from secondsource.text.words import fold

Gender = Literal["female", "male", "either"]
_TAIL = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SHORT = (
    5  # letters: an all-capital name up to this long is an abbreviation, matched in capitals only
)
_POSSESSIVE = re.compile(r"(['’])S\b")  # what str.title makes of "orvel's"
_SEPARATOR = re.compile(r"[-–—/]")


class _Index(NamedTuple):
    exact: dict[str, str]
    folded: dict[str, str]


def _index(entries: Iterable[tuple[str, str]]) -> _Index:
    """Names to keys; where two keys claim a name the first stays."""
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name, key in entries:
        exact.setdefault(name, key)
        bare = name.replace(".", "")
        if not (bare.isupper() and len(bare) <= _SHORT):
            folded.setdefault(fold(name), key)
    return _Index(exact, folded)


def plain(name: str) -> str:
    """The name without its possessive ending, a leading "the" and spare white space."""
    name = " ".join(name.split())
    if name.endswith(("'s", "’s", "s'", "s’")):
        name = _TAIL.sub("", name)
    head, _, rest = name.partition(" ")
    return rest if rest and head in ("the", "The", "THE") else name


def _find(index: _Index, name: str) -> str | None:
    short, folded = _forms(name)
    return (
        index.exact.get(name)
        or index.exact.get(short)
        or index.folded.get(folded)
        or index.folded.get("the " + folded)
    )


@lru_cache(maxsize=1 << 14)
def _forms(name: str) -> tuple[str, str]:
    """The name made plain, as written and folded: every list is asked for the same two."""
    short = plain(name)
    return short, fold(short)


@cache
def _entries(file: str, table: str) -> Mapping[str, Mapping[str, Any]]:
    entries: Mapping[str, Mapping[str, Any]] = rules(f"world/{file}.toml")[table]
    return entries


def _named(file: str, table: str, prefix: str) -> Iterable[tuple[str, str]]:
    """Every name of every entry of a list, own names before other names."""
    entries = _entries(file, table).items()
    yield from ((entry["name"], prefix + key) for key, entry in entries)
    yield from (
        (alias, prefix + key) for key, entry in entries for alias in entry.get("aliases", ())
    )


# ------------------------------------------------------------------ places


@cache
def _countries() -> _Index:
    return _index(_named("countries", "countries", "place:"))


@cache
def _capitals() -> _Index:
    countries = _entries("countries", "countries").items()
    return _index(
        (city, "place:" + key) for key, entry in countries for city in entry.get("capitals", ())
    )


@cache
def _demonyms() -> dict[str, str]:
    tables = (_entries("countries", "countries"), _entries("countries", "regions"))
    return {
        fold(word): "place:" + key
        for entries in reversed(tables)
        for key, entry in entries.items()
        for word in entry.get("demonyms", ())
    }


@lru_cache(maxsize=4096)
def country(word: str) -> str | None:
    """The key of a country: country("U.S.") is "place:united states"."""
    return _find(_countries(), word)


def is_country(key: str) -> bool:
    """Whether a key is a country's, and not a region's or a city's."""
    return key.removeprefix("place:") in _entries("countries", "countries")


def only(suffix: str) -> str | None:
    """The country that alone has a body of this name: only("state department")."""
    alone: Mapping[str, str] = rules("world/governments.toml")["only"]
    place = alone.get(suffix)
    return f"place:{place}" if place else None


@lru_cache(maxsize=4096)
def demonym(word: str) -> str | None:
    """The key of the country or region an adjective or inhabitant belongs to: "Russian", "Swedes".

    Case counts: a demonym is capitalised ("polish" is not one).
    """
    return _demonyms().get(fold(plain(word))) if word[:1].isupper() else None


@lru_cache(maxsize=4096)
def capital(name: str) -> str | None:
    """The key of the country a capital may stand for: "Moscow" is "place:russia"."""
    return _find(_capitals(), name)


@lru_cache(maxsize=4096)
def parties(word: str) -> tuple[str, ...]:
    """The keys joined by a hyphen or slash: "Russia-US", "Russian-NATO"; () if one is unknown."""
    pieces = _SEPARATOR.split(plain(word))
    if len(pieces) < 2:
        return ()
    keys = [
        country(piece) or demonym(piece) or body(piece) or seat(piece) or capital(piece)
        for piece in pieces
    ]
    return tuple(key for key in keys if key) if all(keys) else ()


# ------------------------------------------------------------------ bodies


@cache
def _bodies() -> _Index:
    return _index(_named("bodies", "bodies", "organisation:"))


@cache
def _seats() -> _Index:
    seats: Mapping[str, str] = rules("world/governments.toml")["seats"]
    return _index((name, "organisation:" + key) for name, key in seats.items())


@lru_cache(maxsize=4096)
def body(name: str) -> str | None:
    """The key of an international body: body("U.N.") is "organisation:un"."""
    return _find(_bodies(), name)


@lru_cache(maxsize=4096)
def seat(name: str) -> str | None:
    """The key of the government body a name stands for: "the Kremlin", "White House", "FBI"."""
    return _find(_seats(), name)


def of_country(suffix: str, place: str) -> str:
    """The key of one country's body: of_country("foreign ministry", "place:russia").

    Uses the name it has there: the foreign ministry of the United States is its state department.
    """
    key = f"{place.removeprefix('place:')}/{suffix}"
    renamed: Mapping[str, str] = rules("world/governments.toml")["renamed"]
    return "organisation:" + renamed.get(key, key)


_MINISTRY = re.compile(
    r"(?:(?:ministry|department|office) (?:of|for)(?: the)? (?P<after>.+)"
    r"|(?P<before>.+?) (?:ministry|department|office|secretariat))"
)


@lru_cache(maxsize=4096)
def ministry(words: str) -> str | None:
    """The suffix of a ministry: "Ministry of Foreign Affairs" is "foreign ministry"."""
    match = _MINISTRY.fullmatch(fold(plain(words)))
    if match is None:
        return None
    subject = (match["after"] or match["before"]).strip()
    if subject == "state":
        return "state department"
    subjects: Mapping[str, str] = rules("world/governments.toml")["subjects"]
    subject = subjects.get(subject, subject)
    return f"{subject} ministry" if subject in _subjects() else None


@cache
def _subjects() -> frozenset[str]:
    """What ministries are for: the subjects of the offices list."""
    tail = " ministry"
    return frozenset(s.removesuffix(tail) for s in _offices().values() if s.endswith(tail))


# ------------------------------------------------------------------ offices and people


@cache
def _offices() -> Mapping[str, str]:
    offices: Mapping[str, str] = rules("world/offices.toml")["offices"]
    return offices


@cache
def _before() -> frozenset[str]:
    return frozenset(rules("world/offices.toml")["before"])


_HELD = re.compile(
    r"(?:minister|secretary) (?:of|for)(?: the)? (?P<after>.+)"
    r"|(?P<before>.+) (?:minister|secretary)"
)


@lru_cache(maxsize=4096)
def office(words: str) -> str | None:
    """The suffix of the body an office speaks for; "" where it names none, None for no office.

    office("Deputy Foreign Minister") is "foreign ministry"; `of_country` makes it a key.
    """
    held = fold(plain(words)).strip(" ,")
    while held:
        if held in _offices():
            return _offices()[held]
        match = _HELD.fullmatch(held)
        if match is not None:
            suffix = ministry(f"{match['after'] or match['before']} ministry")
            if suffix is not None:
                return suffix
        first, _, rest = held.replace("-", " ", 1).partition(" ")
        if first not in _before():
            return None
        held = rest
    return None


@cache
def titles() -> frozenset[str]:
    """Words before a person's name that are no part of it; in lower case, without a dot."""
    return frozenset(rules("world/offices.toml")["titles"])


@cache
def _given() -> dict[str, Gender]:
    lists = rules("world/given.toml")
    genders: tuple[Gender, ...] = ("male", "female", "either")
    return {name: gender for gender in genders for name in lists[gender]}


@cache
def _common_given() -> frozenset[str]:
    return frozenset(rules("world/given.toml")["common"])


def given(name: str) -> Gender | None:
    """Which pronoun a given name suggests; None for a word that is not in the list. Case counts."""
    return _given().get(name)


def is_common(given_name: str) -> bool:
    """Whether a given name is also an ordinary word or a place: "Mark", "Florence"."""
    return given_name in _common_given()


# ------------------------------------------------------------------ media


@cache
def _agencies() -> _Index:
    return _index(_named("agencies", "agencies", "organisation:"))


@cache
def _outlets() -> _Index:
    return _index(_named("outlets", "outlets", "organisation:"))


@cache
def _common_outlets() -> frozenset[str]:
    return frozenset(rules("world/outlets.toml")["common"])


@cache
def _domains() -> dict[str, str]:
    """Domains to keys; an agency's own domain is its key too."""
    tables = (_entries("agencies", "agencies"), _entries("outlets", "outlets"))
    return {
        domain: "organisation:" + key
        for entries in tables
        for key, entry in entries.items()
        for domain in entry.get("domains", ())
    }


_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[:/?#].*)?", re.I | re.S
)
_WORDS_FOR_AGENCY = re.compile(
    r"\s+(?:news agency|news wire|newswire|news service|agency|wire)$", re.I
)


@lru_cache(maxsize=4096)
def agency(name: str) -> str | None:
    """The key of a news agency: "Agence France-Presse", "RIA Novosti news agency"."""
    found = _find(_agencies(), name)
    if found is None:
        short = _WORDS_FOR_AGENCY.sub("", name)
        found = _find(_agencies(), short) if short != name else None
    return found


@lru_cache(maxsize=4096)
def outlet(name: str) -> str | None:
    """The key of a newspaper, broadcaster, news site or agency, by its name, domain or URL."""
    match = _HOST.fullmatch(name.strip())
    if match is not None:
        labels = match["host"].lower().split(".")
        for first in range(len(labels) - 1):
            key = _domains().get(".".join(labels[first:]))
            if key is not None:
                return key
    return _find(_outlets(), name) or agency(name)


def is_ordinary(name: str) -> bool:
    """Whether an outlet's name is also an everyday word or another's name: "Time", "The Herald"."""
    return name in _common_outlets() or plain(name) in _common_outlets()


def family(key: str) -> str:
    """The owner of an outlet or agency, else its own key: equal families are one house."""
    owner = str(_described(key).get("owner", ""))
    return (
        agency(owner)
        or _find(_outlets(), owner)
        or ("organisation:" + fold(owner) if owner else key)
    )


def home(key: str) -> str | None:
    """The country an agency or outlet is at home in."""
    place = _described(key).get("country")
    return f"place:{place}" if place else None


@cache
def _relays() -> tuple[dict[str, str], dict[str, str]]:
    entries = _entries("relays", "relays").values()
    by_domain = {domain: entry["name"] for entry in entries for domain in entry.get("domains", ())}
    by_word = {word: entry["name"] for entry in entries for word in entry.get("words", ())}
    return by_domain, by_word


def relay(name: str) -> str | None:
    """The service behind a relay's domain, URL or stamp: relay("https://ift.tt/x") is "IFTTT"."""
    by_domain, by_word = _relays()
    match = _HOST.fullmatch(name.strip())
    if match is not None:
        labels = match["host"].lower().split(".")
        for first in range(len(labels) - 1):
            if (found := by_domain.get(".".join(labels[first:]))) is not None:
                return found
    return by_word.get(fold(plain(name)))


# ------------------------------------------------------------------ anything


def _described(key: str) -> Mapping[str, Any]:
    kind, _, name = key.partition(":")
    tables = (
        (("countries", "countries"), ("countries", "regions"))
        if kind == "place"
        else (("agencies", "agencies"), ("outlets", "outlets"), ("bodies", "bodies"))
    )
    return next((_entries(*table)[name] for table in tables if name in _entries(*table)), {})


def titled(name: str) -> str:
    """A folded name as it is written: "Orvel's Museum", "Ana O'Senn"."""
    return _POSSESSIVE.sub(r"\1s", name.title())


def label(key: str) -> str:
    """A name to show for a key: label("place:united states") is "United States"."""
    kind, _, name = key.partition(":")
    listed = _described(key).get("name")
    if listed:
        return str(listed)
    place, _, suffix = name.partition("/")
    if kind == "organisation" and suffix:
        own = next((seat for seat in _seats().exact if fold(seat) == suffix), "")
        adjective = next(iter(_described("place:" + place).get("demonyms", ())), place.title())
        return own or f"{adjective} {suffix}"
    return titled(name)


@cache
def _all_listed() -> frozenset[str]:
    """Every name `known` may find, folded with and without "the": most words are none of them."""
    lists = (_countries(), _bodies(), _seats(), _agencies(), _outlets())
    names = {name for index in lists for table in (index.exact, index.folded) for name in table}
    return frozenset(form for name in names for form in (fold(name), fold(plain(name))))


@lru_cache(maxsize=8192)
def known(name: str) -> str | None:
    """The key of a name that any list holds: country, body, seat, agency or outlet."""
    if _forms(name)[1] not in _all_listed() and not _WORDS_FOR_AGENCY.search(name):
        return None
    found = country(name) or body(name) or seat(name) or agency(name)
    if found is None and not is_ordinary(name):
        found = _find(_outlets(), name)
    return found


def evidence() -> Iterator[tuple[str, str]]:
    """Every listed name with a letter for its list, for the tagger of names.

    c country or capital, p other place, u short form of one, o organisation, a agency or outlet,
    g given name, h given name that is also a word, s family name, d demonym, t word of an office.
    """
    for name in (*_countries().exact, *_capitals().exact):
        yield name, "c"
    places = rules("world/places.toml")
    short = frozenset(places["postal"])
    for names in places.values():
        yield from ((name, "u" if name in short else "p") for name in names)
    yield from (
        (name, "p")
        for entry in _entries("countries", "regions").values()
        for name in [entry["name"]]
    )
    listed = (*_bodies().exact, *_seats().exact, *rules("world/organisations.toml")["names"])
    yield from ((name, "o") for name in dict.fromkeys(listed))
    media = (*_agencies().exact, *_outlets().exact)
    yield from ((name, "a") for name in media if not is_ordinary(name) and "(" not in name)
    yield from ((name, "h" if is_common(name) else "g") for name in _given())
    yield from ((name, "s") for name in rules("world/surnames.toml")["names"])
    yield from ((word, "d") for word in _demonyms())
    yield from ((word, "t") for name in _offices() for word in name.split())

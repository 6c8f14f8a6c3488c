"""Which stretches of a sentence are names: the tagger's answers, put right by lists and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from secondsource.model import NameType
from secondsource.text import lexicon, tagger, world
from secondsource.text.lexicon import Token
from secondsource.text.patterns import rules
from secondsource.text.words import fold

TYPES: dict[str, NameType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
SURE = {"PER": 0.75, "ORG": 0.85, "LOC": 0.75}  # below this the tagger is not believed
SURE_OF_FIRST = 0.88
BY_COMPANY = 0.7
PAIRING = frozenset({"and", ",", "&", "or"})
LISTED = 0.8  # the score of a name only the lists know
Spot = tuple[int, int, NameType, float]  # first token, last (excluded), type, score


def spotted(tokens: list[Token]) -> list[Spot]:
    """The names of a sentence in order, none overlapping."""
    gaz = lexicon.gazetteer(tokens)
    spots: list[Spot] = []
    taken = [False] * len(tokens)
    for name in tagger.tag(tokens, gaz):
        if name.type not in TYPES or name.score < SURE[name.type]:
            continue
        for begin, end in _pieces(tokens, name.first, name.last, name.type):
            first, last = _trim(tokens, begin, end, name.type)
            if first >= last or _is_none(tokens, first, last):
                continue
            if _is_doubtful(tokens, first, last, name.score):
                continue
            kind = _by_last_word(tokens, first, last, TYPES[name.type])
            first, last, kind = _grown(tokens, first, last, kind)
            if not any(taken[first:last]):
                spots.append((first, last, kind, name.score))
                taken[first:last] = [True] * (last - first)
    for first, last, kind in _missed(tokens, gaz, taken):
        spots.append((first, last, kind, LISTED))
        taken[first:last] = [True] * (last - first)
    spots += _by_company(tokens, sorted(spots), taken)
    return _joined(tokens, sorted(spots))


def _is_doubtful(tokens: Sequence[Token], first: int, last: int, score: float) -> bool:
    """Whether an unlisted word opens a sentence and the tagger is not surer than usual."""
    alone = first == 0 and last == 1 and len(tokens) > 1
    return alone and score < SURE_OF_FIRST and not lexicon.is_listed(tokens[0].text)


def _pieces(tokens: Sequence[Token], first: int, last: int, kind: str) -> Iterator[tuple[int, int]]:
    """A stretch taken for one name, parted: two people at a comma, a town from its state."""
    if kind == "PER":
        begin = first
        for at in range(first + 2, last):
            word = tokens[at].text
            if word not in ",-" or tokens[at - 1].text.lower() in _words("prefixes"):
                continue
            if at - begin > 1:
                yield begin, at
                if word == "-":  # "Ana Orrin - Analyst"
                    return
                begin = at + 1
        yield begin, last
        return
    if kind == "LOC" and last - first > 1:
        whole = " ".join(token.text for token in tokens[first:last])
        tail = tokens[last - 1].text
        if not lexicon.is_place(whole) and lexicon.is_state(tail):
            yield first, last - 1
            yield last - 1, last
            return
    yield first, last


def _joined(tokens: Sequence[Token], spots: list[Spot]) -> list[Spot]:
    """Names in order; "Court of" is one with its place, "Department of A and B" is whole."""
    joined: list[Spot] = []
    for spot in spots:
        first, last, kind, score = spot
        if kind == "organisation" and tokens[first].text.lower() in _words("heads"):
            last = _with_second_subject(tokens, last)
        if joined and kind == "place":
            before = joined[-1]
            between = [token.text.lower() for token in tokens[before[1] : first]]
            if (
                before[2] == "organisation"
                and between in (["of"], ["of", "the"])
                and lexicon.is_kind_word(tokens[before[1] - 1].text)
            ):
                joined[-1] = (before[0], last, "organisation", before[3])
                continue
        if joined and first < joined[-1][1]:
            continue
        joined.append((first, last, kind, score))
    return joined


def _with_second_subject(tokens: Sequence[Token], last: int) -> int:
    """Where "Department of Roads and Rivers" ends, of which "Department of Roads" is known."""
    if last + 1 < len(tokens) and tokens[last].text == "and" and tokens[last + 1].text[0].isupper():
        last += 2
        while last < len(tokens) and tokens[last].text[0].isupper():
            last += 1
    return last


def _is_none(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Addresses, product codes and storms are no names of people, organisations or places."""
    word = tokens[first].text
    if last - first == 1 and ("@" in word or lexicon.shape(word) == "xX" or "://" in word):
        return True
    if last - first == 1 and any(c.isdigit() for c in word) and not lexicon.is_listed(word):
        return True
    if first > 0 and tokens[first - 1].text.lower() in _words("storms"):
        return True
    if last - first == 2 and word.lower() in _words("storms"):
        return tokens[first + 1].text.lower() not in _words("buildings")
    stretch = [token.text for token in tokens[first:last]]
    return any(world.office(" ".join(stretch[:n])) is not None for n in _office_ends(stretch))


def _office_ends(stretch: Sequence[str]) -> Iterator[int]:
    """Where an office may end in a name: at its end, or before "for" ("Secretary for ...")."""
    yield len(stretch)
    yield from (n for n, word in enumerate(stretch) if n > 1 and word in ("for", "of"))


def _by_last_word(tokens: Sequence[Token], first: int, last: int, kind: NameType) -> NameType:
    """A hall, bridge or base is a place, whoever owns it."""
    if (
        kind == "organisation"
        and last - first > 1
        and tokens[last - 1].text.lower() in _words("buildings")
    ):
        return "place"
    return kind


def _grown(
    tokens: Sequence[Token], first: int, last: int, kind: NameType
) -> tuple[int, int, NameType]:
    """The name with what belongs to it: "al-" before a family name, "'s" of a shop's name."""
    fronts = _words("fronts")
    if kind == "person" and last - first == 2 and tokens[first].text.lower() in fronts:
        return first, last, "place"  # "Port Ansel"
    if kind == "person" and last - first == 1 and first > 0:
        before = tokens[first - 1].text
        if before[0].isupper() and before.lower() in fronts:
            return first - 1, last, "place"
    if kind == "person":
        while first > 0 and (
            tokens[first - 1].text.lower() in _words("prefixes")
            or (
                tokens[first - 1].text == "-"
                and first > 1
                and tokens[first - 2].text.lower() in _words("prefixes")
            )
        ):
            first -= 1
        if (
            last - first == 1
            and last + 1 < len(tokens)
            and tokens[last].text == ","
            and first > 0
            and tokens[first - 1].text in (":", ";", '"')
            and world.given(tokens[last + 1].text)
        ):  # "To: Harlan, Peter": a directory's order
            last += 2
    after = tokens[last].text if last < len(tokens) else ""
    if (
        kind == "person"
        and after in _words("firm tails")
        and world.given(tokens[first].text) is None
    ):
        return first, last, "organisation"  # "Orsen Rail chief executive", "Orsen shares"
    if after in ("'s", "’s") and first > 0 and tokens[first - 1].text.lower() in _words("goers"):
        beyond = tokens[last + 1].text if last + 1 < len(tokens) else "."
        if not beyond[0].isalnum() or beyond.lower() in _words("goers"):
            return first, last + 1, "place"
    return first, last, kind


def _missed(
    tokens: Sequence[Token], gaz: Sequence[str], taken: Sequence[bool]
) -> Iterator[tuple[int, int, NameType]]:
    """Listed countries, bodies and agencies, and a lone given name that opens or ends a letter."""
    towards = _words("towards")
    careless = lexicon.is_careless(tokens)
    free = 0
    for at, token in enumerate(tokens):
        word = token[2]
        if taken[at] or at < free:
            continue
        if not (careless or word[0].isupper()) and not (
            at and tokens[at - 1][2] in towards and word.islower()
        ):
            continue
        last = at + 1
        while last < len(tokens) and gaz[at] and gaz[last].endswith("1"):
            last += 1
        kind: NameType | None = lexicon.listed_type(tokens, at, last, gaz)
        if kind is None and at == 0 and len(tokens) <= 2 and _is_greeting(tokens):
            kind = "person"
        if kind is not None and not any(taken[at:last]):
            yield at, last, kind
            free = last


def _by_company(tokens: Sequence[Token], spots: list[Spot], taken: Sequence[bool]) -> list[Spot]:
    """Single words no list holds that the words beside them make names of.

    "Ana and Orrin", "Harrow, Orrin and Geneva": what one of a pair is, the other is. "Orrin said",
    "Orrin, you ...": people.
    """
    kind_at: dict[int, NameType] = {}
    for first, last, kind, _ in spots:
        if kind != "organisation":
            kind_at[first] = kind_at[last - 1] = kind
    found: list[Spot] = []
    for at, token in enumerate(tokens):
        if not token[2][0].isupper() or taken[at] or not _is_unknown(tokens, at):
            continue
        after = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
        before = tokens[at - 1].text.lower() if at else ""
        beside: NameType | None = None
        if before in PAIRING and at > 1:
            beside = kind_at.get(at - 2)
        if beside is None and after in PAIRING:
            beside = kind_at.get(at + 2)
        opens = not before or before in '"“:'
        if beside is None and opens and after in _words("sayers"):
            beside = "person"
        if beside is None and opens and after == "," and at + 2 < len(tokens):
            beside = "person" if tokens[at + 2].text.lower() in _words("vocatives") else None
        if beside is not None:
            found.append((at, at + 1, beside, BY_COMPANY))
            kind_at[at] = beside
    return found


def _is_unknown(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may be a name no list holds: no everyday word, no part of a longer one."""
    if not _is_unlisted(tokens[at].text):
        return False
    beyond = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return not beyond[0].isupper() and beyond not in ("'s", "’s", "-")


@lru_cache(maxsize=1 << 14)
def _is_unlisted(word: str) -> bool:
    """Whether a word is written like a name and is neither an everyday word nor an office."""
    if lexicon.shape(word) not in ("Xx", "XxX") or lexicon.is_word(word):
        return False
    if world.demonym(word) or fold(word) in _words("peoples") or lexicon.is_kind_word(word):
        return False
    return fold(word).rstrip(".") not in world.titles() and world.office(word) is None


def _is_greeting(tokens: Sequence[Token]) -> bool:
    """Whether a letter opens or ends with a name: "Ana", "Orrin,"."""
    word = tokens[0].text
    if world.given(word) is not None:
        return all(t.text in ",.-!:" for t in tokens[1:])
    return tokens[-1].text == "," and lexicon.shape(word) == "Xx" and not lexicon.is_word(word)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules("en/names.toml")[name])


def _trim(tokens: Sequence[Token], first: int, last: int, kind: str) -> tuple[int, int]:
    """The name without a possessive ending, quotation marks, and (of a person) leading titles."""
    while last > first and (
        tokens[last - 1].text in ("'s", "’s", "'", "’", '"', ",", "-")
        and not _is_listed(tokens, first, last)
    ):
        last -= 1
    while first < last and (
        not any(c.isalnum() for c in tokens[first].text) or tokens[first].text == "the"
    ):
        first += 1
    if kind == "PER":
        while last - first > 1 and fold(tokens[first].text).rstrip(".") in world.titles():
            first += 1
    return first, last


def _is_listed(tokens: Sequence[Token], first: int, last: int) -> bool:
    gaz = lexicon.gazetteer(tokens[first:last])
    return bool(gaz) and all(gaz)


def listed_type(words: str, kind: NameType, score: float) -> NameType | None:
    """The type a list gives a name, where it knows it; None where it is only an adjective."""
    if world.parties(words):
        return None
    key = world.known(words)
    if key is None:
        pieces = words.replace("-", " ").split()
        adjectives = _words("peoples")
        if all(world.demonym(p) or fold(p) in adjectives for p in pieces):
            return None
        return "organisation" if " " in words and lexicon.is_organisation(words) else kind
    if kind == "person" and score > 0.8:  # "Jordan", "Chad": the sentence says it is a person
        return kind
    return "place" if key.startswith("place:") else "organisation"

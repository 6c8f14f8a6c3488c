"""Whose words or pictures these are: agency lines, bylines, relays, copyright, photo credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from secondsource.model import Article, Block, Credit, Role, Span, marks
from secondsource.text import world
from secondsource.text.patterns import rules
from secondsource.text.words import fold

NAME = r"[A-Z0-9][\w&.’'!-]*(?: (?:[A-Z0-9&][\w&.’'!-]*|of|the|for|and|de|van|al|el)){0,7}?"
MAX_WHOLE = 240  # code points: a longer line is no credit line
ANY_LENGTH = 1 << 60
EDGE = 200  # code points at the head and tail of a line that are looked at
MAX_AUTHORS = 6
STILLS = frozenset({"photo", "copyright"})
PICTURES = frozenset({"organisation:getty images", "organisation:epa"})  # they sell no words
_SPLIT = re.compile(r"\s*(?:,|/|\||;|&|\+|\band\b)\s*")
_BYLINE = re.compile(
    r"(?:(?i:written |reported |story |words )?(?i:by)[:\s]\s*)(?P<who>[^\n]{2,100}?)"
    r"(?=\s*[|•·—–(]|\s+\d|\s+(?i:published|updated|posted|on|in|for|at|[a-z]+day)\b|\s*$)"
)
_PERSON = re.compile(r"[^\W\d_][\w.’'-]*(?: (?:[^\W\d_][\w.’'-]*)){1,4}")


class Rule(NamedTuple):
    """One compiled credit rule."""

    name: str
    role: str
    at: str  # whole, head or tail
    known: bool
    after: str  # "relay": only on the line after a relay's stamp
    hints: tuple[str, ...]  # one of these must stand in the line
    longest: int  # code points
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            name,
            rule["role"],
            rule["at"],
            rule.get("known", False),
            rule.get("after", ""),
            tuple(rule.get("hints", ())),
            rule.get("longest", MAX_WHOLE if rule["at"] == "whole" else ANY_LENGTH),
            re.compile(
                rule["pattern"].replace("NAME", NAME) + ("$" if rule["at"] == "tail" else "")
            ),
        )
        for name, rule in rules("en/credits.toml").items()
    )


Hinted = tuple[tuple[str, tuple[int, ...]], ...]


@cache
def _unhinted() -> tuple[int, ...]:
    return tuple(number for number, rule in enumerate(_rules()) if not rule.hints)


@cache
def _hinted() -> Hinted:
    """By hint the rules that have it, as numbers into the list of rules."""
    hinted: dict[str, list[int]] = {}
    for number, rule in enumerate(_rules()):
        for hint in rule.hints:
            hinted.setdefault(hint, []).append(number)
    return tuple((hint, tuple(numbers)) for hint, numbers in hinted.items())


def _asked(folded: str, line: Span, hinted: Hinted) -> list[Rule]:
    """The rules one of whose hints stands in a line, and those without any, in order."""
    words = folded[line.start : line.end]
    size = len(words)
    if size >= 2 * EDGE:
        words = words[:EDGE] + words[-EDGE:]
    said = [numbers for hint, numbers in hinted if hint in words]
    numbers = sorted({*_unhinted(), *chain.from_iterable(said)}) if said else _unhinted()
    rules_ = _rules()
    return [rules_[number] for number in numbers if size <= rules_[number].longest]


def mark(article: Article) -> Iterator[Credit]:
    """The credits of an article, in order; a line has one of each role and name. Linear."""
    roles = {(b.span.start, b.span.end): b.role for b in marks(article, Block)}
    blocks = sorted(roles.items())
    after = ""
    place = 0
    folded = fold(article.text)
    hinted = tuple(entry for entry in _hinted() if entry[0] in folded)
    for line in _lines(article.text):
        while place < len(blocks) and blocks[place][0][1] <= line.start:
            place += 1
        role = (
            blocks[place][1] if place < len(blocks) and blocks[place][0][0] <= line.start else None
        )
        found = list(_in_line(article.text, line, _asked(folded, line, hinted), role, after))
        after = "relay" if any(c.role == "relay" for c in found) else ""
        yield from found


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            begin = start + line.index(bare[0])
            yield Span(begin, begin + len(bare))
        start += len(line) + 1


def _in_line(
    text: str, line: Span, asked: Sequence[Rule], role: Role | None, after: str
) -> Iterator[Credit]:
    """The credits of one line; a line of pictures credits no words."""
    taken: set[tuple[str, str]] = set()
    found: list[Credit] = []
    for rule in asked:
        if rule.after and rule.after != after and role != "stamp":
            continue
        match = _match(rule, text, line)
        if match is None:
            continue
        for place, (who, span) in enumerate(_named(match)):
            credit = _credit(rule, who, span, role)
            if credit is None and not place and rule.name == "several":
                break
            if credit is not None and (credit.role, credit.who) not in taken:
                taken.add((credit.role, credit.who))
                found.append(credit)
    if line.end - line.start <= MAX_WHOLE:
        found.extend(c for c in _authors(text, line, role) if (c.role, c.who) not in taken)
    pictures = [c for c in found if c.role == "photo"]
    if pictures:
        yield pictures[0]
    else:
        yield from sorted(found, key=lambda c: (c.span, c.role))


def _match(rule: Rule, text: str, line: Span) -> re.Match[str] | None:
    if rule.at == "whole":
        return rule.pattern.fullmatch(text, line.start, line.end)
    if rule.at == "head":
        return rule.pattern.match(text, line.start, min(line.end, line.start + EDGE))
    return rule.pattern.search(text, max(line.start, line.end - EDGE), line.end)


def _named(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    groups = match.groupdict()
    yield match["who"], Span(*match.span("who"))
    if groups.get("others"):
        start = match.start("others")
        for piece in re.finditer(NAME + r"(?=\s*(?:[,/|;&+)]|and\b|in\b|at\b|$))", match["others"]):
            yield piece.group(), Span(start + piece.start(), start + piece.end())


def _credit(rule: Rule, who: str, span: Span, role: Role | None) -> Credit | None:
    """The credit a match stands for, its name as the lists write it; None where it is none."""
    who = who.strip(" .,’'")
    kind = rule.role
    if kind == "relay":
        relay = world.relay(who)
        return (
            Credit(span=span, by=f"credits:{rule.name}", who=relay, role="relay") if relay else None
        )
    if rule.name == "agencies":
        return Credit(span=span, by="credits:agencies", who="agencies", role="agency", score=0.9)
    if kind == "author" and not _PERSON.fullmatch(who):
        return None
    key = world.agency(who.removesuffix(" Photo")) or (
        world.outlet(who) if not (rule.known and world.is_ordinary(who)) else None
    )
    if key is None and (rule.known or not who[:1].isalpha()):
        return None
    if kind in ("source", "agency"):
        is_agency = world.agency(who) is not None or (kind == "agency" and key is None)
        kind = "agency" if is_agency else "outlet"
        if key is None and not _may_be_house(who):
            return None
    if kind not in STILLS and (role in ("caption", "credit") or key in PICTURES):
        kind = "photo"
    score = 0.95 if key else 0.6
    name = world.label(key) if key else who
    return Credit(span=span, by=f"credits:{rule.name}", who=name, role=kind, score=score)


def _may_be_house(who: str) -> bool:
    """Whether an unlisted name can be an agency's: no date, no place of the lists."""
    if any(c.isdigit() for c in who) or world.country(who) or world.capital(who):
        return False
    return who.lower().split(" ")[0].strip(".") not in rules("en/names.toml")["calendar"]


def _authors(text: str, line: Span, role: Role | None) -> Iterator[Credit]:
    """Who wrote it, from a byline: "By Ana Orrin and Bo Harrow, Lowland Post"."""
    match = _BYLINE.match(text, line.start, line.end)
    if match is None:
        if role != "byline":
            return
        start, words = line.start, text[line.start : line.end]
    else:
        start, words = match.start("who"), match["who"]
    if role not in ("byline", None) and (match is None or line.end - line.start > 120):
        return
    at = 0
    for count, piece in enumerate(_SPLIT.split(words)):
        begin = words.index(piece, at) if piece else at
        at = begin + len(piece)
        if count == MAX_AUTHORS:
            return
        span = Span(start + begin, start + begin + len(piece))
        key = world.agency(piece) or (world.outlet(piece) if not world.is_ordinary(piece) else None)
        if key is not None:
            kind = "agency" if world.agency(piece) else "outlet"
            yield Credit(span=span, by="credits:byline", who=world.label(key), role=kind, score=0.9)
        elif _is_author(piece):
            yield Credit(span=span, by="credits:byline", who=piece, role="author", score=0.8)


def _is_author(words: str) -> bool:
    pieces = words.split()
    named = sum(p[0].isupper() for p in pieces)
    return bool(_PERSON.fullmatch(words)) and named >= 2 and named >= len(pieces) - 1

"""The role of every block: one method for HTML and for bare text.

Each line is first judged body or not by what it says, what stands around it and, in HTML, what the
markup says of it. Then lines that are not body, and a few that only look like it, get their role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from secondsource.model import Article, Block, Line, Role
from secondsource.text.lines import Weights, chances
from secondsource.text.patterns import rules
from secondsource.text.words import fold

CUT = 0.5  # chance from which a line is body
NEAR_CUT = 0.15  # and from which a whole paragraph beside body is
MAX_SHORT = 320  # code points up to which a line may be anything but body
MAX_BETWEEN = 20  # code points of a line that may stand between two of the body
MIN_SENTENCE = 12  # code points of the shortest sentence that is a paragraph
MIN_LONG = 120  # code points from which on a line is a paragraph without a full stop too
MIN_PROSE = 0.6  # share of the lines that are sentences, from which on there is no furniture
MAX_FURNITURE = 160  # code points of a line whose return over a site makes it chrome
MAX_PATTERN = 200  # code points up to which a line is matched against patterns
MAX_HEADLINE = 250
MAX_ABOVE = 14  # lines above the first body line in which a headline is looked for
MAX_GAP = 12  # lines between two stretches of body of one article

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_STOPS = (".", "!", "?", ":", ";")
_CLOSING = "\"')]”’"


class Seen(NamedTuple):
    """One line as the rules look at it; of long ones only the end matters."""

    line: Line
    words: str
    folded: str  # "" for a long line, and for one whose place in the markup says all
    bare: str  # folded, without punctuation around it
    size: int  # words; none for a long line
    final: bool  # ends as a sentence does


def mark(
    article: Article, repeated: Collection[str] = frozenset(), *, learnt: Weights | None = None
) -> Iterator[Block]:
    """One block for each non-blank line, in order.

    repeated: keys of lines that return over the article's site (see `keys`): they are chrome.
    learnt: other weights than the shipped ones (cross-validation).
    """
    likely = chances(article.text, article.lines, article.title, learnt)
    seen = [
        _look(article, line) if chance or not line.tag else Seen(line, "", "", "", 0, False)
        for line, chance in zip(article.lines, likely, strict=True)
    ]
    if repeated:
        likely = [
            0.0 if chance and _key(one.words) in repeated else chance
            for one, chance in zip(seen, likely, strict=True)
        ]
    roles = _roles(seen, _body(seen, likely), article.title)
    for one, role, chance in zip(seen, roles, likely, strict=True):
        score = chance if role == "body" else 1.0 - chance
        yield Block(span=one.line.span, by=f"blocks.{role}", score=round(score, 3), role=role)


def keys(article: Article) -> Iterator[tuple[str, str]]:
    """(site, folded line) for each different line: one many pages of a site share is chrome.

    Only of short lines: a long paragraph that returns is the background of a running story.
    """
    if article.outlet:
        spans = (line.span for line in article.lines)
        short = (span for span in spans if span.end - span.start <= MAX_FURNITURE)
        for key in dict.fromkeys(_key(article.text[s.start : s.end]) for s in short):
            yield article.outlet, key


def _key(words: str) -> str:
    return fold(words[:MAX_SHORT])


def _look(article: Article, line: Line) -> Seen:
    words = article.text[line.span.start : line.span.end]
    final = words[-4:].rstrip(_CLOSING).endswith(_STOPS)
    if len(words) > MAX_SHORT:
        return Seen(line, words, "", "", 0, final)
    folded = words.lower() if words.isascii() else _fold(words)
    bare = folded.strip(" .:!?>»›→|*-…")
    return Seen(line, words, folded, bare, len(folded.split()), final)


@cache
def _marks() -> dict[int, str]:
    """What `fold` makes of quotes, dashes and spaces."""
    return {ord(mark): fold(mark) for mark in "’‘“”„«»–—\u00a0"}


def _fold(words: str) -> str:
    """The same as `fold`, many times as fast where no letter grows in lower case."""
    lowered = words.lower()
    return lowered.translate(_marks()) if len(lowered) == len(words) else fold(words)


# ------------------------------------------------------------------ body or not


def _body(seen: Sequence[Seen], likely: Sequence[float]) -> list[bool]:
    """Lines likely enough to be body, and whole paragraphs beside them that are nearly so."""
    paragraphs = [
        _is_paragraph(one) and chance > 0 for one, chance in zip(seen, likely, strict=True)
    ]
    if _is_prose(seen):
        return paragraphs
    chosen = [chance >= CUT for chance in likely]
    if not any(chosen) and seen and not seen[0].line.tag:
        return paragraphs  # a headline and a sentence given by hand
    for order in (range(1, len(seen)), range(len(seen) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            if not chosen[number] and likely[number] >= NEAR_CUT and seen[number].final:
                beside = _beside_body(number, step, seen, chosen)
                chosen[number] = beside is not None and _continues(seen[number], seen[beside])
    return chosen


def _is_paragraph(one: Seen) -> bool:
    size = len(one.words)
    return size >= MIN_LONG or (one.final and size >= MIN_SENTENCE)


def _is_prose(seen: Sequence[Seen]) -> bool:
    """Whether bare text is nothing but paragraphs: pasted or typed, not dumped from a page."""
    sentences = sum(_is_paragraph(one) for one in seen)
    return bool(seen) and not seen[0].line.tag and sentences >= MIN_PROSE * len(seen)


def _beside_body(
    number: int, step: int, seen: Sequence[Seen], chosen: Sequence[bool]
) -> int | None:
    """The body line next to a line; one short line may stand between: "Advertisement"."""
    near = number + step
    if chosen[near]:
        return near
    far = near + step
    short = len(seen[near].words) <= MAX_BETWEEN
    return far if short and 0 <= far < len(seen) and chosen[far] else None


def _continues(one: Seen, body: Seen) -> bool:
    """Whether a sentence is a paragraph like the body beside it: long, or of the same element."""
    size = len(one.words)
    return size >= MIN_LONG or (
        size >= 30 and one.line.tag == "p" and one.line.path == body.line.path
    )


# ------------------------------------------------------------------ roles


class _Rule(NamedTuple):
    lines: frozenset[str]
    starts: tuple[str, ...]
    words: re.Pattern[str] | None
    pattern: re.Pattern[str] | None


@cache
def _rule(role: str) -> _Rule:
    table = rules("en/chrome.toml")[role]
    words = "|".join(re.escape(word) for word in table.get("words", ()))
    patterns = "|".join(f"(?:{pattern})" for pattern in table.get("patterns", ()))
    return _Rule(
        frozenset(table.get("lines", ())),
        tuple(table.get("starts", ())),
        re.compile(words) if words else None,
        re.compile(patterns) if patterns else None,
    )


def _says(role: str, one: Seen) -> bool:
    """Whether a line says itself that it has this role."""
    folded = one.folded
    if not folded:
        return False
    lines, starts, words, pattern = _rule(role)
    return (
        one.bare in lines
        or folded.startswith(starts)
        or (words is not None and words.search(folded) is not None)
        or (
            pattern is not None
            and len(folded) < MAX_PATTERN
            and pattern.fullmatch(folded) is not None
        )
    )


def _known(one: Seen) -> Role | None:
    """The role a line names by its own words, whatever stands around it."""
    size = one.size
    if not 0 < size <= 30:
        return None
    if _says("ad", one):
        return "ad"
    if _says("stamp", one):
        return "stamp"
    if size <= 20 and not one.final and _says("credit", one):
        return "credit"
    if size <= 14 and not one.final and not _says("widget", one):
        if _says("dateline", one):
            return "dateline"
        if size <= 8 and _says("byline", one):
            return "byline"
    return "nav" if size <= 14 and _says("nav", one) else None


def _roles(seen: Sequence[Seen], body: Sequence[bool], title: str) -> list[Role]:
    known = [_known(one) for one in seen]
    first, last = _stretch(seen, [is_body and not known[n] for n, is_body in enumerate(body)])
    headline = _headline(seen, body, known, first, fold(title))
    roles: list[Role] = []
    for number, one in enumerate(seen):
        role: Role
        if number == headline:
            role = "headline"
        elif known[number]:
            role = known[number] or "nav"
        elif headline is not None and headline < number < first + 3 and _glued(seen[headline], one):
            role = "nav"
        elif body[number] and not _only_looks_body(number, seen, roles, headline):
            role = "body"
        elif headline is not None and headline < number < first:
            role = _under_headline(one, seen[headline])
        elif number < first:
            role = _above(one, headline is not None and number < headline)
        else:
            role = _beside(number, seen, roles, last)
        roles.append(role)
    return roles


def _stretch(seen: Sequence[Seen], body: Sequence[bool]) -> tuple[int, int]:
    """First and last line of the body: short false starts far above the bulk do not count."""
    chosen = [number for number, is_body in enumerate(body) if is_body]
    if not chosen:
        return len(seen), -1
    runs = [[chosen[0]]]
    for number in chosen[1:]:
        if number - runs[-1][-1] > MAX_GAP:
            runs.append([])
        runs[-1].append(number)
    bulk = max(runs, key=lambda run: sum(len(seen[number].words) for number in run))
    whole = [n for n in bulk if seen[n].final and len(seen[n].words) >= 80]
    under = [n for n in bulk if seen[n].line.tag != "h1"]
    return (whole or under or bulk)[0], chosen[-1]


def _only_looks_body(
    number: int, seen: Sequence[Seen], roles: Sequence[Role], headline: int | None
) -> bool:
    """Whether a line like body is a summary under the headline or another story's title."""
    one = seen[number]
    if not one.size or (one.final and not _trails(one)):
        return False
    if headline is not None and number < headline:
        return True
    if headline is not None and number == headline + 1:
        return 8 <= one.size <= 40 and one.line.tag != "li"
    # "Read more", "FILE PHOTO. © ...", then the title of the other story.
    return (
        bool(roles)
        and roles[-1] in ("credit", "nav")
        and 4 <= one.size <= 25
        and (number < 2 or roles[-1] == "credit")
        and not one.line.tag
    )


def _headline(
    seen: Sequence[Seen], body: Sequence[bool], known: Sequence[Role | None], first: int, title: str
) -> int | None:
    """The line that is the headline: named by the page, said twice, or echoed by the body."""
    above = [n for n in range(first) if not known[n] and _is_title(seen[n])]
    heads = [n for n in above if seen[n].line.tag == "h1"]
    if title:
        same = [
            n for n in above if seen[n].folded in title and len(seen[n].folded) * 2 > len(title)
        ]
        if same:
            return next((n for n in same if n in heads), same[-1])
    if heads:
        return heads[-1]
    near = [n for n in above if n >= first - MAX_ABOVE]
    for n in near:
        if any(_glued(seen[n], seen[m]) for m in range(n + 1, min(n + 4, len(seen)))):
            return n
    echo = _echo(seen, body)
    shares = {n: _share(seen[n], echo) for n in near}
    best = max(shares.values(), default=0.0)
    good = [n for n in near if shares[n] >= max(0.3, 0.45 * best) and not _trails(seen[n])]
    return good[0] if good else (near[-1] if near and not _trails(seen[near[-1]]) else None)


def _is_title(one: Seen) -> bool:
    return (
        (2 if one.line.tag == "h1" else 4) <= one.size <= 30
        and len(one.words) <= MAX_HEADLINE
        and not (one.words.endswith(".") and not one.words.endswith("..."))
        and not _says("widget", one)
        and not _says("dateline", one)
        and not _says("byline", one)
    )


def _trails(one: Seen) -> bool:
    return one.words.endswith(("...", "…"))


def _glued(headline: Seen, other: Seen) -> bool:
    """Whether a line is a breadcrumb run into a second headline: "HomeWorldHeadline"."""
    return (
        other.folded.endswith(headline.folded)
        and 0 < len(other.folded) - len(headline.folded) <= 60
        and headline.size >= 4
    )


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(rules("world/languages.toml")["words"]["en"])


def _echo(seen: Sequence[Seen], body: Sequence[bool]) -> frozenset[str]:
    stops = _stop_words()
    words: set[str] = set()
    for one, is_body in zip(seen, body, strict=True):
        if is_body and len(words) < 3_000:
            found = _WORD.findall(fold(one.words[:MAX_SHORT]))
            words.update(token for token in found if token not in stops and len(token) > 2)
    return frozenset(words)


def _share(one: Seen, echo: frozenset[str]) -> float:
    stops = _stop_words()
    found = _WORD.findall(one.folded)
    content = [token for token in found if token not in stops and len(token) > 2]
    return sum(1 for token in content if token in echo) / max(len(content), 1)


def _under_headline(one: Seen, headline: Seen) -> Role:
    if _says("byline", one):
        return "byline"
    if _says("dateline", one) or _says("widget", one):
        return "dateline"
    if _glued(headline, one) or one.folded == headline.folded:
        return "nav"
    return "dek" if one.size >= 6 else "nav"


def _above(one: Seen, has_headline: bool) -> Role:
    if _says("widget", one) or (one.size <= 2 and one.line.tag == ""):
        return "widget"
    return "teaser" if one.size >= 4 and (has_headline or not one.final) else "nav"


def _beside(number: int, seen: Sequence[Seen], roles: Sequence[Role], last: int) -> Role:
    """The role of a line that is not body, among or after the body."""
    one = seen[number]
    if "figcaption" in one.line.path or "caption" in one.line.cues[-80:].lower():
        return "caption"
    if _says("byline", one):
        return "byline"
    if _says("dateline", one):
        return "dateline"
    before = roles[-1] if roles else "nav"
    if before in ("credit", "nav", "teaser") and one.size >= 5:
        return "teaser"
    return "teaser" if one.size >= 6 and number > last else "nav"

"""The role of every block: one method for HTML and for bare text.

Each line is first judged body or not by what it says, what stands around it and, in HTML, what the
markup says of it. Then lines that are not body, and a few that only look like it, get their role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple, get_args

from msgspec import Struct

from secondsource.model import Article, Block, Line, Role
from secondsource.text.lines import Weights, chances
from secondsource.text.mastheads import MASTHEAD, MAX_TOP
from secondsource.text.patterns import rules
from secondsource.text.words import fold

CUT = 0.5  # chance from which a line is body
NEAR_CUT = 0.15  # and from which a whole paragraph beside body is
MAX_SHORT = 320  # code points up to which a line may be anything but body
MAX_BETWEEN = 20  # code points of a line that may stand between two of the body
MIN_SENTENCE = 12  # code points of the shortest sentence that is a paragraph
MIN_LONG = 120  # code points from which on a line is a paragraph without a full stop too
MIN_NEAR = 80  # and from which on a sentence beside body that is nearly body itself is one
MIN_PROSE = 0.6  # share of the lines that are sentences, from which on there is no furniture
MAX_FURNITURE = 160  # code points of a line whose return over a site makes it chrome
MAX_SAID = 200  # code points up to which a line may name its role
MIN_SURE = 100  # and from which on it does not where it is surely body
SURE = 0.9  # chance of such a line
MAX_HEADLINE = 250
MAX_ABOVE = 14  # lines above the first body line in which a headline is looked for
MAX_OPENING = 3  # lines above the body of a bare text that begins with its headline
MAX_DAY = 24  # code points of the day behind an outlet's name at the top of a bare text
MAX_SIGNED = 40  # code points of the end of a line in which a credit is looked for
MIN_ITEM = 5  # words of the shortest line of a brief
MAX_BRIEF = 12  # lines of the longest brief
MAX_GAP = 12  # lines between two stretches of body of one article

_WORD = re.compile(r"\w+(?:['-]\w+)*")
_STOPS = (".", "!", "?", ":", ";")
_CLOSING = "\"')]”’"
# "... on Sunday. (KPA)", "... on July 2. - Agencies": a paragraph ends before its credit.
_SIGNED = re.compile(r"(?<=[.!?\"'”’])\s*(?:[(\[][^()\[\]]{2,24}[)\]]|[-–—]\s?[A-Z][\w&/ ]{1,20})$")
_BRACKETS, _DASH = (")", "]"), re.compile("[-–—]").search  # without one there is no credit
_BULLETS = ("* ", "- ", "• ", "– ", "· ")  # before each line of an agency's brief
_BY = {role: f"blocks.{role}" for role in get_args(Role)}
_MAYBE_DIGIT = re.compile(r"[^\x00-/:-\x7f]")  # a digit, or what beyond ASCII might be one


class Seen(Struct, frozen=True, gc=False):
    """One line as the rules look at it; of long ones only the end matters."""

    line: Line
    words: str = ""
    folded: str = ""  # "" for a long line, and for one whose place in the markup says all
    says: Collection[str] = ()  # roles whose words it has
    size: int = 0  # words; none for a long line
    final: bool = False  # ends as a sentence does


def mark(
    article: Article, repeated: Collection[str] = frozenset(), *, learnt: Weights | None = None
) -> Iterator[Block]:
    """One block for each non-blank line, in order.

    repeated: keys of lines that return over the article's site (see `keys`): they are chrome.
    learnt: other weights than the shipped ones (cross-validation).
    """
    likely = chances(article.text, article.lines, learnt)
    seen = _look(article, likely)
    if repeated:
        likely = [
            0.0 if chance and _key(one.words) in repeated else chance
            for one, chance in zip(seen, likely, strict=True)
        ]
    roles = _roles(seen, _body(seen, likely), article.title)
    for one, role, chance in zip(seen, roles, likely, strict=True):
        score = chance if role == "body" else 1.0 - chance
        score = round(score, 3) if chance else score  # rounding takes longer than the rest
        yield Block(span=one.line.span, by=_BY[role], score=score, role=role)


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


def _look(article: Article, likely: Sequence[float]) -> list[Seen]:
    """The lines as the rules look at them; markup says all of those that cannot be body."""
    text, bare = article.text, bool(article.lines) and not article.lines[0].tag
    asked = [number for number, chance in enumerate(likely) if chance or bare]
    spans = [article.lines[number].span for number in asked]
    wholes = [text[span.start : span.end] for span in spans]
    folded = [fold(words) if len(words) <= MAX_SHORT else "" for words in wholes]
    doubted = [
        words if len(words) < MAX_SAID and (len(words) < MIN_SURE or likely[number] < SURE) else ""
        for number, words in zip(asked, folded, strict=True)
    ]
    told = _said(doubted)
    if bare and article.outlet:
        named = fold(article.outlet)
        for number, line in enumerate(folded[:MAX_TOP]):
            if line.startswith(named) and len(line) <= len(named) + MAX_DAY:
                # "Larn Courier", "Larn Courier, 3 May 2021"
                told[number] = (MASTHEAD, "nav" if line == named else "dateline")
    said = iter(zip(wholes, folded, told, strict=True))
    return [
        _seen(line, *next(said)) if chance or bare else Seen(line)
        for line, chance in zip(article.lines, likely, strict=True)
    ]


def _seen(line: Line, words: str, folded: str, says: Collection[str]) -> Seen:
    return Seen(line, words, folded, says, len(folded.split()), _is_final(words))


def _is_final(words: str) -> bool:
    """Whether a line ends as a sentence does, but for a credit."""
    if words[-4:].rstrip(_CLOSING).endswith(_STOPS):
        return True
    if not words.endswith(_BRACKETS) and not _DASH(words, max(0, len(words) - MAX_SIGNED)):
        return False
    return _SIGNED.sub("", words[-MAX_SIGNED:])[-4:].rstrip(_CLOSING).endswith(_STOPS)


# ------------------------------------------------------------------ body or not


def _body(seen: Sequence[Seen], likely: Sequence[float]) -> list[bool]:
    """Lines likely enough to be body, and whole paragraphs beside them that are nearly so."""
    if _is_prose(seen):
        return _paragraphs(seen, likely)
    chosen = [chance >= CUT for chance in likely]
    if not any(chosen) and seen and not seen[0].line.tag:
        return _paragraphs(seen, likely)  # a headline and a sentence given by hand
    near = [n for n, chance in enumerate(likely) if NEAR_CUT <= chance < CUT and seen[n].final]
    last = len(seen) - 1
    for order, step in ((near, -1), (near[::-1], 1)):
        for number in order:
            if not chosen[number] and 0 <= number + step <= last:
                beside = _beside_body(number, step, seen, chosen)
                chosen[number] = beside is not None and _continues(seen[number], seen[beside])
    return chosen


def _paragraphs(seen: Sequence[Seen], likely: Sequence[float]) -> list[bool]:
    brief = len(seen) <= MAX_BRIEF
    return [
        (_is_paragraph(one) and chance > 0) or (brief and _is_item(one))
        for one, chance in zip(seen, likely, strict=True)
    ]


def _is_item(one: Seen) -> bool:
    """Whether a line is one of an agency's brief: "* Paper notes stay valid for ten years"."""
    return not one.line.tag and one.words.startswith(_BULLETS) and one.size >= MIN_ITEM


def _is_paragraph(one: Seen) -> bool:
    size = len(one.words)
    return size >= MIN_LONG or (one.final and size >= MIN_SENTENCE)


def _is_prose(seen: Sequence[Seen]) -> bool:
    """Whether bare text is nothing but paragraphs: pasted or typed, not dumped from a page."""
    if not seen or seen[0].line.tag:
        return False
    brief = len(seen) <= MAX_BRIEF
    whole = [_is_paragraph(one) or (brief and _is_item(one)) for one in seen]
    first = whole.index(True) if True in whole else len(whole)
    under = whole[first:] if first <= 2 * MAX_OPENING else whole  # without title, paper and day
    return bool(under) and sum(under) >= MIN_PROSE * len(under)


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
    return size >= MIN_NEAR or (
        size >= 30 and one.line.tag == "p" and one.line.path == body.line.path
    )


# ------------------------------------------------------------------ roles


class _Pattern(NamedTuple):
    """A pattern of whole lines; each line it matches has a digit or one of the hints."""

    pattern: re.Pattern[str]
    role: str
    digits: bool
    hints: Sequence[str]


class _Rules(NamedTuple):
    """What lines say of themselves, sorted by how a line is looked up."""

    lines: dict[str, list[str]]  # whole line, without punctuation around it: its roles
    heads: dict[str, tuple[str, ...]]  # first character: beginnings of lines
    starts: dict[str, list[str]]  # beginning: its roles
    words: list[tuple[str, str]]  # (word, role)
    patterns: list[_Pattern]


@cache
def _rules() -> _Rules:
    found = _Rules({}, {}, {}, [], [])
    for role, table in rules("en/chrome.toml").items():
        for line in table.get("lines", ()):
            found.lines.setdefault(line, []).append(role)
        for start in table.get("starts", ()):
            found.starts.setdefault(start, []).append(role)
        words = table.get("words", ())
        # "via getty images" has "getty images" in it, and need not be looked for.
        found.words.extend((w, role) for w in words if not any(v in w and v != w for v in words))
        if patterns := "|".join(f"(?:{pattern})" for pattern in table.get("patterns", ())):
            digits, hints = table.get("digits", False), table.get("hints", ())
            found.patterns.append(_Pattern(re.compile(patterns), role, digits, hints))
    for start in found.starts:
        found.heads[start[0]] = (*found.heads.get(start[0], ()), start)
    return found


def _said(page: Sequence[str]) -> list[Collection[str]]:
    """The roles each folded line says itself that it has, none as a rule; an empty one none.

    Words no line of the page has are not looked for in any.
    """
    lines, heads, starts, *_ = known = _rules()
    whole = "\n".join(page)
    words = [(word, role) for word, role in known.words if word in whole]
    patterns = [
        one._replace(hints=[hint for hint in one.hints if hint in whole]) for one in known.patterns
    ]
    said: list[Collection[str]] = []
    for folded in page:
        if not folded:
            said.append(())
            continue
        found = lines.get(folded.strip(" .:!?>»›→|*-…"), [])
        begun = heads.get(folded[:1])
        if begun and folded.startswith(begun):
            begun = tuple(start for start in begun if folded.startswith(start))
            found = [*found, *chain.from_iterable(starts[start] for start in begun)]
        for word, role in words:
            if word in folded:
                found = [*found, role]
        has_digit = _MAYBE_DIGIT.search(folded)
        for pattern, role, digits, hints in patterns:
            tried = has_digit if digits else any(map(folded.__contains__, hints))
            if tried and pattern.fullmatch(folded):
                found = [*found, role]
        said.append(found)
    return said


def _known(one: Seen) -> Role | None:
    """The role a line names by its own words, whatever stands around it."""
    size = one.size
    if not one.says or size > 30:
        return None
    if "ad" in one.says:
        return "ad"
    if "stamp" in one.says:
        return "stamp"
    if size <= 20 and not one.final and "credit" in one.says:
        return "credit"
    if size <= 14 and not one.final and "widget" not in one.says:
        if "dateline" in one.says:
            return "dateline"
        if size <= 8 and "byline" in one.says:
            return "byline"
    return "nav" if size <= 14 and "nav" in one.says else None


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
    if not one.size or (one.final and not _trails(one)) or _is_item(one):
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
    typed = _typed(seen, [n for n in range(first) if not (body[n] or known[n])], first)
    if typed is not None:
        return typed
    near = [n for n in above if n >= first - MAX_ABOVE]
    for n in near:
        if any(_glued(seen[n], seen[m]) for m in range(n + 1, min(n + 4, len(seen)))):
            return n
    echo = _echo(seen, body)
    shares = {n: _share(seen[n], echo) for n in near}
    best = max(shares.values(), default=0.0)
    good = [n for n in near if shares[n] >= max(0.3, 0.45 * best) and not _trails(seen[n])]
    return good[0] if good else (near[-1] if near and not _trails(seen[near[-1]]) else None)


def _typed(seen: Sequence[Seen], opening: Sequence[int], first: int) -> int | None:
    """The headline of a text that was pasted or typed: it comes first, but for paper and day."""
    if not seen or seen[0].line.tag:
        return None
    if any(MASTHEAD in one.says for one in seen[:MAX_TOP]):
        opening = [n for n in opening if "dateline" not in seen[n].says]
    elif first > MAX_OPENING:
        return None
    return next((n for n in opening[:MAX_OPENING] if _is_short_title(seen[n])), None)


def _is_title(one: Seen) -> bool:
    return (
        (2 if one.line.tag == "h1" else 4) <= one.size <= 30
        and len(one.words) <= MAX_HEADLINE
        and not (one.words.endswith(".") and not one.words.endswith("..."))
        and "widget" not in one.says
        and "dateline" not in one.says
        and "byline" not in one.says
    )


def _is_short_title(one: Seen) -> bool:
    """Whether a line can be a headline of few words: "Line open again", "OUT OF BREATH"."""
    return 0 < one.size <= 30 and len(one.words) <= MAX_HEADLINE and not one.words.endswith(".")


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
    if "byline" in one.says:
        return "byline"
    if "dateline" in one.says or "widget" in one.says:
        return "dateline"
    if _glued(headline, one) or one.folded == headline.folded:
        return "nav"
    return "dek" if one.size >= 6 else "nav"


def _above(one: Seen, has_headline: bool) -> Role:
    if "widget" in one.says or (one.size <= 2 and one.line.tag == ""):
        return "widget"
    return "teaser" if one.size >= 4 and (has_headline or not one.final) else "nav"


def _beside(number: int, seen: Sequence[Seen], roles: Sequence[Role], last: int) -> Role:
    """The role of a line that is not body, among or after the body."""
    one = seen[number]
    if "figcaption" in one.line.path or "caption" in one.line.cues[-80:].lower():
        return "caption"
    if "byline" in one.says:
        return "byline"
    if "dateline" in one.says:
        return "dateline"
    before = roles[-1] if roles else "nav"
    if before in ("credit", "nav", "teaser") and one.size >= 5:
        return "teaser"
    return "teaser" if one.size >= 6 and number > last else "nav"

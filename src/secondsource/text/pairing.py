"""Quotation marks paired inside one paragraph, with repair of broken ones."""

from __future__ import annotations

import re

from msgspec import Struct

from secondsource.model import Span

_MARK = re.compile(r"[“”„«»\"]|``|''")
_OPENERS = frozenset("“„«") | {"``"}
_CLOSERS = frozenset("”»")
_NEUTRAL = frozenset(('"', "''"))
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[\w“(])")
_SINGLE_END = re.compile(r"(?<=[.,?!…])[’'](?!\w)|(?<=\w)[’'](?![\w’'])")
MAX_SINGLE = 1200  # code points between single marks; beyond it they are apostrophes


class Quoted(Struct, frozen=True, gc=False):
    """One stretch between quotation marks, marks included.

    inner: without its marks. repaired: a mark was missing, reversed or doubled.
    open: the paragraph ended before it was closed. single: in single marks.
    """

    span: Span
    inner: Span
    repaired: bool = False
    open: bool = False
    single: bool = False


def pair(text: str, within: Span) -> list[Quoted]:
    """The quoted stretches of one paragraph, in order, outermost only; O(length).

    A mark that opens while another is open is the close of that one when no closing mark comes
    before the next opening one ("… at this time “The envoy said"); otherwise the earlier stretch
    lost its close and ends where the new one begins.
    """
    marks = [m.span() for m in _MARK.finditer(text, within.start, within.end)]
    if not marks:
        return _singles(text, within)
    quoted: list[Quoted] = []
    start: tuple[int, int] | None = None
    kinds = [_kind(text, mark, within) for mark in marks]
    depth = 0
    at = 0
    while at < len(marks):
        mark, kind = marks[at], kinds[at]
        empty = at + 1 < len(marks) and marks[at + 1][0] == mark[1]
        if start is None:
            if kind == "close" and text[mark[0]] not in '"':
                at += 1  # a close with nothing open: nothing to pair it with
                continue
            if not empty or kinds[at + 1] == "open":
                start = mark
            else:
                at += 1
        elif kind == "close":
            if depth:
                depth -= 1
            else:
                twice = empty and text[marks[at + 1][0] : marks[at + 1][1]] not in _OPENERS
                end = marks[at + 1] if twice else mark
                broken = twice or text[mark[0] : mark[1]] in _OPENERS
                quoted.append(_quoted(start, mark[0], end[1], broken))
                at += twice
                start = None
        else:
            ahead = _next(kinds, at + 1)
            if ahead == "close" and _balanced(kinds, at, depth):
                depth += 1
            elif ahead == "close":
                lost = _trim(text, start[1], mark[0])
                quoted.append(_quoted(start, lost, lost, True))
                start = mark
            else:
                quoted.append(_quoted(start, mark[0], mark[1], True))
                start = None
        at += 1
    if start is not None:
        last = _trim(text, start[1], within.end)
        if last > start[1]:
            quoted.append(Quoted(Span(start[0], last), Span(start[1], last), True, True))
    return quoted


def _quoted(start: tuple[int, int], inner_end: int, end: int, repaired: bool) -> Quoted:
    return Quoted(Span(start[0], end), Span(start[1], inner_end), repaired)


def _next(kinds: list[str], at: int) -> str:
    return kinds[at] if at < len(kinds) else ""


def _balanced(kinds: list[str], at: int, depth: int) -> bool:
    """Whether enough closes follow for one more nested stretch: this one's and the outer ones'."""
    need = depth + 2
    for kind in kinds[at + 1 : at + 1 + 2 * need]:
        if kind == "open":
            return False
        need -= 1
        if not need:
            return True
    return False


def _kind(text: str, mark: tuple[int, int], within: Span) -> str:
    """ "open" or "close", from the mark itself unless its neighbours say otherwise."""
    sign = text[mark[0] : mark[1]]
    before = text[mark[0] - 1] if mark[0] > within.start else " "
    after = text[mark[1]] if mark[1] < within.end else " "
    if sign in _CLOSERS:
        reversed_mark = before.isspace() and after.isalnum()
        return "open" if reversed_mark else "close"
    if sign in _OPENERS:
        # "official schedule “” she explained", "time “ she said": an opening mark that closes.
        return "close" if after.isspace() or after in "”.,;" else "open"
    if before.isspace() or before in "([—–-“‘":
        return "open" if not after.isspace() else "close"
    return "close"


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, within: Span) -> list[Quoted]:
    """Stretches in single marks, where a paragraph has no double ones."""
    quoted: list[Quoted] = []
    at = within.start
    while (begin := _SINGLE.search(text, at, within.end)) is not None:
        limit = min(within.end, begin.end() + MAX_SINGLE)
        end = _single_end(text, begin.end(), limit)
        if end is None:
            at = begin.end()
            continue
        quoted.append(Quoted(Span(begin.start(), end), Span(begin.end(), end - 1), single=True))
        at = end
    return quoted


def _single_end(text: str, start: int, limit: int) -> int | None:
    """The close of a single-marked stretch; "workers' " closes nothing if a better one follows."""
    fallback = None
    for end in _SINGLE_END.finditer(text, start, limit):
        if text[end.start() - 1] in ".,?!…":
            return end.end()
        if text[end.start() - 1] != "s":
            return end.end()
        fallback = fallback or end.end()
    return fallback

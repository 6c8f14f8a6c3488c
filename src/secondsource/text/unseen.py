"""Comments, scripts and other elements no reader sees, cut out of a page before its walk."""

from __future__ import annotations

import re
from typing import NamedTuple

from secondsource.text.references import tidy

# White space is spelled out, as HTML has it, and `="` is tried first: a tenth of the splitting.
SPACE = r" \t\n\f\r"
ATTRIBUTES = (  # of one tag; a quote counts only as the first thing after "="
    rf"[^>=]*+(?:=(?:\"[^\"]*+\"|[{SPACE}]*+(?:\"[^\"]*+\"|'[^']*+')?+)[^>=]*+)*+"
)
# The two letters looked ahead for turn down most tags at once: names in any case are slow to match.
_UNSEEN = re.compile(
    rf"<(?=!-|[snotiavcx][ctveoifbuam])(?:(!--)"
    rf"|(script|style|noscript|template|svg|iframe|object|textarea|select|title"
    rf"|audio|video|canvas|xmp|noembed|noframes)(?=[\s/>])({ATTRIBUTES})(?:>|\Z))",
    re.IGNORECASE,
)


class Seen(NamedTuple):
    """A page without what is never shown, and what of that is of use."""

    html: str
    title: str
    scripts: tuple[str, ...]  # the contents of JSON-LD scripts, as written


def without(html: str) -> Seen:
    """The page without comments, scripts, styles and other unseen elements. O(length)."""
    kept: list[str] = []
    scripts: list[str] = []
    title = ""
    missing: set[str] = set()
    at = 0
    position = 0
    while match := _UNSEEN.search(html, position):
        comment, name, source = match.groups()
        if comment:
            name = "-->"
            end = html.find("-->", match.start() + 2) if "-->" not in missing else -1
            stop = end + 3
        else:
            if source.endswith("/") and name.lower() in ("svg", "object", "canvas"):
                position = match.end()
                continue
            end = _end_of(html, name, match.end(), missing)
            stop = html.find(">", end) + 1 if end >= 0 else 0
        if end < 0:
            missing.add(name)
            position = match.end()
            if name.lower() in ("script", "style"):
                kept.append(html[at : match.start()])
                at = len(html)
                break
            continue
        kept.append(html[at : match.start()])
        if comment:
            kept.append(" ")
        elif name.lower() == "script":
            if "ld+json" in source.lower():
                scripts.append(html[match.end() : end])
        elif not title and name.lower() == "title":
            title = tidy(html[match.end() : end])
        at = position = stop or len(html)
    kept.append(html[at:])
    return Seen("".join(kept), title, tuple(scripts))


def _end_of(html: str, name: str, start: int, missing: set[str]) -> int:
    """Where `</name` next stands, or -1; a search that once failed is not made again."""
    if name in missing:
        return -1
    found = html.find(f"</{name}", start)
    if found >= 0:
        return found
    match = re.compile(f"</{name}", re.IGNORECASE).search(html, start)
    return match.start() if match else -1

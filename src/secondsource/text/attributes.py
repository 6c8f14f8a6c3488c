"""The attributes of one tag: their values, the class words among them, and whether they hide it."""

from __future__ import annotations

import re

from secondsource.text.references import spaced, unescape

MAX_ATTRIBUTES = 20_000  # characters of one tag that are read for attributes

_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# A closing quote is left for the next match to begin at. The letters looked ahead for turn most
# attributes down at once: names in any case are slow to compare.
_CUE = re.compile(
    r"[^\w-](?=[cCiIrR])(?i:class|id|role|itemprop)\s*=\s*"
    r"(?:\"([^\"]*)(?=\")|'([^']*)(?=')|([^\s\"'>]+))"
)
_CLASS = ' class="'
_UNSEEN = re.compile(r"(?<![\w-])display\s*:\s*none", re.IGNORECASE)
_UNFOLDS = re.compile(r"collaps|accordion|expand|tabpanel|role\s*=\s*[\"']?region", re.IGNORECASE)


def attributes(source: str) -> dict[str, str]:
    """The attributes of one tag by lower-case name; of equal names the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[:MAX_ATTRIBUTES]):
        low = name.lower()
        if low not in found:
            value = double or single or bare
            found[low] = unescape(value) if "&" in value else value
    return found


def cues(source: str) -> str:
    """The class, id, role and itemprop words of one tag, in the order they stand."""
    if source.startswith(_CLASS) and source.find('"', len(_CLASS)) == len(source) - 1:
        return spaced(source[len(_CLASS) : -1])  # half of all tags have a class and nothing else
    found = _CUE.findall(source[:MAX_ATTRIBUTES])
    return spaced(" ".join([double or single or bare for double, single, bare in found]))


def hides(source: str) -> bool:
    """Whether attributes say that an element is not shown and never will be.

    What a reader can unfold is text ("collapsible", role="region"), and so is what a script moves
    in place: React streams a page as `<div hidden id="S:1">`.
    """
    if "idden" not in source and "none" not in source and "NONE" not in source:
        return False
    found = attributes(source)
    hidden = "hidden" in found and found["hidden"].lower() != "until-found"
    if not hidden and not _UNSEEN.search(found.get("style", "")):
        return False
    return not _UNFOLDS.search(source) and not found.get("id", "").startswith("S:")

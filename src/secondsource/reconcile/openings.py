"""One happening told under two types: what is a swap to one paper is a release to the next.

Each article of a story tells what the story is about. One that has no passage of that event tells
it with what it opens with, whatever type its words have there: "march" and "lay siege to the
capital", "exchange" and "are home". Its tellers, day and place are also those of the story's event;
what it counts stays with its own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource.reconcile.passages import Passage, width
from secondsource.text.when import overlap


def opened(groups: Sequence[Sequence[Passage]]) -> list[list[Passage]]:
    """The events, the story's own with what those articles open with that have no word for it."""
    found = [list(group) for group in groups]
    at = _main(groups)
    if at is None:
        return found
    main = groups[at]
    telling = {p.article.id for p in main}
    more = [
        _as_of(p, main[0])
        for number, group in enumerate(groups)
        for p in group
        if number != at and p.lead and p.is_deed
        if p.article.id not in telling and not _is_of_another_day(p, group, main)
    ]
    found[at] = sorted([*main, *more], key=lambda p: p.at)
    return found


def _main(groups: Sequence[Sequence[Passage]]) -> int | None:
    """The event most articles open with, of several the one more articles tell."""
    weights = [
        (width(p for p in group if p.lead), width(group), -number)
        for number, group in enumerate(groups)
        if any(p.is_deed for p in group)
    ]
    return -max(weights)[2] if weights else None


def _is_of_another_day(passage: Passage, group: Sequence[Passage], main: Sequence[Passage]) -> bool:
    """Whether its article puts what it opens with on a day on which nobody puts the story's."""
    days = [m.when for m in main if m.when]
    mine = [p.when for p in group if p.when and p.article.id == passage.article.id]
    if not mine or not days:
        return False
    return not any(overlap(day, other) for day in days for other in mine)


def _as_of(passage: Passage, main: Passage) -> Passage:
    """The passage as one of the story's event."""
    event = structs.replace(passage.event, type=main.event.type, label="", counts=(), things=())
    return structs.replace(passage, event=event, family=main.family)

"""Which passages of a story speak of the same event.

Passages are placed one by one, those that say most first, with the group they fit best and do not
contradict; the order is fixed by what they say, so the same articles give the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec import Struct

from secondsource.model import When
from secondsource.reconcile.passages import Passage
from secondsource.text import world
from secondsource.text.triggers import standing
from secondsource.text.when import contains, overlap
from secondsource.text.words import WORD, fold, sentences  # noqa: F401

DAY = timedelta(days=1)
# How far apart two days of one event may lie in two accounts, by family; slips, zones, translations.
SLACK = {
    "harm": 1 * DAY, "consult": 3 * DAY, "elect": 3 * DAY, "strike": 3 * DAY, "fixture": 1 * DAY,
    "protest": 1 * DAY, "launch": 3 * DAY, "document": 4 * DAY, "agree": 7 * DAY,
    "coerce": 3 * DAY, "office": 3 * DAY, "statement": DAY, "aid": 3 * DAY,
}  # fmt: skip
MOVED = 400 * DAY  # a day that was changed may lie far from the day it was
SOFT = 7 * DAY  # "last week" may be the week before
BETWEEN = ("consult", "agree", "fixture")  # events that are between parties
OF_PEOPLE = ("coerce", "office")  # events that are about somebody
POINTERS = "events/date: "  # passages about the date of the event the article is about
JOIN = 2.0  # evidence needed to join a group that holds no passage of the same article
JOIN_NEAR = 1.0  # ... and one that does


class Group(Struct):
    """Passages of one event, in the order they were placed."""

    passages: list[Passage]

    @property
    def family(self) -> str:
        return self.passages[0].family


def groups(passages: Sequence[Passage]) -> list[list[Passage]]:
    """The passages of each event, in text order; events in order of their first passage."""
    found: list[Group] = []
    for passage in sorted(passages, key=_telling):
        best = _best(passage, found)
        if best is None:
            found.append(Group([passage]))
        else:
            best.passages.append(passage)
    return sorted(
        (sorted(group.passages, key=lambda p: p.at) for group in found), key=lambda g: g[0].at
    )


def _telling(passage: Passage) -> tuple[int, tuple[object, ...]]:
    """Those with day and parties or place come first, those that only point back come last."""
    says = 2 * bool(passage.when and not passage.soft and not passage.doubtful)
    says += 2 * bool(passage.actors) + (len(passage.actors) > 1) + bool(passage.people)
    says += 2 * bool(passage.place) if passage.family == "harm" else bool(passage.place)
    return (-says, passage.at)


def _best(passage: Passage, found: Iterable[Group]) -> Group | None:
    if passage.event.by.startswith(POINTERS):
        lead = _lead(passage, found)
        if lead is not None:
            return lead
    fits: list[tuple[float, int, Group]] = []
    for number, group in enumerate(found):
        if not _one_family(passage, group) or _conflict(passage, group):
            continue
        near = any(p.article.id == passage.article.id for p in group.passages)
        score = _evidence(passage, group)
        if score >= (JOIN_NEAR if near else JOIN):
            fits.append((-score, number, group))
        elif _is_bare(passage):
            back = _distance(passage, group)
            if back is not None:
                fits.append((back, number, group))
    return min(fits, key=lambda f: f[:2])[2] if fits else None


def _lead(passage: Passage, found: Iterable[Group]) -> Group | None:
    """The group of the coming event the article names first: "the schedule" is that event's."""
    firsts = [
        (p.event.span, group)
        for group in found
        if group.family == passage.family
        for p in group.passages
        if p.article.id == passage.article.id and p.event.status in ("scheduled", "tentative")
    ]
    return min(firsts, key=lambda f: f[0])[1] if firsts else None


def _one_family(passage: Passage, group: Group) -> bool:
    first = group.passages[0]
    if passage.family != first.family:
        return False
    if passage.family in ("document", "office", "agree"):
        return passage.event.type == first.event.type
    return True


def _is_bare(passage: Passage) -> bool:
    """Whether a passage only points to an event: no day, no place, no parties."""
    return not (passage.when or passage.place or passage.actors or passage.people)


def _distance(passage: Passage, group: Group) -> float | None:
    """How far a bare passage is from the last passage of a group in its article, as a (small) score."""
    mine = [p for p in group.passages if p.article.id == passage.article.id]
    before = [p for p in mine if p.event.span < passage.event.span]
    if before:
        return -0.5 + min(1.0, (passage.event.span.start - before[-1].event.span.end) / 1e6)
    if mine:
        return 0.0
    return None if len(group.passages) < 2 and passage.family not in ("harm",) else 0.5


# ------------------------------------------------------------------ against


def _conflict(passage: Passage, group: Group) -> bool:
    return (
        _other_parties(passage, group)
        or _other_place(passage, group)
        or _other_day(passage, group)
        or _other_kind(passage, group)
    )


def _other_parties(passage: Passage, group: Group) -> bool:
    if passage.family in BETWEEN:
        for other in group.passages:
            mine, theirs = passage.actors, other.actors
            if not mine or not theirs or mine <= theirs or theirs <= mine or len(mine & theirs) > 1:
                continue
            return True
    if passage.event.type == "ASSAULT":
        mine = _agents(passage)
        if any(mine and (theirs := _agents(p)) and not mine & theirs for p in group.passages):
            return True
    if passage.family in OF_PEOPLE or passage.event.type == "DEATH":
        people = frozenset().union(*(p.people for p in group.passages))
        if (
            passage.people
            and people
            and not any(_same(a, b) for a in passage.people for b in people)
        ):
            return True
    return False


def _agents(passage: Passage) -> frozenset[str]:
    names = {fold(p.name) for p in passage.event.parties if p.role == "agent"}
    return passage.actors if names and passage.event.parties[0].role == "agent" else frozenset()


def _same(a: str, b: str) -> bool:
    return a.rsplit(" ", 1)[-1].removeprefix("person:") == b.rsplit(" ", 1)[-1].removeprefix(
        "person:"
    )


def _other_place(passage: Passage, group: Group) -> bool:
    """Whether the place is another one; a country and a town in it are not told apart."""
    if not passage.place or _is_wide(passage.place):
        return False
    for other in group.passages:
        if not other.place or _is_wide(other.place) or other.place == passage.place:
            continue
        if passage.article.id == other.article.id and passage.family != "harm":
            return True
        if not (_speaks_of(passage, other.place) or _speaks_of(other, passage.place)):
            return True
    return False


def _is_wide(place: str) -> bool:
    return bool(world.country(place.removeprefix("place:")))


def _speaks_of(passage: Passage, place: str) -> bool:
    """Whether an article names a place anywhere near: the wider or the narrower of the two."""
    name = place.removeprefix("place:")
    text = fold(passage.article.text)
    start, end = passage.event.span.start, passage.event.span.end
    return name in text[max(0, start - 300) : end + 300]


def _other_day(passage: Passage, group: Group) -> bool:
    if passage.when is None or passage.doubtful:
        return False
    days = [p for p in group.passages if p.when and not p.doubtful]
    if not days or any(overlap(passage.when, p.when) for p in days if p.when):
        return False
    slack = max(_slack(passage, p) for p in days)
    nearest = min(gap(passage.when, p.when) for p in days if p.when)
    return nearest > slack


def _slack(a: Passage, b: Passage) -> timedelta:
    slack = SLACK.get(a.family, DAY)
    if a.family in BETWEEN and a.family != "agree" and not (len(a.actors & b.actors) > 1):
        slack = min(slack, DAY)
    if a.soft or b.soft:
        slack += SOFT
    if is_changed(a) or is_changed(b):
        slack = MOVED
    return slack


def is_changed(passage: Passage) -> bool:
    """Whether a passage says that the day was changed."""
    if passage.event.status in ("postponed", "rescheduled", "cancelled"):
        return True
    text = fold(passage.article.text)
    start, end = passage.event.span.start, passage.event.span.end
    around = text[max(0, start - 80) : end + 80]
    return any(w in around for w in standing()["changed"]["words"])


def gap(a: When, b: When) -> timedelta:
    """The time between two stretches; zero where they touch or an end is open."""
    if a.latest and b.earliest and a.latest <= b.earliest:
        return b.earliest - a.latest + DAY
    if b.latest and a.earliest and b.latest <= a.earliest:
        return a.earliest - b.latest + DAY
    return timedelta(0)


def _other_kind(passage: Passage, group: Group) -> bool:
    """Whether an indefinite or another noun sets a passage apart: "a second blast"."""
    before = WORD.findall(
        fold(
            passage.article.text[
                max(0, passage.event.trigger.start - 24) : passage.event.trigger.start
            ]
        )
    )[-2:]
    apart = any(w in standing()["another"]["words"] for w in before)
    return apart and any(p.article.id == passage.article.id for p in group.passages)


# ------------------------------------------------------------------ for


def _evidence(passage: Passage, group: Group) -> float:
    return max(_likeness(passage, other) for other in group.passages)


def _likeness(a: Passage, b: Passage) -> float:
    score = 0.0
    if a.when and b.when and not a.doubtful and not b.doubtful and overlap(a.when, b.when):
        narrow = contains(a.when, b.when) and contains(b.when, a.when)
        score += 2.0 if narrow else 1.0
    elif a.when and b.when:
        score += 0.5
    shared = a.actors & b.actors
    score += 2.0 if len(shared) > 1 else 1.0 if shared else 0.0
    if any(_same(x, y) for x in a.people for y in b.people):
        score += 2.0
    if a.place and a.place == b.place:
        score += 2.0
    score += _labels(a, b)
    if a.event.type == b.event.type and a.family not in BETWEEN:
        score += 1.0
    if a.family in ("document", "office", "elect", "strike", "launch"):
        score += 0.5
    if a.family == "agree" and not (a.actors and b.actors) and not (a.people and b.people):
        score += 2.0
    return score


def _labels(a: Passage, b: Passage) -> float:
    mine, theirs = set(WORD.findall(fold(a.event.label))), set(WORD.findall(fold(b.event.label)))
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)

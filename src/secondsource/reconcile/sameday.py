"""Which event of a story a day is of that is told without an event word, and what is still to come.

"The boat came over my shed on Saturday" tells the day of the crash others put on Saturday. Such a
day is an account of the event's day and evidence of nothing else: it joins no two passages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from secondsource.model import Span
from secondsource.reconcile.dated import (
    DAY,
    DAY_TOLD,
    FAMILIES,
    is_day_coming,
    is_day_said,
    is_day_told,
    is_long,
)
from secondsource.reconcile.lines import around
from secondsource.reconcile.passages import Passage, width
from secondsource.text.occurrence import DONE
from secondsource.text.when import edtf, first_day, of_day

SPOKEN = ("coerce", "document", "office", "statement")  # families of what is done by saying it
Groups = Sequence[Sequence[Passage]]


def dated_with(groups: Groups, bare: Sequence[Passage]) -> list[list[Passage]]:
    """The groups, each with the days told without a word for it that it is on."""
    found = [list(group) for group in groups]
    left: list[Passage] = []
    for one in bare:
        spoken = is_day_said(one.event)
        if not (spoken or is_day_told(one.event) or _is_announced(one)):
            continue
        fits = [
            (any(p.article.id == one.article.id for p in group), width(group), -number)
            for number, group in enumerate(groups)
            if _is_on(one, group) and (not spoken or _is_told_then(one, group))
        ]
        if fits:
            number = -max(fits)[2]
            told = _told(_whole(one) if spoken else one)
            found[number].append(_as_of(groups[number], told))
        elif is_day_told(one.event):
            left.append(one)
    main = _main(groups)
    if main is not None:
        said = [p for p in bare if is_day_said(p.event)]
        others = _elsewhere(groups, main)
        more = [*_only(groups[main], left, others, said), *_besides(groups, main)]
        found[main] += [_as_of(groups[main], one) for one in more]
    return found


def coming(groups: Groups, bare: Sequence[Passage]) -> list[list[Passage]]:
    """The days still to come on which no event is told: each an event of the story's own type.

    "It plans a second flight on 8 July" under a launch, "he would leave on 30 November".
    """
    found: dict[str, list[Passage]] = {}
    main = _main(groups)
    if main is None or groups[main][0].family not in FAMILIES:
        return []
    taken = {p.value[:DAY] for group in groups for p in group if p.when}
    for one in (p for p in bare if is_day_coming(p.event)):
        if one.value[:DAY] not in taken:
            whole = structs.replace(one, event=structs.replace(one.event, span=_line(one)))
            found.setdefault(one.value[:DAY], []).append(_as_of(groups[main], whole))
    return [found[day] for day in sorted(found)]


def undated(groups: Groups) -> tuple[list[list[Passage]], list[list[Passage]]]:
    """The groups without the days told so, and those days of each."""
    told = [[p for p in group if not is_day_told(p.event)] for group in groups]
    return told, [[p for p in group if is_day_told(p.event)] for group in groups]


def _is_announced(day: Passage) -> bool:
    """Whether a named person tells a day to come: houses and outlets pass on what was announced."""
    named = day.origin.kind == "person" and "?" not in day.origin.key
    return is_day_coming(day.event) and day.attributed and named


def _told(day: Passage) -> Passage:
    return structs.replace(day, event=structs.replace(day.event, by=DAY_TOLD))


def _main(groups: Groups) -> int | None:
    """The event most articles tell, of several the one told in most titles and leads."""
    weights = [(width(g), sum(p.lead for p in g), -n) for n, g in enumerate(groups)]
    return -max(weights)[2] if weights else None


def _as_of(group: Sequence[Passage], day: Passage) -> Passage:
    """A day as one of an event's."""
    event = structs.replace(day.event, type=group[0].event.type)
    return structs.replace(day, event=event, family=group[0].family)


def _days(group: Sequence[Passage]) -> list[Passage]:
    """The passages of an event that give it one day."""
    return [p for p in group if p.when and not p.soft and not is_long(p.when)]


def _is_on(one: Passage, group: Sequence[Passage]) -> bool:
    """Whether an event is on a day somebody tells, who puts it on no other in that article."""
    dated = _days(group)
    mine = [p for p in dated if p.article.id == one.article.id and p.origin.key == one.origin.key]
    return any(p.value[:DAY] == one.value[:DAY] for p in mine or dated)


def _is_told_then(said: Passage, group: Sequence[Passage]) -> bool:
    """Whether who speaks on a day tells of an event that has happened and gives it no other day.

    "The prosecutor said on Thursday that Rade had been jailed": on the Thursday others put it on.
    """
    today = said.article.published.value[:DAY] if said.article.published else ""
    return said.quote is not None and today == said.value[:DAY] and any(
        p.quote == said.quote and p.article.id == said.article.id
        and p.when is None and p.event.status in DONE and p.event.polarity != "denied"
        for p in group
    )  # fmt: skip


def _whole(said: Passage) -> Passage:
    """A day on which somebody spoke without its hour: that is not the event's."""
    day = first_day(said.when)
    if day is None:
        return said
    when = of_day(day)
    return structs.replace(said, when=when, value=edtf(when))


def _only(
    group: Sequence[Passage],
    left: Sequence[Passage],
    others: Sequence[Passage],
    said: Sequence[Passage],
) -> list[Passage]:
    """For an event nobody gives a day: the day most articles tell for nothing else.

    Where they tell none, the one on which it was put out in writing (`others`).

    What is done by being said was done on the day somebody said it: "the club said on Wednesday".
    """
    if any(p.when for p in group):
        return []
    best = _commonest(left) or _commonest(others)
    if group[0].family in SPOKEN and group[0].event.status in DONE:
        mine = {p.article.id for p in group}
        spoken = [p for p in said if p.article.id in mine]
        best = best or _commonest(spoken)
        days = {p.value[:DAY] for p in best}
        best = [*best, *(p for p in spoken if p not in best and p.value[:DAY] in days)]
    return [_told(p) for p in best]


def _commonest(days: Sequence[Passage]) -> list[Passage]:
    """The day most articles tell; none where two are told alike."""
    by_day: dict[str, list[Passage]] = {}
    for one in days:
        by_day.setdefault(one.value[:DAY], []).append(one)
    best = sorted(by_day.values(), key=width, reverse=True)
    if not best or (len(best) > 1 and width(best[0]) == width(best[1])):
        return []
    return best[0]


def _besides(groups: Groups, main: int) -> Iterator[Passage]:
    """What an article tells besides on the day of the event the story is about.

    "Tiro told his staff at a meeting on Wednesday that he was going": he resigned on Wednesday.
    Only of an article that gives the event itself no day.
    """
    dated = {p.article.id for p in groups[main] if p.when}
    for number, group in enumerate(groups):
        for one in _days(group):
            if (
                number != main
                and one.is_done
                and one.article.id not in dated
                and _is_on(one, groups[main])
            ):
                yield _told(one)


def _elsewhere(groups: Groups, main: int) -> list[Passage]:
    """The days of the papers and statements by which a past event was made known.

    "The governor has sacked his works minister. The statement was issued on Tuesday." But the day
    of a meeting at which somebody told his staff is the meeting's.
    """
    first = groups[main][0]
    if first.family not in SPOKEN or first.event.status not in DONE:
        return []
    mine = {p.article.id for p in groups[main]}
    return [
        one
        for number, group in enumerate(groups)
        for one in _days(group)
        if number != main and one.article.id in mine and one.family in SPOKEN
        if one.is_done
    ]


def _line(day: Passage) -> Span:
    """The sentence a day stands in: the only words there are for what is on it."""
    return around(day.article, day.event.span)[1] or day.event.span

"""Which passages of a story speak of the same event.

Passages are placed one by one, those that say most first, with the group they fit best and do not
contradict; the order is fixed by what they say, so the same articles give the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct, structs

from secondsource.model import Count, Span, When
from secondsource.origins.houses import word_list
from secondsource.reconcile.dated import FAMILIES, is_day_only, is_long
from secondsource.reconcile.passages import Passage
from secondsource.reconcile.samefigure import figure
from secondsource.text import world
from secondsource.text.eventwords import standing
from secondsource.text.scores import scores
from secondsource.text.when import contains, overlap
from secondsource.text.words import WORD, fold

DAY = timedelta(days=1)
# How far apart two days of one event may lie in two accounts, by family: slips, zones.
SLACK = {
    "harm": 1 * DAY, "consult": 3 * DAY, "elect": 3 * DAY, "strike": 3 * DAY, "fixture": 1 * DAY,
    "protest": 1 * DAY, "launch": 3 * DAY, "document": 4 * DAY, "agree": 7 * DAY,
    "gathering": 3 * DAY, "coerce": 3 * DAY, "office": 3 * DAY, "statement": DAY, "aid": 3 * DAY,
    "closure": 3 * DAY,
}  # fmt: skip
MOVED = 400 * DAY  # a day that was changed may lie far from the day it was
SOFT = 7 * DAY  # "last week" may be the week before
BETWEEN = ("consult", "agree", "fixture")  # events that are between parties
OF_PEOPLE = ("coerce", "office")  # events that are about somebody
BY_TYPE = ("document", "office", "agree")  # whose events of two types are never one
ALONE = (
    "harm",
    "protest",
    "strike",
    "elect",
    "office",
    "coerce",
    "gathering",
    "launch",
    "closure",
    "aid",
    "document",
    "statement",
)
SCORED = 80  # code points around a match in which its score stands
TURNED = frozenset(("cancelled", "postponed", "rescheduled", "suspended", "adjourned"))
SAMPLE = 24  # passages of a group that decide, those that say most being first
POINTERS = "events/date: "  # passages about the date of the event the article is about
SAME_TOLL = 2.0  # evidence of one number counted twice; half of it where the number is one
SURE_TOLL = 10  # a number of dead that two events of one story hardly share
JOIN = 2.0  # evidence needed to join the event of another article
JOIN_NEAR = 1.0  # ... and of the same article


class Group(Struct):
    """Passages of one event, in the order they were placed."""

    passages: list[Passage]

    @property
    def family(self) -> str:
        return self.passages[0].family


def groups(passages: Sequence[Passage]) -> list[list[Passage]]:
    """The passages of each event, in text order; events in order of their first passage.

    First within each article, where a headline and a bare "the talks" are close to what they mean;
    then the events of each article with those of the others.
    """
    by_article: dict[str, list[Passage]] = {}
    for passage in passages:
        if not is_day_only(passage.event):
            by_article.setdefault(passage.article.id, []).append(passage)
    local = [group for some in by_article.values() for group in _within(some)]
    found: list[Group] = []
    main = _main(by_article, local)
    for group in sorted(local, key=lambda g: min(_telling(p) for p in g.passages)):
        best = _best_across(group, found, main)
        if best is None:
            found.append(group)
        else:
            best.passages += group.passages
    _add_days([p for p in passages if is_day_only(p.event)], found)
    return sorted(
        (sorted(group.passages, key=lambda p: p.at) for group in found), key=lambda g: g[0].at
    )


def _add_days(days: Iterable[Passage], found: Sequence[Group]) -> None:
    """Each bare day somebody tells with the event another article has on it.

    Only where its own article gives the event no day; an outlet's own word of one repeats somebody.
    """
    for passage in days:
        if not passage.attributed or passage.origin.kind == "unknown" or _is_retold(passage):
            continue
        fits = [g for g in found if g.family in FAMILIES and _is_on(passage, g)]
        if fits:
            group = max(fits, key=lambda g: len(g.passages))
            kind = group.passages[0].event.type
            event = structs.replace(passage.event, type=kind)
            group.passages.append(structs.replace(passage, event=event, family=group.family))


def _is_retold(day: Passage) -> bool:
    """Whether whoever gives a day only passes it on: "the agency, citing a diplomat, said"."""
    name = fold(day.quote.speaker.name) if day.quote and day.quote.speaker else ""
    return name.rpartition(" ")[2] in word_list("outlets")


def _is_on(day: Passage, group: Group) -> bool:
    """Whether other articles have an event on a day, and the day's own article on no day at all."""
    dated = [p for p in group.passages if p.when and not p.soft and not is_day_only(p.event)]
    if any(p.article.id == day.article.id for p in dated):
        return False
    return any(p.when and p.value[:10] == day.value[:10] and not is_long(p.when) for p in dated)


def _telling(passage: Passage) -> tuple[int, tuple[object, ...]]:
    """Those with day and parties or place come first, those that only point back come last."""
    says = 2 * bool(passage.when and not passage.soft and not passage.doubtful)
    says += 2 * bool(passage.actors) + (len(passage.actors) > 1) + bool(passage.people)
    says += 2 * bool(passage.place) if passage.family == "harm" else bool(passage.place)
    return (-says, passage.at)


# ------------------------------------------------------------------ one article, several articles


def _within(passages: Iterable[Passage]) -> list[Group]:
    """The events of one article."""
    found: list[Group] = []
    for passage in sorted(passages, key=lambda p: (p.title, _telling(p))):
        best = _best(passage, found)
        if best is None:
            found.append(Group([passage]))
        else:
            best.passages.append(passage)
    return found


def _best(passage: Passage, found: Iterable[Group]) -> Group | None:
    if passage.event.by.startswith(POINTERS):
        lead = _lead(passage, found)
        if lead is not None:
            return lead
    fits: list[tuple[float, int, Group]] = []
    for number, group in enumerate(found):
        if not _one_family(passage, group) or _conflict([passage], group):
            continue
        score = _evidence([passage], group)
        if score >= (0.0 if passage.title else JOIN_NEAR):
            fits.append((-score, number, group))
        elif _is_bare(passage):
            fits.append((_distance(passage, group), number, group))
    return min(fits, key=lambda f: f[:2])[2] if fits else None


def _main(
    by_article: Mapping[str, Sequence[Passage]], local: Iterable[Group]
) -> dict[str, frozenset[tuple[str, Span]]]:
    """By article, the passages of the events its title or lead tells, each alone of its type.

    What is still to come beside it is another event: "to be charged on Friday".
    """
    of: dict[tuple[str, str], list[Group]] = {}
    for group in local:
        first = group.passages[0]
        kind = first.event.type if first.family in BY_TYPE else first.family
        of.setdefault((first.article.id, kind), []).append(group)
    found: dict[str, set[tuple[str, Span]]] = {article: set() for article in by_article}
    for (article, _), groups in of.items():
        past = [g for g in groups if not _is_to_come(g)]
        for alone in (groups, past):
            if len(alone) == 1 and any(p.lead for p in alone[0].passages):
                found[article] |= {(p.event.type, p.event.span) for p in alone[0].passages}
    return {article: frozenset(some) for article, some in found.items()}


def _is_to_come(group: Group) -> bool:
    """Whether all its passages tell of something still to come."""
    return all(p.event.status in ("scheduled", "tentative", "proposed") for p in group.passages)


def _is_main(group: Group, main: Mapping[str, frozenset[tuple[str, Span]]]) -> bool:
    return any((p.event.type, p.event.span) in main[p.article.id] for p in group.passages)


def _best_across(
    group: Group, found: Iterable[Group], main: Mapping[str, frozenset[tuple[str, Span]]]
) -> Group | None:
    mine = {p.article.id for p in group.passages}
    title = any(p.title for p in group.passages)
    fits: list[tuple[float, int, Group]] = []
    for number, other in enumerate(found):
        if mine & {p.article.id for p in other.passages}:
            continue  # its article keeps the two apart
        if not _one_family(group.passages[0], other) or _conflict(group.passages, other):
            continue
        score = _evidence(group.passages, other)
        if title and any(p.title for p in other.passages):
            score += 1.0  # both headlines speak of what the story is about
        elif _is_main(group, main) and _is_main(other, main):
            if group.family in ALONE:
                score += 1.0  # each article has one event of the kind and begins with it
            elif group.family == "fixture" or _turns(group) & _turns(other):
                score += JOIN  # ... a match, or tells that it was put off
        if score >= JOIN:
            fits.append((-score, number, other))
    return min(fits, key=lambda f: f[:2])[2] if fits else None


def _turns(group: Group) -> set[str]:
    """How the event of a group was changed, if it was: "the summit has been postponed"."""
    return {str(p.event.status) for p in group.passages} & TURNED


def _lead(passage: Passage, found: Iterable[Group]) -> Group | None:
    """The group of the coming event the article names first: "the schedule" is that event's."""
    firsts = [
        (p.event.span, number, group)
        for number, group in enumerate(found)
        if group.family == passage.family
        for p in group.passages
        if p.event.status in ("scheduled", "tentative")
    ]
    return min(firsts, key=lambda f: f[:2])[2] if firsts else None


def _one_family(passage: Passage, group: Group) -> bool:
    first = group.passages[0]
    if passage.family != first.family:
        return False
    if passage.family in BY_TYPE:
        return passage.event.type == first.event.type
    return True


def _is_bare(passage: Passage) -> bool:
    """Whether a passage only points to an event: no day, no place, no parties."""
    return not (passage.when or passage.place or passage.actors or passage.people)


def _distance(passage: Passage, group: Group) -> float:
    """How far back a bare passage has to look for a group: the nearest before it is best."""
    before = [p for p in group.passages if p.event.span < passage.event.span]
    if not before:
        return 1.0
    return min(1.0, (passage.event.span.start - before[-1].event.span.end) / 1e6)


# ------------------------------------------------------------------ against


def _conflict(passages: Sequence[Passage], whole: Group) -> bool:
    passages, group = passages[:SAMPLE], Group(whole.passages[:SAMPLE])
    known = group.family in BETWEEN and any(
        _same(a, b) for p in passages for a in p.people for q in group.passages for b in q.people
    )  # "President Kost of Rovia" and "Kost to travel to Talland"
    dead = any(p.event.type == "DEATH" for p in passages) and _one_victim(passages, group)
    return (
        (not dead and _other_day(passages, group))
        or any((not known and _other_parties(p, group)) or _other_kind(p, group) for p in passages)
        or _other_place(passages, group)
    )


def _one_victim(passages: Iterable[Passage], group: Group) -> bool:
    """Whether both tell of the death of one person, who dies once: "an inquest on Tuesday"."""
    mine = {x for p in passages if p.event.type == "DEATH" for x in p.people}
    theirs = {x for p in group.passages if p.event.type == "DEATH" for x in p.people}
    return any(_same(a, b) for a in mine for b in theirs)


def _other_parties(passage: Passage, group: Group) -> bool:
    if passage.family in BETWEEN:
        for other in group.passages:
            mine, theirs = passage.actors, other.actors
            if not mine or not theirs or mine <= theirs or theirs <= mine or len(mine & theirs) > 1:
                continue
            if any(mine | theirs <= p.actors for p in group.passages):
                continue  # each names one side of what a third names both of
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
    """Whether two keys may be one person: by the last name, or a name that stands alone."""
    mine, theirs = a.removeprefix("person:").split(), b.removeprefix("person:").split()
    if mine[-1:] == theirs[-1:]:
        return True
    return (len(mine) == 1 and mine[0] in theirs) or (len(theirs) == 1 and theirs[0] in mine)


def _other_place(passages: Sequence[Passage], group: Group) -> bool:
    """Whether the place is another one; a country and a town in it are not told apart."""
    mine = [p for p in passages if p.place and not _is_wide(p.place)]
    theirs = [p for p in group.passages if p.place and not _is_wide(p.place)]
    if not mine or not theirs or {p.place for p in mine} & {p.place for p in theirs}:
        return False
    if any(c.low >= SURE_TOLL for c in _shared_tolls(passages, group.passages)):
        return False  # 31 dead of cholera in the district and 31 around the lake
    return not any(_speaks_of(a, b.place) or _speaks_of(b, a.place) for a in mine for b in theirs)


def _is_wide(place: str) -> bool:
    return bool(world.country(place.removeprefix("place:")))


def _speaks_of(passage: Passage, place: str) -> bool:
    """Whether an article names a place anywhere near: the wider or the narrower of the two."""
    name = place.removeprefix("place:")
    text = fold(passage.article.text)
    start, end = passage.event.span.start, passage.event.span.end
    return name in text[max(0, start - 300) : end + 300]


def _other_day(passages: Sequence[Passage], group: Group) -> bool:
    mine = [p for p in passages if p.when and not p.doubtful]
    theirs = [p for p in group.passages if p.when and not p.doubtful]
    pairs = [(a, b) for a in mine for b in theirs]
    if not pairs or any(a.when and b.when and overlap(a.when, b.when) for a, b in pairs):
        return False
    return all(a.when and b.when and gap(a.when, b.when) > _slack(a, b) for a, b in pairs)


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
    if passage.event.status in TURNED:
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


def _evidence(passages: Sequence[Passage], group: Group) -> float:
    return max(_likeness(a, b) for a in passages[:SAMPLE] for b in group.passages[:SAMPLE])


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
    score += _labels(a, b) + _tolls(a, b)
    if a.event.type == b.event.type and a.family not in BETWEEN:
        score += 1.0
    if a.family in ("document", "office", "elect", "strike", "launch", "closure", "gathering"):
        score += 0.5
    if a.family == "fixture" and _scores(a) & _scores(b):
        score += 2.0
    if a.family == "agree" and not (a.actors and b.actors) and not (a.people and b.people):
        score += 2.0
    return score


def _scores(passage: Passage) -> frozenset[tuple[int, int]]:
    """The scores that stand beside a match: "a 27-24 defeat" and "Orvane 27, Serla 24"."""
    start, end = passage.event.span.start, passage.event.span.end
    return scores(passage.article.text[max(0, start - SCORED) : end + SCORED])


def _tolls(a: Passage, b: Passage) -> float:
    """Evidence of one number for one thing: two accounts that count 23 dead speak of one event."""
    shared = _shared_tolls([a], [b])
    return max((SAME_TOLL if c.low > 1 else SAME_TOLL / 2 for c in shared), default=0.0)


def _shared_tolls(mine: Iterable[Passage], theirs: Iterable[Passage]) -> list[Count]:
    """The numbers of one thing that both give."""
    given = {figure(c) for p in theirs for c in p.event.counts}
    return [c for p in mine for c in p.event.counts if c.low and figure(c) in given]


def _labels(a: Passage, b: Passage) -> float:
    mine, theirs = set(WORD.findall(fold(a.event.label))), set(WORD.findall(fold(b.event.label)))
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)

"""One sentence with what stands in it, and which of its times belong to which word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from secondsource.model import Mention, Name, Quote, Span, Time, inside
from secondsource.text.eventwords import Head, standing, word_set
from secondsource.text.verbs import Token

HARM = "harm"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_LONG = len("XXXX-05-12")  # a date that names its day
MAX_OWNED = 4  # tokens from "Sunday's" to the event
MAX_CAUSE = 12  # tokens from a day to the event that is the cause


class Scene(NamedTuple):
    """What stands in one sentence besides its words."""

    text: str
    line: list[Token]
    span: Span
    role: str
    times: list[Time]
    names: list[Name]
    quotes: list[Quote]
    back: Sequence[tuple[Mention, ...]]  # the parties of the meetings before, the last one last
    prior: str = ""  # the folded sentence before
    numbered: bool = True  # whether a number stands in it


def words_of(scene: Scene, span: Span) -> str:
    """The words under a span of the scene's article."""
    return scene.text[span.start : span.end]


def span_of(scene: Scene, start: int, end: int) -> Span:
    return Span(scene.line[start].start, scene.line[min(end, len(scene.line)) - 1].end)


def owner_of(found: Sequence[Head], at: int) -> int | None:
    """The event word or verb of reporting that words at a token belong to."""
    owner = None
    for number, head in enumerate(found):
        if head.first <= at:
            owner = number
    return owner if owner is not None else (0 if found else None)


def times_of(scene: Scene, found: Sequence[Head]) -> dict[int, Time]:
    owned: dict[int, Time] = {}
    if not any(head.kind for head in found):
        return owned
    for time in scene.times:
        if time.type in ("SET", "DURATION") or time.expr.endswith("_REF"):
            continue
        if _is_compared(scene, time):
            continue
        at = next((n for n, t in enumerate(scene.line) if t.end > time.span.start), None)
        owner = None if at is None else _aimed(scene, found, owner_of(found, at))
        owner = owner if at is None else _caused(scene, found, at, owner)
        owner = owner if at is None else _possessed(scene, found, time, at, owner)
        if at is None or owner is None or _apart(scene, time, found[owner]):
            continue
        if _in_dateline(scene, time, found[owner]) or _is_of_another(scene, at, found[owner]):
            continue
        if _is_of_thanks(scene, time, found[owner]):
            continue
        if (
            owner not in owned
            or _is_finer(time, owned[owner])
            or _is_new_day(scene, at, found[owner])
        ):
            owned[owner] = time
    _share(scene, found, owned)
    return {n: time for n, time in owned.items() if found[n].kind is not None}


def _caused(scene: Scene, found: Sequence[Head], at: int, owner: int | None) -> int | None:
    """ "No trains will run on Friday because of a strike": the day is the strike's too.

    So is that of "said on Tuesday as it published a report".
    """
    if owner is None or found[owner].kind is not None or owner + 1 == len(found):
        return owner
    after = found[owner + 1]
    between = " ".join(t.low for t in scene.line[at : after.first])
    causes = (*standing()["causes"]["words"], *standing()["meanwhile"]["words"])
    is_cause = any(f" {c} " in f"{between} " for c in causes) and after.first - at < MAX_CAUSE
    return owner + 1 if after.kind and is_cause else owner


def _aimed(scene: Scene, found: Sequence[Head], owner: int | None) -> int | None:
    """ "They marched against the summit on Wednesday": the day is the march's."""
    if not owner or found[owner].part != "noun":
        return owner
    before = found[owner - 1]
    between = scene.line[before.end : found[owner].start]
    acting = before.kind is not None and before.kind.family in ("protest", "strike")
    about = between and between[0].low in standing()["aimed"]["words"]
    return owner - 1 if acting and about else owner


def _is_of_another(scene: Scene, at: int, head: Head) -> bool:
    """Whether the verb of another doing stands between a past event and a day.

    "They were evacuated and the dyke will be closed by Thursday", "the men killed at the pit were
    buried on Friday".
    """
    if not (head.told and head.status in ("happened", "ongoing")) or head.part != "verb":
        return False
    between = [t.low for t in scene.line[head.end : at]]
    if any(low in word_set("future") | word_set("would") for low in between):
        return True
    bare = head.group is not None and head.group.start == head.start
    joined = word_set("clauses") | {"and", ",", "after", "before"}
    finite = (word_set("be") | word_set("have")) - {"am"}  # "Weiden am Loh"
    return bare and joined.isdisjoint(between) and any(low in finite for low in between)


def _is_of_thanks(scene: Scene, time: Time, head: Head) -> bool:
    """ "She thanked the army yesterday for freeing them": the day is that of the thanks."""
    if head.part != "verb" or time.span.end > scene.line[head.first].start:
        return False
    between = [t.low for t in scene.line[: head.first] if t.start >= time.span.end]
    return between == ["for"]


def _possessed(
    scene: Scene, found: Sequence[Head], time: Time, at: int, owner: int | None
) -> int | None:
    """ "She said Kern won Sunday's run-off": the day is the run-off's, whatever stands before."""
    end = next((n for n in range(at, len(scene.line)) if scene.line[n].start >= time.span.end), at)
    if scene.text[time.span.end - 2 : time.span.end] in ("'s", "’s"):
        end -= 1
    if end >= len(scene.line) or scene.line[end].low != "'s":
        return owner
    for number, head in enumerate(found):
        if end < head.start <= end + MAX_OWNED and head.kind is not None:
            return number
    return owner


def _in_dateline(scene: Scene, time: Time, head: Head) -> bool:
    """ "VELMAR, May 19 (Meridian) - The show ...": the day of writing."""
    start = scene.line[head.first].start
    between = scene.text[time.span.end : start].lstrip()
    return (
        time.span.end <= start
        and time.span.start - scene.span.start < 40
        and (between.startswith(("(", "- ", "– ", "— ", "-- ", "—", "–")))
    )


def _is_new_day(scene: Scene, at: int, head: Head) -> bool:
    """ "moved from May 5 to May 12": the second is the day of the event."""
    before = scene.line[at - 1].low if at else ""
    return head.status in ("postponed", "rescheduled", "suspended", "adjourned") and before in (
        "to",
        "until",
        "till",
    )


def _is_finer(new: Time, old: Time) -> bool:
    """Whether a second time says the day the first leaves open: "a week later, on May 3"."""
    if old.type == "TIME" and new.type == "DATE" and new.anchor is None:
        return True
    if old.anchor is not None and new.anchor is None and new.expr[:3] in WEEKDAYS:
        return True  # "three days later, on Wednesday"
    if old.expr[:3] in WEEKDAYS and len(new.expr) < DAY_LONG:
        return False  # "died on Sunday ... checked in January"
    if new.expr[:3] in WEEKDAYS and _is_stretch(old):
        return True  # "mayor since 2030, resigned on Monday"
    told = new.expr[:1].isdigit() or new.expr.startswith("XXXX-")
    return told and not (old.expr[:1].isdigit() or old.expr.startswith("XXXX-"))


def _is_stretch(time: Time) -> bool:
    """Whether a time is a year or a month of one."""
    dated = time.expr[:1].isdigit() or time.expr.startswith("XXXX-")
    return dated and len(time.expr) < DAY_LONG


def _apart(scene: Scene, time: Time, head: Head) -> bool:
    """Whether of a time and an event only one stands in quoted words."""
    at = scene.line[head.start].start
    for quote in scene.quotes:
        if quote.cue and quote.cue.start <= at < quote.cue.end:
            continue  # "gunmen attacked a checkpoint on Monday": attacked in no speech
        holds_time = any(inside(time.span, c) for c in quote.content)
        holds_event = any(c.start <= at < c.end for c in quote.content)
        if holds_time != holds_event and (holds_time or _beside_cue(scene, time, quote)):
            return True
    return False


def _is_compared(scene: Scene, time: Time) -> bool:
    """ "More than last year", "as kind to us as in May": a day only to measure by."""
    before = [t.low for t in scene.line if t.end <= time.span.start][-2:]
    while before and before[-1] in ("at", "in", "on", "the", "to", "with"):
        before.pop()
    return bool(before) and before[-1] in standing()["compared"]["words"]


def _beside_cue(scene: Scene, time: Time, quote: Quote) -> bool:
    """ "reported on Tuesday that": the time belongs to the saying."""
    if quote.cue is None:
        return False
    if quote.cue.end <= time.span.start:
        return time.span.start - quote.cue.end <= 30
    return True


def _share(scene: Scene, found: Sequence[Head], owned: dict[int, Time]) -> None:
    """Times said once for two: "a meeting of X and an assembly of Y later that week"."""
    for number in range(len(found) - 2, -1, -1):
        head, after = found[number], found[number + 1]
        if number in owned or head.kind is None or after.kind is None or number + 1 not in owned:
            continue
        between = [t.low for t in scene.line[head.end : after.first]]
        if any(b in word_set("clauses") or b in ";:" for b in between):
            continue
        time = owned[number + 1]
        if time.span.start < scene.line[after.start].start:
            continue
        both = "and" in between and head.part == "noun" and after.part == "noun"
        if (
            (both and not after.relative and after.group is None)
            or (
                head.part == "verb"
                and after.part == "noun"
                and after.group is None
                and "," not in between
            )
            or (same_harm(head, after))
        ):
            owned[number] = time
    for number in range(1, len(found)):
        if (
            number not in owned
            and number - 1 in owned
            and same_harm(found[number - 1], found[number])
        ):
            owned[number] = owned[number - 1]


def same_harm(a: Head, b: Head) -> bool:
    return bool(a.kind and b.kind and a.kind.family == b.kind.family == HARM)

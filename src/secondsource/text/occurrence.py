"""One event as its sentence tells it: who, when, where, how firmly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from secondsource.model import Certainty, Count, Event, Mention, Span, Time
from secondsource.text import world
from secondsource.text.counted import count, counts_for, rivals, said_apart
from secondsource.text.denials import is_denied
from secondsource.text.eventwords import Head, standing, word_set
from secondsource.text.polarity import polarity, sense, unhappened
from secondsource.text.scenes import HARM, Scene, span_of
from secondsource.text.sides import parties_of
from secondsource.text.tollwords import Toll

DONE = ("happened", "ongoing")
MIN_IDIOM = 4  # words of a verb that tells an event by itself: "put pen to paper"


def occurrence(
    scene: Scene,
    found: Sequence[Head],
    number: int,
    time: Time | None,
    place: Mention | None,
    counted: Sequence[Toll],
) -> Event | None:
    """The event that one of the event words of a sentence tells; None where it tells none.

    time, place: those of the sentence that are this word's. counted: all numbers that count.
    """
    head = found[number]
    kind = head.kind
    assert kind is not None
    parties = parties_of(scene, found, number, place, kind)
    if kind.type == "RESIGN" and _is_taken(scene, head):
        behind = scene.line[head.start].start
        parties = tuple(p for p in parties if p.span and p.span.start > behind)
    if kind.type == "APPOINT" and _is_of_predecessor(scene, head):
        parties = tuple(p for p in parties if p.span and p.span.end <= scene.line[head.start].start)
    if kind.family == "office" or (kind.type == "DEATH" and head.part == "verb"):
        parties = tuple(p for p in parties if not _has_officer(scene, p, head))
    stance = polarity(scene, found, number)
    status, told = _status(scene, head, found, time)
    if stance != "denied" and (
        unhappened(scene, head, status) or is_denied(scene.line, head, status)
    ):
        stance = "denied"  # "did not bomb the village"
    if kind.needs == "to come" and status in DONE and stance != "denied":
        return None
    if kind.needs == "parties" and head.part == "verb" and len(parties) < 2 and stance != "denied":
        return None
    further = rivals(counted)
    counts = tuple(
        count(scene, t, kind)
        for t in counted
        if t not in further and counts_for(t, found, number) and not said_apart(scene, t, head)
    )
    if not counts and stance != "denied" and _is_idle(head, parties, place, time, scene):
        return None
    trigger = span_of(scene, head.start, head.end)
    return Event(
        span=_whole(
            scene,
            head,
            trigger,
            None if _is_far(scene, found, number, time) else time,
            place,
            counts,
        ),
        trigger=trigger,
        by="events/" + kind.type.lower() + ("" if told else ": usual status"),
        type=kind.type,
        parties=parties,
        place=place,
        time=time.span if time else None,
        status=status,  # type: ignore[arg-type]
        polarity=stance,
        certainty=_certainty(head),
        counts=counts,
        label=_label(scene, head),
        score=0.9 if told else 0.6,
    )


def _has_officer(scene: Scene, party: Mention, head: Head) -> bool:
    """Whether a name only says whose officer somebody is: "Korrin's mayor", not "Kern's exit".

    So it does right before an office: "Isla Norte prime minister steps down".
    """
    if party.span is None or not party.key.startswith("person:"):
        return False
    end = party.span.end
    after = [t.low for t in scene.line[: head.start] if t.start > end][:2]
    if scene.text[end : end + 1] == " " and after and _is_office(after):
        return True
    behind = scene.text[party.span.end : party.span.end + 3]
    own = behind[1:3] == "s " and behind[0] in "'’"
    return own and scene.line[head.start].start != party.span.end + 3


def _is_office(words: Sequence[str]) -> bool:
    """Whether words begin with an office: "prime minister", "mayor"."""
    return bool(world.office(" ".join(words)) or world.office(words[0]))


def _is_taken(scene: Scene, head: Head) -> bool:
    """Whether somebody else has to do with a resignation: "the governor has accepted it"."""
    first = head.group.start if head.group else head.start
    takers = standing()["takers"]["words"]
    return any(t.low in takers for t in scene.line[first : head.end])


def _is_of_predecessor(scene: Scene, head: Head) -> bool:
    """Whether who stands behind a verb of following somebody is the one who goes."""
    follows = scene.line[head.start].low in standing()["followers"]["words"]
    return follows and head.part == "verb" and not (head.group and head.group.passive)


def _is_far(scene: Scene, found: Sequence[Head], number: int, time: Time | None) -> bool:
    """Whether another event stands between this one and the day they share."""
    if time is None or number + 1 == len(found) or found[number + 1].kind is None:
        return False
    return scene.line[found[number + 1].start].end <= time.span.start


def _certainty(head: Head) -> Certainty:
    return head.certainty  # type: ignore[return-value]


def _is_idle(
    head: Head, parties: Sequence[Mention], place: Mention | None, time: Time | None, scene: Scene
) -> bool:
    """Whether an event word says nothing of an event: "delay in discussions", "when we meet"."""
    if (
        head.kind
        and head.kind.family == "agree"
        and head.part == "noun"
        and not (head.told or time)
        and not (parties and _is_definite(scene, head))
    ):
        return True
    met = head.kind is not None and head.kind.family in ("consult", "agree", "fixture")
    if head.part == "verb" and head.first:
        told = head.group is not None and head.group.tense in ("past", "perfect") and not met
        if scene.line[head.first - 1].low in ("i", "we", "you") and not told:
            return time is None
    if parties or place or time or scene.role == "headline":
        return False
    before = scene.line[head.first - 1].low if head.first else ""
    if head.part == "verb":
        done = head.group is not None and head.group.tense in ("past", "perfect")
        if head.whole and head.group and (done or head.group.passive):
            return False
        said = head.end - head.start + bool(done and scene.quotes)  # "have signed a truce, he said"
        whole = head.kind and head.kind.family == "agree" and said >= MIN_IDIOM
        return met and not whole
    if head.told:
        return False
    start = head.start
    while start > 0 and head.start - start < 4 and scene.line[start - 1].word:
        before = scene.line[start - 1].low
        if before in word_set("determiners"):
            return before in ("any", "no", "every", "each")
        if before in word_set("prepositions"):
            break
        start -= 1
    return head.kind is not None and head.kind.family != HARM


def _is_definite(scene: Scene, head: Head) -> bool:
    """Whether an event noun is one spoken of before: "the agreement with the union"."""
    before = [t.low for t in scene.line[max(0, head.start - 3) : head.start]]
    return "the" in before or "this" in before


def _status(scene: Scene, head: Head, found: Sequence[Head], time: Time | None) -> tuple[str, bool]:
    """The status, and whether the words say it; "would" in reported speech is coming."""
    group = head.group
    if head.told:
        if (
            group
            and group.tense == "would"
            and head.status == "tentative"
            and _reported(scene, head)
        ):
            return "scheduled", True
        comes = head.kind is None or head.kind.family != HARM  # "a roof fall on Tuesday" does not
        if comes and group and group.tense == "present" and head.status == "happened":
            if scene.role != "headline" and time is not None:
                return "scheduled", True  # "polls open on Sunday"
            if scene.role != "headline":
                return "ongoing", True
        return head.status, True
    main = next((h for h in found if h.kind and h.told), None)
    if main and head.kind == main.kind and main.status in ("scheduled", "tentative", "confirmed"):
        return "scheduled", False
    if head.status:
        return head.status, False
    if time is not None and _is_coming_cause(scene, head):
        return "scheduled", False
    return "happened", False


def _is_coming_cause(scene: Scene, head: Head) -> bool:
    """ "It will cancel all trains on Friday because of a strike": the strike is to come too."""
    before = [t.low for t in scene.line[: head.first]]
    near = f" {' '.join(before[-4:])} "
    if not any(f" {cause} " in near for cause in standing()["causes"]["words"]):
        return False
    coming = word_set("future") | word_set("would") | word_set("coming")
    return any(low in coming for low in before)


def _reported(scene: Scene, head: Head) -> bool:
    at = scene.line[head.start].start
    return any(
        quote.form != "direct" and any(c.start <= at < c.end for c in quote.content)
        for quote in scene.quotes
    ) or any(t.low in sense("say") for t in scene.line[: head.start])


# ------------------------------------------------------------------ spans and labels


def _whole(
    scene: Scene,
    head: Head,
    trigger: Span,
    time: Time | None,
    place: Mention | None,
    counts: Sequence[Count],
) -> Span:
    """From the first to the last of trigger, verb group, day, place and counts."""
    spans = [trigger]
    if head.group:
        spans.append(span_of(scene, head.group.start, head.group.end))
    spans += [time.span] if time else []
    spans += [place.span] if place and place.span else []
    spans += [c.span for c in counts]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


_TOPIC = re.compile(r" (?:on|about|over|regarding|of)\b")


def _label(scene: Scene, head: Head) -> str:
    """The noun phrase that names the event: "peace talks", "Brannock bus crash"."""
    line = scene.line
    if head.part == "verb":
        return scene.text[line[head.start].start : line[head.end - 1].end]
    start = head.start
    while start > 0 and head.start - start < 5 and line[start - 1].word:
        low = line[start - 1].low
        if low in word_set("prepositions") | word_set("determiners") | word_set("clauses"):
            break
        if head.group and start - 1 < head.group.end and start - 1 >= head.group.start:
            break
        if low in word_set("be") or low in word_set("future") or low.isdigit() or low == "and":
            break
        start -= 1
    return scene.text[line[start].start : line[head.end - 1].end]

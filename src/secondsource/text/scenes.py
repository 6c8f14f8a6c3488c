"""One sentence with what stands in it, and which of its times and places belong to which word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from secondsource.model import Mention, Name, Quote, Span, Time, inside, touches
from secondsource.text import world
from secondsource.text.eventwords import Head, standing, word_set
from secondsource.text.verbs import Token
from secondsource.text.words import fold

HARM = "harm"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_LONG = len("XXXX-05-12")  # a date that names its day
UNNAMED = "events/place"  # the rule of a place that no name mark covers
MAX_OWNED = 4  # tokens from "Sunday's" to the event
PEOPLE = ("ian", "ean", "ese", "ish")  # endings of words for a people: "Valdorian"
MAX_MOVED = 8  # tokens from "moved" to the new place: "moved the concert from Orsen to Larn"
MAX_STRUCK = 8  # tokens from "a quake of magnitude 6.1" to what it struck
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


def _owner(found: Sequence[Head], at: int) -> int | None:
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
        owner = None if at is None else _caused(scene, found, at, _owner(found, at))
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


def places_of(scene: Scene, found: Sequence[Head]) -> dict[int, Mention]:
    owned: dict[int, Mention] = {}
    if not any(head.kind for head in found):
        return owned
    given: list[tuple[int, Name, int]] = []
    for name in [*scene.names, *_unnamed_places(scene)]:
        at = next((n for n, t in enumerate(scene.line) if t.start >= name.span.start), None)
        if at is None or not (name.type == "place" or _is_site(scene, name, at, found)):
            continue
        owner = _place_owner(scene, found, name, at)
        if owner is not None and not _elsewhere_said(scene, name, found[owner]):
            given.append(
                (0 if _is_moved_to(scene.line, at) else 1 + (at < found[owner].first), name, owner)
            )
    # The new place first: "planned for Velm, it was moved to Karst"; then the one behind the event:
    # "the hospital in Larn called in staff after the crash at Osteria".
    for _, name, owner in sorted(given, key=lambda g: g[0]):
        if owner not in owned and found[owner].kind is not None:
            shown = words_of(scene, name.span)
            owned[owner] = Mention(name=shown, key=name.key, span=name.span, role="place")
    for number, head in enumerate(found):  # two harms of one sentence happened in one place
        for other in (number - 1, number + 1):
            if number not in owned and other in owned and same_harm(head, found[other]):
                owned[number] = owned[other]
    return owned


def _is_site(scene: Scene, name: Name, at: int, found: Sequence[Head]) -> bool:
    """Whether a name taken for a body or a person is a place here: "at Harrow Park".

    But "fired at Ada Kern" is at nobody's place, and "at the Kern offices" at another's.
    """
    after = next((t for t in scene.line if t.start >= name.span.end), None)
    if after is not None and not _ends_name(after):
        return False
    before, _ = _preposition(scene.line, at)
    if before not in standing()["places"]["sites"] or name.role:
        return False
    aimed = any(head.part == "verb" and head.end in (at - 1, at) for head in found)
    known = world.body(words_of(scene, name.span)) or world.outlet(words_of(scene, name.span))
    return not aimed and not known


def _elsewhere_said(scene: Scene, name: Name, head: Head) -> bool:
    """Whether of a place and an event only the event stands in what somebody says.

    "The fire is out, said a doctor at Larn Hospital" puts no fire there.
    """
    at = scene.line[head.start].start
    for quote in scene.quotes:
        holds_event = any(c.start <= at < c.end for c in quote.content)
        holds_place = any(inside(name.span, c) for c in quote.content)
        if holds_event and not holds_place and (quote.cue is None or quote.cue != name.span):
            return any(c.end <= name.span.start for c in quote.content)
    return False


def _unnamed_places(scene: Scene) -> Iterator[Name]:
    """Capitalised words right behind "in", "near" and the like that no name mark covers.

    What is called a lake or a road is a place behind "on the" too: "on the Larn-Velm expressway".
    """
    covered = [m.span for m in (*scene.names, *scene.times)]
    for at in range(1, len(scene.line)):
        end = at
        while end < len(scene.line) and _is_capital(scene, end):
            end += 1
        if end == at or _is_capital(scene, at - 1):
            continue
        site = _named_site(scene, at, end)
        before = scene.line[at - 1].low
        struck = before in standing()["places"]["strikes"] or _is_moved_to(scene.line, at)
        if not (site or struck or before in standing()["places"]["prepositions"]):
            continue
        end = site or end
        if not (site or struck) and end < len(scene.line) and not _ends_name(scene.line[end]):
            continue  # "in the Valdorian town of Karst"
        span = Span(scene.line[at].start, scene.line[end - 1].end)
        if not any(touches(span, other) for other in covered):
            name = scene.text[span.start : span.end]
            yield Name(span=span, by=UNNAMED, type="place", key="place:" + fold(name))


def _named_site(scene: Scene, at: int, end: int) -> int:
    """Where capitalised words that name a lake, a hill or a road end; 0 where they name none."""
    places = standing()["places"]
    lows = [t.low for t in scene.line[at:end]]
    last = end + (end < len(scene.line) and scene.line[end].low in places["roads"])
    named = lows[0] in places["lands"] and len(lows) > 1
    named = named or last > end or (len(lows) > 1 and lows[-1] in places["roads"])
    before, _ = _preposition(scene.line, at)
    return last if named and before in (*places["prepositions"], "on") else 0


def _ends_name(token: Token) -> bool:
    """Whether a name may end before a word."""
    after = ("prepositions", "clauses", "be", "have", "future", "possible", "would", "adverbs")
    return not token.word or token.low == "and" or any(token.low in word_set(n) for n in after)


def _is_capital(scene: Scene, at: int) -> bool:
    token = scene.line[at]
    shown = scene.text[token.start : token.end]
    return token.word and shown[:1].isupper() and not (len(shown) > 1 and shown.isupper())


def _place_owner(scene: Scene, found: Sequence[Head], name: Name, at: int) -> int | None:
    line = scene.line
    for number, head in enumerate(found):
        if head.part == "noun" and head.kind and _stands_before(line, name, at, head):
            is_party = bool(world.country(words_of(scene, name.span))) and head.kind.family != HARM
            return None if is_party else number
    before, noun = _preposition(line, at)
    before = "at" if before == "on" and name.by == UNNAMED else before
    owner = _owner(found, at)
    if owner is None or found[owner].kind is None:
        return None
    if _is_moved_to(line, at):
        return owner
    if before in standing()["places"]["prepositions"]:
        if noun in standing()["elsewhere"]["words"]:
            return None
        return owner
    kind = found[owner].kind
    head = found[owner]
    visited = head.part == "verb" and not world.country(words_of(scene, name.span))
    is_met = kind is not None and (
        kind.roles.get("object") == "place"
        or kind.family == HARM
        or (kind.family == "consult" and visited)
    )
    struck = before in standing()["places"]["strikes"]
    is_object = 0 < at - head.end <= (MAX_STRUCK if struck else 4) and (struck or not before)
    return owner if is_met and is_object and not _is_people(line, name) else None


def _is_moved_to(line: Sequence[Token], at: int) -> bool:
    """Whether an event is moved to a place: "the match was moved from Orsen to Larn"."""
    if _preposition(line, at)[0] != "to":
        return False
    moving = standing()["places"]["moving"]
    return any(t.low in moving for t in line[max(0, at - MAX_MOVED) : at])


def _is_people(line: Sequence[Token], name: Name) -> bool:
    """Whether a name is a word for a people before a noun: "quake hits Valdorian town"."""
    after = next((t for t in line if t.start >= name.span.end), None)
    last = next((t for t in reversed(line) if t.end <= name.span.end), None)
    of_people = last is not None and last.low.endswith(PEOPLE)
    return of_people and after is not None and not _ends_name(after)


def _stands_before(line: Sequence[Token], name: Name, at: int, head: Head) -> bool:
    """ "the Geneva talks", "Brannock bus crash"."""
    end = at
    while end < len(line) and line[end].end <= name.span.end:
        end += 1
    return (
        end <= head.start <= end + 1
        and (
            end == head.start or (line[end].word and line[end].low not in word_set("prepositions"))
        )
        and not (end < len(line) and line[end].low in ("'s", ",", "and"))
    )


def _governs(line: Sequence[Token], at: int) -> bool:
    """Whether a preposition stands before a side: "in the north of Larn"."""
    back = at - 1
    while back >= 0 and line[back].low in word_set("determiners"):
        back -= 1
    return back >= 0 and line[back].low in word_set("prepositions")


def _preposition(line: Sequence[Token], at: int) -> tuple[str, str]:
    """The preposition before a place name, and the word before that: "in the city of Orvane"."""
    nouns = standing()["places"]["nouns"]
    loose = standing()["places"]["directions"]
    back = at - 1
    while back >= 0 and at - back < 8:
        low = line[back].low
        if low in word_set("prepositions"):
            if low == "of" and back and line[back - 1].low in nouns:
                back -= 1
                if line[back].low in standing()["places"]["sides"] and not _governs(line, back):
                    return "near", line[back - 1].low if back else ""  # "crashed west of Larn"
                continue
            return low, line[back - 1].low if back else ""
        if not (low in word_set("determiners") or low in nouns or low in loose):
            return low if low in standing()["places"]["strikes"] else "", ""
        back -= 1
    return "", ""

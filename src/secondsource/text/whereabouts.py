"""Which places of a sentence are where what it tells happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.model import Mention, Name, Span, inside, touches
from secondsource.text import world
from secondsource.text.eventwords import Head, standing, word_set
from secondsource.text.scenes import HARM, Scene, owner_of, same_harm, words_of
from secondsource.text.verbs import Token
from secondsource.text.words import fold

UNNAMED = "events/place"  # the rule of a place that no name mark covers
PEOPLE = ("ian", "ean", "ese", "ish")  # endings of words for a people: "Valdorian"
MAX_MOVED = 8  # tokens from "moved" to the new place: "moved the concert from Orsen to Larn"
MAX_STRUCK = 8  # tokens from "a quake of magnitude 6.1" to what it struck


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
    owner = owner_of(found, at)
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

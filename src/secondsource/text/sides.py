"""Who takes part: names before and behind an event word, by preposition, voice and order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Mention, Span
from secondsource.text import world
from secondsource.text.eventwords import Head, Kind, standing, word_set
from secondsource.text.scenes import Scene, words_of
from secondsource.text.words import fold

NEAR = 25  # tokens a subject may reach back


def parties_of(
    scene: Scene, found: Sequence[Head], number: int, place: Mention | None, kind: Kind
) -> tuple[Mention, ...]:
    head = found[number]
    roles = kind.roles
    if not any(roles.values()):
        return ()
    parties: list[Mention] = []
    if head.part == "noun":
        parties += _before_noun(scene, head, roles)
    if (head.group and head.group.start < head.start and not head.group.passive) or (
        head.part == "verb" and head.group and not head.group.passive
    ):
        if roles.get("subject"):
            first = head.group.start
            parties += [
                structs.replace(m, role=roles["subject"]) for m in subject(scene, first, found)
            ]
    elif head.part == "verb" and head.group and head.group.passive and roles.get("object"):
        parties += [
            structs.replace(m, role=roles["object"])
            for m in subject(scene, head.group.start, found)
        ]
    parties += _after(scene, found, number, roles)
    if kind.family == "consult" and len(parties) < 2 and _points_back(scene, head):
        parties = list(_spoken_of(scene)) or parties
    seen: dict[str, Mention] = {}
    for party in parties:
        if place is None or party.span != place.span:
            seen.setdefault(party.key or fold(party.name), party)
    return tuple(seen.values())


def _points_back(scene: Scene, head: Head) -> bool:
    start = head.group.start if head.group and head.group.start < head.start else head.start
    left = " ".join(t.low for t in scene.line[max(0, start - 4) : start])
    return any(left.endswith(phrase) for phrase in standing()["back"]["parties"])


def _spoken_of(scene: Scene) -> tuple[Mention, ...]:
    """The two parties of the last meeting of two that are no alliances; else of the last of two."""
    pairs = [p for p in scene.back if len(p) == 2]
    states = [p for p in pairs if not any(world.body(m.name) for m in p)]
    return next(iter((states or pairs)[::-1]), ())


def _named(scene: Scene, at: int) -> list[Mention]:
    """The parties one token stands for: a name, "Russian-American", "Russia-US", "Valdorian"."""
    token = scene.line[at]
    shown = scene.text[token.start : token.end]
    if "-" in shown or "–" in shown:
        keys = world.parties(shown)
        if keys:
            return [
                Mention(world.label(k), k, Span(token.start, token.end), "participant")
                for k in keys
            ]
    name = next((n for n in scene.names if n.span.start <= token.start < n.span.end), None)
    if name:
        return [Mention(words_of(scene, name.span), name.key, name.span)]
    key = (
        world.country(shown)
        or world.demonym(shown)
        or world.body(shown)
        or (world.capital(shown) if at and scene.line[at - 1].low != "in" else None)
    )
    if key and shown[:1].isupper():
        return [Mention(world.label(key), key, Span(token.start, token.end))]
    return []


def _before_noun(scene: Scene, head: Head, roles: dict[str, str]) -> list[Mention]:
    """Names in the noun phrase before its noun: "Russia-US talks", "a NATO meeting"."""
    parties: list[Mention] = []
    at = head.start - 1
    while (
        at >= 0 and head.start - at < 7 and (scene.line[at].word or scene.line[at].low in "-–'s&")
    ):
        low = scene.line[at].low
        if low in word_set("prepositions") | word_set("clauses") | word_set("determiners"):
            break
        if head.group and head.group.start <= at < head.group.end:
            break
        role = roles.get("subject") or roles.get("of", "")
        parties += [] if not role else [structs.replace(m, role=role) for m in _named(scene, at)]
        at -= 1
    return parties[::-1]


def subject(scene: Scene, first: int, found: Sequence[Head]) -> list[Mention]:
    """Names of the noun phrase before a verb group that begins at a token."""
    line = scene.line
    parties: list[Mention] = []
    reports = {h.start for h in found if h.part == "report"}
    at = first - 1
    if at >= 0 and line[at].low == ",":
        at -= 1
    quoted = '"“”'
    while at >= 0 and first - at < NEAR:
        low = line[at].low
        if low in quoted or low in ";:" or at in reports or low in word_set("clauses") - {"as"}:
            break
        if low == ",":
            listed = (
                bool(parties)
                and at
                and bool(_named(scene, at - 1))
                and any(t.low == "and" for t in line[at:first])
            )
            if not listed:
                break
        governed = at and line[at - 1].low in ("in", "at", "on", "from", "near")
        if not governed and _opens_name(scene, at):
            parties += _named(scene, at)
        at -= 1
    return parties[::-1]


def _opens_name(scene: Scene, at: int) -> bool:
    """Whether a token is the last of its name, so that each name counts once."""
    token = scene.line[at]
    name = next((n for n in scene.names if n.span.start <= token.start < n.span.end), None)
    return name is None or token.end >= name.span.end


def _after(
    scene: Scene, found: Sequence[Head], number: int, roles: dict[str, str]
) -> list[Mention]:
    """Names behind prepositions after the event word: "between X and Y", "with X", "by X"."""
    head = found[number]
    line = scene.line
    stop = found[number + 1].first if number + 1 < len(found) else len(line)
    parties: list[Mention] = []
    role = (
        roles.get("object", "")
        if head.part == "verb" and not (head.group and head.group.passive)
        else ""
    )
    for at in range(head.end, min(stop, head.end + 20)):
        low = line[at].low
        if low in ';:.!?"' or low in word_set("clauses"):
            break
        if head.group and head.group.start <= at < head.group.end:
            role = ""
            continue
        if low in word_set("prepositions"):
            if low != "of":
                role = roles.get(low, "")
            elif at == head.end or role:  # not in "talks on sharing the water of the Tolna"
                role = roles.get(low, role)
            continue
        if low == "," and not (at + 1 < len(line) and _named(scene, at + 1)):
            role = ""
        if role and _opens_name(scene, at):
            parties += [structs.replace(m, role=role) for m in _named(scene, at)]
    return parties

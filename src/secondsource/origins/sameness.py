"""Which origins of a story are the same, and which may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile

from msgspec import structs

from secondsource.model import (
    Origin,
)
from secondsource.origins.houses import (
    one_land,
    roles_of,
    within,
    word_list,
)
from secondsource.origins.openness import RANKED, is_unheard_of, may_be, official, tail_of
from secondsource.origins.posts import is_one_post, one_per_given, one_per_spokesman
from secondsource.text import world
from secondsource.text.patterns import rules
from secondsource.text.words import fold

SHARED = 2  # words of a house told by an office and by a body's name


def related(
    found: Iterable[Origin],
    lands: Iterable[str] = (),
    together: Sequence[tuple[Iterable[Origin], Collection[str]]] = (),
) -> dict[Origin, Origin]:
    """Each origin with one key per person or body, and the keys it may be the same as.

    lands: what other articles of the story know as a place: "Estmark" that speaks is a state.
    together: who speaks in each article, and the article's words, folded.
    """
    given = sorted(set(found))
    first = _no_persons(given, frozenset(lands))
    second = _one_per_nameless(_one_per_person(sorted(set(first.values()))))
    merged = {one: second[first[one]] for one in given}
    merged = one_per_spokesman(_one_per_house(merged), [some for some, _ in together])
    heard: dict[str, set[str]] = {}
    for some, words in together:
        for key in {merged[o].key for o in some if o in merged}:
            heard.setdefault(key, set()).update(words)
    distinct = sorted({o.key: o for o in merged.values()}.values())
    maybe: dict[str, set[str]] = {o.key: set() for o in distinct}
    hints: dict[str, set[str]] = {o.key: set() for o in distinct}
    for one in given:
        hints[merged[one].key].update(one.maybe)
    for n, a in enumerate(distinct):
        for b in distinct[n + 1 :]:
            if (
                (may_be(a, b) and not is_unheard_of(a, b, heard))
                or a.key in hints[b.key]
                or b.key in hints[a.key]
                or _describes(a, b, hints[b.key])
                or _describes(b, a, hints[a.key])
            ):
                maybe[a.key].add(b.key)
                maybe[b.key].add(a.key)
    by_key = {o.key: structs.replace(o, maybe=tuple(sorted(maybe[o.key]))) for o in distinct}
    return {o: by_key[merged[o].key] for o in given}


def _describes(one: Origin, other: Origin, hints: Iterable[str]) -> bool:
    """Whether "the harbour master" may be somebody of that office, or whose office nobody tells."""
    said = _office(one)
    if not said or other.kind != "person" or other.key == one.key:
        return False
    if _is_of_its_house(said, other):
        return True
    offices = [h.removeprefix("role:").split() for h in hints if h.startswith("role:")]
    if other.key.startswith("person:?"):
        offices = [_office(other)]
    if not offices:
        return one.kind == "person"
    return any(_one_office(said, held) for held in offices if held)


def _is_of_its_house(said: Sequence[str], other: Origin) -> bool:
    """ "The head of the space office" may be whoever is told by a post of that office."""
    posts = word_list("chief") | word_list("directing") | word_list("determiners") | {"of", "for"}
    mine = {w.removesuffix("'s") for w in said} - posts
    post = other.key.removeprefix("person:?").split() if "?" in other.key else []
    theirs = set(other.institution.partition(":")[2].replace("/", " ").split())
    theirs |= {w.removesuffix("'s") for w in post}
    return len(mine & theirs) >= SHARED and not (mine ^ theirs) & word_list("lesser")


def _office(one: Origin) -> list[str]:
    """The words of who is told by an office alone: "the county fire chief", "a coroner"."""
    if one.key.startswith("person:?"):
        return one.key.removeprefix("person:?").rpartition("/")[2].split()
    said = one.key.rpartition("/")[2].split() if one.kind == "anonymous" else []
    return said if said and not official(one) and said[-1] not in word_list("informants") else []


def _one_office(said: Sequence[str], held: Sequence[str]) -> bool:
    """ "the coroner" and "district coroner", not "the minister" and "deputy minister"."""
    others = word_list("lesser")
    if (set(said) ^ set(held)) & others:
        return False
    before = list(takewhile(lambda w: w not in ("of", "for"), held))
    return said[-1] in before[-1:] or said[0] in before[-1:] or set(said) <= set(held)


def _no_persons(given: Sequence[Origin], lands: frozenset[str]) -> dict[Origin, Origin]:
    """What one article takes for a person and another for an outlet or a state is no person."""
    people = [o for o in given if o.kind == "person" and " " in tail_of(o.key)]
    bearers: dict[str, set[str]] = {}
    for one in people:
        bearers.setdefault(one.key.split()[-1], set()).add(one.key)
    firsts = {tail_of(o.key).split()[0] for o in people}
    named = {tail_of(o.key): o for o in people}
    others = {
        tail_of(o.key): Origin("place:" + tail_of(o.key), "body", o.name, "place:" + tail_of(o.key))
        for o in given
        if o.kind == "person" and tail_of(o.key) in lands
        if tail_of(o.key) not in bearers and tail_of(o.key) not in firsts
    }
    others |= {
        tail_of(o.key): o
        for o in sorted(given, reverse=True)
        if o.kind in ("outlet", "body")
        and len(tail_of(o.key).split()) < 3
        and not (o.key.startswith("place:") and tail_of(o.key) in bearers)
    }
    marked = {
        tail_of(o.key): o for o in sorted(given) if o.kind == "body" and " " in tail_of(o.key)
    }
    borne = {o.key.split()[-1]: o for o in people if len(bearers[o.key.split()[-1]]) == 1}

    held = {tail_of(o.key) for o in people if any(h.startswith("role:") for h in o.maybe)}

    def settled(one: Origin) -> Origin:
        tail = tail_of(one.key)
        if one.kind == "body" and tail in held:
            return named[tail]  # somebody's office is told: it is a name
        if one.kind == "person" and tail in held:
            return one
        if one.key.startswith("person:?") and tail.rpartition("/")[2] in borne:
            return borne[tail.rpartition("/")[2]]  # "Provost said": mayor Catalina Provost
        if one.kind == "person" and " " not in tail:
            return others.get(tail) or (_as_body(one) if tail not in bearers else one)
        if (
            one.kind == "person"
            and tail in marked
            and not world.given(tail.split()[0].capitalize())
        ):
            return marked[tail]  # "Blue Lines", told as a firm elsewhere
        if one.kind == "body" and tail in named and world.given(tail.split()[0].capitalize()):
            return named[tail]
        if one.kind == "body" and tail in borne and tail not in word_list("bodies"):
            return borne[tail]  # "Voll said": Anders Voll, of another article
        return one

    return {o: settled(o) for o in given}


def _as_body(one: Origin) -> Origin:
    """A lone capitalised name that nobody bears is a firm's or a state's: "Nordal said"."""
    tail = tail_of(one.key)
    if one.maybe or one.institution or tail.startswith("?") or world.given(tail.capitalize()):
        return one
    key = "organisation:" + tail
    return Origin(key, "body", one.name, key)


def _one_per_person(given: Sequence[Origin]) -> dict[Origin, Origin]:
    """Persons under one key: "Malkov", "Sergei Malkov", "Sergey Malkov"; a mayor and his name."""
    persons = [o for o in given if o.kind == "person" and not o.key.startswith("person:?")]
    persons.sort(key=lambda o: (-len(o.key), o.key))
    leads: list[Origin] = []
    merged: dict[Origin, Origin] = {}
    for person in persons:
        same = [lead for lead in leads if _same_person(person, lead)]
        if len(same) == 1 or (same and len(person.key.split()) > 1):
            merged[person] = same[0]
        else:
            leads.append(person)
            merged[person] = person
    for lead in leads:  # the office is told in one article only: it counts for all
        told = sorted({p.institution for p, m in merged.items() if m is lead and p.institution})
        # a rank may be of the police or the fire service, where another article tells more
        house = max(told, key=lambda h: (h not in RANKED, "/" in h, len(h)), default="")
        roles = {
            h for p, m in merged.items() if m is lead for h in p.maybe if h.startswith("role:")
        }
        hints = tuple(dict.fromkeys((*lead.maybe, *sorted(roles))))
        full = structs.replace(lead, institution=house, maybe=hints)
        merged = {p: full if m is lead or m == lead else m for p, m in merged.items()}
    brought: dict[str, dict[str, Origin]] = {}
    for person, lead in merged.items():
        for hint in person.maybe:
            if hint.startswith("same:"):
                brought.setdefault(hint.removeprefix("same:"), {})[lead.key] = lead
    for other in given:
        if len(brought.get(other.key, {})) == 1:
            lead = next(iter(brought[other.key].values()))
            if other.institution and not lead.institution:
                full = structs.replace(lead, institution=other.institution)
                merged = {p: full if m == lead else m for p, m in merged.items()}
                lead = full
            merged[other] = lead
        elif other.key.startswith("person:?"):
            office = other.key.removeprefix("person:?")
            holders = {
                m.key: m
                for p, m in list(merged.items())
                if (
                    _holds(p, m, office)
                    if office in word_list("single")
                    else _is_of_office(p, office.rpartition("/")[2])
                    and (within(other.institution, m.institution) or not other.institution)
                )
            }
            holders = holders or _of_post(other, merged)
            merged[other] = next(iter(holders.values())) if len(holders) == 1 else other
        elif other.kind == "anonymous" and len(holders := _of_post(other, merged)) == 1:
            merged[other] = next(iter(holders.values()))
    return one_per_given(merged) | {o: o for o in given if o not in merged}


def _of_post(told: Origin, merged: Mapping[Origin, Origin]) -> dict[str, Origin]:
    """Who is named with the post by which another is told, by their keys."""
    named = ((p, m) for p, m in merged.items() if p.kind == "person" and "?" not in p.key)
    return {m.key: m for p, m in named if is_one_post(told, p)}


def _is_of_office(person: Origin, office: str) -> bool:
    """Whether "the defence minister" is told of a person in just these words."""
    said = office.split()
    held = [role.split() for role in roles_of(person)]
    alias = rules("en/origins.toml")["offices"]
    held += [[*r[:-1], *alias[r[-1]].split()] for r in held if r and r[-1] in alias]
    ranks = word_list("ranks")
    held += [r[:-1] for r in held if len(r) > 2 and r[-1] in ranks]  # "fire chief Brigadier"
    if len(said) == 1:  # "the minister", of whom a story has one
        lesser = {w for role in held for w in role} & word_list("lesser")
        return said[0] in word_list("heads") and not lesser and any(r[-1:] == said for r in held)
    if not said or said[-1] in word_list("officials"):
        return False
    return said in held or (len(said) > 1 and any(_is_short_for(said, r) for r in held))


def _is_short_for(said: Sequence[str], held: Sequence[str]) -> bool:
    """ "The fire chief" and "fire service chief": only what a body is called is left out."""
    more = set(held) - set(said)
    return said[-1] == held[-1] and set(said) < set(held) and more <= word_list("bodies")


def _holds(said: Origin, person: Origin, office: str) -> bool:
    return (
        "person:?" + office in said.maybe
        or office in fold(person.name)
        or office in person.institution
    )


def _same_person(a: Origin, b: Origin) -> bool:
    mine = a.key.removeprefix("person:").split()
    theirs = b.key.removeprefix("person:").split()
    if not mine or not theirs or not _alike(mine[-1], theirs[-1]):
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return mine[-1] == theirs[-1]
    if len(mine) != len(theirs) and mine[-2:] == theirs[-2:]:
        return True  # "Larn SP Ada Kern", "Ada Kern"
    return _alike(mine[0], theirs[0]) or (
        min(len(mine[0]), len(theirs[0])) <= 2 and mine[0][:1] == theirs[0][:1]
    )


def _alike(a: str, b: str) -> bool:
    """Two spellings of one name: equal, or one letter apart in a name of five or more."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    at = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def _one_per_nameless(merged: Mapping[Origin, Origin]) -> dict[Origin, Origin]:
    """ "An official" in the headline is the "government official" of the text."""
    nameless = sorted({o for o in merged.values() if o.kind == "anonymous"})

    def fuller(one: Origin) -> Origin:
        carrier, _, what = one.key.rpartition("/")
        more = [
            o
            for o in nameless
            if o.key.rpartition("/")[0] == carrier
            and set(what.split()) < set(o.key.rpartition("/")[2].split())
            and (not one.institution or one.institution == o.institution)
        ]
        return more[0] if len(more) == 1 else one

    return {given: fuller(one) if one.kind == "anonymous" else one for given, one in merged.items()}


def _one_per_house(merged: Mapping[Origin, Origin]) -> dict[Origin, Origin]:
    """Bodies under one key: "the Defence Ministry" is the only full one that ends so.

    "valdorian/defence ministry" and "valdoria/defence ministry" are one, where no list knows them.
    """
    every = {o.key for o in merged.values() if o.kind == "body"}
    every |= {o.institution for o in merged.values() if o.institution}
    full = _fullest(every)
    found: dict[Origin, Origin] = {}
    for given, one in merged.items():
        house = full.get(one.institution, one.institution)
        key = full.get(one.key, one.key) if one.kind == "body" else one.key
        found[given] = structs.replace(one, key=key, institution=house)
    return found


def _fullest(keys: Iterable[str]) -> dict[str, str]:
    """Each key of a body with the one it is to be known by."""
    flat = {key: tuple(key.partition(":")[2].replace("/", " ").split()) for key in sorted(keys)}
    found = {}
    for key, words in flat.items():
        like = [k for k, w in flat.items() if _one_body(words, w)]
        longer = [k for k, w in flat.items() if len(w) > len(words) and _ends_or_opens(words, w)]
        distinct = {min(k for k in flat if _one_body(flat[k], flat[n])) for n in longer}
        if words and len(distinct) == 1 and (len(words) > 1 or words[0] in word_list("bodies")):
            found[key] = distinct.pop()
        else:
            found[key] = min(like, key=lambda k: ("/" not in k, k), default=key)
    return {key: found.get(one, one) for key, one in found.items()}


def _ends_or_opens(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """ "The academy of letters": that "of Larnia", and no other."""
    named = len(short) > 1 and whole[: len(short)] == short
    return whole[-len(short) :] == short or (named and whole[len(short)] in ("for", "in", "of"))


def _one_body(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return True
    return len(a) == len(b) > 1 and a[1:] == b[1:] and one_land(a[0], b[0])

"""Which origins of a story are the same, and which may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from secondsource.model import (
    Origin,
)
from secondsource.origins.houses import (
    is_plain,
    is_public,
    may_mean,
    one_land,
    within,
    word_list,
)
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

RANKED = ("organisation:armed forces",)  # the house of who is told by a rank alone


def related(found: Iterable[Origin], lands: Iterable[str] = ()) -> dict[Origin, Origin]:
    """Each origin with one key per person or body, and the keys it may be the same as.

    lands: what other articles of the story know as a place: "Estmark" that speaks is a state.
    """
    given = sorted(set(found))
    first = _no_persons(given, frozenset(lands))
    second = _one_per_nameless(_one_per_person(sorted(set(first.values()))))
    merged = {one: second[first[one]] for one in given}
    merged = _one_per_house(merged)
    distinct = sorted({o.key: o for o in merged.values()}.values())
    maybe: dict[str, set[str]] = {o.key: set() for o in distinct}
    hints: dict[str, set[str]] = {o.key: set() for o in distinct}
    for one in given:
        hints[merged[one].key].update(one.maybe)
    for n, a in enumerate(distinct):
        for b in distinct[n + 1 :]:
            if (
                _may_be(a, b)
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
    offices = [h.removeprefix("role:").split() for h in hints if h.startswith("role:")]
    if other.key.startswith("person:?"):
        offices = [_office(other)]
    if not offices:
        return one.kind == "person"
    return any(_one_office(said, held) for held in offices if held)


def _office(one: Origin) -> list[str]:
    """The words of who is told by an office alone: "the county fire chief", "a coroner"."""
    if one.key.startswith("person:?"):
        return one.key.removeprefix("person:?").rpartition("/")[2].split()
    said = one.key.rpartition("/")[2].split() if one.kind == "anonymous" else []
    return said if said and not _official(one) and said[-1] not in word_list("informants") else []


def _one_office(said: Sequence[str], held: Sequence[str]) -> bool:
    """ "the coroner" and "district coroner", not "the minister" and "deputy minister"."""
    others = word_list("lesser")
    if (set(said) ^ set(held)) & others:
        return False
    before = [w for n, w in enumerate(held) if "of" not in held[:n] and "for" not in held[:n]]
    return said[-1] in before[-1:] or said[0] in before[-1:] or set(said) <= set(held)


def _no_persons(given: Sequence[Origin], lands: frozenset[str]) -> dict[Origin, Origin]:
    """What one article takes for a person and another for an outlet or a state is no person."""
    others = {
        _tail(o.key): Origin("place:" + _tail(o.key), "body", o.name, "place:" + _tail(o.key))
        for o in given
        if o.kind == "person" and _tail(o.key) in lands
    }
    others |= {
        _tail(o.key): o
        for o in sorted(given, reverse=True)
        if o.kind in ("outlet", "body") and len(_tail(o.key).split()) < 3
    }
    people = [o for o in given if o.kind == "person" and " " in _tail(o.key)]
    bearers: dict[str, set[str]] = {}
    for one in people:
        bearers.setdefault(one.key.split()[-1], set()).add(one.key)
    named = {_tail(o.key): o for o in people}
    marked = {_tail(o.key): o for o in sorted(given) if o.kind == "body" and " " in _tail(o.key)}
    borne = {o.key.split()[-1]: o for o in people if len(bearers[o.key.split()[-1]]) == 1}

    held = {_tail(o.key) for o in people if any(h.startswith("role:") for h in o.maybe)}

    def settled(one: Origin) -> Origin:
        tail = _tail(one.key)
        if one.kind == "body" and tail in held:
            return named[tail]  # somebody's office is told: it is a name
        if one.kind == "person" and tail in held:
            return one
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
    tail = _tail(one.key)
    if one.maybe or one.institution or tail.startswith("?") or world.given(tail.capitalize()):
        return one
    key = "organisation:" + tail
    return Origin(key, "body", one.name, key)


def _tail(key: str) -> str:
    return key.partition(":")[2]


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
        full = structs.replace(lead, institution=house)
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
            merged[other] = next(iter(holders.values())) if len(holders) == 1 else other
    return merged | {o: o for o in given if o not in merged}


def _is_of_office(person: Origin, office: str) -> bool:
    """Whether "the defence minister" is told of a person in just these words."""
    said = office.split()
    held = [h.removeprefix("role:").split() for h in person.maybe if h.startswith("role:")]
    return len(said) > 1 and said in held and said[-1] not in word_list("officials")


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
        longer = [k for k, w in flat.items() if len(w) > len(words) and w[-len(words) :] == words]
        distinct = {min(k for k in flat if _one_body(flat[k], flat[n])) for n in longer}
        if words and len(distinct) == 1 and (len(words) > 1 or words[0] in word_list("bodies")):
            found[key] = distinct.pop()
        else:
            found[key] = min(like, key=lambda k: ("/" not in k, k), default=key)
    return {key: found.get(one, one) for key, one in found.items()}


def _one_body(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return True
    return len(a) == len(b) > 1 and a[1:] == b[1:] and one_land(a[0], b[0])


def _may_be(a: Origin, b: Origin) -> bool:
    """Whether two origins may be the same: only then does the lower count merge them."""
    if a.key == b.key:
        return False
    if "unknown" in (a.kind, b.kind):
        return True
    kinds = {a.kind, b.kind}
    if kinds <= {"anonymous", "body", "person"} and len(kinds) > 1 and _may_mean(a, b):
        return True
    if "document" in kinds:  # who wrote it nobody says
        return not (kinds != {"document"} and any(_is_filed(o) for o in (a, b)))
    if _serves(a, b) or _serves(b, a) or _is_called(a, b) or _is_called(b, a):
        return True
    if _is_crowd_of(a, b) or _is_crowd_of(b, a) or _is_bystander(a, b) or _is_bystander(b, a):
        return True
    if kinds == {"anonymous"}:
        same_house = a.institution == b.institution or not (a.institution and b.institution)
        return same_house and (_official(a) == _official(b))
    if "anonymous" in kinds:
        nameless, other = (a, b) if a.kind == "anonymous" else (b, a)
        if other.kind not in ("person", "body"):
            return other.kind == "outlet" and _is_media(nameless)
        if _is_stranger(other):
            return _official(nameless)
        if nameless.institution and other.institution.startswith("office:"):
            house = Origin(nameless.institution, "body", nameless.name)
            return _may_head(other.institution.partition(":")[2], house)
        if nameless.institution:
            return within(nameless.institution, other.institution) or _may_run(nameless, other)
        if not other.institution:  # whose house nobody tells: the harbour master
            return _official(nameless) and _holds_office(other)
        return _official(nameless) and _of_kind(nameless, other)
    if kinds == {"person"}:
        mine, theirs = (o.key.removeprefix("person:").split() for o in (a, b))
        if 1 in (len(mine), len(theirs)) and mine[:1] == theirs[:1]:
            return True  # "Emil", "Emil Stark"
        untold = a.key.startswith("person:?") != b.key.startswith("person:?")
        if (_callings(a) ^ _callings(b)) & word_list("lesser"):
            return False
        return untold and within(a.institution, b.institution)  # "the head of the union"
    if kinds == {"person", "body"}:
        person, body = (a, b) if a.kind == "person" else (b, a)
        if _is_of_other_land(person, body):
            return False
        if not person.institution or _is_ranked(person):
            return _is_stranger(person) or _speaks(person) or _leads(person, body)
        if person.institution.startswith("office:"):
            return _may_head(person.institution.partition(":")[2], body)
        return within(person.institution, body.key) or _may_run(person, body)
    if "person" not in kinds and _may_mean(a, b):
        return True
    if kinds == {"body"}:
        if any(_is_owned(one, other) for one, other in ((a, b), (b, a))):
            return True
        return within(a.key, b.key) or _is_firm(a, b) or _is_firm(b, a)
    return False


def _callings(one: Origin) -> set[str]:
    """What somebody is told to be, in single words: "senior doctor", "rescuers"."""
    if one.kind == "anonymous":
        return set(one.key.rpartition("/")[2].split())
    told = {w for h in one.maybe if h.startswith("role:") for w in h.removeprefix("role:").split()}
    if one.key.startswith("person:?"):
        told |= set(one.key.removeprefix("person:?").rpartition("/")[2].split())
    titled = rules("en/origins.toml")["titled"]
    return {titled.get(w.rstrip("."), w) for w in told}


def _serves(one: Origin, body: Origin) -> bool:
    """Whether somebody may work for a body by what he is: "Dr Teal", "a surgeon", "the hospital".

    body: or somebody of that house.
    """
    house = body.key if body.kind == "body" else body.institution
    if one.kind not in ("person", "anonymous") or not house:
        return False
    apart = one.institution and not within(one.institution, house)
    if apart and not one.institution.endswith(" ministry"):  # an ambassador's
        return False
    if body.kind == "person" and one.kind == "person":
        return False
    staff = rules("en/origins.toml")["staff"]
    words = set(WORD.findall(_tail(house)))
    if "owner" in _callings(one) and words & (word_list("loose") | word_list("firms")):
        return True
    return any(words & set(staff.get(calling, ())) for calling in _callings(one))


def _is_called(nameless: Origin, person: Origin) -> bool:
    """ "A doctor" may be Dr Teal, "a farmer" the farmer Ivo Marsk."""
    untold = nameless.kind == "anonymous" or nameless.key.startswith("person:?")
    if not untold or person.kind != "person" or person.key.startswith("person:?"):
        return False
    said = nameless.key.rpartition("/")[2].split()
    apart = nameless.institution and person.institution
    if apart and not within(nameless.institution, person.institution):
        return False
    table = rules("en/origins.toml")
    known = lists().callings | table["staff"].keys() | word_list("speaking")
    held = _callings(person)
    if (set(said) ^ held) & word_list("lesser"):
        return False  # no deputy of his
    if said and set(table["kin"].get(said[-1], ())) & held:
        return True  # "relatives", "his brother Ivo Brandel"
    return bool(said) and said[-1] in known and said[-1] in held


def _is_bystander(nameless: Origin, person: Origin) -> bool:
    """ "A resident", "witnesses" may be the farmer or the passenger of another text."""
    if nameless.kind != "anonymous" or person.kind not in ("person", "anonymous"):
        return False
    if person.institution or not set(nameless.key.rpartition("/")[2].split()) & word_list("public"):
        return False
    private = word_list("private") | word_list("people") | word_list("public") | lists().callings
    return bool(_callings(person) & private)


def _is_crowd_of(nameless: Origin, other: Origin) -> bool:
    """ "Rebels" and the rebel spokesman, "lifeboat crews" and the lifeboat service."""
    if nameless.kind != "anonymous" or nameless.institution:
        return False
    house = other.key if other.kind == "body" else other.institution
    said = set(nameless.key.rpartition("/")[2].split())
    said -= word_list("local") | word_list("officials") | word_list("informants")
    return bool(said & set(WORD.findall(_tail(house))))


def _is_stranger(one: Origin) -> bool:
    """A person of whom nobody tells an office: he may be anybody's spokesman."""
    roles = (hint.removeprefix("role:") for hint in one.maybe if hint.startswith("role:"))
    told = any(not set(WORD.findall(role)) <= lists().titles for role in roles)
    named = one.kind == "person" and not one.key.startswith("person:?")
    return named and not told and not one.institution


def _is_of_other_land(person: Origin, body: Origin) -> bool:
    """ "Belmor's chief negotiator" speaks for no body of another state."""
    where, _, rest = body.key.partition(":")[2].partition("/")
    if not rest and not body.key.startswith("place:"):
        return False
    roles = (h.removeprefix("role:").split() for h in person.maybe if h.startswith("role:"))
    owners = [r[0].removesuffix("'s") for r in roles if len(r) > 1 and r[0].endswith("'s")]
    owners = [o for o in owners if o not in lists().persons and o not in word_list("bodies")]
    return bool(owners) and not any(one_land(o, where) for o in owners)


def _is_ranked(one: Origin) -> bool:
    """Whether only a rank tells a person's house: he may be of the police or a fire brigade."""
    roles = [WORD.findall(h.removeprefix("role:")) for h in one.maybe if h.startswith("role:")]
    bare = all(set(role) <= word_list("ranks") for role in roles)
    return one.institution in RANKED and bool(roles) and bare


def _speaks(one: Origin) -> bool:
    """ "Spokesman Ilan Morvek", of a house nobody tells."""
    roles = (WORD.findall(h.removeprefix("role:")) for h in one.maybe if h.startswith("role:"))
    return any(set(role) & word_list("speaking") for role in roles)


def _may_mean(a: Origin, b: Origin) -> bool:
    """Whether the house of one, told by common words, may be that of the other, told by name."""
    for one, other in ((a, b), (b, a)):
        plain = is_plain(one.institution) or (one.kind == "body" and one.name[:1].islower())
        if plain and one.institution and may_mean(one.institution, other.institution):
            return True
    return False


def _is_owned(one: Origin, other: Origin) -> bool:
    """Whether "his office" may be a house of state: nobody tells whose it is."""
    words = set(WORD.findall(_tail(other.key)))
    state = bool(words & word_list("state")) or other.institution.startswith("place:")
    return _tail(one.key) == "office" and state


def _may_head(office: str, body: Origin) -> bool:
    """Whether a body may be the one an office heads, nobody telling of what: "the governor"."""
    headed = rules("en/origins.toml")["headed"].get(office, [])
    if body.key.startswith("place:"):
        return bool(headed)  # "Larn said", "the mayor"
    named = WORD.findall(_tail(body.key))
    if set(named[-1:]) & word_list("bodies"):
        named = named[-1:]  # not "the city council"
    return bool(set(named) & set(headed))


def _leads(one: Origin, body: Origin) -> bool:
    """ "Race director Lou Ames", of a house nobody tells: it may be the body that speaks.

    Who is of the police or a fire brigade is told by a rank, or by what he leads.
    """
    roles = (WORD.findall(h.removeprefix("role:")) for h in one.maybe if h.startswith("role:"))
    private = word_list("private") | word_list("people") | lists().callings
    known = [set(role) for role in roles if role and not set(role) & private]
    if not is_public(body.key):
        heading = word_list("leading") | word_list("speaking") | word_list("heading")
        named = set(WORD.findall(_tail(body.key)))
        return any(role & (heading | named) for role in known)
    bearing = word_list("leading") | word_list("speaking") | word_list("ranks")
    return any(role & bearing for role in known)


def _holds_office(one: Origin) -> bool:
    """Whether somebody is told by an office, and not by a calling of his own."""
    private = word_list("private") | word_list("people") | lists().callings
    return bool(_callings(one)) and not _callings(one) & private


def _is_media(nameless: Origin) -> bool:
    """ "Local media": any outlet."""
    return bool(set(nameless.key.rpartition("/")[2].split()) & word_list("media"))


def _is_firm(one: Origin, other: Origin) -> bool:
    """Whether "the company" may be one whose name does not say what it is: "Kestrel Systems"."""
    named = WORD.findall(_tail(other.key))
    said = WORD.findall(_tail(one.key))[-1:]
    return bool(said) and said[0] in word_list("firms") and not set(named) & word_list("bodies")


def _may_run(one: Origin, body: Origin) -> bool:
    """Whether "the operator" may be whom a spokesman speaks for, whose name does not say what."""
    named = WORD.findall(_tail(one.institution))
    said = WORD.findall(_tail(body.key))[-1:]
    return bool(said) and said[0] in word_list("firms") and not set(named) & word_list("bodies")


def _is_filed(one: Origin) -> bool:
    """Whether a document lies with a court or counts something: nobody else's word in print."""
    said = one.key.rpartition("/")[2].split() if one.kind == "document" else []
    return bool(set(said) & word_list("filed"))


def _of_kind(nameless: Origin, other: Origin) -> bool:
    """Whether "a police source" may be somebody of a house: of the police, not of the army."""
    kinds = set(nameless.key.rpartition("/")[2].split()) & word_list("bodies") - word_list(
        "officials"
    )
    house = set(WORD.findall(other.institution.partition(":")[2]))
    if "government" in nameless.key.rpartition("/")[2].split():
        return bool(house & word_list("state")) or other.institution.startswith("place:")
    civil = not house & (word_list("loose") | word_list("firms") | word_list("civil"))
    return bool(kinds & house) if kinds else civil or not _is_of_state(nameless)


def _is_of_state(nameless: Origin) -> bool:
    """ "Officials", "the authorities": of a state, not of a firm or a union."""
    said = nameless.key.rpartition("/")[2].split()
    return bool(said) and said[-1] in ("authoritie", "authorities", "official", "officials")


def _official(nameless: Origin) -> bool:
    said = nameless.key.rpartition("/")[2].split()
    words = word_list("officials")
    return any(w in words or w + "s" in words for w in said)

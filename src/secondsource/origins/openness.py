"""Whether two origins may be one: what offices, houses and callings leave open."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from secondsource.model import Origin
from secondsource.origins.houses import (
    BELONGING,
    is_plain,
    is_public,
    may_mean,
    one_land,
    roles_of,
    within,
    word_list,
)
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

RANKED = ("organisation:armed forces",)  # the house of who is told by a rank alone


def tail_of(key: str) -> str:
    """A key without what kind of thing it is."""
    return key.partition(":")[2]


def may_be(a: Origin, b: Origin) -> bool:
    """Whether two origins may be the same: only then does the lower count merge them."""
    if a.key == b.key:
        return False
    if "unknown" in (a.kind, b.kind):
        return True
    kinds = {a.kind, b.kind}
    if kinds <= {"anonymous", "body", "person"} and len(kinds) > 1 and _may_mean(a, b):
        return True
    if _is_initials(a, b) or _is_initials(b, a):
        return True
    if "document" in kinds:  # who wrote it nobody says
        return not (kinds != {"document"} and any(_is_filed(o) for o in (a, b)))
    if _serves(a, b) or _serves(b, a) or _is_called(a, b) or _is_called(b, a):
        return True
    if _is_crowd_of(a, b) or _is_crowd_of(b, a) or _is_bystander(a, b) or _is_bystander(b, a):
        return True
    if kinds == {"anonymous"}:
        same_house = not (a.institution and b.institution)
        same_house = same_house or within(a.institution, b.institution) or _may_mean(a, b)
        return same_house and (official(a) == official(b))
    if "anonymous" in kinds:
        nameless, other = (a, b) if a.kind == "anonymous" else (b, a)
        named = set(tail_of(other.key).split())
        if len(named) > 1 and named <= set(nameless.key.rpartition("/")[2].split()):
            return True  # "a coordinator of Open Hand", "Open Hand"
        if other.kind not in ("person", "body"):
            return other.kind == "outlet" and _is_media(nameless)
        if other.kind == "person" and _is_retinue(nameless, other):
            return True
        if _is_stranger(other):
            return official(nameless)
        if nameless.institution and other.institution.startswith("office:"):
            house = Origin(nameless.institution, "body", nameless.name)
            return _may_head(other.institution.partition(":")[2], house)
        if nameless.institution:
            told = nameless.institution
            if other.key.startswith("person:?") and not other.institution:
                return official(nameless) and _holds_office(other)  # "the secretary"
            return (
                within(told, other.institution)
                or _may_run(nameless, other)
                or _is_of_role(other, told)
            )
        if not other.institution:  # whose house nobody tells: the harbour master
            return official(nameless) and _holds_office(other)
        return official(nameless) and _of_kind(nameless, other)
    if kinds == {"person"}:
        if tail_of(a.key) == tail_of(b.institution) or tail_of(b.key) == tail_of(a.institution):
            return True  # "Open Hand", taken for a person, and its coordinator
        mine, theirs = (o.key.removeprefix("person:").split() for o in (a, b))
        if 1 in (len(mine), len(theirs)) and mine[:1] == theirs[:1]:
            return True  # "Emil", "Emil Stark"
        if _is_namesake(a, b):
            return True
        if any(_is_untold(x) and _is_stranger(y) for x, y in ((a, b), (b, a))):
            return True  # "its chair": whoever is named without an office
        untold = a.key.startswith("person:?") != b.key.startswith("person:?")
        if (_callings(a) ^ _callings(b)) & word_list("lesser"):
            return False
        return untold and within(a.institution, b.institution)  # "the head of the union"
    if kinds == {"person", "body"}:
        person, body = (a, b) if a.kind == "person" else (b, a)
        if _is_of_other_land(person, body) or _is_apart(person, body):
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
        if any(_is_organisers(x, y) for x, y in ((a, b), (b, a))):
            return True
        if _is_regulator(a, b) or _is_regulator(b, a):
            return True
        return within(a.key, b.key) or _is_firm(a, b) or _is_firm(b, a)
    return False


def _is_regulator(one: Origin, other: Origin) -> bool:
    """Whether "the banking regulator" may be a body that oversees something."""
    said = tail_of(one.key).split()[-1:]
    named = set(tail_of(other.key).replace("/", " ").split())
    regulates = bool(said) and said[0] in rules("en/origins.toml")["doing"]["regulator"]
    return regulates and bool(named & word_list("overseeing"))


def _is_namesake(a: Origin, b: Origin) -> bool:
    """Whether only an office told as part of a name keeps apart two persons of one surname.

    "CEC Thakur", "Larn's foreign ministry's Thakur": another's given name makes two of them.
    """
    mine, theirs = (tail_of(o.key).split() for o in (a, b))
    if mine[-1:] != theirs[-1:] or min(len(mine), len(theirs)) < 2:
        return False
    return any(_is_office_in(o) for o in (a, b))


def _is_office_in(one: Origin) -> bool:
    """Whether what stands before somebody's surname is no given name: "SP Kern"."""
    before = WORD.findall(one.name)[:-1]
    if before and before[0].isupper() and 1 < len(before[0]) < 6:
        return True
    known = lists().persons | word_list("bodies") | word_list("heading")
    return any(w.endswith(("'s", "’s")) or fold(w) in known for w in before)


def _is_initials(one: Origin, other: Origin) -> bool:
    """ "The SP", "the DC", read as a name: whoever holds an office of these initials."""
    said = tail_of(one.key)
    if one.kind not in ("person", "body") or not one.name.isupper() or len(said) < 2:
        return False
    house = tail_of(other.institution).replace("/", " ").split()[-1:]
    for role in roles_of(other):
        words = [w for w in WORD.findall(role) if w not in BELONGING and w not in ("and", "the")]
        if said in ("".join(w[0] for w in words), "".join(w[0] for w in [*words, *house])):
            return True
    return False


def is_unheard_of(a: Origin, b: Origin, heard: Mapping[str, Collection[str]]) -> bool:
    """Whether a person of whom nobody tells an office speaks where a body is never named.

    Who gives the number of dead may be of the police or the hospital all the same.

    heard: the words of the articles in which somebody speaks, by his key.
    """
    person, body = (a, b) if a.kind == "person" else (b, a)
    if body.kind != "body" or not _is_stranger(person) or person.key not in heard:
        return False
    if is_plain(body.key) or is_public(body.key):
        return False
    return not set(WORD.findall(tail_of(body.key))) & set(heard[person.key])


def _is_retinue(nameless: Origin, person: Origin) -> bool:
    """ "Akiteng's people", "Kern aides": they say what he says."""
    said = set(nameless.key.rpartition("/")[2].split())
    return tail_of(person.key).split()[-1] in said and bool(said & word_list("retinue"))


def is_outsider(one: Origin) -> bool:
    """Whether somebody only looks on, by his calling: an analyst, a customer, a fan."""
    return bool(_callings(one) & word_list("outsiders"))


def _callings(one: Origin) -> set[str]:
    """What somebody is told to be, in single words: "senior doctor", "rescuers"."""
    if one.kind == "anonymous":
        return set(one.key.rpartition("/")[2].split())
    told = {word for role in roles_of(one) for word in role.split()}
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
    apart = one.institution and not within(one.institution, house) and not _is_ranked(one)
    if apart and not (one.institution.endswith(" ministry") or _is_guessed(one)):
        return False  # an ambassador has one, and a deputy may be the sheriff's
    if body.kind == "person" and one.kind == "person":
        return False
    staff = rules("en/origins.toml")["staff"]
    words = {word.removesuffix("'s") for word in WORD.findall(tail_of(house))}
    if "owner" in _callings(one) and words & (word_list("loose") | word_list("firms")):
        return True
    held = _callings(one) & staff.keys()
    held = held - word_list("any_house") or held  # a medical officer is no police officer
    return any(words & set(staff[calling]) for calling in held)


def _is_guessed(one: Origin) -> bool:
    """Whether a person's house is only what one word of his office says: "Deputy Ada Kern"."""
    return one.institution in {f"organisation:{world.office(c)}" for c in _callings(one)}


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
    said = said[: said.index("of")] if "of" in said[1:] else said  # "the family of Ivo Brandel"
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
    return bool(said & set(WORD.findall(tail_of(house))))


def _is_untold(one: Origin) -> bool:
    """Whether somebody is told by an office alone, and nobody tells of which house."""
    return one.key.startswith("person:?") and not one.institution and _holds_office(one)


def _is_stranger(one: Origin) -> bool:
    """A person of whom nobody tells an office: he may be anybody's spokesman."""
    told = any(not set(WORD.findall(role)) <= lists().titles for role in roles_of(one))
    named = one.kind == "person" and not one.key.startswith("person:?")
    return named and not told and not one.institution


def _is_of_other_land(person: Origin, body: Origin) -> bool:
    """ "Belmor's chief negotiator" speaks for no body of another state."""
    where, _, rest = body.key.partition(":")[2].partition("/")
    if not rest and not body.key.startswith("place:"):
        return False
    roles = map(str.split, roles_of(person))
    owners = [r[0].removesuffix("'s") for r in roles if len(r) > 1 and r[0].endswith("'s")]
    owners = [o for o in owners if o not in lists().persons and o not in word_list("bodies")]
    return bool(owners) and not any(one_land(o, where) for o in owners)


def _is_apart(person: Origin, body: Origin) -> bool:
    """ "Family spokesman" speaks for no hospital, "rebel leader" for no army."""
    named = set(WORD.findall(tail_of(body.key).replace("/", " ")))
    roles = map(WORD.findall, roles_of(person))
    held = {w.removesuffix("'s").removesuffix("'") for role in roles for w in role}
    if held & word_list("executive") and named & word_list("unexecutive"):
        return True
    if held & word_list("founding") and (is_public(body.key) or named & word_list("overseeing")):
        return True
    groups = held & word_list("apart")
    kind = {w.removesuffix("s") for w in named}
    return bool(groups) and not {w.removesuffix("s") for w in groups} & kind and _is_kept(body)


def _is_kept(body: Origin) -> bool:
    """Whether what a body is tells that it is nobody's family, school or party."""
    known = word_list("state") | word_list("departments") | word_list("kept")
    named = set(WORD.findall(tail_of(body.key).replace("/", " ")))
    return is_public(body.key) or bool(named & (known | word_list("firms") | word_list("civil")))


def _is_ranked(one: Origin) -> bool:
    """Whether only a rank tells a person's house: he may be of the police or a fire brigade."""
    roles = [WORD.findall(role) for role in roles_of(one)]
    bare = all(set(role) <= word_list("ranks") for role in roles)
    return one.institution in RANKED and bool(roles) and bare


def _speaks(one: Origin) -> bool:
    """ "Spokesman Ilan Morvek", of a house nobody tells."""
    roles = map(WORD.findall, roles_of(one))
    return any(set(role) & word_list("speaking") for role in roles)


def _may_mean(a: Origin, b: Origin) -> bool:
    """Whether the house of one, told by common words, may be that of the other, told by name."""
    for one, other in ((a, b), (b, a)):
        plain = is_plain(one.institution) or (one.kind == "body" and one.name[:1].islower())
        if plain and one.institution and may_mean(one.institution, other.institution):
            return True
    return False


def _is_organisers(one: Origin, other: Origin) -> bool:
    """ "Organisers": any body but one that keeps order or heals."""
    return tail_of(one.key) == "organisers" and not is_public(other.key)


def _is_owned(one: Origin, other: Origin) -> bool:
    """Whether "his office" may be a house of state: nobody tells whose it is."""
    words = set(WORD.findall(tail_of(other.key)))
    state = bool(words & word_list("state")) or other.institution.startswith("place:")
    return tail_of(one.key) == "office" and state


def _may_head(office: str, body: Origin) -> bool:
    """Whether a body may be the one an office heads, nobody telling of what: "the governor"."""
    headed = rules("en/origins.toml")["headed"].get(office, [])
    if body.key.startswith("place:"):
        return bool(headed)  # "Larn said", "the mayor"
    named = WORD.findall(tail_of(body.key))
    if set(named[-1:]) & word_list("bodies"):
        named = named[-1:]  # not "the city council"
    return bool(set(named) & set(headed))


def _leads(one: Origin, body: Origin) -> bool:
    """ "Race director Lou Ames", of a house nobody tells: it may be the body that speaks.

    Who is of the police or a fire brigade is told by a rank, or by what he leads.
    """
    roles = map(WORD.findall, roles_of(one))
    private = word_list("private") | word_list("people") | lists().callings
    known = [set(role) for role in roles if role and not set(role) & private]
    if not is_public(body.key):
        heading = word_list("leading") | word_list("speaking") | word_list("heading")
        named = set(WORD.findall(tail_of(body.key)))
        return any(role & (heading | named) for role in known)
    bearing = word_list("leading") | word_list("speaking") | word_list("ranks")
    return any(role & bearing for role in known)


def _is_of_role(one: Origin, house: str) -> bool:
    """ "An official at the bank" may be who is called the governor of the Bank of Larn."""
    named = WORD.findall(tail_of(house))[-1:]
    roles = map(WORD.findall, roles_of(one))
    return not one.institution and bool(named) and any(named[0] in role for role in roles)


def is_in_office(one: Origin) -> bool:
    """Whether somebody speaks for a house, a client or from an office, and not for himself."""
    pleads = bool(_callings(one) & word_list("pleading"))
    return bool(one.institution) or one.kind == "body" or _holds_office(one) or pleads


def _holds_office(one: Origin) -> bool:
    """Whether somebody is told by an office, and not by a calling of his own."""
    private = word_list("private") | word_list("people") | lists().callings
    return bool(_callings(one)) and not _callings(one) & private


def _is_media(nameless: Origin) -> bool:
    """ "Local media": any outlet."""
    return bool(set(nameless.key.rpartition("/")[2].split()) & word_list("media"))


def _is_firm(one: Origin, other: Origin) -> bool:
    """Whether "the company" may be one whose name does not say what it is: "Kestrel Systems"."""
    named = WORD.findall(tail_of(other.key))
    said = WORD.findall(tail_of(one.key))[-1:]
    return bool(said) and said[0] in word_list("firms") and not set(named) & word_list("bodies")


def _may_run(one: Origin, body: Origin) -> bool:
    """Whether "the operator" may be whom a spokesman speaks for, whose name does not say what."""
    named = WORD.findall(tail_of(one.institution))
    said = WORD.findall(tail_of(body.key))[-1:]
    return bool(said) and said[0] in word_list("firms") and not set(named) & word_list("bodies")


def _is_filed(one: Origin) -> bool:
    """Whether a document lies with a court or counts something: nobody else's word in print."""
    said = one.key.rpartition("/")[2].split() if one.kind == "document" else []
    return bool(set(said) & word_list("filed"))


def _of_kind(nameless: Origin, other: Origin) -> bool:
    """Whether "a police source" may be somebody of a house: of the police, not of the army.

    A figure in a party that governs may be whoever holds an office.
    """
    kinds = set(nameless.key.rpartition("/")[2].split()) & word_list("bodies") - word_list(
        "officials"
    )
    house = set(WORD.findall(other.institution.partition(":")[2]))
    groups = set(nameless.key.rpartition("/")[2].split()) & word_list("apart")
    if groups - word_list("civil") and not groups & house:
        return False  # "a rebel spokesman" is of no army
    if "government" in nameless.key.rpartition("/")[2].split():
        return bool(house & word_list("state")) or other.institution.startswith("place:")
    if kinds and kinds <= word_list("parties") and house & word_list("state"):
        return not {"opposition"} & set(nameless.key.rpartition("/")[2].split())
    civil = not house & (word_list("loose") | word_list("firms") | word_list("civil"))
    return bool(kinds & house) if kinds else civil or not _is_of_state(nameless)


def _is_of_state(nameless: Origin) -> bool:
    """ "Officials", "the authorities": of a state, not of a firm or a union."""
    said = nameless.key.rpartition("/")[2].split()
    return bool(said) and said[-1] in ("authorities", "official", "officials")


def official(nameless: Origin) -> bool:
    """Whether an unnamed speaker is told to be an official, a diplomat, a spokesman."""
    said = nameless.key.rpartition("/")[2].split()
    words = word_list("officials")
    return any(w in words or w + "s" in words for w in said)

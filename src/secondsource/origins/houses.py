"""Bodies: the key a phrase gives one, the house a person belongs to, which two may be one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from secondsource.model import (
    Origin,
    Speaker,
)
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

BELONGING = ("at", "for", "from", "of", "with")


@cache
def word_list(name: str) -> frozenset[str]:
    return frozenset(rules("en/origins.toml")[name])


def body_key_of(name: str, key: str, low: Sequence[str]) -> str:
    """The key of a body or a government that speaks; "" for a person."""
    if len(low) > 2 and low[0] in word_list("departments") and low[1] == "of":
        return house_of(name) or "organisation:" + " ".join(low)  # "Ministry of Health"
    held = world.office(" ".join(low[:-1]).removesuffix("'s")) if low[-1:] == ["office"] else ""
    if held and not world.seat(name):
        return f"organisation:{held}"  # "the prosecutor's office"
    if key.startswith("organisation:") and not is_head_of(low):
        return key
    if named := "" if key else _named_for(name, low):
        return named
    if (
        low and low[0] in word_list("bodies") and " in " in f" {fold(name)} "
    ):  # "police in Norvania"
        where = low[low.index("in") + 1 :]
        return f"organisation:{' '.join(where)}/{low[0]}"
    if seat := _seated(name, low):
        return seat
    place = world.country(name) or world.capital(name)
    end = next((n for n, w in enumerate(low) if n and w in ("of", "at", "for")), 0)
    if end and low[end - 1] in lists().persons:
        return ""  # "the director of the fire service"
    if key.startswith("place:") and len(low) > 1:
        return _of_place(name, key)
    if key.startswith("place:") or (place and not key):
        return place or key
    if key.startswith("person:") and not (
        low and low[-1] in word_list("bodies") and world.given(name.split()[0]) is None
    ):
        return ""
    listed = world.seat(name) or world.body(name)
    if listed:
        return listed
    pair = " ".join(low[-2:])
    if pair in rules("en/origins.toml")["same"] or pair in word_list("bodies"):
        said = [*low[:-2], rules("en/origins.toml")["same"].get(pair, pair)]
        return "organisation:" + " ".join(said)
    rest = name.split()[1:]
    leads = bool(low) and low[0] in word_list("bodies") and not any(w[:1].isupper() for w in rest)
    ends = not set(low) & {"of", "at", "for"}  # not "the office of the prime minister"
    if leads and ends and len(low) > 1 and low[-1] in lists().persons - word_list("officials"):
        return ""  # "the fire chief" is somebody
    if low and (low[-1] in word_list("bodies") or leads):
        if low[-1] in ("authorities", "officials"):
            return ""
        house = house_of(name)
        said = [rules("en/origins.toml")["same"].get(w, w) for w in low]
        return house or "organisation:" + " ".join(said)
    return ""


def _named_for(name: str, low: Sequence[str]) -> str:
    """The key of a body that is named for what it does: "the Institute of Tides in Larnholm"."""
    if len(low) < 3 or low[0] not in word_list("bodies") or low[1] not in ("of", "for"):
        return ""
    whole = name.partition(" in ")[0]
    words = [w for w in whole.split() if w not in ("of", "for", "the", "and")]
    titled = len(words) > 1 and all(w[:1].isupper() for w in words)
    return "organisation:" + plain(whole) if titled else ""


def _seated(name: str, low: Sequence[str]) -> str:
    """The key of a body told with where it sits: "the presidential press office in Norvania"."""
    at = low.index("in") if "in" in low[2:] else 0
    if not at or low[at - 1] not in word_list("state") or not low[at + 1 :]:
        return ""  # not "the Larnian embassy in Norvania"
    inner = body_key_of(" ".join(low[:at]), "", low[:at])
    kind, _, tail = inner.partition(":")
    return f"{kind}:{' '.join(low[at + 1 :])}/{tail}" if tail and "/" not in tail else inner


def is_head_of(low: Sequence[str]) -> bool:
    """ "The president of the Farmers' League" is no league."""
    end = next((n for n, w in enumerate(low) if n and w in ("of", "at", "for")), 0)
    return bool(end) and low[end - 1] in lists().persons - {"house"}


def _of_place(name: str, key: str) -> str:
    """The body of a place that a phrase names with it: "the defence ministry of Norvania"."""
    where = key.partition(":")[2]
    tokens = [t for t in WORD.findall(name) if fold(t).removesuffix("'s") not in where.split()]
    for at in range(len(tokens)):
        for end in range(len(tokens), at, -1):
            said = " ".join(tokens[at:end])
            suffix = world.ministry(said) or world.office(said)
            if suffix and world.is_country(key):
                return world.of_country(suffix, key)
            if suffix:
                return f"organisation:{where}/{suffix}"
    word = next((fold(t) for t in reversed(tokens) if fold(t) in word_list("bodies")), "")
    word = rules("en/origins.toml")["same"].get(word, word)
    if word and not word[:1].isupper():
        return f"organisation:{where}/{word}"
    last = fold(tokens[-1]) if tokens and tokens[-1].islower() else ""
    office = last in lists().persons and last not in word_list("officials")
    return "" if office else key  # "the Korsa harbour master" is somebody


def institution_of(speaker: Speaker) -> str:
    said = {*WORD.findall(fold(speaker.role)), *WORD.findall(fold(speaker.name))}
    office = next((w for w in sorted(word_list("single")) if w in said), "")
    house = speaker.body or house_of(speaker.role) or house_of(speaker.name)
    return house or ("office:" + office if office else "")


def roles_of(one: Origin) -> list[str]:
    """What somebody is told to be, as found: "county fire chief"."""
    return [hint.removeprefix("role:") for hint in one.maybe if hint.startswith("role:")]


def house_of(role: str) -> str:
    """The body an office or a description belongs to: "Russian Foreign Ministry Spokeswoman".

    Where no list knows the country its adjective stands for it; without one it is left out.
    """
    said = [t.removesuffix("'s").removesuffix("’s") for t in _joined(role)]
    tokens = _without_rank(said)
    for size in (3, 2, 1):  # "White House official", "Pentagon spokesman"
        for at in range(len(tokens) - size + 1):
            name = " ".join(tokens[at : at + size])
            seat = world.seat(name) or world.body(name)
            if seat:
                return seat
    place = next((p for t in tokens if (p := world.demonym(t) or world.country(t))), None)
    for at, token in enumerate(tokens[:-1]):
        suffix = rules("en/origins.toml")["adjectives"].get(fold(token))
        if suffix:  # "presidential spokesman"
            owner = _owner(tokens[:at])
            if place:
                return world.of_country(suffix, place)
            return f"organisation:{owner}/{suffix}" if owner else f"organisation:{suffix}"
    of = next((n for n, t in enumerate(tokens) if n and t in BELONGING), len(tokens))
    passed = word_list("determiners") | word_list("owners")
    named = [fold(t) for t in tokens[of + 1 :] if fold(t) not in passed]
    belongs = bool(named) and (named[-1] in word_list("bodies") or _is_pair(named[-2:]))
    belongs = belongs and not place
    if belongs and not any(world.office(word) for word in named):
        return "organisation:" + " ".join(named)  # "an inspector from the labour inspectorate"
    for at in range(len(tokens)):
        for end in range(len(tokens), at, -1):
            words = " ".join(tokens[at:end])
            suffix = world.ministry(words) or world.office(words)
            if suffix and _is_general_office(tokens[:end], tokens[end:]):
                continue
            if suffix and (_is_lone_rank(words, tokens) or _is_of_body(tokens[:end], suffix)):
                continue
            if suffix:
                if place:
                    return world.of_country(suffix, place)
                owner = _owner(tokens[:at])
                return f"organisation:{owner}/{suffix}" if owner else f"organisation:{suffix}"
    offices = word_list("leading") | word_list("speaking")
    called = [fold(t) for t in tokens[of + 1 :] if t[:1].isupper()]
    held = [fold(t) for t in tokens[:of]]
    if (
        called
        and held
        and (held[-1] in offices or set(held) & word_list("desks"))
        and (tokens[-1][:1].isupper() or fold(tokens[-1]) in word_list("local"))
    ):
        return "organisation:" + " ".join(called)  # "head of the publishing house Dray & Daughter"
    if named and named[-1] in word_list("bodies"):  # "spokeswoman for the port authority"
        return "organisation:" + " ".join(named)
    firm = _led(tokens)
    if firm:
        return firm
    whole = bool(tokens) and fold(tokens[-1]) in word_list("bodies") - word_list("officials")
    whole = whole and tokens == said  # not "fire brigade commander"
    tokens = said if tokens != said and fold(tokens[-1]) in word_list("bodies") else tokens
    for at in range(len(tokens) - 2, -1, -1):  # "an army spokesman", "Malva police chief"
        if whole:
            break  # "the city police"
        word = fold(tokens[at])
        pair = _is_pair([fold(t) for t in tokens[max(0, at - 1) : at + 1]])
        if (pair or word in word_list("bodies") - word_list("officials")) and not place:
            named = [fold(t) for t in tokens[at + 1 :] if t[:1].isupper()]
            if named and tokens[-1][:1].isupper() and of < at:
                return "organisation:" + " ".join(named)  # "of the aid organisation Field Medics"
            if pair and at:
                at -= 1
                word = f"{fold(tokens[at])} {word}"  # "mountain rescue head"
            while at and _is_kind_of(tokens[at - 1], word):
                at -= 1
                word = f"{fold(tokens[at])} {word}"  # "fire service chief", "audit office head"
            owner = _owner(tokens[:at])
            word = rules("en/origins.toml")["same"].get(word, word)
            return f"organisation:{owner} {word}" if owner else "organisation:" + word
    if tokens and fold(tokens[-1]) in word_list("officials"):  # "a Casterian official"
        if place:
            return place
        owner = _owner(tokens[:-1])
        return f"organisation:{owner}" if owner else ""
    local = len(tokens) > 1 and fold(tokens[-2]) in word_list("local") - {"the"}
    if local and not whole and fold(tokens[-1]) not in rules("en/origins.toml")["staff"]:
        return "organisation:" + fold(tokens[-2])  # "district chief", not "state trooper"
    return ""


def _joined(role: str) -> list[str]:
    """The words of an office, two that name one body as one: "coast guard spokesman"."""
    words = WORD.findall(role)
    same = rules("en/origins.toml")["same"]
    found: list[str] = []
    for word in words:
        pair = f"{fold(found[-1])} {fold(word)}" if found else ""
        if pair in same:
            found[-1] = same[pair]
        else:
            found.append(word)
    return found


def _without_rank(tokens: list[str]) -> list[str]:
    """An office without the rank behind it: "fire service chief Brigadier"."""
    kept = list(tokens)
    while len(kept) > 2 and fold(kept[-1]) in word_list("ranks"):
        del kept[-1]
    return kept


def _is_of_body(told: Sequence[str], suffix: str) -> bool:
    """Whether an office a state has once is a body's here: "club president".

    suffix: what the office's own words say it heads: "central bank governor" heads that bank.
    """
    *before, office = told
    bodies = word_list("bodies") - word_list("officials") - word_list("state")
    bodies |= word_list("local") - {"national", "state", "the"}  # "regional president"
    if len(before) > 1:
        bodies |= {"office"}  # "audit office president"
    single = fold(office) in word_list("single") and world.office(office) == suffix
    return single and bool(before) and fold(before[-1]) in bodies


@cache
def _pairs() -> frozenset[str]:
    """Names of bodies in two words whose last is none by itself: "mountain rescue"."""
    doing = (name for names in rules("en/origins.toml")["doing"].values() for name in names)
    return frozenset(n for n in (*word_list("bodies"), *doing) if len(n.split()) == 2)


def _is_pair(words: Sequence[str]) -> bool:
    return len(words) == 2 and " ".join(words) in _pairs()


def _is_kind_of(before: str, word: str) -> bool:
    """Whether a word tells what kind of body one is: "audit | office", "teachers' | union".

    A firm of whatever trade may be told by its name elsewhere.
    """
    if not before.islower() or word.split()[-1] in word_list("loose") | word_list("firms"):
        return before.islower() and fold(before) in word_list("bodies")
    return fold(before) not in word_list("local") | word_list("vague") | word_list("empty")


def _led(tokens: Sequence[str]) -> str:
    """The firm named before an office in it: "Vosberg Terminals chief executive"."""
    end = next((n for n, t in enumerate(tokens) if not t[:1].isupper()), len(tokens))
    offices = word_list("leading") | word_list("speaking")
    rest = [fold(t) for t in tokens[end:]]
    known = word_list("bodies") | word_list("state") | word_list("ranks")
    if not rest or rest[-1] not in offices or set(rest) - offices:
        return ""
    lone = word_list("before_office") | word_list("local") | offices | word_list("loose")
    known |= lists().persons
    if end < 2 and (end < 1 or rest[-1] not in word_list("directing") or fold(tokens[0]) in lone):
        return ""
    if any(world.office(t) or fold(t) in known for t in tokens[:end]):
        return ""
    return "organisation:" + " ".join(fold(t) for t in tokens[:end])


def _is_lone_rank(words: str, tokens: Sequence[str]) -> bool:
    """Whether a rank stands beside an office: "general secretary", "fire chief Brigadier"."""
    ranks = word_list("ranks")
    others = [t for t in tokens if fold(t) not in ranks]
    return fold(words) in ranks and bool(others)


def _is_general_office(told: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a rank is only part of an office: "the union's general | secretary"."""
    held = lists().persons | word_list("leading")
    return fold(told[-1]) in word_list("ranks") and bool(rest) and fold(rest[0]) in held


@cache
def _ownerless() -> frozenset[str]:
    lists = ("vague", "empty", "leading", "parts", "before_office")
    return frozenset().union(*map(word_list, lists))


def _owner(tokens: Sequence[str]) -> str:
    """The capitalised words before a body, without the sign of possession.

    "Chief medical officer", "Sector commander": what opens a sentence is no house of its own.
    """
    named = (fold(t) for t in tokens if t[:1].isupper() and fold(t) not in _ownerless())
    return " ".join(w.removesuffix("'s").removesuffix("’s") for w in named)


def plain(name: str) -> str:
    return " ".join(w for w in WORD.findall(fold(name)) if w != "the")


def within(a: str, b: str) -> bool:
    """Whether two bodies are one, or one is the government the other belongs to."""
    if not a or not b:
        return False
    if a == b:
        return True
    if _is_seated_as(a, b) or _is_seated_as(b, a):
        return True  # "the commission in Larn", "the election commission"
    if is_tail(a, b) or is_tail(b, a) or _is_state_of(a, b) or _is_state_of(b, a):
        return True  # "the ministry", "Rovia" and "the Rovian military"
    if _is_alike(a, b) or _is_short(a, b) or _is_short(b, a):
        return True  # "the fire brigade", "Larn fire service"; "Brightwater", "Brightwater Foods"
    if _is_umbrella_of(a, b) or _is_umbrella_of(b, a):
        return True
    if _is_cabinet_of(a, b) or _is_cabinet_of(b, a):
        return True  # "the government", "the interior ministry"
    led_a, led_b = a.removesuffix("/presidency"), b.removesuffix("/presidency")
    if (led_a != a and _is_short(led_a, b)) or (led_b != b and _is_short(led_b, a)):
        return True  # "NUT president": of the National Union of Teachers
    place_a, _, body_a = a.partition(":")[2].partition("/")
    place_b, _, body_b = b.partition(":")[2].partition("/")
    return one_land(place_a, place_b) and (
        not body_a or not body_b or "government" in (body_a, body_b)
    )


def _is_short(a: str, b: str) -> bool:
    """Whether a body may be told by the first words of its name, or by its initials."""
    short, whole = (_uncounted(_words_of(one)) for one in (a, b))
    if not short or len(short) >= len(whole) or not b.startswith("organisation:") or "/" in b:
        return False
    telling = [w for w in whole if w not in BELONGING and w not in ("and", "the")]
    initials = "".join(w[0] for w in telling)
    if len(short) == 1 and len(telling) > 1 and _abbreviates(short[0], initials):
        return True
    common = word_list("bodies") | word_list("local") | word_list("state")
    if set(short) <= common or is_public(b):
        return False
    return short in (whole[: len(short)], whole[-len(short) :])  # "Karst", "United"


def _abbreviates(said: str, initials: str) -> bool:
    """ "NUT", "FAZA": initials, and the first letters of the country, which its own press drops."""
    return said == initials or (said.startswith(initials) and len(said) - len(initials) in (1, 2))


def _uncounted(said: list[str]) -> list[str]:
    """ "First Meridian": its number is easily left out where a sentence begins."""
    return said[1:] if len(said) > 1 and said[0] in word_list("ordinals") else said


def _is_alike(a: str, b: str) -> bool:
    """Whether two bodies do one thing, and nothing tells that they do it for others."""
    for mine in _doing(a):
        for theirs in _doing(b):
            if mine[0] == theirs[0] and (mine[1] <= theirs[1] or theirs[1] <= mine[1]):
                return True
    return False


def _is_umbrella_of(a: str, b: str) -> bool:
    """ "Security forces", "health officials": of the police or the army, of any hospital."""
    meant = rules("en/origins.toml")["umbrella"].get(_words_of(a)[0] if _words_of(a) else "", ())
    plain = is_plain(a) or len(_words_of(a)) == 1 or _words_of(a)[1:] in (["forces"], ["services"])
    return plain and bool(set(meant) & set(_words_of(b)))


def _is_cabinet_of(a: str, b: str) -> bool:
    """Whether a government told without its country may speak through a ministry."""
    ministry = bool(set(b.partition(":")[2].split()) & word_list("departments"))
    return a.partition(":")[2] in ("cabinet", "government") and ministry and "/" not in b


def _is_state_of(a: str, b: str) -> bool:
    """Whether a state speaks through a body no list knows: "Rovia", "the Rovian military"."""
    words = b.partition(":")[2].split()
    return a.startswith("place:") and len(words) > 1 and one_land(a[len("place:") :], words[0])


def may_mean(told: str, named: str) -> bool:
    """Whether a body told by what it is may be one told by its name: "the opposition party".

    told: its words are common ones; named: the other's key.
    """
    said, words = told.partition(":")[2].split(), set(named.partition(":")[2].split())
    head = said[-1] if said else ""
    if head in words and head in word_list("bodies"):
        mine, theirs = ({*w} - {head, "of"} - word_list("local") for w in (said, words))
        ministries = head in word_list("departments")  # one of health is none of the interior
        return not (ministries and mine and theirs and not mine & theirs)
    if set(rules("en/origins.toml")["called"].get(head, ())) & words:
        return True  # "the airline": Nordwind Airlines
    if is_public(named):
        return False
    if head in word_list("firms") and words & word_list("loose"):
        return True  # "the operator": the mine
    houses = (word_list("bodies") | word_list("firms")) & words
    return head in word_list("loose") and not houses and named.startswith("organisation:")


def is_plain(key: str) -> bool:
    """Whether a house is told by common words alone: "plant", "fire service"."""
    common = word_list("bodies") | word_list("firms") | word_list("local")
    words = key.partition(":")[2].split()
    return bool(words) and set(words) <= common


def is_public(key: str) -> bool:
    """Whether a body is one of those that keep order, heal or judge: a brigade, a court."""
    return any(what not in ("company", "organisers", "port", "rule") for what, _ in _doing(key))


@cache
def _doing(key: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What a body does, by the names such bodies have, and the words beside that name."""
    words = key.partition(":")[2].replace("/", " ").split()
    found = []
    for what, names in rules("en/origins.toml")["doing"].items():
        for name in names:
            said = name.split()
            for at in range(len(words) - len(said) + 1):
                if words[at : at + len(said)] == said:
                    rest = frozenset(words[:at] + words[at + len(said) :]) - word_list("local")
                    found.append((what, rest))
    return tuple(found)


def _is_seated_as(a: str, b: str) -> bool:
    """Whether a body told by its seat and one common word may be another told by more."""
    _, seat, what = a.partition(":")[2].partition("/")
    words = b.partition(":")[2].split()
    return bool(seat) and "/" not in b and len(words) > 1 and words[-1:] == [what]


def is_tail(a: str, b: str) -> bool:
    """Whether a bare body may be another's short name: "ministry", "kestria/energy ministry"."""
    short, whole = _words_of(a), _words_of(b)
    generic = bool(short) and (len(short) > 1 or short[0] in word_list("bodies"))
    return generic and len(short) < len(whole) and whole[-len(short) :] == short


@cache
def _words_of(key: str) -> list[str]:
    """The words of a body, in full where a list has them: "ICRC"."""
    tail = key.partition(":")[2]
    listed = world.label(key) if key.startswith("organisation:") and "/" not in tail else ""
    full = plain(listed).split()
    return full if len(full) > 2 else tail.replace("/", " ").split()


def one_land(a: str, b: str) -> bool:
    """Whether two names of a country are one where no list knows it: "casterian", "casteria"."""
    stem = min(len(a), len(b)) - 1
    short, long = sorted((a, b), key=len)
    named = len(short) > 2 and long.startswith(short) and long[len(short) :] in word_list("of_land")
    return a == b or named or (stem >= 5 and a[:stem] == b[:stem])

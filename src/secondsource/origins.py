"""Independence: where each chain ends, and how many distinct ends a set of accounts has.

A named person or body is one origin however many carry it. An anonymous source is one origin per
carrier and description. An outlet's own words are its own, unless they are a copy or an agency's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

from msgspec import structs

from secondsource.model import (
    Account,
    Article,
    Credit,
    Link,
    Name,
    Origin,
    OriginKind,
    Quote,
    Sources,
    Speaker,
    Teller,
    marks,
)
from secondsource.text import world
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

COPIES = ("same", "cut", "extended", "common-source")
MAX_BACK = 60  # marks looked at around a quote
MAX_BESIDE = 120  # code points from a speaker to the body an apposition names
_BELONGING = ("at", "for", "from", "of", "with")
MIN_COPY = 0.5  # share from which a text's own words are taken for the other's
_RANK: dict[OriginKind, int] = {
    "person": 0, "body": 1, "document": 2, "outlet": 3, "anonymous": 4, "unknown": 5,
}  # fmt: skip


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules("en/origins.toml")[name])


# ------------------------------------------------------------------ whose voice


def voice(article: Article) -> Origin:
    """Whose an article's unattributed words are: a credited agency's, else an outlet's."""
    given = marks(article, Credit)
    for credit in given:
        if credit.role == "agency" or (credit.role == "author" and _is_agency(credit.who)):
            return outlet(credit.who)
    for credit in given:
        if credit.role in ("outlet", "relay") and not world.relay(credit.who):
            return outlet(credit.who)
    if article.outlet:
        return outlet(article.outlet)
    host = world.outlet(article.url) if article.url else None
    if host:
        return Origin(host, "outlet", world.label(host))
    last = article.origin.rstrip("/").rpartition("/")[2]
    return Origin("outlet:?" + article.id, "unknown", last or article.ref)


def _is_agency(name: str) -> bool:
    low = WORD.findall(fold(name))
    return bool(world.agency(name)) or bool(low and low[-1] in _words("agencies"))


def outlet(name: str) -> Origin:
    """The origin an agency or outlet is, by its name."""
    key = world.agency(name) or world.outlet(name) or "outlet:" + _plain(name)
    listed = world.label(key) if key.startswith("organisation:") else name
    return Origin(key, "outlet", listed)


def voices(articles: Sequence[Article], links: Sequence[Link]) -> dict[str, Origin]:
    """The voice of every article of a story, copies speaking with the voice of what they copy.

    Articles joined by copying form one group; its voice is that of the agency credited in it, else
    of the text that is nobody's copy, else of the first by day and id.
    """
    by_id = {article.id: article for article in articles}
    group = {i: i for i in by_id}

    def root(i: str) -> str:
        while group[i] != i:
            i = group[i]
        return i

    for link in sorted(links):
        if (
            link.kind in COPIES
            and link.share >= MIN_COPY
            and {link.copy, link.original} <= set(by_id)
        ):
            a, b = sorted((root(link.copy), root(link.original)))
            group[b] = a
    members: dict[str, list[str]] = {}
    for i in sorted(by_id):
        members.setdefault(root(i), []).append(i)
    found: dict[str, Origin] = {}
    for ids in members.values():
        lead = _lead([by_id[i] for i in ids], links)
        found.update(dict.fromkeys(ids, voice(lead)))
    return found


def _lead(articles: Sequence[Article], links: Sequence[Link]) -> Article:
    copied = {link.copy for link in links if link.decided and link.kind in COPIES}

    def order(article: Article) -> tuple[bool, bool, str, str]:
        agency = any(c.role == "agency" or _is_agency(c.who) for c in marks(article, Credit))
        day = article.published.value if article.published else "9999"
        return (not agency, article.id in copied, day, article.id)

    return min(articles, key=order)


# ------------------------------------------------------------------ where a chain ends


def origin(quote: Quote | None, own: Origin, article: Article | None = None) -> Origin:
    """Where the words of a quote come from; `own` is the voice of its article (see `voices`).

    article: where "the ministry" is looked up that an earlier sentence named in full.
    """
    if quote is None:
        return own
    carrier = _carrier(_told(quote, article) if article else quote.via, own)
    if quote.speaker is not None:
        if article is not None and quote.speaker.anonymous:
            carrier = _carrier(_first_told(quote, article), own)
        found = _speaker(quote.speaker, carrier)
        if article is not None and found.kind == "body":
            key = _named_before(found.key, article)
            return structs.replace(
                found, key=key, institution=key, maybe=_meant(found.key, article)
            )
        if article is not None and not found.institution:
            return structs.replace(found, institution=_beside(quote.speaker, article))
        return found
    for teller in reversed(quote.via):
        if teller.role in ("agency", "outlet", "broadcast"):
            return outlet(teller.name)
        if teller.role == "document":
            return Origin(f"document:{carrier.key}/{_plain(teller.name)}", "document", teller.name)
        if teller.role in ("person", "body"):
            return _speaker(Speaker(teller.name, teller.span, teller.key), carrier)
        if teller.role == "media":
            return _nameless(teller.name, "", carrier)
    return own


def _first_told(quote: Quote, article: Article) -> tuple[Teller, ...]:
    """The tellers of an unnamed speaker's words: those of the passage that brought him in."""
    told = _told(quote, article)
    if quote.speaker is None or any(t.role in ("agency", "outlet", "broadcast") for t in told):
        return told
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - MAX_BACK) : at]):
        if isinstance(other, Quote) and other.speaker and other.speaker.name == quote.speaker.name:
            return _told(other, article)
    return told


def _beside(speaker: Speaker, article: Article) -> str:
    """The body an apposition names: "Ruth Ames, who led it at the institute", "staff at it"."""
    if speaker.span is None:
        return ""
    first = speaker.span.end
    at = bisect_left(article.marks, first + 1, key=lambda m: m.span.start)
    near = article.marks[at : at + MAX_BACK]
    name = next((n for n in near if isinstance(n, Name) and n.type == "organisation"), None)
    if name is None or name.span.start >= first + MAX_BESIDE:
        return ""
    between = article.text[first : name.span.start]
    said = [w for w in WORD.findall(fold(between)) if w != "the"]
    if not said or said[-1] not in _BELONGING or set(between) & set('.;:!?\n“”"'):
        return ""
    opens = between.startswith(",") and (
        said[0] in ("a", "an", "who", "one") or said[0] in _words("posts")
    )
    return name.key if opens or len(said) == 1 else ""


def _meant(key: str, article: Article) -> tuple[str, ...]:
    """What "the club" may mean: the bodies its article names."""
    if key.partition(":")[2] not in _words("bodies"):
        return ()
    named = (n for n in article.marks if isinstance(n, Name) and n.type == "organisation")
    return tuple(dict.fromkeys(n.key for n in islice(named, MAX_BACK)))


def _named_before(key: str, article: Article) -> str:
    """The full key of "the ministry" where the article names one that is."""
    what = key.rpartition(":")[2].rpartition("/")[2]
    if what not in _words("bodies"):
        return key
    full = {
        n.key
        for n in marks(article, Name)
        if n.type == "organisation" and n.key != key and n.key.endswith((" " + what, "/" + what))
    }
    return full.pop() if len(full) == 1 else key


def attributes(quote: Quote | None, own: Origin) -> bool:
    """Whether a quote says whose words it holds: neither "it was reported" nor the relay does."""
    if quote is None:
        return False
    return quote.speaker is not None or any(_tells(teller, own) for teller in quote.via)


def _tells(teller: Teller, own: Origin) -> bool:
    if teller.role in ("relay", "event"):
        return False
    return teller.role != "outlet" or outlet(teller.name).key != own.key


def _told(quote: Quote, article: Article) -> tuple[Teller, ...]:
    """The tellers of a quote, "the agency" being the one last named before."""
    if not any(t.role == "agency" and fold(t.name) in _words("self") for t in quote.via):
        return quote.via
    before = [
        t
        for q in marks(article, Quote)
        if q.span < quote.span
        for t in q.via
        if t.role == "agency" and fold(t.name) not in _words("self")
    ]
    named = before[-1:] or list(quote.via)
    return tuple(
        named[0] if t.role == "agency" and fold(t.name) in _words("self") else t for t in quote.via
    )


def _carrier(via: Sequence[Teller], own: Origin) -> Origin:
    """Who had the words from the speaker: the innermost agency or outlet of the chain."""
    for teller in reversed(via):
        if teller.role in ("agency", "outlet", "broadcast"):
            return own if fold(teller.name) in _words("self") else outlet(teller.name)
    return own


def _speaker(speaker: Speaker, carrier: Origin) -> Origin:
    name, key = speaker.name, speaker.key
    low = [w for w in WORD.findall(fold(name)) if w not in _words("determiners")]
    if speaker.anonymous or (low and low[-1] in ("sources", "source")):
        return _nameless(name, speaker.body or _house(name), carrier)
    media = _medium(name, low)
    if not media and (speaker.role == "media" or (low and low[-1] in _words("media"))):
        whole = name if speaker.role in low else f"{name} {speaker.role}".strip()
        return _nameless(whole, "", carrier)
    if speaker.role == "outlet" and not media and not key and _is_medium(low):
        return Origin("outlet:" + " ".join(low), "outlet", name)  # "state television"
    if media and not key.startswith("person:") and not key.startswith("place:"):
        return Origin(media, "outlet", world.label(media))
    body = _body_key(name, key, low)
    if body:
        return Origin(body, "body", name, body)
    if key.startswith("person:") or (name[:1].isupper() and not world.office(name)):
        who = key.removeprefix("person:") or _plain(name)
        held = tuple("person:?" + office for office in _held(speaker.role))
        held += ("role:" + fold(speaker.role),) if speaker.role else ()
        return Origin("person:" + who, "person", name, _institution(speaker), held)
    office = world.office(name)
    if office is not None:
        return Origin("person:?" + " ".join(low), "person", name, _institution(speaker))
    if low and (low[-1] in _words("officials") or (name[:1].islower() and low[-1].endswith("s"))):
        return _nameless(name, speaker.body or _house(name), carrier)
    return Origin(
        "person:?" + carrier.key + "/" + " ".join(low), "person", name, _institution(speaker)
    )


def _medium(name: str, low: Sequence[str]) -> str | None:
    """The key of an agency or outlet, told with or without what it is: "the French agency AFP"."""
    found = world.agency(name) or (None if world.is_ordinary(name) else world.outlet(name))
    for at in range(1, len(low)):
        if not found and low[at - 1] in _words("outlets"):
            last = " ".join(name.split()[-(len(low) - at) :])
            found = world.agency(last) or world.outlet(last)
    return found


def _is_medium(low: Sequence[str]) -> bool:
    """ "state television", "the local news agency"; other agencies are bodies."""
    last = low[-1] if low else ""
    return last in _words("outlets") and (last != "agency" or bool({"news", "press"} & set(low)))


def _held(role: str) -> list[str]:
    """The offices of which there is one: "Velmark President" is "the president"."""
    said = WORD.findall(fold(role))
    if set(said) & _words("lesser"):
        return []
    whole = f" {' '.join(said)} "
    return [office for office in sorted(_words("single")) if f" {office} " in whole]


def _body_key(name: str, key: str, low: Sequence[str]) -> str:
    """The key of a body or a government that speaks; "" for a person."""
    if key.startswith("organisation:"):
        return key
    if low and low[0] in _words("bodies") and " in " in f" {fold(name)} ":  # "police in Norvania"
        where = low[low.index("in") + 1 :]
        return f"organisation:{' '.join(where)}/{low[0]}"
    place = world.country(name) or world.capital(name)
    if key.startswith("place:") and len(low) > 1:
        return _of_place(name, key)
    if key.startswith("place:") or (place and not key):
        return place or key
    if key.startswith("person:") and not (
        low and low[-1] in _words("bodies") and world.given(name.split()[0]) is None
    ):
        return ""
    listed = world.seat(name) or world.body(name)
    if listed:
        return listed
    rest = name.split()[1:]
    leads = bool(low) and low[0] in _words("bodies") and not any(w[:1].isupper() for w in rest)
    if low and (low[-1] in _words("bodies") or leads):
        if low[-1] in ("authorities", "officials"):
            return ""
        house = _house(name)
        said = [rules("en/origins.toml")["same"].get(w, w) for w in low]
        return house or "organisation:" + " ".join(said)
    return ""


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
    word = next((fold(t) for t in reversed(tokens) if fold(t) in _words("bodies")), "")
    word = rules("en/origins.toml")["same"].get(word, word)
    return f"organisation:{where}/{word}" if word and not word[:1].isupper() else key


def _nameless(name: str, house: str, carrier: Origin) -> Origin:
    said = WORD.findall(fold(name))
    said = said[: next((n for n, w in enumerate(said) if n and w in _words("beyond")), len(said))]
    telling = [w for w in said if w not in _words("empty")]
    what = " ".join(w[:-1] if w.endswith("s") and w not in ("press",) else w for w in telling)
    what = "source" if what in _words("informants") or not what else what
    return Origin(f"anonymous:{carrier.key}/{what}", "anonymous", name, house)


def _institution(speaker: Speaker) -> str:
    said = {*WORD.findall(fold(speaker.role)), *WORD.findall(fold(speaker.name))}
    office = next((w for w in sorted(_words("single")) if w in said), "")
    house = speaker.body or _house(speaker.role) or _house(speaker.name)
    return house or ("office:" + office if office else "")


def _house(role: str) -> str:
    """The body an office or a description belongs to: "Russian Foreign Ministry Spokeswoman".

    Where no list knows the country its adjective stands for it; without one it is left out.
    """
    tokens = WORD.findall(role)
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
    for at in range(len(tokens)):
        for end in range(len(tokens), at, -1):
            words = " ".join(tokens[at:end])
            suffix = world.ministry(words) or world.office(words)
            if suffix:
                if place:
                    return world.of_country(suffix, place)
                owner = _owner(tokens[:at])
                return f"organisation:{owner}/{suffix}" if owner else f"organisation:{suffix}"
    of = next((n for n, t in enumerate(tokens) if n and t in _BELONGING), len(tokens))
    named = [fold(t) for t in tokens[of + 1 :] if fold(t) not in _words("determiners")]
    if named and named[-1] in _words("bodies"):  # "spokeswoman for the port authority"
        return "organisation:" + " ".join(named)
    for at in range(len(tokens) - 2, -1, -1):  # "an army spokesman", "Malva police chief"
        word = fold(tokens[at])
        if word in _words("bodies") - _words("officials") and not place:
            owner = _owner(tokens[:at])
            word = rules("en/origins.toml")["same"].get(word, word)
            return f"organisation:{owner} {word}" if owner else "organisation:" + word
    if tokens and fold(tokens[-1]) in _words("officials"):  # "a Casterian official"
        if place:
            return place
        owner = _owner(tokens[:-1])
        return f"organisation:{owner}" if owner else ""
    return ""


def _owner(tokens: Sequence[str]) -> str:
    """The capitalised words before a body, without the sign of possession."""
    named = (fold(t) for t in tokens if t[:1].isupper())
    return " ".join(w.removesuffix("'s").removesuffix("’s") for w in named)


def _plain(name: str) -> str:
    return " ".join(w for w in WORD.findall(fold(name)) if w != "the")


# ------------------------------------------------------------------ the same or maybe the same


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
                or {a.key} & hints[b.key]
                or {b.key} & hints[a.key]
                or _describes(a, hints[b.key])
                or _describes(b, hints[a.key])
            ):
                maybe[a.key].add(b.key)
                maybe[b.key].add(a.key)
    by_key = {o.key: structs.replace(o, maybe=tuple(sorted(maybe[o.key]))) for o in distinct}
    return {o: by_key[merged[o].key] for o in given}


def _describes(one: Origin, hints: Iterable[str]) -> bool:
    """Whether "the harbour master" may be the one whose office is told: Nils Ravn's."""
    if not one.key.startswith("person:?"):
        return False
    said = set(one.key.removeprefix("person:?").rpartition("/")[2].split())
    roles = (set(h.removeprefix("role:").split()) for h in hints if h.startswith("role:"))
    return bool(said) and any(said <= role for role in roles)


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
    borne = {o.key.split()[-1]: o for o in people if len(bearers[o.key.split()[-1]]) == 1}

    def settled(one: Origin) -> Origin:
        tail = _tail(one.key)
        if one.kind == "person" and " " not in tail:
            return others.get(tail, one)
        if one.kind == "body" and tail in borne and tail not in _words("bodies"):
            return borne[tail]  # "Voll said": Anders Voll, of another article
        return one

    return {o: settled(o) for o in given}


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
        house = max(told, key=lambda h: ("/" in h, len(h)), default="")
        full = structs.replace(lead, institution=house)
        merged = {p: full if m is lead or m == lead else m for p, m in merged.items()}
    for other in given:
        if other.key.startswith("person:?"):
            office = other.key.removeprefix("person:?")
            holders = (
                {m.key: m for p, m in list(merged.items()) if _holds(p, m, office)}
                if office in _words("single")
                else {}
            )
            merged[other] = next(iter(holders.values())) if len(holders) == 1 else other
    return merged | {o: o for o in given if o not in merged}


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
        if words and len(distinct) == 1 and (len(words) > 1 or words[0] in _words("bodies")):
            found[key] = distinct.pop()
        else:
            found[key] = min(like, key=lambda k: ("/" not in k, k), default=key)
    return {key: found.get(one, one) for key, one in found.items()}


def _one_body(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return True
    return len(a) == len(b) > 1 and a[1:] == b[1:] and _one_land(a[0], b[0])


def _may_be(a: Origin, b: Origin) -> bool:
    """Whether two origins may be the same: only then does the lower count merge them."""
    if a.key == b.key:
        return False
    if "unknown" in (a.kind, b.kind):
        return True
    kinds = {a.kind, b.kind}
    if kinds == {"anonymous"}:
        same_house = a.institution == b.institution or not (a.institution and b.institution)
        return same_house and (_official(a) == _official(b))
    if "anonymous" in kinds:
        nameless, other = (a, b) if a.kind == "anonymous" else (b, a)
        if other.kind not in ("person", "body"):
            return False
        if nameless.institution:
            return _within(nameless.institution, other.institution)
        return _official(nameless) and bool(other.institution) and _of_kind(nameless, other)
    if kinds == {"person", "body"}:
        person, body = (a, b) if a.kind == "person" else (b, a)
        return bool(person.institution) and _within(person.institution, body.key)
    if kinds == {"body"}:
        return _within(a.key, b.key)
    return False


def _of_kind(nameless: Origin, other: Origin) -> bool:
    """Whether "a police source" may be somebody of a house: of the police, not of the army."""
    kinds = set(nameless.key.rpartition("/")[2].split()) & _words("bodies") - _words("officials")
    house = set(WORD.findall(other.institution.partition(":")[2]))
    if "government" in nameless.key.rpartition("/")[2].split():
        return bool(house & _words("state")) or other.institution.startswith("place:")
    return not kinds or bool(kinds & house)


def _official(nameless: Origin) -> bool:
    said = nameless.key.rpartition("/")[2].split()
    words = _words("officials")
    return any(w in words or w + "s" in words for w in said)


def _within(a: str, b: str) -> bool:
    """Whether two bodies are one, or one is the government the other belongs to."""
    if not a or not b:
        return False
    if a == b:
        return True
    if _is_tail(a, b) or _is_tail(b, a):
        return True  # "the ministry"
    place_a, _, body_a = a.partition(":")[2].partition("/")
    place_b, _, body_b = b.partition(":")[2].partition("/")
    return _one_land(place_a, place_b) and (
        not body_a or not body_b or "government" in (body_a, body_b)
    )


def _is_tail(a: str, b: str) -> bool:
    """Whether a bare body may be another's short name: "ministry", "kestria/energy ministry"."""
    short, whole = (key.partition(":")[2].replace("/", " ").split() for key in (a, b))
    generic = bool(short) and (len(short) > 1 or short[0] in _words("bodies"))
    return generic and len(short) < len(whole) and whole[-len(short) :] == short


def _one_land(a: str, b: str) -> bool:
    """Whether two names of a country are one where no list knows it: "casterian", "casteria"."""
    stem = min(len(a), len(b)) - 1
    return a == b or (stem >= 5 and a[:stem] == b[:stem])


# ------------------------------------------------------------------ counting


def count(accounts: Iterable[Account]) -> Sources:
    """How many independent origins accounts have, in how many institutions, by how many carriers.

    high: origins with different keys. low: as few as remain when all that may be the same is, where
    no two that cannot be the same are put together.
    """
    given = list(accounts)
    by_key: dict[str, Origin] = {}
    for account in given:
        one = account.origin
        same = by_key.get(one.key)
        if same is None or set(one.maybe) < set(same.maybe):
            by_key[one.key] = one  # the passage that is least in doubt decides
    ordered = sorted(by_key.values(), key=lambda o: (_RANK[o.kind], o.key))
    groups: list[list[Origin]] = []
    for one in ordered:
        for group in groups:
            if all(o.key in one.maybe or one.key in o.maybe for o in group):
                group.append(one)
                break
        else:
            groups.append([one])
    told = {o.institution for o in ordered if o.institution}
    houses = {h for h in told if not any(_is_tail(h, other) for other in told)}
    carriers = {_carried_by(account) for account in given}
    return Sources(len(groups), len(ordered), len(houses), len(carriers))


def _carried_by(account: Account) -> str:
    first = account.chain[0] if account.chain else None
    if first is not None and first.role in ("outlet", "relay", "agency"):
        return first.key or _plain(first.name)
    return account.cite.article

"""Who a speaker is by his name, role and body, whatever else the article tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from secondsource.model import Origin, OriginKind, Speaker
from secondsource.origins.houses import (
    BELONGING,
    body_key_of,
    house_of,
    institution_of,
    plain,
    word_list,
)
from secondsource.origins.voices import outlet
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold

CHANNELS = ("agency", "broadcast", "outlet")  # who passes words on
DOCUMENTS = ("document", "post")
_INFORMANTS = ("informant", "informants", "source", "sources")
_ISSUED = re.compile(
    r"(?:letter|memo|note|notice|release|statement) (?:that )?(?:the |its )?(?P<who>[\w' -]+?)"
    r" (?:had )?(?:issued|posted|published|put out|released|sent)$"
)
_OFFICE_OF = re.compile(r"(?:[Tt]he )?[Oo]ffice of (?:[Tt]he )?(?P<whose>\S.*)")
_SLUG = re.compile(r"([A-Z]+)(?: \d{1,2})?-(?=[A-Z])")


def of_speaker(speaker: Speaker, carrier: Origin) -> Origin:
    """The origin that a speaker is; carrier: who had his words, for one who is not named."""
    speaker = _titled(speaker)
    name, key = _disowned(speaker.name, speaker.key)
    low = [w for w in WORD.findall(fold(name)) if w not in word_list("determiners")]
    called = " ".join(low)
    is_house = called in word_list("bodies") or called in rules("en/origins.toml")["same"]
    if _is_writer_of(low, carrier):
        return carrier  # "a Larn Post reporter counted", in the Larn Post or as it is cited
    unnamed = speaker.anonymous and not (is_house and len(low) > 1)  # "Coast guard" is no guard
    if unnamed or (low and low[-1] in _INFORMANTS):
        house = house_of(name)
        if not house or (speaker.body and not speaker.body.startswith("place:")):
            house = speaker.body or house  # "a police spokesman in Larn" is of the police
        return nameless(name, house, carrier)
    told = WORD.findall(fold(speaker.role))[-1:]
    houses = (word_list("bodies") | word_list("firms")) - word_list("officials")
    if told and told[0] in houses and not key.startswith("organisation:") and " " not in name:
        key = "organisation:" + plain(name)  # "tram operator Ardentram"
        return Origin(key, "body", name, key)
    nobody = word_list("pronouns") | word_list("writers")
    if len(low) == 1 and (low[0] in nobody or low[0] in lists().numbers):
        # "Eighteen. They were boys" names nobody
        return Origin(f"person:?{carrier.key}/{low[0]}", "unknown", name)
    if len(low) == 1 and not speaker.role and low[0] in word_list("crowds"):
        return nameless(name, speaker.body, carrier)  # a sentence begins: "Rebels said"
    if _is_press(low) and name.split()[-1][:1].isupper() and not key.startswith("person:"):
        return outlet(name)  # "Vindara Press Bureau"
    if not key and name[:1].isupper() and name[1:].islower() and low and _is_post(low):
        name = fold(name)  # a title or sentence begins: "Governor announces"
    media = _medium(name, low)
    if not media and (speaker.role == "media" or (low and low[-1] in word_list("media"))):
        whole = name if speaker.role in low else f"{name} {speaker.role}".strip()
        return nameless(whole, "", carrier)
    if speaker.role in DOCUMENTS and not media:
        maker = body_key_of(name.rpartition(" ")[0], key, low[:-1]) if len(low) > 1 else ""
        if maker:  # "a police communique"
            return Origin(maker, "body", name, maker)
        return Origin(f"document:{carrier.key}/{plain(name)}", "document", name)
    if speaker.role in CHANNELS and not media and not key and not _is_office(low):
        return _channel(name, low, carrier)
    if media and not key.startswith("person:") and not key.startswith("place:"):
        return Origin(media, "outlet", world.label(media))
    if key == "organisation:" + plain(name) and _is_persons(speaker, low):
        key = "person:" + plain(name)  # "ombudswoman Greet Solheim"
    body = body_key_of(name, key, low)
    if body:
        return Origin(body, "body", name, body)
    owned = len(low) > 1 and low[0].endswith("'s") and name.split()[1].islower()
    if owned:
        return Origin("person:?" + " ".join(low[1:]), "person", name, institution_of(speaker))
    last = name.split()[-1]
    if key.startswith("place:") and last.islower() and low[-1] in lists().persons:
        held_as = " ".join(w for w in low if w not in key.partition(":")[2].split())
        return Origin("person:?" + held_as, "person", name, institution_of(speaker))
    if not key and name[:1].isupper() and last.islower() and low[-1] in word_list("single"):
        return Origin("person:?" + " ".join(low), "person", name)  # "Port Ansel mayor quits"
    if key.startswith("person:") or (name[:1].isupper() and not world.office(name)):
        who = key.removeprefix("person:") or plain(name)
        held = tuple("person:?" + office for office in _held(speaker.role))
        held += ("role:" + fold(speaker.role),) if speaker.role else ()
        return Origin("person:" + who, "person", name, institution_of(speaker), held)
    house_called = _called(name, low)
    if house_called:
        return Origin(house_called, "body", name, house_called)
    alias = rules("en/origins.toml")["offices"].get(" ".join(low))
    if alias:
        heads = world.office(alias)
        house = f"organisation:{heads}" if heads else ""
        return Origin("person:?" + alias, "person", name, house)
    office = world.office(name)
    if office is None and len(low) > 2 and _heads(low):
        office = ""  # "the sporting director of Korrin City"
    if office is not None:
        return Origin("person:?" + " ".join(low), "person", name, institution_of(speaker))
    if low and (
        low[-1] in word_list("officials") or (name[:1].islower() and low[-1].endswith("s"))
    ):
        return nameless(name, speaker.body or house_of(name), carrier)
    # What names nobody ("it", "the chart", words misread) may be anybody.
    kind: OriginKind = "person" if _is_somebody(low) else "unknown"
    key = "person:?" + carrier.key + "/" + " ".join(low)
    return Origin(key, kind, name, institution_of(speaker))


def _is_writer_of(low: Sequence[str], carrier: Origin) -> bool:
    """Whether somebody is told to write for the outlet that has his words."""
    return (
        len(low) > 1
        and low[-1] in word_list("writers")
        and set(low[:-1]) <= set(carrier.key.partition(":")[2].split())
    )


def _titled(speaker: Speaker) -> Speaker:
    """A name without the calling that a sentence begins with: "Coxswain Odo Kern"."""
    first, _, rest = speaker.name.partition(" ")
    words = rest.split()
    known = lists().callings | lists().persons | rules("en/origins.toml")["staff"].keys()
    if speaker.role or len(words) != 2 or fold(first) not in known:
        return speaker
    houses = word_list("bodies") | word_list("firms") | word_list("loose") | word_list("local")
    if not all(w[:1].isupper() and w.isalpha() and fold(w) not in houses for w in words):
        return speaker
    if world.given(first) or world.body(speaker.name) or world.seat(speaker.name):
        return speaker
    return structs.replace(speaker, name=rest, key="person:" + plain(rest), role=first)


def _disowned(name: str, key: str) -> tuple[str, str]:
    """A speaker without what says nothing of him: "the country's treasury", "BRIEF-Orsen CEO"."""
    slug = _SLUG.match(name)
    if slug and slug[1].lower() in word_list("slugs"):
        name, key = name[slug.end() :], ""
    if name.isupper() and fold(name) in rules("en/origins.toml")["offices"]:
        return fold(name), ""  # "CEO says"
    if (office := _OFFICE_OF.match(name)) and not key.startswith("organisation:"):
        return f"{office['whose']}'s office", ""  # "the office of the governor"
    if issued := _ISSUED.match(name):
        return issued["who"], ""  # "a statement the company issued"
    whole, _, last = name.rpartition(" ")
    if whole and last in word_list("passed_on"):
        return whole, ""  # "a statement of the ministry carried by the agency"
    first, _, rest = name.partition(" ")
    if (
        rest
        and fold(first).removesuffix("'s") in word_list("owning")
        and first[-2:] in ("'s", "’s")
    ):
        return rest, "" if key.startswith("organisation:") else key
    return name, key


def _is_press(low: Sequence[str]) -> bool:
    """Whether a name ends as those of news agencies do."""
    return len(low) > 2 and " ".join(low[-2:]) in word_list("wires")


def _is_post(low: Sequence[str]) -> bool:
    """Whether a phrase is an office told without an article: "beaten mayor"."""
    return low[-1] in lists().persons - lists().unnamed - lists().callings


def _is_persons(speaker: Speaker, low: Sequence[str]) -> bool:
    """Whether an office for people stands before two or three capitals: they are a name."""
    held = WORD.findall(fold(speaker.role))[-1:]
    words = speaker.name.split()
    return (
        bool(held)
        and held[0] in lists().persons
        and 2 <= len(words) <= 3
        and all(w[:1].isupper() for w in words)
        and not set(low) & (word_list("bodies") | word_list("firms") | word_list("loose"))
    )


def _medium(name: str, low: Sequence[str]) -> str | None:
    """The key of an agency or outlet, told with or without what it is: "the French agency AFP"."""
    found = world.agency(name) or (None if world.is_ordinary(name) else world.outlet(name))
    for at in range(1, len(low)):
        if not found and low[at - 1] in word_list("outlets"):
            last = " ".join(name.split()[-(len(low) - at) :])
            found = world.agency(last) or world.outlet(last)
    return found


def _is_office(low: Sequence[str]) -> bool:
    """ "The space agency" is a body; "the news agency", "a French agency" are channels."""
    own = [w for w in low if w not in word_list("vague") and not world.demonym(w.capitalize())]
    return bool(own) and low[-1] in ("agency", "agencies") and not {"news", "press"} & set(low)


def _channel(name: str, low: Sequence[str], carrier: Origin) -> Origin:
    """An outlet no list knows: "state television", "Karst Gazette"; "the broadcaster" is any."""
    said = [w for w in low if w not in word_list("vague")]
    said = [w for w in said if not world.demonym(w.capitalize())]
    if not said:
        return Origin(f"outlet:?{carrier.key}/{' '.join(low)}", "unknown", name)
    return outlet(name) if name[:1].isupper() else Origin("outlet:" + " ".join(low), "outlet", name)


def _called(name: str, low: Sequence[str]) -> str:
    """The key of a body told by what it is and its name: "auction house Pell & Amory"."""
    words = name.split()
    first = next((n for n, w in enumerate(words) if w[:1].isupper()), 0)
    if not first or not all(w[:1].isupper() or w in ("&", "and", "of") for w in words[first:]):
        return ""
    if set(low[:first]) & (lists().persons | {"for", "of", "in", "at"}):
        return ""
    return "organisation:" + plain(" ".join(words[first:]))


def _is_somebody(low: Sequence[str]) -> bool:
    """Whether a phrase is about a person: "the baker", "her sister", "a woman in the square"."""
    end = next((n for n, w in enumerate(low) if (n and w in BELONGING) or w == "in"), len(low))
    head = low[end - 1] if 0 < end <= len(low) else ""
    return (
        head in lists().persons
        or head in word_list("people")
        or head.endswith(tuple(sorted(word_list("personal"))))
    )


def _heads(low: Sequence[str]) -> bool:
    """Whether a phrase tells an office: "director of the fire service"."""
    end = next((n for n, w in enumerate(low) if n and w in BELONGING), len(low))
    return low[end - 1] in lists().persons


def _held(role: str) -> list[str]:
    """The offices of which there is one: "Velmark President" is "the president"."""
    said = WORD.findall(fold(role))
    if set(said) & word_list("lesser"):
        return []
    whole = f" {' '.join(said)} "
    return [office for office in sorted(word_list("single")) if f" {office} " in whole]


def nameless(name: str, house: str, carrier: Origin) -> Origin:
    said = [w.removesuffix("'s") for w in WORD.findall(fold(name))]
    said = said[
        : next((n for n, w in enumerate(said) if n and w in word_list("beyond")), len(said))
    ]
    telling = [w for w in said if w not in word_list("empty")]
    what = " ".join(map(_singular, telling))
    what = "source" if what in word_list("informants") or not what else what
    return Origin(f"anonymous:{carrier.key}/{what}", "anonymous", name, house)


def _singular(word: str) -> str:
    """ "deputies" → "deputy", "witnesses" → "witness", "officials" → "official".

    "Authorities" are no authority.
    """
    if word == "authorities":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word

"""Whom "she", "the diplomat" or a surname stands for: what a text has named so far."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import structs

from secondsource.model import Name, Span, Speaker, inside
from secondsource.text import world
from secondsource.text.cues import word_sets
from secondsource.text.memory import Memory, title_gender
from secondsource.text.nouns import lists, outlet_role
from secondsource.text.patterns import rules
from secondsource.text.phrases import Who
from secondsource.text.words import fold

MAX_NAMES = 12  # names of a sentence looked at for a pronoun
_GENDER = {"he": "male", "him": "male", "she": "female", "her": "female", "his": "male"}
_PLACED = re.compile(r"\b(?P<body>(?:[A-Z][\w'’-]+ ){1,4}of (?:the )?)$")
_MARKS = re.compile(r"[\"“”„]+")  # a run is one: "the official schedule “” she explained"
_AGED = re.compile(r"\d{1,2}-year-old\b")
_NEAR = frozenset(("i", "we", "you", "me", "us"))  # whose words they are the sentence does not say

# A body that a sentence begins with: "Larn's water regulator has fined".
_SUBJECT = re.compile(
    r"\s*(?:[A-Z. ]+ [-–—] )?(?P<who>(?:The |A |An |[A-Z]\w+['’]s )(?:[a-z-]+ ){0,3}?[a-z-]+?)"
    r" (?:has|had|will|is|was|would|plans|\w+ed)\b"
)

# ------------------------------------------------------------------ resolving


def resolve(found: Who | None, memory: Memory, *, fronted: bool = False) -> Speaker | None:
    """The speaker a phrase stands for: itself, or somebody named before.

    fronted: what is said stands before who says it: "The coach stays, she added".
    """
    if found is None:
        return None
    if found.kind == "pronoun":
        return _pronoun(found, memory, fronted)
    if found.kind in ("channel", "person") and (earlier := _initialled(found, memory)) is not None:
        return earlier
    if found.kind == "channel" and (earlier := _bearer(found, memory)) is not None:
        return earlier  # "Petra", the baker of the sentence before
    if found.kind == "channel":
        role = "media" if found.role == "media" else "outlet"
        return Speaker(found.name, found.span, key=media_key(found.name), role=role)
    if found.kind == "document":
        before = memory.text[max(0, found.span.start - 4) : found.span.start]
        if memory.papers and before.lower() == "the " and found.name in memory.papers:
            return structs.replace(memory.papers[found.name], span=found.span)
        return Speaker(found.name, found.span, role="document")
    if found.kind != "person":
        found = _titled(found, memory) or found
    if found.kind == "person":
        return _person(found, memory)
    if (earlier := _initialled(found, memory)) is not None:
        return earlier
    aged = bool(_AGED.match(found.name))
    if found.definite and found.count == 1 and (aged or found.head in lists().before_name):
        earlier = _described(found, memory)
        if earlier is not None:
            return earlier
    if (earlier := _short_for(found, memory)) is not None:
        return earlier
    anonymous = found.kind == "unnamed"
    staff = _staff_of(found)
    if staff and found.kind != "unnamed":
        return Speaker(staff, found.span, key="organisation:" + fold(staff), count=found.count)
    name = _name_in(found.span, memory, ("organisation", "place"))
    capital = any(map(str.isupper, found.name))
    key = name.key if name else listed(found.name) if capital else ""
    if anonymous:
        return Speaker(
            found.name,
            found.span,
            body=key or _body_in(found.name),
            anonymous=True,
            count=found.count,
        )
    return Speaker(found.name, found.span, key=key, count=found.count)


def _short_for(found: Who, memory: Memory) -> Speaker | None:
    """The body told before whose name ends in the word alone: "the office" of a prosecutor."""
    if (
        found.kind not in ("body", "thing")
        or not found.definite
        or not found.name.islower()
        or " " in found.name
    ):
        return None
    for one in reversed(memory.known):
        if one.kind == "body" and one.speaker.name.lower().endswith(f"'s {found.name}"):
            return structs.replace(one.speaker, span=found.span)
    return None


def _initialled(found: Who, memory: Memory) -> Speaker | None:
    """Who was told by the words whose first letters these are: "the DPO", "ECC"."""
    if not found.name.isupper() or not found.name.isalpha() or not 2 <= len(found.name) <= 5:
        return None
    for one in reversed(memory.known):
        told = one.speaker.role if one.kind == "person" else one.speaker.name
        whole = rules("en/origins.toml")["offices"].get(found.name.lower())
        if whole and one.kind == "person" and whole in told.lower():
            return structs.replace(one.speaker, span=found.span)  # "the CEO"
        words = [
            w for w in told.replace("-", " ").split() if w.lower().strip(".") not in lists().titles
        ]
        if len(words) > 1 and _shortens(found.name, words):
            return structs.replace(one.speaker, span=found.span)
    for one in reversed(memory.known):
        if one.kind == "person" and _was_told(one.speaker, found.name.lower(), memory):
            return structs.replace(one.speaker, span=found.span)  # "PM Tarn", then "the PM"
    return None


def _shortens(letters: str, words: list[str]) -> bool:
    """Whether letters are those some words begin with, in their order or, of an office, in another.

    "CPRO" is a "Chief Public Relations Officer of the zone", "SP" a "police superintendent".
    """
    first = [w[0].upper() for w in words]
    if "".join(w[0] for w in words if w[0].isupper()) == letters:
        return True
    if "".join(first[: len(letters)]) == letters:
        return True
    return len(letters) < 4 and sorted(first[-len(letters) :]) == sorted(letters)


def _staff_of(found: Who) -> str:
    """The body of those who work in another: "the pilots' union at Kestora Air" is no airline."""
    own, at, house = found.name.partition(" at ")
    return own if at and found.head in word_sets()["staff"] and house[:1].isupper() else ""


@lru_cache(maxsize=8192)
def media_key(name: str) -> str:
    """The key of an agency or outlet the lists know, else ""."""
    return world.agency(name) or world.outlet(name) or ""


@lru_cache(maxsize=8192)
def listed(name: str) -> str:
    return world.known(name) or world.capital(name) or ""


@lru_cache(maxsize=8192)
def _body_in(description: str) -> str:
    """The listed body a description names: "unnamed White House official"."""
    pieces = description.split()
    for size in (3, 2, 1):
        for at in range(len(pieces) - size + 1):
            if pieces[at][:1].isupper():
                key = world.seat(" ".join(pieces[at : at + size])) or world.body(
                    " ".join(pieces[at : at + size])
                )
                if key:
                    return key
    return ""


@lru_cache(maxsize=8192)
def body_of(role: str) -> str:
    """The body an office speaks for, if it names the country: "Russian Foreign Minister"."""
    first, _, rest = role.partition(" ")
    place = world.demonym(first) or world.country(first)
    if not place or not rest:
        return ""
    suffix = world.office(rest)
    return world.of_country(suffix, place) if suffix else ""


def _titled(found: Who, memory: Memory) -> Who | None:
    """A phrase that ends in a marked person: "Minister of Defence Aslan Venn"."""
    name = _name_in(found.span, memory, ("person",))
    if name is None or name.span.end != found.span.end or name.span.start == found.span.start:
        return None
    office = memory.text[found.span.start : name.span.start].split()
    last = office[-1].lower()
    low = [word.lower() for word in office]
    if any(w in word_sets()["for_others"] for w in low):
        return None  # "a spokeswoman for party leader Ivo Marsk"
    labels = word_sets()["labels"]
    if "&" in office or any(
        w in labels and low[n + 1 : n + 2] == ["of"] for n, w in enumerate(low)
    ):
        return None  # "auctioneers Pell & Amory", "the army of neighbouring Velmark"
    if last in rules("en/quotes/words.toml")["prepositions"] or not last[-1].isalnum():
        return None
    while office and office[0].lower() in rules("en/quotes/words.toml")["determiners"]:
        del office[0]
    said = " ".join(memory.text[name.span.start : name.span.end].split())
    return structs.replace(found, kind="person", name=said, role=" ".join(office))


def _person(found: Who, memory: Memory) -> Speaker:
    known = listed(found.name)
    if known and not found.role:
        return _bearer(found, memory) or Speaker(found.name, found.span, key=known)
    name = _name_in(found.span, memory, ("person",), found.name)
    house = ""
    if name is None and memory.names:
        other = _name_in(found.span, memory, ("organisation", "place"))
        marked = memory.text[other.span.start : other.span.end] if other is not None else ""
        if marked.endswith(" " + found.name):
            other = None  # "DM Tarn": the mark holds an office
        if other is not None and " " in found.name and not _is_of(marked, found.name):
            # "Ivo Tarn of the Fire Authority", whom no list knows
            house, other = other.key if other.type == "organisation" else "", None
        if other is not None and not found.role:
            return _bearer(found, memory) or Speaker(found.name, found.span, key=other.key)
    key = name.key if name else ""
    full = memory.full.get(key, found.name) if key else found.name
    bare = _untitled(full)
    if bare != full:  # the mark holds an office: "Commissioner Rezwan Tarn"
        full, key = bare, "person:" + fold(bare) if key == "person:" + fold(full) else key
    if found.name.endswith(" " + full):
        full = found.name  # the mark holds the surname alone
    role = found.role or (name.role if name else "")
    body = (name.body if name else "") or body_of(role) or house
    tail = " " + full
    for one in reversed(memory.known):
        earlier = one.speaker
        same = earlier.key == key if key else (earlier.name == full or earlier.name.endswith(tail))
        if same and one.kind == "person":
            longer = earlier.name if len(earlier.name) > len(full) else full
            return Speaker(
                longer,
                found.span,
                key=earlier.key,
                role=role or earlier.role,
                body=body or earlier.body,
            )
    return Speaker(full, found.span, key=key or "person:" + fold(full), role=role, body=body)


def _untitled(name: str) -> str:
    """A name of two words or more without the offices it begins with."""
    words = name.split()
    first = 0
    while len(words) - first > 2 and words[first].lower() in lists().before_name:
        first += 1
    if not name.isupper() and not world.given(words[first]):
        for k in range(len(words) - 2, first - 1, -1):
            if words[k].isupper() and words[k].isalpha() and 2 <= len(words[k]) <= 4:
                first = k + 1  # "Metro MD Ivo Marsk", "SP Marsk"
                break
    return " ".join(words[first:])


def _bearer(found: Who, memory: Memory) -> Speaker | None:
    """Who spoke before under a full name with this one in it: "Corinna Hesse", then "Hesse"."""
    if " " in found.name:
        return None
    for one in reversed(memory.known):
        pieces = one.speaker.name.split()
        if one.kind == "person" and len(pieces) > 1 and found.name in (pieces[0], pieces[-1]):
            return structs.replace(one.speaker, span=found.span)
    return None


def _name_in(span: Span, memory: Memory, kinds: tuple[str, ...], among: str = "") -> Name | None:
    """The first name of those kinds in a span; `among`: the words it must be of."""
    low, high = 0, len(memory.names)
    while low < high:  # the first name that begins inside the span
        middle = (low + high) // 2
        if memory.names[middle].span.start < span.start:
            low = middle + 1
        else:
            high = middle
    for name in memory.names[low : low + 12]:
        if name.span.start >= span.end:
            return None
        said = memory.text[name.span.start : name.span.end]
        if name.type in kinds and inside(name.span, span) and (not among or _is_of(said, among)):
            return name
    return None


def _is_of(said: str, name: str) -> bool:
    """Whether a name is of a speaker: not the "Nexus" of "Nexus chairman Earl Dobbs"."""
    return bool(set(said.split()) & set(name.split()))


def _pronoun(found: Who, memory: Memory, fronted: bool) -> Speaker:
    if found.head in _NEAR:
        earlier = None
    elif (spoke := _goes_on(found, memory, fronted)) is not None:
        earlier = spoke
    elif (here := _same_sentence(found, memory)) is not None:
        earlier = here
    elif found.head in ("it", "its"):
        earlier = memory.last(("body",))
    elif found.head in ("they", "them", "their"):
        earlier = memory.last(("many",)) or memory.last(("body",))
    else:
        earlier = memory.last(("person",), _GENDER.get(found.head, "")) or memory.last(("body",))
    if earlier is None:
        return Speaker(found.name, found.span)
    return structs.replace(earlier, span=found.span)


def _goes_on(found: Who, memory: Memory, fronted: bool) -> Speaker | None:
    """Who spoke in the sentence before, where a pronoun behind what is said may be that one."""
    spoke = memory.spoke
    if spoke is None or spoke.count > 1:
        return None
    given = world.given(spoke.name.split(" ", 1)[0]) or title_gender(spoke.role)
    if found.head == "it":
        house = not spoke.anonymous and not given and not (spoke.role and spoke.role != "document")
        return spoke if house and not spoke.key.startswith("place:") else None
    if found.head not in ("he", "she") or not fronted:
        return None
    if given in ("male", "female") and given != _GENDER[found.head]:
        return None
    person = spoke.key.startswith("person:") and (spoke.role or " " in spoke.name)
    return spoke if person and spoke.role != "document" else None


def _same_sentence(found: Who, memory: Memory) -> Speaker | None:
    """The first fitting name of the sentence before the pronoun: "Larn listed what it wants"."""
    names = memory.names
    person = found.head in _GENDER
    if found.head == "it" and (subject := _SUBJECT.match(memory.text, memory.start)):
        words = subject["who"].removeprefix("The ").removeprefix("the ").removeprefix("A ")
        if words.split()[-1] in word_sets()["labels"] and subject.end() < found.span.start:
            at = subject.start("who")
            return Speaker(words, Span(at + len(subject["who"]) - len(words), subject.end("who")))
    kinds = ("person",) if person else ("organisation", "place")
    for name in names[memory.at : memory.at + MAX_NAMES]:
        if name.span.end > found.span.start:
            return None
        if name.span.start < memory.start or name.type not in kinds:
            continue
        between = memory.text[name.span.end : found.span.start]
        if len(_MARKS.findall(between)) % 2:  # named inside the words that the pronoun speaks
            continue
        said = memory.text[name.span.start : name.span.end]
        if person:
            full = memory.full.get(name.key) or said
            gender = world.given(full.split(" ", 1)[0])
            if gender in ("male", "female") and gender != _GENDER[found.head]:
                continue
            return Speaker(full, name.span, key=name.key, role=name.role, body=name.body)
        if not outlet_role(said):
            whole = _PLACED.search(memory.text[max(0, name.span.start - 60) : name.span.start])
            if whole and name.type == "place":  # "The National Gallery of Norva … it said"
                said = f"{whole.group('body')}{said}"
                return Speaker(said, name.span, key="organisation:" + fold(said))
            return Speaker(said, name.span, key=name.key)
    return None


def _described(found: Who, memory: Memory) -> Speaker | None:
    """ "The diplomat": who was named with that office, else the last person named."""
    pieces = found.name.lower().split()
    if _AGED.match(found.name):  # "the 47-year-old", "the 23-year-old forward"
        last = memory.last(("person",))
        return structs.replace(last, span=found.span) if last else None
    for one in reversed(memory.known):
        if one.kind == "person" and found.head in one.speaker.role.lower().split():
            return structs.replace(one.speaker, span=found.span)
    for one in reversed(memory.known):
        if one.kind == "person" and _was_told(one.speaker, found.head, memory):
            return structs.replace(one.speaker, span=found.span)
    opening = memory.text[found.span.start : found.span.end].split()[:1]
    if found.head in word_sets()["ties"]:
        return None  # "the relative" is not the dead man
    if len(pieces) > 1 or (opening and opening[0].lower() in word_sets()["possessives"]):
        return None  # "her agent" is not whom the text named last
    last = memory.last(("person",))
    if found.name[:1].isupper():
        return None  # "the Vice-Chancellor" is no nurse
    if last is None or (last.role and found.head in word_sets()["sole_posts"]):
        return None  # "the sheriff" is not the driver whom the text named last
    return structs.replace(last, span=found.span)


def _was_told(speaker: Speaker, head: str, memory: Memory) -> bool:
    """Whether a text has brought somebody in by a word beside the name: "the matron, Mrs Tarn"."""
    for name in memory.names:
        if name.key != speaker.key or not speaker.key or name.span.start > memory.start:
            continue
        before = memory.text[max(0, name.span.start - 40) : name.span.start].lower().split()
        while before and before[-1].strip(".") in lists().titles:
            del before[-1]
        if before and before[-1].rstrip(",") == head:
            return True
    return False

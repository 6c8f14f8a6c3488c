"""Words that tell of an attribution: verb forms, fixed phrases, small closed lists."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from msgspec import Struct

from secondsource.model import Act
from secondsource.text.patterns import rules

Kind = Literal[
    "verb", "according", "citing", "impersonal", "quoted", "passive", "raising", "label", "back"
]  # back: the words are those of the sentence before
Range = tuple[int, int]


class Sense(Struct, frozen=True, gc=False):
    """What may follow a verb in one of its groups, and what it then means."""

    group: str
    frames: str
    act: Act
    score: float
    fronts: bool = False  # what is said may stand before it


class Verb(Struct, frozen=True, gc=False):
    """One inflected form and the groups its lemma belongs to."""

    lemma: str
    forms: frozenset[str]
    senses: tuple[Sense, ...]
    particles: tuple[tuple[tuple[str, ...], Sense], ...] = ()


class Frame(Struct, frozen=True, gc=False):
    """One cue in token numbers: ranges are half-open; `contents` are in reading order."""

    kind: Kind
    cue: Range
    region: Range  # everything that is not content: subject, cue, addressee, adjuncts
    source: Range | None
    contents: tuple[Range, ...] = ()
    to: Range | None = None
    channel: Range | None = None  # "X quoted Y as saying": X
    act: Act = "say"
    score: float = 1.0
    lemma: str = ""
    sense: Sense = Sense("", "s", "say", 1.0)
    side: str = ""  # "right", "left", "both"
    shared: bool = False  # its subject is an earlier frame's


def _inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
        return {"base": lemma, "s": third, "past": past, "pp": participle, "ing": ing}
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = lemma + "ed", lemma + "ing"
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    return {"base": lemma, "s": third, "past": past, "pp": past, "ing": ing}


def inflected(lemma: str) -> dict[str, str]:
    """The forms of a verb by what they are: base, s, past, pp, ing."""
    return _inflect(lemma, rules("en/quotes/verbs.toml")["irregular"])


@cache
def verb_forms() -> dict[str, Verb]:
    """Every inflected form the rule files know, folded."""
    file: dict[str, Any] = rules("en/quotes/verbs.toml")
    senses: dict[str, list[Sense]] = {}
    particles: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for group, entry in file["groups"].items():
        fronts = bool(entry.get("fronts"))
        sense = Sense(group, entry["frames"], entry["act"], entry["score"], fronts)
        for lemma in entry["verbs"]:
            head, *rest = lemma.split()
            if rest:
                particles.setdefault(head, []).append((tuple(rest), sense))
            else:
                senses.setdefault(lemma, []).append(sense)
    table: dict[str, Verb] = {}
    for lemma in sorted({*senses, *particles}):
        by_form: dict[str, set[str]] = {}
        for form, word in _inflect(lemma, file["irregular"]).items():
            by_form.setdefault(word, set()).add(form)
        for word, forms in by_form.items():
            longest = sorted(particles.get(lemma, ()), key=lambda p: (-len(p[0]), p[0]))
            table[word] = Verb(
                lemma, frozenset(forms), tuple(senses.get(lemma, ())), tuple(longest)
            )
    return table


@cache
def cue_words() -> frozenset[str]:
    """Past and third-person forms of verbs that follow direct speech: said, asks, told."""
    return frozenset(
        form
        for form, verb in verb_forms().items()
        if verb.forms & {"past", "s"}
        and any(s.group in ("speech", "telling", "question") for s in verb.senses)
    )


class Lists(Struct, frozen=True, gc=False):
    """The quote rules' word lists as sets."""

    occasions: frozenset[str]  # last words of occasions, documents and posts
    channels: frozenset[str]
    according: dict[str, tuple[tuple[str, ...], ...]]  # phrases by their first word
    openers: frozenset[str]  # first words of every fixed phrase
    nouns: frozenset[str]
    strict: frozenset[str]
    reduced: frozenset[str]
    impersonal: frozenset[str]
    raising: frozenset[str]
    readers: dict[str, frozenset[str]]
    citing: frozenset[str]
    cited: frozenset[str]


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """The small closed lists of `words.toml` by name."""
    sets: dict[str, list[str]] = rules("en/quotes/words.toml")["sets"]
    return {name: frozenset(words) for name, words in sets.items()}


@cache
def lists() -> Lists:
    """The quote rules' word lists."""
    tellers: dict[str, Any] = rules("en/quotes/tellers.toml")
    verbs: dict[str, Any] = rules("en/quotes/verbs.toml")
    platforms = tellers["platforms"]
    occasions = (*tellers["events"]["nouns"], *tellers["documents"]["nouns"], *platforms["nouns"])
    according: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(verbs["cues"]["according"], key=len, reverse=True):
        according.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return Lists(
        occasions=frozenset(
            (
                *(o.split()[-1] for o in occasions),
                *platforms["names"],
                *tellers["documents"]["carriers"],
            )
        ),
        channels=frozenset(w for words in tellers["channels"].values() for w in words),
        according={first: tuple(phrases) for first, phrases in according.items()},
        openers=frozenset((*according, *verbs["cues"]["citing"], *verbs["cues"]["cited"])),
        nouns=frozenset(verbs["nouns"]["verbs"]),
        strict=frozenset(verbs["nouns"]["strict"]),
        reduced=frozenset(verbs["nouns"]["reduced"]),
        impersonal=frozenset(verbs["impersonal"]["participles"]),
        raising=frozenset(verbs["impersonal"]["raising"]),
        readers={name: frozenset(words) for name, words in verbs["readers"].items()},
        citing=frozenset(verbs["cues"]["citing"]),
        cited=frozenset(verbs["cues"]["cited"]),
    )

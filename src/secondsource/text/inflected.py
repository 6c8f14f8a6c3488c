"""The forms of an English verb, by rule and by the list of those that follow none."""

from __future__ import annotations

import re
from functools import cache

from secondsource.text.patterns import rules

FORMS = ("base", "third", "past", "participle", "ing")
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")  # "ship", "swap", "drop"


@cache
def inflected(lemma: str) -> tuple[str, str, str, str, str]:
    """The forms of a verb, with what belongs to it behind: base, third, past, participle, -ing."""
    head, space, rest = lemma.partition(" ")
    return tuple(form + space + rest for form in _forms(head))  # type: ignore[return-value]


def twin(form: str) -> str:
    """A form as others write it, the same where all write it so: "burnt down", "traveled"."""
    twins = _twins()
    return " ".join(twins.get(word, word) for word in form.split())


@cache
def _twins() -> dict[str, str]:
    written: dict[str, str] = rules("en/irregular.toml")["twins"]
    return {**written, **{other: form for form, other in written.items()}}


def _forms(lemma: str) -> tuple[str, ...]:
    irregular = rules("en/irregular.toml")["verbs"]
    if lemma in irregular:
        return (lemma, *irregular[lemma].split("|"))
    stem = lemma + lemma[-1] if _DOUBLED.fullmatch(lemma) else lemma
    if lemma.endswith(("ee", "oe", "ye")):
        past, ing = lemma + "d", lemma + "ing"
    elif lemma.endswith("ie"):
        past, ing = lemma + "d", lemma[:-2] + "ying"
    elif lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif _is_consonant_y(lemma):
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = stem + "ed", stem + "ing"
    return (lemma, _third(lemma), past, past, ing)


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    return lemma[:-1] + "ies" if _is_consonant_y(lemma) else lemma + "s"


def _is_consonant_y(lemma: str) -> bool:
    return len(lemma) > 1 and lemma.endswith("y") and lemma[-2] not in "aeiou"

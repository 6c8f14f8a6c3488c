"""Posts: two tellings of one office or one name that a story has but one bearer of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from secondsource.model import Origin
from secondsource.origins.houses import roles_of, word_list
from secondsource.text import world
from secondsource.text.words import WORD

KEPT = 1024  # posts remembered: a story compares each with each
BETWEEN = frozenset({"a", "an", "at", "for", "of", "the", "her", "his", "its", "our", "their"})


def is_one_post(told: Origin, person: Origin) -> bool:
    """Whether who is told by a post alone holds the post of somebody who is named.

    "The leader of the Dockers' Union" and "Nils Ravn, chairman of the Dockers' Union"; "the
    coordinator of Clear Water" and "the aid group Clear Water's coordinator, Lotte Berg".
    """
    said = _post(told.key.removeprefix("person:?").rpartition("/")[2])
    if len(said) < 2 or not said & _sole() or _is_lesser(said):
        return False
    return any(_is_same(said, _post(role)) for role in roles_of(person))


def _sole() -> frozenset[str]:
    """Words for a post that a body or a place has one of."""
    return word_list("sole") | word_list("single")


def _is_same(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two posts are told in the same words, but for what the body is called."""
    if a == b:
        return True
    if len(b) < 2 or _is_lesser(b) or not a & b & _sole():
        return False
    return (a < b or b < a) and a ^ b <= word_list("bodies") | word_list("kept")


def _is_lesser(post: frozenset[str]) -> bool:
    """ "A deputy director": a body may have several; not "the league's director"."""
    return bool(post & (word_list("lesser") - word_list("bodies")))


@lru_cache(maxsize=KEPT)
def _post(told: str) -> frozenset[str]:
    """The words of a post, each in the singular and every head of a body by one word."""
    words = (w.removesuffix("'s").removesuffix("'") for w in WORD.findall(told))
    kept = [w[:-1] if w.endswith("s") else w for w in words if w not in BETWEEN]
    return frozenset("head" if w in word_list("chief") else w for w in kept)


def one_per_given(merged: Mapping[Origin, Origin]) -> dict[Origin, Origin]:
    """ "Chief executive Lotte": the only one of a story called so, where the posts are one."""
    named = {o.key: o for o in merged.values() if o.kind == "person" and "?" not in o.key}

    def full(one: Origin) -> Origin:
        said = one.key.removeprefix("person:")
        if one.key not in named or " " in said or not world.given(said.capitalize()):
            return one
        bearers = [o for key, o in named.items() if key.startswith(f"person:{said} ")]
        same = len(bearers) == 1 and _ends(one) & _ends(bearers[0])
        return bearers[0] if same else one

    return {given: full(one) for given, one in merged.items()}


def _ends(one: Origin) -> frozenset[str]:
    """What the offices told of somebody end in: "executive", "baker"."""
    told = map(WORD.findall, roles_of(one))
    return frozenset(words[-1] for words in told if words)


def one_per_spokesman(
    merged: Mapping[Origin, Origin], together: Iterable[Iterable[Origin]]
) -> dict[Origin, Origin]:
    """A body under the key of the only one of a story who speaks for it, beside it in one text.

    "The coast guard said. 'We found five,' Lieutenant Dora Quill said" is one telling; a body in
    one text and its spokesman in another may have told it twice.
    """
    every = {o.key: o for o in merged.values()}
    speaking: dict[str, list[Origin]] = {}
    for one in every.values():
        if one.kind == "person" and one.institution:
            speaking.setdefault(one.institution, []).append(one)
    sole: dict[str, Origin] = {}
    for some in together:
        keys = {merged[o].key for o in some if o in merged}
        for key in keys:
            if every[key].kind == "body" and len(speaking.get(key, ())) == 1:
                person = speaking[key][0]
                if person.key in keys:
                    sole[key] = person
    return {given: sole.get(one.key, one) for given, one in merged.items()}

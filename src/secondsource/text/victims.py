"""One victim without a number: "a 15-year-old boy was shot dead", "the killing of Ada Kern"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from secondsource.text.eventwords import word_set
from secondsource.text.persons import Person, before, behind, nouns, single
from secondsource.text.shots import SHOT
from secondsource.text.tollwords import Phrase, Toll, following, said_at, toll_words
from secondsource.text.verbs import Token

HARMED = ("killed", "injured", SHOT)
MAX_SAID = 12  # tokens around a bare "died" or "was taken" that tell how
PRONOUNS = ("he", "she")
OTHERS = "others"  # the scope of "two others were wounded"
NEAR = 4  # tokens before a verb that make it unsure: "could have killed a boy"


def victims(
    line: Sequence[Token],
    names: Sequence[tuple[int, int]],
    given: Sequence[Toll],
    *,
    headline: bool = False,
) -> list[Toll]:
    """Who is told to be dead or hurt with no number; names: token ranges of names of people.

    The scope tells who: "15-year-old boy". What a number counts already is left out.
    """
    found: list[Toll] = []
    for one in sorted({*_suffering(line, names, headline), *_taken(line, names, headline)}):
        counted = any(t.what in HARMED and _touch(t, one) for t in given)
        if not counted and not any(_touch(t, one) for t in found):
            found.append(one)
    return found


def is_of_harm(line: Sequence[Token]) -> bool:
    """Whether a sentence has a word by which somebody is told to be dead or hurt."""
    return not _signs().isdisjoint([token.low for token in line])


def is_of_others(line: Sequence[Token], toll: Toll) -> bool:
    """ "Two others were wounded": besides those told before; not "one died and two others ..."."""
    said = {t.low for t in line[toll.start : toll.end]}
    if said.isdisjoint(toll_words()["words"]["rest"]):
        return False
    return _signs().isdisjoint([t.low for t in line[: toll.start]])


def with_killer(line: Sequence[Token], toll: Toll) -> Toll:
    """ "Killed his wife and then himself": two are dead; "killed three and himself": four."""
    for at in range(toll.end, min(len(line), toll.end + MAX_SAID)):
        if line[at].low not in single()["suicide"]:
            continue
        before_it = [t.low for t in line[max(toll.end, at - 3) : at]]
        last = before_it[-1:] or [""]
        turned = last == ["on"] and not {"gun", "weapon", "rifle", "pistol"}.isdisjoint(before_it)
        joined = last[0] in ("and", "then", ",", "killed", "killing")
        ends = at + 1 == len(line) or line[at + 1].low not in ("in", "at", "by")
        if (joined or turned) and ends and toll.high == toll.low:
            return toll._replace(low=toll.low + 1, high=toll.low + 1, scope="", end=at + 1)
        return toll
    return toll


@cache
def _signs() -> frozenset[str]:
    phrases = [p.words for some in _phrases().values() for p in some]
    phrases += [tuple(p.split()) for p in single()["taking"]]
    nouns = (*single()["dying"], *single()["carried"], *single()["nouns"], *single()["leaving"])
    return frozenset((*map(_telling, phrases), *nouns, "shoots"))


def _telling(phrase: Sequence[str]) -> str:
    """The word of a phrase that fewest sentences have: "rest" of "were laid to rest"."""
    return max(phrase, key=lambda word: (word not in _common(), len(word)))


@cache
def _common() -> frozenset[str]:
    lists = ("be", "have", "do", "prepositions", "determiners")
    return frozenset().union(*map(word_set, lists))


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """What may be told of one victim, by its first word."""
    left_out = set(single()["no_phrases"])
    return {
        first: kept
        for first, some in following().items()
        if (
            kept := tuple(p for p in some if p.what in HARMED and " ".join(p.words) not in left_out)
        )
    }


def _touch(a: Toll, b: Toll) -> bool:
    return a.start < b.end and b.start < a.end


def _toll(what: str, who: Person, start: int, end: int) -> Toll:
    return Toll(what, 1, 1, who.label, min(start, who.start), max(end, who.end))


# ------------------------------------------------------------------ "a boy was killed"


def _suffering(
    line: Sequence[Token], names: Sequence[tuple[int, int]], headline: bool
) -> Iterator[Toll]:
    at, warded = 0, _is_warded(line)
    while at < len(line):
        what, end = _befell(line, at, warded=warded)
        if _is_own_shot(line, at):
            who = before(line, at, names, headline=True)
            if who:
                yield _toll(SHOT, who, at, at + 2)
            at += 2
            continue
        who = _subject(line, at, names, headline) if what else None
        if who and not (who.bare and not _is_passive(line, end)):
            yield _toll(_in_the_end(line, end, what), who, at, end)
        at = end if who else at + 1


def _is_own_shot(line: Sequence[Token], at: int) -> bool:
    """ "A boy accidentally shot himself in the foot"."""
    own = at + 1 < len(line) and line[at + 1].low in single()["suicide"]
    return own and line[at].low in single()["hitting"]


def _subject(
    line: Sequence[Token], at: int, names: Sequence[tuple[int, int]], headline: bool
) -> Person | None:
    """The one person a verb is about; "he" is whom the sentence begins with."""
    back = at - 1
    while back > 0 and line[back].low in single()["between"] and line[back].low not in PRONOUNS:
        back -= 1
    if back < 0 or line[back].low not in PRONOUNS:
        return before(line, at, names, headline=headline)
    other = "women" if line[back].low == "he" else "men"
    for to in range(1, back):
        if line[to].low in single()["told"]:
            who = before(line, to + 1, names, headline=False)
            if who and who.label.split()[-1] not in single()[other]:
                return who._replace(end=at)
    return None


def _is_warded(line: Sequence[Token]) -> bool:
    """Whether a line has a word for where the hurt are cared for."""
    return not {token.low for token in line}.isdisjoint(single()["wards"])


def _befell(line: Sequence[Token], at: int, *, warded: bool) -> tuple[str, int]:
    """What a word and those behind it say befell somebody, and where that ends."""
    low = line[at].low
    for phrase, end in said_at(line, at, _phrases()):
        return phrase.what, end
    if low in single()["dying"]:
        around = {t.low for t in line[max(0, at - MAX_SAID) : at + MAX_SAID]}
        if not around.isdisjoint((*single()["violent"], *single()["wards"])):
            return "killed", at + 1
    if not warded:
        return "", at + 1
    rest = {t.low for t in line[at : at + 2 * MAX_SAID]}
    if not rest.isdisjoint(single()["wards"]):
        hurt = not rest.isdisjoint((*single()["hurt"], *single()["dying"], *single()["killed"]))
        return ("injured", at + 1) if hurt else ("", at + 1)
    return "", at + 1


def _in_the_end(line: Sequence[Token], at: int, what: str) -> str:
    """ "Was taken to a hospital, where he died": what befell somebody in the end."""
    if what == "killed":
        return what
    for end in range(at, len(line)):
        if _befell(line, end, warded=False)[0] == "killed":
            start = end - 1
            while start > at and line[start].low in single()["between"]:
                start -= 1
            linked = {t.low for t in line[start:end]}
            if not linked.isdisjoint(("and", "but", "he", "she")) or line[start].low == "where":
                return "killed"
    return what


def _is_passive(line: Sequence[Token], end: int) -> bool:
    """ "Boy shot and killed in Larn", but "boy shot and killed a man"."""
    if end == len(line) or not line[end].word:
        return True
    low = line[end].low
    return low in single()["prepositions"] or low in (
        "after", "as", "during", "over", "under", "when", "while", "two", "police", "early", "late",
    )  # fmt: skip


# ------------------------------------------------------------------ "killed a boy"


def _taken(
    line: Sequence[Token], names: Sequence[tuple[int, int]], headline: bool
) -> Iterator[Toll]:
    for at, token in enumerate(line):
        if token.low in single()["nouns"]:
            yield from _noun(line, at, names)
        if token.low in single()["leaving"]:
            yield from _left(line, at, names)
        for words, harm in taking().get(token.low, ()):
            start = at + 1 - len(words)
            if start < 0 or tuple(t.low for t in line[start : at + 1]) != words:
                continue
            if any(t.low in single()["unsure"] for t in line[max(0, at - NEAR) : at]):
                continue
            who = behind(line, at + 1, names)
            bare = at + 1 < len(line) and line[at + 1].low in nouns()
            if who and not who.several and (headline or not bare):  # not "the wounded man"
                yield _toll(harm, who, start, at + 1)


@cache
def taking() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The words right before whom they befell, by the last: "killing", "the life of"; and what."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in sorted(single()["taking"] | single()["hitting"]):
        words = tuple(phrase.split())
        hurts = words[0].startswith(tuple(single()["wounding"]))
        harm = SHOT if phrase in single()["hitting"] else "injured" if hurts else "killed"
        found.setdefault(words[-1], []).append((words, harm))
    return {last: tuple(some) for last, some in found.items()}


def _noun(line: Sequence[Token], at: int, names: Sequence[tuple[int, int]]) -> Iterator[Toll]:
    """ "the shooting death of a girl", "the murder of Kern", "Kern's killing"."""
    around = {t.low for t in line[max(0, at - MAX_SAID) : at + MAX_SAID]}
    if around.isdisjoint({*single()["violent"], *single()["nouns"]} - {"death"}):
        return
    who = None
    if at + 2 < len(line) and line[at + 1].low in ("of", "for"):
        who = behind(line, at + 2, names)
    for back in range(at - 1, max(0, at - 4), -1):
        if who is None and line[back].low == "'s":
            who = before(line, back, names, headline=True)
    if who and not who.several:
        yield _toll("killed", who, at, at + 1)


def _left(line: Sequence[Token], at: int, names: Sequence[tuple[int, int]]) -> Iterator[Toll]:
    """ "left a boy dead"."""
    who = behind(line, at + 1, names)
    if who is None or who.several:
        return
    for end in range(who.end, min(len(line), who.end + 3)):
        for what in ("killed", "injured"):
            if line[end].low in single()[what]:
                yield _toll(what, who, at, end + 1)
                return

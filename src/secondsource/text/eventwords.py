"""Words that tell events, and where in a line of tokens they stand.

The words are in rules/en/events/ (a file a type) and rules/en/standing.toml; what a type means is
no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from secondsource.text.beside import Beside, beside, is_beside
from secondsource.text.patterns import rules
from secondsource.text.verbs import Group, Token, forms


class Kind(NamedTuple):
    """One event type as its rule file gives it."""

    type: str
    family: str
    roles: dict[str, str]
    needs: str


class Head(NamedTuple):
    """One event word, its verb group if it has one, and what they say of the event.

    part: noun, verb, report (a verb of saying: no event, but it owns the times beside it).
    start and end: the trigger's tokens; group: the verb it stands with. told: whether the words
    say the status, or it is only the usual one.
    """

    part: Literal["noun", "verb", "report"]
    start: int
    end: int
    kind: Kind | None = None
    group: Group | None = None
    status: str = ""
    told: bool = False
    certainty: str = "certain"
    relative: bool = False  # the group stands in a clause with "which"
    sense: str = ""  # of a report: say, allege, deny
    whole: bool = False  # what it is done to, or the page, tells that it is an event

    @property
    def first(self) -> int:
        """Where its words begin: the verb group or the trigger."""
        return min(self.start, self.group.start) if self.group else self.start


class Word(NamedTuple):
    words: tuple[str, ...]
    part: Literal["noun", "verb", "report", "never"]
    kind: Kind | None = None
    names: frozenset[str] = frozenset()
    sense: str = ""
    beside: Beside | None = None


# Words by their first and their second token ("" for a single one), the longest first.
_Lexicon = dict[str, dict[str, tuple[Word, ...]]]


@cache
def kinds() -> dict[str, Kind]:
    """Every shipped event type, by its name."""
    return {kind.type: kind for kind, _ in _files()}


@cache
def _files() -> tuple[tuple[Kind, dict[str, Any]], ...]:
    folder = files("secondsource").joinpath("rules", "en", "events")
    found = []
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml")):
        rule = rules(f"en/events/{name}")
        kind = Kind(rule["type"], rule["family"], dict(rule["roles"]), rule.get("needs", ""))
        found.append((kind, rule))
    return tuple(found)


@cache
def names_of(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """The last words of a type's nouns, and the first words of its verbs in every form."""
    rule = next(rule for one, rule in _files() if one.type == kind)
    given = (rule, *rule.get("with", ()))
    nouns = {noun.split()[-1] for one in given for noun in one.get("nouns", ())}
    verbs = {form.split()[0] for one in given for v in one.get("verbs", ()) for form in forms(v)}
    return frozenset(nouns), frozenset(verbs)


@cache
def harms() -> frozenset[str]:
    """The last words of all nouns of harm: "shooting", "crash"."""
    return frozenset().union(*(names_of(k.type)[0] for k in kinds().values() if k.family == "harm"))


@cache
def standing() -> dict[str, Any]:
    """The rule file of status words."""
    return rules("en/standing.toml")


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of rules/en/verbs.toml as a set."""
    return frozenset(rules("en/verbs.toml")[name])


@cache
def event_words() -> _Lexicon:
    """Every trigger by its first word, longest first."""
    found: list[Word] = []
    for kind, rule in _files():
        found += [Word(_split(n), "noun", kind) for n in rule["nouns"]]
        found += [Word(_split(n), "never") for n in rule["never"]]
        for verb in rule["verbs"]:
            found += [Word(tuple(f.split()), "verb", kind, n) for f, n in forms(verb).items()]
        sure = kind._replace(needs="") if kind.needs == "parties" else kind
        for given in rule.get("with", ()):
            found += _placed(given, sure)
    for sense, verbs in standing()["reports"].items():
        for verb in verbs:
            found += [
                Word(tuple(f.split()), "report", None, n, sense) for f, n in forms(verb).items()
            ]
    return _by_first(found)


def _split(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase: "teachers' strike" has three."""
    return tuple(re.sub(r"('s?)(?= |$)", r" \1", phrase).split())


def _placed(given: dict[str, Any], kind: Kind) -> Iterable[Word]:
    """The triggers of one `with` table: "the ferry went down", "presented its report"."""
    wanted = beside(given)
    for noun in given.get("nouns", ()):
        yield Word(_split(noun), "noun", kind, beside=wanted)
    for verb in given.get("verbs", ()):
        for form, names in forms(verb).items():
            yield Word(tuple(form.split()), "verb", kind, names, beside=wanted)
    for verb in given.get("never", ()):
        for form in forms(verb):
            yield Word(tuple(form.split()), "never", beside=wanted)


@cache
def telling() -> frozenset[str]:
    """The words one of which stands in every sentence with an event word or a statement."""
    words = {
        first
        for first, seconds in event_words().items()
        if any(word.kind for some in seconds.values() for word in some)
    }
    for rule in (*standing()["statements"], *standing()["pointing"], standing()["delegation"]):
        words.update(rule["hints"])
    return frozenset(words)


@cache
def carriers(name: str) -> _Lexicon:
    """Verbs that carry an event noun, with the status each change gives."""
    found = []
    for verb in standing()[name]:
        found += [Word(tuple(f.split()), "verb", None, n, "") for f, n in forms(verb).items()]
    for status, verbs in standing()["changes"].items():
        for verb in verbs:
            found += [
                Word(tuple(f.split()), "verb", None, n, status) for f, n in forms(verb).items()
            ]
    return _by_first(found)


def _by_first(found: Iterable[Word]) -> _Lexicon:
    by_first: dict[str, dict[str, list[Word]]] = {}
    for word in found:
        second = word.words[1] if len(word.words) > 1 else ""
        by_first.setdefault(word.words[0], {}).setdefault(second, []).append(word)
    return {
        first: {
            second: tuple(sorted(some, key=lambda w: (-len(w.words), w.beside is None)))
            for second, some in seconds.items()
        }
        for first, seconds in by_first.items()
    }


def entries_at(
    line: Sequence[Token], at: int, lexicon: _Lexicon, pages: Collection[str] = ()
) -> list[Word]:
    """The longest entries that stand at a token; several of one length if they differ in part."""
    seconds = lexicon.get(line[at].low)
    if seconds is None:
        return []
    after = line[at + 1].low if at + 1 < len(line) else ""
    found: list[Word] = []
    for word in (*(seconds.get(after, ()) if after else ()), *seconds.get("", ())):
        if found and len(word.words) < len(found[0].words):
            break
        end = at + len(word.words)
        if len(word.words) > 2 and word.words != tuple([t.low for t in line[at:end]]):
            continue
        if word.beside is None or is_beside(line, at, end, word.beside, pages):
            found.append(word)
    return found

"""Event words in a line of tokens, and how firmly the words around them say the event stands.

The words are in rules/en/events/ (a file a type) and rules/en/standing.toml; what a type means is
no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from secondsource.text.patterns import rules
from secondsource.text.verbs import Group, Token, forms, group

REACH = 30  # tokens between an event noun and the verb that carries it
SAID = frozenset({"that", "it", "he", "she", "they", ":", ",", '"', "the"})
NOUN_BEHIND = frozenset({"at", "from", "in", "into", "near", "of", "through", "towards", "with"})
SHORT = frozenset({"due", "off", "on", "over"})  # these say it only as the last word of a headline
NEAR = 7  # tokens in which the words stand that a trigger needs beside it
BACK = 9  # tokens between a light verb and its event noun


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

    @property
    def first(self) -> int:
        """Where its words begin: the verb group or the trigger."""
        return min(self.start, self.group.start) if self.group else self.start


class _Beside(NamedTuple):
    """Words one of which must stand near a trigger that means an event only beside them."""

    before: frozenset[str]
    after: frozenset[str]
    around: frozenset[str]
    reach: int  # tokens


class _Word(NamedTuple):
    words: tuple[str, ...]
    part: Literal["noun", "verb", "report", "never"]
    kind: Kind | None = None
    names: frozenset[str] = frozenset()
    sense: str = ""
    beside: _Beside | None = None


# Words by their first and their second token ("" for a single one), the longest first.
_Lexicon = dict[str, dict[str, tuple[_Word, ...]]]


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
def _lexicon() -> _Lexicon:
    """Every trigger by its first word, longest first."""
    found: list[_Word] = []
    for kind, rule in _files():
        found += [_Word(_split(n), "noun", kind) for n in rule["nouns"]]
        found += [_Word(_split(n), "never") for n in rule["never"]]
        for verb in rule["verbs"]:
            found += [_Word(tuple(f.split()), "verb", kind, n) for f, n in forms(verb).items()]
        for given in rule.get("with", ()):
            found += _placed(given, kind._replace(needs=""))
    for sense, verbs in standing()["reports"].items():
        for verb in verbs:
            found += [
                _Word(tuple(f.split()), "report", None, n, sense) for f, n in forms(verb).items()
            ]
    return _by_first(found)


def _split(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase: "teachers' strike" has three."""
    return tuple(re.sub(r"('s?)(?= |$)", r" \1", phrase).split())


def _placed(given: dict[str, Any], kind: Kind) -> Iterable[_Word]:
    """The triggers of one `with` table: "the ferry went down", "presented its report"."""
    before, after, around = (frozenset(given.get(n, ())) for n in ("before", "after", "around"))
    beside = _Beside(before, after, around, given.get("reach", NEAR))
    for noun in given.get("nouns", ()):
        yield _Word(_split(noun), "noun", kind, beside=beside)
    for verb in given.get("verbs", ()):
        for form, names in forms(verb).items():
            yield _Word(tuple(form.split()), "verb", kind, names, beside=beside)


@cache
def telling() -> frozenset[str]:
    """The words one of which stands in every sentence with an event word or a statement."""
    words = {
        first
        for first, seconds in _lexicon().items()
        if any(word.kind for some in seconds.values() for word in some)
    }
    for rule in (*standing()["statements"], *standing()["pointing"], standing()["delegation"]):
        words.update(rule["hints"])
    return frozenset(words)


@cache
def _carriers(name: str) -> _Lexicon:
    """Verbs that carry an event noun, with the status each change gives."""
    found = []
    for verb in standing()[name]:
        found += [_Word(tuple(f.split()), "verb", None, n, "") for f, n in forms(verb).items()]
    for status, verbs in standing()["changes"].items():
        for verb in verbs:
            found += [
                _Word(tuple(f.split()), "verb", None, n, status) for f, n in forms(verb).items()
            ]
    return _by_first(found)


def _by_first(found: Iterable[_Word]) -> _Lexicon:
    by_first: dict[str, dict[str, list[_Word]]] = {}
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


def _at(line: Sequence[Token], at: int, lexicon: _Lexicon) -> list[_Word]:
    """The longest entries that stand at a token; several of one length if they differ in part."""
    seconds = lexicon.get(line[at].low)
    if seconds is None:
        return []
    after = line[at + 1].low if at + 1 < len(line) else ""
    found: list[_Word] = []
    for word in (*(seconds.get(after, ()) if after else ()), *seconds.get("", ())):
        if found and len(word.words) < len(found[0].words):
            break
        end = at + len(word.words)
        if len(word.words) > 2 and word.words != tuple([t.low for t in line[at:end]]):
            continue
        if word.beside is None or _is_beside(line, at, end, word.beside):
            found.append(word)
    return found


def _is_beside(line: Sequence[Token], at: int, end: int, beside: _Beside) -> bool:
    before = {t.low for t in line[max(0, at - beside.reach) : at]}
    after = {t.low for t in line[end : end + beside.reach]}
    around = before | after
    needed = ((beside.before, before), (beside.after, after), (beside.around, around))
    return all(not words or _has(near, words) for words, near in needed)


def _has(near: Iterable[str], words: frozenset[str]) -> bool:
    """Whether a word of a list stands among others, in the singular or with an s."""
    return any(low in words or (low.endswith("s") and low[:-1] in words) for low in near)


def heads(
    line: Sequence[Token], *, headline: bool = False, taken: Iterable[int] = ()
) -> list[Head]:
    """Event words and verbs of reporting of one sentence; `taken` tokens are no triggers."""
    found: list[Head] = []
    closed = set(taken)
    lexicon = _lexicon()
    free = 0
    for at in [at for at, token in enumerate(line) if token.low in lexicon]:
        if at < free or at in closed:
            continue
        entries = _at(line, at, lexicon)
        if not entries:
            continue
        head = _head(line, at, entries)
        if head:
            found.append(head)
        if head or any(e.part == "never" for e in entries):
            free = at + len(entries[0].words)
    found = [head for n, head in enumerate(found) if not _carries(line, head, found[:n])]
    starts = {head.start for head in found}
    stood = [_stand(line, head, starts, headline=headline) for head in found]
    return _absorbed(line, stood)


def _carries(line: Sequence[Token], head: Head, before: Sequence[Head]) -> bool:
    """Whether a verb carries an event noun before it: "the talks open on Monday".

    So does a passive one of the same type: "the tie will be played on Friday".
    """
    if head.part != "verb":
        return False
    if head.group and head.group.passive and line[head.start].low in _carriers("carriers"):
        mine = head.kind.type if head.kind else ""
        return any(o.part == "noun" and o.kind and o.kind.type == mine for o in before)
    if head.end - head.start < 2:
        return False
    placed = line[head.end - 1].low in word_set("prepositions")  # "open to the public" is whole
    carrier = placed and line[head.start].low in _carriers("carriers")
    return carrier and any(other.part == "noun" for other in before)


def _head(line: Sequence[Token], at: int, entries: Sequence[_Word]) -> Head | None:
    if all(e.part == "never" for e in entries):
        return None
    end = at + len(entries[0].words)
    noun = next((e for e in entries if e.part == "noun"), None)
    naming = next((e for e in entries if e.part == "verb" and e.names == {"ing"}), None)
    if noun is None and naming and end < len(line) and line[end].low == "of":
        return Head("noun", at, end, naming.kind)  # "the signing of the deal"
    verb = next((e for e in entries if e.part == "verb"), None)
    if noun and (verb is None or not _is_verb(line, at, verb.names)):
        return Head("noun", at, end, noun.kind)
    if verb:
        before = line[at - 1].low if at else ""
        if before in word_set("determiners") and before not in ("that", "no"):
            return None  # "the signed paper"
        if _qualifies(line, at, end, verb.names):
            return None  # "arrived in besieged Tarn"
        if verb.names <= {"base", "third"} and (
            before[:1].isdigit()
            or before in word_set("prepositions") - {"to"}
            or (before in _numbers() and verb.names == {"third"})
        ):
            return None  # "six sacks", "two bombs", "of sacks"
        return Head("verb", at, end, verb.kind, group(line, at, end, verb.names))
    report = next((e for e in entries if e.part == "report"), None)
    if report and report.names <= {"base", "third"} and not _says(line, end):
        return None  # "reports", "states", "claims" are nouns as often as verbs
    if report is None or (at and line[at - 1].low in word_set("determiners") - {"that"}):
        return None  # "the report"
    return Head("report", at, end, group=group(line, at, end, report.names), sense=report.sense)


def _qualifies(line: Sequence[Token], at: int, end: int, names: frozenset[str]) -> bool:
    """Whether a participle behind a preposition says what the noun behind it is."""
    if "participle" not in names or not at or end >= len(line) or not line[end].word:
        return False
    opens = word_set("determiners") | word_set("prepositions") | word_set("clauses")
    after = line[end].low
    return line[at - 1].low in NOUN_BEHIND and after not in opens and after != "and"


@cache
def _numbers() -> frozenset[str]:
    return frozenset(rules("en/amounts.toml")["numbers"])


def _says(line: Sequence[Token], end: int) -> bool:
    """Whether what follows a verb of saying is what is said."""
    return end < len(line) and line[end].low in SAID


def _is_verb(line: Sequence[Token], at: int, names: frozenset[str]) -> bool:
    """Whether a word that may be noun or verb is the verb here."""
    before = line[at - 1].low if at else ""
    if before in ("not", "never", "now", "also") and at > 1:
        before = line[at - 2].low  # "did not attack"
    if "past" in names or before in word_set("to") | word_set("future") | word_set("possible"):
        return True
    if names == {"ing"}:
        return before in word_set("be")
    subjects = word_set("do") | word_set("would") | {"who", "which", "they"}
    return "base" in names and before in subjects


def _stand(line: Sequence[Token], head: Head, starts: set[int], *, headline: bool) -> Head:
    if head.part == "report":
        return head
    if head.part == "verb" and head.group:
        change = "happened" if _is_errand(line, head, head.group) else ""
        return _timed(head, head.group, change, headline=headline)
    led = line[head.start - 1].low if head.start else ""
    acting = led == "to" and line[head.start].low in standing()["acting"]["words"]
    if acting or led in word_set("future") | word_set("possible"):
        verb = group(line, head.start, head.end, frozenset({"base"}))
        return _timed(head, verb, "", headline=headline)  # "workers will strike on Monday"
    change = _named_change(line, head)
    if change:
        return head._replace(status=change, told=True)
    held = _held(line, head, starts)
    carried = None if held else _carried(line, head, starts)
    for one in (held, carried):
        if one:
            change = "happened" if _is_decreed(line, head, one[0]) else one[1]
            return _timed(head, one[0], change, headline=headline)._replace(
                relative=one is carried and one[2]
            )
    return _bare(line, head, headline=headline)


def _named_change(line: Sequence[Token], head: Head) -> str:
    """ "She welcomed the postponement of the nurses' strike": what a noun says became of it."""
    near = [t.low for t in line[max(0, head.start - NEAR) : head.start]]
    for status in ("cancelled", "postponed"):
        for phrase in standing()["before"][status]:
            words = phrase.split()
            at = next((n for n in range(len(near)) if near[n : n + len(words)] == words), None)
            if at is not None and word_set("prepositions").isdisjoint(near[at + len(words) :]):
                return status
    return ""


def _is_errand(line: Sequence[Token], head: Head, verb: Group) -> bool:
    """ "She came to Lorne to speak with the mayor": who has come for it has done it."""
    came = standing()["came"]["words"]
    near = line[max(0, head.start - 8) : head.start]
    return bool(
        verb.tense == "infinitive"
        and head.kind
        and head.kind.family == "consult"
        and not word_set("future") & {t.low for t in near}
        and any(t.low in came for t in near)
    )


def _is_decreed(line: Sequence[Token], head: Head, verb: Group) -> bool:
    """ "The league announced the ban on Monday": with that it is done."""
    rule = standing()["decreed"]
    noun = " ".join(t.low for t in line[head.start : head.end])
    return (
        verb.tense in ("past", "perfect")
        and noun in rule["nouns"]
        and any(t.low in rule["verbs"] for t in line[verb.start : verb.end])
        and not (head.end < len(line) and line[head.end].low in rule["from"])
    )


def _timed(head: Head, verb: Group, change: str, *, headline: bool) -> Head:
    """The head with the status its verb group gives."""
    if change:
        status = standing()["negated"].get(change, change) if verb.negated else change
        if verb.tense in ("possible", "would") or (
            verb.tense == "future" and status == "confirmed"
        ):
            status = "tentative"
    else:
        table = "tense_negated" if verb.negated else "tense"
        status = standing()[table][verb.tense]
        if headline and verb.tense == "infinitive" and not verb.negated:
            status = "scheduled"  # "Valdoria and Estmark to hold talks"
    certainty = {"possible": "possible", "expected": "probable", "would": "certain"}.get(
        verb.tense, "possible" if change == "tentative" else "certain"
    )
    return head._replace(group=verb, status=status, told=True, certainty=certainty)


def _held(line: Sequence[Token], head: Head, starts: set[int]) -> tuple[Group, str, bool] | None:
    """The verb that has the event noun for its object: "will hold talks"."""
    lexicon = _carriers("light")
    at = head.start - 1
    while at >= max(0, head.start - BACK):
        low = line[at].low
        for first in (at, at - 1):  # verbs of two words: "called off the talks", "went on strike"
            if first < 0:
                continue
            for entry in _at(line, first, lexicon):
                if first + len(entry.words) == at + 1 and not _is_noun(line, first):
                    verb = group(line, first, at + 1, entry.names)
                    if not verb.passive:
                        return verb, entry.sense, False
        if not line[at].word and low not in ("-", "'s", "&"):
            return None
        if low in word_set("clauses") or at in starts:
            return None
        if low in word_set("prepositions") and low != "of":
            return None
        at -= 1
    return None


def _is_noun(line: Sequence[Token], at: int) -> bool:
    """Whether a word that could be a verb follows a determiner: "the start", "a move"."""
    return at > 0 and line[at - 1].low in word_set("determiners") - {"that"}


def _carried(line: Sequence[Token], head: Head, starts: set[int]) -> tuple[Group, str, bool] | None:
    """The verb that has the event noun for its subject: "the talks will take place"."""
    lexicon = _carriers("carriers")
    relative = False
    aside: tuple[Group, str, bool] | None = None
    if _governed(line, head):
        return None
    begin = _past_aside(line, head.end)
    for at in range(begin, min(len(line), begin + REACH)):
        low = line[at].low
        if at in starts or low in '.;:!?"…':
            return aside
        if low in word_set("clauses"):
            if low not in ("which", "that", "who"):
                return aside
            relative = True
        for entry in _at(line, at, lexicon):
            if _is_noun(line, at):
                continue
            end = at + len(entry.words)
            verb = group(line, at, end, entry.names)
            if "be" in set(entry.words) or entry.words[0] in word_set("be"):
                status = _after_be(line, end)
                if not status:
                    continue
                return verb._replace(start=at), status, relative
            if entry.sense and (verb.tense == "gerund" or entry.sense == "proposed"):
                continue  # "talks planned for May" are scheduled
            if entry.sense and not verb.passive and _has_object(line, end):
                return None  # "the attack set a depot on fire", "the strike delayed 80 flights"
            if verb.start == at and verb.tense in ("past", "participle") and aside is None:
                aside = verb, entry.sense, relative  # "talks, scheduled for May 3, have been ..."
                continue
            if aside is None or verb.start < at:
                return verb, entry.sense, relative
    return aside


def _past_aside(line: Sequence[Token], at: int) -> int:
    """Behind what commas set apart after a noun: "the show, due to open on Friday, has been"."""
    asides = standing()["aside"]["words"]
    if at + 1 >= len(line) or line[at].low != "," or line[at + 1].low not in asides:
        return at
    for close in range(at + 2, min(len(line), at + REACH)):
        if line[close].low == ",":
            behind = line[close + 1].low if close + 1 < len(line) else ""
            return close + 1 if behind in _finite() else at
    return at


@cache
def _finite() -> frozenset[str]:
    return word_set("be") | word_set("have") | word_set("future") | word_set("possible")


def _has_object(line: Sequence[Token], end: int) -> bool:
    """Whether a noun phrase follows a verb: its subject did something to something else."""
    low = line[end].low if end < len(line) else ""
    return low in ("a", "an", "his", "her", "its", "the", "their") or low.isdigit()


def _governed(line: Sequence[Token], head: Head) -> bool:
    """Whether the noun is not the subject: "the topic of talks is"; "a round of talks" is."""
    at = head.start - 1
    while at > 0 and head.start - at < 5 and line[at].word:
        if line[at].low == "of":
            return line[at - 1].low in standing()["governing"]["words"]
        if line[at].low in word_set("prepositions"):
            return False
        at -= 1
    return False


def _after_be(line: Sequence[Token], at: int) -> str:
    for status, phrases in standing()["after_be"].items():
        for phrase in phrases:
            words = phrase.split()
            if [t.low for t in line[at : at + len(words)]] == words:
                return str(status)
    return ""


def _bare(line: Sequence[Token], head: Head, *, headline: bool) -> Head:
    """A noun without a verb of its own: the words before it may say how it stands.

    In a headline the words after it too: "talks on fishing likely in May".
    """
    if headline:
        for after in range(head.end, min(len(line), head.end + BACK)):
            status = _after_be(line, after)
            last = after + 1 == len(line)
            if status and (last or (status == "tentative") or line[after].low not in SHORT):
                certainty = "possible" if status == "tentative" else "certain"
                return head._replace(status=status, told=True, certainty=certainty)
    at = head.start
    while at > 0 and head.start - at < 7 and line[at - 1].word:
        if line[at - 1].low in word_set("prepositions") | word_set("clauses"):
            break
        at -= 1
    for begin in range(max(0, at - 3), head.start):
        for status, phrases in standing()["before"].items():
            for phrase in phrases:
                words = phrase.split()
                end = begin + len(words)
                if end <= head.start and end >= at and [t.low for t in line[begin:end]] == words:
                    certainty = "possible" if status == "tentative" else "certain"
                    return head._replace(
                        status=status, told=status != "happened", certainty=certainty
                    )
    wishes = standing()["wishes"]["words"]
    wished = any(t.low in wishes for t in line[max(0, at - 7) : max(0, at - 1)])
    if wished and line[at - 1].low in ("for", "of", "to"):
        return head._replace(status="proposed", told=True)
    return head


def _absorbed(line: Sequence[Token], found: Sequence[Head]) -> list[Head]:
    """Heads without nouns that only name what a verb of the same type does: "signed a deal"."""
    kept: list[Head] = []
    for head in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.part == "verb"
            and head.part == "noun"
            and last.kind == head.kind
            and head.start - last.end <= 6
            and not any(t.low in word_set("clauses") for t in line[last.end : head.start])
        ):
            kept[-1] = last._replace(end=head.end) if head.start - last.end <= 6 else last
            continue
        if (
            head.part == "noun"
            and last
            and last.part == "noun"
            and last.kind == head.kind
            and (" ".join(t.low for t in line[last.end : head.start]) == "of")
        ):
            kept[-1] = last._replace(end=head.end)  # "a round of talks"
            continue
        kept.append(head)
    return kept


class Statement(NamedTuple):
    """A sentence about the date of the event in question: "no firm date has been set"."""

    start: int
    end: int
    status: str
    name: str


@cache
def _statements() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rule["pattern"]), rule["status"], rule["name"])
        for rule in standing()["statements"]
    )


def statements(folded: str, start: int, end: int) -> list[Statement]:
    """Statements about an event's date in folded text, in order, apart from each other."""
    found: list[Statement] = []
    for pattern, status, name in _statements():
        for match in pattern.finditer(folded, start, end):
            if not any(match.start() < s.end and s.start < match.end() for s in found):
                found.append(Statement(match.start(), match.end(), status, name))
    return sorted(found)

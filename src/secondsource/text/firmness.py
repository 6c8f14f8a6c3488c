"""How firmly the words around an event word say that the event stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from secondsource.text.eventwords import Head, carriers, entries_at, standing, word_set
from secondsource.text.patterns import rules
from secondsource.text.verbs import Group, Token, group

REACH = 30  # tokens between an event noun and the verb that carries it
SHORT = frozenset({"due", "off", "on", "over"})  # these say it only as the last word of a headline
NEAR = 7  # tokens in which the words stand that a trigger needs beside it
COMING = ("expected", "future", "infinitive", "possible", "wished", "would")
BACK = 9  # tokens between a light verb and its event noun


@cache
def numbers() -> frozenset[str]:
    return frozenset(rules("en/amounts.toml")["numbers"])


def stand(line: Sequence[Token], head: Head, starts: set[int], *, headline: bool) -> Head:
    """The event word with its verb, status and certainty; starts: where other event words stand."""
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
    for status in ("cancelled", "postponed", "suspended", "adjourned", "resumed"):
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
    if change == "resumed" and verb.tense in COMING:
        change = ""  # "talks will resume on Monday"
    if change:
        status = standing()["negated"].get(change, change) if verb.negated else change
        if status == "happened" and verb.tense == "present":
            verb = verb._replace(tense="perfect")  # "the strike is over"
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
    lexicon = carriers("light")
    at = head.start - 1
    while at >= max(0, head.start - BACK):
        low = line[at].low
        for first in (at, at - 1):  # verbs of two words: "called off the talks", "went on strike"
            if first < 0:
                continue
            for entry in entries_at(line, first, lexicon):
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
    lexicon = carriers("carriers")
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
        for entry in entries_at(line, at, lexicon):
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
            if entry.sense == "suspended" and _is_other(line, begin, verb, entry.words):
                continue
            if entry.sense and not verb.passive and _has_object(line, end):
                return None  # "the attack set a depot on fire", "the strike delayed 80 flights"
            if verb.start == at and verb.tense in ("past", "participle") and aside is None:
                aside = verb, entry.sense, relative  # "talks, scheduled for May 3, have been ..."
                continue
            if aside is None or verb.start < at:
                return verb, entry.sense, relative
    return aside


def _is_other(line: Sequence[Token], begin: int, verb: Group, words: Sequence[str]) -> bool:
    """ "Besides the arrests, a player was suspended", "this gives them pause": another stops."""
    apart = any(t.low == "," for t in line[begin : verb.start])
    return apart or not (verb.passive or words[-1] == "off")


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


@cache
def _before() -> dict[str, list[tuple[str, list[str]]]]:
    """The phrases before a noun that say how it stands, by their first word, in their order."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for status, phrases in standing()["before"].items():
        for words in map(str.split, phrases):
            found.setdefault(words[0], []).append((status, words))
    return found


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
        for status, words in _before().get(line[begin].low, ()):
            end = begin + len(words)
            if at <= end <= head.start and [t.low for t in line[begin:end]] == words:
                certainty = "possible" if status == "tentative" else "certain"
                return head._replace(status=status, told=status != "happened", certainty=certainty)
    wishes = standing()["wishes"]["words"]
    wished = any(t.low in wishes for t in line[max(0, at - 7) : max(0, at - 1)])
    if wished and line[at - 1].low in ("for", "of", "to"):
        return head._replace(status="proposed", told=True)
    return head

"""How many of whom: "at least 12 people were killed", "killing four", "the toll rose to 14"."""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.text.amounts import Amount, amounts, is_in_figures, is_number
from secondsource.text.crowds import MANY, is_share, with_rivals
from secondsource.text.eventwords import word_set
from secondsource.text.shots import SHOT, is_of_people, is_shot
from secondsource.text.things import lifeless, noun_end
from secondsource.text.tollwords import (
    Phrase,
    Toll,
    counting,
    everyone,
    following,
    is_for_people,
    is_found_dead,
    is_housed,
    is_laid_out,
    noun_at,
    preceding,
    said_at,
    scope_at,
    toll_words,
)
from secondsource.text.uncounted import is_label, is_measure
from secondsource.text.verbs import Token

MAX_BETWEEN = 9  # tokens between a number and the word it counts
MAX_ASIDE = 12  # tokens between commas behind a noun: "five people, two of them children, were"
MAX_OF_THOSE = 14  # tokens between "the number of" and "at 3,000"
MAX_AROUND = 7  # tokens from a number to what belongs to the verb before it: "let 12 of the men go"
CLAIMED = ("claimed", "claims", "claiming", "claim")


def tolls(line: Sequence[Token]) -> list[Toll]:
    """The counts of one sentence, left to right; a number counts once."""
    found: list[Toll] = []
    last: Toll | None = None
    if counting().isdisjoint([token.low for token in line]):
        return found
    given = [a for a in amounts(line) if not is_label(line, a)]
    for amount in given:
        if last and amount.start < last.end and "of_total" in toll_words()["counted"][last.what]:
            continue  # "61 of the 120 seats"
        if found and found[-1].end > amount.end and _is_whole_of(line, given, amount):
            if not _is_reduced(line, found[-1], amount):
                continue  # "six of the 20 people on board were killed"
            found.pop()
        toll = _of_people(line, amount, _toll(line, amount))
        part = _part(line, amount)
        if part and last and (toll is None or toll.what == last.what or not toll.scope):
            scope = noun_at(line, amount.end) or "part"
            toll = Toll(last.what, amount.low, amount.high, scope, amount.start, amount.end + 1)
        elif part and toll and not toll.scope:
            toll = toll._replace(scope="part")  # "Four of them are in intensive care"
        elif toll is None and last and _goes_on(line, last, amount):
            toll = _second(line, amount)
        if toll and not part:
            last = toll
            toll = _of_state(line, toll)
        if toll:
            found.append(toll)
    return with_rivals(line, given, found)


def _is_whole_of(line: Sequence[Token], given: Sequence[Amount], amount: Amount) -> bool:
    """Whether another number counts some of a number's: "six of the 20 people"."""
    between = [t.low for t in line[max(0, amount.start - 2) : amount.start]]
    whole = between[:1] == ["of"] and between[1:] and between[1] in ("the", "its", "their", "her")
    return bool(whole) and any(one.end == amount.start - 2 for one in given)


def _is_reduced(line: Sequence[Token], part: Toll, amount: Amount) -> bool:
    """ "One of the five suspects arrested on Tuesday": the five were, of the one it says more."""
    said = [t.low for t in line[amount.end : part.end]]
    finite = {*toll_words()["words"]["finite"], *toll_words()["words"]["gone"]}
    return bool(said) and said[-1].endswith("ed") and finite.isdisjoint(said)


def _toll(line: Sequence[Token], amount: Amount) -> Toll | None:
    """What one number counts: by the words before it, else by the words after it."""
    if is_share(line, amount):
        return None
    before = _by_toll(line, amount)
    if before:
        return Toll(before[0], amount.low, amount.high, "", before[1], amount.end, True)
    of_those = _by_number(line, amount)
    if of_those:
        return of_those
    if is_measure(line, amount):
        return None
    acting, suffering = _acting(line, amount), _suffering(line, amount)
    if acting and acting[0] == SHOT and not is_of_people(line, amount.end):
        acting = None
    if acting and acting[0] != "killed" and line[amount.end : amount.end + 1]:
        acting = None if line[amount.end].low in ("bodies", "corpses") else acting
    if acting and not (suffering and acting[0] == "on board"):
        whole = "whole" in toll_words()["counted"][acting[0]]
        scope = "" if whole else scope_at(line, amount.end)
        return Toll(acting[0], amount.low, amount.high, scope, acting[1], amount.end)
    return suffering


def _of_people(line: Sequence[Token], amount: Amount, toll: Toll | None) -> Toll | None:
    """ "Carrying 320 tonnes", "12 cows were killed", "12 bodies were handed over": no people."""
    end = noun_end(line, amount.end)
    if toll is None or not end or toll.what in toll_words()["words"]["of_things"]:
        return toll
    noun = line[end - 1].low
    dead = noun in ("bodies", "corpses")
    return None if noun in lifeless() or (dead and toll.what != "killed") else toll


def _risen(line: Sequence[Token], amount: Amount) -> int:
    """How many tokens the word of rising before a number has: "rose to", "at"; 0 if none."""
    left = [t.low for t in line[max(0, amount.start - 4) : amount.start]]
    rises = [r.split() for r in toll_words()["words"]["rise"]]
    return max((len(r) for r in rises if left[-len(r) :] == r), default=0)


def _by_number(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "put the number of soldiers killed at six": what is said of them, before their number."""
    end = amount.start - _risen(line, amount)
    if end == amount.start:
        return None
    for at in range(end - 2, max(-1, end - MAX_OF_THOSE), -1):
        if line[at].low not in toll_words()["words"]["number"] or line[at + 1].low != "of":
            continue
        told = _suffering(line[:end], amount._replace(start=at, end=at + 2))
        here = line[at + 2].low in ("those", "people") and line[at + 3].low in ("at", "in", "on")
        if told is None and here and amount.low >= MANY:  # "the number of those on the square"
            told = Toll("participants", amount.low, amount.high, "", at, end)
        return told._replace(start=at, end=amount.end, standing=True) if told else None
    return None


def _by_toll(line: Sequence[Token], amount: Amount) -> tuple[str, int] | None:
    """ "the death toll rose to 31": the phrase, then a word of rising, then the number."""
    if not _risen(line, amount):
        return None
    for what, counted in toll_words()["counted"].items():
        for phrase in counted["toll"]:
            words = phrase.split()
            for at in range(amount.start - len(words), max(-1, amount.start - 22), -1):
                if [t.low for t in line[at : at + len(words)]] == words:
                    return what, at
    return None


def _acting(line: Sequence[Token], amount: Amount) -> tuple[str, int] | None:
    """ "killed 12 people", "killing at least four", "watched by 900"; not "12 were killed"."""
    at = amount.start - 1
    for _ in range(2):
        if at < 0:
            return None
        low = line[at].low
        phrase = _phrase_before(line, at, amount)
        if phrase and line[at + 1].low == "and" and at + 1 < amount.start and _is_told(line, at):
            return None  # "53 wounded and 24 dead"
        if phrase and phrase.what == "sought" and amount.low < 2:
            return None  # "we should look for one"
        if phrase and phrase.many and _is_of_them(line, amount.end):
            return None  # "police counted 120 of them": of what was told before
        if phrase and not (phrase.many and (amount.low < MANY or _is_of_things(line, amount))):
            return phrase.what, at + 1 - len(phrase.words)
        if low == "of" and at and line[at - 1].low in toll_words()["words"]["bodies"]:
            saved = any(t.low in toll_words()["words"]["saved"] for t in line[max(0, at - 4) : at])
            return None if saved else ("killed", at - 1)  # "found the bodies of 27 people"
        if low not in ("all", "as", "between", "the", "and"):
            return None  # "killing all four aboard"
        at -= 1
    return None


def _is_told(line: Sequence[Token], at: int) -> bool:
    """Whether a word says what the number before it counts: "53 wounded"."""
    return at > 0 and is_number(line[at - 1].low)


def _is_of_them(line: Sequence[Token], at: int) -> bool:
    near = [t.low for t in line[at : at + 2]]
    return near[:1] == ["of"] and near[1:] in (["them"], ["those"], ["these"])


def _is_of_things(line: Sequence[Token], amount: Amount) -> bool:
    """ "counted 23,000 votes", "drew 60 boats": no crowd."""
    return noun_at(line, amount.end) in toll_words()["words"]["things"]


def _phrase_before(line: Sequence[Token], at: int, amount: Amount) -> Phrase | None:
    """The phrase that ends at a token and says what the number behind it counts."""
    passive = at and line[at - 1].low in ("were", "was", "been", "be", "people")
    for phrase in preceding().get(line[at].low, ()):
        first = at + 1 - len(phrase.words)
        whole = first >= 0 and tuple(t.low for t in line[first : at + 1]) == phrase.words
        if phrase.loose or (phrase.behind and not _is_behind(line, amount, phrase.behind)):
            continue
        if phrase.words[-1] in CLAIMED and not _is_of_lives(line, amount):
            continue
        if whole and not (
            passive and len(phrase.words) == 1 and not phrase.words[0].endswith("ing")
        ):
            return phrase
    return None


def _is_behind(line: Sequence[Token], amount: Amount, words: tuple[str, ...]) -> bool:
    """Whether what belongs to a verb stands behind the number: "let 12 of the men go"."""
    for at in range(amount.end, min(len(line), amount.end + MAX_AROUND)):
        if tuple(t.low for t in line[at : at + len(words)]) == words:
            return True
        if not line[at].word:
            return False
    return False


def _is_of_lives(line: Sequence[Token], amount: Amount) -> bool:
    """ "The fire claimed 12 lives", "the bomb claimed six"; not "the union claimed 4,000"."""
    noun = noun_at(line, amount.end)
    return noun in ("lives", "victims") or (amount.low < MANY and not noun)


def _suffering(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "12 people were killed", "six dead", "four soldiers have died", "900 people on board"."""
    noun, at, closed = "", amount.end, False
    limit = min(len(line), amount.end + MAX_BETWEEN)
    aboard: Toll | None = None
    if amount.start and is_housed(line, amount.start - 1):
        return _told(amount, "evacuated", "", amount.end)  # "brought 900 residents to schools"
    while at < limit:
        low = line[at].low
        if low == "," and is_in_figures(line, at):
            at += 2  # "900 of the 1,200 nurses stayed away"
            continue
        aside = low == "," and (noun or _is_of_all(line, at))
        behind = _behind_aside(line, at, amount, noun) if aside else 0
        if behind:
            limit, at = min(len(line), limit + behind - at), behind
            continue
        phrase = _phrase_after(line, at, amount, noun)
        if phrase and noun and _is_doing(line, at, phrase):
            return aboard
        if phrase and phrase.what == SHOT:
            if is_shot(line, at, noun):
                aboard = aboard or _told(amount, SHOT, noun, at + len(phrase.words))
            at += len(phrase.words)  # "five people shot to death"
            continue
        if phrase:
            toll = _told(amount, phrase.what, noun, at + len(phrase.words))
            if " ".join(phrase.words) not in toll_words()["words"]["passing"]:
                return toll
            aboard = aboard or toll  # "all six on board were killed" counts the dead
            noun = noun if " " in toll.what or (noun and noun in everyone()) else low
            at += len(phrase.words)
            continue
        if is_found_dead(line, at) or is_laid_out(line, at):
            return _told(amount, "killed", noun, at + 1)
        if not aboard and is_housed(line, at):
            return _told(amount, "evacuated", noun, at + 1)
        if (
            low == "and"
            and noun
            and at + 2 < len(line)
            and not is_number(line[at + 1].low)  # "14 passengers and 30 wounded"
            and _phrase_after(line, at + 2, amount, noun)
        ):
            at += 2  # "14 passengers and crew drowned"
            continue
        if low == "to" and at + 1 < len(line) and line[at + 1].low in ("be", "have"):
            at += 2  # "12 people had to be treated in hospital", "are known to have died"
            continue
        if low == "to" and at + 1 < len(line) and _phrase_after(line, at + 1, amount, noun):
            at += 1  # "340 drivers plan to stop work"
            continue
        behind = _behind_place(line, at) if noun == "those" else 0
        if behind:
            limit, at = min(len(line), limit + behind - at), behind
            continue
        if low in toll_words()["words"]["denying"]:
            return aboard  # "three customers who weren't hurt"
        if low in toll_words()["words"]["ends"] or (not line[at].word and low not in "-'s"):
            return aboard
        closed = closed or bool(noun and (low == "of" or noun in everyone()))
        if low not in toll_words()["words"]["between"] and low not in ("among", "the"):
            noun = noun if closed or not line[at].word else low  # "46 pupils of Mill Street School"
        at += 1
    return aboard


def _is_of_all(line: Sequence[Token], at: int) -> bool:
    """ "Nine, all of them pensioners, died"."""
    return at + 1 < len(line) and line[at + 1].low in (
        "all",
        "among",
        "including",
        "most",
        "mostly",
    )


def _behind_aside(line: Sequence[Token], at: int, amount: Amount, noun: str) -> int:
    """Where an aside ends: "five people, two of them children, were killed"; 0 if it is none."""
    for close in range(at + 2, min(len(line) - 1, at + MAX_ASIDE)):
        if line[close].low == ",":
            verb = line[close + 1].low in toll_words()["words"]["finite"]
            return close + 1 if verb or _phrase_after(line, close + 1, amount, noun) else 0
        if not line[close].word and line[close].low not in "-'s":
            return 0
    return 0


def _behind_place(line: Sequence[Token], at: int) -> int:
    """Where "17 of those on its passenger list" ends; 0 if it does not begin here."""
    if line[at].low not in ("aboard", "at", "in", "inside", "on"):
        return 0
    ends = range(at + 2, min(len(line), at + MAX_ASIDE))
    return next((n for n in ends if line[n].low in toll_words()["words"]["finite"]), 0)


def _phrase_after(line: Sequence[Token], at: int, amount: Amount, noun: str) -> Phrase | None:
    """The phrase that begins at a token and says what the number before it counts."""
    for phrase, _ in said_at(line, at, following()):
        if phrase.many and (amount.low < MANY or (noun and not is_for_people(noun))):
            continue
        if phrase.what == "drafts" and at > amount.end + 2:
            continue
        if (
            "crowd" in toll_words()["counted"][phrase.what]
            and noun in toll_words()["words"]["things"]
        ):
            continue  # "forty aircraft will take part"
        if (
            phrase.words[-1] == "out"
            and line[at + len(phrase.words) :][:1]
            and (line[at + len(phrase.words)].low == "of")
        ):
            continue  # "5,000 were out of work"
        if phrase.words == ("lives",) and (amount.high == 1 or noun not in everyone()):
            continue  # "one lives in Larn", "two brothers whose mother lives there"
        if "of_total" in toll_words()["counted"][phrase.what] and not _is_close(line, at, amount):
            continue
        return phrase
    return None


def _is_doing(line: Sequence[Token], at: int, phrase: Phrase) -> bool:
    """ "The two armies exchanged prisoners", "two gunmen killed six": they did, to others."""
    end = at + len(phrase.words)
    if " ".join(phrase.words) not in toll_words()["words"]["doing"] or end >= len(line):
        return False
    if not word_set("be").isdisjoint([t.low for t in line[max(0, at - 3) : at]]):
        return False
    low = line[end].low
    return (
        is_number(low) or low in word_set("determiners") or low in toll_words()["words"]["objects"]
    )


def _is_close(line: Sequence[Token], at: int, amount: Amount) -> bool:
    """ "61 of the 120 seats", "38 council seats"; not "four candidates won half of the votes"."""
    between = [t.low for t in line[amount.end : at]]
    return sum(not (low in ("of", "the") or low[:1].isdigit()) for low in between) <= 1


def _told(amount: Amount, what: str, noun: str, end: int) -> Toll:
    whole = noun in everyone() or "whole" in toll_words()["counted"][what]
    standing = what == "missing"
    return Toll(what, amount.low, amount.high, "" if whole else noun, amount.start, end, standing)


def _of_state(line: Sequence[Token], toll: Toll) -> Toll:
    """ "Two are in critical condition", "three had minor injuries": some of the hurt.

    "None had life-threatening injuries" says that some were hurt.
    """
    said = {t.low for t in line[toll.start : toll.end]}
    if toll.what != "injured" or toll.scope or said.isdisjoint(toll_words()["words"]["state"]):
        return toll
    return toll._replace(scope="part")


def _part(line: Sequence[Token], amount: Amount) -> bool:
    """Whether the number counts only a part: "including three children", "two of them children"."""
    left = " ".join(t.low for t in line[max(0, amount.start - 3) : amount.start])
    right = " ".join(t.low for t in line[amount.end : amount.end + 2])
    return any(left.endswith(p) or right.startswith(p) for p in toll_words()["words"]["part"])


def _goes_on(line: Sequence[Token], last: Toll, amount: Amount) -> bool:
    return amount.start - last.end <= 4


def _second(line: Sequence[Token], amount: Amount) -> Toll | None:
    """ "killed 12 and injured 30": the second verb stands right before its number."""
    acting = None if is_measure(line, amount) else _acting(line, amount)
    return Toll(acting[0], amount.low, amount.high, "", acting[1], amount.end) if acting else None

"""Verbs of saying that tell of no words: "answered the bell", "wrote eleven novels"."""

from __future__ import annotations

from secondsource.text.clauses import (
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    OBJ,
    PREP,
    QUOTE,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
)
from secondsource.text.cues import Verb, lists, word_sets


def is_deed(words: Words, at: int, verb: Verb) -> bool:
    """Whether a verb of saying only tells what somebody did, and no words of his."""
    readers = lists().readers
    if _takes_lives(words, at, verb) or _says_nothing(words, at):
        return True
    if verb.lemma in readers["of_memory"] and at and words.lows[at - 1] in readers["coming"]:
        return True  # "old readers will recall the fire"
    if verb.lemma in readers["of_force"] and _is_done(words, at):
        return True
    return verb.lemma in readers["of_things"] and _has_a_thing(words, at, verb)


def _is_done(words: Words, at: int) -> bool:
    """Whether a verb of force is no figure of speech: "attacked a post", not "the plan as"."""
    tags, lows = words.tags, words.lows
    end = at + 1
    while end < len(lows) and not tags[end] & (COMMA | STOP | AUX | CLAUSE):
        end += 1
    object_ = range(at + 1, end)
    if any(tags[k] & (QUOTE | SCARE) for k in object_) or "as" in lows[at + 1 : end]:
        return False
    return not any(lows[k] in word_sets()["said_things"] for k in object_)


def _takes_lives(words: Words, at: int, verb: Verb) -> bool:
    """ "The outbreak has claimed 11 lives" tells of no words; nor do they who are reading."""
    if verb.lemma in lists().readers["of_number"] and at + 1 < len(words.lows):
        after = at + (3 if words.lows[at + 1 : at + 3] == ["at", "least"] else 1)
        if word_sets()["victims"] & set(words.lows[at + 1 : at + 5]):
            return True
        counted = after < len(words.tags) and bool(words.tags[after] & NUM)
        return counted and not _has_clause(words, after, papers=False)  # "claimed 40 had come"
    return verb.lemma in lists().readers["of_readers"] and "ing" in verb.forms


def _says_nothing(words: Words, at: int) -> bool:
    """ "The draymen knew nothing", "has so far said nothing in public"."""
    if words.lows[at + 1 : at + 2] not in (["nothing"], ["little"]):
        return False
    after = words.tags[at + 2] if at + 2 < len(words.tags) else STOP
    return bool(after & (STOP | COMMA | PREP | TIME)) and not _has_clause(words, at + 2)


def _has_a_thing(words: Words, at: int, verb: Verb) -> bool:
    """Whether a thing follows the verb, and no words: "did not answer requests for comment"."""
    tags, lows = words.tags, words.lows
    if _is_title(words, at + 1):
        return True
    if any(tag & (QUOTE | SCARE) for tag in tags):
        return False
    first = at + 1
    answers = verb.lemma in lists().readers["of_answers"]
    if first < len(lows) and lows[first] == "to" and answers:
        first += 1
    if first < len(lows) and lows[first] in lists().citing:
        return False  # "the Herald writes quoting her"
    if first >= len(lows) or tags[first] & (STOP | COMMA | CLAUSE | AUX | COORD | TIME):
        return False
    if tags[first] & CAP and not tags[first] & DET:
        return False
    if tags[first] & PREP or (tags[first] & SUBJ and not tags[first] & OBJ):
        return False
    return not _has_clause(words, first, papers=not answers)


def _is_title(words: Words, at: int) -> bool:
    """Whether a quoted work stands here and its sentence goes on: "wrote 'The Last Boat' in"."""
    if at + 1 >= len(words.lows) or not words.tags[at] & (QUOTE | SCARE):
        return False
    if words.tags[at + 1] & (COMMA | STOP | QUOTE | SCARE):
        return False
    inner = words.text[words.starts[at] : words.ends[at]].strip("\"'“”‘’").split()
    long = [word for word in inner if len(word) > 3]
    return len(inner) > 1 and bool(long) and all(word[0].isupper() for word in long)


def _has_clause(words: Words, first: int, *, papers: bool = True) -> bool:
    """Whether a clause of its own, or a paper, stands behind a verb: "wrote a letter saying"."""
    tags, lows = words.tags, words.lows
    for k in range(first, len(lows)):
        if tags[k] & (COMMA | STOP) or (tags[k] & COORD and k > first):
            return False
        subject = tags[k] & SUBJ and not tags[k] & OBJ
        if subject or tags[k] & AUX or lows[k] == "that":
            return True
        if papers and lows[k] in lists().occasions:
            return True
        if lows[k] in word_sets()["past"] and not tags[k] & CAP:
            return True
    return False

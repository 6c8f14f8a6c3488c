"""Whether a sentence affirms an event, alleges or denies it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import structs

from secondsource.model import Event, Polarity, Span
from secondsource.text.denials import is_open, is_refused, sentences_denying
from secondsource.text.eventwords import Head, standing, word_set
from secondsource.text.scenes import HARM, Scene, span_of, words_of
from secondsource.text.sides import subject
from secondsource.text.words import fold

# What nobody says "did not happen" of but to deny it; a match or a vote may just be off.
DENIED = (HARM, "agree", "aid", "coerce", "consult", "document", "office")
NOBODYS = ("agree", "document", "office")  # what nobody has done is denied
CLAIMED = 8  # tokens behind an event in which a claim of it may be called baseless
DENIED_BEFORE = "events/denied before"
NO = 4  # tokens before an event noun in which "no" denies it


def unhappened(scene: Scene, head: Head, status: str) -> bool:
    """ "Has not resigned", "did not bomb it", "no such meeting took place"."""
    if head.kind is None or head.kind.family not in DENIED or is_open(scene.line, head):
        return False
    if status == "did_not_happen":
        return True
    if head.part != "noun" or status not in ("happened", "ongoing"):
        return False
    begin = max(0, head.start - NO)
    before = [t.low for t in scene.line[begin : head.start]]
    if "no" not in before:
        return False
    at = len(before) - 1 - before[::-1].index("no")
    return not any(low in word_set("prepositions") for low in before[at + 1 :])


def polarity(scene: Scene, found: Sequence[Head], number: int) -> Polarity:
    """alleged or denied: by the quote around, a verb of reporting, or a word beside."""
    head = found[number]
    at = scene.line[head.start].start
    for quote in scene.quotes:
        if not any(c.start <= at < c.end for c in quote.content):
            continue
        if quote.act == "deny" or _is_baseless(scene, head):
            return "denied"
        cue = fold(words_of(scene, quote.cue)) if quote.cue else ""
        if any(w in sense("allege") for w in cue.split()):
            return "alleged"
    for other in reversed(found[:number]):
        if other.part != "report":
            continue
        between = scene.line[other.end : head.first]
        if other.sense == "deny" and not any(not t.word and t.low in ";," for t in between):
            if is_refused(scene.line[other.start : other.end], between, head):
                break
            return "denied"
        if other.sense == "allege" and not any(t.low == ";" for t in between):
            return "alleged"
        break
    if _by_nobody(scene, head):
        return "denied"
    near = scene.line[max(0, head.first - 4) : head.end]
    if any(t.low in standing()["alleged"]["words"] for t in near):
        return "alleged"
    return "affirmed"


def _is_baseless(scene: Scene, head: Head) -> bool:
    """ "Attack claim “baseless”, says the embassy": what is said denies the event."""
    behind = [t.low for t in scene.line[head.end : head.end + CLAIMED] if t.word]
    told = standing()["alleged"]
    claimed = behind[:1] and behind[0] in told["claims"]
    return bool(claimed) and any(low in told["baseless"] for low in behind)


def _by_nobody(scene: Scene, head: Head) -> bool:
    """ "Nobody has sold him", "there is no agreement to purchase it"."""
    if head.kind is None or head.kind.family not in NOBODYS or head.part == "noun":
        return False
    lows = []
    for token in reversed(scene.line[max(0, head.start - NO - 2) : head.start]):
        if not token.word:
            break
        lows.append(token.low)
    told = standing()["alleged"]
    if any(low in told["nobody"] for low in lows[:4]) or lows[1:3] == ["one", "no"]:
        return True
    return "to" in lows[:1] and "no" in lows[2:4] and lows[1] in told["plans"]


@cache
def sense(name: str) -> frozenset[str]:
    return frozenset(f for verb in standing()["reports"][name] for f in verb.split("|"))


def denied_claims(scene: Scene) -> Event | None:
    """ "Moscow has denied all such accusations": an event that an earlier sentence alleged."""
    line = scene.line
    claims = standing()["alleged"]["claims"]
    for at, token in enumerate(line):
        if token.low not in sense("deny"):
            continue
        for end in range(at + 1, min(len(line), at + 6)):
            follows = line[end + 1].low if end + 1 < len(line) else "."
            pointing = end == at + 1 and line[end].low in ("it", "this", "that")
            if line[end].low in claims or (pointing and not follows.isalnum()):
                if follows in ("that", "of", "it"):
                    return None  # what is denied stands in the sentence itself
                span = span_of(scene, at, end + 1)
                agents = subject(scene, at, ()) if at else []
                return Event(
                    span=span,
                    trigger=span,
                    by="events/denied claims",
                    type="STATEMENT",
                    parties=tuple(structs.replace(m, role="denier") for m in agents[:1]),
                    polarity="denied",
                    status="proposed",
                    score=0.7,
                )
    return None


def denied_before(scene: Scene, folded: str) -> Event | None:
    """ "That is not true", "nothing of the kind happened": of what was told before."""
    for pattern in sentences_denying():
        match = pattern.search(folded)
        if match:
            span = Span(scene.span.start + match.start(), scene.span.start + match.end())
            return Event(
                span=span,
                trigger=span,
                by=DENIED_BEFORE,
                type="STATEMENT",
                polarity="denied",
                status="did_not_happen",
                score=0.7,
            )
    return None

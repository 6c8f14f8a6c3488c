"""What a cue's speaker is said to have said: the words after it, before it, or around it."""

from __future__ import annotations

from msgspec import structs

from secondsource.text.addressees import is_of_paper, past_addressee, skip_adjuncts, to_that
from secondsource.text.afterwords import pointer, within
from secondsource.text.amounts import is_number
from secondsource.text.clauses import (
    ADV,
    AUX,
    CAP,
    CLAUSE,
    COMMA,
    COORD,
    DET,
    NUM,
    PREP,
    QUOTE,
    REL,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
)
from secondsource.text.cues import Frame, Range, lists, word_sets
from secondsource.text.gapped import gapped
from secondsource.text.labels import end_of_words, labels
from secondsource.text.speech import cues
from secondsource.text.subjects import persons

MAX_HEDGE = 4  # words before a number that only say how sure it is


def frames(words: Words) -> list[Frame]:
    """The speech frames of one sentence in text order, contents filled in; O(tokens)."""
    found = cues(words)
    back = pointer(words, frozenset())
    if back is not None:
        found = [f for f in found if f.cue[1] <= back.cue[0] or back.cue[1] <= f.cue[0]]
        return sorted([*(_filled(words, found)), back], key=lambda f: f.cue)
    inner = within(words)
    if inner is not None:
        first = inner.region[0]
        found = [f for f in found if f.region[1] <= first]
        return [*_filled(words, found), inner]
    return _filled(words, found) if found else labels(words)


def _filled(words: Words, found: list[Frame]) -> list[Frame]:
    """The frames with their contents; those that speak only in quotation marks need them."""
    filled = [_with_contents(words, found, n) for n in range(len(found))]
    filled = [*filled, *(g for f in filled if (g := gapped(words, f)) is not None)]
    spoken = lists().readers["spoken"]
    return [
        f
        for f in filled
        if f.lemma not in spoken
        or any(words.tags[k] & (QUOTE | SCARE) for c in f.contents for k in range(*c))
    ]


def _with_contents(words: Words, found: list[Frame], number: int) -> Frame:
    frame = found[number]
    if frame.kind in ("citing", "passive") or frame.contents:
        return frame
    count = end_of_words(words)
    tags, lows = words.tags, words.lows
    first, last = frame.region
    to = None
    after = last
    if frame.kind in ("verb", "quoted"):
        after, to = past_addressee(words, frame, after, count)
    plain = after
    after = skip_adjuncts(words, after, count)
    of_paper = after > plain and is_of_paper(words, after, count)
    after = to_that(words, after, count)
    if number + 1 < len(found) and found[number + 1].kind in ("citing", "according"):
        # "Kanal Nord reported, citing a post by the governor, that …"
        beyond = found[number + 1].region
        if beyond[0] - after == 1 and beyond[1] + 1 < count and lows[beyond[1] + 1] == "that":
            after = beyond[1] + 1
    that = after + 1 < count and lows[after] == "that"
    if that:
        after += 1
    if after < count and tags[after] & STOP and lows[after] == ":":
        after += 1
        that = True
    quote_next = (
        after + 1 < count and bool(tags[after] & COMMA) and bool(tags[after + 1] & (QUOTE | SCARE))
    )
    if quote_next:
        after += 1  # "He added, “…”"
    right_end = _to_main_verb(words, found, number, _cut(words, found, number, after, count))
    left = (
        _left(words, found, number, first) if frame.sense.fronts or frame.kind != "verb" else None
    )
    comma_next = after < count and tags[after] & COMMA
    has_right = after < right_end and not comma_next and not tags[after] & STOP
    fronted = left is not None and (
        (first > 0 and tags[first - 1] & (COMMA | QUOTE | SCARE) != 0) or frame.side == "left"
    )
    between = (
        comma_next
        and after + 1 < count
        and not _is_gerund(words, after + 1)
        and frame.kind == "verb"
    )
    if left is not None and not between and not _is_clause(words, left):
        left, fronted = None, False
    spoken = first > 0 and bool(tags[first - 1] & QUOTE) and frame.side != "right"
    if of_paper and fronted:
        has_right = False
    contents: list[Range] = []
    if frame.kind in ("according", "impersonal"):
        if first == 0 or not fronted:
            begin = after + 1 if comma_next else after
            if frame.kind == "impersonal" and not that and not comma_next and first == 0:
                begin = after
            if frame.kind == "according" and lows[after - 1 : after] == ["that"]:
                begin = _past_relative(words, after, count)
            if number + 1 < len(found) and found[number + 1].kind == "citing":
                # "According to AFP, citing an unnamed official, …"
                beyond = found[number + 1].region
                if beyond[0] - last <= 2:
                    begin = max(begin, beyond[1])
            contents = _piece(words, begin, _cut(words, found, number, begin, count))
            if not contents and left:
                contents = [_in_relative(words, left) if frame.kind == "according" else left]
            opening = _split(words, first, after)
            if opening and contents:
                contents = [opening, *contents]
        elif left:
            contents = [left]
            if comma_next and after + 1 < count:
                contents += _piece(words, after + 1, _cut(words, found, number, after + 1, count))
    elif frame.side == "right":
        contents = _piece(words, after, right_end) if has_right else []
    elif (
        has_right
        and frame.side != "left"
        and not (spoken and not that)
        and not (fronted and _tail_only(words, after, right_end))
    ):
        contents = _piece(words, after, right_end)
    elif left is not None and fronted:
        contents = [left]
        begin = after
        if begin < count and tags[begin] & (COMMA | STOP):
            begin += 1
        interposed = (
            comma_next and not tags[left[1] - 1] & QUOTE and not _is_gerund(words, begin)
            if begin < count
            else False
        )
        if interposed or (begin < count and tags[begin] & QUOTE):
            contents += _piece(words, begin, _cut(words, found, number, begin, count))
    region = (first, max(last, after))
    contents = [_without_background(words, c) for c in contents]
    if frame.sense.group == "asked":
        contents = [(c[0], _comma(words, c)) for c in contents]
    if frame.sense.group == "attitude" and len(contents) == 1 and frame.kind == "verb":
        contents = [_object(words, contents[0])]
    if frame.sense.group in ("attitude", "evidence") and len(contents) == 1:
        begin, end = contents[0]
        if tags[begin] & PREP and not any(tags[k] & (QUOTE | SCARE) for k in range(begin, end)):
            contents = []  # "Larn mourns after the fire", "Gun found in beehive": nothing is said
    if contents and (_is_thing_found(words, frame, contents[0]) or _is_silent(words, contents[0])):
        contents = []
    if frame.act == "ask" and contents and _asks_for(words, contents[0]):
        frame = structs.replace(frame, act="demand")
    return structs.replace(frame, contents=tuple(contents), to=to, region=region)


def _is_silent(words: Words, content: Range) -> bool:
    """ "Declined to comment", "asked not to be named": nothing is said."""
    said = " ".join(words.lows[content[0] : content[1]]) + " "
    return any(said.startswith(f"{phrase} ") for phrase in word_sets()["silent"])


def _is_thing_found(words: Words, frame: Frame, content: Range) -> bool:
    """ "Rescue teams found seven bodies": they say nothing; what an inquiry finds are facts."""
    if frame.lemma not in ("find", "discover") or frame.source is None or frame.kind != "verb":
        return False
    by = words.lows[frame.source[1] - 1]
    people = by in persons() or by in word_sets()["plural"]
    people = people or (by.endswith("s") and by not in word_sets()["finding"])
    said = range(*content)
    clause = any(words.tags[k] & (AUX | QUOTE) for k in said) or _tells(words, *content)
    return people and not clause and words.lows[content[0] - 1] != "that"


def _past_relative(words: Words, at: int, limit: int) -> int:
    """Past what is told of a paper before what it holds: "a report that was sent to her, | two"."""
    if at >= limit or not words.tags[at] & AUX:
        return at
    return next((k + 1 for k in range(at + 1, limit) if words.tags[k] & COMMA), at)


def _object(words: Words, content: Range) -> Range:
    """The thing praised, backed or blamed, without when and where: "the deal | after the vote"."""
    first, last = content
    ends = word_sets()["object_ends"]
    if any(words.tags[k] & (QUOTE | SCARE) for k in range(first, last)):
        return content
    for at in range(first + 1, last):
        if words.tags[at] & COMMA or words.lows[at] in ends:
            return first, at
    return content


def _without_background(words: Words, content: Range) -> Range:
    """Words told as somebody's end where the writer goes on: ", following proposals from …"."""
    first, last = content
    background = word_sets()["background"]
    for at in range(first + 2, last - 1):
        apart = words.tags[at] & COMMA and words.lows[at + 1] in background
        if apart or words.lows[at] == ";":
            if any(words.tags[k] & (QUOTE | SCARE) for k in range(at, last)):
                return content
            return first, at
    return content


def _in_relative(words: Words, content: Range) -> Range:
    """ "Police held 9 at the march, in which 800 walked according to Kern": he said the latter.

    Nothing parts the words from who said them; with a comma before him all may be his.
    """
    first, last = content
    tags = words.tags
    commas = [k for k in range(first, last) if tags[k] & COMMA]
    if not commas or last == len(tags) or tags[last - 1] & COMMA or tags[last] & COMMA:
        return content
    at = commas[-1] + 1
    at += at + 1 < last and bool(tags[at] & PREP)
    return (commas[-1] + 1, last) if at < last and tags[at] & REL else content


def _comma(words: Words, content: Range) -> int:
    """The first comma of a content, or its end."""
    return next((k for k in range(*content) if words.tags[k] & COMMA), content[1])


def _asks_for(words: Words, content: Range) -> bool:
    """Whether an asking is for a deed: "asked the ministry to hand over the files"."""
    first, last = content
    if words.tags[first] & (CLAUSE | QUOTE) or words.lows[first] in word_sets()["about"]:
        return False
    return "to" in words.lows[first + 1 : min(last, first + 8)]


def _piece(words: Words, first: int, last: int) -> list[Range]:
    while first < last and words.tags[first] & (COMMA | STOP):
        first += 1
    while last > first and words.tags[last - 1] & (COMMA | STOP):
        last -= 1
    return [(first, last)] if first < last else []


def _is_clause(words: Words, piece: Range) -> bool:
    """Whether words before a cue can be what was said, not "During the drive back"."""
    first, last = piece
    tags = words.tags
    if any(tags[k] & (QUOTE | AUX | SUBJ) for k in range(first, last)):
        return True
    first = _past_hedge(words, first, last)  # "About 200 people died, police said"
    if tags[first] & (PREP | TIME) or words.lows[first].endswith("ing"):
        return _tells(
            words, first + 1, last
        )  # "On Monday three people died", "Flooding killed two"
    counted = tags[first] & NUM or is_number(words.lows[first].split("-")[0])
    return last - first >= (2 if counted else 3)  # "Nine dead, police say"


def _tells(words: Words, first: int, last: int) -> bool:
    """Whether words with a verb in the past stand here, not "the drive back from the lost town"."""
    tags, lows = words.tags, words.lows
    for at in range(first, last):
        past = lows[at] in word_sets()["past"] or (lows[at].endswith("ed") and len(lows[at]) > 3)
        if past and not tags[at] & CAP and not tags[at - 1] & (DET | PREP | ADV | COMMA):
            issued = lows[at] in word_sets()["issued"] | word_sets()["read_by"]
            if not issued:  # "in a statement published on Tuesday"
                return True
    return False


def _past_hedge(words: Words, first: int, last: int) -> int:
    """Past "about", "at least", "as many as" before a number."""
    hedges = word_sets()["hedges"]
    for at in range(first, min(last, first + MAX_HEDGE)):
        if words.tags[at] & NUM:
            return at
        if words.lows[at] not in hedges:
            return first
    return first


def _is_gerund(words: Words, at: int) -> bool:
    """Whether the writer goes on after a cue: ", adding …"; ", bringing the toll to 14" is said."""
    return words.lows[at].endswith("ing") and words.lows[at] not in word_sets()["resulting"]


def _tail_only(words: Words, first: int, last: int) -> bool:
    """Whether what follows the cue is no clause: ", Morvek told news agency Vestra on Friday"."""
    tags = words.tags
    if any(tags[k] & QUOTE for k in range(first, last)):
        return False
    told = word_sets()["tail"] | word_sets()["issued"] | word_sets()["read_by"]
    return bool(tags[first] & (PREP | ADV | TIME)) or words.lows[first] in told


def _cut(words: Words, found: list[Frame], number: int, first: int, limit: int) -> int:
    """Where content that begins at `first` ends: before the next cue set off by a comma."""
    tags = words.tags
    for other in found[number + 1 :]:
        begin = other.region[0] if other.kind != "passive" else limit
        if begin < first:
            continue
        if begin >= limit:
            break
        if begin == first:
            if other.kind == "citing":
                return first  # "the Courier has reported quoting an aide"
            apart = other.shared or other.kind in ("according", "citing")
            if first and tags[first - 1] & COMMA and apart:
                return first
            continue
        if tags[begin - 1] & (COMMA | STOP):
            if other.kind in ("according", "citing") or (other.kind == "verb" and other.shared):
                return begin - 1
            if other.kind in ("verb", "quoted", "impersonal") and _trails(words, other, limit):
                return begin - 1
        elif (other.kind == "according" and tags[begin - 1] & COMMA == 0) or (
            other.kind == "verb" and other.shared and tags[begin] & COORD
        ):
            return begin
    return limit


def _to_main_verb(words: Words, found: list[Frame], number: int, limit: int) -> int:
    """Where the words end of "who asked not to be named", whose own subject speaks on behind."""
    frame = found[number]
    if frame.source is None:
        return limit
    at = frame.source[0] - 1
    if at > 1 and words.lows[at] in word_sets()["who"] and words.tags[at - 1] & COMMA:
        ends = range(frame.cue[1], limit)  # ", which the union says began at four, goes on"
        return next((k for k in ends if words.tags[k] & COMMA), limit)
    if words.lows[frame.source[1] - 1] not in word_sets()["who"]:
        return limit
    for other in found[number + 1 :]:
        begin = other.cue[0]
        same = other.source is not None and other.source[0] == frame.source[0]
        if same and begin < limit and words.tags[begin - 1] & COMMA:
            return begin - 1
    return limit


def _trails(words: Words, frame: Frame, limit: int) -> bool:
    """Whether a cue closes the sentence, so that it owns what stands before it."""
    after = frame.region[1]
    after, _ = past_addressee(words, frame, after, limit)
    after = skip_adjuncts(words, after, limit)
    return after >= limit or bool(words.tags[after] & COMMA)


def _left(words: Words, found: list[Frame], number: int, first: int) -> Range | None:
    """The content before a cue, from the sentence start or the end of the cue that opened it."""
    begin = 0
    for other in found[:number]:
        if other.sense.group == "intention" and found[number].kind == "according":
            continue  # "Talisk has agreed to sell it, according to a person familiar with it"
        if other.region[0] <= 1 and other.kind != "passive" and other.score >= 0.8:
            begin = max(begin, other.region[1])
            tags = words.tags
            if begin < first and words.lows[begin] == "that":
                begin += 1
            begin = min(begin, first)
            begin = _skip_time_that(words, begin, first)
            if begin < first and tags[begin] & COMMA:
                begin += 1
            break
    for at in range(first - 1, begin, -1):
        if words.lows[at] == ";" and any(0 <= at - f.region[1] < 2 for f in found[:number]):
            begin = at + 1  # "Nine, says the ministry; 11, say the families"
            break
    pieces = _piece(words, begin, first)
    return pieces[0] if pieces else None


def _split(words: Words, first: int, after: int) -> Range | None:
    """The subject a turn between commas parts from its verb: "The blast, in her telling, came"."""
    tags = words.tags
    if first < 3 or after + 1 >= len(tags) or not (tags[first - 1] & tags[after] & COMMA):
        return None
    apart = any(tags[k] & (COMMA | STOP | QUOTE | CLAUSE) for k in range(first - 1))
    goes_on = tags[after + 1] & (AUX | ADV) or not tags[after + 1]
    return (0, first - 1) if tags[0] & (DET | CAP) and goes_on and not apart else None


def _skip_time_that(words: Words, begin: int, limit: int) -> int:
    begin = skip_adjuncts(words, begin, limit)
    if begin < limit and words.lows[begin] == "that":
        begin += 1
    return begin

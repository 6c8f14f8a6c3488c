"""What a cue's speaker is said to have said: the words after it, before it, or around it."""

from __future__ import annotations

from msgspec import structs

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
    OBJ,
    PREP,
    QUOTE,
    SCARE,
    STOP,
    SUBJ,
    TIME,
    Words,
    phrase_right,
    skip_time,
)
from secondsource.text.cues import Frame, Lists, Range, lists, word_sets
from secondsource.text.speech import cues

MAX_LABEL = 4  # words of a speaker set off by a colon or a dash
MAX_HEDGE = 4  # words before a number that only say how sure it is
MAX_GAPPED = 6  # words from a comma to the "of" or "at" of a second speaker
_GAPPED = frozenset(("as", "at", "of"))
MAX_OCCASION = 9  # words from "in" to the noun of the occasion


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
    return _filled(words, found) if found else _labels(words)


def _filled(words: Words, found: list[Frame]) -> list[Frame]:
    """The frames with their contents; those that speak only in quotation marks need them."""
    filled = [_with_contents(words, found, n) for n in range(len(found))]
    filled = [*filled, *(g for f in filled if (g := _gapped(words, f)) is not None)]
    spoken = lists().readers["spoken"]
    return [
        f
        for f in filled
        if f.lemma not in spoken
        or any(words.tags[k] & (QUOTE | SCARE) for c in f.contents for k in range(*c))
    ]


def _gapped(words: Words, frame: Frame) -> Frame | None:
    """A second speaker to whom the verb is not said again.

    "The Front speaks of 22, the commission of 61", "Police put it at 90, organisers at 400".
    """
    tags, lows = words.tags, words.lows
    if frame.kind != "verb" or len(frame.contents) != 1:
        return None
    begin, end = frame.contents[0]
    word = lows[begin - 1] if lows[begin - 1] in _GAPPED else ""
    word = word or next((lows[k] for k in range(begin, end) if lows[k] in _GAPPED), "")
    comma = next((k for k in range(begin, len(lows)) if tags[k] & (COMMA | STOP)), len(lows))
    if not word or not any(tags[k] & NUM or is_number(lows[k]) for k in range(begin, comma)):
        return None
    first = comma + 1
    while first < len(lows) and tags[first] & (COORD | ADV):
        first += 1
    last = next((k for k in range(first, min(len(lows), first + MAX_GAPPED)) if lows[k] == word), 0)
    if last <= first or last + 1 >= len(lows) or lows[first] in ("a", "an"):
        return None
    plain = not any(tags[k] & (COMMA | STOP | QUOTE | AUX | SUBJ) for k in range(first, last))
    number = last + 1
    while number < len(lows) - 1 and tags[number] & (ADV | PREP):
        number += 1
    if not plain or not (tags[number] & NUM or is_number(lows[number])):
        return None
    until = next((k for k in range(number, len(lows)) if tags[k] & (COMMA | STOP)), len(lows))
    told = structs.replace(frame, cue=(last, last + 1), region=(first, last + 1), to=None)
    return structs.replace(told, source=(first, last), contents=((last + 1, until),), shared=False)


def _labels(words: Words) -> list[Frame]:
    """ "Marsk: “We will not pay”", "Talks to resume in May – minister": a name before or after.

    Whether the label is a speaker is for the reader of the phrase to say.
    """
    count = _end(words)
    lows, tags = words.lows, words.tags
    first = 0
    while first < count and tags[first] & STOP:
        first += 1  # the bullet of a list
    clocked = _past_clock(words, first, count)
    if clocked > first and (live := _live(words, clocked, count)) is not None:
        return [live]
    first = clocked
    for at in range(first + 1, min(count - 1, first + MAX_LABEL + 1)):
        apart = any(tags[k] & (QUOTE | STOP | AUX | PREP | TIME) for k in range(first, at))
        if lows[at] == ":" and not apart:
            said = (at + 1, count)
            left = at - first > 1 and lows[at - 1] in word_sets()["leaving"]
            source = (first, at - left)  # "Marsk quits: …"
            return [Frame("label", (at, at + 1), (first, at + 1), source, (said,), score=0.6)]
    if count == len(lows):
        for at in range(count - 2, max(2, count - 2 - MAX_LABEL), -1):
            if tags[at] & STOP and lows[at][0] in "–—-":
                if any(tags[k] & (STOP | AUX | PREP) for k in range(at + 1, count)):
                    return []
                said = (0, at)
                source = (at + 1, count)
                return [Frame("label", (at, at + 1), (at, count), source, (said,), score=0.6)]
    return []


def _live(words: Words, first: int, limit: int) -> Frame | None:
    """ "5:30 p.m. - Mayor Marsk on the loudhailer at the gym: one case a family"."""
    tags, lows = words.tags, words.lows
    colon = next((k for k in range(first, min(limit - 1, first + 12)) if lows[k] == ":"), 0)
    end = next((k for k in range(first, colon) if tags[k] & PREP), 0)
    if not first < end < colon or not tags[first] & CAP:
        return None
    if any(tags[k] & (QUOTE | STOP | AUX | COMMA | SUBJ) for k in range(first, colon)):
        return None
    source = (first, end)
    if lows[end - 1] in lists().occasions | word_sets()["posts"]:  # "Post from the coastguard: …"
        source = (end + 1, colon)
    said = (colon + 1, limit)
    return Frame("label", (colon, colon + 1), (first, colon + 1), source, (said,), score=0.6)


def _past_clock(words: Words, first: int, limit: int) -> int:
    """Past the hour a live report puts before its lines: "18:40", "5:30 p.m. -", "7.33am -"."""
    lows, tags = words.lows, words.tags
    if first + 3 >= limit or not tags[first] & NUM:
        return first
    at = first + 1
    if lows[at] == ":" and tags[at + 1] & NUM:
        at += 2
    elif not ("." in lows[first] and lows[first].rstrip("apm.").replace(".", "").isdigit()):
        return first
    while at < limit and (lows[at] in ("am", "pm", "a.m", "p.m", ".") or tags[at] & STOP):
        at += 1
    return at if at + 2 < limit else first


def _with_contents(words: Words, found: list[Frame], number: int) -> Frame:
    frame = found[number]
    if frame.kind in ("citing", "passive") or frame.contents:
        return frame
    count = _end(words)
    tags, lows = words.tags, words.lows
    first, last = frame.region
    to = None
    after = last
    if frame.kind in ("verb", "quoted"):
        after, to = _past_addressee(words, frame, after, count)
    plain = after
    after = skip_adjuncts(words, after, count)
    of_paper = after > plain and _is_of_paper(words, after, count)
    after = _to_that(words, after, count)
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
                contents = [left]
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
    if frame.act == "ask" and contents and _asks_for(words, contents[0]):
        frame = structs.replace(frame, act="demand")
    return structs.replace(frame, contents=tuple(contents), to=to, region=region)


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


def _comma(words: Words, content: Range) -> int:
    """The first comma of a content, or its end."""
    return next((k for k in range(*content) if words.tags[k] & COMMA), content[1])


def _to_that(words: Words, at: int, limit: int) -> int:
    """Past a phrase of place or matter before "that": "said on the Larn side of the river that"."""
    tags = words.tags
    if at >= limit or not tags[at] & PREP or words.lows[at] == "to":
        return at
    for k in range(at + 1, min(limit, at + MAX_OCCASION)):
        if words.lows[k] == "that":
            return k
        if tags[k] & (COMMA | STOP | QUOTE | AUX | SUBJ | COORD):
            return at
    return at


def _is_of_paper(words: Words, at: int, limit: int) -> bool:
    """Whether words behind a paper tell of it: "in a report made public", "that listed them"."""
    lows, tags = words.lows, words.tags
    if at < limit and lows[at] in ("that", "which"):
        at += 1
    elif at < limit and lows[at].endswith("ing"):
        return False  # "in a statement thanking", and what it goes on to say
    if at >= limit or tags[at] & (CAP | DET):
        return False
    return lows[at] in word_sets()["past"] or (len(lows[at]) > 4 and lows[at].endswith("ed"))


def _asks_for(words: Words, content: Range) -> bool:
    """Whether an asking is for a deed: "asked the ministry to hand over the files"."""
    first, last = content
    if words.tags[first] & (CLAUSE | QUOTE) or words.lows[first] in word_sets()["about"]:
        return False
    return "to" in words.lows[first + 1 : min(last, first + 8)]


def _end(words: Words) -> int:
    """One past the last token that is not the sentence's final stop."""
    count = len(words.lows)
    while count and words.tags[count - 1] & STOP and words.lows[count - 1][0] in ".!?…":
        count -= 1
    return count


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
    after, _ = _past_addressee(words, frame, after, limit)
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


def _past_addressee(words: Words, frame: Frame, after: int, count: int) -> tuple[int, Range | None]:
    """The token after the addressee, and the addressee: "told Radio Velmar"."""
    tags, lows = words.tags, words.lows
    readers = lists().readers
    if after >= count or (frame.side == "left" and lows[after] != "to"):
        return after, None
    first = after
    if lows[after] == "to" and frame.lemma in readers["to"]:
        first += 1
    elif frame.kind != "verb" or frame.lemma not in readers["direct"]:
        plain = not tags[after] & (COMMA | STOP | QUOTE | PREP)
        if frame.lemma not in readers["that"] or not plain:
            return after, None
    last = _reader_end(
        words, first, phrase_right(words, first, count, verbs=frozenset(), bare=True)
    )
    if last == first:
        return after, None
    if frame.lemma in readers["that"] and (last >= count or lows[last] != "that"):
        return after, None
    return last, (first, last)


def _reader_end(words: Words, first: int, last: int) -> int:
    """Where who was told ends and what was told begins without "that".

    "Told us | nine had drowned", "told the Echo | everybody knew", "told | 640 people were seen".
    """
    tags, lows = words.tags, words.lows
    if last <= first:
        return last
    if lows[first] == "that":
        return first  # "told that women would march"
    if tags[first] & OBJ and not tags[first] & DET:
        return first + 1
    goes_on = last < len(lows) and lows[last] != "that" and not tags[last] & (COMMA | STOP | QUOTE)
    if not goes_on:
        return last
    if tags[first] & NUM and tags[last] & AUX:
        return first
    for k in range(first + 1, last):
        if lows[k] in word_sets()["anybody"]:
            return k
        if tags[k - 1] & CAP and not tags[k] and not tags[k - 1] & DET and tags[last] & AUX:
            return k
    return last


def skip_adjuncts(words: Words, at: int, limit: int) -> int:
    """Past times, occasions, documents, platforms: "on Friday in an interview with X"."""
    known = lists()
    while at < limit:
        moved = skip_time(words, at, limit)
        if moved == at:
            moved = _skip_occasion(words, at, limit, known)
        if moved == at:
            return at
        at = _past_date(words, moved, limit)
    return at


def _past_date(words: Words, at: int, limit: int) -> int:
    """Past the date set off behind a day: "said on Friday, Oct. 12, that"."""
    tags = words.tags
    if at >= limit or not tags[at] & COMMA:
        return at
    end = at + 1
    while end < limit and tags[end] & (TIME | NUM):
        end += 1
    closed = end > at + 1 and end + 1 < limit and tags[end] & COMMA
    return end + 1 if closed and words.lows[end + 1] == "that" else at


def _skip_occasion(words: Words, at: int, limit: int, known: Lists) -> int:
    tags, lows = words.tags, words.lows
    sets = word_sets()
    if lows[at] not in sets["occasion_before"]:
        return at
    last = at + 1
    head = -1
    while last < limit and last - at < MAX_OCCASION:
        if tags[last] & (COMMA | STOP | QUOTE | AUX | CLAUSE) and not tags[last] & DET:
            break
        if lows[last] in known.occasions or lows[last] in known.channels:
            head = last
        elif tags[last] & (PREP | TIME) or (tags[last] & DET and last > at + 1):
            break
        last += 1
    if head < 0:
        return at
    end = head + 1
    if end >= limit or lows[end] not in sets["occasion_after"] | sets["issued"]:
        return end
    timed = skip_time(words, end + (lows[end] in sets["issued"]), limit)
    if timed > end + 1:
        return timed
    issued = lows[end] in sets["issued"] and end + 1 < limit
    begin = end + 1 + (issued and lows[end + 1] in sets["occasion_before"])
    more = phrase_right(words, begin, limit, verbs=frozenset(), bare=True)
    return more if more > begin else end

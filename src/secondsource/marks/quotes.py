"""Who said what to whom, and through whom: `Quote` marks with resolved speakers and chains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from msgspec import Struct, structs

from secondsource.model import (
    Act,
    Article,
    Block,
    Credit,
    Form,
    Name,
    Quote,
    Span,
    Speaker,
    Teller,
    TellerRole,
    inside,
    marks,
)
from secondsource.text import world
from secondsource.text.clauses import QUOTE, SCARE, Words, tokens
from secondsource.text.pairing import Quoted, pair
from secondsource.text.speech import Frame, Range, frames
from secondsource.text.tellers import Link, Who, links, who
from secondsource.text.words import sentences

READ = frozenset(("body", "headline", "dek"))
MAX_BACK = 12  # sentences a pronoun may reach back


class _Said(Struct, frozen=True):
    """A frame with its spans, before the article's chain is put in front."""

    frame: Frame
    cue: Span
    content: tuple[Span, ...]
    speaker: Speaker | None
    via: tuple[Teller, ...]
    to: Teller | None


@dataclass
class _Memory:
    """What earlier sentences of one article have named; the only thing that changes while reading."""

    names: tuple[Name, ...]
    credits: tuple[Teller, ...]
    people: list[Speaker] = field(default_factory=list)
    bodies: list[Speaker] = field(default_factory=list)
    last: Quote | None = None  # the last quote, for what follows it without a cue
    last_at: int = -1  # number of its paragraph
    open: bool = False  # its quotation runs on into the next paragraph


def mark(article: Article) -> Iterator[Quote]:
    """The quotes of body, headline and dek, in text order; O(length of the text)."""
    memory = _Memory(marks(article, Name), _credits(article))
    for number, paragraph in enumerate(_paragraphs(article)):
        found = sorted(_paragraph(article, paragraph, memory, number), key=lambda q: q.span)
        yield from found


def _paragraphs(article: Article) -> Iterator[Span]:
    blocks = marks(article, Block)
    if blocks:
        stretches = [b.span for b in blocks if b.role in READ]
    else:
        stretches = [Span(0, len(article.text))]
    for stretch in stretches:
        start = stretch.start
        for line in article.text[stretch.start : stretch.end].splitlines(keepends=True):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                yield Span(start + lead, start + len(line.rstrip()))
            start += len(line)


def _credits(article: Article) -> tuple[Teller, ...]:
    """The relay and the outlet the page itself names: they stand before every chain."""
    tellers: dict[str, Teller] = {}
    for role in ("relay", "outlet"):
        for credit in marks(article, Credit):
            if credit.role == role:
                told = Teller(credit.who, role, credit.span, inherited=True)  # type: ignore[arg-type]
                tellers.setdefault(credit.who, told)
    return tuple(tellers.values())


# ------------------------------------------------------------------ one paragraph


def _paragraph(article: Article, within: Span, memory: _Memory, number: int) -> list[Quote]:
    text = article.text
    quoted = pair(text, within)
    found: list[Quote] = []
    used: set[int] = set()
    for sentence in _sentences(text, within, quoted):
        inner = [q for q in quoted if inside(q.span, sentence)]
        words = tokens(text, sentence, inner)
        said = _said(words, frames(words), memory)
        for one in said:
            quote = _quote(article, one, inner, memory, number)
            if quote is not None:
                found.append(quote)
                used.update(q.span.start for q in inner for c in quote.content if inside(q.span, c))
        _remember(words, memory, [one.speaker for one in said if one.speaker])
        loose = [q for q in inner if q.span.start not in used and _speaks(text, q)]
        for stretch in loose:
            quote = _uncued(article, stretch, memory, found, number)
            if quote is not None:
                found.append(quote)
                used.add(stretch.span.start)
        if found:
            memory.last, memory.last_at = found[-1], number
    memory.open = bool(quoted and quoted[-1].open)
    return found


def _speaks(text: str, stretch: Quoted) -> bool:
    """Whether a quoted stretch without a cue is speech rather than a name or a scare quote."""
    inner = text[stretch.inner.start : stretch.inner.end]
    return len(inner.split()) >= 4 and not stretch.single


def _uncued(
    article: Article, stretch: Quoted, memory: _Memory, found: list[Quote], number: int
) -> Quote | None:
    """Speech without a cue of its own: it goes on from the quote before it, or belongs to nobody."""
    previous = found[-1] if found else None
    if previous is None and memory.last is not None and number - memory.last_at <= 1:
        previous = memory.last
    speaker = previous.speaker if previous is not None else None
    if speaker is None and memory.people:
        speaker = memory.people[-1]
    via = (
        tuple(structs.replace(t, inherited=True) for t in previous.via)
        if previous
        else memory.credits
    )
    if speaker is not None and found == []:
        speaker = structs.replace(speaker, span=speaker.span)
    return Quote(
        span=stretch.span, by="quote.continued", score=0.7, form="direct", content=(stretch.span,),
        speaker=speaker, via=via, repaired=stretch.repaired and not stretch.open or stretch.repaired,
    )  # fmt: skip


def _sentences(text: str, within: Span, quoted: Sequence[Quoted]) -> list[Span]:
    """Sentences of a paragraph; marks of end inside a quotation end one only where it ends too."""
    pieces = list(text[within.start : within.end])
    for stretch in quoted:
        first, last = stretch.inner.start - within.start, stretch.inner.end - within.start
        if last <= first:
            continue
        final = pieces[last - 1]
        pieces[first:last] = ["x"] * (last - first)
        if final in ".!?…" and not _goes_on(text, stretch.span.end, within.end, final):
            pieces[last - 1] = final
        elif stretch.repaired and not _goes_on(text, stretch.span.end, within.end, "?"):
            pieces[last - 1] = "."
    masked = "".join(pieces)
    # Repaired marks may stand before a space ("time “The envoy"); no rule of theirs splits there.
    return [
        Span(s.start + within.start, s.end + within.start)
        for s in sentences(masked, Span(0, len(masked)))
    ]


def _goes_on(text: str, at: int, end: int, final: str) -> bool:
    """Whether a cue follows the quotation: “Why?” Marsk asked."""
    from secondsource.text.speech import verb_forms

    tail = text[at : min(end, at + 90)]
    if not tail.strip():
        return False
    if tail.lstrip()[:1] in '“"':
        return False
    table = verb_forms()
    seen = 0
    for word in tail.replace(",", " , ").replace(".", " . ").split():
        seen += 1
        if seen > 7 or word[0] in '.:;“"':
            return False
        verb = table.get(word.lower())
        if (
            verb
            and any(s.group in ("speech", "telling", "question") for s in verb.senses)
            and "past" in verb.forms | {"past"}
            and ("past" in verb.forms or "s" in verb.forms)
        ):
            rest = tail.split(word, 1)[1].lstrip()
            if final == ".":
                return rest[:1] in (".", ",", "") or rest.startswith("“") is True and False
            return not rest.startswith("that ")
    return False


# ------------------------------------------------------------------ one sentence


def _said(words: Words, found: list[Frame], memory: _Memory) -> list[_Said]:
    """The frames of a sentence, channels folded into the frames of those who speak through them."""
    if not found:
        return []
    channel = _channel_of(memory)
    read = [who(words, f.source, channel=channel) if f.source else None for f in found]
    tellers: list[list[Teller]] = [[] for _ in found]
    dropped: set[int] = set()
    speakers: list[Who | None] = list(read)
    previous: Who | None = None
    for n, frame in enumerate(found):
        if frame.shared and speakers[n] is None:
            speakers[n] = previous or (_first_subject(words, found, read))
        if frame.kind not in ("citing", "passive"):
            previous = speakers[n] or previous
        if frame.kind == "quoted" and frame.channel:
            tellers[n].append(_teller(who(words, frame.channel, channel=channel)))
    for n, frame in enumerate(found):
        if frame.kind == "citing":
            host = _host(found, n, dropped)
            dropped.add(n)
            if host is None:
                continue
            carrier = speakers[host]
            cited = read[n]
            if cited is None or carrier is None or carrier.kind != "channel":
                if cited is not None and carrier is None:
                    speakers[host] = cited
                continue
            tellers[host].append(_teller(carrier))
            speakers[host] = cited
    for n, frame in enumerate(found):
        if n in dropped or speakers[n] is None or speakers[n].kind != "channel" or tellers[n]:  # type: ignore[union-attr]
            continue
        deeper = _deeper(found, n, speakers, dropped)
        if deeper is None:
            continue
        tellers[deeper].insert(0, _teller(speakers[n]))  # type: ignore[arg-type]
        dropped.add(n)
    contents = [c for f in found for c in f.contents]
    beside = links(words, contents, channel=channel)
    result: list[_Said] = []
    for n, frame in enumerate(found):
        if n in dropped or not frame.contents:
            continue
        result.append(_one(words, frame, speakers[n], tellers[n], beside, memory))
    return result


def _first_subject(words: Words, found: list[Frame], read: list[Who | None]) -> Who | None:
    return next((w for w in read if w is not None), None)


def _host(found: list[Frame], number: int, dropped: set[int]) -> int | None:
    """The frame a "citing …" belongs to: the one before it, else the one after."""
    for n in range(number - 1, -1, -1):
        if n not in dropped and found[n].kind != "citing":
            return n
    for n in range(number + 1, len(found)):
        if found[n].kind != "citing":
            return n
    return None


def _deeper(
    found: list[Frame], number: int, speakers: list[Who | None], dropped: set[int]
) -> int | None:
    """The frame of somebody who speaks through the channel of frame `number`."""
    mine = found[number]
    for n, other in enumerate(found):
        if n == number or n in dropped or not other.contents:
            continue
        speaker = speakers[n]
        if speaker is None or speaker.kind == "channel" and n < number:
            continue
        for content in mine.contents:
            for theirs in other.contents:
                if (
                    content[0] < theirs[1]
                    and theirs[0] < content[1]
                    and other.kind not in ("raising", "passive")
                ):
                    return n
    return None


def _channel_of(memory: _Memory) -> Any:
    outlets = {n.span: n for n in memory.names if n.type == "organisation"}

    def role(span: Span) -> str:
        name = outlets.get(span)
        if name is None:
            return ""
        listed = world.label(name.key)
        if world.agency(listed) is not None:
            return "agency"
        return ""

    return role


def _teller(told: Who, *, inherited: bool = False) -> Teller:
    roles: dict[str, TellerRole] = {
        "person": "person",
        "unnamed": "person",
        "body": "body",
        "thing": "body",
    }
    role: TellerRole = (
        told.role if told.kind in ("channel", "document") else roles.get(told.kind, "person")
    )  # type: ignore[assignment]
    return Teller(told.name, role, told.span, key=_media_key(told.name), inherited=inherited)


@cache
def _media_key(name: str) -> str:
    return world.agency(name) or world.outlet(name) or ""


def _one(
    words: Words,
    frame: Frame,
    speaker: Who | None,
    tellers: list[Teller],
    beside: list[Link],
    memory: _Memory,
) -> _Said:
    channel = _channel_of(memory)
    via = list(tellers)
    to = None
    inner: list[Teller] = []
    if speaker is not None and speaker.kind == "document" and speaker.behind:
        inner.append(_teller(structs.replace(speaker, behind=None)))
        speaker = who(words, speaker.behind, channel=channel)
    if frame.to is not None:
        reader = who(words, frame.to, channel=channel)
        to = _teller(reader)
        if reader.kind == "channel":
            via.append(to)
    for link in beside:
        told = Teller(link.name, link.role, link.span, key=_media_key(link.name))  # type: ignore[arg-type]
        if any(t.span == told.span for t in (*via, *inner)):
            continue
        if speaker is not None and speaker.span.start <= link.span.start < speaker.span.end:
            continue
        via.append(told)
    content = tuple(words.span(*c) for c in frame.contents)
    return _Said(
        frame, words.span(*frame.cue), content, _resolve(speaker, memory), (*via, *inner), to
    )


# ------------------------------------------------------------------ speakers


def _resolve(found: Who | None, memory: _Memory) -> Speaker | None:
    """The speaker a phrase stands for: a name, an earlier person for "she" or "the diplomat"."""
    if found is None:
        return None
    if found.kind == "pronoun":
        return _antecedent(found, memory)
    if found.kind == "channel":
        return Speaker(
            found.name,
            found.span,
            key=_media_key(found.name),
            role="media" if found.role == "media" else "outlet",
        )
    if found.kind == "document":
        return Speaker(found.name, found.span, role="document")
    if found.kind in ("thing", "unnamed") and found.definite and found.count == 1:
        earlier = _described(found, memory)
        if earlier is not None:
            return earlier
    if found.kind == "person":
        full = next(
            (
                p
                for p in reversed(memory.people)
                if p.name != found.name and p.name.endswith(" " + found.name)
            ),
            None,
        )
        if full is not None:
            return structs.replace(full, span=found.span, role=found.role or full.role)
        name = _name_mark(found.span, memory)
        key = name.key if name else ""
        body = name.body if name else ""
        role = found.role or (name.role if name else "")
        return Speaker(found.name, found.span, key=key, role=role, body=body)
    anonymous = found.kind == "unnamed"
    name = _name_mark(found.span, memory, kinds=("organisation", "place"))
    body = name.key if name and anonymous else ""
    key = name.key if name and not anonymous else ""
    return Speaker(found.name, found.span, key=key or ("" if anonymous else world.known(found.name) or ""),
                   body=body, anonymous=anonymous, count=found.count)  # fmt: skip


def _name_mark(span: Span, memory: _Memory, kinds: tuple[str, ...] = ("person",)) -> Name | None:
    return next((n for n in memory.names if n.type in kinds and inside(n.span, span)), None)


def _antecedent(found: Who, memory: _Memory) -> Speaker | None:
    pool = memory.people if found.head not in ("it", "they", "them") else memory.bodies
    if found.head in ("i", "we", "you", "me", "us"):
        pool = []
    if pool:
        return structs.replace(pool[-1], span=found.span)
    return Speaker(found.name, found.span, anonymous=False)


def _described(found: Who, memory: _Memory) -> Speaker | None:
    """ "The diplomat", "the minister": the last person named, unless the words name an office anew."""
    from secondsource.text.tellers import lists

    if found.head not in lists().persons or len(found.name.split()) > 1 or not memory.people:
        return None
    fitting = [p for p in memory.people if found.head in p.role.lower().split()]
    return structs.replace((fitting or memory.people)[-1], span=found.span)


def _remember(words: Words, memory: _Memory, speakers: list[Speaker]) -> None:
    """People and bodies named in a sentence, so that the next one may say "she"."""
    for speaker in speakers:
        if speaker.role == "outlet" or not speaker.name:
            continue
        if speaker.anonymous or (speaker.key and not speaker.key.startswith("person:")):
            memory.bodies.append(speaker)
        if (
            speaker.span
            and speaker.name[:1].isupper()
            and not speaker.key.startswith(("organisation:", "place:"))
        ):
            memory.people.append(speaker)
    if not speakers:
        for phrase in _capitals(words):
            found = who(words, phrase)
            if found.kind == "person" and len(found.name.split()) >= 2:
                known = Speaker(found.name, found.span, role=found.role)
                memory.people.append(known)


def _capitals(words: Words) -> Iterator[Range]:
    from secondsource.text.clauses import CAP, phrase_left

    at = 0
    count = len(words.lows)
    while at < count:
        if words.tags[at] & CAP and (at + 1 >= count or not words.tags[at + 1] & CAP):
            first = phrase_left(words, at, verbs=frozenset())
            if any(words.tags[k] & CAP for k in range(first, at)):
                yield (first, at + 1)
        at += 1


# ------------------------------------------------------------------ the mark


def _quote(
    article: Article, said: _Said, inner: list[Quoted], memory: _Memory, number: int
) -> Quote | None:
    content = tuple(c for c in said.content if c.end > c.start)
    if not content:
        return None
    frame = said.frame
    span = Span(content[0].start, content[-1].end)
    held = [q for q in inner if any(inside(q.span, c) for c in content)]
    via = (*memory.credits, *said.via)
    if not said.via and said.speaker is not None:
        via = (*memory.credits, *_inherited(said.speaker, memory, number))
    return Quote(
        span=span, by=f"quote.{frame.kind}", score=frame.score, form=_form(article.text, content, held),
        content=content, speaker=said.speaker, cue=said.cue, to=said.to, via=via,
        repaired=any(q.repaired for q in held), act=frame.act,  # type: ignore[arg-type]
    )  # fmt: skip


def _inherited(speaker: Speaker, memory: _Memory, number: int) -> tuple[Teller, ...]:
    """The channels of the quote before, when the same person goes on."""
    last = memory.last
    if (
        last is None
        or number - memory.last_at > 1
        or last.speaker is None
        or last.speaker.name != speaker.name
    ):
        return ()
    return tuple(structs.replace(t, inherited=True) for t in last.via if t not in memory.credits)


def _form(text: str, content: tuple[Span, ...], held: list[Quoted]) -> Form:
    if not held:
        return "indirect"
    for c in content:
        at = c.start
        for q in held:
            if inside(q.span, c):
                if any(ch.isalnum() for ch in text[at : q.span.start]):
                    return "mixed"
                at = q.span.end
        if any(ch.isalnum() for ch in text[at : c.end]):
            return "mixed"
    return "direct"


__all__ = ["QUOTE", "SCARE", "Act", "mark"]

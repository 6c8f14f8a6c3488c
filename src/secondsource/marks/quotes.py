"""Who said what to whom, and through whom: `Quote` marks with resolved speakers and chains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Credit,
    Form,
    Name,
    Quote,
    Span,
    Speaker,
    Teller,
    inside,
    marks,
    touches,
)
from secondsource.text.antecedents import resolve
from secondsource.text.carried import Said, said
from secondsource.text.clauses import tokens
from secondsource.text.cues import cue_words
from secondsource.text.memory import Memory
from secondsource.text.pairing import Quoted, pair
from secondsource.text.phrases import Who
from secondsource.text.remembering import remember
from secondsource.text.tellers import who
from secondsource.text.turnwords import turn_lists
from secondsource.text.words import fold, sentences

READ = frozenset(("body", "headline", "dek"))
# Marked less, never refused: what no article is made of is read only so far.
MAX_READ = 400_000  # code points of one article
MAX_PARAGRAPH = 50_000  # of one paragraph: more is a heap of marks, not speech
MIN_SPOKEN = (
    4  # words of a quoted stretch without a cue that is speech, not a name or a scare quote
)
MAX_OWN = 60  # sentences in nobody's words that are kept for "the evacuation figure"
MAX_NAMED = 60  # code points of the subject that names again what a sentence told
STEM = 5  # letters by which "evacuation" is "evacuated"
CUE_WITHIN = 7  # words after a quotation in which its cue must come
_SIGNED = re.compile(
    r"[ \u00a0]*(?:(?:[—–―]|--)[ \u00a0]*(?=\S+[ \u00a0]\S)|:[ \u00a0]+)"
    r"(?P<who>[^\W\d_][\w.’'-]*(?:[ \u00a0][^\W\d_][\w.’'-]*){0,3})"
    r"(?=[ \u00a0]*(?:,[^\n]{0,80})?(?:\n|$))"
)  # “We stay.” — Lena Marsk, teacher
_ASIDE = re.compile(r"\((?P<told>[^()\d,;:]{4,40})\)")
_COMMA = re.compile(r",(?=\s)")
_AFTER = re.compile(r"[\w'’\-]+|[.,:;“\"”]")


@dataclass
class _Reading:
    """Where the reading of one article stands; the only thing that changes."""

    memory: Memory
    credits: tuple[Teller, ...]
    last: Quote | None = None  # the last quote, for what follows it without a cue
    last_at: int = -1  # number of its paragraph
    awaiting: Said | None = None  # "She said:" at the end of the paragraph before
    before: Span | None = None  # the sentence before, where it says nobody's words
    before_at: int = -1  # number of its paragraph
    own: list[Span] = field(default_factory=list)  # every such sentence so far


def mark(article: Article) -> Iterator[Quote]:
    """The quotes of body, headline and dek, in text order; O(length of the text)."""
    reading = _Reading(Memory(article.text, marks(article, Name)), _credits(article))
    for number, paragraph in enumerate(_paragraphs(article)):
        yield from sorted(_paragraph(article, paragraph, reading, number), key=lambda q: q.span)


def _paragraphs(article: Article) -> Iterator[Span]:
    """The lines of the blocks we read; all lines where nobody has marked blocks."""
    blocks = marks(article, Block)
    stretches = [b.span for b in blocks if b.role in READ]
    left = MAX_READ
    for stretch in stretches if blocks else [Span(0, min(len(article.text), MAX_READ))]:
        start = stretch.start
        left -= stretch.end - start
        for line in article.text[stretch.start : stretch.end].splitlines(keepends=True):
            if line.strip():
                lead = len(line) - len(line.lstrip())
                yield Span(start + lead, start + min(len(line.rstrip()), lead + MAX_PARAGRAPH))
            start += len(line)
        if left <= 0:
            return


def _credits(article: Article) -> tuple[Teller, ...]:
    """The relay and the outlet the page itself names: they stand before every chain."""
    tellers: dict[str, Teller] = {}
    for credit in sorted(marks(article, Credit), key=lambda c: (c.role != "relay", c.span)):
        if credit.role == "relay":
            tellers.setdefault(credit.who, Teller(credit.who, "relay", credit.span, inherited=True))
        elif credit.role == "outlet":
            tellers.setdefault(
                credit.who, Teller(credit.who, "outlet", credit.span, inherited=True)
            )
    return tuple(tellers.values())


# ------------------------------------------------------------------ one paragraph


def _paragraph(article: Article, within: Span, reading: _Reading, number: int) -> list[Quote]:
    text = article.text
    quoted = _mended(text, pair(text, within))
    found: list[Quote] = []
    awaiting, reading.awaiting = reading.awaiting, None
    if number - reading.last_at > 1:
        reading.memory.spoke = None
    for sentence in _sentences(text, within, quoted):
        inner = [q for q in quoted if inside(q.span, sentence)]
        words = tokens(text, sentence, inner)
        if not words.lows:
            continue
        spoken = said(words, reading.memory)
        used: set[int] = set()
        for one in spoken:
            if one.frame.kind == "back":
                found += _pointed(article, one, reading, number)
                continue
            if not one.content:
                reading.awaiting = one
                continue
            quote = _quote(text, one, inner, reading, number=number)
            found.append(quote)
            if not _is_quoted(quote, found[:-1]):
                reading.last, reading.last_at = quote, number
                reading.memory.spoke = quote.speaker
            used.update(q.span.start for q in inner for c in quote.content if inside(q.span, c))
        remember(words, reading.memory, _outermost_last(spoken))
        for stretch in inner:
            alone = sentence == stretch.span and number == reading.last_at
            if stretch.span.start not in used and (alone or _speaks(text, stretch)):
                quote = _uncued(stretch, reading, number, awaiting)
                found.append(quote)
                reading.last, reading.last_at = quote, number
        found += _figures(article, sentence, reading, number)
        if spoken:
            awaiting = None
        told = any(q.speaker for q in found if touches(q.span, sentence))
        reading.before, reading.before_at = (None if told else sentence), number
        if not told and len(reading.own) < MAX_OWN:
            reading.own.append(sentence)
    return found


def _figures(article: Article, sentence: Span, reading: _Reading, number: int) -> list[Quote]:
    """Whose figure brackets say a number is: "Crowd 11,240 (club figure)"."""
    found: list[Quote] = []
    text = article.text
    begin = sentence.start
    for aside in _ASIDE.finditer(text, sentence.start, sentence.end):
        whose, _, last = aside["told"].rpartition(" ")
        if last not in turn_lists().pointing["facts"] or not whose:
            continue
        words = tokens(text, Span(aside.start("told"), aside.start("told") + len(whose)), [])
        speaker = resolve(who(words, (0, len(words.lows))), reading.memory)
        said = Span(begin, aside.start())
        begin = aside.end()
        if speaker is not None and any(map(str.isdigit, text[said.start : said.end])):
            found.append(
                Quote(span=said, by="quote.figure", score=0.8, form="indirect", content=(said,),
                      speaker=speaker, cue=Span(*aside.span("told")), via=reading.credits)
            )  # fmt: skip
    return found


def _is_quoted(quote: Quote, earlier: Sequence[Quote]) -> bool:
    """Whether somebody else's words hold the cue of a quote: "He said the clerk had told him"."""
    return quote.cue is not None and any(
        inside(quote.cue, c) and (one.speaker and one.speaker.name) != quote.speaker.name
        for one in earlier
        if quote.speaker is not None
        for c in one.content
    )


def _outermost_last(spoken: list[Said]) -> list[tuple[Who | None, Speaker]]:
    """Who speaks in a sentence, those quoted by others first: "it" and "they" are the others."""
    within = {
        n
        for n, one in enumerate(spoken)
        if any(inside(one.cue, c) for other in spoken[:n] for c in other.content)
    }
    order = sorted(range(len(spoken)), key=lambda n: n not in within)
    return [(spoken[n].who, speaker) for n in order if (speaker := spoken[n].speaker) is not None]


def _pointed(article: Article, one: Said, reading: _Reading, number: int) -> list[Quote]:
    """The sentence before as the words of whom this one names: "The figure is the governor's"."""
    before: tuple[Span, ...] = ()
    if (meant := _meant(article.text, one, reading, number)) is not None:
        before = (meant,)
    if not before and not one.content:
        return []
    told = structs.replace(one, content=(*before, *one.content))
    return [_quote(article.text, told, [], reading, number=number)]


def _meant(text: str, one: Said, reading: _Reading, number: int) -> Span | None:
    """The sentence in nobody's words that "this" stands for, or that has what is named again.

    "The evacuation figure was given by the mayor" is of "180 were evacuated".
    """
    near = reading.before if number - reading.before_at <= 1 else None
    start = max(reading.memory.start, one.cue.start - MAX_NAMED)
    told = {w[:STEM] for w in fold(text[start : one.cue.start]).split() if _tells(w)}
    if not told or (near is not None and _holds(text, near, told)):
        return near
    return next((s for s in reversed(reading.own) if _holds(text, s, told)), near)


def _tells(word: str) -> bool:
    return word[:1].isdigit() or (len(word) > STEM and word not in turn_lists().pointing["facts"])


def _holds(text: str, sentence: Span, told: set[str]) -> bool:
    return any(w[:STEM] in told for w in fold(text[sentence.start : sentence.end]).split())


def _mended(text: str, quoted: list[Quoted]) -> list[Quoted]:
    """An unclosed quotation that runs into its cue ends before it: “The ship left, Marsk said."""
    if not quoted or not quoted[-1].open:
        return quoted
    stretch = quoted[-1]
    for comma in _COMMA.finditer(text, stretch.inner.start, stretch.inner.end):
        if _cue_follows(text, comma.end(), stretch.inner.end, final="."):
            end = comma.end()
            cut = Quoted(Span(stretch.span.start, end), Span(stretch.inner.start, end), True)
            return [*quoted[:-1], cut]
    return quoted


def _speaks(text: str, stretch: Quoted) -> bool:
    """Whether a quoted stretch without a cue is speech rather than a name or a scare quote."""
    inner = text[stretch.inner.start : stretch.inner.end]
    before = text[max(0, stretch.span.start - 2) : stretch.span.start].rstrip(" \u00a0")
    if before[-1:].isalnum():
        return False  # the founder of “Larchers for Larch.”
    return len(inner.split()) >= MIN_SPOKEN and not stretch.single


def _sentences(text: str, within: Span, quoted: Sequence[Quoted]) -> list[Span]:
    """Sentences of a paragraph; marks of end inside a quotation end one only where it ends too."""
    letters = list(text[within.start : within.end])
    for stretch in quoted:
        first, last = stretch.inner.start - within.start, stretch.inner.end - within.start
        if last <= first:
            continue
        final = letters[last - 1]
        letters[first:last] = ["X"] * (last - first)
        ends = final in ".!?…"
        if not ends and not stretch.repaired:
            continue
        if not _cue_follows(text, stretch.span.end, within.end, final=final if ends else "?"):
            letters[last - 1] = final if ends else "."
    masked = "".join(letters)
    return [
        Span(s.start + within.start, s.end + within.start)
        for s in sentences(masked, Span(0, len(masked)))
    ]


def _cue_follows(text: str, at: int, end: int, *, final: str) -> bool:
    """Whether a quotation that ends in `final` is followed by its cue: “Why?” Marsk asked."""
    cues = cue_words()
    tail = text[at : min(end, at + 90)]
    for seen, word in enumerate(_AFTER.finditer(tail)):
        if seen >= CUE_WITHIN or not word.group()[0].isalnum():
            return False
        if word.group().lower() in cues:
            rest = tail[word.end() :].lstrip()
            if final == ".":
                return rest[:1] in ("", ".")
            return not rest.startswith("that ")
    return False


# ------------------------------------------------------------------ the mark


def _quote(text: str, one: Said, inner: list[Quoted], reading: _Reading, *, number: int) -> Quote:
    content = one.content
    held = [q for q in inner if any(inside(q.span, c) for c in content)]
    via = one.via
    if not via and one.speaker is not None:
        via = _inherited(one.speaker, reading, number)
    return Quote(
        span=Span(content[0].start, content[-1].end),
        by=f"quote.{one.frame.kind}",
        score=one.frame.score,
        form=_form(text, content, held),
        content=content,
        speaker=one.speaker,
        cue=one.cue,
        to=one.to,
        via=(*reading.credits, *via),
        repaired=any(q.repaired for q in held),
        act=one.frame.act,
    )


def _inherited(speaker: Speaker, reading: _Reading, number: int) -> tuple[Teller, ...]:
    """The channels of the quote before, when the same speaker goes on."""
    last = reading.last
    if last is None or number - reading.last_at > 1 or last.speaker is None:
        return ()
    if last.speaker.name != speaker.name:
        return ()
    return tuple(structs.replace(t, inherited=True) for t in last.via[len(reading.credits) :])


def _uncued(stretch: Quoted, reading: _Reading, number: int, awaiting: Said | None) -> Quote:
    """Speech without a cue of its own: it goes on from what came before it."""
    speaker = _signed(stretch, reading)
    via: tuple[Teller, ...] = ()
    if speaker is not None:
        pass
    elif awaiting is not None:
        speaker, via = awaiting.speaker, awaiting.via
    elif reading.last is not None and number - reading.last_at <= 1:
        speaker, via = reading.last.speaker, reading.last.via[len(reading.credits) :]
    if speaker is None:
        speaker = reading.memory.last(("person",))
    return Quote(
        span=stretch.span,
        by="quote.continued",
        score=0.7,
        form="direct",
        content=(stretch.span,),
        speaker=speaker,
        via=(*reading.credits, *(structs.replace(t, inherited=True) for t in via)),
        repaired=stretch.repaired and not stretch.open,
    )


def _signed(stretch: Quoted, reading: _Reading) -> Speaker | None:
    """Who signs a quotation on its own line: “We stay.” — Lena Marsk."""
    text = reading.memory.text
    found = _SIGNED.match(text, stretch.span.end)
    if found is None or not all(word[:1].isupper() for word in found["who"].split()):
        return None
    span = Span(*found.span("who"))
    name = found["who"].rstrip(".")
    return Speaker(name, span, key="person:" + fold(name))


def _form(text: str, content: tuple[Span, ...], held: list[Quoted]) -> Form:
    """direct: no word outside quotation marks; mixed: some; indirect: no marks at all."""
    if not held:
        return "indirect"
    for piece in content:
        at = piece.start
        for stretch in held:
            if inside(stretch.span, piece):
                if any(map(str.isalnum, text[at : stretch.span.start])):
                    return "mixed"
                at = stretch.span.end
        if any(map(str.isalnum, text[at : piece.end])):
            return "mixed"
    return "direct"

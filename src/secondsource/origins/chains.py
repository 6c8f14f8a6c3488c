"""Where the words of a quote come from: a person, a body, somebody unnamed, a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Origin,
    Quote,
    Speaker,
    Teller,
    inside,
    marks,
)
from secondsource.origins import elsewhere
from secondsource.origins.houses import (
    is_head_of,
    plain,
    word_list,
)
from secondsource.origins.speakers import CHANNELS, DOCUMENTS, nameless, of_speaker
from secondsource.origins.voices import outlet
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.words import WORD, fold


def origin(quote: Quote | None, own: Origin, article: Article | None = None) -> Origin:
    """Where the words of a quote come from; `own` is the voice of its article (see `voices`).

    article: where "the ministry" is looked up that an earlier sentence named in full.
    """
    if quote is None:
        return own
    if article is not None and (issued := _issued(quote, article)) is not None:
        return origin(issued, own, article)
    carrier = _carrier(_told(quote, article) if article else quote.via, own)
    if article is not None and (printed := _printed(quote, article)) is not None:
        return printed
    if quote.speaker is not None:
        if article is not None and elsewhere.is_our_writer(quote.speaker, article):
            return own  # "our reporter Nils Arn tells us"
        if article is not None and quote.speaker.anonymous:
            carrier = _carrier(_first_told(quote, article), own)
        found = of_speaker(_plainly(quote.speaker, article), carrier)
        if article is not None and found.kind == "body":
            key = elsewhere.stood_for(
                elsewhere.named_before(found.key, article), quote.speaker, article
            )
            if key == found.key and key.partition(":")[2] in word_list("self"):
                return structs.replace(found, kind="unknown")  # "the agency" that nobody named
            return structs.replace(
                found, key=key, institution=key, maybe=elsewhere.meant(found.key, article)
            )
        if article is not None and found.institution:  # "an executive at the bank"
            named = elsewhere.named_before(found.institution, article)
            found = structs.replace(found, institution=named)
        if article is not None and not found.institution:
            house = elsewhere.beside(quote.speaker, article) or elsewhere.spoken_for(quote, article)
            house = house or elsewhere.sent_by(quote.speaker, article)
            found = structs.replace(found, institution=house)
        if article is not None and found.kind == "person" and _is_house(quote.speaker, article):
            key = "organisation:" + plain(found.name)
            return Origin(key, "body", found.name, key)
        if article is not None and found.kind == "person":
            found = _bridged(found, quote, own, article)
        bare = set(WORD.findall(fold(quote.speaker.role))) <= lists().titles  # "Mr Kern"
        if article is not None and found.kind == "person" and bare:
            told = tuple(f"role:{role}" for role in elsewhere.told_of(quote.speaker, article))
            if not told and elsewhere.was_there(quote.speaker, article):
                told = ("role:witness",)  # he speaks for nobody
            return structs.replace(found, maybe=(*found.maybe, *told))
        return found
    for teller in reversed(quote.via):
        if teller.role in CHANNELS:
            return outlet(teller.name)
        if teller.role == "document":
            return Origin(f"document:{carrier.key}/{plain(teller.name)}", "document", teller.name)
        if teller.role in ("person", "body"):
            return of_speaker(Speaker(teller.name, teller.span, teller.key), carrier)
        if teller.role == "media":
            return nameless(teller.name, "", carrier)
    return own


def _plainly(speaker: Speaker, article: Article | None) -> Speaker:
    """The speaker with what a title leaves out: "Trade minister: ban from 1 December"."""
    if article is None or not speaker.anonymous or speaker.count > 1 or speaker.span is None:
        return speaker
    low = WORD.findall(fold(article.text[speaker.span.start : speaker.span.end]))
    opening = article.marks[: elsewhere.MAX_BACK]
    titles = [b.span for b in opening if isinstance(b, Block) and b.role == "headline"]
    office = bool(low) and low[-1] in lists().persons - lists().unnamed - lists().callings
    if not office or low[0] in word_list("determiners") | {"one", "another"}:
        return speaker
    if any(inside(speaker.span, title) for title in titles):
        return structs.replace(speaker, anonymous=False)
    return speaker


def _issued(quote: Quote, article: Article) -> Quote | None:
    """Whose "the statement" is that a text speaks of again: "the club said in a statement"."""
    if quote.speaker is None or quote.speaker.role not in DOCUMENTS:
        return None
    said = WORD.findall(fold(quote.speaker.name))[-1:]
    by = rules("en/origins.toml")["issuing"].get(said[0], ()) if said else ()
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - elsewhere.MAX_BACK) : at]):
        if not isinstance(other, Quote) or other.speaker is None:
            continue
        papers = (t.name for t in other.via if t.role in DOCUMENTS)
        named = other.speaker.role not in (*DOCUMENTS, "outlet", "media")
        if named and said and any(WORD.findall(fold(p))[-1:] == said for p in papers):
            return other
        cue = article.text[other.cue.start : other.cue.end] if other.cue else ""
        if named and fold(cue) in by:
            return other  # "the presidency announced", "the announcement says"
    return None


def _printed(quote: Quote, article: Article) -> Origin | None:
    """The outlet whose own "report" or "article" some words are: "a report in the Larn Post"."""
    speaker = quote.speaker
    if speaker is None or speaker.role != "document" or speaker.span is None:
        return None
    if not set(WORD.findall(fold(speaker.name))[-1:]) & word_list("printed"):
        return None
    for teller in quote.via:
        if teller.role in CHANNELS and teller.span is not None:
            between = article.text[speaker.span.end : teller.span.start]
            said = [w for w in WORD.findall(fold(between)) if w not in word_list("determiners")]
            if len(said) == 1 and said[0] in word_list("printing"):
                return outlet(teller.name)
    return None


def _is_house(speaker: Speaker, article: Article) -> bool:
    """Whether a name is told to be a body's: "rail operator Transline", "the charity Ayo"."""
    if speaker.span is None or speaker.role or world.given(speaker.name.split()[0]):
        return False
    before = article.text[max(0, speaker.span.start - elsewhere.MAX_BESIDE) : speaker.span.start]
    said = WORD.findall(before)[-1:]
    house = word_list("bodies") | word_list("firms")
    beside = before.endswith(" ") and before.rstrip()[-1:].isalnum()
    return beside and bool(said) and said[0] in house - word_list("officials")


def _bridged(found: Origin, quote: Quote, own: Origin, article: Article) -> Origin:
    """A person of whom only a name or a rank is told may be whose office was told just before.

    "…, the director of the fire service said. Brigadier Ivo Sikder said …"
    """
    assert quote.speaker is not None
    told = [w for w in WORD.findall(fold(quote.speaker.role)) if w not in word_list("ranks")]
    if told and not set(told) <= world.titles():
        return found
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - elsewhere.MAX_BACK) : at]):
        if not isinstance(other, Quote) or other.speaker is None:
            continue
        speaker = other.speaker
        if speaker.key == quote.speaker.key and speaker.key:
            continue
        low = set(WORD.findall(fold(speaker.name)))
        told_by = [w for w in WORD.findall(fold(speaker.name)) if w not in word_list("determiners")]
        keyed = speaker.key and not is_head_of(told_by)
        if speaker.role or speaker.count > 1 or keyed or not low & lists().persons:
            return found
        if speaker.anonymous and elsewhere.is_brought_in(quote.speaker, article):
            return found  # "a spokeswoman said. … Odo Kern, 34, was in the second coach"
        if speaker.anonymous and any(_tells(t, own) for t in other.via if t.role in CHANNELS):
            return found  # "the Post reported, quoting a source": the Post's source, not ours
        office = of_speaker(speaker, _carrier(other.via, own))
        if elsewhere.is_expert(quote.speaker, article) and not low & word_list("learned"):
            return found  # "its director said. … Professor Odo Kern, who studies tides"
        posted = office.institution and not speaker.anonymous
        if posted and elsewhere.is_of_a_house(quote.speaker, article):
            return found  # "the minister said. … Odo Kern, of the Selm Institute"
        same = _is_told_of(speaker, other, article) or _is_named_late(
            quote.speaker, speaker, article
        )
        told_as = "role:" + " ".join(told_by)
        hints = (office.key, "same:" + office.key, told_as) if same else (office.key,)
        return structs.replace(found, maybe=(*found.maybe, *hints))
    return found


def _is_told_of(speaker: Speaker, quote: Quote, article: Article) -> bool:
    """Whether an office or a tie brings in whom the next words name.

    "…, his daughter said. …, Lucia Brandel told the Gazette"; "A mother of two has told how …"
    over the words of one that is named.
    """
    if speaker.span is None or speaker.count > 1:
        return False
    said = fold(article.text[speaker.span.start : speaker.span.start + elsewhere.MAX_BESIDE])
    opening = WORD.findall(said)[:1]
    if opening and opening[0] in elsewhere.DEFINITE and not speaker.anonymous:
        return True
    opened = article.marks[: 2 * elsewhere.MAX_BACK]
    body = [b.span for b in opened if isinstance(b, Block) and b.role == "body"][:1]
    lead = any(inside(quote.span, block) for block in body)
    private = set(WORD.findall(fold(speaker.name))[:1]) & lists().callings
    return bool(lead and private and opening and opening[0] in word_list("determiners"))


def _is_named_late(named: Speaker, told: Speaker, article: Article) -> bool:
    """Whether a full name of whom nothing is told is that of the unnamed one who spoke before.

    "…, a spokesman for the mill said. 'We had no warning,' Odo Kern told Radio Selm."
    """
    if told.span is None or not told.anonymous or " " not in named.name.strip():
        return False
    said = WORD.findall(fold(article.text[told.span.start : told.span.end]))
    if set(said) & word_list("informants"):
        return False  # "a source close to the talks" wants no name
    if named.span is not None and article.text.startswith(" of ", named.span.end):
        return False  # "Odo Kern of the Selm Bank"
    opening = said[:1]
    determined = bool(opening) and opening[0] in word_list("determiners")
    return determined and not any(elsewhere.told_of(named, article))


def _first_told(quote: Quote, article: Article) -> tuple[Teller, ...]:
    """The tellers of an unnamed speaker's words: those of the passage that brought him in."""
    told = _told(quote, article)
    if quote.speaker is None or any(t.role in CHANNELS for t in told):
        return told
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - elsewhere.MAX_BACK) : at]):
        if isinstance(other, Quote) and other.speaker and other.speaker.name == quote.speaker.name:
            return _told(other, article)
    return told


def attributes(quote: Quote | None, own: Origin) -> bool:
    """Whether a quote says whose words it holds: neither "it was reported" nor the relay does."""
    if quote is None or _is_writer(quote):
        return False
    return quote.speaker is not None or any(_tells(teller, own) for teller in quote.via)


def _is_writer(quote: Quote) -> bool:
    """ "I can only say that they all came", outside quotation marks: whoever writes it."""
    who = quote.speaker
    return who is not None and quote.form == "indirect" and fold(who.name) in word_list("writer")


def _tells(teller: Teller, own: Origin) -> bool:
    if teller.role in ("relay", "event"):
        return False
    return teller.role != "outlet" or outlet(teller.name).key != own.key


def _told(quote: Quote, article: Article) -> tuple[Teller, ...]:
    """The tellers of a quote, "the agency" being the one last named before."""
    if not any(t.role == "agency" and fold(t.name) in word_list("self") for t in quote.via):
        return quote.via
    before = [
        t
        for q in marks(article, Quote)
        if q.span < quote.span
        for t in q.via
        if t.role == "agency" and fold(t.name) not in word_list("self")
    ]
    named = before[-1:] or list(quote.via)
    return tuple(
        named[0] if t.role == "agency" and fold(t.name) in word_list("self") else t
        for t in quote.via
    )


def _carrier(via: Sequence[Teller], own: Origin) -> Origin:
    """Who had the words from the speaker: the innermost agency or outlet of the chain."""
    for teller in reversed(via):
        if teller.role in CHANNELS:
            return own if fold(teller.name) in word_list("self") else outlet(teller.name)
    return own

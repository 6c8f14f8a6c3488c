"""Where the words of a quote come from: a person, a body, somebody unnamed, a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import structs

from secondsource.model import (
    Article,
    Block,
    Name,
    Origin,
    OriginKind,
    Quote,
    Speaker,
    Teller,
    inside,
    marks,
)
from secondsource.origins.houses import (
    BELONGING,
    body_key_of,
    house_of,
    institution_of,
    is_head_of,
    plain,
    word_list,
)
from secondsource.origins.voices import outlet
from secondsource.text import world
from secondsource.text.nouns import lists
from secondsource.text.patterns import rules
from secondsource.text.testimony import testifies
from secondsource.text.words import WORD, fold

CHANNELS = ("agency", "broadcast", "outlet")  # who passes words on
_DOCUMENTS = ("document", "post")
_INFORMANTS = ("informant", "informants", "source", "sources")
_DEFINITE = ("her", "his", "its", "the", "their")
MAX_BACK = 60  # marks looked at around a quote
MAX_NAMED = 12  # mentions of a person looked at for what he is
MAX_OPENING = 5  # words in which what a spokesman says names his house
MAX_FORCE = 1500  # code points before "the force" in which the police is named
MAX_POST = 6  # words of an apposition
_SLUG = re.compile(r"([A-Z]+)(?: \d{1,2})?-(?=[A-Z])")
_UNTIL = re.compile(r"[,.;:!?\n]")
MAX_BESIDE = 120  # code points from a speaker to the body an apposition names


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
        if article is not None and quote.speaker.anonymous:
            carrier = _carrier(_first_told(quote, article), own)
        found = _speaker(_plainly(quote.speaker, article), carrier)
        if article is not None and found.kind == "body":
            key = _stood_for(_named_before(found.key, article), quote.speaker, article)
            if key == found.key and key.partition(":")[2] in word_list("self"):
                return structs.replace(found, kind="unknown")  # "the agency" that nobody named
            return structs.replace(
                found, key=key, institution=key, maybe=_meant(found.key, article)
            )
        if article is not None and found.institution:  # "an executive at the bank"
            named = _named_before(found.institution, article)
            found = structs.replace(found, institution=named)
        if article is not None and not found.institution:
            house = _beside(quote.speaker, article) or _spoken_for(quote, article)
            found = structs.replace(found, institution=house)
        if article is not None and found.kind == "person" and _is_house(quote.speaker, article):
            key = "organisation:" + plain(found.name)
            return Origin(key, "body", found.name, key)
        if article is not None and found.kind == "person":
            found = _bridged(found, quote, own, article)
        if article is not None and found.kind == "person" and not quote.speaker.role:
            told = tuple(f"role:{role}" for role in _told_of(quote.speaker, article))
            if not told and _was_there(quote.speaker, article):
                told = ("role:witness",)  # he speaks for nobody
            return structs.replace(found, maybe=(*found.maybe, *told))
        return found
    for teller in reversed(quote.via):
        if teller.role in CHANNELS:
            return outlet(teller.name)
        if teller.role == "document":
            return Origin(f"document:{carrier.key}/{plain(teller.name)}", "document", teller.name)
        if teller.role in ("person", "body"):
            return _speaker(Speaker(teller.name, teller.span, teller.key), carrier)
        if teller.role == "media":
            return _nameless(teller.name, "", carrier)
    return own


def _plainly(speaker: Speaker, article: Article | None) -> Speaker:
    """The speaker with what a title leaves out: "Trade minister: ban from 1 December"."""
    if article is None or not speaker.anonymous or speaker.count > 1 or speaker.span is None:
        return speaker
    low = WORD.findall(fold(article.text[speaker.span.start : speaker.span.end]))
    opening = article.marks[:MAX_BACK]
    titles = [b.span for b in opening if isinstance(b, Block) and b.role == "headline"]
    office = bool(low) and low[-1] in lists().persons - lists().unnamed - lists().callings
    if not office or low[0] in word_list("determiners") | {"one", "another"}:
        return speaker
    if any(inside(speaker.span, title) for title in titles):
        return structs.replace(speaker, anonymous=False)
    return speaker


def _issued(quote: Quote, article: Article) -> Quote | None:
    """Whose "the statement" is that a text speaks of again: "the club said in a statement"."""
    if quote.speaker is None or quote.speaker.role not in _DOCUMENTS:
        return None
    said = WORD.findall(fold(quote.speaker.name))[-1:]
    by = rules("en/origins.toml")["issuing"].get(said[0], ()) if said else ()
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - MAX_BACK) : at]):
        if not isinstance(other, Quote) or other.speaker is None:
            continue
        papers = (t.name for t in other.via if t.role in _DOCUMENTS)
        named = other.speaker.role not in (*_DOCUMENTS, "outlet", "media")
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
    before = article.text[max(0, speaker.span.start - MAX_BESIDE) : speaker.span.start]
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
    for other in reversed(article.marks[max(0, at - MAX_BACK) : at]):
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
        office = _speaker(speaker, _carrier(other.via, own))
        same = _is_told_of(speaker, other, article)
        hints = (office.key, "same:" + office.key) if same else (office.key,)
        return structs.replace(found, maybe=(*found.maybe, *hints))
    return found


def _is_told_of(speaker: Speaker, quote: Quote, article: Article) -> bool:
    """Whether an office or a tie brings in whom the next words name.

    "…, his daughter said. …, Lucia Brandel told the Gazette"; "A mother of two has told how …"
    over the words of one that is named.
    """
    if speaker.span is None or speaker.count > 1:
        return False
    said = fold(article.text[speaker.span.start : speaker.span.start + MAX_BESIDE])
    opening = WORD.findall(said)[:1]
    if opening and opening[0] in _DEFINITE and not speaker.anonymous:
        return True
    opened = article.marks[: 2 * MAX_BACK]
    body = [b.span for b in opened if isinstance(b, Block) and b.role == "body"][:1]
    lead = any(inside(quote.span, block) for block in body)
    private = set(WORD.findall(fold(speaker.name))[:1]) & lists().callings
    return bool(lead and private and opening and opening[0] in word_list("determiners"))


def _first_told(quote: Quote, article: Article) -> tuple[Teller, ...]:
    """The tellers of an unnamed speaker's words: those of the passage that brought him in."""
    told = _told(quote, article)
    if quote.speaker is None or any(t.role in CHANNELS for t in told):
        return told
    at = bisect_left(article.marks, quote.span.start, key=lambda m: m.span.start)
    for other in reversed(article.marks[max(0, at - MAX_BACK) : at]):
        if isinstance(other, Quote) and other.speaker and other.speaker.name == quote.speaker.name:
            return _told(other, article)
    return told


def _beside(speaker: Speaker, article: Article) -> str:
    """The body an apposition names: "Ruth Ames, who led it at the institute", "staff at it"."""
    if speaker.span is None:
        return ""
    first = speaker.span.end
    at = bisect_left(article.marks, first + 1, key=lambda m: m.span.start)
    near = article.marks[at : at + MAX_BACK]
    name = next((n for n in near if isinstance(n, Name) and n.type == "organisation"), None)
    if name is None or name.span.start >= first + MAX_BESIDE:
        return _belonging(article.text[first : first + MAX_BESIDE])
    between = article.text[first : name.span.start]
    said = [w for w in WORD.findall(fold(between)) if w != "the"]
    if not said or said[-1] not in BELONGING or set(between) & set('.;:!?\n“”"'):
        return ""
    opens = between.startswith(",") and (
        said[0] in ("a", "an", "who", "one") or said[0] in word_list("posts")
    )
    return name.key if opens or len(said) == 1 else ""


def _belonging(text: str) -> str:
    """The body a name is followed by: "Ivo Tarn of the Devla mountain rescue service"."""
    words = WORD.findall(_UNTIL.split(text, 1)[0])[: MAX_OPENING + 2]
    if not text.startswith(" ") or not words or words[0] not in BELONGING:
        return ""
    phrase = [w for w in words[1:] if fold(w) not in word_list("determiners")]
    ends = [n for n, w in enumerate(phrase) if fold(w) in word_list("bodies")]
    if not ends or words[1:2] == ["a"]:
        return ""
    said = phrase[: ends[-1] + 1]
    return body_key_of(" ".join(said), "", [fold(w) for w in said])


def _spoken_for(quote: Quote, article: Article) -> str:
    """The body that a spokesman of whom nobody tells more begins with: "The army fired, …"."""
    assert quote.speaker is not None
    said = set(WORD.findall(fold(quote.speaker.role or quote.speaker.name)))
    own = _is_its_own(quote.speaker, article)
    if not own and not said & word_list("speaking"):
        return ""
    start = quote.content[0].start
    opening = WORD.findall(article.text[start : start + MAX_BESIDE])[:MAX_OPENING]
    bodies = word_list("bodies") - word_list("officials")
    end = next((n for n, w in enumerate(opening) if fold(w) in bodies), -1)
    span = quote.speaker.span
    if end < 0 and own and span is not None and quote.content[0].end <= span.start:
        named = [w for w in opening if fold(w) not in word_list("determiners")]
        size = next((n for n, w in enumerate(named) if not w[:1].isupper()), 0)
        known = world.given(named[0]) or fold(named[0]) in lists().numbers if named else True
        return "" if size < 2 or known else "organisation:" + plain(" ".join(named[:size]))
    if end < 0:
        return ""
    phrase = [w for w in opening[: end + 1] if fold(w) not in word_list("determiners")]
    if any(w.islower() and fold(w) not in bodies for w in phrase[:-1]):
        return ""
    name = " ".join(phrase)
    return body_key_of(name, "", [fold(w) for w in phrase])


def _is_its_own(speaker: Speaker, article: Article) -> bool:
    """ "Its director, Ada Kern": of the body that the sentence begins with."""
    if speaker.span is None:
        return False
    said = WORD.findall(fold(article.text[max(0, speaker.span.start - 5) : speaker.span.end]))
    return bool({"its"} & set(said[:2]))


def _was_there(speaker: Speaker, article: Article) -> bool:
    """Whether somebody tells in an article what he saw himself."""
    at = 0
    if speaker.span is not None:
        at = bisect_left(article.marks, speaker.span.start, key=lambda m: m.span.start)
    near = article.marks[max(0, at - MAX_BACK) : at + MAX_BACK]
    quotes = (m for m in near if isinstance(m, Quote) and m.speaker)
    spoken = (q for q in quotes if q.speaker and q.speaker.key == speaker.key)
    return any(
        testifies(article.text[c.start : c.end], himself=q.form != "indirect")
        for q in islice(spoken, MAX_NAMED)
        for c in q.content
    )


def _told_of(speaker: Speaker, article: Article) -> Iterator[str]:
    """What its article calls a person elsewhere: "his lawyer, Lena Orsk", "Lena Orsk, a nurse"."""
    held = lists().persons
    named = (n for n in marks(article, Name) if n.key and n.key == speaker.key)
    for name in islice(named, MAX_NAMED):
        if name.role:
            yield fold(name.role)
        before = article.text[max(0, name.span.start - MAX_BESIDE) : name.span.start].rstrip()
        said = WORD.findall(fold(before))[-1:]
        if before.endswith(",") and said and said[0] in held:
            yield said[0]
        if before.endswith(","):
            yield from _office_before(before[:-1])
        after = article.text[name.span.end : name.span.end + MAX_BESIDE]
        if after.startswith(", "):
            phrase = WORD.findall(fold(_UNTIL.split(after[2:], 1)[0]))[:MAX_POST]
            yield from (word for word in phrase[-1:] if word in held)
            yield from (word for word in phrase[1:2] if word in held)


def _office_before(text: str) -> Iterator[str]:
    """The office a phrase before a name tells: "The principal of Larn High School, | Ada Kern"."""
    words = WORD.findall(fold(re.split(r"[,.;:!?\n]", text)[-1]))
    said = [w for w in words if w not in word_list("determiners")]
    end = next((n for n, w in enumerate(said) if n and w in BELONGING), 0)
    if 0 < end <= MAX_POST and said[end - 1] in lists().persons and len(said) <= 2 * MAX_POST:
        yield " ".join(said)


def _meant(key: str, article: Article) -> tuple[str, ...]:
    """What "the club" may mean: the bodies its article names."""
    if key.partition(":")[2] not in word_list("bodies"):
        return ()
    named = (n for n in article.marks if isinstance(n, Name) and n.type == "organisation")
    return tuple(dict.fromkeys(n.key for n in islice(named, MAX_BACK)))


def _named_before(key: str, article: Article) -> str:
    """The full key of "the ministry" where the article names one that is."""
    what = key.rpartition(":")[2].rpartition("/")[2]
    if what not in word_list("bodies"):
        return key
    full = {
        n.key
        for n in marks(article, Name)
        if n.type == "organisation" and n.key != key and n.key.endswith((" " + what, "/" + what))
    }
    return full.pop() if len(full) == 1 else key


def _stood_for(key: str, speaker: Speaker, article: Article) -> str:
    """The key of the body a text named last for which another word stands: "the force"."""
    meant = rules("en/origins.toml")["stands"].get(key.partition(":")[2], ())
    if not meant or speaker.span is None:
        return key
    first = max(0, speaker.span.start - MAX_FORCE)
    said = WORD.findall(article.text[first : speaker.span.start])
    at = next((n for n in range(len(said) - 1, -1, -1) if fold(said[n]) in meant), -1)
    if at < 0:
        return key
    before = said[at - 1] if at else ""
    told = before[:1].isupper() or fold(before) in word_list("local")
    owned = told and fold(before) not in word_list("determiners")
    phrase = said[at - 1 : at + 1] if owned else said[at : at + 1]
    return body_key_of(" ".join(phrase), "", [fold(w) for w in phrase]) or key


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


def _speaker(speaker: Speaker, carrier: Origin) -> Origin:
    name, key = _disowned(speaker.name, speaker.key)
    low = [w for w in WORD.findall(fold(name)) if w not in word_list("determiners")]
    if speaker.anonymous or (low and low[-1] in _INFORMANTS):
        house = house_of(name)
        if not house or (speaker.body and not speaker.body.startswith("place:")):
            house = speaker.body or house  # "a police spokesman in Larn" is of the police
        return _nameless(name, house, carrier)
    told = WORD.findall(fold(speaker.role))[-1:]
    houses = (word_list("bodies") | word_list("firms")) - word_list("officials")
    if told and told[0] in houses and not key.startswith("organisation:") and " " not in name:
        key = "organisation:" + plain(name)  # "tram operator Ardentram"
        return Origin(key, "body", name, key)
    if len(low) == 1 and (low[0] in word_list("pronouns") or low[0] in lists().numbers):
        # "Eighteen. They were boys" names nobody
        return Origin(f"person:?{carrier.key}/{low[0]}", "unknown", name)
    if len(low) == 1 and not speaker.role and low[0] in word_list("crowds"):
        return _nameless(name, speaker.body, carrier)  # a sentence begins: "Rebels said"
    if _is_press(low) and name.split()[-1][:1].isupper() and not key.startswith("person:"):
        return outlet(name)  # "Vindara Press Bureau"
    if not key and name[:1].isupper() and name[1:].islower() and low and _is_post(low):
        name = fold(name)  # a title or sentence begins: "Governor announces"
    media = _medium(name, low)
    if not media and (speaker.role == "media" or (low and low[-1] in word_list("media"))):
        whole = name if speaker.role in low else f"{name} {speaker.role}".strip()
        return _nameless(whole, "", carrier)
    if speaker.role in _DOCUMENTS and not media:
        maker = body_key_of(name.rpartition(" ")[0], key, low[:-1]) if len(low) > 1 else ""
        if maker:  # "a police communique"
            return Origin(maker, "body", name, maker)
        return Origin(f"document:{carrier.key}/{plain(name)}", "document", name)
    if speaker.role in CHANNELS and not media and not key and not _is_office(low):
        return _channel(name, low, carrier)
    if media and not key.startswith("person:") and not key.startswith("place:"):
        return Origin(media, "outlet", world.label(media))
    if key == "organisation:" + plain(name) and _is_persons(speaker, low):
        key = "person:" + plain(name)  # "ombudswoman Greet Solheim"
    body = body_key_of(name, key, low)
    if body:
        return Origin(body, "body", name, body)
    owned = len(low) > 1 and low[0].endswith("'s") and name.split()[1].islower()
    if owned:
        return Origin("person:?" + " ".join(low[1:]), "person", name, institution_of(speaker))
    last = name.split()[-1]
    if key.startswith("place:") and last.islower() and low[-1] in lists().persons:
        held_as = " ".join(w for w in low if w not in key.partition(":")[2].split())
        return Origin("person:?" + held_as, "person", name, institution_of(speaker))
    if key.startswith("person:") or (name[:1].isupper() and not world.office(name)):
        who = key.removeprefix("person:") or plain(name)
        held = tuple("person:?" + office for office in _held(speaker.role))
        held += ("role:" + fold(speaker.role),) if speaker.role else ()
        return Origin("person:" + who, "person", name, institution_of(speaker), held)
    called = _called(name, low)
    if called:
        return Origin(called, "body", name, called)
    alias = rules("en/origins.toml")["offices"].get(" ".join(low))
    if alias:
        heads = world.office(alias)
        house = f"organisation:{heads}" if heads else ""
        return Origin("person:?" + alias, "person", name, house)
    office = world.office(name)
    if office is None and len(low) > 2 and _heads(low):
        office = ""  # "the sporting director of Korrin City"
    if office is not None:
        return Origin("person:?" + " ".join(low), "person", name, institution_of(speaker))
    if low and (
        low[-1] in word_list("officials") or (name[:1].islower() and low[-1].endswith("s"))
    ):
        return _nameless(name, speaker.body or house_of(name), carrier)
    # What names nobody ("it", "the chart", words misread) may be anybody.
    kind: OriginKind = "person" if _is_somebody(low) else "unknown"
    key = "person:?" + carrier.key + "/" + " ".join(low)
    return Origin(key, kind, name, institution_of(speaker))


def _disowned(name: str, key: str) -> tuple[str, str]:
    """A speaker without what says nothing of him: "the country's treasury", "BRIEF-Orsen CEO"."""
    slug = _SLUG.match(name)
    if slug and slug[1].lower() in word_list("slugs"):
        name, key = name[slug.end() :], ""
    if name.isupper() and fold(name) in rules("en/origins.toml")["offices"]:
        return fold(name), ""  # "CEO says"
    whole, _, last = name.rpartition(" ")
    if whole and last in word_list("passed_on"):
        return whole, ""  # "a statement of the ministry carried by the agency"
    first, _, rest = name.partition(" ")
    if (
        rest
        and fold(first).removesuffix("'s") in word_list("owning")
        and first[-2:] in ("'s", "’s")
    ):
        return rest, "" if key.startswith("organisation:") else key
    return name, key


def _is_press(low: Sequence[str]) -> bool:
    """Whether a name ends as those of news agencies do."""
    return len(low) > 2 and " ".join(low[-2:]) in word_list("wires")


def _is_post(low: Sequence[str]) -> bool:
    """Whether a phrase is an office told without an article: "beaten mayor"."""
    return low[-1] in lists().persons - lists().unnamed - lists().callings


def _is_persons(speaker: Speaker, low: Sequence[str]) -> bool:
    """Whether an office for people stands before two or three capitals: they are a name."""
    held = WORD.findall(fold(speaker.role))[-1:]
    words = speaker.name.split()
    return (
        bool(held)
        and held[0] in lists().persons
        and 2 <= len(words) <= 3
        and all(w[:1].isupper() for w in words)
        and not set(low) & (word_list("bodies") | word_list("firms") | word_list("loose"))
    )


def _medium(name: str, low: Sequence[str]) -> str | None:
    """The key of an agency or outlet, told with or without what it is: "the French agency AFP"."""
    found = world.agency(name) or (None if world.is_ordinary(name) else world.outlet(name))
    for at in range(1, len(low)):
        if not found and low[at - 1] in word_list("outlets"):
            last = " ".join(name.split()[-(len(low) - at) :])
            found = world.agency(last) or world.outlet(last)
    return found


def _is_office(low: Sequence[str]) -> bool:
    """ "The space agency" is a body; "the news agency", "a French agency" are channels."""
    own = [w for w in low if w not in word_list("vague") and not world.demonym(w.capitalize())]
    return bool(own) and low[-1] in ("agency", "agencies") and not {"news", "press"} & set(low)


def _channel(name: str, low: Sequence[str], carrier: Origin) -> Origin:
    """An outlet no list knows: "state television", "Karst Gazette"; "the broadcaster" is any."""
    said = [w for w in low if w not in word_list("vague")]
    said = [w for w in said if not world.demonym(w.capitalize())]
    if not said:
        return Origin(f"outlet:?{carrier.key}/{' '.join(low)}", "unknown", name)
    return outlet(name) if name[:1].isupper() else Origin("outlet:" + " ".join(low), "outlet", name)


def _called(name: str, low: Sequence[str]) -> str:
    """The key of a body told by what it is and its name: "auction house Pell & Amory"."""
    words = name.split()
    first = next((n for n, w in enumerate(words) if w[:1].isupper()), 0)
    if not first or not all(w[:1].isupper() or w in ("&", "and", "of") for w in words[first:]):
        return ""
    if set(low[:first]) & (lists().persons | {"for", "of", "in", "at"}):
        return ""
    return "organisation:" + plain(" ".join(words[first:]))


def _is_somebody(low: Sequence[str]) -> bool:
    """Whether a phrase is about a person: "the baker", "her sister", "a woman in the square"."""
    end = next((n for n, w in enumerate(low) if (n and w in BELONGING) or w == "in"), len(low))
    head = low[end - 1] if 0 < end <= len(low) else ""
    return (
        head in lists().persons
        or head in word_list("people")
        or head.endswith(tuple(sorted(word_list("personal"))))
    )


def _heads(low: Sequence[str]) -> bool:
    """Whether a phrase tells an office: "director of the fire service"."""
    end = next((n for n, w in enumerate(low) if n and w in BELONGING), len(low))
    return low[end - 1] in lists().persons


def _held(role: str) -> list[str]:
    """The offices of which there is one: "Velmark President" is "the president"."""
    said = WORD.findall(fold(role))
    if set(said) & word_list("lesser"):
        return []
    whole = f" {' '.join(said)} "
    return [office for office in sorted(word_list("single")) if f" {office} " in whole]


def _nameless(name: str, house: str, carrier: Origin) -> Origin:
    said = [w.removesuffix("'s") for w in WORD.findall(fold(name))]
    said = said[
        : next((n for n, w in enumerate(said) if n and w in word_list("beyond")), len(said))
    ]
    telling = [w for w in said if w not in word_list("empty")]
    what = " ".join(w[:-1] if w.endswith("s") and w not in ("press",) else w for w in telling)
    what = "source" if what in word_list("informants") or not what else what
    return Origin(f"anonymous:{carrier.key}/{what}", "anonymous", name, house)
